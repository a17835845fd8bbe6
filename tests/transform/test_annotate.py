"""Annotate: what holds of all that is found in a document, for a made-up plan and for any text."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.transform.sector_builders import build_document
from transform.annotate import annotate, annotate_found
from transform.finders import FINDERS
from transform.language import parse_passages
from transform.models.linear import read_models
from transform.records import Annotations
from transform.resolve import resolve
from transform.schema import read_schema

PLAN = """# Rivers for All: National Water Plan of Kenya

Ministry of Rivers, May 2020

## 1 Background

Recurrent droughts destroy the harvest of herder families. The lack of clean water hurts the villages.
In 2015 about 40% of wells were dry. The National Drought Authority (NDA) warned the Government of Kenya.

## 2 Overall goal: safe water for every household

The plan is in line with the Water Act 2012, the Paris Agreement and SDG 6.

## 3 Priority areas

### 3.1 Rural water supply

- Dig boreholes in dry villages
- Train the keepers of the wells

The Ministry of Rivers will build 40 water points for herder families by 2030. Norway supports the works.
We will not raise the price of water. The NDA shall map the springs.

### 3.2 Healthy lakes

The Ministry will close the landfill at the lake and plant 200,000 trees by 2028.
"""
WORDS = (
    "we", "will", "water", "the", "Ministry", "of", "Rivers", "cut", "30%", "by", "2030", "Kenya", "Norway",
    "goal", "Pillar", "1", ":", "lack", "drought", "poor", "NDA", "(", ")", "and", ",", "SDG", "6", "Act",
    "should", "plan", "to", "farmers", "National", "Policy", "our", "country", "It", "is", "–", "•", "“", "”",
    "’s", "£5", "million", ".",
)  # fmt: skip
LINES = ("\n\n", "\n\n## ", "\n\n### ", "\n\n- ", "\n- ", "\n  - ", "\n\n1. ", "\n", ":\n\n")


def find_stray_evidence(document, annotations):
    """Return what shows other words than those of the document, or words outside one block."""
    blocks = [block.span for block in document.blocks]
    faults = []
    for one in (*annotations.mentions, *annotations.relations):
        evidence = one.evidence
        span, focus = evidence.span, evidence.focus
        right = (
            evidence.document_id == document.id
            and 0 <= span.start <= focus.start < focus.end <= span.end <= len(document.text)
            and evidence.quote == document.text[span.start : span.end]
            and any(block.start <= span.start and span.end <= block.end for block in blocks)
            and 1 <= evidence.page <= max(len(document.pages), 1)
        )
        if not right:
            faults.append(one)
    return faults


def find_wrong_ties(annotations):
    """Return the ties with an end that does not exist, or that the schema does not know."""
    kinds = {mention.id: mention.kind for mention in annotations.mentions}
    return [
        one
        for one in annotations.relations
        if one.source not in kinds
        or one.target not in kinds
        or not read_schema().allows(kinds[one.source], one.relation, kinds[one.target])
    ]


def find_wrong_mentions(annotations):
    """Return the mentions of an unknown kind, or with an attribute or value that the schema does not know."""
    schema = read_schema()
    return [
        one
        for one in annotations.mentions
        if one.kind not in schema.kinds
        or not {name for name, _ in one.attributes} <= set(schema.kinds[one.kind].attributes)
        or any(value not in schema.values.get(name, (value,)) for name, value in one.attributes if value)
        or not 0 < one.confidence <= 1
        or not (one.name.strip() and one.key and one.rule)
    ]


def check_annotations(document, annotations):
    assert annotations.document_id == document.id
    assert find_stray_evidence(document, annotations) == []
    assert find_wrong_ties(annotations) == []
    assert find_wrong_mentions(annotations) == []
    for found in (annotations.mentions, annotations.relations):
        assert len({one.id for one in found}) == len(found)
    assert all(0 < one.confidence <= 1 for one in annotations.relations)
    assert {one.basis for one in annotations.relations} <= {"stated", "inferred"}


@pytest.fixture(scope="module")
def plan(read):
    return read(PLAN)


@pytest.fixture(scope="module")
def annotations(plan, nlp):
    return annotate(plan, nlp)


def test_what_must_hold_of_any_document_holds_of_a_plan(plan, annotations):
    check_annotations(plan, annotations)


def test_two_runs_are_equal(plan, nlp, annotations):
    assert annotate(plan, nlp) == annotations
    assert msgspec.json.encode(annotate(plan, nlp)) == msgspec.json.encode(annotations)


def test_annotations_written_and_read_back_are_equal(annotations):
    assert msgspec.json.decode(msgspec.json.encode(annotations), type=Annotations) == annotations


def test_findings_stand_in_the_order_of_the_text(annotations):
    for found in (annotations.mentions, annotations.relations):
        places = [one.evidence.focus.start for one in found]
        assert places == sorted(places)


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("document", ""),
        ("actor", "organisation:KE:ministry-of-rivers"),
        ("actor", "organisation:KE:national-drought-authority"),
        ("actor", "government:KE"),
        ("actor", "government:NO"),
        ("framework", "water act 2012 ke"),
        ("sdg", "UNSDG:6"),
    ],
)
def test_a_plan_names_its_document_actors_frameworks_and_codes(annotations, kind, key):
    assert [one for one in annotations.mentions if one.kind == kind and (not key or one.key == key)]


@pytest.mark.parametrize("words", ["200,000 trees", "40 water points"])
def test_a_plan_sets_its_targets(annotations, words):
    assert [one for one in annotations.mentions if one.kind == "target" and words in one.name]


@pytest.mark.parametrize("words", ["droughts", "lack of clean water"])
def test_a_plan_says_its_issues(annotations, words):
    assert [one for one in annotations.mentions if one.kind == "issue" and words in one.name]


@pytest.mark.parametrize("words", ["40%", "2015", "2012"])
def test_past_figures_and_dates_of_laws_are_no_targets(annotations, words):
    assert not [one for one in annotations.mentions if one.kind == "target" and words in one.name]


def test_the_document_cites_the_frameworks_that_it_names(annotations):
    kinds = {one.id: one for one in annotations.mentions}
    cited = {kinds[one.target].name for one in annotations.relations if one.relation == "cites"}
    assert {"Water Act 2012", "Paris Agreement"} <= cited


def test_the_facts_of_a_plan_fit_the_schema(annotations):
    facts = resolve([annotations])
    kinds = {entity.id: entity.kind for entity in facts.entities}
    assert len(kinds) == len(facts.entities)
    assert all(entity.evidence for entity in facts.entities)
    for one in facts.relations:
        assert read_schema().allows(kinds[one.source], one.relation, kinds[one.target])
        assert one.evidence


@pytest.mark.parametrize(
    "rows",
    [
        (),
        ("",),
        (("title", "Rivers"),),
        (("heading", "Goals"),),
        (("table_row", ["", ""]),),
        (("table_row", ["We will cut losses by 30% by 2030", "Ministry of Rivers", "SDG 6"]),),
        (("footnote", "We will dig wells."), ("caption", "Table 1 Wells")),
        (("list_item", "Dig wells"), ("list_item", "Mend pipes")),
        ("İstanbul’da ﬁne “water” — 水",),
        (".",),
        ("(",),
        ("A" * 3000,),
    ],
)
def test_odd_documents_are_annotated(nlp, rows):
    document = build_document(*rows)
    check_annotations(document, annotate(document, nlp))


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    lines=st.lists(
        st.tuples(st.sampled_from(LINES), st.lists(st.sampled_from(WORDS), min_size=1, max_size=14)),
        min_size=1,
        max_size=8,
    ),
    country=st.sampled_from(["", "KE", "NO"]),
    title=st.sampled_from(["", "UK aid to Kenya", "National Policy"]),
)
def test_any_text_is_annotated_with_evidence_in_range(read, nlp, lines, country, title):
    text = "# Rivers\n\n" + "".join(mark + " ".join(words) for mark, words in lines)
    document = read(text, country=country, title=title)
    found = annotate(document, nlp)
    check_annotations(document, found)
    assert annotate(document, nlp) == found


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(["paragraph", "heading", "list_item", "caption", "footnote", "title"]),
            st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
        )
        | st.tuples(
            st.just("table_row"),
            st.lists(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), min_size=1, max_size=4),
        ),
        max_size=8,
    ),
    headers=st.lists(st.sampled_from(["Action", "SDG", "Lead agency", "Policy documents", ""]), max_size=4),
)
def test_any_blocks_are_annotated_with_evidence_in_range(nlp, rows, headers):
    document = build_document(*rows, headers=headers)
    check_annotations(document, annotate(document, nlp))


def test_the_order_in_which_finders_are_asked_does_not_matter(read, nlp):
    document, models = read(PLAN), read_models()
    first, second = (
        {name: FINDERS[name](document, passages, models) for name in names}
        for names, passages in (
            (list(FINDERS), parse_passages(document, nlp)),
            (list(reversed(FINDERS)), parse_passages(document, nlp)),
        )
    )
    assert all(found.mentions for found in first.values())
    assert second == first
    assert annotate_found(document, parse_passages(document, nlp), first) == annotate(document, nlp)
