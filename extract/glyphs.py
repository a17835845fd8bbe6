"""Glyphs: printed characters with their boxes, and the words that they make, whoever read them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter, itemgetter

import msgspec

WORD_GAP = 0.15  # type sizes: a wider gap between two glyphs parts words, though no space is printed
SAME_LINE = 2.0  # points: tops of glyphs of one line differ by no more
SAME_PLACE = 1.0  # points: the same glyph this near is printed over itself
DOUBLED_SHARE = 0.2  # of the glyphs printed twice at one place: overprinted bold, or the page is there twice
BOLD = re.compile(r"bold|black|heavy|semibold|demi|[-,]bd\b|-b$", re.IGNORECASE)


class Glyph(msgspec.Struct, frozen=True, gc=False):
    """A printed character: its box in points from the top left of the page as shown.

    Attributes:
        text: Mostly one character; a ligature may be several.
        size: Type size in points.
        bold: Whether its font is called bold.
        turn: By how many degrees its line is turned on the page as shown, to the left: 0 runs to the right,
            90 upwards, 180 to the left upside down, 270 downwards.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    turn: int = 0


class GlyphPage(msgspec.Struct, frozen=True):
    """What a reader sees on a page: its size in points as shown, how it is turned, its glyphs.

    The glyphs stand in the order of the file.

    Attributes:
        ruled: Whether ruled tables may be drawn on it.
        doubled: Whether many glyphs were left out since they are printed over equal ones.
    """

    width: float
    height: float
    rotation: int
    glyphs: tuple[Glyph, ...]
    ruled: bool = True
    doubled: bool = False


Placed = tuple[float, float, float, Glyph]
"""A glyph with where it begins and ends along its line, and how far across it stands, in points."""


def name_turn(across: float, down: float) -> int:
    """Return the turn of a line whose glyphs move on so far across and down."""
    if abs(across) >= abs(down):
        return 0 if across >= 0 else 180
    return 270 if down > 0 else 90


def is_doubled(glyphs: Sequence[Glyph]) -> bool:
    """Tell whether many glyphs of a page are printed twice at the same place."""
    printed = [(glyph.text, int(glyph.x0), int(glyph.top)) for glyph in glyphs if glyph.text != " "]
    return len(printed) - len(set(printed)) > DOUBLED_SHARE * len(printed)


def drop_doubles(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return the glyphs without those that are printed over an equal one, in the same order."""
    kept: dict[tuple[str, int, float, int, int], list[Glyph]] = {}
    single = []
    for glyph in glyphs:
        column, row = round(glyph.x0 / SAME_PLACE), round(glyph.top / SAME_PLACE)
        near = (
            known
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for known in kept.get((glyph.text, glyph.turn, glyph.size, x, y), ())
        )
        if not any(
            abs(known.x0 - glyph.x0) <= SAME_PLACE and abs(known.top - glyph.top) <= SAME_PLACE
            for known in near
        ):
            kept.setdefault((glyph.text, glyph.turn, glyph.size, column, row), []).append(glyph)
            single.append(glyph)
    return single


def group_words(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the glyphs of each word, as pdfplumber's `extract_words` parts them.

    Runs of one type size in the order of the file are cut into lines, those at spaces and wide gaps.
    """
    for (turn, _), run in groupby(glyphs, attrgetter("turn", "size")):
        for line in group_lines([place(glyph, turn) for glyph in run]):
            yield from cut_words(line)


def place(glyph: Glyph, turn: int) -> Placed:
    """Return where a glyph stands on its line: from where to where along it, how far across."""
    if not turn:
        return glyph.x0, glyph.x1, glyph.top, glyph
    if turn == 90:
        return -glyph.bottom, -glyph.top, glyph.x0, glyph
    if turn == 270:
        return glyph.top, glyph.bottom, -glyph.x1, glyph
    return -glyph.x1, -glyph.x0, -glyph.bottom, glyph


def group_lines(run: Sequence[Placed]) -> list[list[Placed]]:
    """Return the glyphs of a run line by line, each line in reading order."""
    rows: dict[float, int] = {}
    count, last = -1, float("-inf")
    for row in sorted({item[2] for item in run}):
        count += row > last + SAME_LINE
        rows[row] = count
        last = row
    lines: list[list[Placed]] = [[] for _ in range(count + 1)]
    for item in run:
        lines[rows[item[2]]].append(item)
    for line in lines:
        line.sort(key=itemgetter(0))
    return lines


def cut_words(line: Sequence[Placed]) -> Iterator[list[Glyph]]:
    """Yield the words of a line: runs of glyphs without a space and without a wide gap."""
    word: list[Glyph] = []
    last_start = last_across = reach = 0.0
    for start, end, across, glyph in line:
        if glyph.text.isspace():
            if word:
                yield word
            word = []
            continue
        if word and (start > reach or start < last_start or abs(across - last_across) > SAME_LINE):
            yield word
            word = []
        word.append(glyph)
        last_start, last_across = start, across
        reach = end + WORD_GAP * glyph.size
    if word:
        yield word
