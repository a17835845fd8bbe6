"""Letters spaced out: "P O L I C Y" is one word, though its letters stand apart."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

import msgspec

from extract.printed import PrintedWord

FEWEST_LETTERS = 5  # single letters in a row that are set apart on purpose: a row of symbols is shorter
WIDEST = 1.0  # type sizes: letters of one word stand no further apart
WORD_GAP = 1.8  # times the usual gap: a wider one parts words
ALIKE = 0.35  # type sizes by which gaps between letters of a word may differ: columns of letters differ more


def join_spaced(words: Sequence[PrintedWord], counts: Counter[str]) -> list[PrintedWord]:
    """Return the words of a page with letters that are spaced out joined; `counts` gets one for each word.

    Args:
        words: In reading order within each line.
        counts: Gets the repairs.
    """
    joined: list[PrintedWord] = []
    for run in list_runs(words):
        parts = list(cut_letters(run)) if len(run) >= FEWEST_LETTERS else []
        if parts and all(len(part) > 1 for part in parts):
            counts["spaced_letters"] += len(parts)
            joined += [join_letters(part) for part in parts]
        else:
            joined += run
    return joined


def list_runs(words: Sequence[PrintedWord]) -> Iterator[list[PrintedWord]]:
    """Yield runs of single letters that stand near each other on one line, and other words alone."""
    run: list[PrintedWord] = []
    for word in words:
        if run and not follows(run[-1], word):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def follows(left: PrintedWord, right: PrintedWord) -> bool:
    """Tell whether two words are letters of one line that stand near each other."""
    letters = len(left.text) == len(right.text) == 1 and left.text.isalpha() and right.text.isalpha()
    level = abs(left.bottom - right.bottom) < 0.2 * left.size and left.size == right.size
    return letters and level and 0 <= right.x0 - left.x1 <= 3 * WIDEST * left.size


def cut_letters(letters: Sequence[PrintedWord]) -> Iterator[list[PrintedWord]]:
    """Yield the letters of each word of a run: a gap much wider than usual parts two."""
    usual = median(right.x0 - left.x1 for left, right in pairwise(letters))
    if usual > WIDEST * letters[0].size:
        return
    part = [letters[0]]
    for left, right in pairwise(letters):
        if right.x0 - left.x1 > max(WORD_GAP * usual, usual + ALIKE * left.size):
            yield part
            part = []
        part.append(right)
    yield part


def join_letters(letters: Sequence[PrintedWord]) -> PrintedWord:
    """Return the word that letters make."""
    return msgspec.structs.replace(
        letters[0],
        text="".join(letter.text for letter in letters),
        top=min(letter.top for letter in letters),
        x1=letters[-1].x1,
        bottom=max(letter.bottom for letter in letters),
    )
