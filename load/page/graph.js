// The drawing: vis-network with positions made beforehand, cards and dots of our own, and how ties look.
const drawnNodes = new Map(data.drawn.nodes.map((node) => [node.id, node]));
const drawnEdges = new Map(data.drawn.edges.map((edge) => [edge.id, edge]));
const nodeSet = new vis.DataSet();
const edgeSet = new vis.DataSet();
const options = data.drawn.options;
let shown = { places: new Map(), ties: [], frames: [] };
options.nodes.ctxRenderer = ({ ctx, id, x, y }) => {
  const node = nodeById.get(id);
  const [width, height] = isNetwork() ? [node.dot, node.dot] : node.size;
  return { drawNode: () => drawNode(ctx, node, x, y, lookOf(node)), nodeDimensions: { width, height } };
};
const network = new vis.Network(byId("network"), { nodes: nodeSet, edges: edgeSet }, options);
let shownEdges = new Map();
let lit = null; // set of nodes that stand out while something is picked, or null
let matches = null; // set of nodes that the search found, or null
let hovered = null;
let path = null; // ties between two nodes, while a path is shown

const MANY_TIES = 1500; // more than these are drawn faintly, and only those of what is picked can be clicked
const MOST_LABELS = 6; // ties of a node with their words on them

const drawNode = (...all) => (isNetwork() ? drawDot(...all) : drawCard(...all));
const isCrowded = () => shown.ties.length > MANY_TIES;

function lookOf(node) {
  const picked = state.picked && state.picked.type === "node" && state.picked.id === node.id;
  const match = matches !== null && matches.has(node);
  const faded = (lit && !lit.has(node)) || (matches !== null && !match && !picked);
  return { picked, match, faded, hovered: hovered === node, scale: network.getScale() };
}

const TREE_TIES = new Set(["part_of", "contributes_to", "states"]);
function tieColour(edge) {
  const colours = theme();
  if (TREE_TIES.has(edge.relation)) return colours.edge;
  return mix(colourOf(edge.source.kind === "actor" ? "actor" : edge.target.kind), colours.paper, 0.25);
}

function edgeStyle(edge) {
  const colours = theme();
  const strong = isStrong(edge);
  const colour = tieColour(edge);
  const opacity = strong ? 1 : lit || matches ? 0.1 : shown.ties.length > 150 && !isNetwork() ? 0.3 : 0.5;
  const words = strong && labelsFit() ? (edge.attributes.negated === "true" ? "not: " : "") + reads(edge) : undefined;
  return {
    id: edge.id,
    from: edge.source.id,
    to: edge.target.id,
    color: { color: strong ? mix(colour, colours.ink, 0.35) : colour, hover: colours.accent, opacity },
    width: (strong ? 2.2 : isNetwork() ? 1.6 : 1) + (edge.members ? Math.min(edge.members.length, 12) / 3 : 0),
    dashes: edge.basis === "inferred" ? [5, 4] : false,
    smooth: isNetwork() ? false : options.edges.smooth,
    label: words || " ",
    font: { size: words ? 11 : 1, face: FACE, color: colours.ink, strokeWidth: words ? 4 : 0, strokeColor: colours.paper },
  };
}

function isStrong(edge) {
  if (path) return path.includes(edge);
  if (!state.picked) return false;
  if (state.picked.type === "edge") return state.picked.id === edge.id;
  return edge.source.id === state.picked.id || edge.target.id === state.picked.id;
}

function labelsFit() {
  if (!state.picked || state.picked.type === "edge" || path) return true;
  return nodeById.get(state.picked.id).ties.length <= MOST_LABELS;
}

function drawShown() {
  shown = listShown();
  shownEdges = new Map(shown.ties.map((edge) => [edge.id, edge]));
  faint = null;
  nodeSet.clear();
  edgeSet.clear();
  findLit();
  nodeSet.add([...shown.places].map(([node, [x, y]]) => ({ ...drawnNodes.get(node.id), x, y })));
  edgeSet.add(listDrawn().map(drawEdge));
  writeNote();
  byId("nothing").hidden = shown.places.size > 0;
  const bundled = shown.ties.reduce((sum, edge) => sum + (edge.members ? edge.members.length : 1), 0);
  byId("counts").textContent = shown.places.size.toLocaleString("en") + " of " + plural(nodes.length, "node") + ", " +
    bundled.toLocaleString("en") + " of " + plural(edges.length, "tie");
}

// What is picked, with all that it is tied to, stands out; the rest fades.
function findLit() {
  lit = null;
  path = findShownPath();
  if (path) lit = new Set(listNodes(path));
  else if (state.picked && state.picked.type === "edge") {
    const edge = findTie(state.picked.id);
    if (edge) lit = new Set([edge.source, edge.target]);
  } else if (state.picked && shown.places.has(nodeById.get(state.picked.id))) {
    const node = nodeById.get(state.picked.id);
    lit = new Set([node]);
    for (const edge of shown.ties) if (edge.source === node || edge.target === node) lit.add(edge.source).add(edge.target);
  }
}

const listDrawn = () => (isCrowded() ? shown.ties.filter(isStrong) : shown.ties);
const drawEdge = (edge) => ({ ...drawnEdges.get(edge.id), ...edgeStyle(edge) });

function restyle() {
  findLit();
  const drawn = listDrawn();
  if (isCrowded()) {
    edgeSet.clear();
    edgeSet.add(drawn.map(drawEdge));
  } else {
    edgeSet.update(drawn.map(edgeStyle));
  }
  network.redraw();
}

// Nodes within the window with their places, as they are now: the reader may have moved them.
function listInSight() {
  const stage = byId("network");
  const [first, last] = [network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: stage.clientWidth, y: stage.clientHeight })];
  const places = network.getPositions();
  const found = [];
  for (const node of shown.places.keys()) {
    const at = places[node.id];
    if (at && at.x > first.x && at.x < last.x && at.y > first.y && at.y < last.y) found.push([node, at.x, at.y]);
  }
  return found;
}

network.on("beforeDrawing", (ctx) => {
  drawFrames(ctx, shown.frames);
  if (isCrowded() && shown.ties.length <= MOST_FAINT && !moving) drawFaint(ctx);
});
network.on("afterDrawing", (ctx) => {
  if (isNetwork()) drawLabels(ctx, network.getScale(), listInSight(), byId("network").clientWidth * byId("network").clientHeight);
});
