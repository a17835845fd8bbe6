"""Sentences: the sentence of a passage that words stand in."""

from extract.records import Span
from transform.language import Passage


def find_sentence(passage: Passage, focus: Span) -> Span:
    """Return the sentence that holds the words; headings and cells are one sentence each."""
    if passage.cell is not None or passage.block.kind in ("heading", "title"):
        return passage.block.span if passage.cell is not None else passage.span
    start, end = focus.start - passage.span.start, focus.end - passage.span.start
    low = max((begin for begin, _ in passage.sentences if begin <= start), default=0)
    high = min((stop for _, stop in passage.sentences if stop >= end), default=len(passage.text))
    return Span(passage.span.start + low, passage.span.start + max(high, end))
