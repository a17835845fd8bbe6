"""Structure: which areas and goals the measures, targets, areas and goals of a document belong to.

What belongs to what is weighed by a logistic regression over what speaks for it (`relations.kinship`):
headings, lists, table rows, numbers, order and shared words. What stands under nothing is stated by the
document.
"""

from collections.abc import Iterator, Sequence

from extract.records import Document
from transform.ids import build_relation_mention_id
from transform.models.linear import LinearModel, read_models
from transform.records import Mention, RelationMention
from transform.relations.kinship import Kinship
from transform.relations.placing import GROUPS
from transform.relations.rivals import Thing

GROUPED = ("measure", "target")
BELONGS = "belongs"
CHANCE = 0.4  # from which a tie is more gain than loss, on documents that the model did not see
GOAL_CHANCE = 0.3  # the same between anything and a goal
PRINTED_CHANCE = 0.15  # the same for the nearest area that something is printed under, and between areas


def find_structure(
    document: Document, mentions: Sequence[Mention], *, model: LinearModel | None = None
) -> list[RelationMention]:
    """Return the ties between the goals, areas, measures and targets of a document.

    Args:
        document: The document.
        mentions: All that was found in it.
        model: Weighs what speaks for a tie (`relations.kinship`); the one that ships if none is given.
    """
    weigh = model or read_models().kinship
    kinship = Kinship(document, mentions)
    ties: list[RelationMention] = []
    chances: dict[tuple[str, ...], float] = {}
    for child, parent, features in kinship.list_pairs():
        if features not in chances:
            chances[features] = weigh.predict(features)[BELONGS]
        chance = chances[features]
        if chance >= least_chance(parent, features):
            ties.append(tie_things(kinship, child, parent, chance))
    return [*ties, *state_rest(mentions, ties)]


def least_chance(parent: Thing, features: Sequence[str]) -> float:
    """Return the chance from which one thing is taken to belong to another.

    What stands under a heading, list item or cell belongs there unless much speaks against it. Of ties
    between areas even unlikely ones are more often right than not.
    """
    printed = "above=first" in features or "area>area" in features
    if parent.kind == "goal":
        return GOAL_CHANCE
    return PRINTED_CHANCE if printed else CHANCE


def tie_things(kinship: Kinship, child: Thing, parent: Thing, chance: float) -> RelationMention:
    """Return the tie between the mentions of two things that stand nearest to each other."""
    pairs = [(one, other) for one in child.mentions for other in parent.mentions]
    printed = {
        (one.id, item.group.id): item.rule
        for one in child.mentions
        for item in kinship.placing.list_above(one)
    }
    source, target = min(
        pairs, key=lambda pair: ((pair[0].id, pair[1].id) not in printed, measure_distance(*pair))
    )
    rule = printed.get((source.id, target.id), "")
    relation = "part_of" if parent.kind == "area" or child.kind == "target" else "contributes_to"
    return RelationMention(
        id=build_relation_mention_id(source.id, relation, target.id),
        relation=relation,
        source=source.id,
        target=target.id,
        rule=f"structure/{rule or 'likely'}",
        basis="stated" if rule else "inferred",
        confidence=round(chance, 4),
        evidence=source.evidence,
    )


def measure_distance(one: Mention, other: Mention) -> tuple[int, int]:
    """Return how many characters stand between two mentions; of equals the one that stands first."""
    return abs(one.evidence.focus.start - other.evidence.focus.start), one.evidence.focus.start


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
