"""Shaded tables: coloured cells without rules between rows show where rows and columns end."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.grids import crosses, find_edge, frame, holds, list_edges
from extract.layout import GAP_SIZES
from extract.printed import PrintedWord
from extract.records import BBox
from extract.ruled import RULE_WIDTH, Cells, area

NEAR = 2.0  # points by which edges of cells that meet may differ
LOWEST = 9.0  # points: a cell that is lower or narrower holds no text
HIGHEST = 160.0  # points of a coloured row; what is higher lies behind more than a row
TALLEST_GAP = 100.0  # points between two coloured rows: the row between them that has no colour
FEWEST_BANDS = 2  # coloured rows with the same columns
FEWER_ROWS = 0.75  # of the rows that colours part: a ruled table of fewer rows lacks some of its rules
ALIKE = 0.6  # of the coloured rows whose columns end where those of the finest do

Band = tuple[BBox, ...]
"""The coloured cells of one row, from left to right, each meeting the next."""


def find_shaded(shades: Sequence[BBox], rules: Sequence[BBox]) -> list[Cells]:
    """Return the cells of each table whose rows, or every other of them, are coloured cell by cell.

    Args:
        shades: Coloured boxes.
        rules: Thin rules; those between columns show by their ends where rows without colour part.
    """
    tables = []
    for group in group_bands(list_bands(shades)):
        edges = list_band_edges(max(group, key=len))
        alike = sum(fits(band, edges) for band in group)
        if len(edges) > 2 and len(group) >= FEWEST_BANDS and alike >= ALIKE * len(group):
            tables.append(fill_gaps([band for band in group if fits(band, edges)], edges, rules))
    return tables


def list_bands(shades: Sequence[BBox]) -> list[Band]:
    """Return coloured boxes as rows of boxes that meet side by side, from top to bottom."""
    fitting = [
        box for box in shades if LOWEST <= box.bottom - box.top <= HIGHEST and box.x1 - box.x0 >= LOWEST
    ]
    bands: list[list[BBox]] = []
    for box in sorted(set(fitting), key=lambda item: (round(item.top), round(item.bottom), item.x0)):
        last = bands[-1][-1] if bands else None
        if (
            last is not None
            and abs(last.top - box.top) < NEAR
            and abs(last.bottom - box.bottom) < NEAR
            and abs(last.x1 - box.x0) < NEAR
        ):
            bands[-1].append(box)
        else:
            bands.append([box])
    return sorted((tuple(band) for band in bands), key=lambda band: (band[0].top, band[0].x0))


def group_bands(bands: Sequence[Band]) -> Iterator[list[Band]]:
    """Yield rows of the same width that stand below each other, not too far apart and not over each other."""
    open_groups: list[list[Band]] = []
    for band in bands:
        for group in open_groups:
            last = group[-1]
            gap = band[0].top - last[0].bottom
            same = abs(band[0].x0 - last[0].x0) < NEAR and abs(band[-1].x1 - last[-1].x1) < NEAR
            if same and -NEAR < gap < TALLEST_GAP:
                group.append(band)
                break
        else:
            open_groups.append([band])
    yield from open_groups


def list_band_edges(band: Band) -> list[float]:
    """Return where the cells of a row begin, and where the last ends, in points."""
    return [*(cell.x0 for cell in band), band[-1].x1]


def fits(band: Band, edges: Sequence[float]) -> bool:
    """Tell whether the cells of a row end where columns end."""
    return all(any(abs(edge - x) < NEAR for edge in edges) for x in list_band_edges(band))


def fill_gaps(bands: Sequence[Band], edges: Sequence[float], rules: Sequence[BBox]) -> Cells:
    """Return the cells of coloured rows, and of the rows without colour between them."""
    cells = [cell for band in bands for cell in band]
    joints = list_joints(edges, rules)
    for above, below in pairwise(bands):
        top, bottom = above[0].bottom, below[0].top
        if bottom - top < LOWEST:
            continue
        inner = [joint for joint in joints if top + NEAR < joint < bottom - NEAR]
        cells += [
            BBox(x0, upper, x1, lower)
            for upper, lower in pairwise([top, *inner, bottom])
            for x0, x1 in pairwise(edges)
        ]
    return tuple(cells)


def list_joints(edges: Sequence[float], rules: Sequence[BBox]) -> list[float]:
    """Return where the rules between columns, drawn row by row, meet each other."""
    upright = [
        rule
        for rule in rules
        if rule.x1 - rule.x0 <= RULE_WIDTH and any(abs(rule.x0 - edge) < NEAR for edge in edges[1:-1])
    ]
    ends = {round(rule.bottom, 1) for rule in upright}
    joints: list[float] = []
    for top in sorted({round(rule.top, 1) for rule in upright}):
        if any(abs(top - end) < NEAR for end in ends) and (not joints or top - joints[-1] >= LOWEST):
            joints.append(top)
    return joints


def trim(cells: Cells, words: Sequence[PrintedWord]) -> Cells:
    """Return a table without coloured notes above and below it: rows whose words run on over the columns.

    A title in one cell over all columns is kept above the others.
    """
    edges = [*list_edges(cells), frame(cells).x1]
    rows = [[cell for cell in cells if cell.top == top] for top in sorted({cell.top for cell in cells})]
    fitting = [index for index, row in enumerate(rows) if keeps_columns(row, edges, words)]
    if not fitting:
        return ()
    first = fitting[0] - 1 if fitting[0] and len(rows[fitting[0] - 1]) == 1 else fitting[0]
    return tuple(cell for row in rows[first : fitting[-1] + 1] for cell in row)


def keeps_columns(row: Sequence[BBox], edges: Sequence[float], words: Sequence[PrintedWord]) -> bool:
    """Tell whether the words of a row keep to its columns."""
    box = frame(row)
    inside = [word for word in words if holds(box, word)]
    return bool(inside) and not runs_on(inside, edges) and not any(crosses(word, edges) for word in inside)


def complete(cells: Cells, words: Sequence[PrintedWord]) -> Cells:
    """Return a table with a last row without colour below it, if words stand there in two of its columns."""
    box = frame(cells)
    edges = [*list_edges(cells), box.x1]
    highest = max(cell.bottom - cell.top for cell in cells)
    below = [
        word
        for word in words
        if box.x0 - NEAR <= word.x0 and word.x1 <= box.x1 + NEAR and -NEAR <= word.top - box.bottom < highest
    ]
    row = take_row(below, box.bottom, highest / 2)
    columns = {find_edge(edges, word.x0) for word in row}
    if len(columns) < 2 or runs_on(row, edges) or any(crosses(word, edges) for word in row):
        return cells
    bottom = max(word.bottom for word in row) + 1.0
    return (*cells, *(BBox(x0, box.bottom, x1, bottom) for x0, x1 in pairwise(edges)))


def runs_on(row: Sequence[PrintedWord], edges: Sequence[float]) -> bool:
    """Tell whether words of one line on both sides of an edge stand no further apart than words do."""
    ordered = sorted(row, key=lambda word: (round(word.bottom), word.x0))
    return any(
        round(left.bottom) == round(right.bottom)
        and right.x0 - left.x1 < GAP_SIZES * left.size
        and find_edge(edges, left.x0) != find_edge(edges, right.x0)
        for left, right in pairwise(ordered)
    )


def take_row(words: Sequence[PrintedWord], top: float, room: float) -> list[PrintedWord]:
    """Return the words below a height, `room` points at most, up to the first gap as high as half a line."""
    row: list[PrintedWord] = []
    for word in sorted(words, key=lambda item: item.top):
        if word.top - top > (word.size / 2 if row else room):
            break
        row.append(word)
        top = max(top, word.bottom)
    return row


def choose_grids(ruled: Sequence[Cells], shaded: Sequence[Cells]) -> tuple[list[Cells], list[Cells]]:
    """Return the ruled and the shaded tables to read: where they overlap, those that tell more rows apart."""
    kept: list[Cells] = []
    left = list(ruled)
    for cells in sorted(shaded, key=lambda item: -area(item)):
        if any(overlap(cells, other) for other in kept):
            continue
        over = [other for other in left if overlap(cells, other)]
        share = FEWER_ROWS if len(over) == 1 else 1.0
        if sum(count_rows(other) for other in over) < share * count_rows(cells):
            kept.append(cells)
            left = [other for other in left if other not in over]
    return left, kept


def count_rows(cells: Cells) -> int:
    """Return how many rows a table has."""
    return len({round(cell.top) for cell in cells})


def overlap(cells: Cells, other: Cells) -> bool:
    """Tell whether two tables stand over each other."""
    a, b = frame(cells), frame(other)
    across = min(a.x1, b.x1) - max(a.x0, b.x0)
    down = min(a.bottom, b.bottom) - max(a.top, b.top)
    return across > LOWEST and down > LOWEST
