"""Checks: what must hold of a graph before it is written."""

import re
from collections.abc import Iterator

import networkx as nx

from load.errors import InvalidGraph
from load.graph import EDGE_TYPES, NODE_TYPES
from transform.records import Facts
from transform.schema import read_schema

MOST_LISTED = 10  # faults named in one message
PYTHON_TYPES = {"string": str, "int": int, "double": float, "boolean": bool}
_NMTOKEN = re.compile(r"[\w.:-]+")


def check_graph(graph: "nx.MultiDiGraph[str]", facts: Facts) -> None:
    """Raise if the graph breaks the schema, the contract, or has lost something of the facts.

    Raises:
        InvalidGraph: Lists the first faults.
    """
    faults = [
        *find_count_faults(graph, facts),
        *find_node_faults(graph, facts),
        *find_edge_faults(graph, facts),
    ]
    if faults:
        more = f" (and {len(faults) - MOST_LISTED} more)" if len(faults) > MOST_LISTED else ""
        raise InvalidGraph("; ".join(faults[:MOST_LISTED]) + more)


def find_count_faults(graph: "nx.MultiDiGraph[str]", facts: Facts) -> Iterator[str]:
    """Yield what the graph has lost or won beside the facts."""
    if graph.number_of_nodes() != len(facts.entities):
        yield f"{graph.number_of_nodes()} nodes for {len(facts.entities)} entities"
    if graph.number_of_edges() != len(facts.relations):
        yield f"{graph.number_of_edges()} edges for {len(facts.relations)} relations"


def find_node_faults(graph: "nx.MultiDiGraph[str]", facts: Facts) -> Iterator[str]:
    """Yield what is wrong with entities and their nodes."""
    schema = read_schema()
    for entity in facts.entities:
        rule = schema.kinds.get(entity.kind)
        if rule is None:
            yield f"{entity.id}: no kind is called {entity.kind!r}"
            continue
        for name, _ in entity.attributes:
            if name not in rule.attributes:
                yield f"{entity.id}: a {entity.kind} has no attribute {name!r}"
        if not entity.evidence:
            yield f"{entity.id}: no evidence"
        if not _NMTOKEN.fullmatch(entity.id):
            yield f"{entity.id!r} is no XML name token"
        yield from find_type_faults(entity.id, graph.nodes[entity.id], NODE_TYPES)


def find_edge_faults(graph: "nx.MultiDiGraph[str]", facts: Facts) -> Iterator[str]:
    """Yield what is wrong with relations and their edges."""
    schema = read_schema()
    kinds = {entity.id: entity.kind for entity in facts.entities}
    for relation in facts.relations:
        source, target = kinds.get(relation.source), kinds.get(relation.target)
        if source is None or target is None:
            yield f"{relation.id}: an end does not exist"
        elif not schema.allows(source, relation.relation, target):
            yield f"{relation.id}: the schema has no {source} {relation.relation} {target}"
        else:
            data = graph.edges[relation.source, relation.target, relation.id]
            yield from find_type_faults(relation.id, data, EDGE_TYPES)
        if not relation.evidence:
            yield f"{relation.id}: no evidence"


def find_type_faults(name: str, data: dict[str, object], types: "dict[str, str] | object") -> Iterator[str]:
    """Yield the attributes that are missing, unknown or of another type than declared."""
    declared = dict(types) if isinstance(types, dict) else {}
    if set(data) != set(declared):
        yield f"{name}: attributes {sorted(set(data) ^ set(declared))} are missing or unknown"
    for attribute, kind in declared.items():
        if attribute in data and type(data[attribute]) is not PYTHON_TYPES[kind]:
            yield f"{name}: {attribute} is {type(data[attribute]).__name__}, declared {kind}"
