"""Text that nobody sees on a page is left out and named, by both readers; the text of a scan stays."""

import re
from collections.abc import Callable

import pypdfium2
import pytest

from extract.records import Document
from tests.extract import drawing as drawn
from tests.extract.conftest import Read
from tests.extract.drawing import HEIGHT, LEFT, Drawing
from tests.extract.reading import FENCES, PATHS, SPRINGS, list_dropped, list_texts

UNREAD = "Nobody reads these words in the valley"
BY_BOTH = pytest.mark.usefixtures("either_reader")


def draw(state: str, text: str = UNREAD, top: float = 150.0, x: float = LEFT) -> Drawing:
    """Return a page with two paragraphs, and above them a text under a state of the printer."""
    drawing = Drawing().add_page()
    drawing.pages[-1].append(f"q {state}")
    drawing.put(text, x, top)
    drawing.pages[-1].append("Q")
    drawing.top = 200
    for body in (SPRINGS, PATHS):
        drawing.fill(body)
    return drawing


def list_named(document: Document, reason: str) -> list[str]:
    return [text for _, named, text in list_dropped(document) if named == reason]


@BY_BOTH
@pytest.mark.parametrize(
    "state",
    ["3 Tr", "1 g", "1 1 1 rg", "0 0 0 0 k", "0.01 0 0 0.01 70 690 cm"],
    ids=["no ink", "white", "white in colours", "white as printed", "of no size"],
)
def test_text_without_ink_is_left_out_and_counted(read: Read, state: str):
    document = read(draw(state))
    assert list_texts(document) == [SPRINGS, PATHS]
    assert "".join(list_named(document, "invisible")).replace(" ", "") == UNREAD.replace(" ", "")
    assert dict(document.repairs)["unseen_words"] > 0


@BY_BOTH
def test_text_beside_the_page_is_left_out(read: Read):
    document = read(draw("", x=-300.0))
    assert list_texts(document) == [SPRINGS, PATHS]
    assert list_named(document, "invisible") == [UNREAD]


def test_text_that_is_clipped_away_is_left_out(read: Read):
    document = read(draw("0 0 50 50 re W n"))
    assert list_texts(document) == [SPRINGS, PATHS]
    assert list_named(document, "invisible") == [UNREAD]


def test_text_in_the_colour_of_its_box_is_left_out(read: Read):
    box = f"0.2 0.4 0.6 rg 60 {HEIGHT - 170:g} 400 40 re f"
    document = read(draw(box))
    assert list_named(document, "invisible") == [UNREAD]


@BY_BOTH
@pytest.mark.parametrize("ground", ["0.2 0.4 0.6 rg", "0 g"], ids=["on a coloured box", "on a black box"])
def test_white_text_on_a_box_is_read(read: Read, ground: str):
    document = read(draw(f"{ground} 60 {HEIGHT - 170:g} 400 40 re f 1 g"))
    assert list_texts(document)[0] == UNREAD
    assert not list_dropped(document)


@BY_BOTH
def test_the_text_of_a_scan_is_read_though_it_leaves_no_ink(read: Read):
    drawing = Drawing().add_page()
    drawing.picture()
    drawing.put("Received in the hall", 300, 20)
    drawing.pages[-1].append("3 Tr")
    drawing.top = 150
    for body in (SPRINGS, PATHS):
        drawing.fill(body, 90, 470)
    assert {SPRINGS, PATHS} <= set(list_texts(read(drawing)))


@BY_BOTH
def test_a_text_layer_below_words_that_are_seen_is_left_out(read: Read):
    drawing = Drawing().add_page()
    drawing.picture()
    drawing.top = 150
    drawing.fill(SPRINGS)
    drawing.pages[-1].append("3 Tr")
    drawing.top = 150.5
    drawing.fill(SPRINGS.replace("council", "courcil"))
    document = read(drawing)
    assert list_texts(document) == [SPRINGS]
    assert "courcil" in " ".join(list_named(document, "invisible"))


def double_all(drawing: Drawing) -> None:
    """Put everything on the page a second time."""
    drawing.pages[-1] += drawing.pages[-1]


def double_heading(drawing: Drawing) -> None:
    """Put a heading a second time, a hair to the right, so that it looks bold."""
    for shift in (0.0, 0.35):
        drawing.put("Fences of the hills", LEFT + shift, 420, 15)


@BY_BOTH
@pytest.mark.parametrize(
    ("double", "words"), [(double_all, f"{SPRINGS} {FENCES}"), (double_heading, "Fences of the hills")]
)
def test_words_that_are_there_twice_are_read_once_and_the_others_named(
    read: Read,
    double: Callable[[Drawing], None],
    words: str,
):
    drawing = Drawing().add_page()
    for body in (SPRINGS, FENCES):
        drawing.fill(body)
    double(drawing)
    document = read(drawing)
    assert " ".join(list_texts(document)).count(words) == 1
    assert " ".join(list_named(document, "duplicate")) == words


def crop(monkeypatch: pytest.MonkeyPatch, page: bytes, above: bytes) -> None:
    """Have drawings saved with these boxes on their pages, and above all pages."""
    assemble = drawn.assemble

    def assemble_cropped(objects: dict[int, bytes], extra: str) -> bytes:
        boxed = {
            number: re.sub(rb"/MediaBox \[[^]]*\]", page, text).replace(
                b"/Type /Pages", b"/Type /Pages " + above
            )
            for number, text in objects.items()
        }
        return assemble(boxed, extra)

    monkeypatch.setattr(drawn, "assemble", assemble_cropped)


@BY_BOTH
@pytest.mark.parametrize("rotate", [0, 90, 270])
def test_what_stands_beside_the_shown_part_of_a_page_is_left_out(
    read: Read, rotate: int, monkeypatch: pytest.MonkeyPatch
):
    crop(monkeypatch, b"/MediaBox [0 0 595 842] /CropBox [0 0 595 720]", b"")
    drawing = Drawing().add_page(rotate=rotate)
    drawing.put(UNREAD, LEFT, 30)
    drawing.top = 200
    drawing.fill(SPRINGS)
    document = read(drawing)
    assert sorted(" ".join(list_named(document, "invisible")).split()) == sorted(UNREAD.split())
    assert "register" in document.text


@BY_BOTH
def test_a_large_page_whose_box_is_said_above_it_is_read_whole(read: Read, monkeypatch: pytest.MonkeyPatch):
    crop(monkeypatch, b"", b"/MediaBox [0 0 1190 842]")
    drawing = Drawing().add_page()
    drawing.fill(SPRINGS)
    drawing.put("Fences of the hills beside the springs", 800, 400)
    document = read(drawing)
    assert "Fences of the hills beside the springs" in document.text
    assert not list_dropped(document)


def test_a_page_that_cannot_be_drawn_is_read(read: Read, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("extract.page_picture.MOST_DOTS", 0)
    document = read(draw("1 g"))
    assert list_texts(document) == [UNREAD, SPRINGS, PATHS]


def test_a_page_that_pdfium_cannot_open_is_read(read: Read, monkeypatch: pytest.MonkeyPatch):
    def fail(_: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
        raise pypdfium2.PdfiumError(f"no page {index}")

    monkeypatch.setattr(pypdfium2.PdfDocument, "__getitem__", fail)
    assert list_texts(read(draw(""))) == [UNREAD, SPRINGS, PATHS]
