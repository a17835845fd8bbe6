"""Grids: the cells of a ruled table, with the words that stand in each."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from extract.layout import order_lines
from extract.printed import PrintedCell, PrintedTable, PrintedWord
from extract.records import BBox

CELL_MARGIN = 1.0  # points by which a glyph may stand over a cell's rule
SMALLEST_COLUMN = 9.0  # points: narrower columns are the space between double rules
SAME_EDGE = 3.0  # points by which edges of one column or row may differ
STRADDLE = 2.0  # points of a word on either side of a rule that runs through it
CUT_SHARE = 0.25  # of the rows of words through which rules may run in a table
MOSTLY_CUT = 0.5  # of the lines beside an edge: more of them run through it than keep to their side
FEWEST_HEADS = 3  # columns of a table whose header may stand on shading alone
HEAD_GAP = 1.5  # type sizes between the headers of two columns without a rule between them
HEADER_GAP = 1.0  # type sizes between the lines of such a header, and below it
HEADER_LINES = 4.0  # type sizes that it is high at most
SPACE = 0.5  # type sizes: the widest space between the words of a line
LOWEST_ROW = 5.0  # points: a cell that reaches less far into a row does not stand in it


def frame(grid: Sequence[BBox]) -> BBox:
    """Return the box around all cells, rounded to hundredths."""
    return BBox(
        round(min(cell.x0 for cell in grid), 2),
        round(min(cell.top for cell in grid), 2),
        round(max(cell.x1 for cell in grid), 2),
        round(max(cell.bottom for cell in grid), 2),
    )


def holds(box: BBox, word: PrintedWord) -> bool:
    """Tell whether the word's middle lies in the box."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return (
        box.x0 - CELL_MARGIN <= x <= box.x1 + CELL_MARGIN
        and box.top - CELL_MARGIN <= y <= box.bottom + CELL_MARGIN
    )


def list_edges(grid: Sequence[BBox]) -> list[float]:
    """Return the left edges of the columns in points."""
    return [first for first, _ in list_columns(grid)]


def list_columns(grid: Sequence[BBox]) -> list[tuple[float, float]]:
    """Return the first and last of the left edges of each column in points.

    Rules close to each other part the same two columns, and those of a frame part none.
    """
    columns: list[tuple[float, float]] = []
    right = max(cell.x1 for cell in grid)
    for x0 in sorted({round(cell.x0, 1) for cell in grid}):
        if columns and right - x0 < SMALLEST_COLUMN:
            break
        if columns and x0 - columns[-1][1] < SMALLEST_COLUMN:
            columns[-1] = (columns[-1][0], x0)
        else:
            columns.append((x0, x0))
    return columns


def count_columns(grid: Sequence[BBox]) -> int:
    """Return how many columns a grid has."""
    return len(list_edges(grid))


def find_edge(edges: Sequence[float], place: float) -> int:
    """Return the index of the last edge at or left of (above) the place."""
    return max((index for index, edge in enumerate(edges) if edge <= place + SAME_EDGE), default=0)


def build_table(grid: Sequence[BBox], words: Sequence[PrintedWord], page: int, region: int) -> PrintedTable:
    """Return a table with its cells, each with the lines that stand in it."""
    edges = list_columns(grid)
    columns, lasts = [first for first, _ in edges], [last for _, last in edges]
    tops = sorted({round(cell.top, 1) for cell in grid})
    cells: list[PrintedCell] = []
    taken: set[int] = set()
    heights = sorted(((word.top + word.bottom) / 2, index) for index, word in enumerate(words))
    for box in sorted(set(grid), key=lambda cell: ((cell.x1 - cell.x0) * (cell.bottom - cell.top), cell)):
        first = bisect_left(heights, (box.top - CELL_MARGIN,))
        last = bisect_right(heights, (box.bottom + CELL_MARGIN, len(words)))
        level = sorted(index for _, index in heights[first:last])
        inside = [index for index in level if index not in taken and holds(box, words[index])]
        taken.update(inside)
        if inside:
            lines = order_lines([words[index] for index in inside], page, region + len(cells) * 10)
            cells.append(
                PrintedCell(
                    lines=tuple(lines),
                    column=find_edge(columns, box.x0),
                    column_end=find_edge(lasts, box.x1 - SMALLEST_COLUMN) + 1,
                    row=find_edge(tops, box.top),
                    row_end=find_edge(tops, box.bottom - LOWEST_ROW) + 1,
                )
            )
    rest = [word for index, word in enumerate(words) if index not in taken]
    cells += [
        PrintedCell(
            lines=(line,),
            column=find_edge(columns, line.bbox.x0),
            column_end=find_edge(columns, line.bbox.x1) + 1,
            row=find_edge(tops, line.bbox.top),
            row_end=find_edge(tops, line.bbox.top) + 1,
        )
        for line in order_lines(rest, page, region + 900)
    ]
    placed = sorted(cells, key=lambda cell: (cell.row, cell.column))
    return PrintedTable(page, frame(grid), len(columns), tuple(placed))


def cuts_text(grid: Sequence[BBox], words: Sequence[PrintedWord]) -> bool:
    """Tell whether rules run through lines of text, so that they are decoration and no table."""
    box = frame(grid)
    inside = [word for word in words if holds(box, word)]
    outside = [
        word for word in words if not holds(box, word) and box.top < word.bottom and word.top < box.bottom
    ]
    rows = {round(word.bottom) for word in inside}
    cut = {
        round(word.bottom)
        for word in inside
        if runs_through(word, grid) or any(adjoins(word, other) for other in outside)
    }
    return len(cut) > CUT_SHARE * len(rows)


def drop_cut_edges(grid: tuple[BBox, ...], words: Sequence[PrintedWord]) -> tuple[BBox, ...]:
    """Return a grid without the edges that run through most of the lines of words on both sides of them.

    A rule of the page's decoration that ends within a table makes such edges.
    """
    box = frame(grid)
    inside = [word for word in words if holds(box, word)]
    for edge in list_edges(grid)[1:]:
        crossing = [word for word in inside if crosses(word, [edge])]
        pairs = list(pair_rows(grid, edge).values()) if crossing else []
        cut = {round(word.bottom) for word in crossing if stands_in(word, pairs)}
        near = {round(word.bottom) for word in inside if stands_in(word, pairs)} if cut else cut
        if len(cut) > MOSTLY_CUT * len(near):
            grid = join_cells(grid, edge)
    return grid


def stands_in(word: PrintedWord, pairs: Sequence[tuple[BBox, BBox]]) -> bool:
    """Tell whether a word stands in one of the cells of pairs."""
    return any(holds(cell, word) for pair in pairs for cell in pair)


def join_cells(grid: Sequence[BBox], edge: float) -> tuple[BBox, ...]:
    """Return a grid in which the cells that meet at an upright edge are one."""
    pairs = pair_rows(grid, edge)
    joined = [BBox(left.x0, top, right.x1, bottom) for (top, bottom), (left, right) in pairs.items()]
    gone = {cell for pair in pairs.values() for cell in pair}
    return (*(cell for cell in grid if cell not in gone), *joined)


def pair_rows(grid: Sequence[BBox], edge: float) -> dict[tuple[float, float], tuple[BBox, BBox]]:
    """Return the two cells that meet at an upright edge in each row, by the row's upper and lower edge."""
    left = {(cell.top, cell.bottom): cell for cell in grid if abs(cell.x1 - edge) < SAME_EDGE}
    right = {(cell.top, cell.bottom): cell for cell in grid if abs(cell.x0 - edge) < SAME_EDGE}
    return {rows: (left[rows], right[rows]) for rows in left if rows in right}


def runs_through(word: PrintedWord, grid: Sequence[BBox]) -> bool:
    """Tell whether an edge of a cell runs through a word."""
    middle, first, last = (word.top + word.bottom) / 2, word.x0 + STRADDLE, word.x1 - STRADDLE
    return any(
        cell.top < middle < cell.bottom and (first < cell.x0 < last or first < cell.x1 < last)
        for cell in grid
    )


def adjoins(word: PrintedWord, other: PrintedWord) -> bool:
    """Tell whether two words stand on one line with no more than a space between them."""
    apart = max(other.x0 - word.x1, word.x0 - other.x1)
    return abs(word.bottom - other.bottom) < 1.0 and -1.0 < apart < SPACE * word.size


def adopt_header(grid: tuple[BBox, ...], words: Sequence[PrintedWord]) -> tuple[BBox, ...]:
    """Return a grid with cells for the header right above it, if one stands there on shading without rules.

    A header is set in bold, right above the first rule, and has words of its own in each of most columns.
    """
    box = frame(grid)
    edges = [*list_edges(grid), box.x1]
    top = find_header_top(box, words)
    above = [word for word in words if top <= word.top and word.bottom <= box.top + SAME_EDGE]
    if top >= box.top or not names_columns(above, edges):
        return grid
    return (*grid, *(BBox(x0, top - 1.0, x1, box.top) for x0, x1 in pairwise(edges)))


def split_header(grid: tuple[BBox, ...], words: Sequence[PrintedWord]) -> tuple[BBox, ...]:
    """Return a grid in which a shaded cell over several columns is cut where it holds their headers."""
    box = frame(grid)
    edges = [*list_edges(grid), box.x1]
    cells: list[BBox] = []
    for cell in grid:
        own = [edge for edge in edges if cell.x0 - SAME_EDGE <= edge <= cell.x1 + SAME_EDGE]
        inside = [word for word in words if holds(cell, word)] if len(own) > 2 else []
        all_columns = len(own) == len(edges)
        named = names_columns(inside, own) if all_columns else stand_apart(inside, own)
        if inside and all(word.bold for word in inside) and named:
            cells += [BBox(x0, cell.top, x1, cell.bottom) for x0, x1 in pairwise(own)]
        else:
            cells.append(cell)
    return tuple(cells)


def stand_apart(words: Sequence[PrintedWord], edges: Sequence[float]) -> bool:
    """Tell whether words stand in every column, and wide gaps between them at every edge."""
    if any(crosses(word, edges) for word in words):
        return False
    columns = [[word for word in words if x0 <= (word.x0 + word.x1) / 2 < x1] for x0, x1 in pairwise(edges)]
    return all(columns) and all(
        min(word.x0 for word in right) - max(word.x1 for word in left) > HEAD_GAP * right[0].size
        for left, right in pairwise(columns)
    )


def names_columns(words: Sequence[PrintedWord], edges: Sequence[float]) -> bool:
    """Tell whether words stand in nearly all of three or more columns, and none across two."""
    columns = list(pairwise(edges))
    if len(columns) < FEWEST_HEADS or any(crosses(word, edges) for word in words):
        return False
    filled = sum(any(x0 <= (word.x0 + word.x1) / 2 < x1 for word in words) for x0, x1 in columns)
    return filled >= len(columns) - 1


def find_header_top(box: BBox, words: Sequence[PrintedWord]) -> float:
    """Return the upper edge of the bold lines that stand right above a box and within its width."""
    top = box.top
    near = [word for word in words if word.bottom <= box.top + SAME_EDGE]
    for word in sorted(near, key=lambda item: -item.bottom):
        if top - word.bottom > HEADER_GAP * word.size:
            break
        inside = box.x0 - SAME_EDGE <= word.x0 and word.x1 <= box.x1 + SAME_EDGE
        if not word.bold or not inside or word.bottom < box.top - HEADER_LINES * word.size:
            break
        top = min(top, word.top)
    return top


def crosses(word: PrintedWord, edges: Sequence[float]) -> bool:
    """Tell whether an edge of a column runs through a word."""
    return any(word.x0 + STRADDLE < edge < word.x1 - STRADDLE for edge in edges)
