"""Layout: printed words of a page become lines in reading order, column by column."""

import re
from collections.abc import Iterator, Sequence
from itertools import count, groupby, pairwise
from statistics import median

import msgspec

from extract.printed import PrintedLine, PrintedWord

SAME_LINE = 0.5  # share of the lower word's height that overlaps the line
SCRIPT = 4  # letters of the longest sub- or superscript
TIGHT = 0.2  # type sizes by which the boxes of two lines may overlap
SMALL = 0.82  # of the line's type size: below it a word is a sub- or superscript
GAP_SIZES = 0.75  # type sizes: a wider gap between words may be a gutter between columns
GUTTER = 7.0  # points: the narrowest gutter between two columns of prose
COLUMN_LINES = 4  # lines on either side: fewer make no column
COLUMN_TEXT = 18  # characters: columns of prose have lines at least this long on average
NARROW_TEXT = 8  # the same where the lines on both sides do not stand on the same baselines
OFF_BASELINE = 0.8  # points by which baselines differ in columns that are set each by itself
HEADING_STEP = 0.9  # points of type size above the text in columns from which a line heads both columns
PICTURE_GAP = 5.0  # type sizes without text across the page that end a run of columns
ASIDE_LINES = (2, 9)  # fewest and most lines of a pull quote
ASIDE_SIZE = 1.15  # of the size of the text beside it
BULLETS = frozenset("•●▪◦○■□►➢✓")
SENTENCE_END = re.compile(r"[.!?:;]['\"”’)\]]*$")


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

    Bands of the page in which columns of prose stand beside each other are read column by column, each of
    which may hold bands again; the rest is read row by row.
    """
    return order_rows(cluster_rows(words), page, first_region)


def order_rows(rows: Sequence[Row], page: int, first_region: int = 0) -> list[PrintedLine]:
    """Return the lines that rows of words make, in reading order."""
    return [line for part in order_parts(rows, page, count(first_region)) for line in part]


def order_parts(rows: Sequence[Row], page: int, regions: Iterator[int]) -> Iterator[list[PrintedLine]]:
    """Yield the lines of rows part by part: a run of whole rows, or a column."""
    index = 0
    for start, end, gutter in list_bands(rows):
        if start > index:
            yield build_lines(join_rows(rows[index:start]), page, next(regions))
        sides = [
            [line for part in order_side(side, page, regions) for line in part]
            for side in split_band(rows[start:end], gutter)
        ]
        yield from sort_sides(sides, rows[start - 1] if start else None)
        index = end
    if index < len(rows):
        yield build_lines(join_rows(rows[index:]), page, next(regions))


def list_bands(rows: Sequence[Row]) -> list[tuple[int, int, float]]:
    """Return first row, end and gutter of each run of rows that stands in columns.

    Lines just above that stand right of the gutter are part of the right column, which is the longer one.
    """
    bands: list[tuple[int, int, float]] = []
    index = free = 0
    while index < len(rows):
        end, gutter = find_band(rows, index)
        if gutter is None:
            index += 1
            continue
        start = index
        while start > free and stands_right(rows[start - 1], rows[start], gutter):
            start -= 1
        bands.append((start, end, gutter))
        index = free = end
    return bands


def stands_right(row: Row, below: Row, gutter: float) -> bool:
    """Tell whether a row stands wholly right of a gutter, close above another."""
    bottom = max(word.bottom for segment in row.segments for word in segment)
    return row.left >= gutter and below.top - bottom < row.segments[0][0].size


def order_side(
    side: Sequence[Sequence[PrintedWord]], page: int, regions: Iterator[int]
) -> Iterator[list[PrintedLine]]:
    """Yield the lines of one column; it may stand in narrower columns again."""
    return order_parts([Row(cut_segments(words)) for words in side], page, regions)


def sort_sides(sides: Sequence[list[PrintedLine]], above: Row | None) -> list[list[PrintedLine]]:
    """Return the columns in reading order, a pull quote where it does not cut a sentence."""
    left, right = sides
    if is_aside(right, left):
        main, aside = left, right
    elif is_aside(left, right):
        main, aside = right, left
    else:
        return [left, right]
    aside = [msgspec.structs.replace(line, aside=True) for line in aside]
    before = above is None or SENTENCE_END.search(above.segments[-1][-1].text)
    return [aside, main] if before else [main, aside]


def is_aside(lines: Sequence[PrintedLine], others: Sequence[PrintedLine]) -> bool:
    """Tell whether the lines of a column are few and large beside text: a pull quote."""
    if not ASIDE_LINES[0] <= len(lines) <= ASIDE_LINES[1] or len(others) <= len(lines):
        return False
    smallest = min(line.size for line in lines)
    return smallest >= ASIDE_SIZE * median(line.size for line in others)


def join_rows(rows: Sequence[Row]) -> list[list[PrintedWord]]:
    """Return the words of each row; list items that stand beside each other are rows of their own."""
    joined: list[list[PrintedWord]] = []
    for row in rows:
        marked = row.segments[0][0].text in BULLETS
        for index, segment in enumerate(row.segments):
            if index and not (marked and segment[0].text in BULLETS):
                joined[-1] += segment
            else:
                joined.append(list(segment))
    return joined


def build_lines(groups: Sequence[Sequence[PrintedWord]], page: int, region: int) -> list[PrintedLine]:
    """Return one line for each group of words, all of one column."""
    right = max((word.x1 for group in groups for word in group), default=0.0)
    return [PrintedLine(page, tuple(mark_scripts(group)), right, region) for group in groups if group]


def cluster_rows(words: Sequence[PrintedWord]) -> list[Row]:
    """Return rows of words from top to bottom, each cut at its wide gaps."""
    rows: list[list[PrintedWord]] = []
    bounds: list[tuple[float, float]] = []
    placed = sorted(words, key=lambda item: (-round(item.size * 2), item.top, item.x0))
    for _, group in groupby(placed, key=lambda item: (item.size, item.top, item.bottom)):
        level = list(group)
        best = find_row(level[0], bounds)
        if best is None or any(stands_below(word, other) for word in level for other in rows[best]):
            rows.append(level)
            bounds.append((level[0].top, level[0].bottom))
        else:
            rows[best] += level
    order = sorted(range(len(rows)), key=lambda index: (bounds[index][0] + bounds[index][1], index))
    return [Row(cut_segments(sorted(rows[index], key=lambda item: (item.x0, item.top)))) for index in order]


def stands_below(word: PrintedWord, other: PrintedWord) -> bool:
    """Tell whether a word stands on the next line below one of its size, though larger type is beside both.

    Short words may be a sub- and a superscript of the same line.
    """
    return (
        len(word.text) > SCRIPT
        and len(other.text) > SCRIPT
        and word.size == other.size
        and word.top >= other.bottom - TIGHT * word.size
    )


def find_row(word: PrintedWord, bounds: Sequence[tuple[float, float]]) -> int | None:
    """Return the row that the word overlaps most, if it overlaps enough."""
    best, most = None, SAME_LINE * (word.bottom - word.top)
    for index, (top, bottom) in enumerate(bounds):
        if top >= word.bottom or bottom <= word.top:
            continue
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
    for index in range(start, len(rows)):
        narrowed = narrow(rows[index], (low, high))
        if narrowed is None or (index > start and begins_band(rows, index, start, high)):
            return index, (low, high)
        low, high = narrowed
    return len(rows), (low, high)


def begins_band(rows: Sequence[Row], index: int, start: int, gutter: float) -> bool:
    """Tell whether a row does not go on with the columns above: a picture lies between, or it heads both."""
    above = max(word.bottom for segment in rows[index - 1].segments for word in segment)
    if rows[index].top - above > PICTURE_GAP * rows[index].segments[0][0].size:
        return True
    return heads_columns(rows, index, start, gutter)


def heads_columns(rows: Sequence[Row], index: int, start: int, gutter: float) -> bool:
    """Tell whether a row is a heading over both columns: set large on the left, with nothing beside it."""
    row = rows[index]
    size = max(word.size for segment in row.segments for word in segment)
    usual = median(word.size for above in rows[start:index] for segment in above.segments for word in segment)
    if size < usual + HEADING_STEP or any(word.x1 > gutter for words in row.segments for word in words):
        return False
    top, bottom = row.top - size / 2, row.top + 3 * size / 2
    beside = [
        word
        for other in rows[max(index - 3, 0) : index + 4]
        for segment in other.segments
        for word in segment
        if word.x0 >= gutter
    ]
    return bool(beside) and not any(word.top < bottom and word.bottom > top for word in beside)


def narrow(row: Row, gap: tuple[float, float]) -> tuple[float, float] | None:
    """Return the part of the gap that the row leaves free, or `None` if less than a gutter is left."""
    low, high = gap
    for segment in row.segments:
        spans = segment[0].x0 <= low and segment[-1].x1 >= high
        for piece in [[word] for word in segment] if spans else [segment]:
            x0, x1 = piece[0].x0, piece[-1].x1
            if x1 <= low or x0 >= high:
                continue
            if x0 <= low or (x1 < high and x1 <= (low + high) / 2):
                low = x1
            else:
                high = x0
            if high - low < GUTTER:
                return None
    return low, high


def is_columns(rows: Sequence[Row], gutter: float) -> bool:
    """Tell whether both sides of the gutter are prose: enough lines, long enough."""
    sides = split_band(rows, gutter)
    if any(len(side) < COLUMN_LINES for side in sides):
        return False
    least = NARROW_TEXT if has_own_baselines(rows, gutter) else COLUMN_TEXT
    return all(
        sum(len(word.text) + 1 for line in side for word in line) >= least * len(side) for side in sides
    )


def has_own_baselines(rows: Sequence[Row], gutter: float) -> bool:
    """Tell whether the lines left and right of the gutter mostly stand on baselines of their own."""
    steps = []
    for row in rows:
        words = [word for segment in row.segments for word in segment]
        left = [word for word in words if word.x0 < gutter]
        right = [word for word in words if word.x0 >= gutter]
        if left and right:
            steps.append(abs(left[-1].bottom - right[0].bottom))
    return len(steps) >= COLUMN_LINES - 1 and median(steps) >= OFF_BASELINE


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
        if word.size >= SMALL * main.size or len(word.text) > SCRIPT:
            marked.append(word)
            continue
        raised = word.top + word.bottom < main.top + main.bottom
        marked.append(msgspec.structs.replace(word, raised=raised, lowered=not raised))
    return marked
