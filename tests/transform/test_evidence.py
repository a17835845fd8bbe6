"""Evidence: quote, page and boxes of the words, within the block that they stand in."""

import pytest

from extract.records import BBox, Block, Document, Line, Page, Span, Word
from transform.evidence import build_evidence, find_page, find_regions

TEXT = "We dig new wells and mend old pipes."
FIRST = "We dig new wells "


def build_line(page, start, end, top):
    words, place = [], start
    for text in TEXT[start:end].split(" "):
        if text:
            words.append(Word(place, place + len(text), 10.0 * place, 10.0 * (place + len(text))))
        place += len(text) + 1
    return Line(page, Span(start, end), BBox(10.0 * start, top, 10.0 * end, top + 12), tuple(words))


@pytest.fixture
def document():
    lines = (build_line(1, 0, len(FIRST) - 1, 700.0), build_line(2, len(FIRST), len(TEXT), 40.0))
    block = Block("b0001", "paragraph", Span(0, len(TEXT)), lines)
    pages = (Page(1, 600.0, 800.0), Page(2, 600.0, 800.0))
    return Document("doc:test", "test.pdf", TEXT, pages, (block,))


def locate(words):
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("words", "page", "boxes"),
    [
        ("new wells", 1, [(1, 70.0, 160.0)]),
        ("mend", 2, [(2, 210.0, 250.0)]),
        ("wells and", 1, [(1, 110.0, 160.0), (2, 170.0, 200.0)]),
        ("ell", 1, [(1, 110.0, 160.0)]),
    ],
)
def test_the_boxes_are_those_of_the_words_on_each_line(document, words, page, boxes):
    block = document.blocks[0]
    found = build_evidence(document, block, block.span, locate(words))
    assert found.page == page
    assert [(one.page, one.bbox.x0, one.bbox.x1) for one in found.regions] == boxes


def test_the_quote_is_the_text_of_the_span_and_holds_the_focus(document):
    block = document.blocks[0]
    found = build_evidence(document, block, block.span, locate("new wells"))
    assert found.quote == TEXT
    assert found.document_id == document.id
    assert found.quote[found.focus.start : found.focus.end] == "new wells"


def test_without_a_focus_the_whole_span_is_shown(document):
    block = document.blocks[0]
    found = build_evidence(document, block, block.span)
    assert found.focus == found.span == block.span
    assert [one.page for one in found.regions] == [1, 2]


@pytest.mark.parametrize(
    ("span", "focus"),
    [
        (Span(0, len(TEXT) + 1), None),
        (Span(5, 9), Span(4, 9)),
        (Span(5, 9), Span(5, 10)),
        (Span(5, 9), Span(7, 7)),
        (Span(9, 5), None),
        (Span(3, 3), None),
    ],
)
def test_evidence_that_leaves_its_block_or_is_empty_is_refused(document, span, focus):
    with pytest.raises(ValueError, match="b0001"):
        build_evidence(document, document.blocks[0], span, focus)


def test_a_line_without_words_gives_its_own_box():
    line = Line(3, Span(0, 9), BBox(1.0, 2.0, 3.0, 4.0))
    block = Block("b0001", "paragraph", Span(0, 9), (line,))
    assert [(one.page, one.bbox) for one in find_regions(block, Span(2, 4))] == [(3, line.bbox)]
    assert find_regions(Block("b0001", "paragraph", Span(0, 20), (line,)), Span(12, 15)) == ()


def test_a_source_without_geometry_has_page_one_and_no_boxes():
    block = Block("b0001", "paragraph", Span(0, 9), ())
    assert find_page(block, 4) == 1
    assert find_regions(block, Span(2, 4)) == ()


@pytest.mark.parametrize(("offset", "page"), [(0, 1), (16, 1), (17, 2), (35, 2)])
def test_the_page_is_that_of_the_line_of_the_first_word(document, offset, page):
    assert find_page(document.blocks[0], offset) == page


def test_a_text_file_is_one_page(read):
    document = read("# Rivers for All\n\nThis text says what comes next.\n")
    block = document.blocks[-1]
    found = build_evidence(document, block, block.span)
    assert (found.page, found.quote) == (1, "This text says what comes next.")
