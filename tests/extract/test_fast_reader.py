"""The fast reader held against the reader of reference, page by page."""

import os
import re
from collections import defaultdict
from pathlib import Path

import pytest

from extract import pdf
from extract.drawn import NotReadable
from extract.fast_reader import FastReader, open_fast
from extract.glyphs import Glyph, GlyphPage
from extract.page_layout import lay_out
from extract.pdf import PageReader, draw_page
from extract.plumber import Plumber
from extract.printed import PrintedPage, PrintedWord, Ruling
from extract.usable import list_lines
from tests.extract import drawing as drawn
from tests.extract.drawing import Drawing, wrap

DOCUMENTS = Path(os.environ.get("POLICYGRAPH_DOCUMENTS") or Path(__file__).parents[3] / "shared" / "docs")
PAGES = 3  # of each document, spread over it
NEAR = 0.75  # points: how far the two readers may stand apart
LEAST_SHARE = 0.97  # of a page's words that both read alike; pdfium maps small capitals and odd fonts better
TEXT = "Households far from the network receive a well-kept pump, office by office, until 2030."


def read_both(path: Path, number: int = 1) -> tuple[GlyphPage, GlyphPage]:
    """Return what the fast reader and the reader of reference see on a page."""
    fast = open_fast(path, ("",))
    assert fast is not None
    return fast.read(number), Plumber(path, path.name, ("",)).read(number)


def describe(glyph: Glyph) -> tuple[str, float, int, bool]:
    return glyph.text, glyph.size, glyph.turn, glyph.bold


def measure(glyph: Glyph) -> tuple[float, float, float, float]:
    return glyph.x0, glyph.top, glyph.x1, glyph.bottom


def draw(rotate: int) -> Drawing:
    """Return a page with text, bold text, text in several sizes, and text set sideways."""
    drawing = Drawing().add_page(rotate=rotate)
    for index, row in enumerate(wrap(TEXT, 200)):
        drawing.put(row, 100, 150 + 14 * index)
    drawing.put("In bold: 4 goals", 100, 300, bold=True)
    drawing.put("Small type", 100, 330, size=6.5)
    drawing.put_sideways("Upwards", 60, 400)
    return drawing


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize(
    "box", ["[0 0 595 842]", "[50 100 645 942]", "[50 100 645 942] /CropBox [60 200 600 900]"]
)
def test_both_readers_see_the_same_glyphs_on_a_drawn_page(
    rotate: int, box: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    move_page(monkeypatch, b"/MediaBox " + box.encode())
    fast, reference = read_both(draw(rotate).save(tmp_path / "plan.pdf"))
    assert (fast.width, fast.height, fast.rotation) == (reference.width, reference.height, reference.rotation)
    assert [describe(glyph) for glyph in fast.glyphs] == [describe(glyph) for glyph in reference.glyphs]
    for one, other in zip(fast.glyphs, reference.glyphs, strict=True):
        assert measure(one) == pytest.approx(measure(other), abs=NEAR)


def move_page(monkeypatch: pytest.MonkeyPatch, box: bytes, above: bytes = b"") -> None:
    """Have drawings saved with another media box, or with one that is said for all pages at once."""
    assemble = drawn.assemble

    def assemble_moved(objects: dict[int, bytes], extra: str) -> bytes:
        moved = {
            number: re.sub(rb"/MediaBox \[[^]]*\]", box, text).replace(
                b"/Type /Pages", b"/Type /Pages " + above
            )
            for number, text in objects.items()
        }
        return assemble(moved, extra)

    monkeypatch.setattr(drawn, "assemble", assemble_moved)


def test_a_media_box_that_is_said_above_the_pages_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    move_page(monkeypatch, b"", above=b"/MediaBox [0 0 595 842]")
    fast, reference = read_both(draw(0).save(tmp_path / "plan.pdf"))
    assert (fast.width, fast.height) == (reference.width, reference.height) == (595, 842)
    assert measure(fast.glyphs[0]) == pytest.approx(measure(reference.glyphs[0]), abs=NEAR)


def test_a_page_does_not_depend_on_the_pages_read_before(tmp_path: Path):
    drawing = draw(0)
    drawing.add_page().put("The second page", 100, 200, bold=True)
    path = drawing.save(tmp_path / "plan.pdf")
    first, second = open_fast(path, ("",)), open_fast(path, ("",))
    assert first is not None
    assert second is not None
    first.read(1)
    assert first.read(2) == second.read(2)


def test_sideways_text_is_read_in_its_own_direction(tmp_path: Path):
    drawing = Drawing().add_page()
    drawing.put(TEXT, 100, 150)
    drawing.put_sideways("Emissions by year", 60, 400)
    [page] = pdf.read_pages(drawing.save(tmp_path / "plan.pdf"), "plan.pdf")
    assert isinstance(page, PrintedPage)
    words = {word.text for reason, line in page.dropped if reason == "side_text" for word in line.words}
    assert words == {"Emissions", "by", "year"}


def test_pages_without_rules_and_odd_scripts_are_read_without_pdfplumber(tmp_path: Path):
    reader = PageReader(draw(0).save(tmp_path / "plan.pdf"), "plan.pdf", ("",))
    reader.read(1)
    assert "plumber" not in vars(reader)


def test_a_page_that_the_fast_reader_refuses_is_read_by_pdfplumber(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(_: FastReader, number: int) -> GlyphPage:
        raise NotReadable(f"page {number}")

    path = draw(0).save(tmp_path / "plan.pdf")
    [usual] = pdf.read_pages(path, "plan.pdf")
    monkeypatch.setattr(FastReader, "read", refuse)
    [page] = pdf.read_pages(path, "plan.pdf")
    assert isinstance(page, PrintedPage)
    assert isinstance(usual, PrintedPage)
    assert [line.text for line in page.lines] == [line.text for line in usual.lines]


def list_documents() -> list[Path]:
    return sorted(DOCUMENTS.glob("*.pdf"))


@pytest.mark.skipif(not list_documents(), reason="needs a folder of real documents in POLICYGRAPH_DOCUMENTS")
@pytest.mark.parametrize("path", list_documents(), ids=lambda path: path.stem)
def test_both_readers_see_the_same_words_in_real_documents(path: Path):
    fast = open_fast(path, ("",))
    assert fast is not None
    plumber = Plumber(path, path.name, ("",))
    step = max(fast.count // PAGES, 1)
    for number in range(1, fast.count + 1, step):
        try:
            mine = list_words(lay_out(draw_page(number, fast.read(number), Ruling())))
        except NotReadable:
            continue
        theirs = list_words(lay_out(draw_page(number, plumber.read(number), Ruling())))
        alike = count_alike(mine, theirs)
        assert alike >= LEAST_SHARE * max(len(mine), len(theirs)) - 1, f"page {number}"


def list_words(page: PrintedPage) -> list[PrintedWord]:
    return [word for line in list_lines(page) for word in line.words]


def measure_word(word: PrintedWord) -> tuple[float, ...]:
    return word.x0, word.top, word.x1, word.bottom, word.size


def count_alike(mine: list[PrintedWord], theirs: list[PrintedWord]) -> int:
    """Return how many words both have, at the same place and in the same size."""
    known: dict[str, list[PrintedWord]] = defaultdict(list)
    for word in theirs:
        known[word.text.casefold()].append(word)
    alike = 0
    for word in mine:
        place = measure_word(word)
        for other in known[word.text.casefold()]:
            if all(abs(a - b) <= NEAR for a, b in zip(place, measure_word(other), strict=True)):
                known[word.text.casefold()].remove(other)
                alike += 1
                break
    return alike
