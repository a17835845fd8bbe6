"""Ruled tables: which of the grids that are drawn on a page are tables."""

from collections.abc import Sequence
from typing import Any

from extract.grids import count_columns, frame
from extract.records import BBox

FEWEST_RULES = 6  # rectangles and lines: a ruled table of two columns and two rows has as many
RULE_WIDTH = 3.0  # points: thicker filled rectangles are backgrounds
LINE_HEIGHT = 24.0  # points: a background that is no higher lies behind a line of text
BACKGROUND_SHARE = (
    0.6  # of a table's rows that hold one line at most and no rule between columns: shading, no table
)
LOW = 1.0  # points: a "cell" that is no higher or wider is the space between two rules
SLACK = 2.0  # points by which a table inside another may stand over it

Cells = tuple[BBox, ...]
"""The boxes of the cells of one grid."""


def choose_tables(found: Sequence[tuple[Cells, int]]) -> list[Cells]:
    """Return the tables among the grids of a page, without shading and without tables inside others.

    Args:
        found: The cells of each grid, and how many rows they make.
    """
    kept: list[Cells] = []
    for cells, rows in sorted(found, key=lambda item: -area(item[0])):
        inside = any(within(cells, other) for other in kept)
        if not inside and (count_columns(cells) >= 2 or rows == 1) and not is_shading(cells):
            kept.append(cells)
    return [cells for cells in kept if count_columns(cells) >= 2]


def is_no_shading(item: dict[str, Any]) -> bool:
    """Tell whether a drawn object may be a rule: coloured backgrounds of lines of text are none."""
    if item["object_type"] != "rect" or item.get("stroke"):
        return True
    return not (RULE_WIDTH < item["height"] < LINE_HEIGHT and item["width"] > RULE_WIDTH)


def is_shade(item: dict[str, Any]) -> bool:
    """Tell whether a drawn object is a coloured background, with no rule around it."""
    filled = item["object_type"] == "rect" and item.get("fill") and not item.get("stroke")
    return bool(filled) and item["height"] > RULE_WIDTH and item["width"] > RULE_WIDTH


def is_rule(item: dict[str, Any]) -> bool:
    """Tell whether a drawn object is thin: an upright or level rule."""
    return bool(min(item["height"], item["width"]) <= RULE_WIDTH)


def area(cells: Cells) -> float:
    """Return the area of a grid in square points."""
    box = frame(cells)
    return (box.x1 - box.x0) * (box.bottom - box.top)


def within(inner: Cells, outer: Cells) -> bool:
    """Tell whether one grid lies inside the other."""
    a, b = frame(inner), frame(outer)
    return (
        a.x0 >= b.x0 - SLACK
        and a.top >= b.top - SLACK
        and a.x1 <= b.x1 + SLACK
        and a.bottom <= b.bottom + SLACK
    )


def is_shading(cells: Cells) -> bool:
    """Tell whether the "cells" are only coloured backgrounds of single lines of text."""
    low = [cell for cell in cells if cell.bottom - cell.top < LOW or cell.x1 - cell.x0 < LOW]
    return len(low) > BACKGROUND_SHARE * len(cells)
