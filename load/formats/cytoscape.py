"""CX2, the format of Cytoscape and NDEx: nodes and edges with numbers for ids, and a style.

A reader wants the aspects in this order, with their sizes first. The entity's id is in the column `entity`,
since Cytoscape keeps `id` to itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from load.contract import EDGE_TYPES, NODE_TYPES
from load.formats.export import Edge, Export, Node, Reading, Writer
from load.formats.values import LIST_ATTRIBUTES, join_list, split_list, split_numbers

CX2_TYPES = {"string": "string", "int": "integer", "double": "double", "boolean": "boolean"}
CX2_LISTS = {"aliases": "list_of_string", "documents": "list_of_string", "pages": "list_of_integer"}
PLACED = ("x", "y")  # fields of a node of their own
_ENCODER = msgspec.json.Encoder()


def write_file(export: Export, path: Path) -> None:
    """Write the graph."""
    counts = {
        "attributeDeclarations": 1,
        "networkAttributes": 1,
        "nodes": export.graph.number_of_nodes(),
        "edges": export.graph.number_of_edges(),
        "visualProperties": 1,
    }
    numbers = {name: number for number, name in enumerate(export.graph)}
    meta = [{"name": name, "elementCount": count} for name, count in counts.items()]
    with path.open("wb") as file:
        file.write(b"[" + _ENCODER.encode({"CXVersion": "2.0", "hasFragments": False}) + b",\n")
        file.writelines(write_aspect("metaData", meta))
        file.writelines(write_aspect("attributeDeclarations", [declare_attributes()]))
        file.writelines(write_aspect("networkAttributes", [{"name": export.title}]))
        file.writelines(write_aspect("nodes", (build_node(node, numbers) for node in export.list_nodes())))
        file.writelines(write_aspect("edges", list_edges(export, numbers)))
        file.writelines(write_aspect("visualProperties", [build_style()]))
        file.write(_ENCODER.encode({"status": [{"success": True}]}) + b"]\n")


FILES: Mapping[str, Writer] = {"graph.cx2": write_file}


def write_aspect(name: str, items: Iterable[object]) -> Iterator[bytes]:
    """Yield an aspect as JSON, one item on each line."""
    yield b"{" + _ENCODER.encode(name) + b": ["
    for number, item in enumerate(items):
        yield (b",\n" if number else b"\n") + _ENCODER.encode(item)
    yield b"\n]},\n"


def declare_attributes() -> dict[str, object]:
    """Return the types of all attributes."""
    nodes = {
        name: CX2_LISTS.get(name, CX2_TYPES[kind]) for name, kind in NODE_TYPES.items() if name not in PLACED
    }
    edges = {name: CX2_TYPES[kind] for name, kind in EDGE_TYPES.items()}
    return {
        "networkAttributes": {"name": {"d": "string"}},
        "nodes": {
            name: {"d": kind} for name, kind in {"name": "string", "entity": "string", **nodes}.items()
        },
        "edges": {name: {"d": kind} for name, kind in edges.items()},
    }


def build_node(node: Node, numbers: Mapping[str, int]) -> dict[str, object]:
    """Return a node as CX2 writes it; empty texts and lists are left out."""
    name, values = node
    lists: dict[str, object] = {key: split_list(values[key]) for key in ("aliases", "documents")}
    known = {**values, **lists, "pages": split_numbers(values["pages"])}
    kept = {key: known[key] for key in NODE_TYPES if key not in PLACED and known[key] not in ("", [])}
    cells = {"name": values["label"], "entity": name, **kept}
    return {"id": numbers[name], "x": values["x"], "y": values["y"], "v": cells}


def list_edges(export: Export, numbers: Mapping[str, int]) -> Iterator[dict[str, object]]:
    """Yield each edge as CX2 writes it; empty texts are left out."""
    for number, (_, source, target, values) in enumerate(export.list_edges()):
        cells = {key: values[key] for key in EDGE_TYPES if values[key] != ""}
        yield {"id": number, "s": numbers[source], "t": numbers[target], "v": cells}


def build_style() -> dict[str, object]:
    """Return how Cytoscape draws the graph: labels, colours and sizes from the attributes."""
    return {
        "default": {
            "network": {"NETWORK_BACKGROUND_COLOR": "#FFFFFF"},
            "node": {
                "NODE_SHAPE": "round-rectangle",
                "NODE_LABEL_FONT_SIZE": 10,
                "NODE_LABEL_MAX_WIDTH": 180,
            },
            "edge": {"EDGE_TARGET_ARROW_SHAPE": "triangle", "EDGE_LINE_COLOR": "#999999", "EDGE_WIDTH": 1},
        },
        "nodeMapping": {
            "NODE_LABEL": pass_through("label", "string"),
            "NODE_BACKGROUND_COLOR": pass_through("color", "string"),
            "NODE_WIDTH": pass_through("size", "double"),
            "NODE_HEIGHT": pass_through("size", "double"),
        },
        "edgeMapping": {"EDGE_LABEL": pass_through("label", "string")},
    }


def pass_through(attribute: str, kind: str) -> dict[str, object]:
    """Return a mapping that takes an attribute as it is."""
    return {"type": "PASSTHROUGH", "definition": {"attribute": attribute, "type": kind}}


def read_aspects(folder: Path) -> dict[str, Any]:
    """Return the aspects of the file by name."""
    parts = msgspec.json.decode((folder / "graph.cx2").read_bytes(), type=list[dict[str, Any]])
    return {name: items for part in parts[1:] for name, items in part.items()}


def read_files(folder: Path) -> Reading:
    """Return what the file holds."""
    aspects = read_aspects(folder)
    names = {item["id"]: item["v"]["entity"] for item in aspects["nodes"]}
    return Reading(map(read_node, aspects["nodes"]), (read_edge(item, names) for item in aspects["edges"]))


def read_node(item: Mapping[str, Any]) -> Node:
    """Return a node from its object."""
    empty: dict[str, object] = {name: "" for name, kind in NODE_TYPES.items() if kind == "string"}
    values = {**empty, **item["v"], "x": float(item["x"]), "y": float(item["y"])}
    values |= {name: join_list(item["v"].get(name, [])) for name in LIST_ATTRIBUTES}
    return values.pop("entity"), {name: restore(values[name], kind) for name, kind in NODE_TYPES.items()}


def read_edge(item: Mapping[str, Any], names: Mapping[int, str]) -> Edge:
    """Return an edge from its object."""
    values = {name: restore(item["v"].get(name, ""), kind) for name, kind in EDGE_TYPES.items()}
    return str(values["eid"]), names[item["s"]], names[item["t"]], values


def restore(value: object, kind: str) -> object:
    """Return a value with a whole number as a float where the contract says double."""
    return float(value) if kind == "double" and isinstance(value, int) else value


def find_faults(folder: Path) -> Iterator[str]:
    """Yield where Cytoscape or NDEx would refuse the file: sizes, attributes, ids, no end."""
    aspects = read_aspects(folder)
    if aspects.get("status") != [{"success": True}]:
        yield "the file does not say that it is whole"
    for item in aspects["metaData"]:
        if len(aspects[item["name"]]) != item["elementCount"]:
            yield f"{item['name']}: {len(aspects[item['name']])} of {item['elementCount']}"
    [declared] = aspects["attributeDeclarations"]
    nodes = {item["id"] for item in aspects["nodes"]}
    for part in ("nodes", "edges"):
        if len({item["id"] for item in aspects[part]}) != len(aspects[part]):
            yield f"{part}: an id occurs more than once"
        for item in aspects[part]:
            if not item["v"].keys() <= declared[part].keys():
                yield f"{part}: {item['id']} has an attribute that is not declared"
    for item in aspects["edges"]:
        if not {item["s"], item["t"]} <= nodes:
            yield f"edges: {item['id']}: an end does not exist"
