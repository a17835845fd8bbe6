"""Bands: the strips of pages that the evidence shown stands on, each strip once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from transform.records import Evidence, Facts

MOST_EVIDENCE = 25  # quotes on the page for one node or tie; it says how many more there are
CONTEXT = 30.0  # points above and below the words, about two lines, so that a reader finds the place
NEAR = 24.0  # points between two strips below which they make one: a line or two are cheaper than a picture


class Band(msgspec.Struct, frozen=True):
    """A strip of a page over its full width, and how many nodes and ties rest on it.

    Attributes:
        top, bottom: Points from the top of the page; bottom may lie below the page's end.
    """

    document_id: str
    page: int
    top: float
    bottom: float
    claims: int


def find_bands(facts: Facts) -> list[Band]:
    """Return the strips that the evidence shown stands on, those that most nodes and ties rest on first."""
    strips: dict[tuple[str, int], list[tuple[float, float]]] = defaultdict(list)
    for item in list_shown(facts):
        for page in dict.fromkeys(region.page for region in item.regions):
            boxes = [region.bbox for region in item.regions if region.page == page]
            top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
            strips[item.document_id, page].append((max(top - CONTEXT, 0.0), bottom + CONTEXT))
    bands = [
        Band(document_id, page, *strip)
        for (document_id, page), found in strips.items()
        for strip in merge_strips(found)
    ]
    return sorted(bands, key=lambda band: (-band.claims, band.document_id, band.page, band.top))


def list_shown(facts: Facts) -> Iterator[Evidence]:
    """Yield the evidence that the page shows of each entity and relation."""
    for entity in facts.entities:
        yield from entity.evidence[:MOST_EVIDENCE]
    for relation in facts.relations:
        yield from relation.evidence[:MOST_EVIDENCE]


def merge_strips(strips: Iterable[tuple[float, float]]) -> Sequence[tuple[float, float, int]]:
    """Return strips as top, bottom and how many of those given each holds; no two are near each other."""
    merged: list[tuple[float, float, int]] = []
    for top, bottom in sorted(strips):
        if merged and top <= merged[-1][1] + NEAR:
            before = merged.pop()
            merged.append((before[0], max(before[1], bottom), before[2] + 1))
        else:
            merged.append((top, bottom, 1))
    return merged
