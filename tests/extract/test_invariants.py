"""What must hold of every document: order, spans, boxes, reading back, the same bytes twice, nothing lost."""

from collections import Counter
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.document import read_document
from extract.errors import ExtractError
from extract.printed import PrintedPage, PrintedWord
from extract.records import BBox, Document
from tests.extract.drawing import Drawing
from tests.extract.reading import FENCES, PATHS, QUICK, SPRINGS

SHARED = Path(__file__).parents[3] / "shared" / "docs"
PDFS = sorted(SHARED.glob("*.pdf"))
ROUNDING = 0.02  # points
SMALL = 150_000  # bytes: files that are read twice

STATES = {"white": "1 g", "hidden": "3 Tr"}  # of text that nobody sees
PIECES = st.one_of(
    st.tuples(st.just("text"), st.sampled_from([SPRINGS, PATHS, FENCES])),
    st.tuples(st.just("heading"), st.sampled_from(["Water", "2.1 Paths", "ANNEX A", "Fences and gates"])),
    st.tuples(st.just("item"), st.sampled_from(["• Mend the gate", "1. Count the wells", "(a) Oak trees"])),
    st.tuples(st.just("table"), st.sampled_from(["Village", "Year"])),
    st.tuples(st.just("columns"), st.sampled_from([SPRINGS, FENCES])),
    st.tuples(st.sampled_from(["white", "hidden", "twice"]), st.sampled_from([PATHS, "Oak trees"])),
    st.tuples(st.just("stamp"), st.just("DRAFT")),
    st.tuples(st.just("page"), st.just("")),
)


def draw(pieces: list[tuple[str, str]]) -> Drawing:
    """Return a drawing of the pieces, one below the other, a new page where one is full."""
    drawing = Drawing().add_page()
    for kind, text in pieces:
        if kind == "page" or drawing.top > 640:
            drawing.add_page()
        if kind == "columns":
            top = drawing.top
            drawing.fill(text, 72, 285)
            drawing.top, low = top, drawing.top
            drawing.fill(PATHS, 310, 523)
            drawing.top = max(low, drawing.top)
        elif kind in STATES:
            drawing.pages[-1].append(f"q {STATES[kind]}")
            drawing.fill(text)
            drawing.pages[-1].append("Q")
        elif kind == "twice":
            top = drawing.top
            drawing.fill(text)
            drawing.top = top
            drawing.fill(text, 72.3)
        elif kind == "stamp":
            drawing.put(text, 100, max(drawing.top - 60, 90), 70)
        elif kind == "table":
            drawing.table([[text, "Wells"], ["North Ford", "12"], ["Mill End", "7"]], (72, 220, 320))
        elif kind != "page":
            drawing.fill(text, bold=kind == "heading", size=14 if kind == "heading" else 11)
    return drawing


def check(document: Document) -> None:
    """Check order and spans of blocks, lines and words, and that boxes lie on their pages."""
    pages = {page.number: page for page in document.pages}
    end = 0
    for block in document.blocks:
        assert end <= block.span.start <= block.span.end <= len(document.text)
        end = block.span.end
        last = block.span.start
        for line in block.lines:
            assert last <= line.span.start <= line.span.end <= block.span.end
            last = line.span.end
            page = pages[line.page]
            assert lies_on(line.bbox, page.width, page.height), (block.id, line)
            assert all(line.span.start <= word.start <= word.end <= line.span.end for word in line.words)
        assert all(
            block.span.start <= cell.span.start <= cell.span.end <= block.span.end for cell in block.cells
        )
    ids = {block.id for block in document.blocks}
    assert all(name in ids for block in document.blocks for name in (*block.section, *block.notes))


def lies_on(box: BBox, width: float, height: float) -> bool:
    """Tell whether a box lies on the page, but for what glyphs stand over its edge."""
    middle = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return box.x0 <= box.x1 and box.top <= box.bottom and 0 <= middle[0] <= width and 0 <= middle[1] <= height


def list_printed(pages: list[PrintedPage]) -> Counter[str]:
    """Return the words that stand on pages, as they came from the PDF."""
    words: list[PrintedWord] = []
    for page in pages:
        lines = [*page.lines, *(line for _, line in page.dropped)]
        lines += [line for _, table in page.tables for cell in table.cells for line in cell.lines]
        words += [word for line in lines for word in line.words]
    return Counter(letter for word in words for letter in word.text if letter.isalnum())


def list_told(document: Document) -> Counter[str]:
    """Return what is in the text, in the numbers of blocks, or dropped by name."""
    told = [document.text[block.span.start : block.span.end] for block in document.blocks]
    told += [block.number for block in document.blocks]
    told += [item.text for page in document.pages for item in page.dropped]
    return Counter(letter for text in told for letter in text if letter.isalnum())


@QUICK
@given(pieces=st.lists(PIECES, min_size=1, max_size=14))
def test_what_must_hold_of_drawn_documents(tmp_path_factory: pytest.TempPathFactory, pieces):
    path = draw([("text", SPRINGS), *pieces]).save(tmp_path_factory.mktemp("drawn") / "plan.pdf")
    document = read_document(path, source="plan.pdf")
    check(document)
    written = msgspec.json.encode(document)
    assert msgspec.json.decode(written, type=Document) == document
    assert msgspec.json.encode(read_document(path, source="plan.pdf")) == written


@QUICK
@given(pieces=st.lists(PIECES, min_size=1, max_size=14))
def test_nothing_that_was_drawn_is_lost(tmp_path_factory: pytest.TempPathFactory, pieces):
    drawn = [("text", SPRINGS), *pieces]
    path = draw(drawn).save(tmp_path_factory.mktemp("drawn") / "plan.pdf")
    told = list_told(read_document(path, source="plan.pdf"))
    wanted = Counter(letter for kind, text in drawn for letter in text if kind != "page" and letter.isalnum())
    assert not wanted - told


@pytest.mark.skipif(not PDFS, reason="no folder of shared documents")
@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_what_must_hold_of_real_documents(path: Path, monkeypatch: pytest.MonkeyPatch):
    seen: list[PrintedPage] = []
    import extract.document as module

    def keep(pages, *args):
        seen.extend(pages)
        return find_furniture(pages, *args)

    find_furniture = module.find_furniture
    monkeypatch.setattr(module, "find_furniture", keep)
    try:
        document = read_document(path, source=path.name)
    except ExtractError:
        return
    check(document)
    written = msgspec.json.encode(document)
    assert msgspec.json.decode(written, type=Document) == document
    assert not list_printed(seen) - list_told(document)
    if path.stat().st_size < SMALL:
        assert msgspec.json.encode(read_document(path, source=path.name)) == written
