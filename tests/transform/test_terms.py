"""Terms: matched as whole words, the longest at a place, the ignored ones not at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transform.terms import TermMatcher, normalise

MATCHER = TermMatcher(
    {
        "water": "W",
        "drinking water": "D",
        "forest*": "F",
        "road works *": "R",
        "people's health": "P",
        "fish": "X",
        "co-op": "C",
    },
    ignored=["water down", "Water Act"],
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("water", ["water"]),
        ("Clean WATER.", ["WATER"]),
        ("many waters", ["waters"]),
        ("fishes", ["fishes"]),
        ("drinking water", ["drinking water"]),
        ("drinking waters and water", ["drinking waters", "water"]),
        ("forestry and forests", ["forestry", "forests"]),
        ("people’s health", ["people’s health"]),
        ("a co-op", ["co-op"]),
        ("water-borne", ["water"]),
        ("the Water Act and water", ["water"]),
        ("road works in towns and hills", ["road works in towns and hills"]),
        ("İ water", ["water"]),
    ],
)
def test_terms_are_found_as_whole_words(text, found):
    assert [text[one.start : one.end] for one in MATCHER.find(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "watery",
        "underwater",
        "water down the act",
        "Water Acts",
        "coop",
        "selfish",
        "deforest",
        "road works",
        "drink",
        "people health",
        "w ater",
        "",
    ],
)
def test_parts_of_words_and_ignored_phrases_are_not_found(text):
    assert MATCHER.find(text) == []


def test_a_match_says_the_term_and_what_it_stands_for():
    (found,) = MATCHER.find("We need Drinking Water")
    assert (found.start, found.end, found.term, found.value) == (8, 22, "drinking water", "D")


def test_the_longest_term_wins_whatever_the_order_of_the_list():
    terms = {"a b": "2", "a": "1", "a b c": "3"}
    for values in (terms, dict(reversed(terms.items()))):
        assert [one.value for one in TermMatcher(values).find("a b c a b a")] == ["3", "2", "1"]


@settings(deadline=None)
@given(st.text(max_size=60))
def test_plain_text_has_the_length_of_the_text(text):
    assert len(normalise(text)) == len(text)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["water", "drinking", "down", "forest", "fish", "İ", "-"]), max_size=12))
def test_matches_lie_in_the_text_in_order_and_do_not_overlap(words):
    text = " ".join(words)
    last = 0
    for one in MATCHER.find(text):
        assert last <= one.start < one.end <= len(text)
        last = one.end
