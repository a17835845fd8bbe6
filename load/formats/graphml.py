"""GraphML by the contract: the file that every run writes, and how it is read back."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

import networkx as nx

from load.formats.export import Edge, Export, Node, Reading, Writer
from load.formats.values import read_value
from load.graphml import write_graphml

ELEMENTS = ("key", "node", "edge")
Types = dict[str, dict[str, tuple[str, str]]]  # names and types of attributes of nodes and edges, by key
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


def find_faults(_folder: Path) -> Iterator[str]:
    """Return nothing: where the file breaks a rule of the XSD or of a tool is seen when it is read."""
    return iter(())


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
    """Return nodes and edges of a GraphML file, to be read in this order: all nodes stand before the edges.

    The file is gone through once; what breaks a rule is in the faults when the last edge has been read.
    """
    faults: list[str] = []
    elements = check_elements(list_elements(path, ("node", "edge")), faults)
    types: Types = {"node": {}, "edge": {}}
    first: list[Element] = []
    return Reading(
        read_nodes(elements, types, first), read_edges(chain(first, elements), types), faults=faults
    )


def read_nodes(elements: Iterable[Element], types: Types, first: list[Element]) -> Iterator[Node]:
    """Yield the nodes among elements, up to the first edge, which is put aside."""
    for element in elements:
        if element.tag == "edge":
            first.append(element)
            return
        if element.tag == "node":
            yield element.attributes["id"], read_data(element, types["node"])
        else:
            declare(element, types)


def read_edges(elements: Iterable[Element], types: Types) -> Iterator[Edge]:
    """Yield the edges among elements."""
    for element in elements:
        if element.tag == "edge":
            known = element.attributes
            yield known["id"], known["source"], known["target"], read_data(element, types["edge"])
        elif element.tag == "key":
            declare(element, types)


def declare(element: Element, types: Types) -> None:
    """Add name and type of a key that bears an attribute to those of nodes or edges, by the key's id."""
    known, what = element.attributes, element.attributes.get("for", "")
    if "attr.name" in known and what in types:
        types[what][known["id"]] = known["attr.name"], known["attr.type"]


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
    parser.CharacterDataHandler = collector.text.append if wanted else None
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                parser.Parse(piece, False)
                yield from collector.take()
        parser.Parse(b"", True)
    except ExpatError as error:
        raise ValueError(f"{path.name}: {error}") from error


class Collector:
    """Collects keys, nodes and edges from what the XML parser says.

    Attributes:
        text: Pieces of text since the last piece of data began.
    """

    def __init__(self, wanted: Container[str]) -> None:
        self._wanted = wanted
        self._hears = False
        self._done: list[Element] = []
        self._open = Element("", {}, {})
        self._key = ""
        self.text: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take note that an element begins."""
        if tag == "data":
            self._key = attributes.get("key", "")
            self.text.clear()
        elif tag in ELEMENTS:
            self._open, self._hears = Element(tag, attributes, {}), tag in self._wanted

    def end(self, tag: str) -> None:
        """Take note that an element ends."""
        if tag == "data":
            if self._hears:
                self._open.data[self._key] = "".join(self.text)
        elif tag in ELEMENTS:
            self._done.append(self._open)

    def take(self) -> list[Element]:
        """Return what is whole, and forget it."""
        done, self._done = self._done, []
        return done


def find_graphml_faults(path: Path) -> Iterator[str]:
    """Yield where a GraphML file breaks the XSD's rules on keys and ids, or those of igraph and Gephi."""
    faults: list[str] = []
    for _ in check_elements(list_elements(path), faults):
        yield from faults
        faults.clear()


def check_elements(elements: Iterable[Element], faults: list[str]) -> Iterator[Element]:
    """Yield elements as they come, and add what breaks a rule to faults."""
    seen: dict[str, set[str]] = {name: set() for name in ELEMENTS}
    for element in elements:
        known = element.attributes
        faults.extend(find_id_faults(known.get("id", ""), seen[element.tag], element.tag))
        if element.tag == "edge":
            faults.extend(
                f"edge {known.get('id')}: its {end} is no node"
                for end in ("source", "target")
                if known.get(end) not in seen["node"]
            )
        elif element.tag == "key":
            if "attr.name" in known and known.get("attr.type") not in TYPES:
                faults.append(f"key {known['attr.name']}: the type {known.get('attr.type')!r} stops igraph")
            if known.get("for") not in ("node", "edge"):
                faults.append(f"key {known.get('id')}: for={known.get('for')!r} is refused by Gephi")
        yield element


def find_id_faults(name: str, seen: set[str], what: str) -> Iterator[str]:
    """Yield what is wrong with an id; `seen` holds those before and gets this one."""
    if not _NMTOKEN.fullmatch(name):
        yield f"{what} id {name!r} is no XML name token"
    if name in seen:
        yield f"{what} id {name!r} occurs more than once"
    seen.add(name)
