"""The drawing: the graph as a pyvis network, every node placed, every edge with its id."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import networkx as nx
import pyvis
from pyvis.edge import Edge
from pyvis.network import Network
from pyvis.node import Node

LIBRARY = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
OPTIONS: Mapping[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "keyboard": False,
        "tooltipDelay": 200,
    },
    "nodes": {"shape": "custom", "chosen": False},
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}},
        "chosen": False,
        "smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.45},
    },
}


class Drawing(msgspec.Struct, frozen=True):
    """What vis-network needs: nodes, edges and options as pyvis makes them, one after the other."""

    nodes: Iterator[Mapping[str, Any]]
    edges: Iterator[Mapping[str, Any]]
    options: Mapping[str, Any]


def draw_graph(graph: "nx.MultiDiGraph[str]") -> Drawing:
    """Return the drawing of a graph that `load.graph.build_graph` made.

    Its nodes and edges are not gathered in pyvis's network, which holds all of them at once and looks up ends
    in a list, in time that grows with the square of their number.
    """
    network = Network(directed=True)
    network.set_options(json.dumps(OPTIONS))
    *_, options = network.get_network_data()
    return Drawing(list_nodes(graph), list_edges(graph), json.loads(options))


def list_nodes(graph: "nx.MultiDiGraph[str]") -> Iterator[Mapping[str, Any]]:
    """Yield the nodes of a drawing."""
    for name, data in graph.nodes(data=True):
        label, place = data["label"] or " ", {"x": data["x"], "y": data["y"]}
        yield Node(name, "custom", label, color=data["color"], **place).options


def list_edges(graph: "nx.MultiDiGraph[str]") -> Iterator[Mapping[str, Any]]:
    """Yield the edges of a drawing."""
    for source, target, name, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2]):
        yield Edge(source, target, True, id=name, dashes=data["basis"] == "inferred").options


def read_library() -> str:
    """Return the source of vis-network as pyvis carries it, without its pointer to a source map."""
    text = LIBRARY.read_text(encoding="utf-8")
    return text.partition("//# sourceMappingURL")[0]
