"""GraphML by the contract: the file that every run writes, and how it is read back."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx

from load.formats.export import Edge, Export, Node, Reading, Writer
from load.formats.values import read_value
from load.graphml import write_graphml

NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"
TYPES = ("boolean", "int", "long", "float", "double", "string")  # igraph stops on any other
_NMTOKEN = re.compile(r"[\w.:-]+")


def write_file(export: Export, path: Path) -> None:
    """Write the graph as GraphML."""
    write_graphml(export.graph, path)


FILES: Mapping[str, Writer] = {"graph.graphml": write_file}


def read_files(folder: Path) -> Reading:
    """Return what the file holds."""
    return read_graphml(folder / "graph.graphml")


def find_faults(folder: Path) -> Iterator[str]:
    """Yield where the file breaks a rule of the XSD or of a tool."""
    yield from find_graphml_faults(folder / "graph.graphml")


def read_graph(folder: Path) -> "nx.MultiDiGraph[str]":
    """Return the graph that the file in a folder holds."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    reading = read_files(folder)
    for node, values in reading.nodes:
        graph.add_node(node, **values)
    for edge, source, target, values in reading.edges:
        graph.add_edge(source, target, key=edge, **values)
    return graph


def read_graphml(path: Path) -> Reading:
    """Return nodes and edges of a GraphML file, read one after the other."""
    return Reading(read_nodes(path), read_edges(path))


def read_nodes(path: Path) -> Iterator[Node]:
    """Yield the nodes of a GraphML file."""
    types = read_keys(path, "node")
    for element in list_elements(path, "node"):
        yield element.get("id", ""), read_data(element, types)


def read_edges(path: Path) -> Iterator[Edge]:
    """Yield the edges of a GraphML file."""
    types = read_keys(path, "edge")
    for element in list_elements(path, "edge"):
        ends = element.get("source", ""), element.get("target", "")
        yield element.get("id", ""), *ends, read_data(element, types)


def read_keys(path: Path, owner: str) -> dict[str, tuple[str, str]]:
    """Return name and type of the attributes of nodes or edges, by key id."""
    keys: dict[str, tuple[str, str]] = {}
    for element in list_elements(path, "key", "graph"):
        if element.tag == NAMESPACE + "graph":
            break
        if element.get("for") == owner and element.get("attr.name"):
            keys[element.get("id", "")] = element.get("attr.name", ""), element.get("attr.type", "")
    return keys


def read_data(element: ElementTree.Element, types: Mapping[str, tuple[str, str]]) -> dict[str, object]:
    """Return the attribute values of a node or edge."""
    values = {}
    for data in element.iter(NAMESPACE + "data"):
        key = data.get("key", "")
        if key in types:
            name, kind = types[key]
            values[name] = read_value(data.text or "", kind)
    return values


def list_elements(path: Path, *names: str) -> Iterator[ElementTree.Element]:
    """Yield the elements of some names, each forgotten when the next is asked for; a graph as it begins."""
    wanted = {NAMESPACE + name for name in names}
    inside: list[ElementTree.Element] = []
    for event, element in ElementTree.iterparse(path, events=("start", "end")):  # noqa: S314 - our own file
        if event == "start":
            inside.append(element)
            if element.tag == NAMESPACE + "graph" and element.tag in wanted:
                yield element
            continue
        inside.pop()
        if element.tag in wanted and element.tag != NAMESPACE + "graph":
            yield element
        if element.tag in (NAMESPACE + "node", NAMESPACE + "edge", NAMESPACE + "key"):
            inside[-1].remove(element)


def find_graphml_faults(path: Path) -> Iterator[str]:
    """Yield where a GraphML file breaks the XSD's rules on keys and ids, or those of igraph and Gephi."""
    ids: set[str] = set()
    for element in list_elements(path, "key"):
        name, kind = element.get("attr.name"), element.get("attr.type")
        if name and kind not in TYPES:
            yield f"key {name}: the type {kind!r} stops igraph"
        if element.get("for") not in ("node", "edge"):
            yield f"key {name}: for={element.get('for')!r} is refused by Gephi"
        yield from find_id_faults(element.get("id", ""), ids, "key")
    nodes: set[str] = set()
    for element in list_elements(path, "node"):
        yield from find_id_faults(element.get("id", ""), nodes, "node")
    edges: set[str] = set()
    for element in list_elements(path, "edge"):
        yield from find_id_faults(element.get("id", ""), edges, "edge")
        for end in ("source", "target"):
            if element.get(end) not in nodes:
                yield f"edge {element.get('id')}: its {end} is no node"


def find_id_faults(name: str, seen: set[str], what: str) -> Iterator[str]:
    """Yield what is wrong with an id; `seen` holds those before and gets this one."""
    if not _NMTOKEN.fullmatch(name):
        yield f"{what} id {name!r} is no XML name token"
    if name in seen:
        yield f"{what} id {name!r} occurs more than once"
    seen.add(name)
