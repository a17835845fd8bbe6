"""Marked documents: policy papers whose text bears its labels, as Markdown.

`⟦m3>a2: train forty nurses⟧` says that these words are the measure m3, which belongs to the area a2. The
letter is the kind: g goal (g0 the overall one), a area, m measure, t target. The same thing said again bears
the same name.
"""

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from spacy.language import Language

from extract.document import read_document
from tests.eval.scoring import Label, LabelledEdge, Labels
from training.labelled import Example, Node
from transform.language import parse_passages
from transform.statements import join_statements
from transform.wording import list_stems

MARKED = Path(__file__).with_name("written")
KIND_LETTERS = {"g": "goal", "a": "area", "m": "measure", "t": "target"}
OVERALL = "g0"
_MARK = re.compile(r"⟦([gamt]\d+)(?:>([gamt\d, ]+))?: ?([^⟦⟧]+)⟧")


class Mark(NamedTuple):
    """A marked phrase: the name of what it says, the names of what that belongs to, its words."""

    name: str
    parents: tuple[str, ...]
    words: str


class Fault(ValueError):
    """A marked document that says nothing sure; the message names the file and what to mend."""


def list_marked(folder: Path = MARKED) -> list[Path]:
    """Return the marked documents of a folder, in order."""
    return [path for path in sorted(folder.glob("*.md")) if path.name != "README.md"]


def find_marks(text: str, name: str) -> list[Mark]:
    """Return the marks of a text.

    Raises:
        Fault: If a mark is broken or nested, or names a parent that is not marked.
    """
    marks = [
        Mark(found[1], tuple(re.findall(r"[gamt]\d+", found[2] or "")), found[3].strip())
        for found in _MARK.finditer(text)
    ]
    rest = _MARK.sub("", text)
    for number, line in enumerate(rest.splitlines(), start=1):
        if "⟦" in line or "⟧" in line:
            raise Fault(f"{name}, line {number}: a mark is broken or holds another: ⟦m3>a2: words⟧")
    names = {mark.name for mark in marks}
    for mark in marks:
        unknown = set(mark.parents) - names
        if unknown or mark.name in mark.parents:
            parent = min(unknown, default=mark.name)
            raise Fault(f"{name}: {mark.name} belongs to {parent}, which is itself or is not marked")
    return marks


def strip_marks(text: str) -> str:
    """Return a text without its marks: the words alone."""
    return _MARK.sub(lambda found: found[3], text)


def read_marked(path: Path, nlp: Language) -> Example:
    """Return a marked document as a labelled one: read as the web page that its Markdown makes.

    Raises:
        Fault: If its marks say nothing sure.
    """
    text = path.read_text(encoding="utf-8")
    marks = find_marks(text, path.name)
    page = MarkdownIt("commonmark").enable("table").render(strip_marks(text))
    with tempfile.TemporaryDirectory() as folder:
        printed = Path(folder) / f"{path.stem}.html"
        printed.write_text(f'<html lang="en"><body>{page}</body></html>', encoding="utf-8")
        document = read_document(printed, source=printed.name)
    passages = parse_passages(document, nlp)
    labels = build_labels(marks)
    return Example(
        name=path.stem,
        document=document,
        passages=passages,
        statements=join_statements(passages),
        nodes=[build_node(label) for label in labels.nodes],
        ties=frozenset((edge.source, edge.target) for edge in labels.edges),
        labels=labels,
        marked=True,
    )


def build_labels(marks: Sequence[Mark]) -> Labels:
    """Return the labels that marks make: a node for each name, its wordings in the order of the text."""
    wordings: dict[str, dict[str, None]] = {}
    ties: dict[tuple[str, str], None] = {}
    for mark in marks:
        wordings.setdefault(mark.name, {})[mark.words] = None
        ties |= dict.fromkeys((mark.name, parent) for parent in mark.parents)
    nodes = [
        Label(id=name, kind=KIND_LETTERS[name[0]], label=words[0], alt=tuple(words[1:]))
        for name, words in ((name, list(found)) for name, found in wordings.items())
    ]
    edges = [LabelledEdge(source, "part_of", target) for source, target in ties]
    return Labels(nodes=tuple(nodes), edges=tuple(edges))


def build_node(label: Label) -> Node:
    """Return a label as a node to train on."""
    level = "" if label.kind != "goal" else "overall" if label.id == OVERALL else "specific"
    forms = tuple(list_stems(words) for words in (label.label, *label.alt))
    return Node(id=label.id, kind=label.kind, level=level, forms=forms)
