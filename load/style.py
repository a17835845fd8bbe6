"""Style: the colour, icon and card of each kind, in the GraphML file and on the page alike.

The colours start from those of Okabe and Ito (2008), made to be told apart by colour-blind readers, and are
darkened until a white icon on them and they themselves on white have a contrast of 3:1 (WCAG 2.2, 1.4.11).
Every kind has an icon of its own too, so that no reader depends on colour.
"""

import math

import msgspec


class KindStyle(msgspec.Struct, frozen=True):
    """How a kind is drawn.

    Attributes:
        singular, plural: Its name for readers.
        colour: #rrggbb.
        icon: Name of a shape that `page/icons.js` can draw.
        width: Of its cards in points.
        lines: Most lines of a label on a card.
        bold: Whether the label is printed bold.
    """

    singular: str
    plural: str
    colour: str
    icon: str
    width: int = 196
    lines: int = 2
    bold: bool = False


STYLES = {
    "document": KindStyle("Document", "Documents", "#4d4d4d", "page", 300, 2, bold=True),
    "goal": KindStyle("Goal", "Goals", "#c44f00", "star", 270, 4, bold=True),
    "area": KindStyle("Priority area", "Priority areas", "#0067a3", "layers", 228, 3, bold=True),
    "measure": KindStyle("Measure", "Measures", "#2b8cc4", "arrow", 228, 3),
    "target": KindStyle("Target", "Targets", "#a36f00", "target", 228, 3),
    "sector": KindStyle("Sector", "Sectors", "#00805d", "diamond"),
    "sdg": KindStyle("SDG", "SDGs", "#6a4485", "flower"),
    "actor": KindStyle("Actor", "Actors", "#b3568a", "person"),
    "issue": KindStyle("Issue", "Issues", "#8c3a0a", "triangle"),
    "framework": KindStyle("Framework", "Frameworks", "#66661a", "scroll"),
    "place": KindStyle("Place", "Places", "#6b6b6b", "pin"),
}
LEAST_SIZE, SIZE_STEP, MOST_SIZE = 12.0, 3.0, 40.0  # points: a node, for each tie, at most


def size_of(ties: int) -> float:
    """Return the drawn size of a node with this many ties, in points."""
    return min(MOST_SIZE, LEAST_SIZE + SIZE_STEP * math.sqrt(ties))


def split_colour(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue, 0 to 255, of a colour written as #rrggbb."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
