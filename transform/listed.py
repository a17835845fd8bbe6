"""Listed phrases: a pattern of many is tried only where a word begins as one of them does."""

import re
from collections.abc import Iterable, Iterator

BEGINNING = 3  # letters of its first word by which a phrase is known
_BEGINNING = re.compile(rf"(?<!\w)\w{{1,{BEGINNING}}}")


class ListedPattern:
    """Finds what a pattern of listed phrases finds; a search would try hundreds of them at every word."""

    def __init__(self, pattern: re.Pattern[str], phrases: Iterable[str]) -> None:
        """Note how the phrases begin.

        Args:
            pattern: Matches one of the phrases, as written or in any case, from the start of a word.
            phrases: Each begins with a letter or digit.
        """
        self._pattern = pattern
        self._beginnings = frozenset(read_beginning(phrase) for phrase in phrases)

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the matches in a text that do not overlap, in its order, as `finditer` does."""
        end = 0
        for word in _BEGINNING.finditer(text):
            if word.start() < end or word.group().casefold() not in self._beginnings:
                continue
            match = self._pattern.match(text, word.start())
            if match is not None:
                end = match.end()
                yield match


def read_beginning(phrase: str) -> str:
    """Return how a phrase begins, whatever the case of its letters.

    Raises:
        ValueError: If it begins with neither letter nor digit.
    """
    beginning = _BEGINNING.match(phrase)
    if beginning is None:
        raise ValueError(f"{phrase!r} begins with no letter")
    return beginning.group().casefold()
