# Prints the nodes and edges of a GraphML file as R's igraph reads them, with tabs between the cells.
suppressPackageStartupMessages(library(igraph))
path <- commandArgs(trailingOnly = TRUE)[1]
graph <- read_graph(path, format = "graphml")
tell <- function(title, table) {
  cat(title, "\t", paste(names(table), collapse = "\t"), "\n", sep = "")
  if (nrow(table) > 0) {
    text <- lapply(table, function(column) if (is.double(column)) format(column, digits = 15, trim = TRUE) else column)
    write.table(as.data.frame(text), stdout(), sep = "\t", quote = FALSE, row.names = FALSE, col.names = FALSE)
  }
}
stopifnot(is_directed(graph))
nodes <- as.data.frame(vertex_attr(graph), stringsAsFactors = FALSE)
edges <- as.data.frame(edge_attr(graph), stringsAsFactors = FALSE)
pairs <- ends(graph, E(graph), names = FALSE)
names(nodes)[names(nodes) == "id"] <- "@id"
edges <- cbind("@id" = edges$eid, "@source" = nodes[["@id"]][pairs[, 1]], "@target" = nodes[["@id"]][pairs[, 2]], edges)
tell("nodes", nodes)
tell("edges", edges)
