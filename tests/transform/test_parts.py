"""Parts: a phrase that names several actions, each with an object of its own, is several."""

import pytest

from transform.parts import name_form, split_actions


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Restore the old wells and train the new guards", ["Restore the old wells", "train the new guards"]),
        (
            "Restoration of the dunes and planting of tall reeds",
            ["Restoration of the dunes", "planting of tall reeds"],
        ),
        ("Mending the long pier, planting tall reeds", ["Mending the long pier", "planting tall reeds"]),
        (
            "restore the old wells and to train the new guards",
            ["restore the old wells", "train the new guards"],
        ),
        ("To mend the long pier, to plant tall reeds", ["mend the long pier", "plant tall reeds"]),
        ("mend the long pier, to plant tall reeds", []),
        (
            "Mending the long pier, restoration of the dunes",
            ["Mending the long pier", "restoration of the dunes"],
        ),
        ("early flood warning; low dune fences", ["early flood warning", "low dune fences"]),
        ("Build and mend roads", []),
        ("Planning, building and mending roads", []),
        ("Repair the old wells", []),
        ("Wells and pipes of the old town", []),
    ],
)
def test_actions_with_objects_of_their_own_are_parts(nlp, text, parts):
    assert [part.text for part in split_actions(nlp(text)[:])] == parts


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Improved health of the herds", "participle"),
        ("Improving the health of herds", "gerund"),
        ("To improve the health of herds", "infinitive"),
        ("Improve the health of herds", "imperative"),
        ("Health of the herds", "nominal"),
    ],
)
def test_a_phrase_is_named_by_how_it_opens(nlp, text, form):
    assert name_form(nlp(text)[:]) == form
