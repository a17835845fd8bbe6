// The panel: what is known of the node or tie that was picked, its ties in words, and the quotes.
const MOST_TIES = 40; // listed at first
const SCHEMES = { "DAC-CRS": "OECD DAC and CRS sectors; the name above is the official one", UNSDG: "UN Sustainable Development Goals; the name above is the official one" };
const ATTRIBUTE_NAMES = { actor_type: "Sort", page_count: "Pages", negated: "Negated" };

let choosing = null; // id of the node from which a path is wanted, while its other end is chosen

function pick(type, id, keepPlace) {
  if (choosing && type === "node" && id !== choosing) {
    showPath(choosing, id);
    return;
  }
  leavePath();
  const exists = type === "node" ? nodeById.has(id) : type === "edge" && Boolean(findTie(id));
  state.picked = exists ? { type, id } : null;
  showPicked();
  restyle();
  if (exists && type === "node" && !keepPlace) reveal(nodeById.get(id));
  remember(true);
}

// What leads back to the view when the path was drawn by itself.
function leavePath() {
  choose(null);
  if (!state.path) return;
  state.path = null;
  if (shown.apart) viewChanged();
}

function choose(id) {
  choosing = id;
  byId("choosing").hidden = !id;
  if (id) byId("choosing").textContent = "Choose the other end of the path from “" + shorten(capital(nodeById.get(id).label), 50) + "”: click it, or search for it. Esc leaves it.";
}

const findTie = (id) => edgeById.get(id) || shownEdges.get(id);

function showPicked() {
  const panel = byId("panel");
  panel.hidden = !state.picked && !state.path;
  if (panel.hidden) return;
  const parts = state.path ? describePath() : state.picked.type === "node" ? describeNode(nodeById.get(state.picked.id)) : describeEdge(findTie(state.picked.id));
  byId("panel-body").replaceChildren(...parts);
  panel.scrollTop = 0;
}

function link(node) {
  return make("button", { type: "button", class: "link", onclick: () => pick("node", node.id) }, capital(node.label));
}

function row(terms, name, value) {
  if (value) terms.append(make("dt", {}, name), make("dd", {}, value));
}

function listAttributes(attributes) {
  const terms = make("dl", {});
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "title" || name === "scheme" || (name === "code" && attributes.scheme)) continue;
    const shownAs = name === "country" ? nameCountry(value) : name === "actor_type" || name === "commitment" ? plain(value) : name === "negated" ? (value === "true" ? "yes" : "") : value;
    row(terms, ATTRIBUTE_NAMES[name] || plain(name), shownAs);
  }
  if (attributes.code) row(terms, "Code", [attributes.scheme, attributes.code].filter(Boolean).join(" "));
  if (SCHEMES[attributes.scheme]) row(terms, "Code list", SCHEMES[attributes.scheme]);
  return terms;
}

function describeNode(node) {
  const terms = listAttributes(node.attributes);
  row(terms, "Also called", node.aliases.join("; "));
  if (documents.length > 1 && node.kind !== "document") row(terms, "Named in", node.documents.map((index) => documents[index].label).join("; "));
  row(terms, "Found by", node.rule + ", confidence " + node.confidence.toFixed(2));
  const kind = make("p", { class: "kind" }, makeIcon(node.kind), " " + kindOf.get(node.kind).singular);
  const parts = [kind, make("h2", { tabindex: "-1" }, capital(node.label)), listSteps(node), terms, ...makeQuotes(node)];
  if (node.ties.length) parts.push(make("h3", {}, plural(node.ties.length, "tie")), listTies(node));
  return parts;
}

function listSteps(node) {
  const steps = make("p", { class: "steps" }, make("span", {}, "Show only its neighbourhood: "));
  for (const count of [1, 2, 3]) {
    const on = Boolean(state.focus && state.focus.id === node.id && state.focus.steps === count);
    steps.append(make("button", { type: "button", "aria-pressed": String(on), "aria-label": plural(count, "step"), onclick: () => openFocus(node.id, count) }, String(count)));
  }
  steps.append(make("button", { type: "button", onclick: () => choose(node.id) }, "Path to …"));
  return node.ties.length ? steps : "";
}

function listTies(node) {
  const ties = make("ul", { class: "ties" });
  const rank = (edge) => data.relations.findIndex((relation) => relation.name === edge.relation) * 2 + (edge.source === node ? 0 : 1);
  const other = (edge) => (edge.source === node ? edge.target : edge.source);
  const sorted = [...node.ties].sort((one, two) => rank(one) - rank(two) || inOrder(other(one), other(two)));
  ties.append(...sorted.slice(0, MOST_TIES).map((edge) => tieItem(edge, node)));
  if (sorted.length > MOST_TIES) {
    const more = make("button", { type: "button", class: "link" }, "Show all " + sorted.length);
    more.addEventListener("click", () => ties.replaceChildren(...sorted.map((edge) => tieItem(edge, node))));
    ties.append(make("li", {}, more));
  }
  return ties;
}

// A tie in words: "Government of Japan supports …, stated, p. 2".
function tieItem(edge, node) {
  const self = node ? make("span", { class: "self" }, "this " + kindOf.get(node.kind).singular.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase())) : null;
  const source = edge.source === node ? self : link(edge.source);
  const target = edge.target === node ? self : link(edge.target);
  const said = [edge.attributes.negated === "true" ? "negated" : "", edge.attributes.commitment, edge.basis, firstPage(edge)].filter(Boolean).join(", ");
  const why = make("button", { type: "button", class: "link why", onclick: () => pick("edge", edge.id) }, said);
  return make("li", {}, source, make("em", {}, " " + reads(edge) + " "), target, ", ", why);
}

function describeEdge(edge) {
  const sentence = make("h2", { tabindex: "-1" }, link(edge.source), make("em", {}, " " + reads(edge) + " "), link(edge.target));
  if (edge.members) {
    const items = make("ul", { class: "ties" }, ...edge.members.filter((member) => passes(member, "edge")).map((member) => tieItem(member, null)));
    return [make("p", { class: "kind" }, plural(edge.members.length, "tie") + " below these two"), sentence, items];
  }
  const terms = listAttributes(edge.attributes);
  row(terms, "Basis", edge.basis === "stated" ? "stated: the words or the structure of the document say it" : "inferred: a code list or a model says it");
  row(terms, "Found by", edge.rule + ", confidence " + edge.confidence.toFixed(2));
  return [make("p", { class: "kind" }, "Tie"), sentence, terms, ...makeQuotes(edge)];
}

function showPath(from, to) {
  choose(null);
  state.picked = null;
  state.path = { from, to };
  viewChanged(true);
  remember(true);
}

function describePath() {
  const [start, end] = [nodeById.get(state.path.from), nodeById.get(state.path.to)];
  const words = path ? plural(path.length, "tie") + " from one to the other" : "No path with the ties that the filters let through.";
  const hint = path && shown.apart ? make("p", { class: "hint" }, "Drawn by itself, since the view does not hold all of it.") : "";
  return [make("p", { class: "kind" }, "Path"), make("h2", { tabindex: "-1" }, link(start), " … ", link(end)), make("p", {}, words), hint,
    make("ul", { class: "ties" }, ...(path || []).map((edge) => tieItem(edge, null)))];
}
