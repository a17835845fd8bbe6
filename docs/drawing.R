# Writes goals, areas and sectors of a graph as DOT, which Graphviz lays out with their labels.
# usage: Rscript docs/drawing.R output/view/graph.graphml drawing.dot
suppressPackageStartupMessages(library(igraph))

arguments <- commandArgs(trailingOnly = TRUE)
graph <- read_graph(arguments[1], format = "graphml")
graph <- delete_vertices(graph, V(graph)[!(V(graph)$kind %in% c("goal", "area", "sector"))])
V(graph)$label <- vapply(V(graph)$label, function(text) paste(strwrap(text, 24), collapse = "\n"), "")
for (name in setdiff(vertex_attr_names(graph), c("label", "color"))) graph <- delete_vertex_attr(graph, name)
for (name in setdiff(edge_attr_names(graph), "label")) graph <- delete_edge_attr(graph, name)
write_graph(graph, arguments[2], format = "dot")
