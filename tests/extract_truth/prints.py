"""Prints: short fingerprints of printed lines, by which a page can be checked without copying its words."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from itertools import accumulate, pairwise

import msgspec

from extract.records import Block, Document

FEWEST_LETTERS = 6  # a line with fewer letters is compared by its letters and digits
DIGEST = 6  # hexadecimal digits of a fingerprint
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


class Print(msgspec.Struct, frozen=True):
    """The fingerprint of a line: what is compared ("a" letters, "n" letters and digits), how many, digest."""

    form: str
    length: int
    digest: str

    def __str__(self) -> str:
        """Return it as it is written in a truth file."""
        return f"{self.form}{self.length}:{self.digest}"


def reduce(text: str, form: str) -> str:
    """Return the letters ("a"), or letters and digits ("n"), of a text in lower case."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    if form == "a":
        return "".join(char for char in folded if char.isalpha())
    return "".join(char for char in folded if char.isalnum())


def take_print(text: str) -> Print:
    """Return the fingerprint of a line, a cell or a whole block."""
    form = "a" if len(reduce(text, "a")) >= FEWEST_LETTERS else "n"
    letters = reduce(text, form)
    return Print(form, len(letters), digest(letters))


def digest(letters: str) -> str:
    """Return a short hash; letters that run from right to left count in any order, as readers differ."""
    if _RIGHT_TO_LEFT.search(letters):
        letters = "".join(sorted(letters))
    return hashlib.blake2b(letters.encode(), digest_size=8).hexdigest()[:DIGEST]


def parse_print(text: str) -> Print:
    """Return a fingerprint from how it is written in a truth file."""
    head, _, tail = text.partition(":")
    return Print(head[0], int(head[1:]), tail)


class PageText:
    """What extract says stands on one page, as letters in reading order that know their blocks.

    A place is counted in letters and digits from the top of the page.
    """

    def __init__(self, document: Document, page: int) -> None:
        self.document = document
        pieces = [
            (index, reduce(piece, "n"))
            for index, block in enumerate(document.blocks)
            if any(line.page == page for line in block.lines)
            for piece in self.cut(block, page)
        ]
        signs = "".join(piece for _, piece in pieces)
        self.owners = [index for index, piece in pieces for _ in piece]
        self.edges = set(accumulate((len(piece) for _, piece in pieces), initial=0))
        self.steps = {
            "n": list(range(len(signs))),
            "a": [place for place, sign in enumerate(signs) if sign.isalpha()],
        }
        self.letters = {form: "".join(signs[place] for place in steps) for form, steps in self.steps.items()}
        self.places: dict[tuple[str, int], dict[str, list[int]]] = {}

    def cut(self, block: Block, page: int) -> list[str]:
        """Return number and words of a block that stand on the page."""
        text = self.document.text
        first = block.lines[0].page == page and block.number not in ("", "•")
        words = [
            text[word.start : word.end] for line in block.lines if line.page == page for word in line.words
        ]
        return [block.number, *words] if first else words

    def list_places(self, wanted: Print) -> list[tuple[int, int]]:
        """Return first and last letter of every place where a fingerprint fits; digits as whole words."""
        if not wanted.length:
            return []
        key = (wanted.form, wanted.length)
        steps = self.steps[wanted.form]
        if key not in self.places:
            letters = self.letters[wanted.form]
            found: dict[str, list[int]] = {}
            for start in range(len(letters) - wanted.length + 1):
                found.setdefault(digest(letters[start : start + wanted.length]), []).append(start)
            self.places[key] = found
        places = [
            (steps[start], steps[start + wanted.length - 1])
            for start in self.places[key].get(wanted.digest, [])
        ]
        if wanted.form == "a":
            return places
        return [(first, last) for first, last in places if first in self.edges and last + 1 in self.edges]

    def find(self, lines: Sequence[Print]) -> list[tuple[int, int, int] | None]:
        """Return for each line its place and its first and last block.

        Of several places a line takes the next one after the line before it that no other line has taken.
        """
        taken: set[int] = set()
        found: list[tuple[int, int, int] | None] = []
        after = 0
        for line in lines:
            free = [place for place in self.list_places(line) if place[0] not in taken]
            if not free:
                found.append(None)
                continue
            first, last = next((place for place in free if place[0] >= after), free[0])
            taken.update(range(first, last + 1))
            after = last + 1
            found.append((first, self.owners[first], self.owners[last]))
        return found


def share_following(places: Sequence[int | None]) -> tuple[int, int]:
    """Return how many neighbouring lines of the truth follow each other at once in the text, and of how many.

    A line that is not found breaks both pairs in which it stands.
    """
    ranks = {place: rank for rank, place in enumerate(sorted({item for item in places if item is not None}))}
    right = sum(
        left is not None and below is not None and 0 <= ranks[below] - ranks[left] <= 1
        for left, below in pairwise(places)
    )
    return right, max(len(places) - 1, 0)
