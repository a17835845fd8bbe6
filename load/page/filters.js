// The legend, which is also the filter: a box for each value of each facet, with its count.
const MOST_VALUES = 12; // of a facet before the list scrolls

function writeFilters() {
  const host = byId("facets");
  host.replaceChildren();
  for (const facet of FACETS) {
    if (facet.values.length < 2 && facet.name !== "kind" && facet.name !== "relation") continue;
    const group = make("details", { class: "facet", "data-facet": facet.name });
    group.open = facet.name === "kind" || facet.name === "relation" || (facet.name === "document" && facet.values.length <= MOST_VALUES) || state.hidden.get(facet.name).size > 0;
    group.append(make("summary", {}, make("h2", {}, facet.title), isFiltered(facet) ? make("span", { class: "active" }, " filtered") : ""));
    const values = make("div", { class: facet.values.length > MOST_VALUES && facet.name !== "relation" ? "values long" : "values" });
    values.append(...facet.values.map((value) => filterRow(facet, value)));
    group.append(values);
    host.append(group);
  }
  byId("least").value = String(state.least);
  byId("least-value").textContent = state.least.toFixed(2);
}

function filterRow(facet, value) {
  const hidden = state.hidden.get(facet.name);
  const box = make("input", { type: "checkbox", "data-value": value });
  box.checked = !hidden.has(value);
  box.addEventListener("change", () => {
    if (box.checked) hidden.delete(value);
    else hidden.add(value);
    filtersChanged();
  });
  const name = make("label", {}, box, facet.name === "kind" ? makeIcon(value) : "", make("span", { class: "name" }, facet.label(value)));
  const only = make("button", { type: "button", class: "only", title: "Show only this", "aria-label": "Only " + facet.label(value), onclick: () => showOnly(facet, value) }, "only");
  return make("div", { class: "row" }, name, only, make("span", { class: "count" }, facet.counts.get(value).toLocaleString("en")));
}

function showOnly(facet, value) {
  const hidden = state.hidden.get(facet.name);
  const already = facet.values.every((other) => hidden.has(other) === (other !== value));
  hidden.clear();
  if (!already) for (const other of facet.values) if (other !== value) hidden.add(other);
  writeFilters();
  filtersChanged();
}

function filtersChanged() {
  drawShown();
  if (state.path) showPicked();
  writeTab();
  remember(false);
}

function clearFilters() {
  resetFilters();
  byId("search").value = "";
  search("");
  writeFilters();
  filtersChanged();
}

byId("least").addEventListener("input", () => {
  state.least = Number(byId("least").value);
  byId("least-value").textContent = state.least.toFixed(2);
  filtersChanged();
});
