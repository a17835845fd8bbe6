"""Resolve: what is named twice is one, what differs stays two, whatever the order of the documents."""

import itertools

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import DOCUMENT, OTHER_DOCUMENT, build_evidence
from transform.ids import build_mention_id, build_relation_mention_id
from transform.records import Annotations, Mention, RelationMention
from transform.resolve import resolve


def build_mention(
    kind, name, key="", *, at=0, confidence=0.9, document=DOCUMENT, aliases=(), rule="", **attributes
):
    key = key or name.lower()
    evidence = build_evidence(name, document_id=document, start=at, page=1 + at // 1000)
    return Mention(
        id=build_mention_id(kind, key, at, at + len(name)),
        kind=kind,
        name=name,
        key=key,
        rule=rule or f"{kind}/test",
        confidence=confidence,
        evidence=evidence,
        attributes=tuple(sorted(attributes.items())),
        aliases=tuple(aliases),
    )


def tie(source, relation, target, *, basis="stated", confidence=0.8, rule="", **attributes):
    return RelationMention(
        id=build_relation_mention_id(source.id, relation, target.id),
        relation=relation,
        source=source.id,
        target=target.id,
        rule=rule or f"{relation}/test",
        basis=basis,
        confidence=confidence,
        evidence=source.evidence,
        attributes=tuple(sorted(attributes.items())),
    )


def annotate(*mentions, ties=(), document=DOCUMENT):
    return Annotations(document, tuple(mentions), tuple(ties))


def test_nothing_gives_no_facts():
    assert resolve([]).entities == ()
    assert resolve([annotate()]).relations == ()


def test_the_same_thing_named_twice_is_one_entity_with_all_its_evidence():
    facts = resolve(
        [annotate(build_mention("actor", "MoR", "mor"), build_mention("actor", "MoR", "mor", at=90))]
    )
    (entity,) = facts.entities
    assert [one.focus.start for one in entity.evidence] == [0, 90]


def test_the_same_thing_in_two_documents_is_one_entity():
    here = annotate(build_mention("actor", "MoR", "mor"))
    there = annotate(build_mention("actor", "MoR", "mor", document=OTHER_DOCUMENT), document=OTHER_DOCUMENT)
    (entity,) = resolve([here, there]).entities
    assert [one.document_id for one in entity.evidence] == [DOCUMENT, OTHER_DOCUMENT]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("area", "Priority area 1"), ("area", "Priority area 2")),
        (("sdg", "SDG 1"), ("sdg", "SDG 11")),
        (("goal", "Clean water"), ("area", "Clean water")),
        (("actor", "Ministry of Roads"), ("actor", "Ministry of Rivers")),
        (("measure", "build 40 wells"), ("measure", "build 41 wells")),
    ],
)
def test_things_that_differ_by_kind_or_key_are_two(one, other):
    facts = resolve([annotate(build_mention(*one), build_mention(*other, at=90))])
    assert len(facts.entities) == 2


def test_the_label_is_the_name_that_most_mentions_bear_and_the_others_are_aliases():
    facts = resolve(
        [
            annotate(
                build_mention("actor", "Rivers Ministry", "mor", confidence=0.99),
                build_mention("actor", "Ministry of Rivers", "mor", at=50, aliases=["MoR"]),
                build_mention("actor", "Ministry of Rivers", "mor", at=90, aliases=["MoR", ""]),
            )
        ]
    )
    (entity,) = facts.entities
    assert entity.label == "Ministry of Rivers"
    assert entity.aliases == ("MoR", "Rivers Ministry")


def test_of_equally_frequent_names_the_surest_is_the_label():
    facts = resolve(
        [
            annotate(
                build_mention("actor", "the Ministry", "mor", confidence=0.5),
                build_mention("actor", "Ministry of Rivers", "mor", at=50, confidence=0.9),
            )
        ]
    )
    assert facts.entities[0].label == "Ministry of Rivers"


def test_rule_and_confidence_are_those_of_the_surest_mention():
    facts = resolve(
        [
            annotate(
                build_mention("actor", "MoR", "mor", confidence=0.5, rule="actors/group"),
                build_mention("actor", "MoR", "mor", at=50, confidence=0.9, rule="actors/office"),
            )
        ]
    )
    assert (facts.entities[0].rule, facts.entities[0].confidence) == ("actors/office", 0.9)


def test_attributes_are_joined_and_the_surest_mention_has_the_word():
    facts = resolve(
        [
            annotate(
                build_mention("actor", "MoR", "mor", confidence=0.5, country="KE", actor_type="ngo"),
                build_mention(
                    "actor", "MoR", "mor", at=50, confidence=0.9, country="", actor_type="government"
                ),
            )
        ]
    )
    assert facts.entities[0].attributes == (("actor_type", "government"), ("country", "KE"))


def test_the_same_evidence_counts_once():
    mention = build_mention("actor", "MoR", "mor")
    assert len(resolve([annotate(mention, mention)]).entities[0].evidence) == 1


def test_evidence_is_in_the_order_of_document_page_and_place():
    found = [
        annotate(
            build_mention("actor", "MoR", "mor", at=2500, document=OTHER_DOCUMENT), document=OTHER_DOCUMENT
        ),
        annotate(build_mention("actor", "MoR", "mor", at=1200), build_mention("actor", "MoR", "mor", at=80)),
    ]
    (entity,) = resolve(found).entities
    places = [(one.document_id, one.page, one.focus.start) for one in entity.evidence]
    assert places == [(DOCUMENT, 1, 80), (DOCUMENT, 2, 1200), (OTHER_DOCUMENT, 3, 2500)]


def test_the_same_tie_said_twice_is_one_relation():
    actor, again = build_mention("actor", "MoR", "mor"), build_mention("actor", "MoR", "mor", at=90)
    measure = build_mention("measure", "dig wells", at=50)
    ties = [tie(actor, "implements", measure), tie(again, "implements", measure)]
    (relation,) = resolve([annotate(actor, again, measure, ties=ties)]).relations
    assert [one.focus.start for one in relation.evidence] == [0, 90]


def test_ties_of_other_names_or_directions_stay_apart():
    one, two = build_mention("actor", "MoR", "mor"), build_mention("actor", "MoF", "mof", at=90)
    measure = build_mention("measure", "dig wells", at=50)
    ties = [
        tie(one, "implements", measure),
        tie(one, "funds", measure),
        tie(two, "implements", measure),
        tie(one, "assists", two),
        tie(two, "assists", one),
    ]
    assert len(resolve([annotate(one, two, measure, ties=ties)]).relations) == 5


def test_a_tie_of_a_thing_to_itself_is_left_out():
    one, again = build_mention("goal", "clean water", "w"), build_mention("goal", "clean water", "w", at=90)
    facts = resolve([annotate(one, again, ties=[tie(one, "contributes_to", again)])])
    assert facts.relations == ()


def test_what_is_stated_outranks_what_is_inferred_however_sure():
    area, goal = build_mention("area", "wells"), build_mention("goal", "clean water", at=50)
    again = build_mention("area", "wells", at=90)
    ties = [
        tie(area, "contributes_to", goal, basis="inferred", confidence=0.9, rule="guess"),
        tie(again, "contributes_to", goal, basis="stated", confidence=0.4, rule="words"),
    ]
    (relation,) = resolve([annotate(area, again, goal, ties=ties)]).relations
    assert (relation.basis, relation.rule, relation.confidence) == ("stated", "words", 0.4)


def test_the_ends_of_every_relation_are_entities():
    area, goal = build_mention("area", "wells"), build_mention("goal", "clean water", at=50)
    facts = resolve([annotate(area, goal, ties=[tie(area, "contributes_to", goal)])])
    ids = {entity.id for entity in facts.entities}
    assert all({one.source, one.target} <= ids for one in facts.relations)


def build_library():
    """Return three documents that speak of the same actors and goals in other words."""
    library = []
    for number, document in enumerate((DOCUMENT, OTHER_DOCUMENT, "doc:00000000000000c3")):
        actor = build_mention("actor", ("MoR", "Ministry of Rivers", "MoR")[number], "mor", document=document)
        donor = build_mention("actor", "Norway", "government:NO", at=40, document=document, country="NO")
        goal = build_mention("goal", "clean water", f"{document}:clean water", at=80, document=document)
        area = build_mention("area", "wells", "wells", at=100 + number, document=document, number=str(number))
        ties = [tie(area, "contributes_to", goal), tie(donor, "assists", actor, confidence=0.5 + number / 10)]
        library.append(annotate(actor, donor, goal, area, ties=ties, document=document))
    return library


def test_the_order_of_the_documents_does_not_matter():
    results = [resolve(order) for order in itertools.permutations(build_library())]
    assert all(facts == results[0] for facts in results)


def test_facts_are_sorted_by_id_and_each_id_stands_once():
    facts = resolve(build_library())
    for ids in ([one.id for one in facts.entities], [one.id for one in facts.relations]):
        assert ids == sorted(set(ids))


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["actor", "goal"]),
            st.sampled_from(["a", "b", "c"]),
            st.sampled_from(["Name", "Other name"]),
            st.integers(0, 9),
            st.sampled_from([0.3, 0.9]),
        ),
        max_size=12,
    )
)
def test_no_mention_is_lost(rows):
    mentions = [
        build_mention(kind, name, key, at=100 * place, confidence=sure)
        for kind, key, name, place, sure in rows
    ]
    facts = resolve([annotate(*mentions)])
    assert {(one.kind, one.key) for one in mentions} == {
        (one.kind, one.id.split(":")[1]) for one in facts.entities
    }
    places = {(one.kind, one.key, one.evidence.focus) for one in mentions}
    assert sum(len(one.evidence) for one in facts.entities) == len(places)
    assert facts == resolve([annotate(*mentions)])


def test_what_is_equal_in_records_read_from_files_is_one_object_in_the_facts():
    pier = build_mention("measure", "Build a pier", commitment="planned")
    fund = build_mention("measure", "Set up a fund", at=90, commitment="planned")
    port = build_mention("area", "Safe ports", at=200)
    found = annotate(pier, fund, port, ties=[tie(pier, "part_of", port), tie(fund, "part_of", port)])
    read = msgspec.json.decode(msgspec.json.encode(found), type=Annotations)
    facts = resolve([read])
    entities = {entity.id: entity for entity in facts.entities}
    measures = [entity for entity in facts.entities if entity.kind == "measure"]
    assert measures[0].attributes is measures[1].attributes
    for relation in facts.relations:
        source = entities[relation.source]
        assert relation.evidence[0] is source.evidence[0]
        assert relation.source is source.id
    assert facts == resolve([found])
