"""Sifting: what the finders found and a careful reader would leave out."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from extract.records import Document
from transform.records import Mention, RelationMention

PAGES_EACH = 40  # pages of a document from which on an actor must be named on one page more
MOST_PAGES = 3  # pages that are always enough
ONLY_NAME = 0.6  # share of a phrase that is a name, from which it says nothing else


def drop_names(found: Sequence[Mention], names: Sequence[Mention]) -> list[Mention]:
    """Return the findings without goals and measures that are but a name: "State policy on energy, 2015".

    An area may bear the name of a programme.

    Args:
        found: Goals, areas and measures.
        names: Frameworks and actors of the same document.
    """
    places = sorted((item.evidence.focus.start, item.evidence.focus.end) for item in names)
    starts = [start for start, _ in places]
    kept = []
    for mention in found:
        focus = mention.evidence.focus
        inside = places[bisect_left(starts, focus.start) : bisect_left(starts, focus.end)]
        covered = sum(min(end, focus.end) - start for start, end in dict(inside).items())
        if mention.kind == "area" or covered < ONLY_NAME * (focus.end - focus.start):
            kept.append(mention)
    return kept


def drop_inside(found: Sequence[Mention], names: Sequence[Mention]) -> list[Mention]:
    """Return the findings without those that are words of a name: "deforestation" in a plan's title."""
    ends = {item.evidence.focus.start: item.evidence.focus.end for item in names}
    starts = sorted(ends)
    kept = []
    for mention in found:
        focus = mention.evidence.focus
        place = bisect_right(starts, focus.start) - 1
        if place < 0 or ends[starts[place]] < focus.end:
            kept.append(mention)
    return kept


def drop_passing(
    document: Document, mentions: Sequence[Mention], relations: Sequence[RelationMention]
) -> list[Mention]:
    """Return the mentions without actors that a long document names on few pages and ties to nothing.

    A plan of 120 pages names a hundred schools, clubs and sorts of people in its review of the situation;
    who matters to the policy comes back, or does something in it.
    """
    least = min(1 + len(document.pages) // PAGES_EACH, MOST_PAGES)
    tied = {end for relation in relations for end in (relation.source, relation.target)}
    kept = {mention.key for mention in mentions if mention.id in tied}
    pages: dict[str, set[int]] = defaultdict(set)
    for mention in mentions:
        pages[mention.key].add(mention.evidence.page)
    return [
        mention
        for mention in mentions
        if mention.kind != "actor" or mention.key in kept or len(pages[mention.key]) >= least
    ]
