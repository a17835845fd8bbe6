"""GraphML that every analysis tool opens: one type for each attribute, its id its name, unique edge ids."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import msgspec
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


class Columns(msgspec.Struct, frozen=True):
    """The attributes of nodes and of edges with their types."""

    nodes: Mapping[str, str]
    edges: Mapping[str, str]

    def name_edge_key(self, name: str) -> str:
        """Return the id of an edge attribute's key: its name, after "e_" where nodes use the name."""
        return f"e_{name}" if name in self.nodes else name


CONTRACT = Columns(NODE_TYPES, EDGE_TYPES)


def write_graphml(graph: "nx.MultiDiGraph[str]", path: Path) -> None:
    """Write the graph to a file, node by node and edge by edge.

    Args:
        graph: As `load.graph.build_graph` makes it.
        path: The file, overwritten if it exists.
    """
    ends = sorted((name, source, target) for source, target, name in graph.edges(keys=True))
    edges = ((name, one, other, graph.edges[one, other, name]) for name, one, other in ends)
    nodes = ((name, data) for name, data in graph.nodes(data=True))
    write_tables(path, CONTRACT, nodes, edges, directed=True)


def write_tables(
    path: Path,
    columns: Columns,
    nodes: Iterable[tuple[str, Mapping[str, object]]],
    edges: Iterable[tuple[str, str, str, Mapping[str, object]]],
    *,
    directed: bool,
) -> None:
    """Write nodes (id, values) and edges (id, source, target, values) to a file, one after the other."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEAD)
        file.writelines(list_keys(columns))
        default = "directed" if directed else "undirected"
        file.write(f'  <graph id="policygraph" edgedefault="{default}">\n')
        file.writelines(list_nodes(nodes, columns))
        file.writelines(list_edges(edges, columns))
        file.write(TAIL)


def list_keys(columns: Columns) -> Iterator[str]:
    """Yield the declaration of each attribute."""
    for name, kind in columns.nodes.items():
        yield f'  <key id="{name}" for="node" attr.name="{name}" attr.type="{kind}"/>\n'
    for name, kind in columns.edges.items():
        key = columns.name_edge_key(name)
        yield f'  <key id="{key}" for="edge" attr.name="{name}" attr.type="{kind}"/>\n'


def list_nodes(nodes: Iterable[tuple[str, Mapping[str, object]]], columns: Columns) -> Iterator[str]:
    """Yield each node with all its attributes."""
    keys = [(name, name) for name in columns.nodes]
    for name, data in nodes:
        yield f"    <node id={quoteattr(name)}>\n{write_values(data, keys)}    </node>\n"


def list_edges(
    edges: Iterable[tuple[str, str, str, Mapping[str, object]]], columns: Columns
) -> Iterator[str]:
    """Yield each edge with all its attributes."""
    keys = [(name, columns.name_edge_key(name)) for name in columns.edges]
    for name, source, target, data in edges:
        ends = f"source={quoteattr(source)} target={quoteattr(target)}"
        yield f"    <edge id={quoteattr(name)} {ends}>\n{write_values(data, keys)}    </edge>\n"


def write_values(data: Mapping[str, object], keys: Iterable[tuple[str, str]]) -> str:
    """Return the attribute values of a node or edge, in the order of the keys."""
    return "".join([f'      <data key="{key}">{write_value(data[name])}</data>\n' for name, key in keys])


def write_value(value: object) -> str:
    """Return a value as GraphML writes it: booleans in lower case."""
    if isinstance(value, str):
        return value if value.isalnum() else escape(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
