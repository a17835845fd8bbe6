"""Node-link JSON, as networkx, D3 and JavaScript read it, with a JSON Schema of its own.

One node or edge stands on each line, so that a large file can be read line by line and two be compared.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from load.contract import EDGE_TYPES, NODE_TYPES
from load.formats.export import QUOTE_TYPES, Edge, Export, Node, Reading, Writer, describe_quote
from load.formats.values import LIST_ATTRIBUTES, join_list, split_list, split_numbers
from load.graph import name_documents
from transform.records import Evidence

GRAPH, SCHEMA = "graph.json", "graph.schema.json"
JSON_TYPES = {"string": "string", "int": "integer", "double": "number", "boolean": "boolean"}
QUOTE_FIELDS = tuple(name for name in QUOTE_TYPES if name not in ("id", "owner"))
_ENCODER = msgspec.json.Encoder()


def write_graph(export: Export, path: Path) -> None:
    """Write the graph with all evidence."""
    head = {"$schema": SCHEMA, "directed": True, "multigraph": True, "graph": {"name": export.title}}
    with path.open("wb") as file:
        file.write(_ENCODER.encode(head)[:-1] + b',\n"nodes": [\n')
        file.writelines(separate(list_nodes(export)))
        file.write(b'\n],\n"edges": [\n')
        file.writelines(separate(list_edges(export)))
        file.write(b"\n]}\n")


def write_schema(export: Export, path: Path) -> None:
    """Write the schema that the graph keeps to."""
    del export
    path.write_bytes(encode_schema())


FILES: Mapping[str, Writer] = {GRAPH: write_graph, SCHEMA: write_schema}


def separate(items: Iterable[object]) -> Iterator[bytes]:
    """Yield items as JSON, a comma and a new line between two."""
    for number, item in enumerate(items):
        yield (b",\n" if number else b"") + _ENCODER.encode(item)


def list_nodes(export: Export) -> Iterator[dict[str, object]]:
    """Yield each node as an object."""
    titles = name_documents(export.facts)
    evidence = {entity.id: entity.evidence for entity in export.facts.entities}
    for name, values in export.list_nodes():
        lists = {key: split_list(values[key]) for key in ("aliases", "documents")}
        pages = {"pages": split_numbers(values["pages"])}
        yield {"id": name, **values, **lists, **pages, "evidence": list_evidence(evidence[name], titles)}


def list_edges(export: Export) -> Iterator[dict[str, object]]:
    """Yield each edge as an object."""
    titles = name_documents(export.facts)
    evidence = {relation.id: relation.evidence for relation in export.facts.relations}
    for name, source, target, values in export.list_edges():
        ends = {"source": source, "target": target, "key": name}
        yield {**ends, **values, "evidence": list_evidence(evidence[name], titles)}


def list_evidence(evidence: Iterable[Evidence], titles: Mapping[str, str]) -> list[dict[str, object]]:
    """Return evidence as objects."""
    quotes = (describe_quote("", 1, item, titles) for item in evidence)
    return [{name: getattr(quote, name) for name in QUOTE_FIELDS} for quote in quotes]


def read_files(folder: Path) -> Reading:
    """Return what the file holds."""
    data = msgspec.json.decode((folder / GRAPH).read_bytes(), type=dict[str, Any])
    evidence = sum(len(item["evidence"]) for part in ("nodes", "edges") for item in data[part])
    return Reading(map(read_node, data["nodes"]), map(read_edge, data["edges"]), evidence)


def read_node(item: Mapping[str, Any]) -> Node:
    """Return a node from its object."""
    values = {name: item[name] for name in NODE_TYPES}
    values |= {name: join_list(item[name]) for name in LIST_ATTRIBUTES}
    return item["id"], restore_doubles(values, NODE_TYPES)


def read_edge(item: Mapping[str, Any]) -> Edge:
    """Return an edge from its object."""
    values = restore_doubles({name: item[name] for name in EDGE_TYPES}, EDGE_TYPES)
    return item["key"], item["source"], item["target"], values


def restore_doubles(values: dict[str, object], types: Mapping[str, str]) -> dict[str, object]:
    """Return values with whole numbers as floats where the contract says double."""
    return {
        name: float(value) if types[name] == "double" and isinstance(value, int) else value
        for name, value in values.items()
    }


def find_faults(folder: Path) -> Iterator[str]:
    """Yield where the file breaks its schema, and a schema that is not this version's."""
    if (folder / SCHEMA).read_bytes() != encode_schema():
        yield f"{SCHEMA} is not the schema of this version"
    data = msgspec.json.decode((folder / GRAPH).read_bytes(), type=dict[str, Any])
    for part in ("node", "edge"):
        wanted = set(build_item(part)["required"])
        for item in data[f"{part}s"]:
            if item.keys() != wanted:
                yield f"{part} {item.get('id', item.get('key'))}: fields are missing or unknown"


def encode_schema() -> bytes:
    """Return the schema as JSON."""
    return msgspec.json.format(_ENCODER.encode(build_schema()), indent=2) + b"\n"


def build_schema() -> dict[str, Any]:
    """Return the JSON Schema of the file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "PolicyGraph node-link JSON",
        "type": "object",
        "required": ["directed", "multigraph", "graph", "nodes", "edges"],
        "properties": {
            "$schema": {"type": "string"},
            "directed": {"const": True},
            "multigraph": {"const": True},
            "graph": {"type": "object", "properties": {"name": {"type": "string"}}},
            "nodes": {"type": "array", "items": build_item("node")},
            "edges": {"type": "array", "items": build_item("edge")},
        },
        "additionalProperties": False,
    }


def build_item(part: str) -> dict[str, Any]:
    """Return the schema of a node or edge."""
    types = NODE_TYPES if part == "node" else EDGE_TYPES
    ends = ("id",) if part == "node" else ("source", "target", "key")
    properties: dict[str, Any] = {name: {"type": "string"} for name in ends}
    properties |= {name: {"type": JSON_TYPES[kind]} for name, kind in types.items()}
    if part == "node":
        properties |= {name: build_list("string") for name in ("aliases", "documents")}
        properties["pages"] = build_list("integer")
    quote = {name: {"type": JSON_TYPES[QUOTE_TYPES[name]]} for name in QUOTE_FIELDS}
    properties["evidence"] = {"type": "array", "items": build_object(quote)}
    return build_object(properties)


def build_list(kind: str) -> dict[str, Any]:
    """Return the schema of a list."""
    return {"type": "array", "items": {"type": kind}}


def build_object(properties: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an object that has these properties and no other."""
    required = list(properties)
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}
