"""Judging: what the place of a statement says beside the model's chances."""

import pytest

from extract.records import Span
from transform.judging import (
    find_best_goal,
    judge_statements,
    says_something,
    skip_part_name,
)
from transform.models.linear import LinearModel
from transform.statements import join_statements

KINDS = ("area", "goal", "measure", "none", "target")


def build_model(*, none=1.5, **weights):
    """Return a model that gives each feature named `kind` chances by the form of the phrase alone."""
    return LinearModel(KINDS, (0.0, 0.0, 0.0, none, 0.0), weights.get("by_feature", {}))


LIKES_IMPERATIVES = build_model(by_feature={"rule=imperative": (0.0, 0.0, 6.0, 0.0, 0.0)})


@pytest.fixture
def judge(parse):
    def judge_text(text, model):
        document, passages = parse(text)
        found = judge_statements(document, join_statements(passages), model, taken=[])
        return [(one.kind, document.text[one.phrase.start : one.phrase.end]) for one in found]

    return judge_text


def test_a_heading_over_several_measures_is_an_area(judge):
    text = "## Safe harbours\n\n- Build a pier\n- Train the guards\n- Plant reeds"
    found = judge(text, LIKES_IMPERATIVES)
    assert ("area", "Safe harbours") in found
    assert ("measure", "Build a pier") in found


def test_a_heading_over_one_measure_or_with_no_name_of_its_own_is_none(judge):
    assert judge("## Safe harbours\n\n- Build a pier", LIKES_IMPERATIVES) == [("measure", "Build a pier")]
    text = "## Strategies:\n\n- Build a pier\n- Train the guards\n- Plant reeds"
    assert {kind for kind, _ in judge(text, LIKES_IMPERATIVES)} == {"measure"}


def test_a_heading_without_a_name_passes_its_measures_on_to_the_one_above(judge):
    text = "## Safe harbours\n\n### Strategies:\n\n- Build a pier\n- Train the guards\n- Plant reeds"
    assert ("area", "Safe harbours") in judge(text, LIKES_IMPERATIVES)


def test_an_item_over_several_measures_is_an_area_itself(judge):
    text = "- Improve the harbours\n  - Build a pier\n  - Train the guards\n- Plant reeds"
    found = judge(text, LIKES_IMPERATIVES)
    assert ("area", "Improve the harbours") in found
    assert ("measure", "Plant reeds") in found


def test_titles_of_one_list_are_areas_and_one_alone_is_none(judge):
    model = build_model()
    two = "- Safe ports - a pier for each of them\n- Clean water - a well for each town"
    assert judge(two, model) == [("area", "Safe ports"), ("area", "Clean water")]
    assert judge("- Safe ports - a pier for each of them\n- Clean water", model) == []


def test_a_clause_of_a_sentence_is_no_area(judge):
    eager = LinearModel(KINDS, (9.0, 0.0, 0.0, 0.0, 0.0), {})
    assert judge("The state will dig wells in dry towns.", eager) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Policy Statement 1", False),
        ("Strategies:", False),
        ("Priority actions", False),
        ("3.1", False),
        ("Action on rivers", True),
        ("Water", True),
    ],
)
def test_the_name_of_a_part_says_nothing(words, expected):
    assert says_something(words) is expected


@pytest.mark.parametrize(
    ("text", "words"),
    [("Annex B: Rivers", "Rivers"), ("Part 2 - Roads", "Roads"), ("Rivers", "Rivers"), ("Annex", "Annex")],
)
def test_a_heading_is_named_without_its_part(text, words):
    span = skip_part_name(text, Span(0, len(text)))
    assert text[span.start : span.end] == words


def test_without_goals_none_is_best():
    assert find_best_goal([], []) == []


LIKES_TARGETS = build_model(by_feature={"rule=imperative": (0.0, 0.0, 3.0, 0.0, 6.0)})


def test_what_is_likelier_a_target_is_one_if_it_names_a_quantity_and_else_nothing(judge):
    text = "- Plant 20,000 hectares of forest\n- Plant reeds along the coast"
    assert judge(text, LIKES_TARGETS) == [("target", "Plant 20,000 hectares of forest")]


def test_what_is_hardly_likelier_a_target_and_names_no_quantity_is_what_it_is_else(judge):
    unsure = build_model(by_feature={"rule=imperative": (0.0, 0.0, 5.0, 0.0, 5.5)})
    assert judge("- Plant reeds along the coast", unsure) == [("measure", "Plant reeds along the coast")]


def test_what_others_do_in_the_present_is_no_goal_unless_the_model_is_sure(judge):
    model = build_model(none=0.0, by_feature={"rule=present": (0.0, 1.0, 0.0, 0.0, 0.0)})
    assert judge("Many families live in poverty near the harbour.", model) == []
    sure = build_model(none=0.0, by_feature={"rule=present": (0.0, 6.0, 0.0, 0.0, 0.0)})
    assert ("goal", "live in poverty near the harbour") in judge(
        "Many families live in poverty near the harbour.", sure
    )
