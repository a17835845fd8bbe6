"""Margins and stamps: printed line numbers beside the text, and words that are printed over it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from extract.printed import PrintedWord

FEWEST_EACH = 8  # numbers down a page that counts every line
FEWEST_SOME = 4  # of those that count every second, fifth or tenth line
STEPS = (1, 2, 5, 10)
LONGEST = 4  # digits
ALIGNED = 2.0  # points by which the edges of the numbers may differ
APART = 4.0  # points between the numbers and the text
OUTSIDE = 2  # words that may stand further out than the numbers: a page number, a footer
LEVEL = 3.0  # points by which a number and its line may differ in height
PROSE = 5  # words of the usual numbered line: rows of a table have fewer
NUMBERED = 0.8  # share of the lines that have a number, and of the numbers that have a line
RUNNING = 0.5  # share of the lines that begin as no sentence does
LARGE = 2.0  # times the usual type size: a stamp over text
CORE = 0.2  # share of the height of a large word at its top and foot that its letters hardly reach
STRUCK = 2  # words of usual size that a stamp is printed over
LETTERS = 3  # of a stamp: a large initial is no stamp
LINE_NUMBER, WATERMARK = "line_number", "watermark"  # reasons for leaving words out


def find_line_numbers(words: Sequence[PrintedWord]) -> list[PrintedWord]:
    """Return the numbers that count the lines of a page, left or right of its text."""
    numbers = [word for word in words if word.text.isdigit() and len(word.text) <= LONGEST]
    if len(numbers) < FEWEST_SOME:
        return []
    for side in (1, -1):
        for column in list_columns(numbers, side):
            if counts_lines(column, words, side):
                return column
    return []


def list_columns(numbers: Sequence[PrintedWord], side: int) -> Iterator[list[PrintedWord]]:
    """Yield the numbers that stand below each other at the outer edge of a side (1: left, -1: right)."""
    for get_edge in (read_right, read_left):
        edges = sorted(get_edge(word) for word in numbers)
        outer = edges[0] if side > 0 else edges[-1]
        column = [word for word in numbers if abs(get_edge(word) - outer) <= ALIGNED]
        yield sorted(column, key=lambda word: word.top)


def read_left(word: PrintedWord) -> float:
    """Return the left edge of a word."""
    return word.x0


def read_right(word: PrintedWord) -> float:
    """Return the right edge of a word."""
    return word.x1


def counts_lines(column: Sequence[PrintedWord], words: Sequence[PrintedWord], side: int) -> bool:
    """Tell whether numbers below each other go up by one step and each stands beside a line of prose."""
    steps = {int(right.text) - int(left.text) for left, right in pairwise(column)}
    step = steps.pop() if len(steps) == 1 else 0
    if step not in STEPS or len(column) < (FEWEST_EACH if step == 1 else FEWEST_SOME):
        return False
    own = set(map(id, column))
    others = [word for word in words if id(word) not in own]
    inner = max(word.x1 for word in column) + APART if side > 0 else min(word.x0 for word in column) - APART
    beyond = [word for word in others if (word.x0 < inner if side > 0 else word.x1 > inner)]
    if len(beyond) > OUTSIDE:
        return False
    rows = list_rows(others, column[0].top - LEVEL, column[-1].bottom + LEVEL)
    beside = [find_row(number, rows) for number in column]
    lines = [row for row in beside if row]
    if len(lines) < NUMBERED * len(column) or median(map(len, beside)) < PROSE or not run_on(lines):
        return False
    return step > 1 or len(column) >= NUMBERED * len(rows)


def list_rows(words: Sequence[PrintedWord], top: float, bottom: float) -> list[list[PrintedWord]]:
    """Return the words of each line between two heights in points, from left to right."""
    rows: list[list[PrintedWord]] = []
    inside = [word for word in words if top <= word.top and word.bottom <= bottom]
    for word in sorted(inside, key=lambda word: word.bottom):
        if rows and word.bottom - rows[-1][0].bottom <= LEVEL:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.x0) for row in rows]


def find_row(number: PrintedWord, rows: Sequence[list[PrintedWord]]) -> list[PrintedWord]:
    """Return the words on the line beside a number; none if it has no line."""
    return next((row for row in rows if abs(row[0].bottom - number.bottom) <= LEVEL), [])


def run_on(rows: Sequence[list[PrintedWord]]) -> bool:
    """Tell whether lines run on into each other: those of a list or table begin with capitals."""
    return sum(not row[0].text[0].isupper() for row in rows) >= RUNNING * len(rows)


def find_stamps(words: Sequence[PrintedWord]) -> list[PrintedWord]:
    """Return the large words that are printed over others, and those beside them: nothing is read there."""
    if not words:
        return []
    usual = median(word.size for word in words)
    large = [word for word in words if word.size >= LARGE * usual]
    small = [word for word in words if word.size < LARGE * usual]
    stamped = [
        word
        for word in large
        if len(word.text) >= LETTERS and sum(overprints(word, other) for other in small) >= STRUCK
    ]
    return [
        word
        for word in large
        if any(word.size == other.size and abs(word.bottom - other.bottom) <= LEVEL for other in stamped)
    ]


def overprints(stamp: PrintedWord, word: PrintedWord) -> bool:
    """Tell whether the letters of a large word run through a small one."""
    edge = CORE * (stamp.bottom - stamp.top)
    high = min(stamp.bottom - edge, word.bottom) - max(stamp.top + edge, word.top)
    wide = min(stamp.x1, word.x1) - max(stamp.x0, word.x0)
    return wide > (word.x1 - word.x0) / 2 and high > (word.bottom - word.top) / 2
