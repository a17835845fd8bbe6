"""Build the graph and write it: `Facts` become `graph.graphml`, `graph.html` and their friends."""
