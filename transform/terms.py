"""Terms: lists of words and phrases matched as whole words, the longest at a place first."""

import re
from collections.abc import Iterable, Mapping

import msgspec


class TermMatch(msgspec.Struct, frozen=True):
    """A term found in a text: characters from `start` to `end`, the term as listed, what it stands for."""

    start: int
    end: int
    term: str
    value: str


class TermMatcher:
    """Finds listed terms in texts; a final "*" of a term matches any ending, a plural "s" is optional."""

    def __init__(self, values: Mapping[str, str], *, ignored: Iterable[str] = ()) -> None:
        """Prepare the patterns.

        Args:
            values: What each term stands for, by the term in lower case.
            ignored: Phrases that are matched and then left out, so that no term inside them is found.
        """
        self.values = {normalise(term): value for term, value in values.items()}
        self.ignored = {normalise(term) for term in ignored}
        terms = sorted({*self.values, *self.ignored}, key=lambda term: (-len(term), term))
        self.pattern = re.compile(
            "|".join(f"(?P<t{index}>{write_pattern(term)})" for index, term in enumerate(terms))
        )
        self.terms = terms

    def find(self, text: str) -> list[TermMatch]:
        """Return the terms in a text, in its order, none overlapping another."""
        found = []
        for match in self.pattern.finditer(normalise(text)):
            term = self.terms[int(str(match.lastgroup)[1:])]
            if term not in self.ignored:
                found.append(TermMatch(match.start(), match.end(), term, self.values[term]))
        return found


def normalise(text: str) -> str:
    """Return text in lower case with plain apostrophes, of the same length."""
    lower = text.lower()
    lower = lower if len(lower) == len(text) else "".join(char.lower()[:1] or char for char in text)
    return lower.replace("\u2019", "'").replace("\u2018", "'")


def write_pattern(term: str) -> str:
    """Return the regular expression of a term."""
    if term.endswith(" *"):
        return rf"\b{re.escape(term[:-2])}(?: [a-z]+(?:,| and| of| for)?){{1,4}}\b"
    if term.endswith("*"):
        return rf"\b{re.escape(term[:-1])}[\w-]*"
    plural = "" if term.endswith("s") or not term[-1].isalpha() else "(?:s|es)?"
    end = r"\b" if term[-1].isalnum() else ""
    return rf"\b{re.escape(term)}{plural}{end}"
