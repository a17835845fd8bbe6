"""Questions of tables, each with a small page that asks it."""

from tests.extract.conftest import Read
from tests.extract.drawing import Drawing
from tests.extract.reading import FENCES, PATHS, SPRINGS, list_kinds, list_texts
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
