"""Resolve: mentions of all documents become entities, relation mentions become relations."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from transform.ids import build_entity_id, build_relation_id
from transform.records import (
    Annotations,
    Attributes,
    Entity,
    Evidence,
    Facts,
    Mention,
    Relation,
    RelationMention,
)
from transform.sharing import Pool, Sharing


def resolve(annotations: Iterable[Annotations]) -> Facts:
    """Return entities and relations over all documents, the same whatever the documents' order."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    ties: dict[tuple[str, str, str], list[RelationMention]] = defaultdict(list)
    names = Pool()
    for found in annotations:
        sharing = Sharing(names)
        entity_ids = {
            mention.id: names.share(build_entity_id(mention.kind, mention.key)) for mention in found.mentions
        }
        for mention in found.mentions:
            mentions[entity_ids[mention.id]].append(sharing.share_mention(mention))
        for tie in found.relations:
            source, target = entity_ids[tie.source], entity_ids[tie.target]
            if source != target:
                shared = sharing.share_tie(tie)
                ties[source, shared.relation, target].append(shared)
    # What has been merged is forgotten at once: the mentions of an archive take as much room as its entities.
    entities = tuple(build_entity(entity_id, mentions.pop(entity_id)) for entity_id in sorted(mentions))
    relations = [build_relation(ends, ties.pop(ends)) for ends in list(ties)]
    return Facts(entities, tuple(sorted(relations, key=lambda relation: relation.id)))


def build_entity(entity_id: str, mentions: Sequence[Mention]) -> Entity:
    """Return the thing that all these mentions name; its label is the best mention's name."""
    ordered = sorted(mentions, key=rank_mention)
    best = ordered[0]
    label = choose_label(ordered)
    names = {name for mention in ordered for name in (mention.name, *mention.aliases)}
    return Entity(
        id=entity_id,
        kind=best.kind,
        label=label,
        rule=best.rule,
        confidence=best.confidence,
        evidence=sort_evidence(mention.evidence for mention in ordered),
        attributes=merge_attributes(mention.attributes for mention in ordered),
        aliases=tuple(sorted(names - {label, ""})),
    )


def build_relation(ends: tuple[str, str, str], ties: Sequence[RelationMention]) -> Relation:
    """Return the tie that all these relation mentions state; what is stated outranks what is inferred."""
    source, relation, target = ends
    ordered = sorted(ties, key=rank_tie)
    best = ordered[0]
    return Relation(
        id=build_relation_id(source, relation, target),
        source=source,
        relation=relation,
        target=target,
        rule=best.rule,
        basis=best.basis,
        confidence=best.confidence,
        evidence=sort_evidence(tie.evidence for tie in ordered),
        attributes=merge_attributes(tie.attributes for tie in ordered),
    )


def rank_mention(mention: Mention) -> tuple[float, str, int, int, str]:
    """Return a sort key: surest first, then by document and place."""
    evidence = mention.evidence
    return (-mention.confidence, evidence.document_id, evidence.focus.start, evidence.focus.end, mention.rule)


def rank_tie(tie: RelationMention) -> tuple[bool, float, str, int, int, str]:
    """Return a sort key: stated first, surest first, then by document and place."""
    evidence = tie.evidence
    place = (evidence.document_id, evidence.focus.start, evidence.focus.end)
    return (tie.basis != "stated", -tie.confidence, *place, tie.rule)


def choose_label(ordered: Sequence[Mention]) -> str:
    """Return the name that most mentions bear; of equally frequent ones the surest mention's."""
    counts = Counter(mention.name for mention in ordered)
    most = max(counts.values())
    return next(mention.name for mention in ordered if counts[mention.name] == most)


def merge_attributes(all_attributes: Iterable[Attributes]) -> Attributes:
    """Return each attribute with its first value that is not empty, sorted by name."""
    known = list(all_attributes)
    merged: dict[str, str] = {}
    for attributes in known:
        for name, value in attributes:
            if value:
                merged.setdefault(name, value)
    found = tuple(sorted(merged.items()))
    return next((attributes for attributes in known if attributes == found), found)  # shared with others


def sort_evidence(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return each evidence once, by document, page and place."""
    places = {
        (item.document_id, item.page, item.focus.start, item.focus.end, item.span.start, item.span.end): item
        for item in evidence
    }
    return tuple(places[place] for place in sorted(places))
