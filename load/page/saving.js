// Saving what is shown: pictures, tables of nodes and ties, GraphML, the address.
function save(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const anchor = make("a", { href: address, download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  say(name + " is saved.");
}

// A cell of a CSV file; one that a spreadsheet would take for a formula begins with an apostrophe.
function cell(value) {
  const text = String(value === undefined || value === null ? "" : value);
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?[\d.]+$/.test(text) ? "'" + text : text;
  return /[",\n\r]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
}

const table = (rows) => "\ufeff" + rows.map((cells) => cells.map(cell).join(",")).join("\r\n") + "\r\n";
const firstRow = (item) => (item.evidence.length ? data.evidence[item.evidence[0]] : [-1, "", "", 0, 0, [], 0]);
const shownNodes = () => [...shown.places.keys()].sort(inOrder);
const shownTies = () => [...new Set(shown.ties.flatMap((edge) => (edge.members || [edge]).filter((one) => passes(one, "edge"))))];

function nodesTable() {
  const header = ["id", "kind", "label", "code", "commitment", "actor_type", "country", "documents", "page", "quote"];
  const rows = shownNodes().map((node) => {
    const at = node.attributes;
    const titles = node.documents.map((index) => documents[index].label).join(" | ");
    return [node.id, node.kind, node.label, at.code, at.commitment, at.actor_type, at.country, titles, firstRow(node)[1], firstRow(node)[2]];
  });
  return table([header, ...rows]);
}

function tiesTable() {
  const header = ["id", "source", "relation", "target", "basis", "confidence", "document", "page", "quote"];
  const rows = shownTies().map((edge) => {
    const [document, page, quote] = firstRow(edge);
    return [edge.id, edge.source.label, edge.relation, edge.target.label, edge.basis, edge.confidence, document >= 0 ? documents[document].label : "", page, quote];
  });
  return table([header, ...rows]);
}

const say = (words) => { byId("message").textContent = words; };

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = make("textarea", { class: "hidden" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  say("Copied.");
}
