"""Phrases that say the same are found without trying each, and the same ones are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.wording import SAME, Alike, group_same, measure_overlap

PHRASES = st.lists(st.frozensets(st.sampled_from("abcdefgh"), max_size=7), max_size=12)


@given(PHRASES, st.frozensets(st.sampled_from("abcdefghxy"), max_size=7))
def test_all_phrases_that_share_enough_words_are_found_and_no_others(phrases, asked):
    alike = Alike(phrases)
    for index, words in enumerate(phrases):
        alike.add(index, words)
    wanted = [index for index, words in enumerate(phrases) if measure_overlap(words, asked) >= SAME]
    assert alike.list_same(asked) == wanted


@pytest.mark.parametrize(
    ("phrases", "leaders"),
    [
        (["build the harbours", "building harbours", "mend the roads"], [0, 0, 2]),
        (["reach 20 percent of farmers", "reach 30 percent of farmers"], [0, 1]),
        (["", "the", "of"], [0, 1, 2]),
        (["clean water for all by 2030", "roads", "clean water for all people by 2030"], [0, 1, 0]),
    ],
)
def test_phrases_are_grouped_under_the_first_that_says_the_same_with_the_same_numbers(phrases, leaders):
    assert group_same(phrases) == leaders
