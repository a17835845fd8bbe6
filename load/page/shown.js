// What is shown: the state of the page, and the nodes and ties that it lets through.
const state = {
  view: data.views[0].name,
  tab: "graph",
  hidden: noneHidden(), // facet name -> set of values that are filtered out
  least: 0, // least confidence
  focus: null, // { id, steps }: only a node's neighbourhood
  path: null, // { from, to }: ids of the nodes between which the shortest way is shown
  picked: null, // { type: "node" | "edge", id }
  query: "",
};
resetFilters();

const currentView = () => data.views.find((view) => view.name === state.view) || data.views[0];
const isNetwork = () => state.view === "network" && !state.focus && !shown.apart;

// Returns { places: Map of node to [x, y], ties: list of edges and bundles, frames, apart: a path drawn by itself }.
function listShown() {
  const way = findShownPath();
  const found = state.focus && nodeById.has(state.focus.id) ? listNeighbourhood() : listView();
  const onWay = way ? listNodes(way) : [];
  return onWay.every((node) => found.places.has(node)) ? found : placePath(way, onWay);
}

function listView() {
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
  return placeColumns([...columns].sort((one, other) => one[0] - other[0]).map(([, members]) => members));
}

const MOST_IN_COLUMN = 14;
const kindRank = (node) => data.kinds.findIndex((kind) => kind.name === node.kind);
function placeColumns(columns) {
  const places = new Map();
  let width = 0;
  for (const members of columns) width = placeColumn(places, members, width);
  const ties = edges.filter((tie) => places.has(tie.source) && places.has(tie.target) && passes(tie, "edge"));
  return { places, ties, frames: [] };
}

function placeColumn(places, members, start) {
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

const findShownPath = () => (state.path ? findPath(nodeById.get(state.path.from), nodeById.get(state.path.to)) : null);

function listNodes(way) {
  const found = [nodeById.get(state.path.from)];
  for (const tie of way) found.push(tie.source === found[found.length - 1] ? tie.target : tie.source);
  return found;
}

// A path whose nodes the view does not hold is drawn by itself, in a row.
function placePath(way, onWay) {
  const found = placeColumns(onWay.map((node) => [node]));
  return { ...found, ties: way, apart: true };
}
