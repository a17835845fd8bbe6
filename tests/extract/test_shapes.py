"""Shapes drawn on a page: pdfium's, held against pdfplumber's, which are those of the reference."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from pdfplumber.page import Page
from pdfplumber.table import TableFinder

from extract.drawn import NotReadable
from extract.fast_reader import open_fast
from extract.lattice import Edge, find_lattices
from extract.pdf import PageReader
from extract.plumber import Plumber
from extract.printed import Ruling
from extract.records import BBox
from tests.extract.drawing import Drawing
from tests.extract.test_fast_reader import DOCUMENTS, PAGES, list_documents

SLACK = 0.02  # points: how far the two readers may stand apart
MISSED = 4  # cells of a page: the reference takes no rule for level whose ends differ in the sixth decimal


def read_ruling(path: Path, number: int = 1) -> Ruling:
    """Return what pdfium sees drawn on a page."""
    fast = open_fast(path, ("",))
    assert fast is not None
    ruling = fast.read(number).ruling
    assert ruling is not None
    return ruling


def assert_alike(mine: Ruling, theirs: Ruling, missed: int = 0) -> None:
    """Check that two readers see the same, in the same order, but for cells that the reference misses."""
    for ours, others in (
        (mine.shades, theirs.shades),
        (mine.rules, theirs.rules),
        (mine.boxes, theirs.boxes),
        *([] if missed else zip(mine.grids, theirs.grids, strict=True)),
    ):
        assert list_edges(ours) == pytest.approx(list_edges(others), abs=SLACK)
    assert len(mine.grids) == len(theirs.grids)
    cells = [cell for grid in mine.grids for cell in grid]
    expected = [cell for grid in theirs.grids for cell in grid]
    assert len(expected) <= len(cells) <= len(expected) + missed
    for cell in expected:
        assert any(list_edges([cell]) == pytest.approx(list_edges([other]), abs=SLACK) for other in cells)


def list_edges(boxes: Sequence[BBox]) -> list[float]:
    """Return the edges of boxes, one after the other."""
    return [edge for box in boxes for edge in (box.x0, box.top, box.x1, box.bottom)]


def draw_shapes(*, rotate: int = 0) -> Drawing:
    """Return a page with a ruled table, a shade, a frame, a triangle, curves, and shapes under matrices."""
    drawing = Drawing().add_page(rotate=rotate)
    drawing.table([["Goal", "Year"], ["Wells", "2030"], ["Roads", "2040"]], [72, 200, 320])
    drawing.shade(72, 300, 320, 360)
    drawing.frame(72, 400, 320, 460)
    drawing.pages[-1] += [
        "300 300 m 360 300 l 330 350 l h S",
        "300 200 m 310 230 350 230 360 200 c 360 180 l h f",
        "q 0.1 0 0 0.1 10 20 cm 1000 1000 2000 505.5 re S 1000 900 m 3000 900 l S Q",
        "q 0 1 -1 0 500 100 cm 0 0 90 40 re B Q",
        "q 0.8 0.6 -0.6 0.8 100 100 cm 0 0 90 40 re S Q",
        "50 50 m 90 50 l 50 60 m 90 60 l 50 70 m 50 70 l 90 70 l 50 50 l h S",
        "40 40 m 45 40 l 45 45 l 40 45 l 40 40 l h f* 20 20 m 30 20 l 30 30 l 20 30 l b",
        "10 10 80 9 re W n",
    ]
    return drawing


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_all_sorts_of_shapes_are_seen_as_the_reference_sees_them(tmp_path: Path, rotate: int):
    path = draw_shapes(rotate=rotate).save(tmp_path / "plan.pdf")
    mine = read_ruling(path)
    assert_alike(mine, Plumber(path, "plan.pdf", ("",)).find_ruling(1))
    assert 6 in map(len, mine.grids)
    assert mine.shades
    assert mine.boxes


def test_shapes_within_forms_are_seen_where_they_are_shown(tmp_path: Path):
    path = save_forms(tmp_path / "forms.pdf", depth=2)
    mine = read_ruling(path)
    assert_alike(mine, Plumber(path, path.name, ("",)).find_ruling(1))
    assert [len(cells) for cells in mine.grids] == [4]


def test_forms_that_lie_too_deep_are_left_to_the_reference(tmp_path: Path):
    path = save_forms(tmp_path / "forms.pdf", depth=20)
    fast = open_fast(path, ("",))
    assert fast is not None
    with pytest.raises(NotReadable, match="too deep"):
        fast.read(1)


def save_forms(path: Path, depth: int) -> Path:
    """Save a page whose ruled table lies in so many forms, each with a matrix of its own."""
    grid = "".join(
        f"{10 + 60 * i} 10 m {10 + 60 * i} 90 l S 10 {10 + 40 * i} m 130 {10 + 40 * i} l S " for i in range(3)
    )
    kids = [f"q 0.9 0 0 0.95 {7 * i} {11 * i} cm /F Do Q" for i in range(depth)]
    bodies = [*kids, grid]
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"]
    objects.append(
        b"<< /Type /Page /Parent 2 0 R /MediaBox [-20 30 580 830] /Contents 4 0 R"
        b" /Resources << /XObject << /F 5 0 R >> >> >>"
    )
    for index, body in enumerate(bodies):
        form = (
            ""
            if not index
            else "/Type /XObject /Subtype /Form /BBox [0 0 900 900] /Matrix [1.1 0 0 1.05 3 4]"
        )
        inner = f"/Resources << /XObject << /F {5 + index} 0 R >> >>" if index < depth else ""
        objects.append(f"<< {form} {inner} /Length {len(body)} >>\nstream\n{body}\nendstream".encode())
    content = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    path.write_bytes(
        content
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(content))
    )
    return path


def test_ruled_pages_are_read_without_pdfplumber(tmp_path: Path):
    reader = PageReader(draw_shapes().save(tmp_path / "plan.pdf"), "plan.pdf", ("",))
    page = reader.read(1)
    assert page.tables
    assert "plumber" not in vars(reader)


class Sheet(Page):
    """A page of the reference that has edges and nothing else."""

    def __init__(self, edges: list[dict[str, object]]) -> None:
        self._edges = edges


def describe(edge: Edge, *, upright: bool) -> dict[str, object]:
    """Return an edge as pdfplumber has it."""
    size = edge.end - edge.start
    xs = (edge.across, edge.across, 0.0) if upright else (edge.start, edge.end, size)
    ys = (edge.start, edge.end, size) if upright else (edge.across, edge.across, 0.0)
    names = ("x0", "x1", "width", "top", "bottom", "height")
    place = dict(zip(names, (*xs, *ys), strict=True))
    return {"object_type": "line", "orientation": "v" if upright else "h", "doctop": place["top"], **place}


@pytest.mark.parametrize("seed", range(40))
def test_cells_are_those_that_pdfplumber_finds(seed: int):
    # Places on a raster of 2 points, so that many edges are near each other, meet, overlap and fall short.
    state = seed + 1
    numbers = []
    for _ in range(240):
        state = state * 48271 % 2147483647
        numbers.append(state // 7)
    parts = list(zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True))
    edges = [Edge(8.0 * (a % 16) + 2 * (b % 2), 10.0 * (b % 8), 10.0 * (b % 8) + c % 90) for a, b, c in parts]
    upright, level = edges[:40], edges[40:]
    sheet = Sheet(
        [*(describe(e, upright=True) for e in upright), *(describe(e, upright=False) for e in level)]
    )
    theirs = [
        [tuple(round(place, 6) for place in cell) for cell in table.cells]
        for table in TableFinder(sheet).tables
    ]
    mine = [
        [tuple(round(place, 6) for place in (cell.x0, cell.top, cell.x1, cell.bottom)) for cell in cells]
        for cells in find_lattices(upright, level)
    ]
    assert mine == theirs


@pytest.mark.skipif(not list_documents(), reason="needs a folder of real documents in POLICYGRAPH_DOCUMENTS")
@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.pdf")), ids=lambda path: path.stem)
def test_both_readers_see_the_same_shapes_in_real_documents(path: Path):
    fast = open_fast(path, ("",))
    assert fast is not None
    plumber = Plumber(path, path.name, ("",))
    for number in range(1, fast.count + 1, max(fast.count // PAGES, 1)):
        try:
            mine = fast.read(number).ruling
        except NotReadable:
            continue
        if mine is not None and mine != Ruling():
            assert_alike(mine, plumber.find_ruling(number), missed=MISSED)
