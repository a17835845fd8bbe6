"""GraphML by the contract: the file that every run writes, and how it is read back."""

import re
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

import networkx as nx

from load.formats.export import Edge, Export, Node, Reading, Writer
from load.formats.values import read_value
from load.graphml import write_graphml

ELEMENTS = ("key", "node", "edge")
PIECE = 1 << 16  # bytes that are read at a time
TYPES = ("boolean", "int", "long", "float", "double", "string")  # igraph stops on any other
_NMTOKEN = re.compile(r"[\w.:-]+")


class Element(NamedTuple):
    """A key, node or edge: its XML attributes, and its data by key."""

    tag: str
    attributes: dict[str, str]
    data: dict[str, str]


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
    """Yield the nodes of a GraphML file, which stand before its edges."""
    types: dict[str, tuple[str, str]] = {}
    for element in list_elements(path, ("node",)):
        if element.tag == "edge":
            return
        if element.tag == "node":
            yield element.attributes["id"], read_data(element, types)
        elif element.attributes.get("for") == "node":
            declare(element, types)


def read_edges(path: Path) -> Iterator[Edge]:
    """Yield the edges of a GraphML file."""
    types: dict[str, tuple[str, str]] = {}
    for element in list_elements(path, ("edge",)):
        if element.tag == "edge":
            known = element.attributes
            yield known["id"], known["source"], known["target"], read_data(element, types)
        elif element.attributes.get("for") == "edge":
            declare(element, types)


def declare(element: Element, types: dict[str, tuple[str, str]]) -> None:
    """Add name and type of a key that bears an attribute, by the key's id."""
    if "attr.name" in element.attributes:
        types[element.attributes["id"]] = element.attributes["attr.name"], element.attributes["attr.type"]


def read_data(element: Element, types: Mapping[str, tuple[str, str]]) -> dict[str, object]:
    """Return the attribute values of a node or edge."""
    return {
        types[key][0]: read_value(text, types[key][1]) for key, text in element.data.items() if key in types
    }


def list_elements(path: Path, wanted: Container[str] = ()) -> Iterator[Element]:
    """Yield the keys, nodes and edges of a GraphML file as they come.

    Args:
        path: Of the file.
        wanted: The tags of those whose data is wanted; to leave out the others' takes a third of the time.

    Raises:
        ValueError: If it is no XML, or cut off.
    """
    collector = Collector(wanted)
    parser = ParserCreate(encoding="UTF-8")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = collector.start, collector.end
    parser.CharacterDataHandler = collector.hear if wanted else None
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                parser.Parse(piece, False)
                yield from collector.take()
        parser.Parse(b"", True)
    except ExpatError as error:
        raise ValueError(f"{path.name}: {error}") from error


class Collector:
    """Collects keys, nodes and edges from what the XML parser says."""

    def __init__(self, wanted: Container[str]) -> None:
        self._wanted = wanted
        self._hears = False
        self._done: list[Element] = []
        self._open = Element("", {}, {})
        self._key = ""
        self._text: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take note that an element begins."""
        if tag == "data":
            if self._hears:
                self._key, self._text = attributes.get("key", ""), []
        elif tag in ELEMENTS:
            self._open, self._hears = Element(tag, attributes, {}), tag in self._wanted

    def hear(self, text: str) -> None:
        """Take a piece of text."""
        if self._hears:
            self._text.append(text)

    def end(self, tag: str) -> None:
        """Take note that an element ends."""
        if tag == "data":
            if self._hears:
                self._open.data[self._key] = "".join(self._text)
        elif tag in ELEMENTS:
            self._done.append(self._open)

    def take(self) -> list[Element]:
        """Return what is whole, and forget it."""
        done, self._done = self._done, []
        return done


def find_graphml_faults(path: Path) -> Iterator[str]:
    """Yield where a GraphML file breaks the XSD's rules on keys and ids, or those of igraph and Gephi."""
    seen: dict[str, set[str]] = {name: set() for name in ELEMENTS}
    for element in list_elements(path):
        known = element.attributes
        yield from find_id_faults(known.get("id", ""), seen[element.tag], element.tag)
        if element.tag == "edge":
            for end in ("source", "target"):
                if known.get(end) not in seen["node"]:
                    yield f"edge {known.get('id')}: its {end} is no node"
        elif element.tag == "key":
            if "attr.name" in known and known.get("attr.type") not in TYPES:
                yield f"key {known['attr.name']}: the type {known.get('attr.type')!r} stops igraph"
            if known.get("for") not in ("node", "edge"):
                yield f"key {known.get('id')}: for={known.get('for')!r} is refused by Gephi"


def find_id_faults(name: str, seen: set[str], what: str) -> Iterator[str]:
    """Yield what is wrong with an id; `seen` holds those before and gets this one."""
    if not _NMTOKEN.fullmatch(name):
        yield f"{what} id {name!r} is no XML name token"
    if name in seen:
        yield f"{what} id {name!r} occurs more than once"
    seen.add(name)
