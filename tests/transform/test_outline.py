"""The outline: which headings and items the policy itself names or lists as its goals and areas."""

import pytest

from transform.outline import find_outline_roles

OPENING = "# Rivers for All\n\nThis text says what comes next.\n\n"


@pytest.fixture
def outline(read):
    def find_outline(text):
        document = read(OPENING + text)
        roles = find_outline_roles(document)
        return [
            (roles[block.id], document.text[block.span.start + roles[block.id].label_start : block.span.end])
            for block in document.blocks
            if block.id in roles
        ]

    return find_outline


@pytest.mark.parametrize(
    ("text", "kind", "level", "label"),
    [
        ("## Pillar 2: Human capital\n\nText.", "area", "", "Human capital"),
        ("## Priority area B – Water\n\nText.", "area", "", "Water"),
        ("## Component II. Roads\n\nText.", "area", "", "Roads"),
        ("## 1.2 Priority area 3: Farms\n\nText.", "area", "", "Farms"),
        ("- Pillar 1: Better soils", "area", "", "Better soils"),
        ("## Strategic objective 3: Clean air\n\nText.", "goal", "specific", "Clean air"),
        ("## Outcome 1.2 More trees\n\nText.", "goal", "specific", "More trees"),
        ("## Overall goal: a life without want\n\nText.", "goal", "overall", "a life without want"),
        ("## Vision: rivers that live\n\nText.", "goal", "overall", "rivers that live"),
        ("- Goal 1: clean water", "goal", "specific", "clean water"),
        ("- Goal 2.1: clean air", "goal", "specific", "clean air"),
        ("- Objective IV – more trees", "goal", "specific", "more trees"),
        ("- Vision 2040: rivers that live", "goal", "overall", "rivers that live"),
        ("- Mission: to serve the villages", "goal", "overall", "to serve the villages"),
    ],
)
def test_a_block_that_names_itself_has_its_role_and_the_rest_is_its_label(outline, text, kind, level, label):
    ((role, words),) = outline(text)
    assert (role.kind, role.level, words) == (kind, level, label)
    assert role.rule.startswith("outline/")


@pytest.mark.parametrize(
    "text",
    [
        "## Introduction\n\nText.",
        "## Area studies\n\nText.",
        "## Programme of the day\n\nText.",
        "## Pillars of salt\n\nText.",
        "## Goal-keeping\n\nText.",
        "## The vision of the elders\n\nText.",
        "## Vision:\n\nText.",
        "Pillar 2: Human capital is only said in a sentence.",
        "Mission: to serve is said in a sentence.",
        "## Rivers\n\n- deep\n- wide",
        "The members are:\n\n- the mayor\n- the clerk",
        "## Annex\n\n- water\n- roads",
    ],
)
def test_other_blocks_have_no_role(outline, text):
    assert outline(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "labels"),
    [
        (
            "## Priority areas\n\n### Water\n\nText.\n\n### Roads\n\nText.",
            "area",
            ["Water", "Roads"],
        ),
        (
            "## Pillars of the plan\n\n- better soils\n- deeper wells",
            "area",
            ["better soils", "deeper wells"],
        ),
        ("The priority areas are:\n\n- water\n- roads\n- schools", "area", ["water", "roads", "schools"]),
        (
            "The goals are:\n\n- clean water for all\n- healthy rivers",
            "goal",
            ["clean water for all", "healthy rivers"],
        ),
        ("## Objectives\n\n- clean lakes\n- more trees", "goal", ["clean lakes", "more trees"]),
        (
            "## Goals of the plan\n\nSome text.\n\n- clean lakes\n- more trees",
            "goal",
            ["clean lakes", "more trees"],
        ),
    ],
)
def test_items_that_a_heading_or_lead_in_announces_have_its_role(outline, text, kind, labels):
    found = outline(text)
    assert {(role.kind, role.rule) for role, _ in found} == {(kind, f"outline/listed-{kind}")}
    assert [words for _, words in found] == labels


@pytest.mark.parametrize(
    "text",
    [
        "## Priority areas\n\n### Water\n\nText.",
        "The goals are:\n\n- clean water for all",
        "The goals are:\n\n- the lake will be clean\n- trees are planted",
        "## Priority areas\n\n### Introduction\n\nText.\n\n### Conclusion\n\nText.",
        "## Priority areas\n\nWater and roads.",
        "The goals of the match were late.\n\n- one\n- two",
        "Priority actions:\n\n- mending the dykes\n- planting trees",
        "## Activities in the priority areas\n\n- mending the dykes\n- planting trees",
        "Support is needed in these priority areas:\n\n- Strengthen the dykes\n- Promote reeds",
        "The goals are:\n\n- forest over 40 % of the land\n- 300 km of rural roads",
    ],
)
def test_one_item_full_sentences_and_frame_headings_are_no_list_of_goals_or_areas(outline, text):
    assert outline(text) == []


def test_a_heading_that_only_frames_a_list_is_left_out_of_it(outline):
    found = outline(
        "## Priority areas\n\n### Introduction\n\nText.\n\n### Water\n\nText.\n\n### Roads\n\nText."
    )
    assert [words for _, words in found] == ["Water", "Roads"]


def test_what_names_itself_is_surer_than_what_is_listed(outline):
    ((named, _),) = outline("## Pillar 2: Human capital\n\nText.")
    (listed, _), _ = outline("## Objectives\n\n- clean lakes\n- more trees")
    assert 0.5 < listed.confidence < named.confidence < 1.0
