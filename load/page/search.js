// Search over labels, other names, codes and quotes; results as a list under the box.
const MOST_RESULTS = 50;
let results = [];
let chosen = -1;

function searchable(node) {
  if (node.text === undefined) {
    const quotes = node.evidence.map((row) => data.evidence[row][2]);
    node.names = fold([node.label, ...node.aliases, node.attributes.code || ""].join(" \n "));
    node.text = node.names + " \n " + fold(quotes.join(" \n "));
  }
  return node;
}

const fold = (text) => (/^[\0-\x7f]*$/.test(text) ? text : text.normalize("NFKD").replace(/\p{M}/gu, "")).toLowerCase();

function search(query) {
  state.query = query;
  const words = fold(query).split(/\s+/).filter(Boolean);
  matches = null;
  results = [];
  if (words.length) {
    const found = nodes.filter((node) => words.every((word) => searchable(node).text.includes(word)));
    const phrase = words.join(" ");
    const rank = (node) => (node.names.startsWith(phrase) ? 0 : node.names.includes(phrase) ? 1 : words.every((word) => node.names.includes(word)) ? 2 : 3);
    results = found.sort((one, other) => rank(one) - rank(other) || kindRank(one) - kindRank(other) || inOrder(one, other));
    matches = new Set(results);
  }
  chosen = -1;
  writeResults(words);
}

function writeResults(words) {
  const host = byId("results");
  const box = byId("search");
  host.hidden = !words.length;
  box.setAttribute("aria-expanded", String(words.length > 0));
  box.removeAttribute("aria-activedescendant");
  byId("found").textContent = words.length ? plural(results.length, "result") : "";
  host.replaceChildren(...results.slice(0, MOST_RESULTS).map((node, number) => resultItem(node, number, words)));
  if (results.length > MOST_RESULTS) host.append(make("li", { class: "hint" }, "and " + (results.length - MOST_RESULTS).toLocaleString("en") + " more: add a word"));
  if (words.length && !results.length) host.append(make("li", { class: "hint" }, "Nothing found in names, codes and quotes."));
}

function resultItem(node, number, words) {
  const item = make("li", { role: "option", id: "result-" + number, "aria-selected": "false" }, makeIcon(node.kind), make("span", {}, ...markWords(capital(node.label), words)));
  const snippet = findSnippet(node, words);
  if (snippet) item.lastChild.append(make("span", { class: "snippet" }, ...markWords(snippet, words)));
  item.addEventListener("mousedown", (event) => {
    event.preventDefault();
    openResult(number);
  });
  return item;
}

// Where the words stand in a quote, when the names do not hold all of them.
function findSnippet(node, words) {
  if (words.every((word) => node.names.includes(word))) return "";
  const row = node.evidence.find((one) => words.some((word) => fold(data.evidence[one][2]).includes(word) && !node.names.includes(word)));
  if (row === undefined) return "";
  const quote = data.evidence[row][2];
  const at = Math.max(fold(quote).indexOf(words.find((word) => !node.names.includes(word) && fold(quote).includes(word))) - 40, 0);
  return (at ? "… " : "") + quote.slice(at, at + 130) + (quote.length > at + 130 ? " …" : "");
}

function markWords(text, words) {
  const plainText = text.toLowerCase();
  const at = words.map((word) => [plainText.indexOf(word), word.length]).filter(([start]) => start >= 0).sort((one, other) => one[0] - other[0]);
  const parts = [];
  let last = 0;
  for (const [start, length] of at) {
    if (start < last) continue;
    parts.push(text.slice(last, start), make("mark", {}, text.slice(start, start + length)));
    last = start + length;
  }
  return [...parts, text.slice(last)];
}

function openResult(number) {
  const node = results[number];
  if (!node) return;
  point(number);
  if (!choosing && !shown.places.has(node)) showSomehow(node);
  byId("results").hidden = true;
  pick("node", node.id);
}

// A result that the view or a filter hides is shown by what stands least in the way of it.
function showSomehow(node) {
  state.focus = state.path = null;
  if (!passes(node, "node")) {
    resetFilters();
    writeFilters();
  }
  if (!currentView().places.some(([index]) => nodes[index] === node)) {
    if (nodes.length > 400 && node.ties.length) state.focus = { id: node.id, steps: 1 };
    else state.view = "all";
  }
  viewChanged();
}

function point(number) {
  chosen = number;
  [...byId("results").children].forEach((item, index) => item.setAttribute("aria-selected", String(index === number)));
  const item = byId("result-" + number);
  if (item) {
    byId("search").setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  }
}

byId("search").addEventListener("input", (event) => {
  search(event.target.value);
  restyle();
  remember(false);
});
byId("search").addEventListener("focus", () => { byId("results").hidden = !state.query.trim(); });
byId("search").addEventListener("blur", () => { byId("results").hidden = true; });
byId("search").addEventListener("keydown", (event) => {
  const last = Math.min(results.length, MOST_RESULTS) - 1;
  if (event.key === "ArrowDown") point(Math.min(chosen + 1, last));
  else if (event.key === "ArrowUp") point(Math.max(chosen - 1, 0));
  else if (event.key === "Enter") openResult(Math.max(chosen, 0));
  else if (event.key === "Escape") {
    event.target.value = "";
    search("");
    restyle();
    remember(false);
    event.target.blur();
  } else return;
  event.preventDefault();
  event.stopPropagation();
});
