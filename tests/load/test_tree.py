from itertools import pairwise

from load.tree import build_tree
from tests.builders import build_entity, build_evidence, build_facts, build_many, build_policy, build_relation

AREA, GOAL = build_entity("area", "Roads"), build_entity("goal", "better travel")
MEASURE = build_entity("measure", "mend roads")


def test_part_of_comes_before_contributes_to_and_states():
    document = build_entity("document", "Plan", key="00000000000000a1")
    ties = [
        build_relation(MEASURE, "contributes_to", GOAL, confidence=1.0),
        build_relation(MEASURE, "part_of", AREA, confidence=0.4),
        build_relation(document, "states", MEASURE, confidence=1.0),
    ]
    tree = build_tree(build_facts([AREA, GOAL, MEASURE, document], ties))
    assert tree.parents[MEASURE.id] == AREA.id
    assert tree.parents[AREA.id] == document.id, "what nothing places stands under its document"


def test_circles_are_broken():
    one, two = build_entity("area", "One"), build_entity("area", "Two")
    ties = [build_relation(one, "part_of", two), build_relation(two, "part_of", one)]
    tree = build_tree(build_facts([one, two], ties))
    assert len(tree.parents) == 1
    assert tree.climb(one.id, [one.id]) == one.id


def test_hidden_parents_hand_their_children_up():
    facts = build_policy()
    tree = build_tree(facts)
    by_label = {entity.label: entity.id for entity in facts.entities}
    measure, area = by_label["build forty water points"], by_label["Rural water supply"]
    assert tree.climb(measure, [area]) == area
    assert tree.list_children([measure, area]) == {"": [area], area: [measure]}


def test_children_are_in_the_order_of_the_text():
    late = build_entity("area", "A late one", build_evidence("A late one", start=900))
    early = build_entity("area", "Early", build_evidence("Early", start=90))
    assert build_tree(build_facts([late, early])).list_children([late.id, early.id])[""] == [
        early.id,
        late.id,
    ]


def test_a_long_chain_is_no_problem():
    areas = [build_entity("area", f"Area {number}") for number in range(1500)]
    ties = [build_relation(lower, "part_of", upper) for upper, lower in pairwise(areas)]
    tree = build_tree(build_facts(areas, ties))
    assert tree.climb(areas[-1].id, [areas[0].id]) == areas[0].id


def test_every_document_heads_its_own_tree():
    facts = build_many(100, 4)
    tree = build_tree(facts)
    documents = {entity.id for entity in facts.entities if entity.kind == "document"}
    measures = [entity.id for entity in facts.entities if entity.kind == "measure"]
    assert all(tree.climb(measure, documents) in documents for measure in measures)
