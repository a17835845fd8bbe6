import pytest

from tests.extract.conftest import Read
from tests.extract.drawing import LEFT, Drawing, measure
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

COUNT = (
    "The council counts the wells in each village of the valley before the first snow of the year falls, "
    "and the warden writes the count into the book that lies at the hall."
)
NOTE = "A well is any dug place with water in it for half of the year or for longer than that."


def start_plan() -> Drawing:
    """Return a drawing with a title and a paragraph."""
    drawing = Drawing().add_page()
    drawing.fill("Water Plan", size=20, bold=True, leading=30)
    drawing.fill(SPRINGS)
    return drawing


def draw_list(items: list[tuple[str, float]]) -> Drawing:
    """Return a drawing of a list whose items stand so many points in."""
    drawing = start_plan()
    for text, indent in items:
        drawing.fill(text, LEFT + indent, hang=12, after=2)
    drawing.top += 12
    drawing.fill(PATHS)
    return drawing


@pytest.mark.parametrize(
    ("items", "numbers"),
    [
        (["• mend fences", "• clean wells"], ["•", "•"]),
        (["- mend fences", "- clean wells"], ["-", "-"]),
        (["– mend fences", "– clean wells"], ["–", "–"]),
        (["* mend fences", "* clean wells"], ["*", "*"]),
        (["1. mend fences", "2. clean wells"], ["1", "2"]),
        (["(1) mend fences;", "(2) clean wells."], ["1", "2"]),
        (["(a) mend fences;", "(b) clean wells."], ["a", "b"]),
        (["a) mend fences;", "b) clean wells."], ["a", "b"]),
        (["i) mend fences;", "ii) clean wells."], ["i", "ii"]),
        (["iv. mend fences;", "v. clean wells."], ["iv", "v"]),
    ],
)
def test_list_items_hold_their_words_without_the_mark(read: Read, items: list[str], numbers: list[str]):
    document = read(draw_list([(item, 12) for item in items]))
    found = [block for block in document.blocks if block.kind == "list_item"]
    assert [block.number for block in found] == numbers
    assert [cite(document, block).rstrip(";.") for block in found] == ["mend fences", "clean wells"]
    assert [block.level for block in found] == [1, 1]
    assert list_texts(document, "paragraph") == [SPRINGS, PATHS]


def test_long_list_items_are_whole(read: Read):
    items = [f"• {text[:1].lower()}{text[1:]}" for text in (FENCES, PATHS, FENCES)]
    document = read(draw_list([(item, 12) for item in items]))
    assert list_texts(document, "list_item") == [item[2:] for item in items]


def test_a_list_item_goes_on_over_a_page_break(read: Read):
    drawing = start_plan()
    drawing.top = 700
    drawing.rows(["• mend the fences of every spring on the north side of the valley, and those that"])
    drawing.add_page()
    drawing.rows(["the snow has pressed down on the south side of it"], LEFT + 8)
    drawing.fill("• clean the wells")
    first, second = list_texts(read(drawing), "list_item")
    assert first.endswith("valley, and those that the snow has pressed down on the south side of it")
    assert second == "clean the wells"


def test_nested_list_items_have_the_depth_of_their_indent(read: Read):
    items = [("• wells", 10), ("– in the north", 30), ("– in the south", 30), ("• deep ones", 50)]
    found = [block for block in read(draw_list(items)).blocks if block.kind == "list_item"]
    assert [block.level for block in found] == [1, 2, 2, 3]


def test_a_new_list_begins_at_the_first_depth(read: Read):
    drawing = draw_list([("• wells", 10), ("– in the north", 30)])
    drawing.fill("– fences", LEFT + 30)
    drawing.fill(FENCES)
    found = [block for block in read(drawing).blocks if block.kind == "list_item"]
    assert [block.level for block in found] == [1, 2, 1]


def test_a_list_item_stands_under_its_heading(read: Read):
    drawing = start_plan()
    drawing.fill("2. Work of the year", bold=True)
    drawing.fill("• clean the wells")
    drawing.fill("• mend the fences")
    document = read(drawing)
    assert name_sections(document, find_block(document, "mend")) == ["Work of the year"]


def test_a_footnote_is_set_apart_from_the_text_and_its_mark_is_no_word(read: Read):
    drawing = Drawing().add_page()
    drawing.fill("Water Plan", size=20, bold=True, leading=30)
    start = "The council counts the wells"
    drawing.put(start, LEFT, 130)
    drawing.put("1", LEFT + measure(start, 11), 127, 6)
    drawing.put("in each village of the valley before the first snow of the year", 216, 130)
    drawing.top = 144
    drawing.rows(["falls, and the warden writes the count into the book that lies at the hall."])
    drawing.put("1", LEFT, 740, 8)
    drawing.put(NOTE, 80, 740, 8)
    drawing.add_page().fill(PATHS)
    document = read(drawing)
    assert list_kinds(document) == ["title", "paragraph", "paragraph", "footnote"]
    assert list_texts(document)[1:] == [COUNT, PATHS, NOTE]
    assert document.blocks[-1].number == "1"
    assert {line.page for line in document.blocks[-1].lines} == {1}
    assert dict(document.repairs)["footnote_mark"] == 1


def test_a_paragraph_that_a_footnote_and_a_page_break_cut_is_whole(read: Read):
    drawing = start_plan()
    drawing.top = 690
    drawing.rows(["Each spring the wardens of all the camps come to the hall and tell the council what"])
    drawing.put("1", LEFT, 740, 8)
    drawing.put("The hall stands at the ford.", 80, 740, 8)
    drawing.add_page()
    drawing.rows(["they have seen, so that it can be written down for the years that are to come after."])
    document = read(drawing)
    assert list_texts(document, "paragraph")[1] == (
        "Each spring the wardens of all the camps come to the hall and tell the council what they have seen, "
        "so that it can be written down for the years that are to come after."
    )
    assert list_texts(document, "footnote") == ["The hall stands at the ford."]


def test_signs_of_units_and_gases_are_no_footnote_marks(read: Read):
    drawing = start_plan()
    drawing.put("Each year 40 km", LEFT, 400)
    drawing.put("2", LEFT + measure("Each year 40 km", 11), 397, 7)
    second = LEFT + measure("Each year 40 km2 ", 11)
    drawing.put("of land take up the CO", second, 400)
    drawing.put("2", second + measure("of land take up the CO", 11), 404, 7)
    drawing.put("of all the stoves.", second + measure("of land take up the CO2 ", 11), 400)
    assert "Each year 40 km2 of land take up the CO2 of all the stoves." in read(drawing).text


@pytest.mark.parametrize(
    "text",
    [
        "Table 1: Wells by village",
        "Figure 2. Streams of the valley",
        "Fig. 3 – Camps in summer",
        "Chart 4: Snow",
        "Map 5",
        "Source: count of the council",
    ],
)
def test_captions_are_captions(read: Read, text: str):
    drawing = start_plan()
    drawing.fill(text)
    drawing.fill(PATHS)
    assert list_texts(read(drawing), "caption") == [text]


@pytest.mark.parametrize(
    "text", ["Table talk is not part of the plan.", "Maps of the valley hang in the hall."]
)
def test_sentences_that_begin_like_captions_are_paragraphs(read: Read, text: str):
    drawing = start_plan()
    drawing.fill(text)
    drawing.fill(PATHS)
    assert list_texts(read(drawing), "caption") == []


def test_the_table_of_contents_is_left_out_and_reported(read: Read):
    drawing = Drawing().add_page()
    drawing.fill("Water Plan", size=20, bold=True, leading=30)
    entries = ["1. Land .............................. 2", "2. Water . . . . . . . . . . . . . 3"]
    for entry in entries:
        drawing.fill(entry)
    drawing.add_page().fill("1. Land", bold=True)
    drawing.fill(SPRINGS)
    drawing.fill("2. Water", bold=True)
    drawing.fill(PATHS)
    document = read(drawing)
    assert list_texts(document, "heading") == ["Land", "Water"]
    assert list_dropped(document) == [(1, "contents", entry) for entry in entries]
