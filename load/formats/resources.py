"""Resources: the graph as RDF, one resource at a time, so that Turtle and JSON-LD say the same.

Kinds and relations are of our own vocabulary; codes are SKOS concepts; where a claim comes from is said in
PROV-O, and the words that support it are W3C Web Annotations with selectors. There are no blank nodes, so
that two files can be compared. rdflib would hold the millions of triples of a large graph in memory.
"""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

import msgspec

from load.contract import EDGE_TYPES, NODE_TYPES
from load.formats.export import Edge, Export, Node, Quote, list_quotes
from load.formats.values import LIST_ATTRIBUTES, split_list, split_numbers

BASE = "urn:policygraph:"
PREFIXES: Mapping[str, str] = {
    "pg": f"{BASE}vocabulary:",
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
DRAWN = ("color", "r", "g", "b", "x", "y", "size")  # how a node is drawn is no claim
NODE_ATTRIBUTES = {name: kind for name, kind in NODE_TYPES.items() if name not in DRAWN}
EDGE_ATTRIBUTES = {name: kind for name, kind in EDGE_TYPES.items() if name != "eid"}
SCHEME_NAMES = {"DAC-CRS": "OECD DAC and CRS sector codes", "UNSDG": "Sustainable Development Goals"}
PDF_FRAGMENT = (
    "http://tools.ietf.org/rfc/rfc3778"  # the fragment syntax that the annotation model names for PDF
)


class Name(msgspec.Struct, frozen=True):
    """The name of a resource: `prefix:local`, or an IRI."""

    text: str


Value = Name | str | int | float | bool


class Resource(msgspec.Struct, frozen=True):
    """A resource: its IRI, and its properties with their values in order."""

    iri: str
    properties: tuple[tuple[str, Value], ...]


def name_thing(sort: str, name: str) -> str:
    """Return the IRI of an entity, relation, document or piece of evidence."""
    return f"{BASE}{sort}:{quote(name, safe=':.-_~')}"


def list_resources(export: Export) -> Iterator[Resource]:
    """Yield everything that the graph says."""
    yield from list_schemes(export)
    yield from (describe_text(document) for document in sorted(find_texts(export)))
    for node in export.list_nodes():
        yield describe_entity(node)
    for edge in export.list_edges():
        yield from describe_relation(edge)
    for item in list_quotes(export.facts):
        yield from describe_evidence(item, "relation" if item.owner not in export.graph else "entity")


def list_schemes(export: Export) -> Iterator[Resource]:
    """Yield the code lists that are used."""
    schemes = {str(values["scheme"]) for _, values in export.list_nodes()} - {""}
    for scheme in sorted(schemes):
        label = SCHEME_NAMES.get(scheme, scheme)
        properties = (("rdf:type", Name("skos:ConceptScheme")), ("skos:prefLabel", label))
        yield Resource(name_thing("scheme", scheme), properties)


def find_texts(export: Export) -> set[str]:
    """Return the ids of the documents that evidence stands in."""
    return {item.document_id for item in list_quotes(export.facts)}


def describe_text(document_id: str) -> Resource:
    """Return the text of a document, which evidence is taken from."""
    properties = (("rdf:type", Name("prov:Entity")), ("dcterms:identifier", document_id))
    return Resource(name_thing("text", document_id), properties)


def describe_entity(node: Node) -> Resource:
    """Return an entity; one with a code is a concept too."""
    name, values = node
    kind, label = str(values["kind"]), str(values["label"])
    properties: list[tuple[str, Value]] = [
        ("rdf:type", Name(f"pg:{kind.capitalize()}")),
        ("rdf:type", Name("prov:Entity")),
        ("dcterms:identifier", name),
        ("rdfs:label", label),
    ]
    if values["code"] and values["scheme"]:
        scheme = name_thing("scheme", str(values["scheme"]))
        properties += [
            ("rdf:type", Name("skos:Concept")),
            ("skos:prefLabel", label),
            ("skos:notation", str(values["code"])),
            ("skos:inScheme", Name(scheme)),
        ]
    properties += list_values(values, NODE_ATTRIBUTES)
    return Resource(name_thing("entity", name), tuple(properties))


def list_values(values: Mapping[str, object], types: Mapping[str, str]) -> Iterator[tuple[str, Value]]:
    """Yield the attributes that are not empty, lists value by value."""
    for name in types:
        value = values[name]
        if name in LIST_ATTRIBUTES:
            parts: Iterable[Value] = split_numbers(value) if name == "pages" else split_list(value)
            yield from ((f"pg:{name}", part) for part in dict.fromkeys(parts))
        elif isinstance(value, str | int | float) and value != "":
            yield f"pg:{name}", value


def describe_relation(edge: Edge) -> Iterator[Resource]:
    """Yield the tie itself, and what is said of it; a purpose that is part of a category is narrower too."""
    name, source, target, values = edge
    one, other = Name(name_thing("entity", source)), Name(name_thing("entity", target))
    relation = str(values["relation"])
    ties: list[tuple[str, Value]] = [(f"pg:{relation}", other)]
    if relation == "part_of" and source.startswith("sector:") and target.startswith("sector:"):
        ties.append(("skos:broader", other))
    yield Resource(one.text, tuple(ties))
    properties: list[tuple[str, Value]] = [
        ("rdf:type", Name("rdf:Statement")),
        ("rdf:type", Name("prov:Entity")),
        ("dcterms:identifier", name),
        ("rdf:subject", one),
        ("rdf:predicate", Name(f"pg:{relation}")),
        ("rdf:object", other),
        *list_values(values, EDGE_ATTRIBUTES),
    ]
    yield Resource(name_thing("relation", name), tuple(properties))


def describe_evidence(item: Quote, owner: str) -> Iterator[Resource]:
    """Yield a piece of evidence as an annotation with selectors of page, characters and words."""
    claim = Name(name_thing(owner, item.owner))
    text = Name(name_thing("text", item.document_id))
    note, target = name_thing("evidence", item.id), name_thing("evidence", f"{item.id}/target")
    selectors = [f"{target}/{part}" for part in ("page", "position", "quote")]
    yield Resource(
        note,
        (
            ("rdf:type", Name("oa:Annotation")),
            ("oa:motivatedBy", Name("oa:identifying")),
            ("oa:hasBody", claim),
            ("oa:hasTarget", Name(target)),
            ("pg:focus", item.focus),
        ),
    )
    yield Resource(claim.text, (("prov:wasDerivedFrom", text),))
    yield Resource(
        target,
        (
            ("rdf:type", Name("oa:SpecificResource")),
            ("oa:hasSource", text),
            *(("oa:hasSelector", Name(iri)) for iri in selectors),
        ),
    )
    page, position, words = selectors
    fragment = (("dcterms:conformsTo", Name(PDF_FRAGMENT)), ("rdf:value", f"page={item.page}"))
    yield Resource(page, (("rdf:type", Name("oa:FragmentSelector")), *fragment))
    ends = (("oa:start", item.start), ("oa:end", item.end))
    yield Resource(position, (("rdf:type", Name("oa:TextPositionSelector")), *ends))
    yield Resource(words, (("rdf:type", Name("oa:TextQuoteSelector")), ("oa:exact", item.quote)))
