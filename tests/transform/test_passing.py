"""Actors that a long document names in passing."""

import pytest

from extract.records import Span
from transform.records import Evidence, Mention
from transform.sifting import is_passing


def name(key, page, *, rule="actors/group", words="some people"):
    evidence = Evidence("doc:x", page, Span(0, 1), Span(0, 1), (), "x")
    return Mention(f"{key}-{page}", "actor", words, key, rule, 0.8, evidence)


@pytest.mark.parametrize(
    ("places", "tied", "passing"),
    [
        ([name("group:nurse", 1)], False, True),
        ([name("group:nurse", 1)], True, True),
        ([name("group:nurse", 1), name("group:nurse", 2)], True, False),
        ([name("group:nurse", 1), name("group:nurse", 2)], False, True),
        ([name("group:nurse", page) for page in (1, 2, 3)], False, False),
        ([name("organisation:KE:lake-board", 1, rule="actors/office")], True, False),
        ([name("organisation:KE:lake-board", 1, rule="actors/office")], False, True),
        ([name("organisation:world-bank", 1, rule="actors/listed")], False, False),
        ([name("organisation:KE:m", 1, rule="actors/office", words="Ministry of Lakes")], False, False),
    ],
)
def test_who_is_named_in_passing(places, tied, passing):
    ends = {place.id for place in places} if tied else set()
    assert is_passing(places, ends, 3) == passing


def test_in_a_short_document_nobody_is():
    assert not is_passing([name("group:nurse", 1)], set(), 1)
