"""The GraphML contract: the attributes of nodes and edges with their types, relied on from outside."""

from collections.abc import Mapping

LIST_BREAK = " | "  # between the values of a list
LABEL_LENGTH = 200  # characters

NODE_TYPES: Mapping[str, str] = {
    "label": "string",
    "kind": "string",
    "level": "string",
    "number": "string",
    "scheme": "string",
    "code": "string",
    "actor_type": "string",
    "country": "string",
    "commitment": "string",
    "negated": "boolean",
    "condition": "string",
    "value": "string",
    "unit": "string",
    "year": "string",
    "baseline": "string",
    "title": "string",
    "publisher": "string",
    "language": "string",
    "page_count": "int",
    "aliases": "string",
    "documents": "string",
    "pages": "string",
    "quote": "string",
    "rule": "string",
    "mention_count": "int",
    "confidence": "double",
    "color": "string",
    "r": "int",
    "g": "int",
    "b": "int",
    "x": "double",
    "y": "double",
    "size": "double",
}
EDGE_TYPES: Mapping[str, str] = {
    "eid": "string",
    "relation": "string",
    "label": "string",
    "interaction": "string",
    "basis": "string",
    "commitment": "string",
    "negated": "boolean",
    "document": "string",
    "page": "int",
    "bbox": "string",
    "quote": "string",
    "rule": "string",
    "evidence_count": "int",
    "weight": "double",
    "confidence": "double",
}
