"""An export: the graph and the facts behind it, as every format writes them and reads them back."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import msgspec
import networkx as nx

from load.checks import check_facts, check_graph
from load.graph import clean, name_documents, place_graph, write_boxes
from load.layout import Plan, plan_layout
from load.picture_store import PictureStore
from load.pictures import Original
from transform.records import Entity, Evidence, Facts, Relation

Values = Mapping[str, object]
Node = tuple[str, Values]
Edge = tuple[str, str, str, Values]  # id, source, target, values


class Export(msgspec.Struct, frozen=True):
    """What is written: a graph as `load.graph.build_graph` makes it, its facts, and a title.

    Attributes:
        originals: The documents' files by document id, for the page's pictures and links.
        store: Pictures of the last page, and gets those of the next.
        plan: The layout that the graph's places are of; the page makes it itself if there is none.
    """

    graph: "nx.MultiDiGraph[str]"
    facts: Facts
    title: str
    originals: Mapping[str, Original] = {}
    store: PictureStore | None = None
    plan: Plan | None = None

    def list_nodes(self) -> Iterator[Node]:
        """Yield the nodes in the graph's order."""
        yield from self.graph.nodes(data=True)

    def list_edges(self) -> Iterator[Edge]:
        """Yield the edges sorted by id."""
        ends = sorted((name, source, target) for source, target, name in self.graph.edges(keys=True))
        for name, source, target in ends:
            yield name, source, target, self.graph.edges[source, target, name]


class Reading(msgspec.Struct, frozen=True):
    """What a file holds, read back: only the attributes that the format bears.

    Attributes:
        evidence: How many pieces of evidence it holds, or None where the format has no room for them.
        faults: What breaks a rule, known when nodes and edges have been read.
    """

    nodes: Iterable[Node]
    edges: Iterable[Edge]
    evidence: int | None = None
    faults: Sequence[str] = ()


def build_export(
    facts: Facts, originals: Mapping[str, Original] | None = None, store: PictureStore | None = None
) -> Export:
    """Return the export of facts, checked against the schema and the contract.

    Raises:
        load.errors.InvalidGraph: If either is broken.
    """
    check_facts(facts)
    plan = plan_layout(facts)
    graph = place_graph(facts, plan.whole.places)
    check_graph(graph, facts)
    titles = [entity.label for entity in facts.entities if entity.kind == "document"]
    title = titles[0] if len(titles) == 1 else f"Policy graph of {len(titles)} documents"
    return Export(graph, facts, title, originals or {}, store, plan)


Writer = Callable[[Export, Path], None]


class FormatModule(Protocol):
    """What the module of a format offers."""

    FILES: Mapping[str, Writer]
    """Name of each file, and what writes it."""

    def read_files(self, folder: Path, /) -> Reading | None:
        """Return what the files hold, or None where they are not made to be read back."""

    def find_faults(self, folder: Path, /) -> Iterator[str]:
        """Yield where the files break a known rule of a tool that opens them."""


class Quote(msgspec.Struct, frozen=True):
    """A piece of evidence as a row: whose it is, where it stands, its words.

    Attributes:
        id: The owner's id, "/" and a running number from 1.
        owner: Id of the entity or relation that it supports.
        document: Title of the document.
        start, end: Of the quote in the document's text, in characters.
        focus: The words in the quote that were found.
        bbox: Boxes on the page, as in the GraphML contract.
    """

    id: str
    owner: str
    document_id: str
    document: str
    page: int
    start: int
    end: int
    quote: str
    focus: str
    bbox: str


QUOTE_TYPES: Mapping[str, str] = {
    name: "int" if name in ("page", "start", "end") else "string" for name in Quote.__struct_fields__
}


def list_quotes(facts: Facts) -> Iterator[Quote]:
    """Yield the evidence of every entity, then of every relation."""
    titles = name_documents(facts)
    owners: Iterable[Entity | Relation] = (*facts.entities, *facts.relations)
    for owner in owners:
        for number, evidence in enumerate(owner.evidence, start=1):
            yield describe_quote(owner.id, number, evidence, titles)


def describe_quote(owner: str, number: int, evidence: Evidence, titles: Mapping[str, str]) -> Quote:
    """Return one piece of evidence as a row."""
    begin = evidence.span.start
    return Quote(
        id=f"{owner}/{number}",
        owner=owner,
        document_id=evidence.document_id,
        document=clean(titles.get(evidence.document_id, evidence.document_id)),
        page=evidence.page,
        start=begin,
        end=evidence.span.end,
        quote=clean(evidence.quote),
        focus=clean(evidence.quote[evidence.focus.start - begin : evidence.focus.end - begin]),
        bbox=write_boxes(evidence.regions, evidence.page),
    )
