// The address after "#" says what is shown, so that a link shows the same and back and forward work.
let lastAddress = "";

function writeAddress() {
  const parts = new URLSearchParams();
  if (state.view !== data.views[0].name) parts.set("view", state.view);
  if (state.tab !== "graph") parts.set("tab", state.tab);
  if (state.focus) parts.set("focus", state.focus.steps + "~" + state.focus.id);
  if (state.path) parts.set("path", state.path.from);
  if (state.path) parts.set("to", state.path.to);
  if (state.picked) parts.set(state.picked.type, state.picked.id);
  if (state.query.trim()) parts.set("find", state.query);
  if (state.least) parts.set("least", String(state.least));
  for (const facet of FACETS) {
    if (!isFiltered(facet)) continue;
    const hidden = listHidden(facet);
    const kept = facet.values.filter((value) => !state.hidden.get(facet.name).has(value));
    if (kept.length < hidden.length) parts.set("only-" + facet.name, kept.join("~"));
    else parts.set("no-" + facet.name, hidden.join("~"));
  }
  return parts.toString();
}

// New steps (a choice, a view) can be gone back to; filters and searches change the step they are in.
function remember(isStep) {
  const address = writeAddress();
  if (address === lastAddress) return;
  lastAddress = address;
  if (isStep) history.pushState(null, "", "#" + address);
  else history.replaceState(null, "", "#" + address);
}

function readAddress() {
  lastAddress = location.hash.slice(1);
  const parts = new URLSearchParams(lastAddress);
  const view = parts.get("view");
  state.view = data.views.some((one) => one.name === view) ? view : data.views[0].name;
  state.tab = ["outline", "matrix"].includes(parts.get("tab")) ? parts.get("tab") : "graph";
  const [steps, ...focus] = (parts.get("focus") || "").split("~");
  state.focus = nodeById.has(focus.join("~")) ? { id: focus.join("~"), steps: Math.min(Math.max(Number(steps) || 1, 1), 3) } : null;
  const [from, to] = [parts.get("path"), parts.get("to")];
  state.path = nodeById.has(from) && nodeById.has(to) ? { from, to } : null;
  state.picked = null;
  if (nodeById.has(parts.get("node"))) state.picked = { type: "node", id: parts.get("node") };
  if (edgeById.has(parts.get("edge"))) state.picked = { type: "edge", id: parts.get("edge") };
  resetFilters();
  state.least = Math.min(Math.max(Number(parts.get("least")) || 0, 0), 1);
  for (const facet of FACETS) {
    const named = new Set((parts.get("no-" + facet.name) || parts.get("only-" + facet.name) || "").split("~"));
    if (parts.has("no-" + facet.name)) state.hidden.set(facet.name, new Set(facet.values.filter((value) => named.has(value))));
    if (parts.has("only-" + facet.name)) state.hidden.set(facet.name, new Set(facet.values.filter((value) => !named.has(value))));
  }
  state.query = parts.get("find") || "";
}
