import pytest

from extract.records import BBox
from load.contract import EDGE_TYPES, NODE_TYPES
from load.graph import build_graph, write_boxes
from tests.builders import (
    OTHER_DOCUMENT,
    build_entity,
    build_evidence,
    build_facts,
    build_policy,
    build_relation,
)
from transform.records import Region


def node_of(graph, label):
    return next(data for _, data in graph.nodes(data=True) if data["label"] == label)


def edge_of(graph, relation):
    return [data for *_, data in graph.edges(keys=True, data=True) if data["relation"] == relation]


def test_nodes_and_edges_are_keyed_by_their_ids():
    facts = build_policy()
    graph = build_graph(facts)
    assert list(graph) == [entity.id for entity in facts.entities]
    assert sorted(key for *_, key in graph.edges(keys=True)) == [relation.id for relation in facts.relations]


def test_every_node_and_edge_has_every_attribute_of_the_contract():
    graph = build_graph(build_policy())
    assert all(list(data) == list(NODE_TYPES) for _, data in graph.nodes(data=True))
    assert all(list(data) == list(EDGE_TYPES) for *_, data in graph.edges(data=True))


def test_a_node_tells_where_it_is_named():
    ministry = node_of(build_graph(build_policy()), "Ministry of Rivers")
    assert ministry["pages"] == "2 | 10"
    assert ministry["documents"] == "Water for All Plan"
    assert ministry["aliases"] == "MoR | the Ministry"
    assert ministry["mention_count"] == 2
    assert ministry["quote"].startswith("The Ministry of Rivers will build")
    assert (ministry["country"], ministry["actor_type"]) == ("MN", "government")


def test_attributes_become_the_types_of_the_contract():
    graph = build_graph(build_policy())
    refused = node_of(graph, "raise the price of water")
    assert (refused["negated"], refused["condition"]) == (True, "if costs rise")
    assert node_of(graph, "Water for All Plan")["page_count"] == 4
    assert node_of(graph, "drying wells")["page_count"] == 0


def test_an_edge_takes_commitment_and_negation_from_the_measure_at_its_end():
    graph = build_graph(build_policy())
    part_of = {data["quote"]: data for data in edge_of(graph, "part_of")}
    assert part_of["If costs rise, the price of water will not be raised."]["negated"] is True
    assert edge_of(graph, "funds")[0]["commitment"] == "committed"
    assert edge_of(graph, "supports")[0]["commitment"] == "possible", "its own comes first"
    assert edge_of(graph, "assists")[0]["commitment"] == ""


def test_an_edge_bears_its_words():
    [edge] = edge_of(build_graph(build_policy()), "located_in")
    assert (edge["label"], edge["interaction"]) == ("is located in", "located_in")
    assert (edge["document"], edge["page"], edge["bbox"]) == (
        "Water for All Plan",
        2,
        "72,100.5,320.25,112.5",
    )
    assert (edge["evidence_count"], edge["weight"]) == (2, 2.0)


def test_parallel_edges_stay_apart():
    area, actor = build_entity("area", "Roads"), build_entity("actor", "Donor")
    ties = [build_relation(actor, relation, area) for relation in ("supports", "funds", "implements")]
    assert build_graph(build_facts([area, actor], ties)).number_of_edges(actor.id, area.id) == 3


def test_documents_are_listed_by_title_each_once():
    one = build_entity("document", "Plan | One", key="00000000000000a1")
    two = build_entity(
        "document", "Plan Two", build_evidence(document_id=OTHER_DOCUMENT), key="00000000000000b2"
    )
    places = [build_evidence(page=1), build_evidence(page=3), build_evidence(document_id=OTHER_DOCUMENT)]
    actor = build_entity("actor", "Council", *places)
    graph = build_graph(build_facts([one, two, actor]))
    assert graph.nodes[actor.id]["documents"] == "Plan / One | Plan Two"


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("a\nb\tc", "a b c"),
        ("bell\x07", "bell "),
        ("x" * 300, "x" * 200),
        ("a\u2028b", "a b"),
        ("café 🌍", "café 🌍"),
    ],
)
def test_labels_are_clean_and_short(label: str, written: str):
    entity = build_entity("issue", label)
    assert build_graph(build_facts([entity])).nodes[entity.id]["label"] == written


def test_boxes_on_other_pages_say_their_page():
    boxes = [Region(2, BBox(1, 2, 3, 4.5)), Region(3, BBox(0, 10, 20, 30))]
    assert write_boxes(boxes, 2) == "1,2,3,4.5 | p3:0,10,20,30"
