"""Layout: printed words of a page become lines in reading order, column by column."""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from extract.printed import PrintedLine, PrintedWord

SAME_LINE = 0.5  # share of the lower word's height that overlaps the line
SMALL = 0.82  # of the line's type size: below it a word is a sub- or superscript
GAP_SIZES = 0.75  # type sizes: a wider gap between words may be a gutter between columns
GUTTER = 7.0  # points: the narrowest gutter between two columns of prose
COLUMN_LINES = 4  # lines on either side: fewer make no column
COLUMN_TEXT = 18  # characters: columns of prose have lines at least this long on average


class Row(msgspec.Struct):
    """Words on one baseline across the page, cut into segments at wide gaps."""

    segments: list[list[PrintedWord]]

    @property
    def left(self) -> float:
        """Left edge in points."""
        return self.segments[0][0].x0

    @property
    def top(self) -> float:
        """Upper edge in points."""
        return min(word.top for segment in self.segments for word in segment)


def order_lines(words: Sequence[PrintedWord], page: int, first_region: int = 0) -> list[PrintedLine]:
    """Return the lines of a page or box in reading order.

    Bands of the page in which two columns of prose stand beside each other are read column by column,
    the rest row by row.
    """
    rows = cluster_rows(words)
    lines: list[PrintedLine] = []
    region = first_region
    index = 0
    while index < len(rows):
        end, gutter = find_band(rows, index)
        if gutter is None:
            stop = index + 1
            while stop < len(rows) and find_band(rows, stop)[1] is None:
                stop += 1
            joined = [[word for segment in row.segments for word in segment] for row in rows[index:stop]]
            lines += build_lines(joined, page, region)
            index = stop
        else:
            left, right = split_band(rows[index:end], gutter)
            lines += build_lines(left, page, region + 1)
            lines += build_lines(right, page, region + 2)
            index = end
        region += 3
    return lines


def build_lines(groups: Sequence[Sequence[PrintedWord]], page: int, region: int) -> list[PrintedLine]:
    """Return one line for each group of words, all of one column."""
    right = max((word.x1 for group in groups for word in group), default=0.0)
    return [PrintedLine(page, tuple(mark_scripts(group)), right, region) for group in groups if group]


def cluster_rows(words: Sequence[PrintedWord]) -> list[Row]:
    """Return rows of words from top to bottom, each cut at its wide gaps."""
    rows: list[list[PrintedWord]] = []
    bounds: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda item: (-round(item.size * 2), item.top, item.x0)):
        best = find_row(word, bounds)
        if best is None:
            rows.append([word])
            bounds.append((word.top, word.bottom))
        else:
            rows[best].append(word)
    order = sorted(range(len(rows)), key=lambda index: (bounds[index][0] + bounds[index][1], index))
    return [Row(cut_segments(sorted(rows[index], key=lambda item: (item.x0, item.top)))) for index in order]


def find_row(word: PrintedWord, bounds: Sequence[tuple[float, float]]) -> int | None:
    """Return the row that the word overlaps most, if it overlaps enough."""
    best, most = None, SAME_LINE * (word.bottom - word.top)
    for index, (top, bottom) in enumerate(bounds):
        overlap = min(bottom, word.bottom) - max(top, word.top)
        if overlap > most:
            best, most = index, overlap
    return best


def cut_segments(words: Sequence[PrintedWord]) -> list[list[PrintedWord]]:
    """Return the words of a row cut where the gap is wider than between words."""
    segments = [[words[0]]]
    for left, right in pairwise(words):
        if right.x0 - left.x1 > GAP_SIZES * max(left.size, right.size, 6.0):
            segments.append([])
        segments[-1].append(right)
    return segments


def find_band(rows: Sequence[Row], start: int) -> tuple[int, float | None]:
    """Return the end of the run of rows from `start` that leave one gutter free, and its middle.

    The gutter is `None` where the run is no two columns of prose.
    """
    free = [(span[0], span[1]) for span in list_gaps(rows[start])]
    if not free:
        return start + 1, None
    best: tuple[int, float | None] = (start + 1, None)
    for low, high in free:
        end, span = extend_band(rows, start, (low, high))
        if is_columns(rows[start:end], (span[0] + span[1]) / 2) and end > best[0]:
            best = (end, (span[0] + span[1]) / 2)
    return best


def list_gaps(row: Row) -> list[tuple[float, float]]:
    """Return the wide gaps between the segments of a row, left and right edge of each."""
    return [
        (left[-1].x1, right[0].x0)
        for left, right in zip(row.segments, row.segments[1:], strict=False)
        if right[0].x0 - left[-1].x1 >= GUTTER
    ]


def extend_band(rows: Sequence[Row], start: int, gap: tuple[float, float]) -> tuple[int, tuple[float, float]]:
    """Return where the run of rows that leave the gap free ends, and what is left of the gap."""
    low, high = gap
    index = start
    for index in range(start, len(rows)):
        narrowed = narrow(rows[index], (low, high))
        if narrowed is None:
            return index, (low, high)
        low, high = narrowed
    return len(rows), (low, high)


def narrow(row: Row, gap: tuple[float, float]) -> tuple[float, float] | None:
    """Return the part of the gap that the row leaves free, or `None` if less than a gutter is left."""
    low, high = gap
    for segment in row.segments:
        for word in segment:
            if word.x1 <= low or word.x0 >= high:
                continue
            middle = (low + high) / 2
            if word.x1 <= middle:
                low = word.x1
            elif word.x0 >= middle:
                high = word.x0
            else:
                return None
            if high - low < GUTTER:
                return None
    return low, high


def is_columns(rows: Sequence[Row], gutter: float) -> bool:
    """Tell whether both sides of the gutter are prose: enough lines, long enough."""
    left, right = split_band(rows, gutter)
    return all(
        len(side) >= COLUMN_LINES
        and sum(len(word.text) + 1 for line in side for word in line) / len(side) >= COLUMN_TEXT
        for side in ([line for line in left if line], [line for line in right if line])
    )


def split_band(rows: Sequence[Row], gutter: float) -> tuple[list[list[PrintedWord]], list[list[PrintedWord]]]:
    """Return the words of each row left and right of the gutter."""
    words = [[word for segment in row.segments for word in segment] for row in rows]
    left = [[word for word in line if word.x0 < gutter] for line in words]
    right = [[word for word in line if word.x0 >= gutter] for line in words]
    return [line for line in left if line], [line for line in right if line]


def mark_scripts(words: Sequence[PrintedWord]) -> list[PrintedWord]:
    """Return the words of a line with its sub- and superscripts marked."""
    main = max(words, key=lambda item: (item.size, len(item.text)))
    marked = []
    for word in words:
        if word.size >= SMALL * main.size or len(word.text) > 4:
            marked.append(word)
            continue
        raised = word.top + word.bottom < main.top + main.bottom
        marked.append(msgspec.structs.replace(word, raised=raised, lowered=not raised))
    return marked
