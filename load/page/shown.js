// What is shown: the state of the page, its filters, and the nodes and ties that they let through.
const state = {
  view: data.views[0].name,
  tab: "graph",
  hidden: new Map(), // facet name -> set of values that are filtered out
  least: 0, // least confidence
  focus: null, // { id, steps }: only a node's neighbourhood
  picked: null, // { type: "node" | "edge", id }
  query: "",
};

const FACETS = [
  { name: "kind", title: "Kinds", of: "node", read: (node) => [node.kind], order: data.kinds.map((kind) => kind.name), label: (value) => kindOf.get(value).plural },
  { name: "relation", title: "Ties", of: "edge", read: (edge) => [edge.relation], order: data.relations.map((relation) => relation.name), label: (value) => relationOf.get(value).reads },
  { name: "basis", title: "Basis of ties", of: "edge", read: (edge) => [edge.basis], order: ["stated", "inferred"], label: plain },
  { name: "document", title: "Documents", of: "node", read: (node) => node.documents.map(String), label: (value) => documents[value].label },
  { name: "commitment", title: "Commitment", of: "node", read: (node) => list(node.attributes.commitment), order: ["committed", "planned", "recommended", "possible"], label: plain },
  { name: "actor", title: "Sorts of actor", of: "node", read: (node) => list(node.attributes.actor_type), label: plain },
  { name: "country", title: "Countries", of: "node", read: (node) => list(node.attributes.country), label: nameCountry },
  { name: "year", title: "Years", of: "node", read: (node) => list(node.attributes.year), label: String },
];
const list = (value) => (value ? [value] : []);
for (const facet of FACETS) {
  facet.counts = new Map();
  for (const item of facet.of === "node" ? nodes : edges) {
    for (const value of facet.read(item)) facet.counts.set(value, (facet.counts.get(value) || 0) + 1);
  }
  const known = facet.order || [...facet.counts.keys()].sort((one, other) => facet.label(one).localeCompare(facet.label(other), "en"));
  facet.values = known.filter((value) => facet.counts.has(value));
  state.hidden.set(facet.name, new Set());
}
function resetFilters() {
  for (const facet of FACETS) state.hidden.get(facet.name).clear();
  for (const relation of data.relations) if (relation.quiet) state.hidden.get("relation").add(relation.name);
  state.least = 0;
}
resetFilters();

const currentView = () => data.views.find((view) => view.name === state.view) || data.views[0];

// An item passes a facet when it has no value of it, or one that is not filtered out.
function passes(item, of) {
  return item.confidence >= state.least && FACETS.every((facet) => {
    const hidden = state.hidden.get(facet.name);
    if (facet.of !== of || !hidden.size) return true;
    const values = facet.read(item);
    return !values.length || values.some((value) => !hidden.has(value));
  });
}

// Returns { places: Map of node to [x, y], ties: list of edges and bundles, frames }.
function listShown() {
  if (state.focus && nodeById.has(state.focus.id)) return listNeighbourhood();
  const view = currentView();
  const places = new Map();
  for (const [index, x, y] of view.places) if (passes(nodes[index], "node")) places.set(nodes[index], [x, y]);
  const ties = edges.filter((edge) => places.has(edge.source) && places.has(edge.target) && passes(edge, "edge"));
  for (const bundle of view.bundles) {
    if (places.has(bundle.source) && places.has(bundle.target) && bundle.members.some((edge) => passes(edge, "edge"))) ties.push(bundle);
  }
  return { places, ties, frames: view.frames };
}

// The neighbourhood of a node in columns: what points to it on the left, what it points to on the right.
function listNeighbourhood() {
  const start = nodeById.get(state.focus.id);
  const columns = new Map([[0, [start]]]);
  const column = new Map([[start, 0]]);
  let edge = [start];
  for (let step = 1; step <= state.focus.steps; step += 1) {
    const next = [];
    for (const node of edge) {
      for (const tie of node.ties) {
        const other = tie.source === node ? tie.target : tie.source;
        if (column.has(other) || !passes(tie, "edge") || !passes(other, "node")) continue;
        const side = column.get(node) || (tie.source === node ? 1 : -1);
        column.set(other, Math.sign(side) * step);
        next.push(other);
      }
    }
    for (const node of next) columns.set(column.get(node), [...(columns.get(column.get(node)) || []), node]);
    edge = next;
  }
  const places = new Map();
  let width = 0;
  for (const [number, members] of [...columns].sort((one, other) => one[0] - other[0])) width = placeColumn(places, number, members, width);
  const ties = edges.filter((tie) => places.has(tie.source) && places.has(tie.target) && passes(tie, "edge"));
  return { places, ties, frames: [] };
}

const MOST_IN_COLUMN = 14;
const kindRank = (node) => data.kinds.findIndex((kind) => kind.name === node.kind);
function placeColumn(places, number, members, start) {
  const sorted = [...members].sort((one, other) => kindRank(one) - kindRank(other) || inOrder(one, other));
  let left = start;
  for (let first = 0; first < sorted.length; first += MOST_IN_COLUMN) {
    const part = sorted.slice(first, first + MOST_IN_COLUMN);
    const height = part.reduce((sum, node) => sum + node.size[1] + 12, -12);
    const width = Math.max(...part.map((node) => node.size[0]));
    let top = -height / 2;
    for (const node of part) {
      places.set(node, [left + width / 2, top + node.size[1] / 2]);
      top += node.size[1] + 12;
    }
    left += width + 24;
  }
  return left + 130;
}

// The fewest ties between two nodes, or null: breadth first over ties that pass the filters.
function findPath(start, end) {
  const cameBy = new Map([[start, null]]);
  const waiting = [start];
  for (const node of waiting) {
    if (node === end) break;
    for (const tie of node.ties) {
      const other = tie.source === node ? tie.target : tie.source;
      if (!cameBy.has(other) && passes(tie, "edge")) {
        cameBy.set(other, tie);
        waiting.push(other);
      }
    }
  }
  if (!cameBy.has(end)) return null;
  const path = [];
  for (let node = end; cameBy.get(node); ) {
    const tie = cameBy.get(node);
    path.unshift(tie);
    node = tie.source === node ? tie.target : tie.source;
  }
  return path;
}
