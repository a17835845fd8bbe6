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
