"""Cards: how much room each entity takes in the drawing."""

import unicodedata
from functools import cache

import msgspec

from load.style import STYLES
from transform.records import Entity

FONT = 13.0  # points; `page/cards.js` draws with the same
LINE = 16.0  # points from one line of a label to the next
MARGIN = 7.0  # points above the first and below the last line
STRIPE, SIDE = 26.0, 9.0  # points: the coloured edge with the icon; between text and border
# Widths in ems of a wide sans-serif face (DejaVu Sans), so that in narrower faces the label fits as well.
NARROW, USUAL, CAPITAL, WIDE = 0.34, 0.60, 0.72, 1.0
BOLD = 1.13  # bold letters are so much wider
_NARROW_CHARACTERS = frozenset("iIjlt.,;:'\u2019!|()[]- ")


class Card(msgspec.Struct, frozen=True):
    """The size of an entity's card in points."""

    width: float
    height: float


def measure_card(entity: Entity) -> Card:
    """Return the card that an entity's label asks for, within the limits of its kind."""
    style = STYLES[entity.kind]
    width = style.width - STRIPE - SIDE
    lines = count_lines(entity.label, width / BOLD if style.bold else width)
    return Card(style.width, 2 * MARGIN + LINE * min(lines, style.lines))


def count_lines(label: str, width: float) -> int:
    """Return how many lines of so many points a label takes when it is broken between words."""
    lines, used = 1, 0.0
    for word in label.split():
        needed = sum(map(measure_character, word)) * FONT
        if used and used + NARROW * FONT + needed > width:
            lines, used = lines + 1, 0.0
        lines += int(needed // width)
        used += needed % width + NARROW * FONT
    return lines


@cache
def measure_character(char: str) -> float:
    """Return about how wide a character is printed, in ems."""
    if char in _NARROW_CHARACTERS:
        return NARROW
    if unicodedata.combining(char):
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return WIDE
    return CAPITAL if char.isupper() or char in "mw" else USUAL
