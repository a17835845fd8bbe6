"""Features of a phrase: what is said of its words, of what stands before it and of its fellows."""

import pytest

from transform.features import list_features
from transform.setting import build_settings
from transform.statements import join_statements


@pytest.fixture
def describe(parse):
    def describe_phrases(text):
        document, passages = parse(text)
        statements = join_statements(passages)
        settings = build_settings(document, statements)
        return {one.phrase.text: set(list_features(one, settings(one))) for one in statements}

    return describe_phrases


def test_words_before_a_phrase_are_features_in_their_order_and_by_lemma(describe):
    found = describe("The final objectives are to protect the old harbour.")["protect the old harbour"]
    assert {"before-two=are_to", "far-before=objective"} <= found
    assert "far-before=harbour" not in found


def test_what_the_verb_is_done_to_is_a_feature(describe):
    found = describe("The town will repair the pier.")["repair the pier"]
    assert {"object=pier", "head+object=repair_pier", "objects=1"} <= found


def test_a_phrase_of_several_actions_is_told_from_each_of_them(describe):
    found = describe("The town will restore the old pier and train new guards.")
    whole = found["restore the old pier and train new guards"]
    assert {"several", "several+linked=False"} <= whole
    assert "several" not in found["restore the old pier"]
    assert "part" in found["train new guards"]


def test_actions_that_a_means_holds_are_told_apart(describe):
    found = describe("- Improve the old bay by means of reeds and restore the long pier.")
    whole = found["Improve the old bay by means of reeds and restore the long pier"]
    assert {"several", "several+linked=True"} <= whole


def test_statements_of_a_sentence_know_how_many_they_are_and_which_they_are(describe):
    found = describe("The town will restore the old pier. The town will restore the old mill.")
    assert {"fellows=1", "rank=1"} <= found["restore the old mill"]
    found = describe("The town will restore the old pier, and will train new guards.")
    assert {"fellows=2", "rank=1"} <= found["restore the old pier"]
    assert {"fellows=2", "rank=2"} <= found["train new guards"]


def test_the_innermost_heading_is_known_by_pairs_of_its_words(describe):
    found = describe("# Plan\n\n## What we will achieve\n\nThe town will repair the pier.")["repair the pier"]
    assert {"heading-pair=what_we", "heading-pair=we_will", "heading-pair=will_achieve"} <= found
