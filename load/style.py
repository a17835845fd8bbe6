"""Style: the colour, shape and sign of each kind, in the GraphML file and on the page alike.

The colours are those of Okabe and Ito (2008), made to be told apart by colour-blind readers, with darker
and lighter companions; signs and shapes differ too, so that no reader depends on colour.
"""

import math

import msgspec


class KindStyle(msgspec.Struct, frozen=True):
    """How a kind is drawn.

    Attributes:
        singular, plural: Its name for readers.
        symbol: One sign before each label.
        colour: Of the border and in GraphML, #rrggbb.
        fill: Of the background on the page, light enough for dark text (WCAG AA).
        shape: Of vis-network.
        border: Width in pixels.
        radius: Of the corners in pixels.
    """

    singular: str
    plural: str
    symbol: str
    colour: str
    fill: str
    shape: str = "box"
    border: int = 2
    radius: int = 4


STYLES = {
    "document": KindStyle("Document", "Documents", "▤", "#4d4d4d", "#ededed", radius=0),
    "goal": KindStyle("Goal", "Goals", "★", "#d55e00", "#ffe3d1", border=4),
    "area": KindStyle("Priority area", "Priority areas", "▣", "#0072b2", "#d3e9f7", border=3),
    "measure": KindStyle("Measure", "Measures", "▸", "#56b4e9", "#f0f8fd", border=1),
    "target": KindStyle("Target", "Targets", "◎", "#b07a00", "#fff1d2"),
    "sector": KindStyle("Sector", "Sectors", "◆", "#009e73", "#d6f2e9", shape="ellipse"),
    "sdg": KindStyle("SDG", "SDGs", "✿", "#7a5195", "#ece2f2", shape="ellipse"),
    "actor": KindStyle("Actor", "Actors", "♟", "#cc79a7", "#f9e6f0", radius=18),
    "issue": KindStyle("Issue", "Issues", "▲", "#8c510a", "#f3e6d8", radius=0),
    "framework": KindStyle("Framework", "Frameworks", "§", "#777722", "#f2f2dc"),
    "place": KindStyle("Place", "Places", "⌖", "#7d7d7d", "#f4f4f4", border=1, radius=12),
}
LEAST_SIZE, SIZE_STEP, MOST_SIZE = 12.0, 3.0, 40.0  # points: a node, for each tie, at most


def size_of(ties: int) -> float:
    """Return the drawn size of a node with this many ties, in points."""
    return min(MOST_SIZE, LEAST_SIZE + SIZE_STEP * math.sqrt(ties))


def split_colour(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue, 0 to 255, of a colour written as #rrggbb."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
