// Facets: what can be filtered by, the values that occur with their counts, and the test that an item passes.
const NONE = "-"; // the value of an item that could have one and has none
const list = (value) => (value ? [value] : []);
const orNone = (values) => (values.length ? values : [NONE]);
const among = (...kinds) => (node) => kinds.includes(node.kind);
const isStatement = among("goal", "area", "measure", "target");
const ofDocuments = (name) => (node) => [...new Set(node.documents.map((index) => documents[index].attributes[name]).filter(Boolean))];

// The sectors of a statement and of all that stands under it; a sector is its own.
function sectorsOf(node) {
  if (node.kind === "sector") return [node.id];
  if (!isStatement(node)) return [];
  if (!node.sectors) {
    const own = node.ties.filter((edge) => edge.relation === "in_sector" && edge.source === node).map((edge) => edge.target.id);
    node.sectors = [...new Set([...own, ...node.children.flatMap(sectorsOf)])];
  }
  return node.sectors;
}

const FACETS = [
  { name: "kind", title: "Kinds", of: "node", read: (node) => [node.kind], order: data.kinds.map((kind) => kind.name), label: (value) => kindOf.get(value).plural },
  { name: "relation", title: "Ties", of: "edge", read: (edge) => [edge.relation], order: data.relations.map((relation) => relation.name), label: (value) => relationOf.get(value).reads },
  { name: "document", title: "Documents", of: "node", read: (node) => node.documents.map(String), label: (value) => documents[value].label },
  { name: "sector", title: "Sectors", of: "node", read: (node) => (isStatement(node) ? orNone(sectorsOf(node)) : sectorsOf(node)), label: (value) => nodeById.get(value).label, none: "no sector found" },
  { name: "commitment", title: "Commitment", of: "node", read: (node) => (node.kind === "measure" ? orNone(list(node.attributes.commitment)) : []), order: ["committed", "planned", "recommended", "possible"], label: plain, none: "not said" },
  { name: "actor", title: "Sorts of actor", of: "node", read: (node) => (node.kind === "actor" ? orNone(list(node.attributes.actor_type)) : []), label: plain, none: "other" },
  { name: "country", title: "Countries of actors and places", of: "node", read: (node) => (among("actor", "place")(node) ? orNone(list(node.attributes.country)) : []), label: nameCountry, none: "no country" },
  { name: "source-country", title: "Countries of documents", of: "node", read: ofDocuments("country"), label: nameCountry },
  { name: "year", title: "Years of targets and frameworks", of: "node", read: (node) => (among("target", "framework")(node) ? orNone(list(node.attributes.year)) : []), label: String, none: "no year" },
  { name: "source-year", title: "Years of documents", of: "node", read: ofDocuments("year"), label: String },
  { name: "basis", title: "Basis of ties", of: "edge", read: (edge) => [edge.basis], order: ["stated", "inferred"], label: plain },
];

for (const facet of FACETS) {
  facet.counts = new Map();
  for (const item of facet.of === "node" ? nodes : edges) {
    for (const value of facet.read(item)) facet.counts.set(value, (facet.counts.get(value) || 0) + 1);
  }
  const named = facet.label;
  facet.label = (value) => (value === NONE ? facet.none : named(value));
  const known = facet.order || [...facet.counts.keys()].filter((value) => value !== NONE).sort((one, other) => facet.label(one).localeCompare(facet.label(other), "en"));
  facet.values = [...known, NONE].filter((value) => facet.counts.has(value));
}

const noneHidden = () => new Map(FACETS.map((facet) => [facet.name, new Set()]));
function resetFilters() {
  state.hidden = noneHidden();
  for (const relation of data.relations) if (relation.quiet) state.hidden.get("relation").add(relation.name);
  state.least = 0;
}

const usuallyHidden = (facet) => (facet.name === "relation" ? facet.values.filter((name) => relationOf.get(name).quiet) : []);
const listHidden = (facet) => facet.values.filter((value) => state.hidden.get(facet.name).has(value));
const isFiltered = (facet) => listHidden(facet).join("~") !== usuallyHidden(facet).join("~");

// An item passes a facet when it has no value of it, or one that is not filtered out.
function passes(item, of) {
  return item.confidence >= state.least && FACETS.every((facet) => {
    const hidden = state.hidden.get(facet.name);
    if (facet.of !== of || !hidden.size) return true;
    const values = facet.read(item);
    return !values.length || values.some((value) => !hidden.has(value));
  });
}
