// Prints the nodes and edges of a GraphML or GEXF file as graphology reads them, with tabs between the cells.
const fs = require("fs");
const Graph = require("graphology");
const [path, form] = process.argv.slice(2);
const parse = require(form === "gexf" ? "graphology-gexf" : "graphology-graphml").parse;
const graph = parse(Graph, fs.readFileSync(path, "utf8"));
const lines = [];

function tell(title, ids, items) {
  const names = [...new Set(items.flatMap((item) => Object.keys(item.attributes)))].sort();
  lines.push([title, ...ids, ...names].join("\t"));
  for (const item of items) {
    const cells = names.map((name) => item.attributes[name] ?? "");
    lines.push([...item.ids, ...cells].join("\t"));
  }
}

const nodes = graph.mapNodes((id, attributes) => ({ids: [id], attributes}));
const edges = graph.mapEdges((id, attributes, source, target) => ({ids: [id, source, target], attributes}));
tell("nodes", ["@id"], nodes);
tell("edges", ["@id", "@source", "@target"], edges);
process.stdout.write(lines.join("\n") + "\n");
