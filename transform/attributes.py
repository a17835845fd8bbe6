"""Attributes: what spaCy's attribute ruler says of tokens, remembered for those like ones seen before.

The ruler tries some two hundred patterns on each token and takes a third of the pipeline's time. All but
a few of its patterns look at one token alone: two tokens that are alike to them get the same attributes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
LABEL_TESTS = frozenset({"IN", "NOT_IN"})
REMEMBERED = "remembered_attributes"


class RememberingRuler:
    """Sets the attributes that the ruler would set; asks it only for tokens unlike any that it has seen."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self.ruler = ruler
        self.known: dict[tuple[int, int, int], tuple[int, ...]] = {}
        self.wide = Matcher(ruler.vocab)
        single, several = [], []
        for index, pattern in enumerate(list_patterns(ruler)):
            wide = [tokens for tokens in pattern["patterns"] if len(tokens) > 1]
            single += [tokens[0] for tokens in pattern["patterns"] if len(tokens) == 1]
            several += wide
            if wide:
                self.wide.add(str(index), wide)
        strings = ruler.vocab.strings
        self.words = Named(list_asked(single, "LOWER"), strings)
        self.labels = Named(list_asked(single, "DEP"), strings)
        self.marks = frozenset(strings.add(find_mark(tokens)) for tokens in several)

    def __call__(self, doc: Doc) -> Doc:
        """Return the parsed text with its attributes set."""
        seen = doc.to_array(list(SEEN)).tolist()
        if any(row[-1] for row in seen):
            return self.ruler(doc)
        words, labels = self.words, self.labels
        keys = [(tag, words[word], labels[label]) for tag, word, label, _ in seen]
        rows = [self.known.get(key) for key in keys]
        if None in rows:
            self.learn(doc, keys)
            rows = [self.known.get(key) for key in keys]
        if not self.marks.isdisjoint({number for row in seen for number in row[1:3]}):
            for place, row in self.ask_wide(doc).items():
                rows[place] = row
        if None in rows:
            return self.ruler(doc)
        if keys:
            said: Any = numpy.array(rows, dtype="uint64")
            doc.from_array(list(SAID), said)
        return doc

    def ask_wide(self, doc: Doc) -> dict[int, tuple[int, ...] | None]:
        """Return what the ruler says of the tokens that patterns of several match, by their places.

        It is asked for these alone; if side by side they make further matches, nothing is known of them.
        """
        matches = self.wide(doc, allow_missing=True)
        places = sorted({place for _, start, end in matches for place in range(start, end)})
        if not places:
            return {}
        alone = pick_tokens(doc, places)
        if len(self.wide(alone, allow_missing=True)) != len(matches):
            return dict.fromkeys(places)
        return dict(zip(places, map(tuple, self.ruler(alone).to_array(list(SAID)).tolist()), strict=True))

    def learn(self, doc: Doc, keys: Sequence[tuple[int, int, int]]) -> None:
        """Remember what the ruler says of the tokens that are unlike others, if they make no wide match."""
        places = {key: index for index, key in enumerate(keys) if key not in self.known}
        alone = pick_tokens(doc, list(places.values()))
        if len(self.wide) and self.wide(alone, allow_missing=True):
            return
        said = self.ruler(alone).to_array(list(SAID)).tolist()
        self.known.update(zip(places, map(tuple, said), strict=True))


def pick_tokens(doc: Doc, places: Sequence[int]) -> Doc:
    """Return some tokens of a text as one, with all that patterns look at."""
    picked = Doc(doc.vocab, words=[doc[place].text for place in places])
    seen: Any = doc.to_array(["TAG", "DEP"])[list(places)]
    return picked.from_array(["TAG", "DEP"], seen)


class Named(dict[int, int]):
    """The number of each word or label that patterns name; 0 for all others, which are alike to them."""

    def __init__(self, asked: Iterable[Any], strings: StringStore) -> None:
        super().__init__()
        self.strings = strings
        self.named: set[str] = set()
        self.shapes: list[re.Pattern[str]] = []
        for test in asked:
            if isinstance(test, str):
                self.named.add(test)
            else:
                self.named.update(word for name in ("IN", "NOT_IN") for word in test.get(name, ()))
                self.shapes += [re.compile(test[name]) for name in ("REGEX",) if name in test]

    def __missing__(self, number: int) -> int:
        """Return the number if patterns name what it stands for, else 0."""
        text = self.strings[number]
        named = text in self.named or any(shape.search(text) for shape in self.shapes)
        self[number] = number if named else 0
        return self[number]


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


def find_mark(tokens: Iterable[Mapping[str, Any]]) -> str:
    """Return a word or label that stands in each text that a pattern matches, or "" if it names none."""
    sure = [token for token in tokens if "OP" not in token]
    named = (asked for name in ("LOWER", "DEP") for asked in list_asked(sure, name))
    return next((asked for asked in named if isinstance(asked, str)), "")


def list_patterns(ruler: AttributeRuler) -> list[dict[str, Any]]:
    """Return the patterns of a ruler."""
    patterns: Any = ruler.patterns
    return list(patterns)


def list_asked(single: Iterable[Mapping[str, Any]], name: str) -> Iterator[Any]:
    """Yield what patterns of single tokens ask of an attribute."""
    return (token[name] for token in single if name in token)


def looks_at_tokens(pattern: Mapping[str, Any]) -> bool:
    """Tell whether a pattern of a single token looks only at what is compared, one of several has a mark."""
    single = [tokens[0] for tokens in pattern["patterns"] if len(tokens) == 1]
    told = all(
        isinstance(asked, str) or tests.issuperset(asked)
        for name, tests in (("LOWER", WORD_TESTS), ("DEP", LABEL_TESTS))
        for asked in list_asked(single, name)
    )
    marked = all(find_mark(tokens) for tokens in pattern["patterns"] if len(tokens) > 1)
    return told and marked and all(set(SEEN).issuperset(token) for token in single)
