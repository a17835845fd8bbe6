"""Descriptions: what the page tells of entities, relations and their evidence, as plain data."""

from collections.abc import Iterable, Mapping
from typing import Any

from load.bands import MOST_EVIDENCE
from load.contract import EDGE_TYPES, NODE_TYPES
from load.drawing import Drawing
from load.layout import Scene
from load.pictures import Album, Original, is_drawn
from load.style import STYLES, size_of
from load.views import View
from transform.records import Entity, Evidence, Facts, Relation
from transform.schema import read_schema

MOST_ALIASES = 25
Row = tuple[Any, ...]
QUIET_RELATIONS = ("states", "cites")  # not drawn at first: where a card stands says as much


class EvidenceTable:
    """Every piece of evidence once, so that what supports many claims is on the page one time.

    A row holds the index of the document, page, quote, where in the quote the focus begins and ends, and the
    boxes of the focus, each as page, left, top, right and bottom in whole points, one after the other, and
    whether the words were read by OCR.
    """

    def __init__(self, documents: Mapping[str, int]) -> None:
        self.rows: list[Row] = []
        self._documents = documents
        self._known: dict[Row, int] = {}

    def add(self, evidence: Iterable[Evidence]) -> list[int]:
        """Return the row numbers of evidence, as many as are shown."""
        return [self._add_one(item) for item, _ in zip(evidence, range(MOST_EVIDENCE), strict=False)]

    def _add_one(self, item: Evidence) -> int:
        start, end = item.focus.start - item.span.start, item.focus.end - item.span.start
        row = (
            self._documents.get(item.document_id, -1),
            item.page,
            item.quote,
            count_units(item.quote[:start]),
            count_units(item.quote[:end]),
            flatten_boxes(item),
            int(item.ocr),
        )
        if row not in self._known:
            self._known[row] = len(self.rows)
            self.rows.append(row)
        return self._known[row]


def flatten_boxes(item: Evidence) -> tuple[int, ...]:
    """Return the boxes of evidence as page, left, top, right, bottom, … in whole points."""
    return tuple(
        round(number)
        for region in item.regions
        for number in (region.page, region.bbox.x0, region.bbox.top, region.bbox.x1, region.bbox.bottom)
    )


def count_units(text: str) -> int:
    """Return the length of a text as JavaScript counts it, in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def describe_page(
    facts: Facts,
    drawing: Drawing,
    scene: Scene,
    views: Iterable[View],
    album: Album,
    originals: Mapping[str, Original],
) -> dict[str, Any]:
    """Return everything that the page's script needs.

    Lists that grow with the graph are iterators, to be read in the order of the keys: of a large one, all at
    once would take several times the room of the facts.
    """
    index = {entity.id: number for number, entity in enumerate(facts.entities)}
    documents = [entity for entity in facts.entities if entity.kind == "document"]
    homes = {entity.evidence[0].document_id: number for number, entity in enumerate(documents)}
    table = EvidenceTable(homes)
    order = {name: rank for rank, name in enumerate(sorted(index, key=scene.tree.order.__getitem__))}
    return {
        "nodes": (describe_entity(entity, scene, index, order, homes, table) for entity in facts.entities),
        "edges": (describe_relation(relation, index, table) for relation in facts.relations),
        "evidence": (row for row in table.rows),  # filled by the two before
        "documents": [index[entity.id] for entity in documents],
        "sources": [describe_source(name, originals, album) for name in homes],
        "pictures": [
            [homes[picture.document_id], picture.page, picture.top, picture.width, picture.height]
            for picture in album.pictures
        ],
        "pictures_left_out": album.left_out,
        "kinds": list_kinds(facts),
        "relations": list_relations(facts),
        "views": (describe_view(view, index) for view in views),
        "contract": {"node": list(NODE_TYPES.items()), "edge": list(EDGE_TYPES.items())},
        "drawn": {"nodes": drawing.nodes, "edges": drawing.edges, "options": drawing.options},
    }


def describe_source(name: str, originals: Mapping[str, Original], album: Album) -> dict[str, Any]:
    """Return how the page points to a document's file, and why it has no pictures of it, if so."""
    original = originals.get(name)
    return {
        "link": original.link if original else "",
        "drawn": is_drawn(original),
        "missing": album.missing.get(name, ""),
    }


def describe_entity(
    entity: Entity,
    scene: Scene,
    index: Mapping[str, int],
    order: Mapping[str, int],
    homes: Mapping[str, int],
    table: EvidenceTable,
) -> dict[str, Any]:
    """Return what the page shows of an entity."""
    card = scene.cards[entity.id]
    named = dict.fromkeys(homes[item.document_id] for item in entity.evidence if item.document_id in homes)
    return {
        "id": entity.id,
        "label": entity.label,
        "kind": entity.kind,
        "attributes": {name: value for name, value in entity.attributes if value},
        "aliases": list(entity.aliases[:MOST_ALIASES]),
        "rule": entity.rule,
        "confidence": round(entity.confidence, 4),
        "documents": list(named),
        "evidence": table.add(entity.evidence),
        "mentions": len(entity.evidence),
        "parent": index.get(scene.tree.parents.get(entity.id, ""), -1),
        "order": order[entity.id],
        "size": [card.width, card.height],
        "dot": round(size_of(len(scene.neighbours.get(entity.id, ()))), 1),
    }


def describe_relation(relation: Relation, index: Mapping[str, int], table: EvidenceTable) -> dict[str, Any]:
    """Return what the page shows of a relation."""
    return {
        "id": relation.id,
        "from": index[relation.source],
        "to": index[relation.target],
        "relation": relation.relation,
        "basis": relation.basis,
        "attributes": {name: value for name, value in relation.attributes if value},
        "rule": relation.rule,
        "confidence": round(relation.confidence, 4),
        "evidence": table.add(relation.evidence),
        "mentions": len(relation.evidence),
    }


def list_kinds(facts: Facts) -> list[dict[str, Any]]:
    """Return name, colour and icon of the kinds that occur."""
    present = {entity.kind for entity in facts.entities}
    return [
        {
            "name": kind,
            "singular": style.singular,
            "plural": style.plural,
            "colour": style.colour,
            "icon": style.icon,
            "bold": style.bold,
        }
        for kind, style in STYLES.items()
        if kind in present
    ]


def list_relations(facts: Facts) -> list[dict[str, Any]]:
    """Return name and reading of the relations that occur, and whether they are drawn at first."""
    present = {relation.relation for relation in facts.relations}
    return [
        {"name": name, "reads": rule.reads, "quiet": name in QUIET_RELATIONS}
        for name, rule in read_schema().relations.items()
        if name in present
    ]


def describe_view(view: View, index: Mapping[str, int]) -> dict[str, Any]:
    """Return a view with its places as rows of node number, x and y."""
    return {
        "name": view.name,
        "title": view.title,
        "places": [[index[name], x, y] for name, (x, y) in view.layout.places.items()],
        "frames": [
            [frame.title, frame.x, frame.y, frame.width, frame.height] for frame in view.layout.frames
        ],
        "bundles": [
            {
                "from": index[bundle.source],
                "to": index[bundle.target],
                "relation": bundle.relation,
                "members": list(bundle.members),
            }
            for bundle in view.bundles
        ],
    }
