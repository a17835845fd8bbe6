"""Labelled documents: their gold graphs, their parsed text, and which phrase says which gold node.

A gold directory holds graphs as JSON (nodes with kind, label, alt; edges by node ids), a PDF directory the
documents of the same names.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from spacy.language import Language

from extract.document import read_document
from extract.records import Document
from tests.eval.marks import mark_words
from tests.eval.scoring import Labels
from transform.language import Passage, parse_passages
from transform.statement import Statement
from transform.statements import join_statements
from transform.wording import list_stems, measure_overlap

KINDS = ("area", "goal", "measure", "target")
TIES = ("part_of", "contributes_to")


class Node(NamedTuple):
    """A goal, area, measure or target of a gold graph.

    `forms` are the words of its wordings, or, if `marked`, the marks of these words (`tests.eval.marks`).
    """

    id: str
    kind: str
    level: str
    forms: tuple[frozenset[str], ...]
    marked: bool = False


class Example(NamedTuple):
    """A labelled document: as read, as parsed, with its statements, gold nodes and the ties between them.

    `marked` is true of a document of our own that bears its labels in its text (`training.marked`).
    """

    name: str
    document: Document
    passages: Sequence[Passage]
    statements: Sequence[Statement]
    nodes: Sequence[Node]
    ties: frozenset[tuple[str, str]]
    labels: Labels
    marked: bool = False


def list_labelled(gold: str, pdfs: str, hold_out: Sequence[str]) -> Iterator[tuple[Path, Path]]:
    """Yield each gold file with its PDF, of comma-separated directories, in order, without those held out."""
    known = {path.stem: path for folder in pdfs.split(",") for path in sorted(Path(folder).glob("*.pdf"))}
    for folder in gold.split(","):
        for path in sorted(Path(folder).glob("*.json")):
            if path.stem in known and path.stem not in hold_out:
                yield path, known[path.stem]


def read_example(gold: Path, pdf: Path, nlp: Language) -> Example:
    """Return a labelled document."""
    graph = json.loads(gold.read_text(encoding="utf-8"))
    document = read_document(pdf, source=pdf.name)
    passages = parse_passages(document, nlp)
    nodes = [
        Node(
            id=node["id"],
            kind=node["kind"],
            level=node.get("level", ""),
            forms=list_forms(node),
            marked="forms" in node,
        )
        for node in graph["nodes"]
        if node["kind"] in KINDS
    ]
    ties = frozenset((edge["source"], edge["target"]) for edge in graph["edges"] if edge["relation"] in TIES)
    labels = msgspec.json.decode(gold.read_bytes(), type=Labels)
    return Example(gold.stem, document, passages, join_statements(passages), nodes, ties, labels)


def is_read(labels: Labels, page: int) -> bool:
    """Tell whether a page was read for everything: what is not labelled there says none of the kinds."""
    scopes = [labels.scope_pages[kind] for kind in KINDS if kind in labels.scope_pages]
    return all(first <= page <= last for first, last in scopes)


def list_forms(node: Mapping[str, Any]) -> tuple[frozenset[str], ...]:
    """Return the words of each wording of a node of a gold file, or their marks."""
    if "forms" in node:
        return tuple(frozenset(form.split()) for form in node["forms"])
    return tuple(list_stems(text) for text in (node["label"], *node.get("alt", [])))


def rate(node: Node, words: frozenset[str]) -> float:
    """Return how much of a gold node's wording some words share, 0 to 1."""
    said = mark_words(words) if node.marked else words
    return max(measure_overlap(form, said) for form in node.forms)
