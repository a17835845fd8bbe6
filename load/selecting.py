"""Views: a part of the facts that can be loaded as a graph of its own.

A level keeps goals, areas or measures and lifts the ties of what lies below: who implements a measure of an
area implements something of the area. A lifted tie is inferred and bears all evidence of what it stands for.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from load.errors import UnknownSelection
from load.selection import Selection
from load.upward import climb, find_parents
from transform.ids import build_relation_id
from transform.records import Entity, Evidence, Facts, Relation
from transform.schema import read_schema

DROPPED = {"goals": ("area", "measure", "target"), "areas": ("measure", "target"), "measures": (), "all": ()}
ROOTS = ("document", "goal", "area", "measure", "target")  # kept even if nothing is tied to them
RULE = "view/lifted"


def select_facts(facts: Facts, selection: Selection) -> Facts:
    """Return the facts that a selection keeps.

    Raises:
        UnknownSelection: If no document bears one of the names.
    """
    if selection.documents:
        facts = keep_documents(facts, find_documents(facts, selection.documents))
    if DROPPED[selection.level]:
        facts = lift_facts(facts, DROPPED[selection.level])
    if selection.level != "all":
        facts = drop_untied(facts)
    return keep_entities(facts, selection.kinds) if selection.kinds else facts


def find_documents(facts: Facts, names: Iterable[str]) -> set[str]:
    """Return the ids of the documents whose id or title holds one of the names.

    Raises:
        UnknownSelection: If none holds one of them.
    """
    found: set[str] = set()
    for name in names:
        ids = {
            entity.evidence[0].document_id
            for entity in facts.entities
            if entity.kind == "document" and name.casefold() in f"{entity.id} {entity.label}".casefold()
        }
        if not ids:
            raise UnknownSelection(f"no document's title or id holds {name!r}")
        found |= ids
    return found


def keep_documents(facts: Facts, documents: set[str]) -> Facts:
    """Return what rests on evidence of these documents, with that evidence alone."""

    def keep(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
        return tuple(item for item in evidence if item.document_id in documents)

    entities = [msgspec.structs.replace(item, evidence=keep(item.evidence)) for item in facts.entities]
    relations = [msgspec.structs.replace(item, evidence=keep(item.evidence)) for item in facts.relations]
    kept = tuple(entity for entity in entities if entity.evidence)
    return cut_relations(kept, (relation for relation in relations if relation.evidence))


def keep_entities(facts: Facts, kinds: Sequence[str]) -> Facts:
    """Return the entities of some kinds, and the ties between them."""
    return cut_relations(tuple(item for item in facts.entities if item.kind in kinds), facts.relations)


def cut_relations(entities: tuple[Entity, ...], relations: Iterable[Relation]) -> Facts:
    """Return facts with the relations whose ends are both there."""
    names = {entity.id for entity in entities}
    return Facts(entities, tuple(item for item in relations if item.source in names and item.target in names))


def drop_untied(facts: Facts) -> Facts:
    """Return facts without sectors, actors and the like that nothing is tied to any more."""
    tied = {end for relation in facts.relations for end in (relation.source, relation.target)}
    return cut_relations(
        tuple(item for item in facts.entities if item.id in tied or item.kind in ROOTS), facts.relations
    )


def lift_facts(facts: Facts, dropped: Sequence[str]) -> Facts:
    """Return facts without some kinds, their ties taken up to what they stand under."""
    kinds = {entity.id: entity.kind for entity in facts.entities}
    merged: dict[str, Relation] = {}
    for relation in lift_relations(facts, kinds, dropped):
        known = merged.get(relation.id)
        merged[relation.id] = merge(known, relation) if known else relation
    kept = tuple(entity for entity in facts.entities if entity.kind not in dropped)
    return Facts(kept, tuple(merged[name] for name in sorted(merged)))


def lift_relations(facts: Facts, kinds: dict[str, str], dropped: Sequence[str]) -> Iterator[Relation]:
    """Yield the ties as they are, or between what their ends stand under, where the schema allows it."""
    schema, parents = read_schema(), find_parents(facts.relations)

    def is_kept(name: str) -> bool:
        return kinds[name] not in dropped

    for relation in facts.relations:
        if is_kept(relation.source) and is_kept(relation.target):
            yield relation
            continue
        for source in climb(relation.source, parents, is_kept):
            for target in climb(relation.target, parents, is_kept):
                if source != target and schema.allows(kinds[source], relation.relation, kinds[target]):
                    yield lift(relation, source, target)


def lift(relation: Relation, source: str, target: str) -> Relation:
    """Return a tie between other ends."""
    return msgspec.structs.replace(
        relation,
        id=build_relation_id(source, relation.relation, target),
        source=source,
        target=target,
        rule=RULE,
        basis="inferred",
        attributes=(),
    )


def merge(known: Relation, other: Relation) -> Relation:
    """Return one tie with the evidence of both; what the documents say themselves comes first."""
    first, second = (other, known) if known.rule == RULE and other.rule != RULE else (known, other)
    evidence = tuple(dict.fromkeys((*first.evidence, *second.evidence)))
    return msgspec.structs.replace(
        first, evidence=evidence, confidence=max(first.confidence, second.confidence)
    )
