import pytest

from load.checks import check_facts
from load.errors import UnknownSelection
from load.selecting import RULE, select_facts
from load.selection import Selection, check_selection
from tests.builders import (
    OTHER_DOCUMENT,
    build_entity,
    build_evidence,
    build_facts,
    build_many,
    build_policy,
    build_relation,
)
from transform.records import Facts


def list_ties(facts: Facts) -> set[tuple[str, str, str]]:
    labels = {entity.id: entity.label for entity in facts.entities}
    return {(labels[item.source], item.relation, labels[item.target]) for item in facts.relations}


def list_kinds(facts: Facts) -> set[str]:
    return {entity.kind for entity in facts.entities}


def test_everything_is_kept_by_default():
    assert select_facts(build_policy(), Selection()) == build_policy()


@pytest.mark.parametrize("level", ["goals", "areas", "measures"])
@pytest.mark.parametrize("facts", [build_policy(), build_many(200, 2)], ids=["policy", "many"])
def test_a_view_keeps_the_schema(level: str, facts: Facts):
    check_facts(select_facts(facts, Selection(level)))


def test_ties_of_measures_are_taken_up_to_their_areas():
    facts = select_facts(build_policy(), Selection("areas"))
    assert list_kinds(facts).isdisjoint({"measure", "target"})
    assert list_ties(facts) >= {
        ("Ministry of Rivers", "implements", "Wells and springs"),
        ("Government of Japan", "funds", "Wells and springs"),
        ("Wells and springs", "in_sector", "Basic drinking water supply"),
        ("Wells and springs", "benefits", "herder families"),
        ("Wells and springs", "located_in", "Lakeside Province"),
        ("Wells and springs", "part_of", "Rural water supply"),
    }
    lifted = [item for item in facts.relations if item.rule == RULE]
    assert all(item.basis == "inferred" and item.evidence for item in lifted)


def test_goals_keep_what_the_schema_lets_a_goal_have():
    facts = select_facts(build_policy(), Selection("goals"))
    assert list_kinds(facts).isdisjoint({"area", "measure", "target", "place"})
    assert ("healthier rivers by 2035", "in_sector", "Basic drinking water supply") in list_ties(facts)
    assert ("healthier rivers by 2035", "addresses", "drying wells") in list_ties(facts)


def test_a_lifted_tie_adds_its_evidence_to_the_one_that_is_there():
    area = build_entity("area", "Roads")
    measures = [build_entity("measure", f"build road {number}") for number in (1, 2)]
    agency = build_entity("actor", "Road agency")
    said = build_evidence("The agency carries the roads.")
    relations = [build_relation(measure, "part_of", area) for measure in measures]
    relations += [build_relation(agency, "implements", measure, *measure.evidence) for measure in measures]
    relations.append(build_relation(agency, "implements", area, said))
    facts = select_facts(build_facts([area, agency, *measures], relations), Selection("areas"))
    [tie] = facts.relations
    assert (tie.basis, tie.evidence[0]) == ("stated", said)
    assert [item.quote for item in tie.evidence[1:]] == [measure.evidence[0].quote for measure in measures]


def test_areas_in_a_circle_end():
    one, two = build_entity("area", "One"), build_entity("area", "Two")
    ring = [build_relation(one, "part_of", two), build_relation(two, "part_of", one)]
    assert select_facts(build_facts([one, two], ring), Selection("goals")).relations == ()


def test_kinds_keep_the_ties_between_them():
    facts = select_facts(build_policy(), Selection(kinds=("actor", "measure")))
    assert list_kinds(facts) == {"actor", "measure"}
    assert {item.relation for item in facts.relations} == {"implements", "funds", "benefits", "assists"}


def test_documents_keep_their_own_evidence():
    own, others = build_evidence("A dam."), build_evidence("The dam.", document_id=OTHER_DOCUMENT)
    documents = [
        build_entity("document", "Dam plan", own),
        build_entity("document", "River plan", others, key="00000000000000b2"),
    ]
    dam, mill = build_entity("area", "Dams", own, others), build_entity("area", "Mills", own)
    facts = build_facts(
        [*documents, dam, mill],
        [build_relation(dam, "part_of", mill, own), build_relation(documents[1], "states", dam, others)],
    )
    kept = select_facts(facts, Selection(documents=("river",)))
    assert {entity.label for entity in kept.entities} == {"River plan", "Dams"}
    assert list_ties(kept) == {("River plan", "states", "Dams")}
    assert {item.document_id for entity in kept.entities for item in entity.evidence} == {OTHER_DOCUMENT}


@pytest.mark.parametrize(
    ("selection", "said"),
    [
        (Selection("pillars"), "no level is called pillars; there are: goals, areas, measures, all"),
        (Selection(kinds=("pillar",)), "no kind is called pillar; there are: document, goal"),
    ],
)
def test_an_unknown_level_or_kind_is_named(selection: Selection, said: str):
    with pytest.raises(UnknownSelection, match=said):
        check_selection(selection)


def test_a_document_that_is_not_there_is_named():
    with pytest.raises(UnknownSelection, match="no document's title or id holds 'Atlantis'"):
        select_facts(build_policy(), Selection(documents=("Atlantis",)))
