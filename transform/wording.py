"""Wording: when two phrases of a document say the same thing."""

import re
from collections.abc import Sequence

SAME = 0.8  # F1 of the words that two phrases share, from which they are one thing
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
    leaders: list[int] = []
    found = []
    for index in range(len(phrases)):
        same = (
            other
            for other in leaders
            if numbers[other] == numbers[index] and measure_overlap(stems[other], stems[index]) >= SAME
        )
        leader = next(same, index)
        if leader == index:
            leaders.append(index)
        found.append(leader)
    return found
