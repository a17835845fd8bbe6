"use strict";
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (name) => document.getElementById(name);
  const nodes = new Map(data.nodes.map((node) => [node.id, node]));
  const edges = new Map(data.edges.map((edge) => [edge.id, edge]));
  const tiesOf = new Map(data.nodes.map((node) => [node.id, []]));
  for (const edge of data.edges) {
    tiesOf.get(edge.from).push(edge);
    tiesOf.get(edge.to).push(edge);
  }
  const state = {
    kinds: new Set(data.kinds.filter((kind) => !kind.hidden).map((kind) => kind.name)),
    relations: new Set(data.relations.filter((relation) => !relation.hidden).map((relation) => relation.name)),
    documents: new Set(data.documents.map((item) => item.id)),
    focus: null,
    matches: null,
  };

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value);
    }
    for (const child of children) element.append(child);
    return element;
  }

  function isShown(node) {
    if (state.focus) return node.id === state.focus || tiesOf.get(node.id).some((edge) => edge.from === state.focus || edge.to === state.focus);
    return state.kinds.has(node.kind) && node.documents.some((name) => state.documents.has(name));
  }

  const nodeSet = new vis.DataSet(data.nodes.map((node) => node.drawn));
  const edgeSet = new vis.DataSet(data.edges.map((edge) => edge.drawn));
  const nodeView = new vis.DataView(nodeSet, { filter: (item) => isShown(nodes.get(item.id)) });
  const edgeView = new vis.DataView(edgeSet, {
    filter: (item) => {
      const edge = edges.get(item.id);
      return (state.focus ? edge.from === state.focus || edge.to === state.focus : state.relations.has(edge.relation))
        && isShown(nodes.get(edge.from)) && isShown(nodes.get(edge.to));
    },
  });
  const network = new vis.Network(byId("network"), { nodes: nodeView, edges: edgeView }, data.options);
  window.policygraph = { network, nodeView, edgeView, state };

  function countShown() {
    byId("counts").textContent = nodeView.length + " of " + data.nodes.length + " nodes, " + edgeView.length + " of " + data.edges.length + " ties shown";
  }

  function refresh() {
    nodeView.refresh();
    edgeView.refresh();
    countShown();
    writeOutline();
  }

  function addFilter(host, name, label, count, set, sign) {
    const button = make("button", { type: "button", class: "filter", "aria-pressed": String(set.has(name)), "data-name": name });
    if (sign) {
      const box = make("span", { class: "sign", "aria-hidden": "true" }, sign.symbol);
      box.style.borderColor = sign.colour;
      button.append(box);
    }
    button.append(label, make("span", { class: "count" }, String(count)));
    button.addEventListener("click", () => {
      if (set.has(name)) set.delete(name); else set.add(name);
      button.setAttribute("aria-pressed", String(set.has(name)));
      refresh();
    });
    host.append(button);
  }

  for (const kind of data.kinds) addFilter(byId("kinds"), kind.name, kind.plural, kind.count, state.kinds, kind);
  for (const relation of data.relations) addFilter(byId("relations"), relation.name, relation.reads, relation.count, state.relations, null);
  for (const item of data.documents) addFilter(byId("documents"), item.id, item.title, item.count, state.documents, null);

  function quote(item) {
    const block = make("blockquote", {});
    block.append(item.quote.slice(0, item.start), make("mark", {}, item.quote.slice(item.start, item.end)), item.quote.slice(item.end));
    block.append(make("footer", {}, item.document + (item.page ? ", p. " + item.page : "")));
    return block;
  }

  function link(node) {
    return make("button", { type: "button", onclick: () => select(node.id) }, node.label);
  }

  function row(list, name, value) {
    if (value) list.append(make("dt", {}, name), make("dd", {}, value));
  }

  function showNode(node) {
    const panel = byId("panel");
    panel.replaceChildren(make("p", { class: "kind" }, node.kindName), make("h3", {}, node.label));
    const facts = make("dl", {});
    for (const [name, value] of node.facts) row(facts, name, value);
    row(facts, "Rule", node.rule + ", confidence " + node.confidence.toFixed(2));
    panel.append(facts);
    const ties = tiesOf.get(node.id);
    if (ties.length) {
      const list = make("ul", { class: "ties" });
      for (const edge of ties) {
        const item = make("li", {});
        const other = nodes.get(edge.from === node.id ? edge.to : edge.from);
        if (edge.from === node.id) item.append("this " + edge.reads + " ", link(other));
        else item.append(link(other), " " + edge.reads + " this");
        item.append(" – ", make("button", { type: "button", onclick: () => selectEdge(edge.id) }, edge.basis + (edge.page ? ", p. " + edge.page : "")));
        list.append(item);
      }
      panel.append(make("h2", {}, "Ties"), list);
    }
    panel.append(make("h2", {}, "Where it says so"), ...node.evidence.map(quote));
    if (node.more) panel.append(make("p", { class: "hint" }, "and " + node.more + " more places (all of them are in graph.graphml's documents)"));
  }

  function showEdge(edge) {
    const panel = byId("panel");
    const sentence = make("h3", {}, link(nodes.get(edge.from)), " " + edge.reads + " ", link(nodes.get(edge.to)));
    const facts = make("dl", {});
    row(facts, "Basis", edge.basis);
    row(facts, "Commitment", edge.commitment);
    row(facts, "Negated", edge.negated ? "yes" : "");
    row(facts, "Rule", edge.rule + ", confidence " + edge.confidence.toFixed(2));
    panel.replaceChildren(make("p", { class: "kind" }, "Tie"), sentence, facts, make("h2", {}, "Where it says so"), ...edge.evidence.map(quote));
  }

  function select(id) {
    const node = nodes.get(id);
    if (!node) return;
    showNode(node);
    if (nodeView.get(id)) {
      network.selectNodes([id]);
      network.focus(id, { scale: Math.max(network.getScale(), 0.7), animation: false });
    }
  }

  function selectEdge(id) {
    const edge = edges.get(id);
    showEdge(edge);
    if (edgeView.get(id)) network.selectEdges([id]);
  }

  network.on("click", (event) => {
    if (event.nodes.length) showNode(nodes.get(event.nodes[0]));
    else if (event.edges.length) showEdge(edges.get(event.edges[0]));
  });
  network.on("doubleClick", (event) => {
    if (event.nodes.length) {
      state.focus = event.nodes[0];
      refresh();
      network.fit({ animation: false });
    }
  });

  const search = byId("search");
  function find() {
    const words = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    state.matches = words.length ? data.nodes.filter((node) => words.every((word) => node.text.includes(word))) : null;
    byId("found").textContent = state.matches ? state.matches.length + " found" : "";
    network.unselectAll();
    if (state.matches) network.selectNodes(state.matches.filter((node) => nodeView.get(node.id)).map((node) => node.id), false);
  }
  search.addEventListener("input", find);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && state.matches && state.matches.length) {
      state.turn = ((state.turn === undefined ? -1 : state.turn) + 1) % state.matches.length;
      const node = state.matches[state.turn];
      if (!isShown(node)) { state.focus = null; state.kinds.add(node.kind); syncFilters(); refresh(); }
      select(node.id);
    }
  });

  function syncFilters() {
    for (const button of document.querySelectorAll("#kinds .filter")) button.setAttribute("aria-pressed", String(state.kinds.has(button.dataset.name)));
    for (const button of document.querySelectorAll("#relations .filter")) button.setAttribute("aria-pressed", String(state.relations.has(button.dataset.name)));
    for (const button of document.querySelectorAll("#documents .filter")) button.setAttribute("aria-pressed", String(state.documents.has(button.dataset.name)));
  }

  function clearAll() {
    state.focus = null;
    search.value = "";
    find();
    state.kinds = new Set(data.kinds.map((kind) => kind.name));
    state.relations = new Set(data.relations.map((relation) => relation.name));
    state.documents = new Set(data.documents.map((item) => item.id));
    for (const [host, set] of [["kinds", state.kinds], ["relations", state.relations], ["documents", state.documents]]) rebuild(host, set);
    refresh();
    network.fit({ animation: false });
  }

  function rebuild(host, set) {
    const items = { kinds: data.kinds, relations: data.relations, documents: data.documents }[host];
    byId(host).replaceChildren();
    for (const item of items) addFilter(byId(host), item.name || item.id, item.plural || item.reads || item.title, item.count, set, host === "kinds" ? item : null);
  }

  byId("clear").addEventListener("click", clearAll);
  byId("fit").addEventListener("click", () => network.fit({ animation: false }));
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== search) { event.preventDefault(); search.focus(); }
    if (event.key === "Escape") {
      if (state.focus) { state.focus = null; refresh(); network.fit({ animation: false }); }
      else if (search.value) { search.value = ""; find(); }
    }
  });

  function childrenOf(id) {
    return tiesOf.get(id).filter((edge) => edge.to === id && (edge.relation === "part_of" || edge.relation === "contributes_to")).map((edge) => nodes.get(edge.from));
  }

  function outlineItem(node, seen) {
    const item = make("li", {}, make("span", { class: "tag" }, node.kindName + (node.commitment ? ", " + node.commitment : "") + ": "), link(node));
    const sectors = tiesOf.get(node.id).filter((edge) => edge.relation === "in_sector" && edge.from === node.id).map((edge) => nodes.get(edge.to).label);
    if (sectors.length) item.append(make("span", { class: "tag" }, "  [" + sectors.join("; ") + "]"));
    if (!seen.has(node.id)) {
      seen.add(node.id);
      const below = childrenOf(node.id).filter(isShown);
      if (below.length) item.append(make("ul", {}, ...below.map((child) => outlineItem(child, seen))));
    }
    return item;
  }

  function writeOutline() {
    if (byId("view-outline").getAttribute("aria-pressed") !== "true") return;
    const host = byId("outline");
    const seen = new Set();
    host.replaceChildren();
    for (const item of data.documents.filter((one) => state.documents.has(one.id))) {
      host.append(make("h2", {}, item.title));
      const own = data.nodes.filter((node) => node.documents.includes(item.id) && isShown(node));
      const spine = ["goal", "area", "measure", "target"];
      const isRoot = (node) => spine.includes(node.kind) && !tiesOf.get(node.id).some((edge) => edge.from === node.id && (edge.relation === "part_of" || edge.relation === "contributes_to") && nodes.get(edge.to).kind !== "sector");
      const list = make("ul", {});
      for (const kind of spine) for (const node of own) if (node.kind === kind && isRoot(node)) list.append(outlineItem(node, seen));
      host.append(list);
    }
  }

  function setView(name) {
    byId("view-graph").setAttribute("aria-pressed", String(name === "graph"));
    byId("view-outline").setAttribute("aria-pressed", String(name === "outline"));
    byId("outline").style.display = name === "outline" ? "block" : "none";
    byId("network").style.visibility = name === "outline" ? "hidden" : "visible";
    writeOutline();
  }
  byId("view-graph").addEventListener("click", () => setView("graph"));
  byId("view-outline").addEventListener("click", () => setView("outline"));

  countShown();
  network.once("afterDrawing", () => { document.body.dataset.ready = "true"; });
  network.fit({ animation: false });
})();
