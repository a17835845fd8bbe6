// Matrices: which sectors and actors each area (or goal, where goals do the grouping) is tied to.
const MATRIX_SIDES = [
  { title: "Sectors", kind: "sector" },
  { title: "Actors", kind: "actor" },
  { title: "Issues", kind: "issue" },
  { title: "Frameworks and SDGs", kind: "framework" },
];
const MOST_ROWS = 60; // the commonest come first

function writeMatrix() {
  const host = byId("matrix");
  const view = currentView();
  const inView = new Set(view.bundles.length || view.name === "overview" ? nodes : view.places.map(([index]) => nodes[index]));
  const heads = nodes.filter((node) => inView.has(node) && passes(node, "node") && isGroup(node)).sort(inOrder).slice(0, MOST_ROWS);
  host.replaceChildren(make("p", { class: "hint" }, "How many ties lead from each priority area or goal, and all under it, to each row. Empty where there is none."));
  for (const side of MATRIX_SIDES) {
    const table = buildTable(side, heads, inView);
    if (table) host.append(make("h2", {}, side.title), make("div", { class: "scroll" }, table));
  }
}

const isGroup = (node) => node.kind === "area" ? !node.above || node.above.kind !== "area" : node.kind === "goal" && node.children.some((child) => child.kind === "measure" || child.kind === "target");

function buildTable(side, heads, inView) {
  const counts = new Map();
  for (const head of heads) {
    for (const [node, ties] of countTied(head, side.kind)) {
      if (!inView.has(node) || !passes(node, "node")) continue;
      if (!counts.has(node)) counts.set(node, new Map());
      counts.get(node).set(head, ties);
    }
  }
  if (!counts.size) return null;
  const total = (node) => [...counts.get(node).values()].reduce((sum, ties) => sum + ties.length, 0);
  const rows = [...counts.keys()].sort((one, other) => total(other) - total(one) || inOrder(one, other)).slice(0, MOST_ROWS);
  const top = make("tr", {}, make("td", {}), ...heads.map((head) => make("th", { scope: "col" }, link(head))));
  const body = rows.map((node) => make("tr", {}, make("th", { scope: "row" }, link(node)), ...heads.map((head) => matrixCell(counts.get(node).get(head)))));
  return make("table", {}, make("thead", {}, top), make("tbody", {}, ...body));
}

function matrixCell(ties) {
  if (!ties) return make("td", {});
  return make("td", {}, make("button", { type: "button", class: "link", onclick: () => pick("edge", ties[0].id) }, String(ties.length)));
}

function countTied(head, kind) {
  const found = new Map();
  const own = head.kind === "goal" ? [head, ...head.children.filter((child) => child.kind !== "area" && child.kind !== "goal")] : listBelow(head);
  for (const node of own) {
    for (const edge of node.ties) {
      const other = edge.source === node ? edge.target : edge.source;
      if ((other.kind !== kind && !(kind === "framework" && other.kind === "sdg")) || !passes(edge, "edge")) continue;
      found.set(other, [...(found.get(other) || []), edge]);
    }
  }
  return found;
}

const listBelow = (node) => [node, ...node.children.flatMap(listBelow)];
