// The outline: goals, areas, measures and targets as nested text that can be read, copied and printed.
const OUTLINE_KINDS = new Set(["document", "goal", "area", "measure", "target"]);
const inOutline = (node) => OUTLINE_KINDS.has(node.kind) && passes(node, "node");

function outlineRoots() {
  const view = currentView();
  if (nodeById.has(view.name)) return [nodeById.get(view.name)];
  return nodes.filter((node) => OUTLINE_KINDS.has(node.kind) && !node.above).sort(inOrder);
}

function writeOutline() {
  byId("outline").replaceChildren(make("button", { type: "button", onclick: () => copy(outlineText()) }, "Copy as text"), outlineList(outlineRoots()));
}

function outlineList(members) {
  return make("ul", {}, ...members.flatMap((node) => (inOutline(node) ? [outlineItem(node)] : outlineChildren(node))));
}

const outlineChildren = (node) => node.children.filter((child) => OUTLINE_KINDS.has(child.kind)).flatMap((child) => (inOutline(child) ? [outlineItem(child)] : outlineChildren(child)));

function outlineItem(node) {
  const number = node.attributes.number ? make("span", {}, node.attributes.number) : "";
  const item = make("li", { class: node.kind }, make("div", { class: "line" }, makeIcon(node.kind), number, link(node)));
  const sectors = sideNodes(node, "in_sector").map((sector) => sector.label);
  const actors = ["implements", "supports", "funds"].flatMap((relation) => sideNodes(node, relation)).map((actor) => actor.label);
  const tags = [node.attributes.commitment, ...sectors, ...new Set(actors)].filter(Boolean);
  if (tags.length) item.append(make("span", { class: "tags" }, tags.join(" · ")));
  const below = outlineChildren(node);
  if (below.length) item.append(make("ul", {}, ...below));
  return item;
}

function sideNodes(node, relation) {
  return node.ties.filter((edge) => edge.relation === relation && passes(edge, "edge")).map((edge) => (edge.source === node ? edge.target : edge.source)).filter((other) => passes(other, "node"));
}

function outlineText() {
  const lines = [];
  const add = (node, level) => {
    if (!OUTLINE_KINDS.has(node.kind)) return;
    const here = inOutline(node);
    if (here) lines.push("  ".repeat(level) + "- " + capital(node.label) + (node.attributes.commitment ? " (" + node.attributes.commitment + ")" : ""));
    for (const child of node.children) add(child, here ? level + 1 : level);
  };
  for (const node of outlineRoots()) add(node, 0);
  return lines.join("\n");
}
