// The start: the page's own controls, the keyboard, and the first drawing.
function openView(name) {
  state.view = name;
  state.focus = null;
  state.picked = null;
  viewChanged();
  remember(true);
}

function openFocus(id, steps) {
  state.focus = { id, steps };
  state.picked = { type: "node", id };
  viewChanged();
  remember(true);
}

function viewChanged() {
  path = null;
  byId("view").value = state.view;
  byId("unfocus").hidden = !state.focus;
  byId("unfocus").textContent = state.focus ? "Leave the neighbourhood of “" + capital(nodeById.get(state.focus.id).label.slice(0, 40)) + "”" : "";
  showPicked();
  drawShown();
  fit(false);
  writeTab();
}

// What a view leaves out, and how to see it.
function writeNote() {
  const view = currentView();
  const inView = new Set(view.places.map(([index]) => nodes[index].kind));
  const out = data.kinds.filter((kind) => !inView.has(kind.name)).map((kind) => kind.plural.toLowerCase());
  const crowded = shown.ties.length > MANY_TIES;
  byId("note").hidden = !crowded && (Boolean(state.focus) || view.name !== "overview");
  if (crowded) {
    byId("note").textContent = "So many ties are drawn only for the card that is picked. Click one, or filter.";
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
  for (const name of ["graph", "outline", "matrix"]) {
    byId("tab-" + name).setAttribute("aria-pressed", String(state.tab === name));
    byId(name === "graph" ? "drawing" : name).hidden = state.tab !== name;
  }
  if (state.tab === "outline") writeOutline();
  if (state.tab === "matrix") writeMatrix();
}

function leaveFocus() {
  state.focus = null;
  viewChanged();
  remember(true);
}

function escape() {
  if (path || state.picked) pick(null);
  else if (state.focus) leaveFocus();
}

const KEYS = {
  ArrowLeft: () => step(-1, 0),
  ArrowRight: () => step(1, 0),
  ArrowUp: () => step(0, -1),
  ArrowDown: () => step(0, 1),
  Enter: () => state.picked && byId("panel").querySelector("h2").focus(),
  "+": () => network.moveTo({ scale: network.getScale() * 1.25 }),
  "-": () => network.moveTo({ scale: network.getScale() / 1.25 }),
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
for (const name of ["graph", "outline", "matrix"]) byId("tab-" + name).addEventListener("click", () => openTab(name));
byId("fit").addEventListener("click", () => fit(true));
byId("clear").addEventListener("click", clearFilters);
byId("unfocus").addEventListener("click", leaveFocus);
byId("close").addEventListener("click", () => pick(null));
byId("menu").addEventListener("click", () => byId("menu").setAttribute("aria-expanded", String(document.body.classList.toggle("menu-open"))));
byId("theme").addEventListener("click", () => changeTheme(themeName === "dark" ? "light" : "dark"));
darkWanted.addEventListener("change", (event) => changeTheme(event.matches ? "dark" : "light"));
byId("save-picture").addEventListener("click", savePicture);
byId("save-nodes").addEventListener("click", () => save("nodes.csv", "text/csv", nodesTable()));
byId("save-ties").addEventListener("click", () => save("ties.csv", "text/csv", tiesTable()));
byId("copy-address").addEventListener("click", () => copy(location.href));
window.addEventListener("popstate", restore);

function changeTheme(name) {
  setTheme(name);
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
