"""Sentences: what stands around the words that name something."""

import pytest

from extract.records import Span
from tests.transform.sector_builders import build_document, parse
from transform.sentences import find_sentence


def find_around(document, words):
    start = document.text.index(words)
    focus = Span(start, start + len(words))
    passage = next(one for one in parse(document) if one.span.start <= start < one.span.end)
    found = find_sentence(passage, focus)
    return document.text[found.start : found.end]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("roads", "We mend roads."),
        ("wells", "They dig wells."),
        ("We", "We mend roads."),
        ("roads. They", "We mend roads. They dig wells."),
        ("wells.", "They dig wells."),
    ],
)
def test_the_sentence_is_the_one_that_holds_the_words(words, sentence):
    assert find_around(build_document("It rains. We mend roads. They dig wells."), words) == sentence


def test_a_heading_is_one_sentence():
    document = build_document(("heading", "Roads. Wells. Schools"))
    assert find_around(document, "Wells") == "Roads. Wells. Schools"


def test_words_of_a_cell_are_shown_by_their_row():
    document = build_document(("table_row", ["Mend roads. Dig wells.", "2030"]))
    assert find_around(document, "wells") == "Mend roads. Dig wells. | 2030"


def test_a_list_item_is_split_into_its_sentences():
    document = build_document(("list_item", "Mend roads. Dig wells."))
    assert find_around(document, "wells") == "Dig wells."
