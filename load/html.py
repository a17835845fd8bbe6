"""The page: one self-contained HTML file, drawn by vis-network as pyvis carries it, that opens offline."""

import base64
import hashlib
import json
import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from string import Template
from typing import Any

import networkx as nx
import pyvis
from pyvis.network import Network

from load.graph import name_documents
from load.style import STYLES
from transform.records import Entity, Evidence, Facts, Relation
from transform.schema import read_schema

PAGE = Path(__file__).with_name("page")
LIBRARY = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
LABEL_WIDTH, LABEL_LINES = 34, 3  # characters and lines of a label in the drawing; the panel shows it whole
MOST_EVIDENCE = 12  # quotes shown for one node or tie; the page says how many more there are
MANY_NODES = 260  # nodes: above it measures and targets are hidden until asked for
CROWDING = ("place", "framework", "issue")  # kinds hidden first in a large graph
QUIET_RELATIONS = ("states", "cites", "located_in")  # ties hidden at first: true of nearly everything
OPTIONS: Mapping[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "multiselect": True,
        "navigationButtons": False,
        "keyboard": False,
        "hideEdgesOnDrag": True,
        "tooltipDelay": 200,
    },
    "nodes": {"font": {"face": "sans-serif", "size": 15, "color": "#111111"}, "margin": 8},
    "edges": {
        "smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.4}
    },
}
POLICY = (
    "default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:;"
    " base-uri 'none'; form-action 'none'"
)


def write_html(graph: "nx.MultiDiGraph[str]", facts: Facts, path: Path, *, title: str) -> None:
    """Write the page to a file.

    Args:
        graph: As `load.graph.build_graph` makes it.
        facts: What the graph was built from; their evidence is shown on the page.
        path: The file, overwritten if it exists.
        title: Of the page.
    """
    drawing = draw_network(graph)
    data = describe_page(drawing, facts)
    library = LIBRARY.read_text(encoding="utf-8")
    script = (PAGE / "page.js").read_text(encoding="utf-8")
    hashes = " ".join(f"'sha256-{hash_script(text)}'" for text in (library, script))
    page = Template((PAGE / "page.html").read_text(encoding="utf-8")).substitute(
        title=escape(title),
        policy=POLICY.format(hashes=hashes),
        styles=(PAGE / "page.css").read_text(encoding="utf-8"),
        data=write_json(data),
        library=library,
        script=script,
    )
    path.write_text(page, encoding="utf-8", newline="\n")


def hash_script(text: str) -> str:
    """Return the SHA-256 of an inline script as the Content-Security-Policy names it."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def write_json(data: object) -> str:
    """Return data as JSON that cannot end the script element that it stands in."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    marks = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
    return "".join(marks.get(char, char) for char in text) if any(mark in text for mark in marks) else text


def draw_network(graph: "nx.MultiDiGraph[str]") -> Network:
    """Return the drawing: every node placed and styled, every edge with an arrow."""
    drawing = Network(directed=True, notebook=False)
    for name, data in graph.nodes(data=True):
        drawing.add_node(name, **style_node(data))
    for source, target, name, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2]):
        drawing.add_edge(source, target, **style_edge(name, data))
    return drawing


def style_node(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a node is drawn."""
    style = STYLES[data["kind"]]
    dashed = data["kind"] in ("target", "sdg", "place")
    return {
        "label": f"{style.symbol} {wrap_label(data['label'])}",
        "shape": style.shape,
        "color": {
            "background": style.fill,
            "border": style.colour,
            "highlight": {"background": "#fff3c4", "border": "#000000"},
            "hover": {"background": "#fff9e0", "border": style.colour},
        },
        "borderWidth": style.border,
        "shapeProperties": {"borderDashes": [6, 4] if dashed else False, "borderRadius": style.radius},
        "x": data["x"],
        "y": data["y"],
        "physics": False,
    }


def wrap_label(label: str) -> str:
    """Return a label wrapped for the drawing, cut after a few lines."""
    lines = textwrap.wrap(label, LABEL_WIDTH) or [""]
    if len(lines) > LABEL_LINES:
        lines = [*lines[: LABEL_LINES - 1], textwrap.shorten(lines[LABEL_LINES - 1], LABEL_WIDTH - 2) + " …"]
    return "\n".join(lines)


def style_edge(name: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return how an edge is drawn: dashed where it is inferred."""
    inferred = data["basis"] == "inferred"
    return {
        "id": name,
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}},
        "color": {"color": "#9aa3ad" if inferred else "#5f6b76", "highlight": "#000000", "opacity": 0.75},
        "dashes": inferred,
        "width": 1.0,
    }


def describe_page(drawing: Network, facts: Facts) -> dict[str, Any]:
    """Return everything that the page's script needs, as plain data."""
    titles = name_documents(facts)
    drawn_nodes = {node["id"]: node for node in drawing.nodes}
    drawn_edges = {edge["id"]: edge for edge in drawing.edges}
    return {
        "nodes": [describe_entity(entity, drawn_nodes[entity.id], titles) for entity in facts.entities],
        "edges": [
            describe_relation(relation, drawn_edges[relation.id], titles) for relation in facts.relations
        ],
        "kinds": list_kinds(facts.entities),
        "relations": list_relations(facts.relations),
        "documents": list_documents(facts.entities, titles),
        "options": OPTIONS,
    }


def describe_entity(entity: Entity, drawn: Mapping[str, Any], titles: Mapping[str, str]) -> dict[str, Any]:
    """Return what the page shows of an entity."""
    known = dict(entity.attributes)
    shown = [(name.replace("_", " ").capitalize(), value) for name, value in entity.attributes if value]
    names = ("Also called", "; ".join(entity.aliases[:12]))
    text = " ".join(
        [entity.label, *entity.aliases, known.get("code", ""), *(item.quote for item in entity.evidence[:3])]
    )
    return {
        "id": entity.id,
        "label": entity.label,
        "kind": entity.kind,
        "kindName": STYLES[entity.kind].singular,
        "commitment": known.get("commitment", ""),
        "facts": [*shown, names] if entity.aliases else shown,
        "rule": entity.rule,
        "confidence": round(entity.confidence, 4),
        "documents": sorted({item.document_id for item in entity.evidence}),
        "evidence": [describe_evidence(item, titles) for item in entity.evidence[:MOST_EVIDENCE]],
        "more": max(len(entity.evidence) - MOST_EVIDENCE, 0),
        "text": text.lower(),
        "drawn": dict(drawn),
    }


def describe_relation(
    relation: Relation, drawn: Mapping[str, Any], titles: Mapping[str, str]
) -> dict[str, Any]:
    """Return what the page shows of a relation."""
    known = dict(relation.attributes)
    return {
        "id": relation.id,
        "from": relation.source,
        "to": relation.target,
        "relation": relation.relation,
        "reads": read_schema().relations[relation.relation].reads,
        "basis": relation.basis,
        "commitment": known.get("commitment", ""),
        "negated": known.get("negated", "") == "true",
        "rule": relation.rule,
        "confidence": round(relation.confidence, 4),
        "page": relation.evidence[0].page,
        "evidence": [describe_evidence(item, titles) for item in relation.evidence[:MOST_EVIDENCE]],
        "drawn": dict(drawn),
    }


def describe_evidence(evidence: Evidence, titles: Mapping[str, str]) -> dict[str, Any]:
    """Return a quote with the words in it that matter, its document and page."""
    return {
        "quote": evidence.quote,
        "start": evidence.focus.start - evidence.span.start,
        "end": evidence.focus.end - evidence.span.start,
        "document": titles.get(evidence.document_id, evidence.document_id),
        "page": evidence.page,
    }


def list_kinds(entities: Sequence[Entity]) -> list[dict[str, Any]]:
    """Return the kinds that occur, for the legend, with what is hidden at first in a large graph."""
    counts = Counter(entity.kind for entity in entities)
    large = len(entities) > MANY_NODES
    return [
        {
            "name": kind,
            "plural": style.plural,
            "symbol": style.symbol,
            "colour": style.colour,
            "count": counts[kind],
            "hidden": large
            and (kind in CROWDING or (kind in ("measure", "target") and counts[kind] > MANY_NODES)),
        }
        for kind, style in STYLES.items()
        if counts[kind]
    ]


def list_relations(relations: Sequence[Relation]) -> list[dict[str, Any]]:
    """Return the relations that occur, for the legend."""
    counts = Counter(relation.relation for relation in relations)
    return [
        {"name": name, "reads": rule.reads, "count": counts[name], "hidden": name in QUIET_RELATIONS}
        for name, rule in read_schema().relations.items()
        if counts[name]
    ]


def list_documents(entities: Sequence[Entity], titles: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the documents with the number of things that each names."""
    counts = Counter(name for entity in entities for name in {item.document_id for item in entity.evidence})
    return [
        {"id": name, "title": title, "count": counts[name]}
        for name, title in sorted(titles.items(), key=lambda item: (item[1], item[0]))
    ]
