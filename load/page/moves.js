// Moves: fitting, zooming and going to a node, what the pointer does, and physics on demand.
const PANEL_WIDTH = 420; // pixels, as in page.css
const DOUBLE_CLICK = 280; // milliseconds
const LEAST_SCALE = 0.5; // of cards in a drawing too large for the window, so that their labels can be read
const MOST_SCALE = 1.1;
const SEEN_SCALE = 0.9; // at least this when a dot is gone to
let moving = false; // whether physics is on

function measureShown() {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  const add = (left, top, right, bottom) => {
    box.left = Math.min(box.left, left);
    box.top = Math.min(box.top, top);
    box.right = Math.max(box.right, right);
    box.bottom = Math.max(box.bottom, bottom);
  };
  for (const [node, [x, y]] of shown.places) {
    const [width, height] = isNetwork() ? [node.dot + 60, node.dot + 40] : node.size;
    add(x - width / 2, y - height / 2, x + width / 2, y + height / 2);
  }
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
  const scale = all || isNetwork() ? whole : Math.max(whole, LEAST_SCALE);
  let [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  if (scale > whole) {
    const [wide, high] = [free / scale, stage.clientHeight / scale];
    if (box.right - box.left > wide) x = state.focus ? x : box.left + wide / 2 - 12;
    if (box.bottom - box.top > high) y = state.focus ? y : box.top + high / 2 - 12;
  }
  network.moveTo({ position: { x: x + panelWidth() / 2 / scale, y }, scale, animation: false });
}

// The panel lies over the drawing's right side, or over all of it on a narrow screen.
const panelWidth = () => (byId("panel").hidden || window.innerWidth < 900 ? 0 : byId("panel").offsetWidth);

const panelHeight = () => (byId("panel").hidden || window.innerWidth >= 900 ? 0 : byId("panel").offsetHeight);

// Moves the drawing only if the node is out of sight or too small to read.
function reveal(node) {
  if (!shown.places.has(node)) return;
  const place = network.getPosition(node.id);
  const stage = byId("network");
  const at = network.canvasToDOM(place);
  const inside = at.x > 100 && at.x < stage.clientWidth - panelWidth() - 100 && at.y > 40 && at.y < stage.clientHeight - panelHeight() - 40;
  const scale = Math.max(network.getScale(), isNetwork() ? SEEN_SCALE : LEAST_SCALE);
  if (inside && (isNetwork() || scale === network.getScale())) return;
  network.moveTo({ position: { x: place.x + panelWidth() / 2 / scale, y: place.y + panelHeight() / 2 / scale }, scale, animation: false });
}

const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor });

function setMoving(on) {
  if (moving === on) return;
  moving = on;
  network.setOptions({ physics: { enabled: on, solver: "barnesHut", stabilization: false, barnesHut: { springLength: 110, avoidOverlap: 0.2 } } });
  byId("moving").setAttribute("aria-pressed", String(on));
}

network.on("click", (event) => {
  const other = event.nodes.length && event.event.srcEvent.shiftKey && state.picked && state.picked.type === "node";
  if (other) showPath(state.picked.id, event.nodes[0]);
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
