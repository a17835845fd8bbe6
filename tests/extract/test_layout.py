import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.layout import order_lines
from extract.printed import PrintedWord
from tests.extract.conftest import Read
from tests.extract.drawing import SIZE, Drawing, measure, wrap
from tests.extract.reading import FENCES, PATHS, QUICK, SPRINGS, list_texts

LEFT_TEXTS = (f"{SPRINGS} {FENCES}", PATHS)
RIGHT_TEXTS = (f"{PATHS} {SPRINGS}", FENCES)
WORDS = st.lists(
    st.builds(
        lambda x, top, width: PrintedWord("word", x, top, x + width, top + 10, 10.0),
        st.floats(20, 500),
        st.floats(20, 800),
        st.floats(5, 90),
    ),
    max_size=60,
)


def draw_columns(drawing: Drawing, top: float) -> None:
    """Draw two columns of prose that begin at a height."""
    ends = []
    for texts, x, right in ((LEFT_TEXTS, 72, 285), (RIGHT_TEXTS, 310, 523)):
        drawing.top = top
        for text in texts:
            drawing.fill(text, x, right)
        ends.append(drawing.top)
    drawing.top = max(ends)


def test_two_columns_are_read_one_after_the_other(read: Read):
    drawing = Drawing().add_page()
    draw_columns(drawing, 90)
    assert list_texts(read(drawing)) == [*LEFT_TEXTS, *RIGHT_TEXTS]


def test_columns_under_a_title_and_above_a_wide_paragraph_keep_their_place(read: Read):
    drawing = Drawing().add_page()
    drawing.fill("Water Plan", size=20, bold=True, leading=30)
    draw_columns(drawing, drawing.top)
    drawing.fill(f"At the end of each year {SPRINGS[0].lower()}{SPRINGS[1:]}")
    texts = list_texts(read(drawing))
    assert texts[:5] == ["Water Plan", *LEFT_TEXTS, *RIGHT_TEXTS]
    assert texts[5].startswith("At the end of each year the council")


def test_a_paragraph_goes_on_from_column_to_column(read: Read):
    drawing = Drawing().add_page()
    rows = wrap(f"{SPRINGS} {PATHS} {FENCES}", 213)
    half = len(rows) // 2
    for x, part in ((72, rows[:half]), (310, rows[half:])):
        drawing.top = 90
        drawing.rows(part, x)
    assert list_texts(read(drawing)) == [f"{SPRINGS} {PATHS} {FENCES}"]


def test_a_paragraph_goes_on_from_the_last_column_to_the_next_page(read: Read):
    drawing = Drawing().add_page()
    rows = wrap(f"{SPRINGS} {PATHS} {FENCES} {SPRINGS}", 213)
    columns = [rows[:7], rows[7:14], rows[14:]]
    for x, part in ((72, columns[0]), (310, columns[1])):
        drawing.top = 90
        drawing.rows(part, x)
    drawing.add_page()
    drawing.rows(columns[2])
    drawing.fill(PATHS, right=285)
    assert list_texts(read(drawing)) == [f"{SPRINGS} {PATHS} {FENCES} {SPRINGS}", PATHS]


def test_the_order_of_drawing_does_not_matter(read: Read):
    drawing = Drawing().add_page()
    drawing.fill("Water Plan", size=20, bold=True, leading=30)
    draw_columns(drawing, drawing.top)
    texts = list_texts(read(drawing))
    random.Random(7).shuffle(drawing.pages[0])  # noqa: S311
    assert list_texts(read(drawing)) == texts


def test_names_and_dates_beside_each_other_are_no_columns(read: Read):
    drawing = Drawing().add_page()
    drawing.fill(SPRINGS)
    for left, right in (("North Ford", "12 wells"), ("Mill End", "7 wells"), ("High Moor", "4 wells")):
        drawing.put(left, 72, drawing.top)
        drawing.put(right, 300, drawing.top)
        drawing.top += 14
    assert "North Ford 12 wells" in " ".join(list_texts(read(drawing)))


@pytest.mark.parametrize("size", [6, 8, 11, 14])
def test_the_words_of_a_line_are_parted_at_any_size(read: Read, size: float):
    drawing = Drawing().add_page()
    drawing.fill(PATHS, size=size, leading=1.3 * size)
    assert list_texts(read(drawing)) == [PATHS]


def test_a_line_drawn_word_by_word_without_spaces_has_spaces(read: Read):
    drawing = Drawing().add_page()
    x = 72.0
    for word in ("the", "wells", "of", "the", "valley"):
        drawing.put(word, x, 200)
        x += measure(f"{word} ", SIZE)
    assert list_texts(read(drawing)) == ["the wells of the valley"]


def test_a_word_drawn_letter_by_letter_is_one_word(read: Read):
    drawing = Drawing().add_page()
    x = 72.0
    for letter in "valley":
        drawing.put(letter, x, 200)
        x += measure(letter, SIZE)
    assert list_texts(read(drawing)) == ["valley"]


def test_text_that_is_printed_twice_in_one_place_is_read_once(read: Read):
    drawing = Drawing().add_page()
    drawing.fill(PATHS)
    drawing.top = 90
    drawing.fill(PATHS)
    document = read(drawing)
    assert list_texts(document) == [PATHS]
    assert dict(document.repairs)["doubled_glyphs"] == 1


def test_a_page_that_is_turned_when_shown_is_read_and_marked(read: Read):
    drawing = Drawing().add_page(rotate=90)
    for index, row in enumerate(wrap(PATHS, 400)):
        drawing.put_sideways(row, 100 + 14 * index, 700)
    document = read(drawing)
    assert list_texts(document) == [PATHS]
    page = document.pages[0]
    assert (page.width, page.height, page.flags) == (842, 595, ("rotated",))
    boxes = [line.bbox for line in document.blocks[0].lines]
    assert [box.x0 for box in boxes] == pytest.approx([142] * len(boxes), abs=1)
    assert boxes[1].top - boxes[0].top == pytest.approx(14, abs=0.1)


def test_words_on_the_margin_that_run_upwards_are_left_out_and_reported(read: Read):
    drawing = Drawing().add_page()
    drawing.fill(PATHS)
    drawing.put_sideways("draft", 30, 600)
    document = read(drawing)
    assert list_texts(document) == [PATHS]
    assert {item.reason for item in document.pages[0].dropped} == {"side_text"}
    assert sum(len(item.text) for item in document.pages[0].dropped) == len("draft")


@QUICK
@given(WORDS)
def test_no_word_is_lost_and_none_is_read_twice(words: list[PrintedWord]):
    lines = order_lines(words, 3)
    found = [(word.x0, word.top, word.x1) for line in lines for word in line.words]
    assert sorted(found) == sorted((word.x0, word.top, word.x1) for word in words)
    assert all(line.page == 3 and line.words for line in lines)


@QUICK
@given(WORDS, st.randoms())
def test_lines_are_the_same_whatever_the_order_of_words(words: list[PrintedWord], chance: random.Random):
    shuffled = list(dict.fromkeys(words))
    expected = order_lines(shuffled, 1)
    chance.shuffle(shuffled)
    assert order_lines(shuffled, 1) == expected


def test_small_lines_beside_larger_ones_are_not_mixed(read: Read):
    drawing = Drawing().add_page()
    drawing.fill(PATHS)
    top = drawing.top
    drawing.fill(f"{SPRINGS} {FENCES}", 72, 240, size=8, leading=11)
    low, drawing.top = drawing.top, top
    drawing.fill(f"{PATHS} {PATHS}", 256, 523, size=12, leading=15.1)
    drawing.top = max(low, drawing.top)
    drawing.fill(PATHS)
    assert f"{SPRINGS} {FENCES}" in list_texts(read(drawing))
