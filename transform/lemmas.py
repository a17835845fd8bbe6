"""Lemmas: what spaCy's lemmatizer by rules says of a word, remembered for the same word set alike.

It looks at a token's text, part of speech and morphology alone, and takes a fifth of the pipeline's time.
"""

from typing import Any

import numpy
from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

SEEN = ("ORTH", "POS", "MORPH", "LEMMA")
REMEMBERED_LEMMAS = "remembered_lemmas"


class RememberingLemmatizer:
    """Sets the lemmas that the lemmatizer would set; asks it only for words that it has not seen set so."""

    def __init__(self, lemmatizer: Lemmatizer) -> None:
        self.lemmatizer = lemmatizer
        self.known: dict[tuple[int, int, int], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Return the text with the lemmas of those of its tokens that have none."""
        rows = doc.to_array(list(SEEN)).tolist()
        lemmas = [row[3] or self.known.get((row[0], row[1], row[2]), 0) for row in rows]
        for index, lemma in enumerate(lemmas):
            if not lemma:
                lemmas[index] = self.learn(doc, index, rows[index])
        if lemmas:
            said: Any = numpy.array(lemmas, dtype="uint64")
            doc.from_array(["LEMMA"], said)
        return doc

    def learn(self, doc: Doc, index: int, row: list[int]) -> int:
        """Return the number of the lemma that the lemmatizer gives a token, having remembered it."""
        lemma = doc.vocab.strings.add(self.lemmatizer.lemmatize(doc[index])[0])
        self.known[row[0], row[1], row[2]] = lemma
        return lemma


@Language.factory(REMEMBERED_LEMMAS)
def build_remembering_lemmatizer(nlp: Language, name: str) -> RememberingLemmatizer:
    """Return what remembers for the lemmatizer of a pipeline."""
    del name
    lemmatizer = nlp.get_pipe("lemmatizer")
    if not isinstance(lemmatizer, Lemmatizer):
        raise TypeError("the pipeline has no lemmatizer")
    return RememberingLemmatizer(lemmatizer)


def remember_lemmas(nlp: Language) -> None:
    """Have a pipeline remember its lemmas, if rules make them of the word as it is set."""
    if "lemmatizer" not in nlp.pipe_names:
        return
    lemmatizer = nlp.get_pipe("lemmatizer")
    if isinstance(lemmatizer, Lemmatizer) and lemmatizer.mode == "rule" and not lemmatizer.overwrite:
        find_words_fast(lemmatizer)
        nlp.add_pipe(REMEMBERED_LEMMAS, after="lemmatizer")
        nlp.disable_pipe("lemmatizer")


def find_words_fast(lemmatizer: Lemmatizer) -> None:
    """Have a lemmatizer look up its known words as sets; it ships them as lists and goes through each."""
    known = lemmatizer.lookups.get_table("lemma_index", {})
    for kind, words in list(known.items()):
        known[kind] = frozenset(words)
