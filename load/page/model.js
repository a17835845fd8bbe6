// The graph as the page holds it: data from the file, linked up, and small helpers.
const byId = (name) => document.getElementById(name);
const data = JSON.parse(byId("data").textContent);
const nodes = data.nodes;
const edges = data.edges;
const kindOf = new Map(data.kinds.map((kind) => [kind.name, kind]));
const relationOf = new Map(data.relations.map((relation) => [relation.name, relation]));
const nodeById = new Map(nodes.map((node) => [node.id, node]));
const edgeById = new Map(edges.map((edge) => [edge.id, edge]));
const documents = data.documents.map((index) => nodes[index]);

for (const node of nodes) {
  node.ties = [];
  node.children = [];
}
for (const edge of edges) {
  edge.source = nodes[edge.from];
  edge.target = nodes[edge.to];
  edge.source.ties.push(edge);
  edge.target.ties.push(edge);
}
for (const node of nodes) {
  node.above = node.parent >= 0 ? nodes[node.parent] : null;
  if (node.above) node.above.children.push(node);
}
const inOrder = (first, second) => first.order - second.order;
for (const node of nodes) node.children.sort(inOrder);

// Ties of hidden things that a view draws between what they stand under; made when the view is opened.
for (const view of data.views) {
  view.bundles.forEach((bundle, number) => {
    bundle.id = "bundle:" + view.name + ":" + number;
    bundle.source = nodes[bundle.from];
    bundle.target = nodes[bundle.to];
    bundle.members = bundle.members.map((id) => edgeById.get(id));
    bundle.basis = bundle.members.some((edge) => edge.basis === "stated") ? "stated" : "inferred";
    bundle.confidence = Math.max(...bundle.members.map((edge) => edge.confidence));
    bundle.attributes = {};
  });
}

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const plain = (name) => capital(name.replaceAll("_", " "));
const plural = (count, one, many) => count.toLocaleString("en") + " " + (count === 1 ? one : many || one + "s");
const reads = (edge) => relationOf.get(edge.relation).reads;

const regionNames = typeof Intl.DisplayNames === "function" ? new Intl.DisplayNames(["en"], { type: "region" }) : null;
function nameCountry(code) {
  if (!regionNames || !/^[A-Z]{2}$/.test(code)) return code;
  const name = regionNames.of(code);
  return name && name !== code ? name : code;
}
