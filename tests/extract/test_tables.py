from extract.records import Document
from tests.extract.conftest import Read
from tests.extract.drawing import LEFT, Drawing
from tests.extract.reading import (
    FENCES,
    PATHS,
    SPRINGS,
    cite,
    find_block,
    list_kinds,
    list_texts,
    name_sections,
)

EDGES = (72, 220, 320, 420)
ROWS = [["Village", "Wells", "Sum in crowns"], ["North Ford", "12", "300"], ["Mill End", "7", "150"]]


def start_plan() -> Drawing:
    """Return a drawing with a title and a paragraph."""
    drawing = Drawing().add_page()
    drawing.fill("Water Plan", size=20, bold=True, leading=30)
    drawing.fill(SPRINGS)
    return drawing


def list_cells(document: Document) -> list[list[tuple[str, str]]]:
    """Return header and words of the cells of all table rows."""
    return [
        [(cell.header, document.text[cell.span.start : cell.span.end]) for cell in block.cells]
        for block in document.blocks
        if block.kind == "table_row"
    ]


def draw_cells(drawing: Drawing, cells: list[tuple[float, float, float, float, str]]) -> None:
    """Draw cells, each with its box below what was put last and its words, one line for each 12 points."""
    top = drawing.top
    for x0, upper, x1, lower, text in cells:
        for box in (
            (x0, upper, x1, upper),
            (x0, lower, x1, lower),
            (x0, upper, x0, lower),
            (x1, upper, x1, lower),
        ):
            drawing.rule(box[0], top + box[1], box[2], top + box[3])
        for index, row in enumerate(text.split("\n")):
            drawing.put(row, x0 + 4, top + upper + 5 + 12 * index, 10)
    drawing.top = top + max(cell[3] for cell in cells) + 12


def test_rows_of_a_ruled_table_have_cells_that_know_their_header(read: Read):
    drawing = start_plan()
    drawing.table(ROWS, EDGES)
    drawing.fill(PATHS)
    document = read(drawing)
    assert list_kinds(document) == ["title", "paragraph", "table_row", "table_row", "table_row", "paragraph"]
    assert list_cells(document) == [
        [("", "Village"), ("", "Wells"), ("", "Sum in crowns")],
        [("Village", "North Ford"), ("Wells", "12"), ("Sum in crowns", "300")],
        [("Village", "Mill End"), ("Wells", "7"), ("Sum in crowns", "150")],
    ]
    assert list_texts(document, "table_row")[1] == "North Ford | 12 | 300"
    assert [cell.column for cell in find_block(document, "North").cells] == [0, 1, 2]


def test_a_table_stands_under_the_heading_above_it(read: Read):
    drawing = start_plan()
    drawing.fill("1. Wells", bold=True)
    drawing.table(ROWS, EDGES)
    document = read(drawing)
    assert name_sections(document, find_block(document, "Mill End")) == ["Wells"]


def test_the_lines_of_a_cell_are_joined(read: Read):
    drawing = start_plan()
    draw_cells(
        drawing,
        [
            (72, 0, 200, 20, "Village"),
            (200, 0, 420, 20, "Work"),
            (72, 20, 200, 60, "North\nFord"),
            (200, 20, 420, 60, "mend the fence around each\nspring and clean the wells"),
        ],
    )
    assert list_cells(read(drawing)) == [
        [("", "Village"), ("", "Work")],
        [("Village", "North Ford"), ("Work", "mend the fence around each spring and clean the wells")],
    ]


def test_an_empty_cell_does_not_shift_the_others(read: Read):
    drawing = start_plan()
    drawing.table([*ROWS, ["High Moor", "", "90"]], EDGES)
    assert list_cells(read(drawing))[-1] == [("Village", "High Moor"), ("Sum in crowns", "90")]


def test_a_table_goes_on_over_a_page_break_with_its_header(read: Read):
    drawing = start_plan()
    drawing.top = 700
    drawing.table(ROWS, EDGES)
    drawing.add_page()
    cells = zip((0, 148, 248), (148, 248, 348), ("High Moor", "4", "90"), strict=True)
    draw_cells(drawing, [(72 + x0, 0, 72 + x1, 20, text) for x0, x1, text in cells])
    drawing.fill(PATHS)
    document = read(drawing)
    assert list_cells(document)[-1] == [("Village", "High Moor"), ("Wells", "4"), ("Sum in crowns", "90")]
    rows = [block for block in document.blocks if block.kind == "table_row"]
    assert {block.table for block in rows} == {1}
    assert [block.lines[0].page for block in rows] == [1, 1, 1, 2]


def test_a_second_table_has_its_own_number_and_header(read: Read):
    drawing = start_plan()
    drawing.table(ROWS, EDGES)
    drawing.fill(PATHS)
    drawing.table([["Camp", "Tents", "Herders"], ["Long Acre", "3", "14"]], EDGES)
    document = read(drawing)
    assert [block.table for block in document.blocks if block.kind == "table_row"] == [1, 1, 1, 2, 2]
    assert list_cells(document)[-1] == [("Camp", "Long Acre"), ("Tents", "3"), ("Herders", "14")]


def test_a_header_over_two_columns_is_the_header_of_both(read: Read):
    drawing = start_plan()
    draw_cells(
        drawing,
        [
            (72, 0, 220, 20, "Village"),
            (220, 0, 420, 20, "Wells"),
            (72, 20, 220, 40, "The village at the north ford"),
            (220, 20, 320, 40, "deep, of stone"),
            (320, 20, 420, 40, "shallow, of wood"),
        ],
    )
    assert list_cells(read(drawing))[-1] == [
        ("Village", "The village at the north ford"),
        ("Wells", "deep, of stone"),
        ("Wells", "shallow, of wood"),
    ]


def test_a_form_with_running_text_is_headings_and_paragraphs(read: Read):
    drawing = Drawing().add_page()
    drawing.fill("Water Plan", size=20, bold=True, leading=30)
    rows = [("What is done", f"{SPRINGS} {FENCES}"), ("Who does it", f"{PATHS} {SPRINGS}")]
    for name, text in rows:
        top = drawing.top
        drawing.put(name, LEFT + 4, top + 4)
        drawing.top += 4
        drawing.fill(text, 204, 515, after=4)
        for edge in (LEFT, 200, 523):
            drawing.rule(edge, top, edge, drawing.top)
        for height in (top, drawing.top):
            drawing.rule(LEFT, height, 523, height)
    document = read(drawing)
    assert [(block.kind, cite(document, block)) for block in document.blocks] == [
        ("title", "Water Plan"),
        ("heading", "What is done"),
        ("paragraph", rows[0][1]),
        ("heading", "Who does it"),
        ("paragraph", rows[1][1]),
    ]
    assert name_sections(document, document.blocks[-1]) == ["Who does it"]


def test_a_row_of_one_cell_heads_the_rows_below_it(read: Read):
    drawing = start_plan()
    draw_cells(
        drawing,
        [
            (72, 0, 220, 20, "Village"),
            (220, 0, 420, 20, "Work"),
            (72, 20, 420, 40, "In the north"),
            (72, 40, 220, 60, "North Ford by the hill"),
            (220, 40, 420, 60, "mend the fence of the spring"),
            (72, 60, 420, 80, "In the south"),
            (72, 80, 220, 100, "Mill End by the lake"),
            (220, 80, 420, 100, "clean the well of the hall"),
        ],
    )
    document = read(drawing)
    assert list_texts(document, "heading") == ["In the north", "In the south"]
    assert name_sections(document, find_block(document, "Mill End")) == ["In the south"]


def test_a_box_around_a_paragraph_is_no_table(read: Read):
    drawing = start_plan()
    top = drawing.top
    drawing.top += 8
    drawing.fill(FENCES, 80, 515)
    for x0, y0, x1, y1 in ((72, top, 523, top), (72, drawing.top, 523, drawing.top)):
        drawing.rule(x0, y0, x1, y1)
    for x in (72, 523):
        drawing.rule(x, top, x, drawing.top)
    for height in (60, 62):
        drawing.rule(72, height, 523, height)
    assert list_texts(read(drawing), "paragraph") == [SPRINGS, FENCES]


def test_a_rule_above_and_below_a_heading_is_no_table(read: Read):
    drawing = start_plan()
    for number in range(4):
        drawing.rule(72, drawing.top - 4, 523, drawing.top - 4)
        drawing.fill(f"{number + 1}. Work of the year", bold=True)
        drawing.rule(72, drawing.top - 6, 523, drawing.top - 6)
        drawing.fill(PATHS)
    assert list_kinds(read(drawing)) == ["title", "paragraph", *["heading", "paragraph"] * 4]
