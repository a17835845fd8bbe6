// Tables: which sectors, actors, issues and frameworks each area (or goal, where goals do the grouping) is tied to.
const MATRIX_SIDES = [
  { title: "Sectors", kinds: ["sector"] },
  { title: "Actors", kinds: ["actor"] },
  { title: "Issues", kinds: ["issue"] },
  { title: "Frameworks and SDGs", kinds: ["framework", "sdg"] },
];
const MOST_ROWS = 60; // the commonest come first

function writeMatrix() {
  const host = byId("matrix");
  const view = currentView();
  const inView = new Set(nodeById.has(view.name) ? view.places.map(([index]) => nodes[index]) : nodes);
  const heads = nodes.filter((node) => inView.has(node) && passes(node, "node") && isGroup(node)).sort(inOrder);
  host.replaceChildren(make("p", { class: "hint" }, "How many ties lead from each priority area or goal, and all under it, to each row. Empty where there is none. A number shows the ties themselves." +
    (heads.length > MOST_ROWS ? " The first " + MOST_ROWS + " of " + heads.length + " areas and goals are shown; choose a document as view, or filter, for the others." : "")));
  for (const side of MATRIX_SIDES) writeSide(host, side, heads.slice(0, MOST_ROWS), inView);
  if (!host.querySelector("table")) host.append(make("p", {}, "No area or goal is tied to any of them."));
}

function writeSide(host, side, heads, inView) {
  const counts = countSide(side, heads, inView);
  if (!counts.size) return;
  const rows = sortRows(counts);
  const columns = heads.filter((head) => rows.some((node) => counts.get(node).has(head)));
  const copyButton = make("button", { type: "button", onclick: () => copy(writeCells(side, rows, columns, counts).map((cells) => cells.join("\t")).join("\n")) }, "Copy");
  const saveButton = make("button", { type: "button", onclick: () => save(side.kinds[0] + "-by-area.csv", "text/csv", table(writeCells(side, rows, columns, counts))) }, "Save (CSV)");
  const name = side.title + " by priority area";
  const more = counts.size > MOST_ROWS ? make("p", { class: "hint" }, "The " + MOST_ROWS + " with most ties of " + counts.size + ".") : "";
  host.append(make("h2", {}, name), make("p", { class: "tools" }, copyButton, saveButton), more,
    make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": name }, buildTable(rows, columns, counts)));
}

const isGroup = (node) => node.kind === "area" ? !node.above || node.above.kind !== "area" : node.kind === "goal" && node.children.some((child) => child.kind === "measure" || child.kind === "target");

// Map of row node to Map of head to the ties between them.
function countSide(side, heads, inView) {
  const counts = new Map();
  for (const head of heads) {
    for (const [node, ties] of countTied(head, side.kinds)) {
      if (!inView.has(node) || !passes(node, "node")) continue;
      if (!counts.has(node)) counts.set(node, new Map());
      counts.get(node).set(head, ties);
    }
  }
  return counts;
}

function sortRows(counts) {
  const total = (node) => [...counts.get(node).values()].reduce((sum, ties) => sum + ties.length, 0);
  return [...counts.keys()].sort((one, other) => total(other) - total(one) || inOrder(one, other)).slice(0, MOST_ROWS);
}

function writeCells(side, rows, columns, counts) {
  const code = (node) => (node.attributes.code ? " (" + node.attributes.code + ")" : "");
  const plainText = (text) => text.replace(/\s+/g, " ");
  const top = [side.title, ...columns.map((head) => plainText(capital(head.label)))];
  return [top, ...rows.map((node) => [plainText(capital(node.label) + code(node)), ...columns.map((head) => (counts.get(node).get(head) || "").length || "")])];
}

function buildTable(rows, columns, counts) {
  const top = make("tr", {}, make("td", {}), ...columns.map((head) => make("th", { scope: "col" }, link(head))));
  const body = rows.map((node) => make("tr", {}, make("th", { scope: "row" }, link(node)), ...columns.map((head) => matrixCell(node, head, counts.get(node).get(head)))));
  return make("table", {}, make("thead", {}, top), make("tbody", {}, ...body));
}

function matrixCell(node, head, ties) {
  if (!ties) return make("td", {});
  const name = plural(ties.length, "tie") + ": " + head.label + ", " + node.label;
  return make("td", {}, make("button", { type: "button", class: "link", "aria-label": name, onclick: () => showTies(node, head, ties) }, String(ties.length)));
}

// The ties of a cell: one is shown itself, several as a list.
function showTies(node, head, ties) {
  if (ties.length === 1) {
    pick("edge", ties[0].id);
    return;
  }
  byId("panel").hidden = false;
  byId("panel-body").replaceChildren(make("p", { class: "kind" }, plural(ties.length, "tie")), make("h2", { tabindex: "-1" }, link(head), " … ", link(node)),
    make("ul", { class: "ties" }, ...ties.map((edge) => tieItem(edge, null))));
}

function countTied(head, kinds) {
  const found = new Map();
  const own = head.kind === "goal" ? [head, ...head.children.filter((child) => child.kind !== "area" && child.kind !== "goal")] : listBelow(head);
  for (const node of own) {
    for (const edge of node.ties) {
      const other = edge.source === node ? edge.target : edge.source;
      if (!kinds.includes(other.kind) || !passes(edge, "edge")) continue;
      found.set(other, [...(found.get(other) || []), edge]);
    }
  }
  return found;
}

const listBelow = (node) => [node, ...node.children.flatMap(listBelow)];
