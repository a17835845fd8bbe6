import msgspec
import pytest

from load.checks import check_facts, check_graph
from load.errors import InvalidGraph, LoadError
from load.graph import build_graph
from tests.builders import build_entity, build_facts, build_policy, build_relation
from transform.records import Facts

AREA = build_entity("area", "Rural roads")
MINISTRY = build_entity("actor", "Ministry of Roads", actor_type="government")


def test_a_whole_policy_passes():
    facts = build_policy()
    check_graph(build_graph(facts), facts)


def test_no_facts_pass():
    facts = build_facts([])
    check_graph(build_graph(facts), facts)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (build_facts([AREA], [build_relation(MINISTRY, "supports", AREA)]), "an end does not exist"),
        (
            build_facts([AREA, MINISTRY], [build_relation(AREA, "supports", MINISTRY)]),
            "the schema has no area supports actor",
        ),
        (build_facts([msgspec.structs.replace(AREA, evidence=())]), "no evidence"),
        (build_facts([msgspec.structs.replace(AREA, kind="pillar")]), "no kind is called 'pillar'"),
        (build_facts([msgspec.structs.replace(AREA, id="area:two words")]), "no XML name token"),
        (build_facts([msgspec.structs.replace(AREA, confidence=1.2)]), "not between 0 and 1"),
        (build_facts([build_entity("area", "Roads", colour="red")]), "a area has no attribute 'colour'"),
        (build_facts([build_entity("measure", "build", commitment="maybe")]), "'maybe' is none of committed"),
        (build_facts([AREA, AREA]), "more than once"),
    ],
)
def test_facts_that_break_the_schema_are_named(facts: Facts, said: str):
    with pytest.raises(LoadError, match=said):
        check_facts(facts)


def test_no_graph_is_built_of_broken_facts():
    with pytest.raises(InvalidGraph, match="no evidence"):
        build_graph(build_facts([msgspec.structs.replace(AREA, evidence=())]))


@pytest.mark.parametrize(
    ("attribute", "value", "said"),
    [
        ("mention_count", 1.0, "mention_count is float, declared int"),
        ("negated", 1, "negated is int, declared boolean"),
        ("label", "two\nlines", "label holds a control character"),
        ("extra", "", "'extra'.* are missing or unknown"),
    ],
)
def test_a_graph_that_breaks_the_contract_is_named(attribute: str, value: object, said: str):
    facts = build_facts([AREA])
    graph = build_graph(facts)
    graph.nodes[AREA.id][attribute] = value
    with pytest.raises(InvalidGraph, match=said):
        check_graph(graph, facts)


def test_a_lost_edge_is_named():
    facts = build_policy()
    graph = build_graph(facts)
    lost = facts.relations[0]
    graph.remove_edge(lost.source, lost.target, key=lost.id)
    with pytest.raises(InvalidGraph, match=f"{lost.id}: not in the graph"):
        check_graph(graph, facts)


def test_a_long_list_of_faults_is_cut():
    broken = [build_entity("area", f"Area {number}", wrong="x") for number in range(15)]
    with pytest.raises(InvalidGraph, match=r"and 5 more"):
        check_facts(build_facts(broken))
