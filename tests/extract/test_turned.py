"""Pages whose lines run up, down or upside down, and landscape pages."""

from pathlib import Path

import pytest
from PIL import Image

from extract.document import read_document
from extract.page_picture import draw_picture
from extract.reading import Reading
from extract.records import Document
from tests.extract.conftest import Read
from tests.extract.drawing import HEIGHT, WIDTH, Drawing, wrap
from tests.extract.reading import FENCES, PATHS, SPRINGS, list_texts
from tests.extract.scans import join_pictures, needs_tesseract
from tests.extract.test_invariants import check
from tests.extract.test_tables import list_cells


def draw_turned(turn: int) -> Drawing:
    """Return a drawing of which the second page is turned; its lines begin at the same place of the text."""
    drawing = Drawing().add_page()
    drawing.fill("Water Plan", size=20, bold=True, leading=30)
    drawing.fill(SPRINGS)
    drawing.add_page()
    lines = [("Paths of the hills", 16.0), *((row, 11.0) for row in wrap(PATHS, 600)), ("", 11.0)]
    for index, (text, size) in enumerate([*lines, *((row, 11.0) for row in wrap(FENCES, 600))]):
        down = 80 + 15 * index
        x, top = {90: (down, HEIGHT - 80), 180: (WIDTH - 10, HEIGHT - down), 270: (WIDTH - down, 80.0)}[turn]
        drawing.put_sideways(text, x, top, size, turn=turn)
    return drawing


@pytest.mark.parametrize(("turn", "flag"), [(90, "turned_left"), (180, "upside_down"), (270, "turned_right")])
def test_a_page_that_is_turned_is_read_as_if_it_stood_upright(read: Read, turn: int, flag: str):
    document = read(draw_turned(turn))
    assert list_texts(document, "heading") == ["Paths of the hills"]
    assert list_texts(document, "paragraph") == [SPRINGS, PATHS, FENCES]
    page = document.pages[1]
    assert (page.width, page.height, page.flags) == (WIDTH, HEIGHT, (flag,))
    check(document)


def test_boxes_of_a_turned_page_are_where_its_lines_are_seen(read: Read):
    document = read(draw_turned(90))
    line = next(block for block in document.blocks if block.kind == "heading").lines[0]
    assert 60 < line.bbox.x0 < 80 < line.bbox.x1 < 90
    assert line.bbox.bottom == pytest.approx(HEIGHT - 80, abs=1)


def test_a_landscape_page_is_read_across_its_whole_width(read: Read):
    drawing = Drawing().add_page(rotate=90)
    for index, row in enumerate(wrap(f"{PATHS} {FENCES}", 640)):
        drawing.put_sideways(row, 100 + 14 * index, 740)
    document = read(drawing)
    assert list_texts(document) == [f"{PATHS} {FENCES}"]
    assert (document.pages[0].width, document.pages[0].flags) == (HEIGHT, ("rotated",))


def test_a_table_on_a_turned_page_has_its_cells(read: Read):
    drawing = draw_turned(90)
    drawing.add_page()
    rows = [["Village", "Wells", "Sum"], ["North Ford", "12", "300"], ["Mill End", "7", "150"]]
    for x in (100, 120, 140, 160):
        drawing.rule(x, 200, x, 700)
    for top in (200, 400, 550, 700):
        drawing.rule(100, top, 160, top)
    for index, row in enumerate(rows):
        for top, text in zip((696, 546, 396), row, strict=True):
            drawing.put_sideways(text, 114 + 20 * index, top, 10)
    cells = list_cells(read(drawing))
    assert cells[-1] == [("Village", "Mill End"), ("Wells", "7"), ("Sum", "150")]


@needs_tesseract
@pytest.mark.parametrize("way", [Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270])
def test_a_scan_that_lies_on_its_side_is_turned_before_it_is_read(tmp_path: Path, way: Image.Transpose):
    drawing = Drawing().add_page()
    drawing.put("Springs of the Valley", 72, 90, 20, bold=True)
    drawing.top = 140
    for text in (SPRINGS, PATHS, FENCES):
        drawing.fill(text)
    picture = draw_picture(drawing.save(tmp_path / "drawn.pdf"), 1, dpi=200, grey=True).transpose(way)
    path = tmp_path / "scan.pdf"
    path.write_bytes(join_pictures([picture]))
    document: Document = read_document(path, source="scan.pdf", reading=Reading(ocr="auto"))
    assert document.title == "Springs of the Valley"
    assert list_texts(document, "paragraph")[0].split()[:6] == SPRINGS.split()[:6]
    assert document.pages[0].width > document.pages[0].height
    check(document)
