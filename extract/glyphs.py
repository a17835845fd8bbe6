"""Glyphs: printed characters with their boxes, and the words that they make, whoever read them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from math import atan2, degrees
from operator import attrgetter, itemgetter

import msgspec

from extract.printed import Printed, Ruling
from extract.records import BBox

WORD_GAP = 0.15  # type sizes: a wider gap between two glyphs parts words, though no space is printed
SLANT = 0.2  # of a line's way along its main direction that it may stray from it: about eleven degrees
GAUGED = 12  # glyphs on a line without a space, from which its narrow gaps are told from those within words
NARROWEST = 0.08  # type sizes: no font's space is narrower; letters of justified lines stand nearer mostly
MOST_NARROW = 0.35  # of the gaps of a line part words: words have three letters and more on the whole
VALLEY = 0.04  # type sizes between the widest gap within words and the narrowest between them
SAME_LINE = 2.0  # points: tops of glyphs of one line differ by no more
SAME_PLACE = 1.0  # points: the same glyph this near is printed over itself
SAME_SHARE = (
    0.2  # of its width and height: thin letters and those that stretch a word stand beside equal ones
)
EXACT = 0.1  # points: places this near are one
DOUBLED_SHARE = 0.2  # of the text objects left out for equal ones: the rest may be there twice too
SPACE_WIDTH = 0.05  # type sizes between a space and the glyphs beside it: a nearer one is squeezed out
SPACE_REACH = 0.5  # type sizes: a space that ends this near a glyph of another size stands before it
BOLD = re.compile(r"bold|black|heavy|semibold|demi|[-,]bd\b|-b$", re.IGNORECASE)


class Glyph(Printed, frozen=True, gc=False):
    """A printed character, or the several of a ligature, on the page as shown.

    Attributes:
        turn: By how many degrees its line is turned on the page as shown, to the left: 0 runs to the right,
            90 upwards, 180 to the left upside down, 270 downwards; any other for a line that slants.
    """

    turn: int = 0


class GlyphPage(msgspec.Struct, frozen=True):
    """What a reader sees on a page: its size in points as shown, how it is turned, its glyphs.

    The glyphs stand in the order of the file.

    Attributes:
        ruling: What is drawn around them, where the reader has told it.
        doubled: Whether many glyphs were left out since they are printed over equal ones.
        unseen: Glyphs that nobody sees on the page, apart from `glyphs`.
        twins: Glyphs that were left out since they are printed over equal ones.
        shown: The part of the page that is shown, where it is not all of it.
    """

    width: float
    height: float
    rotation: int
    glyphs: tuple[Glyph, ...]
    ruling: Ruling | None = None
    doubled: bool = False
    unseen: tuple[Glyph, ...] = ()
    twins: tuple[Glyph, ...] = ()
    shown: BBox | None = None


Placed = tuple[float, float, float, Glyph]
"""A glyph with where it begins and ends along its line, and how far across it stands, in points."""


def name_turn(across: float, down: float) -> int:
    """Return the turn of a line whose glyphs move on so far across and down."""
    if SLANT * abs(across) < abs(down) and SLANT * abs(down) < abs(across):
        return round(degrees(atan2(-down, across))) % 360
    if abs(across) >= abs(down):
        return 0 if across >= 0 else 180
    return 270 if down > 0 else 90


def is_doubled(glyphs: Sequence[Glyph]) -> bool:
    """Tell whether some glyphs of a page are printed twice at the same place."""
    printed = [glyph for glyph in glyphs if glyph.text != " "]
    places = zip(
        map(attrgetter("text"), printed),
        map(int, map(attrgetter("x0"), printed)),
        map(int, map(attrgetter("top"), printed)),
        strict=True,
    )
    return len(set(places)) < len(printed)


def part_doubles(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    """Return the glyphs without those that are printed over an equal one, and these, in the same order."""
    kept: dict[tuple[str, int, float, int, int], list[Glyph]] = {}
    single: list[Glyph] = []
    doubles: list[Glyph] = []
    last: Glyph | None = None
    for glyph in glyphs:
        column, row = round(glyph.x0 / SAME_PLACE), round(glyph.top / SAME_PLACE)
        near = (
            known
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for known in kept.get((glyph.text, glyph.turn, glyph.size, x, y), ())
        )
        if any(is_printed_over(glyph, known, EXACT if known is last else SAME_PLACE) for known in near):
            doubles.append(glyph)
        else:
            kept.setdefault((glyph.text, glyph.turn, glyph.size, column, row), []).append(glyph)
            single.append(glyph)
        last = glyph
    return single, doubles


def is_printed_over(glyph: Glyph, other: Glyph, most: float) -> bool:
    """Tell whether a glyph stands on an equal one, at most so many points beside it.

    Letters that follow each other in the file are no copies: an Arabic word is stretched so.
    """
    across = min(most, max(SAME_SHARE * (glyph.x1 - glyph.x0), EXACT))
    down = min(most, max(SAME_SHARE * (glyph.bottom - glyph.top), EXACT))
    return abs(other.x0 - glyph.x0) <= across and abs(other.top - glyph.top) <= down


def group_words(glyphs: Iterable[Glyph]) -> Iterator[tuple[list[Glyph], bool]]:
    """Yield the glyphs of each word, as pdfplumber's `extract_words` parts them; True after a printed space.

    Runs of one type size in the order of the file are cut into lines, those at spaces and wide gaps.
    """
    last: Glyph | None = None
    for (turn, _), group in groupby(glyphs, attrgetter("turn", "size")):
        run = list(group)
        apart = last is not None and stands_before(last, run[0])
        if turn % 90:
            yield from ((word, True) for word in cut_at_spaces(run))
            last = run[-1]
            continue
        for line in group_lines([place(glyph, turn) for glyph in run]):
            for word, spaced in cut_words(line):
                yield word, spaced or (apart and word[0] is run[0])
        last = run[-1]


def cut_at_spaces(run: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the words of glyphs in the order of the file: of a line that slants."""
    for space, word in groupby(run, lambda glyph: glyph.text.isspace()):
        if not space:
            yield list(word)


def stands_before(space: Glyph, glyph: Glyph) -> bool:
    """Tell whether a glyph is a space that ends where another begins."""
    near = abs(glyph.x0 - space.x1) <= SPACE_REACH * max(space.size, glyph.size)
    moves = glyph.x0 - space.x0 >= SPACE_WIDTH * glyph.size
    return space.text.isspace() and near and moves and space.top < glyph.bottom and glyph.top < space.bottom


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


def cut_words(line: Sequence[Placed]) -> Iterator[tuple[list[Glyph], bool]]:
    """Yield the words of a line, runs of glyphs without a space or wide gap; True after a printed space."""
    word: list[Glyph] = []
    space, word_spaced = float("inf"), False
    last_start = last_across = reach = 0.0
    wide = measure_gap(line)
    for start, end, across, glyph in line:
        if glyph.text.isspace():
            if word:
                yield word, word_spaced
            squeezed = start - last_start < SPACE_WIDTH * glyph.size
            word, space = [], space if squeezed else min(space, start)
            continue
        if word and (start > reach or start < last_start or abs(across - last_across) > SAME_LINE):
            yield word, word_spaced
            word = []
        if not word:
            word_spaced = start - space >= SPACE_WIDTH * glyph.size
            space = float("inf")
        word.append(glyph)
        last_start, last_across = start, across
        reach = end + wide * glyph.size
    if word:
        yield word, word_spaced


def measure_gap(line: Sequence[Placed]) -> float:
    """Return the gap in type sizes above which words of a line are parted, though no space is printed.

    On a line without any space glyph, gaps that are all alike and well apart from those between letters part
    words too, narrow as they are.
    """
    if len(line) < GAUGED or any(item[3].text == " " for item in line):
        return WORD_GAP
    gaps = sorted((right[0] - left[1]) / (left[3].size or 1.0) for left, right in pairwise(line))
    narrow = [gap for gap in gaps if NARROWEST <= gap <= WORD_GAP]
    inner = [gap for gap in gaps if gap < NARROWEST]
    if not narrow or not inner or len(narrow) > MOST_NARROW * len(gaps):
        return WORD_GAP
    return (inner[-1] + narrow[0]) / 2 if narrow[0] - inner[-1] >= VALLEY else WORD_GAP
