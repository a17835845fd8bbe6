"""What a heading says after the name of its part."""

import pytest

from extract.records import Span
from transform.mentions.policy import skip_part_name


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Annex B: Adaptation", "Adaptation"),
        ("Chapter 4 – Roads and bridges", "Roads and bridges"),
        ("Partnerships", "Partnerships"),
        ("Part 2 —", "Part 2 —"),
    ],
)
def test_the_name_of_a_part_is_skipped_unless_it_is_all_there_is(heading: str, words: str):
    span = skip_part_name(heading, Span(0, len(heading)))
    assert heading[span.start : span.end] == words
