"""Questions of layout, each with a small page that asks it."""

from extract.records import Document
from tests.extract.conftest import Read
from tests.extract.drawing import LEFT, Drawing, wrap
from tests.extract.reading import (
    FENCES,
    PATHS,
    SPRINGS,
    cite,
    find_block,
    list_dropped,
    list_kinds,
    list_texts,
    name_sections,
)

CARDS = (
    ("Ada Brook", "Warden of the eastern", "springs and of all the", "wells in the hills"),
    ("Ben Marsh", "Keeper of the register", "of fences, gates and", "bridges on the river"),
    ("Cleo Field", "Teacher of the young", "rangers who walk the", "paths each season"),
)


BOXED = "Every camp has a register of its wells and all of its people can read in it."


def start(title: str = "Water Plan") -> Drawing:
    """Return a drawing with a title and a paragraph."""
    drawing = Drawing().add_page()
    drawing.fill(title, size=20, bold=True, leading=30)
    drawing.fill(SPRINGS)
    return drawing


def fill_column(drawing: Drawing, text: str, x: float, right: float, top: float) -> float:
    """Draw a column of text and return where it ends."""
    drawing.top = top
    drawing.fill(text, x, right)
    return drawing.top


def list_headers(document: Document, page: int) -> list[list[str]]:
    """Return the headers of the cells of all rows on a page."""
    return [
        [cell.header for cell in block.cells]
        for block in document.blocks
        if block.cells and block.lines[0].page == page
    ]


def test_three_columns_on_baselines_of_their_own_are_read_one_after_the_other(read: Read):
    drawing = start()
    top = drawing.top + 20
    for index, card in enumerate(CARDS):
        for row, text in enumerate(card):
            drawing.put(text, LEFT + 150 * index, top + 14 * row + 3 * (index == 1), bold=not row)
    texts = " ".join(list_texts(read(drawing))[2:])
    assert texts == " ".join(" ".join(card) for card in CARDS)


def test_a_large_line_between_columns_heads_both(read: Read):
    drawing = Drawing().add_page()
    low = fill_column(drawing, f"{SPRINGS} {FENCES}", 72, 285, 90)
    low = max(low, fill_column(drawing, f"{PATHS} {FENCES}", 310, 523, 90))
    drawing.put("Fences", 72, low + 14, 18, bold=True)
    fill_column(drawing, f"{FENCES} {PATHS}", 72, 285, low + 50)
    fill_column(drawing, f"{SPRINGS} {PATHS}", 310, 523, low + 50)
    document = read(drawing)
    texts = list_texts(document)
    place = next(index for index, text in enumerate(texts) if text == "Fences")
    assert " ".join(texts[:place]) == f"{SPRINGS} {FENCES} {PATHS} {FENCES}"
    assert " ".join(texts[place + 1 :]) == f"{FENCES} {PATHS} {SPRINGS} {PATHS}"


def test_a_pull_quote_does_not_cut_the_text_beside_it(read: Read):
    drawing = start()
    top = drawing.top
    for row, text in enumerate(("Good water begins", "with a register", "that all can read", "in each camp")):
        drawing.put(text, 60, top + 6 + 18 * row, 15, bold=True)
    fill_column(drawing, f"{PATHS} {FENCES}", 250, 523, top)
    document = read(drawing)
    assert f"{PATHS} {FENCES}" in list_texts(document, "paragraph")
    assert list_texts(document, "caption") == [
        "Good water begins with a register that all can read in each camp"
    ]


def test_rules_that_run_through_the_text_make_no_table(read: Read):
    drawing = start()
    for x in (40, 110, 200):
        drawing.rule(x, 80, x, 190)
    for top in (80, 120, 190):
        drawing.rule(40, top, 200, top)
    document = read(drawing)
    assert "table_row" not in list_kinds(document)
    assert SPRINGS in list_texts(document)


def test_a_table_goes_on_under_its_header_after_footnotes_and_a_page_break(read: Read):
    drawing = start()
    drawing.table([["Village", "Wells"], ["North Ford", "12"]], (72, 220, 320))
    drawing.put("1 Counted in spring.", LEFT, 760, 8)
    drawing.add_page()
    drawing.table([["Mill End", "7"], ["Old Quay", "9"]], (72, 220, 320))
    drawing.fill(PATHS)
    assert list_headers(read(drawing), 2) == [["Village", "Wells"], ["Village", "Wells"]]


def test_a_header_that_is_said_again_on_the_next_page_is_no_row_of_data(read: Read):
    drawing = start()
    rows = [["Village", "Wells"], ["North Ford", "12"]]
    drawing.table(rows, (72, 220, 320))
    drawing.add_page()
    drawing.table(rows, (72, 220, 320))
    drawing.fill(PATHS)
    assert list_headers(read(drawing), 2) == [["", ""], ["Village", "Wells"]]


def test_years_over_numbers_are_headers(read: Read):
    drawing = start()
    drawing.table([["Village", "2009", "2010"], ["North Ford", "12", "14"]], (72, 220, 320, 420))
    drawing.fill(PATHS)
    assert list_headers(read(drawing), 1)[1] == ["Village", "2009", "2010"]


def test_footnotes_stand_at_the_end_and_are_tied_to_their_marks(read: Read):
    drawing = start()
    drawing.put("Every spring has a warden", LEFT, 300)
    drawing.put("1", 203, 297, 6)
    drawing.put("1", LEFT, 738, 5)
    drawing.put("Wardens are chosen in autumn by the families that", 80, 740, 8)
    drawing.put("live close to the spring.", LEFT, 750, 8)
    drawing.put("2 A spring is water that rises by itself.", LEFT, 760, 8)
    drawing.add_page()
    drawing.fill(PATHS)
    document = read(drawing)
    notes = list_texts(document, "footnote")
    assert notes[0] == "Wardens are chosen in autumn by the families that live close to the spring."
    assert [block.number for block in document.blocks if block.kind == "footnote"] == ["1", "2"]
    tied = find_block(document, "Every spring has a warden")
    assert [cite(document, block) for block in document.blocks if block.id in tied.notes] == notes[:1]
    assert (1, "footnote_mark", "1") in list_dropped(document)


def test_the_header_of_one_part_and_a_watermark_are_dropped(read: Read):
    drawing = start()
    for number in range(2, 13):
        drawing.add_page()
        if number < 7:
            drawing.put("Part One of the Plan", LEFT, 40)
        drawing.put("DRAFT", 200, 500, 48)
        drawing.top = 200
        drawing.fill(f"{PATHS} {number} {SPRINGS}")
    dropped = list_dropped(read(drawing))
    assert [page for page, reason, _ in dropped if reason == "header"] == [2, 3, 4, 5, 6]
    assert [page for page, reason, _ in dropped if reason == "watermark"] == list(range(2, 13))


def test_a_table_of_contents_without_leaders_is_dropped(read: Read):
    drawing = start()
    drawing.add_page()
    drawing.fill("Contents", bold=True, size=16)
    for index, name in enumerate(("Springs", "Wells", "Fences", "Paths", "Gates", "Trees", "Bridges")):
        drawing.fill(f"{name} of the valley {index + 3}", bold=True)
    drawing.add_page()
    drawing.fill("Springs of the valley", bold=True, size=14)
    drawing.fill(SPRINGS)
    document = read(drawing)
    assert list_texts(document, "heading") == ["Springs of the valley"]
    assert sum(reason == "contents" for _, reason, _ in list_dropped(document)) == 8


def test_lines_of_a_cover_head_nothing(read: Read):
    drawing = Drawing().add_page()
    drawing.fill("Water Plan", size=24, bold=True, leading=40)
    drawing.fill("For the People of the Valley", size=18, bold=True, leading=30)
    drawing.add_page()
    for name in ("1. Springs", "2. Fences"):
        drawing.fill(name, bold=True, size=14)
        drawing.fill(SPRINGS)
    document = read(drawing)
    assert [block.level for block in document.blocks if block.number] == [1, 1]
    assert name_sections(document, find_block(document, "The council")) == ["Springs"]


def test_numbered_lines_apart_are_headings_and_numbered_lines_together_a_list(read: Read):
    drawing = start()
    for name, text in (("(1) Springs", PATHS), ("(2) Fences of the hills", FENCES)):
        drawing.fill(name, after=0)
        drawing.fill(text, LEFT + 12)
    for item in ("(1) oak trees", "(2) ash trees", "(3) elm trees"):
        drawing.fill(item, after=0)
    document = read(drawing)
    assert list_texts(document, "heading") == ["Springs", "Fences of the hills"]
    assert list_texts(document, "list_item") == ["oak trees", "ash trees", "elm trees"]


def test_a_header_on_shading_right_above_the_rules_heads_the_columns(read: Read):
    drawing = start()
    for x, text in ((76, "Village"), (224, "Wells"), (324, "Sum")):
        drawing.put(text, x, drawing.top, 10, bold=True)
    drawing.top += 16
    drawing.table([["North Ford", "12", "300"], ["Mill End", "7", "150"]], (72, 220, 320, 420))
    drawing.fill(PATHS)
    assert list_headers(read(drawing), 1)[1:] == [["Village", "Wells", "Sum"]] * 2


def underline(drawing: Drawing) -> None:
    """Draw three rules above the title, in six pieces."""
    for top in (80, 82, 84):
        for x in (LEFT, 300):
            drawing.rule(x, top, x + 220, top)


def test_a_box_beside_the_text_is_read_by_itself_where_a_statement_ends(read: Read):
    drawing = start()
    top = drawing.top
    low = fill_column(drawing, f"{PATHS} {FENCES}", 72, 330, top)
    underline(drawing)
    drawing.frame(350, top - 4, 523, top + 90)
    fill_column(drawing, BOXED, 358, 515, top)
    drawing.top = low
    drawing.fill(SPRINGS)
    texts = list_texts(read(drawing), "paragraph")
    assert f"{PATHS} {FENCES}" in texts
    assert BOXED in texts


def test_lines_beside_a_box_go_on_with_the_paragraph_above_it(read: Read):
    drawing = start()
    first, *more = wrap(PATHS, 451)
    drawing.put(first, LEFT, drawing.top)
    drawing.top += 14
    rest = " ".join(more)
    top = drawing.top
    drawing.fill(f"{rest} {FENCES}", 72, 290)
    underline(drawing)
    drawing.frame(310, top + 3, 523, drawing.top)
    low = drawing.top
    fill_column(drawing, BOXED, 320, 515, top + 9)
    drawing.top = low + 10
    drawing.fill(SPRINGS)
    assert f"{PATHS} {FENCES}" in list_texts(read(drawing), "paragraph")


def test_an_empty_frame_cuts_no_paragraph(read: Read):
    drawing = start()
    top = drawing.top + 16
    for x in (20, 35, 50):
        drawing.rule(x, top, x, top + 60)
    for y in (top, top + 30, top + 60):
        drawing.rule(20, y, 50, y)
    drawing.fill(f"{PATHS} {FENCES}")
    assert f"{PATHS} {FENCES}" in list_texts(read(drawing), "paragraph")
