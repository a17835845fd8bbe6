"""Structure: what belongs to what, as the document's own headings, lists and tables say.

Measures and targets are part of the area that they stand under, areas of the area above them; areas serve
the goals stated under them; what serves no other goal serves the overall one; what stands under nothing is
stated by the document.
"""

from collections.abc import Iterator, Sequence

from extract.records import Document
from transform.ids import build_relation_mention_id
from transform.records import Basis, Mention, RelationMention
from transform.relations.placing import GROUPS, Above, Placing

GROUPED = ("measure", "target")
SENTENCE_CONFIDENCE = 0.7  # a measure and the purpose that its sentence gives
OVERALL_CONFIDENCE = 0.75  # an area and the one overall goal, tied by the document's plan alone


def find_structure(document: Document, mentions: Sequence[Mention]) -> list[RelationMention]:
    """Return the ties that the structure of the document makes between its mentions."""
    placing = Placing(document, mentions)
    above = {item.id: placing.list_above(item) for item in mentions if item.kind in (*GROUPS, *GROUPED)}
    ties: list[RelationMention] = []
    for mention in mentions:
        if mention.kind in GROUPED:
            ties += place_grouped(mention, above[mention.id])
        elif mention.kind == "area":
            ties += place_area(mention, above[mention.id])
        elif mention.kind == "goal":
            ties += place_goal(mention, above[mention.id])
    ties += tie_purposes(mentions)
    ties += tie_overall(mentions, ties)
    ties += state_rest(mentions, ties)
    return ties


def tie(
    source: Mention,
    relation: str,
    target: Mention,
    rule: str,
    confidence: float,
    *,
    basis: Basis = "stated",
    evidence: Mention | None = None,
) -> RelationMention:
    """Return a tie shown by the words of its source, or of the mention given as evidence."""
    return RelationMention(
        id=build_relation_mention_id(source.id, relation, target.id),
        relation=relation,
        source=source.id,
        target=target.id,
        rule=f"structure/{rule}",
        basis=basis,
        confidence=round(confidence * min(source.confidence, target.confidence), 4),
        evidence=(evidence or source).evidence,
    )


def place_grouped(mention: Mention, above: Sequence[Above]) -> Iterator[RelationMention]:
    """Yield the tie from a measure or target to the area that it stands under, and to a goal nearer by."""
    area = next((item for item in above if item.group.kind == "area"), None)
    goal = next((item for item in above if item.group.kind == "goal"), None)
    if area is not None:
        yield tie(mention, "part_of", area.group, area.rule, area.confidence)
    if goal is not None and (area is None or above.index(goal) < above.index(area)):
        relation = "contributes_to" if area is not None and mention.kind == "measure" else "part_of"
        yield tie(mention, relation, goal.group, goal.rule, goal.confidence)


def place_area(area: Mention, above: Sequence[Above]) -> Iterator[RelationMention]:
    """Yield the tie from an area to the area or goal above it."""
    if above:
        first = above[0]
        relation = "part_of" if first.group.kind == "area" else "contributes_to"
        yield tie(area, relation, first.group, first.rule, first.confidence)


def place_goal(goal: Mention, above: Sequence[Above]) -> Iterator[RelationMention]:
    """Yield the tie of the area that a goal is stated under, which serves it, and to the goal above it."""
    area = next((item for item in above if item.group.kind == "area"), None)
    higher = next((item for item in above if item.group.kind == "goal"), None)
    if area is not None:
        yield tie(area.group, "contributes_to", goal, f"goal-{area.rule}", area.confidence, evidence=goal)
    if higher is not None and not is_overall(goal):
        yield tie(goal, "contributes_to", higher.group, higher.rule, higher.confidence)


def tie_purposes(mentions: Sequence[Mention]) -> Iterator[RelationMention]:
    """Yield the tie from a measure to the goal that its own sentence gives as its purpose.

    "[Build dams] to [make the supply of water safe]"
    """
    goals: dict[tuple[int, int], list[Mention]] = {}
    for mention in mentions:
        if mention.kind == "goal":
            span = mention.evidence.span
            goals.setdefault((span.start, span.end), []).append(mention)
    for measure in mentions:
        span = measure.evidence.span
        for goal in goals.get((span.start, span.end), ()) if measure.kind == "measure" else ():
            yield tie(measure, "contributes_to", goal, "same-sentence", SENTENCE_CONFIDENCE)


def tie_overall(mentions: Sequence[Mention], ties: Sequence[RelationMention]) -> Iterator[RelationMention]:
    """Yield the ties to the overall goal: of areas with nothing above them, and of specific goals."""
    overall: dict[str, Mention] = {}
    for mention in mentions:
        if is_overall(mention):
            overall.setdefault(mention.key, mention)
    placed = {item.source for item in ties}
    for mention in mentions:
        free = mention.kind in GROUPS and mention.id not in placed and mention.key not in overall
        for goal in overall.values() if free else ():
            yield tie(mention, "contributes_to", goal, "overall-goal", OVERALL_CONFIDENCE, basis="inferred")


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
