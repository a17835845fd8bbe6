"""Wording: when two phrases of a document say the same thing."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

SAME = 0.8  # F1 of the words that two phrases share, from which they are one thing
TINY = 1e-9  # more than the error of a product of small numbers
SHORTEST_STEM = 4  # letters that an ending must leave
_WORD = re.compile(r"[a-z0-9]+")
_ENDING = re.compile(r"(?:[iy][sz]ations?|ations?|ments?|ings?|ies|ed|es|s|y|e)$")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_EMPTY = re.compile(
    r"an?|and|as|at|be|by|for|from|in|including|is|its?|of|on|or|our|that|the|their|these|this|through|to|under|which"
    r"|will|with"
)


def list_stems(text: str) -> frozenset[str]:
    """Return the words of a phrase without endings and without words that say nothing by themselves."""
    words = _WORD.findall(text.lower().replace("\u2019s", "").replace("'s", ""))
    return frozenset(cut_ending(word) for word in words if not _EMPTY.fullmatch(word))


def cut_ending(word: str) -> str:
    """Return a word without its ending, if enough of it is left: "improving" and "improvement" meet."""
    found = _ENDING.search(word)
    return word[: found.start()] if found and found.start() >= SHORTEST_STEM else word


def measure_overlap(first: frozenset[str], second: frozenset[str]) -> float:
    """Return the F1 of the words that two phrases share, 0 to 1."""
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def group_same(phrases: Sequence[str]) -> list[int]:
    """Return for each phrase the index of the first phrase that says the same, with the same numbers."""
    stems = [list_stems(phrase) for phrase in phrases]
    numbers = [frozenset(_NUMBER.findall(phrase)) for phrase in phrases]
    alike = Alike(stems)
    found = []
    for index, words in enumerate(stems):
        same = (other for other in alike.list_same(words) if numbers[other] == numbers[index])
        leader = next(same, index)
        if leader == index:
            alike.add(index, words)
        found.append(leader)
    return found


class Alike:
    """Phrases as sets of words, to be asked which of them say the same as another, without trying each.

    Two phrases that share so many of their words share one of the rarest few of each (the prefix filter of
    Chaudhuri, Ganti and Kaushik, 2006), so that only those under these words need to be compared.
    """

    def __init__(self, phrases: Iterable[frozenset[str]]) -> None:
        """Count how rare each word is among phrases."""
        self._counts = Counter(word for words in phrases for word in words)
        self._known: dict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)

    def add(self, index: int, words: frozenset[str]) -> None:
        """Add a phrase under its index, which is higher than those before."""
        for word in self._list_rarest(words):
            self._known[word].append((index, words))

    def list_same(self, words: frozenset[str]) -> list[int]:
        """Return the indexes of the phrases added that say the same, in order."""
        found = {
            index
            for word in self._list_rarest(words)
            for index, other in self._known.get(word, ())
            if measure_overlap(other, words) >= SAME
        }
        return sorted(found)

    def _list_rarest(self, words: frozenset[str]) -> list[str]:
        """Return so many of the rarest words that a phrase without any of them has too few of all."""
        fewest = math.ceil(len(words) * SAME / (2 - SAME) - TINY)
        return sorted(words, key=lambda word: (self._counts[word], word))[: len(words) - fewest + 1]
