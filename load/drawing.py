"""The drawing: the graph as a pyvis network, every node placed, every edge with its id."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import networkx as nx
import pyvis
from pyvis.edge import Edge
from pyvis.network import Network

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
    """What vis-network needs: nodes, edges and options as pyvis hands them on."""

    nodes: Sequence[Mapping[str, Any]]
    edges: Sequence[Mapping[str, Any]]
    options: Mapping[str, Any]


def draw_graph(graph: "nx.MultiDiGraph[str]") -> Drawing:
    """Return the drawing of a graph that `load.graph.build_graph` made.

    Edges go into pyvis's list directly: `Network.add_edge` looks up both ends in a list, which is quadratic.
    """
    network = Network(directed=True)
    network.set_options(json.dumps(OPTIONS))
    for name, data in graph.nodes(data=True):
        network.add_node(
            name, label=data["label"] or " ", shape="custom", color=data["color"], x=data["x"], y=data["y"]
        )
    for source, target, name, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2]):
        network.edges.append(Edge(source, target, True, id=name, dashes=data["basis"] == "inferred").options)
    nodes, edges, _, _, _, options = network.get_network_data()
    return Drawing(nodes, edges, json.loads(options))


def read_library() -> str:
    """Return the source of vis-network as pyvis carries it, without its pointer to a source map."""
    text = LIBRARY.read_text(encoding="utf-8")
    return text.partition("//# sourceMappingURL")[0]
