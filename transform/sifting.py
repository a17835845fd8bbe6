"""Sifting: what the finders found and a careful reader would leave out."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence

from extract.records import Document
from transform.records import Mention, RelationMention

PAGES_EACH = 40  # pages of a document from which on an actor must be named on one page more
MOST_PAGES = 3  # pages that are always enough
NEVER_PASSING = frozenset(["actors/listed"])  # rules
MINISTRY = "Ministry of "
ONLY_NAME = 0.6  # share of a phrase that is a name, from which it says nothing else


def drop_names(found: Sequence[Mention], names: Sequence[Mention]) -> list[Mention]:
    """Return the findings without goals and measures that are but a name: "State policy on energy, 2015".

    An area may bear the name of a programme, and a target says a quantity beside.

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
        if mention.kind in ("area", "target") or covered < ONLY_NAME * (focus.end - focus.start):
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
    """Return the mentions without actors that a long document names in passing: on few pages, without a tie.

    A plan of 120 pages names a hundred schools, clubs and sorts of people in its review of the situation;
    who matters to the policy comes back, or does something in it. A sort of people must come back even so;
    a ministry or a body of the list is never named in passing.
    """
    least = min(1 + len(document.pages) // PAGES_EACH, MOST_PAGES)
    tied = {end for relation in relations for end in (relation.source, relation.target)}
    actors: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.kind == "actor":
            actors[mention.key].append(mention)
    passing = {key for key, places in actors.items() if is_passing(places, tied, least)}
    return [mention for mention in mentions if mention.kind != "actor" or mention.key not in passing]


def drop_loose(
    relations: Sequence[RelationMention], mentions: Sequence[Mention]
) -> tuple[RelationMention, ...]:
    """Return the ties whose ends are both among the mentions."""
    ids = {mention.id for mention in mentions}
    return tuple(relation for relation in relations if relation.source in ids and relation.target in ids)


def is_passing(places: Sequence[Mention], tied: Collection[str], least: int) -> bool:
    """Tell whether an actor is named in passing.

    Args:
        places: All its mentions.
        tied: Ids of the mentions that something is tied to.
        least: Pages that are enough without a tie.
    """
    if len({place.evidence.page for place in places}) >= least:
        return False
    if any(place.rule in NEVER_PASSING or place.name.startswith(MINISTRY) for place in places):
        return False
    again = len(places) > 1 or not places[0].key.startswith("group:")
    return not (again and any(place.id in tied for place in places))
