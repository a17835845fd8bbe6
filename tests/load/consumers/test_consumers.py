"""Real tools open what is written, and find in it what was in the graph."""

from pathlib import Path

import pytest

from load.consumers.consumer import Consumer, try_consumer
from load.consumers.registry import CONSUMERS
from load.formats.export import Reading
from load.formats.registry import FORMATS
from tests.builders import build_many, build_policy
from tests.load.formats.drawn import build_hostile, write_format
from transform.records import Facts

each_consumer = pytest.mark.parametrize(
    "consumer", CONSUMERS, ids=[f"{item.name}-{item.format}" for item in CONSUMERS]
)
IDS_ALONE = ("xmlschema", "Graphviz")  # they are asked for ids and ends alone


def prepare(consumer: Consumer, facts: Facts, folder: Path) -> "object":
    if not consumer.find():
        pytest.skip(f"{consumer.name} is not installed: {consumer.remedy}")
    if FORMATS[consumer.format].library:
        pytest.importorskip(FORMATS[consumer.format].library)
    return write_format(consumer.format, facts, folder).graph


@each_consumer
@pytest.mark.parametrize("facts", [build_hostile(), build_many(60, 2)], ids=["hostile", "many"])
def test_the_tool_finds_every_node_edge_and_attribute(consumer: Consumer, facts: Facts, tmp_path: Path):
    graph = prepare(consumer, facts, tmp_path)
    trial = try_consumer(consumer, tmp_path, graph)
    assert trial.notes == ()
    assert (trial.result, trial.nodes, trial.edges) == ("passed", len(facts.entities), len(facts.relations))


@each_consumer
def test_the_tool_reads_labels_types_and_weights(consumer: Consumer, tmp_path: Path):
    graph = prepare(consumer, build_policy(), tmp_path)
    reading = consumer.open(tmp_path)
    if consumer.name in IDS_ALONE:
        pytest.skip("the tool is asked for ids and ends alone")
    assert all(
        {"label", "kind", "quote", "confidence", "mention_count"} <= values.keys()
        for _, values in reading.nodes
    )
    assert all(
        {"relation", "quote", "weight", "page", "negated"} <= values.keys() for *_, values in reading.edges
    )
    assert graph.number_of_nodes() > 0


@each_consumer
def test_the_tool_shows_that_another_file_is_another(consumer: Consumer, tmp_path: Path):
    graph = prepare(consumer, build_policy(), tmp_path)
    source, target, key = next(iter(graph.edges(keys=True)))
    graph.remove_edge(source, target, key=key)
    assert try_consumer(consumer, tmp_path, graph).result == "failed"


def test_a_tool_that_is_not_there_is_skipped_with_the_remedy(tmp_path: Path):
    absent = Consumer("Absent", "graphml", lambda: "", lambda _: Reading((), ()), "apt-get install absent")
    trial = try_consumer(absent, tmp_path, write_format("graphml", build_policy(), tmp_path).graph)
    assert (trial.result, trial.notes) == ("skipped", ("not installed: apt-get install absent",))


def test_a_file_that_cannot_be_opened_fails(tmp_path: Path):
    (tmp_path / "graph.graphml").write_text("<graphml>", encoding="utf-8")
    graph = write_format("gexf", build_policy(), tmp_path).graph
    for consumer in CONSUMERS:
        if consumer.format == "graphml" and consumer.find():
            assert try_consumer(consumer, tmp_path, graph).result == "failed", consumer.name
