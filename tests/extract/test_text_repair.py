"""Text repair on drawn pages: what the text layer garbles reads as it is printed, and is counted."""

import pytest

from extract.records import Document
from tests.extract.conftest import Read
from tests.extract.drawing import LEFT, Drawing, measure
from tests.extract.reading import FENCES, PATHS, SPRINGS, list_texts

BODY = (SPRINGS, PATHS)


def draw_body(drawing: Drawing) -> None:
    drawing.top = 200
    for text in BODY:
        drawing.fill(text)


def count(document: Document, repair: str) -> int:
    return dict(document.repairs).get(repair, 0)


def put_spaced(drawing: Drawing, text: str, top: float, gap: float, size: float = 14) -> None:
    """Put the letters of a text apart; words stand three gaps apart."""
    x = LEFT
    for word in text.split():
        for letter in word:
            drawing.put(letter, x, top, size)
            x += measure(letter, size) + gap
        x += 2 * gap


@pytest.mark.parametrize("gap", [3.0, 5.0, 8.0])
def test_letters_spaced_out_make_words(read: Read, gap: float):
    drawing = Drawing().add_page()
    put_spaced(drawing, "VALLEY COUNCIL", 150, gap)
    draw_body(drawing)
    document = read(drawing)
    assert "VALLEY COUNCIL" in list_texts(document)
    assert count(document, "spaced_letters") == 2


def test_letters_that_head_columns_stay_apart(read: Read):
    drawing = Drawing().add_page()
    for index, letter in enumerate("ABCDEF"):
        drawing.put(letter, LEFT + 60 * index, 150)
    draw_body(drawing)
    document = read(drawing)
    assert "ABCDEF" not in document.text
    assert count(document, "spaced_letters") == 0


def test_a_word_broken_over_lines_is_whole_and_counted(read: Read):
    drawing = Drawing().add_page()
    drawing.top = 150
    drawing.rows(
        [
            "The wardens of the valley walk the upper paths in each spring and write down the condi-",
            "tions of each path in a book that lies open in the hall for all who want to read in it.",
        ]
    )
    draw_body(drawing)
    document = read(drawing)
    assert "the conditions of each path" in document.text
    assert count(document, "hyphenation") == 1


def test_text_that_is_printed_twice_for_bold_is_there_once(read: Read):
    drawing = Drawing().add_page()
    for shift in (0.0, 0.3):
        drawing.put("Wells of the upper valley", LEFT + shift, 150, 16)
        drawing.top = 200
        drawing.fill(FENCES, LEFT + shift)
    document = read(drawing)
    assert document.text.count("Wells of the upper valley") == 1
    assert list_texts(document)[-1] == FENCES
    assert count(document, "doubled_glyphs") == 1


def test_hard_spaces_part_words_and_are_counted(read: Read):
    drawing = Drawing().add_page()
    drawing.put("The state\u00a0of\u00a0the paths is written down by the wardens in a book", LEFT, 150)
    draw_body(drawing)
    document = read(drawing)
    assert "The state of the paths is written" in document.text
    assert "\u00a0" not in document.text


def cut(text: str, *units: str) -> list[str]:
    """Return the characters of a text one by one, but for the units, which one glyph stands for."""
    parts: list[str] = []
    while text:
        unit = next((unit for unit in units if text.startswith(unit)), text[0])
        parts.append(unit)
        text = text[len(unit) :]
    return parts


@pytest.mark.parametrize(
    ("units", "text", "repair"),
    [
        (cut("The of\ufb01ce keeps the book of wells"), "The office keeps the book of wells", ""),
        (cut("The office keeps the book", "ffi"), "The office keeps the book", ""),
        (cut("The war\u00addens of the upper valley"), "The wardens of the upper valley", "invisible"),
        (cut("The wardens of the cafe\u0301 are two"), "The wardens of the café are two", "composed"),
        (cut("The\twardens\tof the\u00a0upper valley"), "The wardens of the upper valley", "space"),
        (cut("The wardens\u2009of the\u202fupper valley"), "The wardens of the upper valley", "space"),
        (cut("The war\ue123dens of the upper valley"), "The wardens of the upper valley", "private_use"),
        (cut("The long\u2011term plan of the valley"), "The long-term plan of the valley", "hyphen"),
    ],
    ids=["ligature", "glyph", "soft hyphen", "accent", "tab", "narrow space", "private use", "hard hyphen"],
)
def test_what_glyphs_stand_for_reads_as_it_is_printed(read: Read, units: list[str], text: str, repair: str):
    drawing = Drawing().add_page()
    drawing.put_units(units, top=150)
    draw_body(drawing)
    document = read(drawing)
    assert list_texts(document) == [text, *BODY]
    assert not repair or count(document, repair) >= 1


@pytest.mark.parametrize("sign", ["\uf0b7", "\uf0a7", "\ue05c"])
def test_private_signs_before_items_are_bullets(read: Read, sign: str):
    drawing = Drawing().add_page()
    for index, text in enumerate(("oak trees", "ash trees", "elm trees")):
        drawing.put_units([sign], LEFT, 150 + 14 * index)
        drawing.put(text, LEFT + 18, 150 + 14 * index)
    draw_body(drawing)
    document = read(drawing)
    assert list_texts(document, "list_item") == ["oak trees", "ash trees", "elm trees"]


def test_glyphs_without_a_character_are_no_text(read: Read):
    drawing = Drawing().add_page()
    for index, text in enumerate(("oak trees", "ash trees", "elm trees")):
        drawing.put_unknown([120], LEFT, 150 + 14 * index)
        drawing.put(text, LEFT + 18, 150 + 14 * index)
    drawing.put_unknown([31, 32], LEFT, 200)
    drawing.put("ells of the valley", LEFT + 2 * 0.556 * 11, 200)
    draw_body(drawing)
    document = read(drawing)
    assert list_texts(document, "list_item") == ["oak trees", "ash trees", "elm trees"]
    assert "cid" not in document.text
    assert count(document, "cid") >= 3


@pytest.mark.parametrize("gap", [0.1, 0.13])
def test_narrow_gaps_part_words_where_no_space_is_printed(read: Read, gap: float):
    drawing = Drawing().add_page()
    x = LEFT
    for word in "The wardens of the valley walk the upper paths":
        x = put_letter(drawing, word, x, gap)
    draw_body(drawing)
    assert "The wardens of the valley walk the upper paths" in list_texts(read(drawing))


def put_letter(drawing: Drawing, letter: str, x: float, gap: float, top: float = 150) -> float:
    """Put a letter, or a gap in type sizes for a space, and return where the next one begins."""
    if letter == " ":
        return x + gap * 11
    drawing.put(letter, x, top)
    return x + measure(letter, 11)


def test_letters_of_a_line_that_is_pulled_apart_stay_together(read: Read):
    drawing = Drawing().add_page()
    x = LEFT
    for index, letter in enumerate("The wardens of the valley walk the upper paths"):
        drawing.put(letter, x, 150)
        x += measure(letter, 11) + 11 * (0.05 + 0.015 * (index % 4))
    draw_body(drawing)
    assert "The wardens of the valley walk the upper paths" in list_texts(read(drawing))


def test_a_printed_space_parts_words_of_other_sizes(read: Read):
    drawing = Drawing().add_page()
    drawing.put("THE FEDERATION OF ", LEFT, 150, 9.5)
    drawing.put("S", LEFT + measure("THE FEDERATION OF ", 9.5) - 1.5, 148, 12)
    drawing.put("PRINGS", LEFT + measure("THE FEDERATION OF ", 9.5) + 6.6, 150, 9.5)
    draw_body(drawing)
    assert "THE FEDERATION OF SPRINGS" in list_texts(read(drawing))
