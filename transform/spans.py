"""Spans: which parts of a text are taken, to be asked whether another overlaps with any of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from extract.records import Span


class Taken:
    """The parts of a text that are taken, in time that hardly grows with how many they are."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        """Take these parts."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in spans:
            self.add(span)

    def add(self, span: Span) -> None:
        """Take a part, which may overlap with what is taken."""
        first, last = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        start = min([span.start, *self._starts[first:last]])
        end = max([span.end, *self._ends[first:last]])
        self._starts[first:last], self._ends[first:last] = [start], [end]

    def overlaps(self, span: Span) -> bool:
        """Tell whether any of a span is taken; spans that only touch do not overlap."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._ends[before - 1] > span.start
