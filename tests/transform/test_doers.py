"""Doers: the subjects of measures, beside asides and after what they do before; no model is needed."""

import msgspec
import pytest

from tests.transform.role_builders import actor, name_ties
from tests.transform.sector_builders import build_document, mention
from transform.relations.roles import find_roles


def find(text, actors, *measures, **known):
    """Return who does what by which rule, of offices and measures that a text names."""
    document = msgspec.structs.replace(build_document(text), **known)
    ends = [
        *(actor(document, name) for name in actors),
        *(mention(document, "measure", name) for name in measures),
    ]
    return name_ties(find_roles(document, ends, ()), *ends)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The Highway Board could mend all roads.", "roles/subject"),
        ("The Highway Board’s contribution is to mend all roads.", "roles/subject"),
        ("The Highway Board, together with its partners, will mend all roads.", "roles/subject-aside"),
        ("The Highway Board is working closely with firms to mend all roads.", "roles/subject-aside"),
        ("The Highway Board launched a fund of ten pounds to mend all roads.", "roles/subject-aside"),
        ("The Highway Board is counting cars and will mend all roads.", "roles/subject-carried"),
        ("The Highway Board will lead by example by mend all roads.", "roles/subject-carried"),
    ],
)
def test_a_subject_does_what_its_words_lead_on_to(text, rule):
    assert find(text, ["Highway Board"], "mend all roads") == {
        ("Highway Board", "implements", "mend all roads", rule)
    }


@pytest.mark.parametrize(
    "text",
    [
        "The Highway Board says that drivers mend all roads.",
        "The Highway Board counts cars; others will mend all roads.",
        "The report of the Highway Board, which was read by drivers, says: mend all roads.",
        "The Highway Board rests, together with its dogs, while drivers mend all roads.",
    ],
)
def test_an_actor_before_a_measure_is_not_always_its_subject(text):
    assert find(text, ["Highway Board"], "mend all roads") == set()


def test_a_subject_does_all_that_is_joined_by_and():
    found = find(
        "The Highway Board will mend all roads and paint the bridges.",
        ["Highway Board"],
        "mend all roads",
        "paint the bridges",
    )
    assert {(source, target) for source, _, target, _ in found} == {
        ("Highway Board", "mend all roads"),
        ("Highway Board", "paint the bridges"),
    }


def test_whom_a_measure_names_does_not_do_the_next_one():
    found = find(
        "The Highway Board will advise the Rail Board and paint the bridges.",
        ["Highway Board", "Rail Board"],
        "advise the Rail Board",
        "paint the bridges",
    )
    assert {source for source, _, target, _ in found if target == "paint the bridges"} == {"Highway Board"}


def test_two_subjects_joined_by_and_both_do_it():
    found = find(
        "The Highway Board and the Rail Board will mend all roads.",
        ["Highway Board", "Rail Board"],
        "mend all roads",
    )
    assert {(source, role) for source, role, _, _ in found} == {
        ("Highway Board", "implements"),
        ("Rail Board", "implements"),
    }


def test_whoever_helps_in_an_aside_is_not_the_subject():
    found = find(
        "The Highway Board, in partnership with the Rail Board, will mend all roads.",
        ["Highway Board", "Rail Board"],
        "mend all roads",
    )
    assert found == {
        ("Highway Board", "implements", "mend all roads", "roles/subject-aside"),
        ("Rail Board", "supports", "mend all roads", "roles/supports-cue"),
    }


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("A bridge will be set up by the Highway Board.", True),
        ("A bridge will be painted jointly by the Highway Board.", True),
        ("A bridge stands close by the Highway Board.", False),
    ],
)
def test_the_passive_names_the_doer_after_by(text, does):
    measure = text.split(" the Highway")[0].removesuffix(" by")
    ties = {("Highway Board", "implements", measure, "roles/implements-cue")} if does else set()
    assert find(text, ["Highway Board"], measure) == ties
