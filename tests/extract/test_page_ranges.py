"""Pages read in parts are those read at once, and go from one process to another unchanged."""

from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from extract.document import join_document, read_document, read_range
from extract.errors import NoUsableText
from extract.facts import Known
from extract.page_ranges import PageRange
from extract.reading import Reading
from extract.records import Problem
from tests.extract.drawing import LEFT, Drawing
from tests.extract.reading import FENCES, PATHS, SPRINGS

NAME = "plan.pdf"
UNKNOWN, PLAIN = Known(), Reading()


def draw_odd_pages() -> Drawing:
    """Return pages of text: plain, printed twice, with text that nobody sees, empty, set sideways."""
    drawing = Drawing()
    for body in (SPRINGS, PATHS, FENCES):
        drawing.add_page().fill(body)
    drawing.pages[1].extend(list(drawing.pages[1]))
    drawing.pages[2].append("q 3 Tr")
    drawing.put("Nobody reads these words in the valley", LEFT, 150)
    drawing.pages[2].append("Q")
    drawing.add_page()
    drawing.add_page().fill(SPRINGS)
    return drawing


def read_parts(path: Path, *limits: int) -> list[PageRange]:
    """Return pages read in parts that begin and end at these pages, as another process gets them."""
    return [
        msgspec.msgpack.decode(
            msgspec.msgpack.encode(
                read_range(path, source=NAME, known=UNKNOWN, reading=PLAIN, first=first, end=end)
            ),
            type=PageRange,
        )
        for first, end in pairwise(limits)
    ]


@pytest.mark.parametrize("limits", [(1, 6), (1, 3, 6), (1, 2, 3, 4, 5, 6), (1, 5, 9)])
def test_parts_of_a_document_join_to_the_document(tmp_path: Path, limits: tuple[int, ...]):
    path = draw_odd_pages().save(tmp_path / NAME)
    whole = read_document(path, source=NAME)
    assert {name for name, _ in whole.repairs} >= {"doubled_glyphs", "unseen_words"}
    assert [problem.page for problem in whole.problems] == [4]
    joined = join_document(path, read_parts(path, *limits), source=NAME, known=UNKNOWN, reading=PLAIN)
    assert joined == whole


def test_what_is_wrong_with_pages_is_told_in_the_order_of_one_reading(tmp_path: Path):
    path = draw_odd_pages().save(tmp_path / NAME)
    first, second = read_parts(path, 1, 3, 6)
    torn = [Problem("damaged", "the page is torn", page=page, severity="error") for page in (2, 5)]
    parts = [
        msgspec.structs.replace(part, unread=(problem,))
        for part, problem in zip((first, second), torn, strict=True)
    ]
    joined = join_document(path, parts, source=NAME, known=UNKNOWN, reading=PLAIN)
    assert [(problem.code, problem.page) for problem in joined.problems] == [
        ("damaged", 2),
        ("damaged", 5),
        ("no_text", 4),
    ]


def test_a_document_is_refused_only_if_no_part_can_be_used(tmp_path: Path):
    drawing = Drawing()
    for _ in range(4):
        drawing.add_page()
    path = drawing.save(tmp_path / NAME)
    with pytest.raises(NoUsableText, match="none of its 4 pages"):
        join_document(path, read_parts(path, 1, 3, 5), source=NAME, known=UNKNOWN, reading=PLAIN)
