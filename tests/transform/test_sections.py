"""Sections and cues: what a heading announces, and what each block stands under."""

import pytest

from transform.cues import build_cue_pattern, find_roles_of, read_section_patterns, read_statement_cues
from transform.sections import find_places, find_section_roles, list_children

TEXT = """# Rivers for All

This text says what comes next.

## Goals

We do much. The steps are:

- dig wells
- mend pipes

After that comes the rest.

## Means of implementation

### Budget

All is paid for.
"""


@pytest.mark.parametrize(
    ("heading", "roles"),
    [
        ("Priority areas of assistance (mid-term goals)", ("areas", "goals")),
        ("Challenges and constraints", ("issues",)),
        ("Lead agency", ("actors",)),
        ("Methodology", ("method",)),
        ("ANNEX 3", ("aside",)),
        ("Vision", ("goals",)),
        ("What we will do", ("measures",)),
        ("Budget", ("means",)),
        ("Introduction", ("context",)),
        ("Targets and indicators", ("targets",)),
        ("Policy measures", ("measures",)),
        ("Gaps", ("issues",)),
    ],
)
def test_a_heading_announces_its_roles(heading, roles):
    assert find_roles_of(heading) == roles


@pytest.mark.parametrize(
    "heading",
    [
        "Rivers",
        "Our lakes",
        "The people",
        "Birds",
        "gaping holes",
        "The microscope",
        "Roadside trees",
        "Agendas",
        "Water",
        "Whole villages",
        "Singapore",
        "",
    ],
)
def test_other_headings_announce_nothing(heading):
    assert find_roles_of(heading) == ()


def test_every_role_is_tried_once():
    roles = [role for role, _ in read_section_patterns()]
    assert len(roles) == len(set(roles))
    assert {"areas", "goals", "measures", "targets", "issues", "actors", "context"} <= set(roles)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("our goals", True),
        ("the target group", True),
        ("targeting", True),
        ("GOALS", True),
        ("goal", False),
        ("subgoals", False),
        ("retarget", False),
        ("", False),
    ],
)
def test_a_cue_is_a_whole_word_and_a_star_stands_for_any_ending(text, found):
    assert bool(build_cue_pattern(("goals", "target*")).search(text)) is found


def test_the_strengths_of_commitment_share_no_word():
    cues = read_statement_cues()
    words = [*cues.committed, *cues.recommended, *cues.possible]
    assert len(words) == len(set(words))
    assert not set(cues.planned) & set(cues.pledged)


def read_place(read, words):
    document = read(TEXT)
    block = next(one for one in document.blocks if document.text[one.span.start : one.span.end] == words)
    return document, find_places(document)[block.id]


@pytest.mark.parametrize(
    ("words", "headings", "lead_in", "rank"),
    [
        ("This text says what comes next.", [], "", 0),
        ("dig wells", ["Goals"], "The steps are:", 0),
        ("mend pipes", ["Goals"], "The steps are:", 1),
        ("After that comes the rest.", ["Goals"], "", 0),
        ("All is paid for.", ["Means of implementation", "Budget"], "", 0),
        ("Budget", ["Means of implementation"], "", 0),
    ],
)
def test_a_block_knows_its_headings_lead_in_and_rank(read, words, headings, lead_in, rank):
    document, place = read_place(read, words)
    assert [document.text[one.span.start : one.span.end] for one in place.headings] == headings
    assert (place.lead_in, place.rank) == (lead_in, rank)
    assert (place.introduced_by is not None) is bool(lead_in)


def test_the_roles_of_the_headings_stand_innermost_first(read):
    document, place = read_place(read, "All is paid for.")
    assert find_section_roles(document, place.headings) == (("means",), ("means",))
    document, place = read_place(read, "dig wells")
    assert find_section_roles(document, place.headings) == (("goals",),)


def test_children_stand_right_under_their_heading(read):
    document = read(TEXT)
    names = {one.id: document.text[one.span.start : one.span.end] for one in document.blocks}
    children = {
        names[name]: [names[one.id] for one in found] for name, found in list_children(document).items()
    }
    assert children["Goals"][1:3] == ["dig wells", "mend pipes"]
    assert children["Means of implementation"] == ["Budget"]
    assert children["Budget"] == ["All is paid for."]
    assert "Rivers for All" not in children


def test_every_block_has_a_place(read):
    document = read(TEXT)
    assert set(find_places(document)) == {block.id for block in document.blocks}
