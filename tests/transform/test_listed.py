"""Listed phrases are found where a search would find them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.listed import ListedPattern
from transform.mentions.frameworks import read_listed_names
from transform.mentions.groups import read_phrase_pattern

PHRASES = ("Water Act", "water", "UN-REDD", "EU", "2030 Agenda", "SDGs")
PATTERN = re.compile(rf"(?<![\w-])(?:{'|'.join(f'(?i:{phrase})' for phrase in PHRASES)})(?![\w-])")
WORDS = (
    "water",
    "Water",
    "ACT",
    "act",
    "UN",
    "-",
    "REDD",
    " ",
    " ",
    "EU",
    "eu",
    "2030",
    "agenda",
    "s",
    "SDGs",
    ",",
)


def find_places(matches):
    return [match.span() for match in matches]


@given(st.lists(st.sampled_from(WORDS), max_size=20).map("".join))
def test_phrases_are_found_where_a_search_finds_them(text: str):
    assert find_places(ListedPattern(PATTERN, PHRASES).find(text)) == find_places(PATTERN.finditer(text))


@pytest.mark.parametrize("read", [read_listed_names, read_phrase_pattern])
def test_all_listed_phrases_are_found(read):
    listed, phrases = read()
    for phrase in phrases:
        assert find_places(listed.find(f"({phrase})")) == [(1, 1 + len(phrase))]


def test_a_phrase_that_begins_with_a_sign_is_refused():
    with pytest.raises(ValueError, match="begins with no letter"):
        ListedPattern(PATTERN, ("- water",))
