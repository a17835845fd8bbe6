"""Checks: what must hold of facts and graph before anything is written."""

import re
from collections.abc import Iterator, Mapping, Sequence

import networkx as nx

from load.contract import EDGE_TYPES, NODE_TYPES
from load.errors import InvalidGraph
from transform.records import Attributes, Entity, Facts, Relation
from transform.schema import Schema, read_schema

MOST_LISTED = 10  # faults named in one message
PYTHON_TYPES = {"string": str, "int": int, "double": float, "boolean": bool}
_NMTOKEN = re.compile(r"[\w.:-]+")
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")


def check_facts(facts: Facts) -> None:
    """Raise if facts break the schema, so that no graph can be made of them.

    Raises:
        InvalidGraph: Lists the first faults.
    """
    raise_faults([*find_entity_faults(facts), *find_relation_faults(facts)])


def check_graph(graph: "nx.MultiDiGraph[str]", facts: Facts) -> None:
    """Raise if a graph of facts that keep to the schema breaks the contract, or something got lost.

    Raises:
        InvalidGraph: Lists the first faults.
    """
    raise_faults([*find_losses(graph, facts), *find_contract_faults(graph)])


def raise_faults(faults: Sequence[str]) -> None:
    """Raise if there are faults.

    Raises:
        InvalidGraph: Lists the first of them.
    """
    if faults:
        more = f" (and {len(faults) - MOST_LISTED} more)" if len(faults) > MOST_LISTED else ""
        raise InvalidGraph("; ".join(faults[:MOST_LISTED]) + more)


def find_entity_faults(facts: Facts) -> Iterator[str]:
    """Yield what is wrong with entities."""
    schema = read_schema()
    seen: set[str] = set()
    for entity in facts.entities:
        yield from find_common_faults(entity, seen)
        yield from find_value_faults(entity.id, entity.attributes, schema)
        rule = schema.kinds.get(entity.kind)
        if rule is None:
            yield f"{entity.id}: no kind is called {entity.kind!r}"
            continue
        for name, _ in entity.attributes:
            if name not in rule.attributes:
                yield f"{entity.id}: a {entity.kind} has no attribute {name!r}"


def find_relation_faults(facts: Facts) -> Iterator[str]:
    """Yield what is wrong with relations."""
    schema = read_schema()
    kinds = {entity.id: entity.kind for entity in facts.entities}
    seen: set[str] = set()
    for relation in facts.relations:
        yield from find_common_faults(relation, seen)
        yield from find_value_faults(relation.id, (*relation.attributes, ("basis", relation.basis)), schema)
        source, target = kinds.get(relation.source), kinds.get(relation.target)
        if source is None or target is None:
            yield f"{relation.id}: an end does not exist"
        elif not schema.allows(source, relation.relation, target):
            yield f"{relation.id}: the schema has no {source} {relation.relation} {target}"


def find_losses(graph: "nx.MultiDiGraph[str]", facts: Facts) -> Iterator[str]:
    """Yield what the graph has lost or won beside the facts."""
    if graph.number_of_nodes() != len(facts.entities):
        yield f"{graph.number_of_nodes()} nodes for {len(facts.entities)} entities"
    if graph.number_of_edges() != len(facts.relations):
        yield f"{graph.number_of_edges()} edges for {len(facts.relations)} relations"
    for entity in facts.entities:
        if entity.id not in graph:
            yield f"{entity.id}: not in the graph"
    for relation in facts.relations:
        if not graph.has_edge(relation.source, relation.target, key=relation.id):
            yield f"{relation.id}: not in the graph"


def find_contract_faults(graph: "nx.MultiDiGraph[str]") -> Iterator[str]:
    """Yield the nodes and edges whose attributes are not those of the GraphML contract."""
    for name, data in graph.nodes(data=True):
        yield from find_type_faults(name, data, NODE_TYPES)
    for _, _, name, data in graph.edges(keys=True, data=True):
        yield from find_type_faults(name, data, EDGE_TYPES)


def find_common_faults(item: Entity | Relation, seen: set[str]) -> Iterator[str]:
    """Yield what is wrong with id, evidence and confidence; `seen` holds the ids before and gets this one."""
    if item.id in seen:
        yield f"{item.id}: more than once"
    seen.add(item.id)
    if not _NMTOKEN.fullmatch(item.id):
        yield f"{item.id!r} is no XML name token"
    if not item.evidence:
        yield f"{item.id}: no evidence"
    if not 0 <= item.confidence <= 1:
        yield f"{item.id}: confidence {item.confidence} is not between 0 and 1"


def find_value_faults(name: str, attributes: Attributes, schema: Schema) -> Iterator[str]:
    """Yield the attributes whose value is none of those that the schema lists."""
    for attribute, value in attributes:
        allowed = schema.values.get(attribute)
        if allowed is not None and value and value not in allowed:
            yield f"{name}: {attribute} {value!r} is none of {', '.join(allowed)}"


def find_type_faults(name: str, data: Mapping[str, object], types: Mapping[str, str]) -> Iterator[str]:
    """Yield the attributes that are missing, unknown, of another type than declared, or not writable."""
    if data.keys() != types.keys():
        yield f"{name}: attributes {sorted(set(data) ^ set(types))} are missing or unknown"
    for attribute, kind in types.items():
        value = data.get(attribute)
        if attribute in data and type(value) is not PYTHON_TYPES[kind]:
            yield f"{name}: {attribute} is {type(value).__name__}, declared {kind}"
        elif isinstance(value, str) and not value.isprintable() and _FORBIDDEN.search(value):
            yield f"{name}: {attribute} holds a control character"
