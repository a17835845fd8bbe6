"""Edges of a written graph: each says by which rule, how surely, in which words, on which page and where."""

from pathlib import Path

import networkx as nx
import pytest

from extract.document import read_document
from load.graph import build_graph
from load.graphml import write_graphml
from pipeline.settings import read_model_name
from transform.annotate import annotate
from transform.language import load_language
from transform.resolve import resolve

SAMPLE = Path(__file__).parents[2] / "source_docs" / "mongolia-brief.pdf"


@pytest.fixture(scope="module")
def edges(tmp_path_factory):
    document = read_document(SAMPLE, source=SAMPLE.name)
    found = annotate(document, load_language(read_model_name()))
    path = tmp_path_factory.mktemp("graph") / "graph.graphml"
    write_graphml(build_graph(resolve([found])), path)
    graph = nx.read_graphml(path, force_multigraph=True)
    return document, [data for _, _, data in graph.edges(data=True)]


def read(data, name):
    """Return an attribute of an edge, whether its key bears a prefix or not."""
    return data.get(name, data.get(f"e_{name}"))


def test_every_edge_says_by_which_rule_and_how_surely(edges):
    _, found = edges
    assert len(found) > 20
    assert all("/" in read(data, "rule") for data in found)
    assert {read(data, "basis") for data in found} <= {"stated", "inferred"}
    assert all(0 < read(data, "confidence") <= 1 for data in found)


def test_every_edge_shows_its_words_and_where_they_stand(edges):
    document, found = edges
    pages = {page.number for page in document.pages}
    for data in found:
        assert read(data, "quote").strip()
        assert read(data, "page") in pages
        assert read(data, "bbox").strip()
