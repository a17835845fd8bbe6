"""Rates over labelled texts: what depends on a statistical model is tested as a rate, not as a sentence."""

import msgspec
import pytest

from extract.document import read_document
from pipeline.settings import read_model_name
from tests.eval.__main__ import OWN, SAMPLE, list_labelled
from tests.eval.baseline import find_baseline
from tests.eval.scoring import Count, Label, LabelledEdge, Labels, Score, score, total
from transform.annotate import annotate
from transform.language import load_language
from transform.resolve import resolve

LEAST_NODES, LEAST_EDGES = 0.65, 0.5  # F1 over our own labelled texts; see `make eval` for the figures


@pytest.fixture(scope="module")
def scores():
    nlp = load_language(read_model_name())
    ours, baseline = Score({}, {}, {}), Score({}, {}, {})
    for labels_file, source in list_labelled([OWN, OWN, OWN, SAMPLE]):
        labels = msgspec.json.decode(labels_file.read_bytes(), type=Labels)
        document = read_document(source, source=source.name)
        ours.add(score(labels, resolve([annotate(document, nlp)])))
        baseline.add(score(labels, find_baseline(document, read_model_name())))
    return ours, baseline


def test_most_nodes_and_edges_of_the_labelled_texts_are_found(scores):
    ours, _ = scores
    assert ours.all_nodes.f1 >= LEAST_NODES
    assert ours.all_edges.f1 >= LEAST_EDGES


def test_the_baseline_finds_far_less(scores):
    ours, baseline = scores
    assert ours.all_nodes.f1 > 2 * baseline.all_nodes.f1
    assert baseline.all_edges.right == 0


def test_a_graph_scores_full_marks_against_itself():
    nlp = load_language(read_model_name())
    source = SAMPLE / "mongolia-brief.pdf"
    facts = resolve([annotate(read_document(source, source=source.name), nlp)])
    nodes = [
        Label(item.id, item.kind, item.label, item.aliases, dict(item.attributes).get("code", ""))
        for item in facts.entities
    ]
    edges = [LabelledEdge(tie.source, tie.relation, tie.target) for tie in facts.relations]
    result = score(Labels(tuple(nodes), tuple(edges)), facts)
    assert result.all_nodes.precision == result.all_nodes.recall == 1.0


def test_an_empty_graph_scores_nothing_and_divides_by_nothing():
    assert total([]).f1 == 0.0
    assert Count(0, 0, 5, 0).f1 == 0.0
