"""The tree in the graph: what each goal, area, measure, target and sector is shown under."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from transform.records import Entity, Facts, Relation

TREE_KINDS = ("document", "goal", "area", "measure", "target")
PARENT_RELATIONS = ("part_of", "contributes_to", "states")  # surest sort of parent first


class Tree(msgspec.Struct, frozen=True):
    """Entities with one parent each, without circles.

    Attributes:
        parents: The parent of each entity that has one.
        order: A sort key for each entity: the order of the text.
    """

    parents: Mapping[str, str]
    order: Mapping[str, tuple[str, int, int, str]]

    def climb(self, name: str, shown: Iterable[str]) -> str:
        """Return the entity itself or its nearest forebear that is shown, or "" if none is."""
        among = shown if isinstance(shown, (set, frozenset, dict)) else set(shown)
        while name and name not in among:
            name = self.parents.get(name, "")
        return name

    def list_children(self, shown: Iterable[str]) -> dict[str, list[str]]:
        """Return the shown entities under each one's nearest shown forebear ("" has the rest), in order."""
        among = set(shown)
        children: dict[str, list[str]] = defaultdict(list)
        for name in sorted(among, key=self.order.__getitem__):
            children[self.climb(self.parents.get(name, ""), among)].append(name)
        return children


def build_tree(facts: Facts) -> Tree:
    """Return the tree of the facts; what no relation places stands under the document that names it."""
    kinds = {entity.id: entity.kind for entity in facts.entities}
    order = {entity.id: order_entity(entity) for entity in facts.entities}
    parents = choose_parents(facts.relations, kinds)
    homes = {
        entity.evidence[0].document_id: entity.id for entity in facts.entities if entity.kind == "document"
    }
    for entity in facts.entities:
        home = homes.get(entity.evidence[0].document_id, "")
        if entity.kind in TREE_KINDS and entity.id != home and home:
            parents.setdefault(entity.id, home)
    return Tree(break_circles(parents, order), order)


def order_entity(entity: Entity) -> tuple[str, int, int, str]:
    """Return a sort key: documents by title, all else by its first place in the text."""
    first = entity.evidence[0]
    if entity.kind == "document":
        return (entity.label.casefold(), 0, 0, entity.id)
    return (first.document_id, first.span.start, first.focus.start, entity.id)


def choose_parents(relations: Iterable[Relation], kinds: Mapping[str, str]) -> dict[str, str]:
    """Return the surest parent of each entity that a relation places."""
    best: dict[str, tuple[int, float, str]] = {}
    for relation in relations:
        if relation.relation not in PARENT_RELATIONS:
            continue
        child, parent = relation.source, relation.target
        if relation.relation == "states":
            child, parent = parent, child
        rank = (PARENT_RELATIONS.index(relation.relation), -relation.confidence, parent)
        if child in kinds and parent in kinds and (child not in best or rank < best[child]):
            best[child] = rank
    return {child: rank[2] for child, rank in best.items()}


def break_circles(
    parents: Mapping[str, str], order: Mapping[str, tuple[str, int, int, str]]
) -> dict[str, str]:
    """Return the parents without those that would close a circle, later children giving way first."""
    kept: dict[str, str] = {}
    for child in sorted(parents, key=order.__getitem__):
        above = parents[child]
        while above and above != child:
            above = kept.get(above, "")
        if not above:
            kept[child] = parents[child]
    return kept
