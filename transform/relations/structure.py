"""Structure: what belongs to what, as the document's own headings, lists and tables say.

Measures and targets are part of the area that they stand under, areas of the area above them; areas
and specific goals contribute to the overall goal; what stands under nothing is stated by the document.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from extract.records import Block, Document
from transform.ids import build_relation_mention_id
from transform.records import Basis, Mention, RelationMention
from transform.sections import Place, find_places

GROUPS = ("area", "goal")
GROUPED = ("measure", "target")
STRUCTURE_CONFIDENCE = 0.9  # headings and lists: the printed structure itself
ROW_CONFIDENCE = 0.85  # a cell of the same table row
OVERALL_CONFIDENCE = 0.75  # an area and the one overall goal, tied by the document's plan alone


class Outline(msgspec.Struct, frozen=True):
    """The document's blocks with their places, and the mentions that stand in each block."""

    blocks: Mapping[str, Block]
    places: Mapping[str, Place]
    homes: Mapping[str, Block]
    groups: Mapping[str, tuple[Mention, ...]]


def find_structure(document: Document, mentions: Sequence[Mention]) -> list[RelationMention]:
    """Return the ties that the structure of the document makes between its mentions."""
    outline = build_outline(document, mentions)
    ties = [tie for mention in mentions if mention.kind in GROUPED for tie in place_grouped(mention, outline)]
    ties += [tie for mention in mentions if mention.kind == "area" for tie in place_area(mention, outline)]
    ties += tie_goals(mentions, ties)
    ties += list(state_rest(mentions, ties))
    return ties


def build_outline(document: Document, mentions: Sequence[Mention]) -> Outline:
    """Return where each mention stands, and which areas and goals each block bears."""
    starts = [block.span.start for block in document.blocks]
    homes = {
        mention.id: document.blocks[bisect_right(starts, mention.evidence.focus.start) - 1]
        for mention in mentions
    }
    groups: dict[str, tuple[Mention, ...]] = {}
    for mention in mentions:
        if mention.kind in GROUPS:
            home = homes[mention.id].id
            groups[home] = (*groups.get(home, ()), mention)
    return Outline({block.id: block for block in document.blocks}, find_places(document), homes, groups)


def tie(
    source: Mention, relation: str, target: Mention, rule: str, confidence: float, *, basis: Basis = "stated"
) -> RelationMention:
    """Return a tie shown by the source's own words."""
    return RelationMention(
        id=build_relation_mention_id(source.id, relation, target.id),
        relation=relation,
        source=source.id,
        target=target.id,
        rule=f"structure/{rule}",
        basis=basis,
        confidence=round(confidence * min(source.confidence, target.confidence), 4),
        evidence=source.evidence,
    )


def place_grouped(mention: Mention, outline: Outline) -> Iterator[RelationMention]:
    """Yield the tie from a measure or target to the area, or else the goal, that it stands under."""
    found = find_group(mention, outline)
    if found is not None:
        group, rule, confidence = found
        yield tie(mention, "part_of", group, rule, confidence)


def place_area(area: Mention, outline: Outline) -> Iterator[RelationMention]:
    """Yield the tie from an area to the area or goal whose heading or list item stands above it."""
    home = outline.homes[area.id]
    for group, rule in list_groups_above(home, outline):
        if group.key != area.key:
            yield tie(
                area,
                "part_of" if group.kind == "area" else "contributes_to",
                group,
                rule,
                STRUCTURE_CONFIDENCE,
            )
            return


def find_group(mention: Mention, outline: Outline) -> tuple[Mention, str, float] | None:
    """Return the area or goal that a measure or target stands under, by which rule, and how sure."""
    home = outline.homes[mention.id]
    same_block = [group for group in outline.groups.get(home.id, ()) if group.key != mention.key]
    before = [group for group in same_block if group.evidence.focus.end <= mention.evidence.focus.start]
    if before and home.kind == "table_row":
        return before[0], "row", ROW_CONFIDENCE
    if before and before[-1].kind == "area":
        return before[-1], "same-block", STRUCTURE_CONFIDENCE
    above = list(list_groups_above(home, outline))
    areas = [found for found in above if found[0].kind == "area"]
    if areas or above:
        group, rule = (areas or above)[0]
        return group, rule, STRUCTURE_CONFIDENCE
    return None


def list_groups_above(home: Block, outline: Outline) -> Iterable[tuple[Mention, str]]:
    """Yield the areas and goals that stand above a block, the nearest first, with the rule's name."""
    place = outline.places[home.id]
    parent = place.parent
    while parent is not None:
        for group in outline.groups.get(parent.id, ()):
            yield group, "under-item"
        parent = outline.places[parent.id].parent
    for heading in reversed(place.headings):
        for group in outline.groups.get(heading.id, ()):
            yield group, "under-heading"


def tie_goals(mentions: Sequence[Mention], ties: Sequence[RelationMention]) -> list[RelationMention]:
    """Return the ties to the overall goal: of areas with nothing above them and of specific goals."""
    overall = [mention for mention in mentions if is_overall(mention)]
    if not overall:
        return []
    first = {mention.key: mention for mention in reversed(overall)}
    placed = {found.source for found in ties}
    found = []
    for mention in mentions:
        free_area = mention.kind == "area" and mention.id not in placed
        specific = mention.kind == "goal" and mention.key not in first
        if free_area or specific:
            found += [
                tie(mention, "contributes_to", goal, "overall-goal", OVERALL_CONFIDENCE, basis="inferred")
                for goal in first.values()
            ]
    return found


def is_overall(mention: Mention) -> bool:
    """Tell whether the mention is of an overall goal."""
    return mention.kind == "goal" and ("level", "overall") in mention.attributes


def state_rest(mentions: Sequence[Mention], ties: Sequence[RelationMention]) -> Iterator[RelationMention]:
    """Yield the document's ties to its goals and areas, and to what stands under neither."""
    documents = [mention for mention in mentions if mention.kind == "document"]
    placed = {found.source for found in ties if found.relation in ("part_of", "contributes_to")}
    for mention in mentions:
        free = mention.kind in GROUPED and mention.id not in placed
        for document in documents if mention.kind in GROUPS or free else ():
            yield RelationMention(
                id=build_relation_mention_id(document.id, "states", mention.id),
                relation="states",
                source=document.id,
                target=mention.id,
                rule="structure/states",
                basis="stated",
                confidence=mention.confidence,
                evidence=mention.evidence,
            )
