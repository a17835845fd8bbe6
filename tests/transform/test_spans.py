"""What is taken is told as if each span were held against each other."""

from hypothesis import given
from hypothesis import strategies as st

from extract.records import Span
from transform.spans import Taken

SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 40), st.integers(1, 8))


@given(st.lists(SPANS, max_size=12), SPANS)
def test_a_span_overlaps_if_it_shares_a_character_with_any_that_is_taken(spans, asked):
    shared = any(asked.start < other.end and asked.end > other.start for other in spans)
    assert Taken(spans).overlaps(asked) == shared
