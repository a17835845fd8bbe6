"""Print the nodes and edges of a GraphML file as graph-tool reads them, with tabs between the cells."""

import sys

import graph_tool  # Debian: python3-graph-tool

graph = graph_tool.load_graph(sys.argv[1])
if not graph.is_directed():
    sys.exit("the graph is not directed")
node_ids = graph.vp["_graphml_vertex_id"]
edge_ids = graph.ep["_graphml_edge_id"]
node_names = sorted(name for name in graph.vp if not name.startswith("_"))
edge_names = sorted(name for name in graph.ep if not name.startswith("_"))
lines = ["\t".join(["nodes", "@id", *node_names])]
lines += [
    "\t".join([node_ids[vertex], *(str(graph.vp[name][vertex]) for name in node_names)])
    for vertex in graph.vertices()
]
lines.append("\t".join(["edges", "@id", "@source", "@target", *edge_names]))
for edge in graph.edges():
    ends = [edge_ids[edge], node_ids[edge.source()], node_ids[edge.target()]]
    lines.append("\t".join([*ends, *(str(graph.ep[name][edge]) for name in edge_names)]))
sys.stdout.buffer.write(("\n".join(lines) + "\n").encode())
