"""Attributes: what spaCy's attribute ruler says of tokens, remembered for those like ones seen before.

The ruler tries some two hundred patterns on each token and takes a third of the pipeline's time. All but
a few of its patterns look at one token alone: two tokens that are alike to them get the same attributes.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.strings import StringStore
from spacy.tokens import Doc

SEEN = ("TAG", "LOWER", "DEP", "IS_SPACE")  # what the patterns of single tokens look at
SAID = ("POS", "MORPH", "LEMMA")  # what they say
WORD_TESTS = frozenset({"IN", "NOT_IN", "REGEX"})
REMEMBERED = "remembered_attributes"


class RememberingRuler:
    """Sets the attributes that the ruler would set; asks it only for tokens unlike any that it has seen."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self.ruler = ruler
        self.known: dict[tuple[int, int, int], tuple[int, ...]] = {}
        self.wide = Matcher(ruler.vocab)
        single = []
        for index, pattern in enumerate(list_patterns(ruler)):
            wide = [tokens for tokens in pattern["patterns"] if len(tokens) > 1]
            single += [tokens[0] for tokens in pattern["patterns"] if len(tokens) == 1]
            if wide:
                self.wide.add(str(index), wide)
        self.words = Words(single)

    def __call__(self, doc: Doc) -> Doc:
        """Return the parsed text with its attributes set."""
        seen = doc.to_array(list(SEEN))
        if seen[:, -1].any() or (len(self.wide) and self.wide(doc, allow_missing=True)):
            return self.ruler(doc)
        strings, is_named = doc.vocab.strings, self.words.is_named
        keys = [(tag, word if is_named(word, strings) else 0, dep) for tag, word, dep, _ in seen.tolist()]
        rows = [self.known.get(key) for key in keys]
        if None in rows:
            return self.learn(self.ruler(doc), keys)
        if keys:
            said: Any = numpy.array(rows, dtype="uint64")
            doc.from_array(list(SAID), said)
        return doc

    def learn(self, doc: Doc, keys: Sequence[tuple[int, int, int]]) -> Doc:
        """Return the text, having remembered what the ruler says of its tokens."""
        self.known.update(zip(keys, map(tuple, doc.to_array(list(SAID)).tolist()), strict=True))
        return doc


class Words:
    """The words that patterns name; all others are alike to them."""

    def __init__(self, tokens: Sequence[Mapping[str, Any]]) -> None:
        self.named: set[str] = set()
        self.shapes: list[re.Pattern[str]] = []
        self.asked: dict[int, bool] = {}
        for asked in (token["LOWER"] for token in tokens if "LOWER" in token):
            if isinstance(asked, str):
                self.named.add(asked)
            else:
                self.named.update(
                    word for words in (asked.get("IN", ()), asked.get("NOT_IN", ())) for word in words
                )
                self.shapes += [re.compile(asked[name]) for name in ("REGEX",) if name in asked]

    def is_named(self, number: int, strings: StringStore) -> bool:
        """Tell whether a pattern names a word, given by its number among the strings."""
        named = self.asked.get(number)
        if named is None:
            word = strings[number]
            named = word in self.named or any(shape.search(word) for shape in self.shapes)
            self.asked[number] = named
        return named


@Language.factory(REMEMBERED)
def build_remembering_ruler(nlp: Language, name: str) -> RememberingRuler:
    """Return what remembers for the attribute ruler of a pipeline."""
    del name
    ruler = nlp.get_pipe("attribute_ruler")
    if not isinstance(ruler, AttributeRuler):
        raise TypeError("the pipeline has no attribute ruler")
    return RememberingRuler(ruler)


def remember_attributes(nlp: Language) -> None:
    """Have a pipeline remember what its attribute ruler says, if single tokens tell it."""
    if "attribute_ruler" not in nlp.pipe_names:
        return
    ruler = nlp.get_pipe("attribute_ruler")
    if isinstance(ruler, AttributeRuler) and all(map(looks_at_tokens, list_patterns(ruler))):
        nlp.add_pipe(REMEMBERED, after="attribute_ruler")
        nlp.disable_pipe("attribute_ruler")


def list_patterns(ruler: AttributeRuler) -> list[dict[str, Any]]:
    """Return the patterns of a ruler."""
    patterns: Any = ruler.patterns
    return list(patterns)


def looks_at_tokens(pattern: Mapping[str, Any]) -> bool:
    """Tell whether a pattern, if it is one of a single token, looks only at what is compared."""
    single = [tokens[0] for tokens in pattern["patterns"] if len(tokens) == 1]
    words = [token["LOWER"] for token in single if "LOWER" in token]
    told = all(isinstance(word, str) or WORD_TESTS.issuperset(word) for word in words)
    return told and all(set(SEEN).issuperset(token) for token in single)
