"""Ruled tables: which of the grids that are drawn on a page are tables, and what else is drawn there."""

from collections.abc import Sequence

from extract.grids import count_columns, frame
from extract.lattice import find_lattices
from extract.printed import Ruling
from extract.records import BBox
from extract.shapes import Shape, list_edges

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


def build_ruling(shapes: Sequence[Shape]) -> Ruling:
    """Return the ruled tables, shades and rules that shapes on a page make."""
    if len(shapes) < FEWEST_RULES:
        return Ruling()
    lattices = find_lattices(*list_edges([shape for shape in shapes if is_no_shading(shape)]))
    return gather_ruling(shapes, [(cells, len({cell.top for cell in cells})) for cells in lattices])


def gather_ruling(shapes: Sequence[Shape], found: Sequence[tuple[Cells, int]]) -> Ruling:
    """Return what shapes on a page make, once its grids are found: rectangles first, then lines.

    Args:
        shapes: As drawn.
        found: The cells of each grid, and how many rows they make.
    """
    rects = [shape for shape in shapes if shape.kind == "rect"]
    drawn = [*rects, *(shape for shape in shapes if shape.kind == "line")]
    return Ruling(
        tuple(choose_tables(found)),
        tuple(shape.bbox for shape in drawn if is_shade(shape)),
        tuple(shape.bbox for shape in drawn if is_rule(shape)),
        tuple(shape.bbox for shape in rects if shape.stroke and not is_rule(shape)),
    )


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


def is_no_shading(shape: Shape) -> bool:
    """Tell whether a shape may be a rule: coloured backgrounds of lines of text are none."""
    if shape.kind != "rect" or shape.stroke:
        return True
    return not (RULE_WIDTH < shape.height < LINE_HEIGHT and shape.width > RULE_WIDTH)


def is_shade(shape: Shape) -> bool:
    """Tell whether a shape is a coloured background, with no rule around it."""
    filled = shape.kind == "rect" and shape.fill and not shape.stroke
    return filled and shape.height > RULE_WIDTH and shape.width > RULE_WIDTH


def is_rule(shape: Shape) -> bool:
    """Tell whether a shape is thin: an upright or level rule."""
    return min(shape.height, shape.width) <= RULE_WIDTH


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
