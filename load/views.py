"""Views: which part of the graph the page shows at a time, laid out beforehand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from load.force import lay_out_by_force
from load.layout import Layout, Plan, Scene, lay_out
from transform.records import Facts, Relation

MANY_NODES = 120  # more cards than this are too small to read on one screen
MOST_IN_OVERVIEW, LEAST_IN_OVERVIEW = 150, 10  # cards
OVERVIEW_KINDS = (  # tried one after the other until few enough are left
    ("document", "goal", "area", "sector"),
    ("document", "goal", "category"),
    ("document", "category"),
    ("document",),
)


class Bundle(msgspec.Struct, frozen=True):
    """Ties of one relation between things that a view hides, drawn between what they stand under."""

    source: str
    target: str
    relation: str
    members: tuple[str, ...]


class View(msgspec.Struct, frozen=True):
    """A part of the graph: "overview", "all", "network", or a document's entity id as name."""

    name: str
    title: str
    layout: Layout
    bundles: tuple[Bundle, ...] = ()


def build_views(facts: Facts, plan: Plan) -> Iterator[View]:
    """Yield the views of a graph, the one to begin with first."""
    scene = plan.scene
    if len(facts.entities) > MANY_NODES:
        shown = choose_overview(facts)
        layout = lay_out(scene, shown)
        yield View("overview", "Overview", layout, bundle_ties(facts.relations, scene, shown))
    yield View("all", "Everything", plan.whole)
    if facts.entities:
        yield View("network", "Network", lay_out_by_force(facts, scene))
    documents = sorted(
        (entity for entity in facts.entities if entity.kind == "document"),
        key=lambda entity: scene.tree.order[entity.id],
    )
    if len(documents) > 1:
        named = list_named(facts)
        for entity in documents:
            yield View(entity.id, entity.label, lay_out(scene, named[entity.evidence[0].document_id]))


def list_named(facts: Facts) -> Mapping[str, Sequence[str]]:
    """Return the entities that each document names, by document id."""
    named: dict[str, list[str]] = defaultdict(list)
    for entity in facts.entities:
        for document_id in dict.fromkeys(item.document_id for item in entity.evidence):
            named[document_id].append(entity.id)
    return named


def choose_overview(facts: Facts) -> list[str]:
    """Return the entities of the fullest overview that can be read on one screen."""
    options = [
        [entity.id for entity in facts.entities if in_overview(entity.kind, dict(entity.attributes), kinds)]
        for kinds in OVERVIEW_KINDS
    ]
    fair = [option for option in options if len(option) >= LEAST_IN_OVERVIEW] or options[:1]
    return next((option for option in fair if len(option) <= MOST_IN_OVERVIEW), fair[-1])


def in_overview(kind: str, attributes: Mapping[str, str], kinds: Iterable[str]) -> bool:
    """Tell whether an entity belongs to kinds; "category" stands for sector categories alone."""
    return kind in kinds or (
        "category" in kinds and kind == "sector" and attributes.get("level") != "purpose"
    )


def bundle_ties(relations: Iterable[Relation], scene: Scene, shown: Iterable[str]) -> tuple[Bundle, ...]:
    """Return the ties that lead from or to hidden entities, moved up to what is shown above these."""
    among = frozenset(shown)
    members: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for relation in relations:
        source, target = scene.tree.climb(relation.source, among), scene.tree.climb(relation.target, among)
        moved = (source, target) != (relation.source, relation.target)
        if moved and source and target and source != target:
            members[source, relation.relation, target].append(relation.id)
    return tuple(
        Bundle(source, target, relation, tuple(ids))
        for (source, relation, target), ids in sorted(members.items())
    )
