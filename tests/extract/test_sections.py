import pytest

from tests.extract.conftest import Read
from tests.extract.drawing import Drawing
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

OUTLINES = {
    "decimal numbers": [
        ("1. Land", 1, "1", "Land"),
        ("1.1 Grass", 2, "1.1", "Grass"),
        ("1.1.1 Seed", 3, "1.1.1", "Seed"),
        ("1.2 Trees", 2, "1.2", "Trees"),
        ("2. Water", 1, "2", "Water"),
        ("2.1. Wells", 2, "2.1", "Wells"),
    ],
    "roman numbers, letters, numbers": [
        ("I. Land", 1, "I", "Land"),
        ("A. Grass", 2, "A", "Grass"),
        ("1. Seed", 3, "1", "Seed"),
        ("2. Hay", 3, "2", "Hay"),
        ("B. Trees", 2, "B", "Trees"),
        ("II. Water", 1, "II", "Water"),
    ],
    "numbers in brackets": [
        ("1. Land", 1, "1", "Land"),
        ("(1) Grass", 2, "1", "Grass"),
        ("(a) Seed", 3, "a", "Seed"),
        ("(b) Hay", 3, "b", "Hay"),
        ("(2) Trees", 2, "2", "Trees"),
        ("2. Water", 1, "2", "Water"),
    ],
    "chapters": [
        ("Chapter I Land", 1, "", "Chapter I Land"),
        ("(1) Grass", 2, "1", "Grass"),
        ("(2) Trees", 2, "2", "Trees"),
        ("Chapter II Water", 1, "", "Chapter II Water"),
    ],
    "numbers that begin within a chapter": [
        ("3.2 Land", 1, "3.2", "Land"),
        ("3.2.1 Grass", 2, "3.2.1", "Grass"),
        ("3.3 Water", 1, "3.3", "Water"),
    ],
    "capitals": [("LAND", 1, "", "LAND"), ("Grass", 2, "", "Grass"), ("WATER", 1, "", "WATER")],
}


def start_plan() -> Drawing:
    """Return a drawing with a title."""
    drawing = Drawing().add_page()
    drawing.fill("Water Plan", size=20, bold=True, leading=30)
    return drawing


@pytest.mark.parametrize("bold", [True, False], ids=["bold", "plain"])
@pytest.mark.parametrize("outline", OUTLINES.values(), ids=OUTLINES.keys())
def test_headings_have_the_level_that_their_numbers_say(
    read: Read, outline: list[tuple[str, int, str, str]], bold: bool
):
    drawing = start_plan()
    for text, *_ in outline:
        drawing.fill(text, bold=bold)
        drawing.fill(PATHS)
    document = read(drawing)
    assert [
        (block.level, block.number, cite(document, block))
        for block in document.blocks
        if block.kind == "heading"
    ] == [tuple(said) for _, *said in outline]
    assert list_texts(document, "paragraph") == [PATHS] * len(outline)


@pytest.mark.parametrize("word", ["Priority Area", "Pillar", "Component", "Strategic Objective", "Annex"])
def test_parts_called_by_a_name_and_number_are_headings_of_one_level(read: Read, word: str):
    drawing = start_plan()
    for number, text in enumerate((SPRINGS, PATHS, FENCES), start=1):
        drawing.fill(f"{word} {number}: Work of the council")
        drawing.fill(text)
    document = read(drawing)
    headings = [block for block in document.blocks if block.kind == "heading"]
    assert [block.level for block in headings] == [1, 1, 1]
    assert [cite(document, block) for block in headings] == [
        f"{word} {number}: Work of the council" for number in (1, 2, 3)
    ]


def test_larger_headings_stand_above_smaller_ones(read: Read):
    drawing = start_plan()
    for text, size, bold in (
        ("Land", 16, True),
        ("Grass", 13, True),
        ("Hay", 11, True),
        ("Trees", 13, True),
        ("Water", 16, True),
    ):
        drawing.fill(text, size=size, bold=bold, leading=20)
        drawing.fill(PATHS)
    headings = [block for block in read(drawing).blocks if block.kind == "heading"]
    assert [block.level for block in headings] == [1, 2, 3, 2, 1]


def test_every_block_knows_the_headings_that_it_stands_under(read: Read):
    drawing = start_plan()
    drawing.fill(SPRINGS)
    for heading, text in (("1. Land", PATHS), ("1.1 Grass", FENCES), ("2. Water", "• Clean the wells")):
        drawing.fill(heading, bold=True)
        drawing.fill(text)
    document = read(drawing)
    assert name_sections(document, find_block(document, SPRINGS)) == []
    assert name_sections(document, find_block(document, PATHS)) == ["Land"]
    assert name_sections(document, find_block(document, FENCES)) == ["Land", "Grass"]
    assert name_sections(document, find_block(document, "Grass")) == ["Land"]
    assert name_sections(document, find_block(document, "Clean")) == ["Water"]
    assert name_sections(document, find_block(document, "Water Plan")) == []


def test_sections_go_on_over_page_breaks(read: Read):
    drawing = start_plan()
    drawing.fill("1. Land", bold=True)
    drawing.fill(SPRINGS)
    drawing.add_page().fill(PATHS)
    drawing.fill("1.1 Grass", bold=True)
    drawing.add_page().fill(FENCES)
    document = read(drawing)
    assert name_sections(document, find_block(document, PATHS)) == ["Land"]
    assert name_sections(document, find_block(document, FENCES)) == ["Land", "Grass"]


def test_an_annex_stands_under_no_heading_of_the_text(read: Read):
    drawing = start_plan()
    for heading in ("1. Land", "1.1 Grass", "Annex A: Maps", "Annex B: Lists"):
        drawing.fill(heading, bold=True)
        drawing.fill(PATHS)
    document = read(drawing)
    assert [find_block(document, name).level for name in ("Annex A", "Annex B")] == [1, 1]
    assert name_sections(document, document.blocks[-1]) == ["Annex B: Lists"]


def test_a_heading_that_runs_into_its_paragraph_is_a_heading_of_its_own(read: Read):
    drawing = start_plan()
    drawing.fill(f"4.1 Springs: {SPRINGS}")
    drawing.fill(f"4.2 Paths: {PATHS}")
    document = read(drawing)
    assert list_kinds(document) == ["title", "heading", "paragraph", "heading", "paragraph"]
    assert [block.number for block in document.blocks] == ["", "4.1", "", "4.2", ""]
    assert list_texts(document, "paragraph") == [SPRINGS, PATHS]
    assert [cite(document, block).rstrip(":") for block in document.blocks if block.kind == "heading"] == [
        "Springs",
        "Paths",
    ]


def test_a_heading_of_two_lines_is_one_block(read: Read):
    drawing = start_plan()
    text = "1. Better care for the springs, the wells and the paths that lie between all of the summer camps"
    drawing.fill(text, bold=True, size=13, leading=16)
    drawing.fill(PATHS)
    assert list_texts(read(drawing), "heading") == [text.removeprefix("1. ")]


@pytest.mark.parametrize(
    "text",
    [
        "2019 was a dry year.",
        "The council met.",
        "and so it was done",
        "In 2020, 4.5 of all families had a well.",
        "* * *",
    ],
)
def test_short_sentences_are_no_headings(read: Read, text: str):
    drawing = start_plan()
    drawing.fill(SPRINGS)
    drawing.fill(text)
    drawing.fill(PATHS)
    assert list_texts(read(drawing), "heading") == []
