"""The graph: facts become a `MultiDiGraph` whose attributes are those of the GraphML contract."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import networkx as nx

from load.checks import check_facts
from load.contract import LABEL_LENGTH, LIST_BREAK, NODE_TYPES
from load.layout import plan_layout
from load.style import STYLES, size_of, split_colour
from transform.records import Entity, Evidence, Facts, Region, Relation
from transform.schema import read_schema

WEIGHT_DIGITS = 4
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]+")


def build_graph(facts: Facts) -> "nx.MultiDiGraph[str]":
    """Return the graph: a node for each entity and an edge for each relation, keyed by their ids.

    Raises:
        InvalidGraph: If the facts break the schema.
    """
    check_facts(facts)
    return place_graph(facts, plan_layout(facts).whole.places)


def place_graph(facts: Facts, places: Mapping[str, tuple[float, float]]) -> "nx.MultiDiGraph[str]":
    """Return the graph of facts that keep to the schema, with its nodes at these places."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    ties = Counter(end for relation in facts.relations for end in (relation.source, relation.target))
    titles = name_documents(facts)
    for entity in facts.entities:
        graph.add_node(entity.id, **describe_node(entity, places[entity.id], ties[entity.id], titles))
    measures = {entity.id: dict(entity.attributes) for entity in facts.entities if entity.kind == "measure"}
    for relation in facts.relations:
        attributes = describe_edge(relation, measures, titles)
        graph.add_edge(relation.source, relation.target, key=relation.id, **attributes)
    return graph


def name_documents(facts: Facts) -> dict[str, str]:
    """Return the title of each document by document id."""
    return {
        entity.evidence[0].document_id: entity.label for entity in facts.entities if entity.kind == "document"
    }


def describe_node(
    entity: Entity, place: tuple[float, float], ties: int, titles: Mapping[str, str]
) -> dict[str, object]:
    """Return every node attribute of the contract for an entity."""
    style = STYLES[entity.kind]
    red, green, blue = split_colour(style.colour)
    known = dict(entity.attributes)
    values: dict[str, object] = {
        name: convert(known.get(name, ""), kind) for name, kind in NODE_TYPES.items()
    }
    values |= {
        "label": clean(entity.label)[:LABEL_LENGTH],
        "kind": entity.kind,
        "aliases": LIST_BREAK.join(clean(alias).replace("|", "/") for alias in entity.aliases),
        "documents": LIST_BREAK.join(list_documents(entity.evidence, titles)),
        "pages": LIST_BREAK.join(str(page) for page in sorted({item.page for item in entity.evidence})),
        "quote": clean(entity.evidence[0].quote),
        "rule": entity.rule,
        "ocr": all(item.ocr for item in entity.evidence),
        "mention_count": len(entity.evidence),
        "confidence": round(entity.confidence, WEIGHT_DIGITS),
        "color": style.colour,
        "r": red,
        "g": green,
        "b": blue,
        "x": place[0],
        "y": place[1],
        "size": round(size_of(ties), 1),
    }
    return values


def describe_edge(
    relation: Relation, measures: Mapping[str, Mapping[str, str]], titles: Mapping[str, str]
) -> dict[str, object]:
    """Return every edge attribute of the contract for a relation."""
    evidence = relation.evidence[0]
    own = dict(relation.attributes)
    measure = measures.get(relation.source) or measures.get(relation.target) or {}
    return {
        "eid": relation.id,
        "relation": relation.relation,
        "label": read_schema().relations[relation.relation].reads,
        "interaction": relation.relation,
        "basis": relation.basis,
        "commitment": own.get("commitment", measure.get("commitment", "")),
        "negated": own.get("negated", measure.get("negated", "")) == "true",
        "document": clean(titles.get(evidence.document_id, evidence.document_id)),
        "page": evidence.page,
        "bbox": write_boxes(evidence.regions, evidence.page),
        "quote": clean(evidence.quote),
        "rule": relation.rule,
        "ocr": all(item.ocr for item in relation.evidence),
        "evidence_count": len(relation.evidence),
        "weight": float(len(relation.evidence)),
        "confidence": round(relation.confidence, WEIGHT_DIGITS),
    }


def convert(text: str, kind: str) -> object:
    """Return an attribute's text as its declared type; what is no number counts as not known."""
    if kind == "int":
        return int(text) if text.isdigit() else 0
    if kind == "boolean":
        return text == "true"
    return clean(text)


def clean(text: str) -> str:
    """Return text without newlines and control characters."""
    return text if text.isprintable() else _UNPRINTABLE.sub(" ", text)


def list_documents(evidence: Sequence[Evidence], titles: Mapping[str, str]) -> list[str]:
    """Return the titles of the documents that evidence comes from, each once."""
    names = (clean(titles.get(item.document_id, item.document_id)).replace("|", "/") for item in evidence)
    return list(dict.fromkeys(names))


def write_boxes(regions: Iterable[Region], page: int) -> str:
    """Return boxes as "x0,top,x1,bottom" in points, joined by " | "; "p3:" before those on other pages."""
    return LIST_BREAK.join(
        ("" if region.page == page else f"p{region.page}:")
        + ",".join(
            f"{edge:g}" for edge in (region.bbox.x0, region.bbox.top, region.bbox.x1, region.bbox.bottom)
        )
        for region in regions
    )
