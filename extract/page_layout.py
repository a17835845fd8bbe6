"""Page layout: the words and rules drawn on a page become lines in reading order, and tables between them."""

from collections.abc import Sequence

from extract.grids import (
    adopt_header,
    build_table,
    cuts_text,
    drop_cut_edges,
    find_edge,
    frame,
    holds,
    list_edges,
    split_header,
)
from extract.layout import cluster_rows, order_lines, order_rows
from extract.printed import DrawnPage, PrintedLine, PrintedPage, PrintedTable, PrintedWord
from extract.records import BBox
from extract.right_to_left import is_right_to_left, mirror_page
from extract.ruled import Cells
from extract.shaded import choose_grids, complete, find_shaded, trim
from extract.side_boxes import find_side_boxes, put_boxes
from extract.unruled import find_unruled

BOX_REGIONS = 100_000  # numbers of regions from which those of side boxes are, as many for each
REGIONS = 1000  # numbers of regions that are kept for each table of a page


def lay_out(page: DrawnPage) -> PrintedPage:
    """Return the words of a page as lines in reading order, with its tables."""
    if is_right_to_left(page.words):
        page = mirror_page(page)
    grids = find_drawn_tables(page)
    free = list_outside(page.words, [frame(grid) for grid in grids])
    beside = find_side_boxes(free, page.ruling, page.width)
    boxed = [(box, [word for word in free if holds(box, word)]) for box in beside]
    free = list_outside(free, beside)
    rows = cluster_rows(free)
    unruled = find_unruled(rows, page.ruling)
    if unruled:
        grids += unruled
        rows = cluster_rows(list_outside(free, [frame(grid) for grid in unruled]))
    boxes = [frame(grid) for grid in grids]
    lines = put_boxes(order_rows(rows, page.number), boxed, page.number, BOX_REGIONS)
    tables = [
        build_table(
            grid, [word for word in page.words if holds(box, word)], page.number, REGIONS * (index + 1)
        )
        for index, (grid, box) in enumerate(zip(grids, boxes, strict=True))
    ]
    return PrintedPage(
        number=page.number,
        width=page.width,
        height=page.height,
        lines=tuple(lines),
        tables=tuple((place_table(table, lines), table) for table in sorted(tables, key=find_top)),
        flags=page.flags,
        dropped=list_dropped(page),
        repairs=page.repairs,
    )


def list_dropped(page: DrawnPage) -> tuple[tuple[str, PrintedLine], ...]:
    """Return the lines that are left out of a page, with the reason."""
    left_out: dict[str, list[PrintedWord]] = {"side_text": list(page.sideways)}
    for reason, word in page.dropped:
        left_out.setdefault(reason, []).append(word)
    return tuple(
        (reason, line) for reason, words in left_out.items() for line in order_lines(words, page.number)
    )


def list_outside(words: Sequence[PrintedWord], boxes: Sequence[BBox]) -> list[PrintedWord]:
    """Return the words that stand in none of the boxes."""
    return [word for word in words if not any(holds(box, word) for box in boxes)]


def find_drawn_tables(page: DrawnPage) -> list[Cells]:
    """Return the cells of each table whose rules or colours are drawn."""
    words = page.words
    drawn = [drop_cut_edges(grid, words) for grid in page.ruling.grids]
    coloured = [trim(grid, words) for grid in find_shaded(page.ruling.shades, page.ruling.rules)]
    ruled, shaded = choose_grids(
        [grid for grid in drawn if is_table(grid, words)],
        [grid for grid in coloured if grid and is_table(grid, words)],
    )
    grids = [*ruled, *(complete(grid, words) for grid in shaded)]
    return [adopt_header(split_header(grid, words), words) for grid in grids]


def is_table(grid: Sequence[BBox], words: Sequence[PrintedWord]) -> bool:
    """Tell whether a grid holds a table, and is no decoration and no box around text."""
    if cuts_text(grid, words):
        return False
    box = frame(grid)
    inside = [word for word in words if holds(box, word)]
    edges = list_edges(grid)
    filled = {find_edge(edges, cell.x0) for cell in grid if any(holds(cell, word) for word in inside)}
    return len(filled) > 1


def find_top(table: PrintedTable) -> float:
    """Return the upper edge of a table in points."""
    return table.bbox.top


def place_table(table: PrintedTable, lines: Sequence[PrintedLine]) -> int:
    """Return the index of the first line that stands below the table's top."""
    return next((index for index, line in enumerate(lines) if line.bbox.top >= table.bbox.top), len(lines))
