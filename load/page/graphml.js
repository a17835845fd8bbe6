// GraphML of what is shown, with the attributes of the file that the run itself writes.
const GRAPHML_NAMESPACE = "http://graphml.graphdrawing.org/xmlns";
const joined = (values) => values.join(" | ");
const inOneLine = (text) => String(text).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]+/g, " ");
const titleOf = (document) => (document >= 0 ? documents[document].label : "");

const readByOcr = (item) => item.evidence.length > 0 && item.evidence.every((row) => data.evidence[row][6]);

function nodeValues(node, places) {
  const colour = kindOf.get(node.kind).colour;
  const part = (at) => parseInt(colour.slice(at, at + 2), 16);
  const pages = [...new Set(node.evidence.map((row) => data.evidence[row][1]))].sort((one, other) => one - other);
  return {
    ...node.attributes,
    label: node.label,
    kind: node.kind,
    aliases: joined(node.aliases.map((alias) => alias.replaceAll("|", "/"))),
    documents: joined(node.documents.map((index) => titleOf(index).replaceAll("|", "/"))),
    pages: joined(pages),
    quote: firstRow(node)[2],
    rule: node.rule,
    ocr: readByOcr(node),
    mention_count: node.mentions,
    confidence: node.confidence,
    color: colour,
    r: part(1),
    g: part(3),
    b: part(5),
    x: places[node.id].x,
    y: places[node.id].y,
    size: node.dot,
  };
}

function edgeValues(edge) {
  const measure = [edge.source, edge.target].find((node) => node.kind === "measure");
  const [document, page, quote, , , boxes] = firstRow(edge);
  const written = [];
  for (let at = 0; at + 4 < boxes.length; at += 5) written.push((boxes[at] === page ? "" : "p" + boxes[at] + ":") + boxes.slice(at + 1, at + 5).join(","));
  return {
    commitment: measure ? measure.attributes.commitment : "",
    negated: measure ? measure.attributes.negated : "",
    ...edge.attributes,
    eid: edge.id,
    relation: edge.relation,
    label: reads(edge),
    interaction: edge.relation,
    basis: edge.basis,
    document: titleOf(document),
    page,
    bbox: joined(written),
    quote,
    rule: edge.rule,
    ocr: readByOcr(edge),
    evidence_count: edge.mentions,
    weight: edge.mentions,
    confidence: edge.confidence,
  };
}

const DEFAULTS = { int: "0", double: "0.0", boolean: "false", string: "" };
function writeValue(value, type) {
  const text = value === undefined || value === null ? "" : inOneLine(value);
  if (type === "int" && !/^\d+$/.test(text)) return DEFAULTS.int;
  return text === "" ? DEFAULTS[type] : text;
}

function writeGraphml() {
  const { node: nodeTypes, edge: edgeTypes } = data.contract;
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="' + GRAPHML_NAMESPACE + '">'];
  const keyOf = (name, of) => (of === "edge" && nodeTypes.some(([known]) => known === name) ? "e_" + name : name);
  for (const [of, types] of [["node", nodeTypes], ["edge", edgeTypes]]) {
    for (const [name, type] of types) lines.push('<key id="' + keyOf(name, of) + '" for="' + of + '" attr.name="' + name + '" attr.type="' + type + '"/>');
  }
  lines.push('<graph edgedefault="directed">');
  const write = (values, of, types) => types.map(([name, type]) => '<data key="' + keyOf(name, of) + '">' + escapeXml(writeValue(values[name], type)) + "</data>").join("");
  const places = network.getPositions();
  for (const node of shownNodes()) lines.push('<node id="' + escapeXml(node.id) + '">' + write(nodeValues(node, places), "node", nodeTypes) + "</node>");
  for (const edge of shownTies().filter((tie) => shown.places.has(tie.source) && shown.places.has(tie.target))) {
    lines.push('<edge id="' + escapeXml(edge.id) + '" source="' + escapeXml(edge.source.id) + '" target="' + escapeXml(edge.target.id) + '">' + write(edgeValues(edge), "edge", edgeTypes) + "</edge>");
  }
  return [...lines, "</graph>", "</graphml>", ""].join("\n");
}
