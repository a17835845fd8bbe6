"""Frames: from a PDF page's own space to the page as shown, in points from its top left."""

from collections.abc import Sequence

import msgspec
import pypdfium2

from extract.records import BBox

Box = tuple[float, float, float, float]
"""Left, lower, right and upper edge in the page's own space."""


class Frame(msgspec.Struct, frozen=True):
    """Where a place of a page's own space is on the page as shown: a·x + c·y + e, b·x + d·y + f down."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float


def find_page_box(page: pypdfium2.PdfPage) -> Box:
    """Return the media box of a page: left, lower, right, upper edge in its own space.

    pdfium tells it where the page itself says it; where it is said above the pages, what is shown of them.
    """
    box = page.get_mediabox(fallback_ok=False) or page.get_bbox()
    left, lower, right, upper = (float(edge) for edge in box)
    return min(left, right), min(lower, upper), max(left, right), max(lower, upper)


def build_frame(box: Box, turn: int) -> Frame:
    """Return the frame of a page with a media box, turned clockwise by degrees."""
    x0, y0, x1, y1 = box
    if turn == 90:
        return Frame(0, 1, 1, 0, -y0, -x0)
    if turn == 180:
        return Frame(-1, 0, 0, 1, x1, -y0)
    if turn == 270:
        return Frame(0, -1, -1, 0, y1, x1)
    return Frame(1, 0, 0, -1, -x0, y1)


def frame_box(box: Sequence[float], frame: Frame) -> BBox:
    """Return a box of the page's own space on the page as shown."""
    left, lower, right, upper = box
    xs = [frame.a * x + frame.c * y + frame.e for x, y in ((left, lower), (right, upper))]
    ys = [frame.b * x + frame.d * y + frame.f for x, y in ((left, lower), (right, upper))]
    return BBox(min(xs), min(ys), max(xs), max(ys))
