"""Side boxes: text in a frame or on a colour beside the text of the page, which is read by itself."""

import re
from collections.abc import Sequence

import msgspec

from extract.grids import holds
from extract.layout import cluster_rows, order_rows
from extract.printed import PrintedLine, PrintedWord, Ruling
from extract.records import BBox

NARROWEST, LOWEST = 60.0, 30.0  # points: a box for text is at least so wide and high
WIDEST = 0.65  # of the page's width: wider boxes stand between the text, not beside it
FEWEST_WORDS = 8  # in a box, and beside it
OVER = 2.0  # points of a word on either side of an edge that runs through it
_STATEMENT_END = re.compile(r"[.!?]['\"”’)\]]*$")


def find_side_boxes(words: Sequence[PrintedWord], ruling: Ruling, width: float) -> list[BBox]:
    """Return the boxes beside the text of a page, from top to bottom, none within another."""
    kept: list[BBox] = []
    for box in sorted({*ruling.boxes, *ruling.shades}, key=lambda item: (-measure(item), item)):
        fitting = NARROWEST <= box.x1 - box.x0 <= WIDEST * width and box.bottom - box.top >= LOWEST
        if fitting and not any(meets(box, other) for other in kept) and stands_beside(box, words):
            kept.append(box)
    return sorted(kept, key=lambda item: (item.top, item.x0))


def measure(box: BBox) -> float:
    """Return the area of a box in square points."""
    return (box.x1 - box.x0) * (box.bottom - box.top)


def meets(box: BBox, other: BBox) -> bool:
    """Tell whether two boxes stand over each other."""
    across = min(box.x1, other.x1) > max(box.x0, other.x0)
    return across and min(box.bottom, other.bottom) > max(box.top, other.top)


def stands_beside(box: BBox, words: Sequence[PrintedWord]) -> bool:
    """Tell whether words stand in a box and beside it, and none runs over its sides."""
    level = [word for word in words if box.top < (word.top + word.bottom) / 2 < box.bottom]
    inside = sum(holds(box, word) for word in level)
    crossed = any(word.x0 + OVER < edge < word.x1 - OVER for word in level for edge in (box.x0, box.x1))
    return not crossed and inside >= FEWEST_WORDS and len(level) - inside >= FEWEST_WORDS


def put_boxes(
    lines: Sequence[PrintedLine],
    boxes: Sequence[tuple[BBox, Sequence[PrintedWord]]],
    page: int,
    first_region: int,
) -> list[PrintedLine]:
    """Return the lines of a page with those of its side boxes, each after a statement that ends beside it.

    Args:
        lines: The lines outside the boxes, in reading order.
        boxes: Each box with the words in it.
        page: The number of the page.
        first_region: Number of regions from which those of the boxes are, as many for each.
    """
    placed = list(lines)
    for index, (box, words) in enumerate(boxes):
        placed = narrow_lines(placed, box)
        own = order_rows(cluster_rows(words), page, first_region + index * first_region)
        at = find_place(placed, box.top)
        placed[at:at] = own
    return placed


def narrow_lines(lines: Sequence[PrintedLine], box: BBox) -> list[PrintedLine]:
    """Return the lines of a page, those left of a box no wider than the room beside it."""
    beside = [
        line.bbox.x1 < box.x0 < line.right and box.top < line.bbox.bottom and line.bbox.top < box.bottom
        for line in lines
    ]
    right = max((line.bbox.x1 for line, near in zip(lines, beside, strict=True) if near), default=box.x0)
    return [
        msgspec.structs.replace(line, right=right) if near else line
        for line, near in zip(lines, beside, strict=True)
    ]


def find_place(lines: Sequence[PrintedLine], top: float) -> int:
    """Return the index before which a box is read that begins at a height."""
    for index, line in enumerate(lines):
        below = lines[index + 1] if index + 1 < len(lines) else None
        goes_on = below is not None and below.text[:1].islower()
        if line.bbox.bottom >= top and _STATEMENT_END.search(line.text) and not goes_on:
            return index + 1
    return len(lines)
