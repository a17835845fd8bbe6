// The start: the page's own controls, the keyboard, and the first drawing.
function openView(name) {
  if (name !== "network") cardsView = name;
  state.view = name;
  state.focus = state.path = state.picked = null;
  state.tab = "graph";
  viewChanged();
  remember(true);
}

function openFocus(id, steps) {
  state.focus = { id, steps };
  state.path = null;
  state.picked = { type: "node", id };
  viewChanged();
  remember(true);
}

// Draws the view anew; where `keepPlace` is set and what was shown is shown still, the window does not move.
function viewChanged(keepPlace) {
  setMoving(false);
  byId("view").value = state.view;
  byId("unfocus").hidden = !state.focus;
  byId("unfocus").textContent = state.focus ? "Leave the neighbourhood of “" + capital(nodeById.get(state.focus.id).label.slice(0, 40)) + "”" : "";
  const before = shown;
  drawShown();
  showPicked();
  if (!keepPlace || shown.apart || before.apart || before.places.size !== shown.places.size) fit(false);
  writeTab();
}

// What a view leaves out, and how to see it.
function writeNote() {
  const view = currentView();
  const inView = new Set(view.places.map(([index]) => nodes[index].kind));
  const out = data.kinds.filter((kind) => !inView.has(kind.name)).map((kind) => kind.plural.toLowerCase());
  byId("moving").hidden = !isNetwork();
  byId("note").hidden = !isCrowded() && (Boolean(state.focus) || shown.apart || view.name !== "overview");
  if (isCrowded()) {
    const how = shown.ties.length > MOST_FAINT ? " ties are too many to draw at once" : " ties are drawn faintly";
    byId("note").textContent = shown.ties.length.toLocaleString("en") + how + ": click a node to see its own, filter, or choose a document as view.";
    return;
  }
  const how = documents.length > 1 ? "Double-click a document, or choose another view, to see all of it." : "Double-click a card, or choose another view, to see them.";
  byId("note").textContent = "This overview leaves out " + (out.join(", ") || "details") + ". " + how;
}

function openTab(name) {
  state.tab = name;
  writeTab();
  remember(true);
}

function writeTab() {
  for (const name of ["graph", "outline", "matrix"]) byId(name === "graph" ? "drawing" : name).hidden = state.tab !== name;
  const network = state.tab === "graph" && state.view === "network";
  const on = { graph: state.tab === "graph" && !network, network, outline: state.tab === "outline", matrix: state.tab === "matrix" };
  for (const [name, pressed] of Object.entries(on)) byId("tab-" + name).setAttribute("aria-pressed", String(pressed));
  if (state.tab === "outline") writeOutline();
  if (state.tab === "matrix") writeMatrix();
}

// The graph as cards: the view before the network, or the first.
function openCards() {
  if (state.view === "network") openView(cardsView);
  else openTab("graph");
}
let cardsView = data.views[0].name;

function leaveFocus() {
  state.focus = null;
  viewChanged();
  remember(true);
}

function closePanel() {
  pick(null);
  byId("panel").hidden = true;
  byId("drawing").focus();
}

function escape() {
  const reading = byId("panel").contains(document.activeElement);
  if (choosing) choose(null);
  else if (state.path || state.picked) pick(null);
  else if (state.focus) leaveFocus();
  if (reading && byId("panel").hidden) byId("drawing").focus();
}

const KEYS = {
  ArrowLeft: () => step(-1, 0),
  ArrowRight: () => step(1, 0),
  ArrowUp: () => step(0, -1),
  ArrowDown: () => step(0, 1),
  Enter: () => state.picked && byId("panel").querySelector("h2").focus(),
  "+": () => zoom(1.25),
  "-": () => zoom(1 / 1.25),
  0: () => fit(true),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("dialog")) return;
  const typing = ["INPUT", "SELECT", "TEXTAREA"].includes(event.target.tagName);
  if (event.key === "/" && !typing) {
    event.preventDefault();
    byId("search").focus();
  } else if (event.key === "Escape") {
    escape();
  } else if (document.activeElement === byId("drawing") && KEYS[event.key]) {
    event.preventDefault();
    KEYS[event.key]();
  }
});

for (const view of data.views) byId("view").append(make("option", { value: view.name }, view.title));
byId("view").closest("label").hidden = data.views.length < 2;
byId("view").addEventListener("change", () => openView(byId("view").value));
byId("tab-graph").addEventListener("click", openCards);
byId("tab-network").addEventListener("click", () => openView("network"));
for (const name of ["outline", "matrix"]) byId("tab-" + name).addEventListener("click", () => openTab(name));
byId("tab-network").hidden = !data.views.some((view) => view.name === "network");
byId("back").addEventListener("click", () => history.back());
byId("forward").addEventListener("click", () => history.forward());
byId("zoom-in").addEventListener("click", () => zoom(1.25));
byId("zoom-out").addEventListener("click", () => zoom(1 / 1.25));
byId("moving").addEventListener("click", () => setMoving(!moving));
byId("fit").addEventListener("click", () => fit(true));
byId("clear").addEventListener("click", clearFilters);
byId("unfocus").addEventListener("click", leaveFocus);
byId("close").addEventListener("click", closePanel);
byId("menu").addEventListener("click", () => byId("menu").setAttribute("aria-expanded", String(document.body.classList.toggle("menu-open"))));
byId("theme").addEventListener("click", () => changeTheme(themeName === "dark" ? "light" : "dark"));
darkWanted.addEventListener("change", (event) => changeTheme(event.matches ? "dark" : "light"));
byId("save-png").addEventListener("click", async () => save("policy-graph.png", "image/png", await paintPng()));
byId("save-svg").addEventListener("click", () => save("policy-graph.svg", "image/svg+xml", paintSvg()));
byId("save-graphml").addEventListener("click", () => save("policy-graph.graphml", "application/xml", writeGraphml()));
byId("save-nodes").addEventListener("click", () => save("nodes.csv", "text/csv", nodesTable()));
byId("save-ties").addEventListener("click", () => save("ties.csv", "text/csv", tiesTable()));
byId("copy-address").addEventListener("click", () => copy(location.href));
window.addEventListener("popstate", restore);

function changeTheme(name) {
  setTheme(name);
  faint = null;
  writeFilters();
  showPicked();
  writeTab();
  restyle();
}

function restore() {
  readAddress();
  byId("search").value = state.query;
  search(state.query);
  byId("results").hidden = true;
  writeFilters();
  viewChanged();
  if (state.picked && state.picked.type === "node") reveal(nodeById.get(state.picked.id));
}

setTheme(themeName);
network.once("afterDrawing", () => { document.body.dataset.ready = "true"; });
restore();
window.policygraph = { network, state, data, listShown: () => shown, placeOf: (id) => shown.places.get(nodeById.get(id)), pick, openView };
