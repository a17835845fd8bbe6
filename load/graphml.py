"""GraphML that every analysis tool opens: one type for each attribute, its id its name, unique edge ids."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import networkx as nx

from load.contract import EDGE_TYPES, NODE_TYPES

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
    ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)
TAIL = "  </graph>\n</graphml>\n"


def write_graphml(graph: "nx.MultiDiGraph[str]", path: Path) -> None:
    """Write the graph to a file, node by node and edge by edge.

    Args:
        graph: As `load.graph.build_graph` makes it.
        path: The file, overwritten if it exists.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEAD)
        file.writelines(list_keys())
        file.write('  <graph id="policygraph" edgedefault="directed">\n')
        file.writelines(list_nodes(graph))
        file.writelines(list_edges(graph))
        file.write(TAIL)


def name_edge_key(name: str) -> str:
    """Return the id of an edge attribute's key: its name, with "e_" before it where nodes use the name."""
    return f"e_{name}" if name in NODE_TYPES else name


def list_keys() -> Iterator[str]:
    """Yield the declaration of each attribute."""
    for name, kind in NODE_TYPES.items():
        yield f'  <key id="{name}" for="node" attr.name="{name}" attr.type="{kind}"/>\n'
    for name, kind in EDGE_TYPES.items():
        yield f'  <key id="{name_edge_key(name)}" for="edge" attr.name="{name}" attr.type="{kind}"/>\n'


def list_nodes(graph: "nx.MultiDiGraph[str]") -> Iterator[str]:
    """Yield each node with all its attributes, in the graph's order."""
    for name, data in graph.nodes(data=True):
        yield f"    <node id={quoteattr(name)}>\n"
        yield from list_values(data, {key: key for key in NODE_TYPES})
        yield "    </node>\n"


def list_edges(graph: "nx.MultiDiGraph[str]") -> Iterator[str]:
    """Yield each edge with all its attributes, sorted by id."""
    keys = {key: name_edge_key(key) for key in EDGE_TYPES}
    for source, target, name, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2]):
        yield f"    <edge id={quoteattr(name)} source={quoteattr(source)} target={quoteattr(target)}>\n"
        yield from list_values(data, keys)
        yield "    </edge>\n"


def list_values(data: Mapping[str, object], keys: Mapping[str, str]) -> Iterator[str]:
    """Yield the attribute values of a node or edge, in the order of the keys."""
    for name, key in keys.items():
        yield f'      <data key="{key}">{escape(write_value(data[name]))}</data>\n'


def write_value(value: object) -> str:
    """Return a value as GraphML writes it: booleans in lower case."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
