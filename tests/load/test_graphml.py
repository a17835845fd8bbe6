import re
from pathlib import Path
from xml.etree import ElementTree

import igraph
import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from load.contract import EDGE_TYPES, NODE_TYPES
from load.formats.graphml import read_graphml
from load.graph import build_graph
from load.graphml import write_graphml
from tests.builders import build_entity, build_evidence, build_facts, build_policy, build_relation
from transform.records import Facts

NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"
HOSTILE = '"Quotes" & <tags> \' ]]> \x00\x0b\u202eright-to-left العربية 🌍 \ufffe\n-->' + "x" * 230
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


def write(facts: Facts, folder: Path) -> tuple["nx.MultiDiGraph[str]", Path]:
    graph, path = build_graph(facts), folder / "graph.graphml"
    write_graphml(graph, path)
    return graph, path


def read_xml(path: Path) -> ElementTree.Element:
    return ElementTree.parse(path).getroot()  # noqa: S314 - the file is our own


def test_networkx_reads_it_back_equal(tmp_path: Path):
    graph, path = write(build_policy(), tmp_path)
    again = nx.read_graphml(path, force_multigraph=True)
    assert again.is_directed()
    assert dict(again.nodes(data=True)) == dict(graph.nodes(data=True))
    assert sorted(again.edges(keys=True, data=True), key=lambda edge: edge[2]) == sorted(
        graph.edges(keys=True, data=True), key=lambda edge: edge[2]
    )


def test_igraph_reads_it_back_equal(tmp_path: Path):
    graph, path = write(build_policy(), tmp_path)
    again = igraph.Graph.Read_GraphML(str(path))
    assert again.is_directed()
    nodes = {vertex["id"]: vertex.attributes() for vertex in again.vs}
    assert {name: {**data, "id": name} for name, data in graph.nodes(data=True)} == nodes
    edges = {
        edge["eid"]: (again.vs[edge.source]["id"], again.vs[edge.target]["id"], edge) for edge in again.es
    }
    assert len(edges) == graph.number_of_edges()
    for source, target, name, data in graph.edges(keys=True, data=True):
        assert edges[name][:2] == (source, target)
        assert {key: edges[name][2][key] for key in EDGE_TYPES} == data


@given(
    labels=st.lists(texts, min_size=2, max_size=6, unique=True),
    ties=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), texts), max_size=8),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_is_read_back_equal(tmp_path: Path, labels: list[str], ties: list[tuple[int, int, str]]):
    areas = [build_entity("area", label, aliases=[label + "!"], number=label[:3]) for label in labels]
    relations = {}
    for source, target, quote in ties:
        one, other = areas[source % len(areas)], areas[target % len(areas)]
        relation = build_relation(one, "part_of", other, build_evidence(quote))
        relations[relation.id] = relation
    graph, path = write(build_facts(areas, list(relations.values())), tmp_path)
    again = nx.read_graphml(path, force_multigraph=True)
    assert dict(again.nodes(data=True)) == dict(graph.nodes(data=True))
    assert {key: data for *_, key, data in again.edges(keys=True, data=True)} == {
        key: data for *_, key, data in graph.edges(keys=True, data=True)
    }


def test_the_file_keeps_the_rules_of_the_schema(tmp_path: Path):
    graph, path = write(build_policy(), tmp_path)
    root = read_xml(path)
    keys = root.findall(NAMESPACE + "key")
    [drawn] = root.findall(NAMESPACE + "graph")
    assert [child.tag for child in root] == [NAMESPACE + "key"] * len(keys) + [NAMESPACE + "graph"]
    assert drawn.get("edgedefault") == "directed"
    ids = [key.get("id") for key in keys]
    assert len(set(ids)) == len(ids) == len(NODE_TYPES) + len(EDGE_TYPES)
    assert {key.get("attr.type") for key in keys} <= {"boolean", "int", "long", "float", "double", "string"}
    nodes, edges = drawn.findall(NAMESPACE + "node"), drawn.findall(NAMESPACE + "edge")
    names = [item.get("id") for item in (*nodes, *edges)]
    assert len(set(names)) == len(names) == len(graph) + graph.number_of_edges()
    assert all(re.fullmatch(r"[\w.:-]+", name) for name in names)
    assert all(edge.get("source") in graph and edge.get("target") in graph for edge in edges)


def test_keys_are_named_as_their_attributes(tmp_path: Path):
    _, path = write(build_policy(), tmp_path)
    keys = read_xml(path).findall(NAMESPACE + "key")
    for key in keys:
        name, shared = key.get("attr.name"), key.get("attr.name") in NODE_TYPES
        expected = f"e_{name}" if key.get("for") == "edge" and shared else name
        assert key.get("id") == expected
    assert {key.get("for") for key in keys} == {"node", "edge"}


def test_every_node_and_edge_has_every_value_once(tmp_path: Path):
    _, path = write(build_policy(), tmp_path)
    root = read_xml(path)
    keys = root.findall(NAMESPACE + "key")
    for tag in ("node", "edge"):
        declared = [key.get("id") for key in keys if key.get("for") == tag]
        for item in root.iter(NAMESPACE + tag):
            assert [data.get("key") for data in item] == declared


def test_hostile_text_is_written_as_text_on_one_line(tmp_path: Path):
    issue = build_entity("issue", HOSTILE, build_evidence(HOSTILE))
    graph, path = write(build_facts([issue]), tmp_path)
    label = nx.read_graphml(path).nodes[issue.id]["label"]
    assert label == graph.nodes[issue.id]["label"]
    assert len(label) == 200
    assert not re.search(r"[\x00-\x1f\ufffe]", label)
    assert "العربية 🌍" in label
    assert igraph.Graph.Read_GraphML(str(path)).vs[0]["label"] == label


def test_booleans_are_in_lower_case(tmp_path: Path):
    _, path = write(build_policy(), tmp_path)
    found = set(re.findall(r'<data key="(?:e_)?negated">(.*?)</data>', path.read_text("utf-8")))
    assert found == {"true", "false"}


@pytest.mark.parametrize("facts", [build_facts([]), build_policy()], ids=["empty", "policy"])
def test_the_same_facts_give_the_same_bytes(tmp_path: Path, facts: Facts):
    _, path = write(facts, tmp_path)
    first = path.read_bytes()
    assert write(facts, tmp_path)[1].read_bytes() == first
    assert nx.read_graphml(path, force_multigraph=True).number_of_nodes() == len(facts.entities)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('<node id="measure:', '<node id="m e a s u r e:', "is no XML name token"),
        ('attr.type="double"', 'attr.type="real"', "stops igraph"),
        ('for="node"', 'for="all"', "is refused by Gephi"),
        ('target="', 'target="no', "its target is no node"),
    ],
)
def test_what_breaks_a_rule_is_told_when_the_file_is_read_back(tmp_path: Path, old, new, fault):
    _, path = write(build_policy(), tmp_path)
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    reading = read_graphml(path)
    assert list(reading.nodes)
    assert list(reading.edges)
    assert any(fault in one for one in reading.faults)


def test_a_file_as_written_breaks_no_rule_and_holds_all(tmp_path: Path):
    graph, path = write(build_policy(), tmp_path)
    reading = read_graphml(path)
    assert dict(reading.nodes) == dict(graph.nodes(data=True))
    assert {name: values for name, _, _, values in reading.edges} == {
        name: values for _, _, name, values in graph.edges(keys=True, data=True)
    }
    assert reading.faults == []
