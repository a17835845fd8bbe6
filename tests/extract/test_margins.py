"""Line numbers and watermarks: dropped by name where they recur, and no table or heading with them."""

import pytest

from tests.extract.conftest import Read
from tests.extract.drawing import HEIGHT, LEADING, LEFT, RIGHT, TOP, Drawing, measure, wrap
from tests.extract.reading import FENCES, PATHS, SPRINGS, list_dropped, list_kinds, list_texts

BODY = " ".join((SPRINGS, PATHS, FENCES) * 5)


def draw_numbered(step: int, x: float, start: int = 1) -> Drawing:
    """Return a page whose lines are numbered, each or some; the numbers end at a place beside them."""
    drawing = Drawing().add_page()
    for index, row in enumerate(wrap(BODY, RIGHT - LEFT)):
        top = TOP + index * LEADING
        drawing.put(row, LEFT, top)
        number = start + index
        if number % step == 0:
            drawing.put(str(number), x - measure(str(number), 8), top + 1, 8)
    return drawing


def put_slanting(drawing: Drawing, text: str, size: float = 60.0) -> None:
    """Put a grey text across the page, from the lower left to the upper right."""
    drawing.pages[-1].append(
        f"q 0.85 g BT /B {size:g} Tf 0.707 0.707 -0.707 0.707 150 200 Tm ({text}) Tj ET Q"
    )


def list_reasons(dropped: list[tuple[int, str, str]], reason: str) -> list[tuple[int, str]]:
    return [(page, text) for page, named, text in dropped if named == reason]


@pytest.mark.parametrize(("step", "x", "start"), [(1, 50, 1), (5, 50, 11), (1, 550, 1), (1, 50, 96)])
def test_numbers_of_lines_are_dropped_and_the_text_is_whole(read: Read, step: int, x: float, start: int):
    document = read(draw_numbered(step, x, start))
    assert " ".join(list_texts(document)) == BODY
    rows = len(wrap(BODY, RIGHT - LEFT))
    wanted = [str(number) for number in range(start, start + rows) if number % step == 0]
    assert [text for _, text in list_reasons(list_dropped(document), "line_number")] == wanted


def test_numbers_of_the_rows_of_a_table_stay(read: Read):
    drawing = Drawing().add_page()
    drawing.fill(SPRINGS)
    for index in range(1, 13):
        for x, text in ((LEFT, str(index)), (110, "North Ford"), (300, "12 wells")):
            drawing.put(text, x, 200 + 16 * index)
    document = read(drawing)
    assert not list_reasons(list_dropped(document), "line_number")


def test_numbers_of_chapters_in_a_list_of_them_stay(read: Read):
    drawing = Drawing().add_page()
    drawing.fill(SPRINGS)
    for index in range(1, 13):
        drawing.put(str(index), 40, 200 + 16 * index)
        drawing.put(f"Of the wells and fences and paths {index + 4}", LEFT, 200 + 16 * index)
    assert not list_reasons(list_dropped(read(drawing)), "line_number")


def test_numbers_that_head_paragraphs_stay(read: Read):
    drawing = Drawing().add_page()
    for index in range(1, 10):
        drawing.put(str(index), 40, drawing.top)
        drawing.fill(f"{PATHS} {FENCES}")
    assert not list_reasons(list_dropped(read(drawing)), "line_number")


@pytest.mark.usefixtures("either_reader")
def test_a_slanting_watermark_on_every_page_is_dropped(read: Read):
    drawing = Drawing()
    for text in (SPRINGS, PATHS, FENCES):
        drawing.add_page()
        put_slanting(drawing, "DRAFT")
        drawing.top = 300
        drawing.fill(text)
    document = read(drawing)
    assert list_texts(document) == [SPRINGS, PATHS, FENCES]
    assert list_reasons(list_dropped(document), "watermark") == [(1, "DRAFT"), (2, "DRAFT"), (3, "DRAFT")]


@pytest.mark.usefixtures("either_reader")
def test_a_slanting_word_on_one_page_stands_aside(read: Read):
    drawing = Drawing().add_page()
    put_slanting(drawing, "Summer", 12)
    drawing.fill(SPRINGS)
    document = read(drawing)
    assert list_texts(document) == [SPRINGS]
    assert list_reasons(list_dropped(document), "side_text") == [(1, "Summer")]


def test_a_grey_word_that_runs_through_the_text_is_dropped(read: Read):
    drawing = Drawing().add_page()
    for text in (SPRINGS, PATHS, FENCES, SPRINGS):
        drawing.fill(text)
    drawing.pages[-1].insert(0, f"q 0.8 g BT /B 70 Tf 1 0 0 1 120 {HEIGHT - 200:g} Tm (DRAFT) Tj ET Q")
    document = read(drawing)
    assert list_texts(document) == [SPRINGS, PATHS, FENCES, SPRINGS]
    assert list_reasons(list_dropped(document), "watermark") == [(1, "DRAFT")]


def test_a_large_heading_and_a_large_initial_stay(read: Read):
    drawing = Drawing().add_page()
    drawing.put("Water Plan", LEFT, 60, 40, bold=True)
    drawing.put("T", LEFT, 112, 40)
    drawing.rows(["he wardens of the valley walk the upper paths in each spring", "and write it down."], 102)
    drawing.fill(SPRINGS)
    document = read(drawing)
    assert "title" in list_kinds(document)
    assert not list_reasons(list_dropped(document), "watermark")
