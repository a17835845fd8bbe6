import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.furniture import find_furniture
from extract.printed import PrintedLine, PrintedPage, PrintedWord
from tests.extract.conftest import Read
from tests.extract.drawing import Drawing
from tests.extract.reading import FENCES, PATHS, QUICK, SPRINGS, list_dropped, list_texts

TEXTS = (SPRINGS, PATHS, FENCES)
HEIGHT = 842.0


def build_line(text: str, top: float, page: int = 1) -> PrintedLine:
    """Return a line of words at a height."""
    words, x = [], 72.0
    for part in text.split():
        words.append(PrintedWord(part, x, top, x + 5.0 * len(part), top + 10.0, 10.0))
        x += 5.0 * (len(part) + 1)
    return PrintedLine(page, tuple(words), 523.0)


def build_pages(*pages: list[tuple[str, float]]) -> list[PrintedPage]:
    """Return pages of lines, each a text and a height."""
    return [
        PrintedPage(number, 595.0, HEIGHT, tuple(build_line(text, top, number) for text, top in lines))
        for number, lines in enumerate(pages, start=1)
    ]


def draw_pages(headers: list[str], footers: list[str]) -> Drawing:
    """Return a drawing of a page for each header and footer, with a paragraph between."""
    drawing = Drawing()
    for header, footer, text in zip(headers, footers, TEXTS, strict=True):
        drawing.add_page()
        if header:
            drawing.put(header, 72, 40, 9)
        if footer:
            drawing.put(footer, 300, 800, 9)
        drawing.top = 200
        drawing.fill(text)
    return drawing


def test_running_headers_and_page_numbers_are_dropped_and_reported(read: Read):
    document = read(draw_pages(["Water Plan"] * 3, ["1", "2", "3"]))
    assert list_texts(document) == list(TEXTS)
    assert list_dropped(document) == [
        (1, "header", "Water Plan"),
        (1, "page_number", "1"),
        (2, "header", "Water Plan"),
        (2, "page_number", "2"),
        (3, "header", "Water Plan"),
        (3, "page_number", "3"),
    ]


def test_what_was_dropped_is_boxed_on_its_page(read: Read):
    document = read(draw_pages(["Water Plan"] * 3, ["1", "2", "3"]))
    header, number = document.pages[1].dropped
    assert header.bbox.top == pytest.approx(40, abs=3)
    assert header.bbox.x0 == pytest.approx(72, abs=1)
    assert number.bbox.bottom == pytest.approx(810, abs=6)


@pytest.mark.parametrize(
    "footers",
    [
        ["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"],
        ["- 1 -", "- 2 -", "- 3 -"],
        ["1/3", "2/3", "3/3"],
        ["i", "ii", "iii"],
        ["1 | Page", "2 | Page", "3 | Page"],
        ["p. 11", "p. 12", "p. 13"],
    ],
)
def test_page_numbers_of_any_form_are_dropped(read: Read, footers: list[str]):
    document = read(draw_pages([""] * 3, footers))
    assert list_texts(document) == list(TEXTS)
    assert [item[1:] for item in list_dropped(document)] == [("page_number", footer) for footer in footers]


def test_a_footer_with_a_number_that_counts_is_dropped(read: Read):
    footers = [f"Valley Council, sheet {number}" for number in (1, 2, 3)]
    document = read(draw_pages([""] * 3, footers))
    assert list_texts(document) == list(TEXTS)
    assert [item[1:] for item in list_dropped(document)] == [("footer", footer) for footer in footers]


def test_headers_that_alternate_are_dropped():
    left, right = ("Water Plan", 40.0), ("Valley Council", 40.0)
    pages = build_pages(*([left if number % 2 else right, (TEXTS[number % 3], 400.0)] for number in range(6)))
    assert find_furniture(pages) == {(number, 0): "header" for number in range(1, 7)}


def test_a_header_that_the_first_page_lacks_is_dropped():
    head = ("Water Plan", 40.0)
    pages = build_pages([("Water Plan", 300.0)], [head, (SPRINGS, 300.0)], [head, (PATHS, 300.0)])
    assert find_furniture(pages) == {(2, 0): "header", (3, 0): "header"}


def test_a_line_of_one_page_stays():
    pages = build_pages([("Water Plan", 40.0), (SPRINGS, 300.0)], [(PATHS, 300.0)], [(FENCES, 300.0)])
    assert find_furniture(pages) == {}


def test_a_line_that_recurs_in_the_middle_of_pages_stays():
    pages = build_pages(*[[("Work of the council", 400.0), (text, 420.0)] for text in TEXTS])
    assert find_furniture(pages) == {}


def test_a_page_of_its_own_keeps_its_first_and_last_lines():
    pages = build_pages([("Water Plan", 40.0), (SPRINGS, 300.0), ("Valley Council", 800.0)])
    assert find_furniture(pages) == {}


def test_a_number_in_the_text_is_no_page_number():
    pages = build_pages([("Wells built so far", 380.0), ("12", 400.0), (SPRINGS, 420.0)], [(PATHS, 400.0)])
    assert find_furniture(pages) == {}


def test_a_number_above_other_footers_is_no_page_number():
    pages = build_pages([("12", 745.0), ("wells were built in the valley", 800.0)])
    assert find_furniture(pages) == {}


def test_the_address_and_time_that_a_browser_prints_are_dropped():
    pages = build_pages(
        [("5/3/2021, 10:15 The water plan of the valley", 20.0), (SPRINGS, 300.0)],
        [(PATHS, 300.0), ("https://valley.example/plan 2/2", 820.0)],
    )
    assert find_furniture(pages) == {(1, 0): "header", (2, 1): "footer"}


WORDS = st.lists(
    st.text(string.ascii_lowercase, min_size=4, max_size=9).filter(lambda word: set(word) - set("ivxl")),
    min_size=2,
    max_size=6,
).map(" ".join)
PLACES = st.floats(10, 820)


@QUICK
@given(st.lists(st.tuples(WORDS, PLACES), min_size=1, max_size=24, unique_by=lambda item: item[0]))
def test_words_that_occur_once_are_never_dropped(lines: list[tuple[str, float]]):
    pages = build_pages(*(lines[start : start + 8] for start in range(0, len(lines), 8)))
    assert find_furniture(pages) == {}


@QUICK
@given(st.lists(st.tuples(WORDS, st.floats(160, 680)), min_size=1, max_size=6), st.integers(2, 6))
def test_the_middle_of_a_page_is_never_dropped(lines: list[tuple[str, float]], count: int):
    assert find_furniture(build_pages(*[lines] * count)) == {}


def test_what_recurs_is_text_where_nothing_else_stands_on_the_pages(read: Read):
    drawing = Drawing()
    for number in (1, 2, 3):
        drawing.add_page().fill(f"The council reads out its list of springs. Reading {number}.")
    assert [line.page for block in read(drawing).blocks for line in block.lines] == [1, 2, 3]
