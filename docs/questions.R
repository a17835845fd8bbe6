# Five questions that an analyst asks of the graph, with igraph.
# usage: Rscript docs/questions.R output/graph.graphml [picture.png]
suppressPackageStartupMessages(library(igraph))
invisible(Sys.setlocale("LC_COLLATE", "C"))

arguments <- commandArgs(trailingOnly = TRUE)
graph <- read_graph(arguments[1], format = "graphml")
nodes <- data.frame(vertex_attr(graph, index = V(graph))[c("label", "kind", "documents", "commitment")])
pairs <- ends(graph, E(graph), names = FALSE)
ties <- data.frame(source = pairs[, 1], relation = E(graph)$relation, target = pairs[, 2])
carrying <- c("implements", "supports", "funds")
most <- 10 # lines that an answer has at most
tell <- function(lines) if (length(lines) > 0) cat(head(lines, most), sep = "\n")
say <- function(title) cat(title, "\n", sep = "")
without <- function(kind, found) {
  sort(nodes$label[nodes$kind == kind & !(seq_len(nrow(nodes)) %in% found)])
}

say("1 Which sectors does no measure serve?")
tell(without("sector", ties$target[ties$relation == "in_sector" & nodes$kind[ties$source] == "measure"]))

say("2 Which actors carry most?")
carried <- unique(ties[ties$relation %in% carrying, c("source", "target")])
counts <- table(carried$source)
ranked <- data.frame(count = as.integer(counts), label = nodes$label[as.integer(names(counts))])
ranked <- ranked[order(-ranked$count, ranked$label), ]
tell(if (nrow(ranked) > 0) paste(ranked$count, ranked$label))

say("3 What do two documents share?")
titles <- strsplit(nodes$documents[nodes$kind != "document"], " | ", fixed = TRUE)
together <- unlist(lapply(titles, function(names) {
  names <- sort(unique(names))
  if (length(names) > 1) combn(names, 2, paste, collapse = " / ")
}))
shared <- table(together)
tell(if (length(shared) > 0) sort(paste(as.integer(shared), names(shared))))

say("4 Which committed measures does nobody carry?")
carriers <- ties$target[ties$relation %in% carrying]
free <- nodes$commitment == "committed" & nodes$kind == "measure" & !(seq_len(nrow(nodes)) %in% carriers)
tell(sort(nodes$label[free]))

say("5 Which issues does no area or measure address?")
tell(without("issue", ties$target[ties$relation == "addresses" & nodes$kind[ties$source] != "goal"]))

if (length(arguments) > 1) {
  png(arguments[2], width = 1400, height = 1000, res = 110)
  par(mar = c(0, 0, 0, 0))
  plot(
    graph,
    layout = cbind(V(graph)$x, -V(graph)$y), # y counts downwards in the file
    vertex.color = V(graph)$color,
    vertex.size = V(graph)$size / 4,
    vertex.label = ifelse(nodes$kind %in% c("goal", "area"), substr(nodes$label, 1, 40), NA),
    vertex.label.color = "black",
    vertex.label.cex = 0.7,
    vertex.label.dist = 0.9,
    vertex.label.degree = -pi / 2, # above
    edge.arrow.size = 0.2,
    edge.label = NA,
    edge.color = "grey80"
  )
  invisible(dev.off())
}
