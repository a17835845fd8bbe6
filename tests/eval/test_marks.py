"""Labels without text: marks of words score as the words themselves."""

import re

import pytest

from tests.eval.marks import mark_words
from tests.eval.scoring import Label, Labels, score
from training.labelled import Node, is_read, rate
from transform.records import Entity, Facts
from transform.wording import list_stems

NAME = "Rehabilitation of forty bridges"


def mark(text):
    """Return the marks of a wording as a label file holds them."""
    return " ".join(sorted(mark_words(list_stems(text))))


def find(label):
    """Return what is found: one measure of this name."""
    return Facts(
        entities=(
            Entity(
                id="m:1",
                kind="measure",
                label=label,
                aliases=(),
                attributes=(),
                rule="",
                confidence=1.0,
                evidence=(),
            ),
        ),
        relations=(),
    )


@pytest.mark.parametrize(
    ("found", "right"), [("Rehabilitate forty bridges", 1), ("Training of nurses in the districts", 0)]
)
def test_a_marked_label_is_met_by_what_its_words_would_meet(found, right):
    marked = Labels((Label("m1", "measure", forms=(mark(NAME),)),), ())
    plain = Labels((Label("m1", "measure", NAME),), ())
    assert score(marked, find(found)).nodes["measure"].right == right
    assert score(plain, find(found)).nodes["measure"].right == right


def test_marks_hold_no_word_and_training_rates_them_alike():
    assert re.fullmatch(r"[0-9a-f]{6}( [0-9a-f]{6})*", mark(NAME))
    stems = list_stems(NAME)
    plain = Node("m1", "measure", "", (stems,))
    marked = Node("m1", "measure", "", (mark_words(stems),), marked=True)
    for words in (stems, list_stems("forty old bridges"), frozenset()):
        assert rate(marked, words) == rate(plain, words)


def test_a_page_was_read_if_it_lies_in_the_scope_of_each_kind():
    labels = Labels((), (), {"measure": (4, 15), "issue": (1, 2)})
    assert [is_read(labels, page) for page in (3, 4, 15, 16)] == [False, True, True, False]
    assert is_read(Labels((), ()), 99)
