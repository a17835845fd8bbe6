// The drawing: vis-network with positions made beforehand, cards of our own, and what clicks do.
const drawnNodes = new Map(data.drawn.nodes.map((node) => [node.id, node]));
const drawnEdges = new Map(data.drawn.edges.map((edge) => [edge.id, edge]));
const nodeSet = new vis.DataSet();
const edgeSet = new vis.DataSet();
const options = data.drawn.options;
options.nodes.ctxRenderer = ({ ctx, id, x, y }) => {
  const node = nodeById.get(id);
  return {
    drawNode: () => drawCard(ctx, node, x, y, lookOf(node)),
    nodeDimensions: { width: node.size[0], height: node.size[1] },
  };
};
const network = new vis.Network(byId("network"), { nodes: nodeSet, edges: edgeSet }, options);
let shown = { places: new Map(), ties: [], frames: [] };
let shownEdges = new Map();
let lit = null; // set of nodes that stand out while something is picked, or null
let matches = null; // set of nodes that the search found, or null
let hovered = null;
let path = null; // ties between two nodes, while a path is shown

const PANEL_WIDTH = 390; // pixels, as in page.css
const DOUBLE_CLICK = 280; // milliseconds
const LEAST_SCALE = 0.6; // of a drawing too large for the window, so that its labels can be read
const MOST_SCALE = 1.1;
const MANY_TIES = 1500; // shown at once they are a thicket: above it only those of what is picked are drawn
const MOST_LABELS = 6; // ties of a node with their words on them

function lookOf(node) {
  const picked = state.picked && state.picked.type === "node" && state.picked.id === node.id;
  const match = matches !== null && matches.has(node);
  const faded = (lit && !lit.has(node)) || (matches !== null && !match && !picked);
  return { picked, match, faded, hovered: hovered === node, scale: network.getScale() };
}

function edgeStyle(edge) {
  const colours = theme();
  const strong = isStrong(edge);
  const tint = edge.relation === "part_of" || edge.relation === "contributes_to" || edge.relation === "states";
  const side = edge.source.kind === "actor" ? edge.source.kind : edge.target.kind;
  const colour = tint ? colours.edge : mix(colourOf(side), colours.paper, 0.25);
  const opacity = strong ? 1 : lit || matches ? 0.1 : shown.ties.length > 150 ? 0.3 : 0.5;
  const words = strong && labelsFit() ? (edge.attributes.negated === "true" ? "not: " : "") + reads(edge) : undefined;
  return {
    id: edge.id,
    from: edge.source.id,
    to: edge.target.id,
    color: { color: strong ? mix(colour, colours.ink, 0.35) : colour, hover: colours.accent, opacity },
    width: (strong ? 2.2 : 1) + (edge.members ? Math.min(edge.members.length, 12) / 3 : 0),
    dashes: edge.basis === "inferred" ? [5, 4] : false,
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
  if (path) lit = new Set(path.flatMap((edge) => [edge.source, edge.target]));
  else if (state.picked && state.picked.type === "edge") {
    const edge = shownEdges.get(state.picked.id) || edgeById.get(state.picked.id);
    if (edge) lit = new Set([edge.source, edge.target]);
  } else if (state.picked && shown.places.has(nodeById.get(state.picked.id))) {
    const node = nodeById.get(state.picked.id);
    lit = new Set([node]);
    for (const edge of shown.ties) if (edge.source === node || edge.target === node) lit.add(edge.source).add(edge.target);
  }
}

const listDrawn = () => (shown.ties.length > MANY_TIES ? shown.ties.filter(isStrong) : shown.ties);
const drawEdge = (edge) => ({ ...drawnEdges.get(edge.id), ...edgeStyle(edge) });

function restyle() {
  findLit();
  const drawn = listDrawn();
  if (shown.ties.length > MANY_TIES) {
    edgeSet.clear();
    edgeSet.add(drawn.map(drawEdge));
  } else {
    edgeSet.update(drawn.map(edgeStyle));
  }
  network.redraw();
}

function measureShown() {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  const add = (left, top, right, bottom) => {
    box.left = Math.min(box.left, left);
    box.top = Math.min(box.top, top);
    box.right = Math.max(box.right, right);
    box.bottom = Math.max(box.bottom, bottom);
  };
  for (const [node, [x, y]] of shown.places) add(x - node.size[0] / 2, y - node.size[1] / 2, x + node.size[0] / 2, y + node.size[1] / 2);
  for (const [, x, y, width, height] of shown.frames) add(x, y, x + width, y + height);
  return box;
}

// Shows all of the drawing, or, unless all is asked for, the beginning of one that would be too small to read.
function fit(all) {
  if (!shown.places.size) return;
  const box = measureShown();
  const stage = byId("network");
  const free = Math.max(stage.clientWidth - panelWidth(), 200);
  const whole = Math.min((free - 24) / (box.right - box.left), (stage.clientHeight - 24) / (box.bottom - box.top), MOST_SCALE);
  const scale = all ? whole : Math.max(whole, Math.min(LEAST_SCALE, MOST_SCALE));
  let [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  if (scale > whole) {
    const [wide, high] = [free / scale, stage.clientHeight / scale];
    if (box.right - box.left > wide) x = state.focus ? x : box.left + wide / 2 - 12;
    if (box.bottom - box.top > high) y = state.focus ? y : box.top + high / 2 - 12;
  }
  network.moveTo({ position: { x: x + panelWidth() / 2 / scale, y }, scale, animation: false });
}

const panelWidth = () => (byId("panel").hidden || window.innerWidth < 900 ? 0 : byId("panel").offsetWidth);

// Moves the drawing only if the node is out of sight or too small to read.
function reveal(node) {
  const place = shown.places.get(node);
  if (!place) return;
  const stage = byId("network");
  const at = network.canvasToDOM({ x: place[0], y: place[1] });
  const inside = at.x > 100 && at.x < stage.clientWidth - panelWidth() - 100 && at.y > 40 && at.y < stage.clientHeight - 40;
  const scale = Math.max(network.getScale(), LEAST_SCALE);
  if (inside && scale === network.getScale()) return;
  network.moveTo({ position: { x: place[0] + panelWidth() / 2 / scale, y: place[1] }, scale, animation: false });
}

network.on("beforeDrawing", (ctx) => drawFrames(ctx, shown.frames));
network.on("click", (event) => {
  const other = event.nodes.length && event.event.srcEvent.shiftKey && state.picked && state.picked.type === "node";
  if (other) showPath(nodeById.get(state.picked.id), nodeById.get(event.nodes[0]));
  else if (event.nodes.length) pickSoon("node", event.nodes[0], event.pointer.DOM.x);
  else if (event.edges.length) pickSoon("edge", event.edges[0], event.pointer.DOM.x);
  else pick(null);
});

// Where the panel is about to open, the second click of a double click must still find the card.
let soon = 0;
function pickSoon(type, id, x) {
  clearTimeout(soon);
  const covered = byId("panel").hidden && x > byId("network").clientWidth - PANEL_WIDTH;
  if (covered) soon = setTimeout(() => pick(type, id), DOUBLE_CLICK);
  else pick(type, id, true);
}
network.on("doubleClick", (event) => {
  if (!event.nodes.length) return;
  clearTimeout(soon);
  const node = nodeById.get(event.nodes[0]);
  if (node.kind === "document" && data.views.some((view) => view.name === node.id)) openView(node.id);
  else openFocus(node.id, 1);
});
network.on("hoverNode", (event) => hover(nodeById.get(event.node), nodeById.get(event.node).label, event.event));
network.on("hoverEdge", (event) => hover(null, describeTie(shownEdges.get(event.edge)), event.event));
for (const name of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(name, () => hover(null, "", null));

function describeTie(edge) {
  if (!edge) return "";
  const end = edge.members ? plural(edge.members.length, "tie") + " below these" : edge.basis;
  return edge.source.label + " – " + reads(edge) + " – " + edge.target.label + " (" + end + ")";
}

function hover(node, text, event) {
  hovered = node;
  const tip = byId("tip");
  tip.hidden = !text;
  tip.textContent = text;
  if (event) {
    const stage = byId("stage").getBoundingClientRect();
    tip.style.left = Math.max(4, Math.min(event.clientX - stage.left + 14, stage.width - 340)) + "px";
    tip.style.top = event.clientY - stage.top + 18 + "px";
  }
}

// The arrow keys go to the nearest card in their direction.
function step(dx, dy) {
  const from = state.picked && state.picked.type === "node" && shown.places.get(nodeById.get(state.picked.id));
  let best = null;
  let least = Infinity;
  for (const [node, [x, y]] of shown.places) {
    const [ahead, aside] = from ? [(x - from[0]) * dx + (y - from[1]) * dy, Math.abs((x - from[0]) * dy) + Math.abs((y - from[1]) * dx)] : [1 + node.order, 0];
    if (ahead > 1 || !from) {
      const far = ahead + 2.5 * aside;
      if (far < least) [best, least] = [node, far];
    }
  }
  if (best) pick("node", best.id);
}
