"""Questions of tables, each with a small page that asks it."""

from itertools import pairwise

import pytest

from tests.extract.conftest import Read
from tests.extract.drawing import Drawing, wrap
from tests.extract.reading import FENCES, PATHS, SPRINGS, list_kinds, list_texts
from tests.extract.test_invariants import check
from tests.extract.test_tables import draw_cells, list_cells, start_plan

EDGES = (72, 220, 320, 420)


def test_a_table_in_a_box_around_the_page_is_read_as_a_table(read: Read):
    drawing = start_plan()
    top = drawing.top
    drawing.top += 8
    drawing.fill(FENCES, 80, 515)
    drawing.table([["Village", "Wells", "Sum"], ["North Ford", "12", "300"]], (78, 220, 320, 517))
    low = drawing.top - 12
    for height in (top, top + 70, low):
        drawing.rule(72, height, 523, height)
    for x in (72, 523):
        drawing.rule(x, top, x, low)
    document = read(drawing)
    assert list_texts(document, "paragraph") == [SPRINGS, FENCES]
    assert list_cells(document)[1] == [("Village", "North Ford"), ("Wells", "12"), ("Sum", "300")]


def test_rows_on_the_next_page_are_no_header_however_short_the_first_is(read: Read):
    drawing = start_plan()
    drawing.table([["Village", "Work", "Year"], ["North Ford", "Mend the gate", "2031"]], EDGES)
    drawing.add_page()
    rows = [["Mill", "Dig", "2032"], ["Old Quay by the lake", "Count the wells", "2033"]]
    drawing.table(rows, EDGES, header=False)
    drawing.fill(PATHS)
    assert [[header for header, _ in row] for row in list_cells(read(drawing))[2:]] == [
        ["Village", "Work", "Year"]
    ] * 2


def test_headers_on_one_shaded_cell_are_those_of_the_columns_below(read: Read):
    drawing = start_plan()
    top = drawing.top
    drawing.put("Village", 76, top + 5, 10, bold=True)
    drawing.put("Wells", 224, top + 5, 10, bold=True)
    drawing.put("Sum", 324, top + 5, 10, bold=True)
    draw_cells(
        drawing,
        [
            (72, 0, 320, 20, ""),
            (320, 0, 420, 20, ""),
            (72, 20, 220, 40, "North Ford"),
            (220, 20, 320, 40, "twelve"),
            (320, 20, 420, 40, "300"),
            (72, 40, 220, 60, "Mill End"),
            (220, 40, 320, 60, "seven"),
            (320, 40, 420, 60, "150"),
        ],
    )
    assert list_cells(read(drawing))[1] == [("Village", "North Ford"), ("Wells", "twelve"), ("Sum", "300")]


def test_a_total_in_bold_takes_no_header_from_its_table(read: Read):
    drawing = start_plan()
    rows = [[f"Ford {number}", f"the well of family {number}", "deep"] for number in range(1, 6)]
    drawing.table([["Village of the valley", "Well and its keeper", "Depth of it"], *rows], EDGES)
    drawing.top -= 12
    drawing.put("five wells", 224, drawing.top + 5, 10, bold=True)
    draw_cells(drawing, [(72, 0, 220, 20, "Sum"), (220, 0, 320, 20, ""), (320, 0, 420, 20, "-")])
    assert {row[0][0] for row in list_cells(read(drawing))[1:]} == {"Village of the valley"}


def test_three_columns_under_bold_headers_are_a_table_however_much_their_cells_hold(read: Read):
    drawing = start_plan()
    edges = (72, 200, 380, 523)
    for row in (("Area", "Work", "Use"), ("Water", f"{SPRINGS} {PATHS} {FENCES}", "All drink")):
        top = low = drawing.top
        for x, right, text in zip(edges, edges[1:], row, strict=False):
            drawing.top = top + 4
            drawing.fill(text, x + 4, right - 4, size=10, bold=row[0] == "Area", after=4)
            low = max(low, drawing.top)
        for height in (top, low):
            drawing.rule(72, height, 523, height)
        for x in edges:
            drawing.rule(x, top, x, low)
        drawing.top = low
    drawing.top += 12
    drawing.fill(PATHS)
    assert list_cells(read(drawing))[1] == [
        ("Area", "Water"),
        ("Work", f"{SPRINGS} {PATHS} {FENCES}"),
        ("Use", "All drink"),
    ]


def test_a_large_heading_may_pause_at_a_colon(read: Read):
    drawing = Drawing().add_page()
    drawing.fill("Water Plan", size=24, bold=True, leading=40)
    drawing.fill(SPRINGS)
    drawing.rows(["In the light:"], size=18, after=4)
    drawing.rows(["Wells of the north"], size=18)
    drawing.fill(FENCES)
    document = read(drawing)
    assert list_texts(document, "heading") == ["In the light: Wells of the north"]
    assert list_kinds(document)[-1] == "paragraph"


def shade_rows(drawing: Drawing, rows: list[list[str]], edges: tuple[float, ...], parity: int) -> None:
    """Draw rows without rules, every other of them coloured cell by cell; the first is set in bold."""
    for index, row in enumerate(rows):
        top = drawing.top
        if index % 2 == parity or not index:
            for x0, x1 in pairwise(edges):
                drawing.shade(x0, top, x1, top + 30)
        for x, text in zip(edges, row, strict=False):
            lines = text.split("\n")
            for number, line in enumerate(lines):
                drawing.put(line, x + 4, top + 12 - 6 * (len(lines) - 1) + 12 * number, 10, bold=not index)
        drawing.top += 30
    drawing.top += 12


SHADED = [
    ["Village", "Work", "Year"],
    ["North Ford\nby the hill", "Mend the gate", "2031"],
    ["Mill End", "Dig a well\nby the mill", "2032"],
    ["Old Quay", "Count the fences", "2033"],
]


@pytest.mark.parametrize("parity", [0, 1])
def test_rows_that_only_their_colour_parts_are_rows_of_a_table(read: Read, parity: int):
    drawing = start_plan()
    shade_rows(drawing, SHADED, (72, 220, 340, 420), parity)
    drawing.fill(PATHS)
    document = read(drawing)
    assert [[text for _, text in row] for row in list_cells(document)] == [
        [text.replace("\n", " ") for text in row] for row in SHADED
    ]
    assert {tuple(header for header, _ in row) for row in list_cells(document)[1:]} == {
        ("Village", "Work", "Year")
    }
    assert list_texts(document, "paragraph") == [SPRINGS, PATHS]


def test_lines_on_a_highlight_are_no_rows_of_a_table(read: Read):
    drawing = start_plan()
    for text in wrap(f"{PATHS} {FENCES}", 451):
        for x0, x1 in ((72, 200), (200, 330), (330, 523)):
            drawing.shade(x0, drawing.top - 2, x1, drawing.top + 12)
        drawing.put(text, 72, drawing.top)
        drawing.top += 14
    assert list_texts(read(drawing), "paragraph") == [SPRINGS, f"{PATHS} {FENCES}"]


def test_a_rule_of_decoration_cuts_no_column_in_two(read: Read):
    drawing = start_plan()
    drawing.rule(370, 40, 370, drawing.top + 60)
    drawing.rule(340, 40, 400, 40)
    rows = [["Village", "Wells", "Sum of crowns"], ["North Ford", "12", "300,000,000"]]
    drawing.table([*rows, ["Mill End", "7", "150,000,000"]], EDGES)
    assert list_cells(read(drawing))[2] == [
        ("Village", "Mill End"),
        ("Wells", "7"),
        ("Sum of crowns", "150,000,000"),
    ]


def test_numbered_chapters_stand_beside_the_foreword(read: Read):
    drawing = Drawing().add_page()
    drawing.fill("Water Plan", size=24, bold=True, leading=40)
    for name in ("FOREWORD", "1. Springs", "2. Fences"):
        drawing.fill(name, size=14, bold=True)
        drawing.fill(f"{SPRINGS} {PATHS}")
    document = read(drawing)
    assert [block.level for block in document.blocks if block.kind == "heading"] == [1, 1, 1]


def test_a_row_that_a_page_break_cuts_is_one_row(read: Read):
    drawing = start_plan()
    rows = [["Village", "Work", "Year"], ["North Ford", "Mend the gates of", "2031"]]
    drawing.table(rows, EDGES)
    drawing.add_page()
    drawing.table([["", "the upper camps", ""], ["Mill End", "Dig a well", "2032"]], EDGES, header=False)
    drawing.fill(PATHS)
    document = read(drawing)
    assert list_cells(document)[1:] == [
        [("Village", "North Ford"), ("Work", "Mend the gates of the upper camps"), ("Year", "2031")],
        [("Village", "Mill End"), ("Work", "Dig a well"), ("Year", "2032")],
    ]
    check(document)


def test_a_row_under_a_merged_cell_on_the_next_page_is_a_row_of_its_own(read: Read):
    drawing = start_plan()
    drawing.table([["Village", "Work", "Year"], ["North Ford", "Mend the gates", "2031"]], EDGES)
    drawing.add_page()
    drawing.table([["", "Dig a well", "2032"], ["Mill End", "Plant trees", "2033"]], EDGES, header=False)
    drawing.fill(PATHS)
    assert [row[0][1] for row in list_cells(read(drawing))[1:]] == ["North Ford", "Dig a well", "Mill End"]


def test_a_title_above_the_header_heads_the_table(read: Read):
    drawing = start_plan()
    rows = [["Village", "Wells", "Sum"], ["North Ford", "12", "300"], ["Mill End", "7", "150"]]
    top = drawing.top
    drawing.put("Wells of the valley", 76, top + 5, 16, bold=True)
    for x in (EDGES[0], EDGES[-1]):
        drawing.rule(x, top, x, top + 28)
    for x0, x1 in ((EDGES[0], EDGES[1]), (EDGES[1], EDGES[-1])):
        drawing.rule(x0, top, x1, top)
    drawing.rule(EDGES[1], top, EDGES[1], top + 28)
    drawing.top += 28
    drawing.table(rows, EDGES)
    drawing.fill(PATHS)
    document = read(drawing)
    assert list_texts(document, "heading") == ["Wells of the valley"]
    assert list_cells(document)[1] == [("Village", "North Ford"), ("Wells", "12"), ("Sum", "300")]
