"""Unseen text: words in the text layer that nobody sees on the page; the text of a scan is not meant."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import cast

import msgspec
from PIL import Image

from extract.glyphs import Glyph
from extract.records import BBox

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

PAPER: Colour = (255, 255, 255)
ALIKE = 5  # of 255: colours that differ by no more in red, green and blue are one to the eye
SMALLEST = 0.5  # points: type of this size is a dot
ROW = 12.0  # points: height of the strips by which seen text is looked up
REACH = 0.15  # type sizes: glyphs of one word stand no further apart
FLAT = 8  # of 255: a part of a page's picture whose colours differ by no more shows nothing
OVER = 0.5  # share of the height and width of unseen text that seen text is printed over


class Ink(msgspec.Struct, frozen=True):
    """A run of glyphs and how it is printed.

    Attributes:
        box: In points from the top left of the page as shown.
        size: Type size in points.
        colour: Nothing where it is no plain one, or need not be judged.
        hidden: Whether the file says that it leaves no ink (render mode 3).
        order: How many objects are drawn before it.
    """

    box: BBox
    size: float
    colour: Colour | None = None
    hidden: bool = False
    order: int = 0


class Ground(msgspec.Struct, frozen=True):
    """What text may stand on: its box, its colour if it is a plain one, and whether it is a picture."""

    box: BBox
    colour: Colour | None = None
    picture: bool = False
    order: int = 0


def box_glyphs(glyphs: Sequence[Glyph]) -> BBox:
    """Return the box around glyphs."""
    return BBox(
        min(glyph.x0 for glyph in glyphs),
        min(glyph.top for glyph in glyphs),
        max(glyph.x1 for glyph in glyphs),
        max(glyph.bottom for glyph in glyphs),
    )


def find_doubtful(colours: Iterable[Colour | None], behind: Iterable[Colour | None]) -> set[Colour]:
    """Return the colours of text that some ground, or the paper, has too."""
    known = {PAPER, *behind} - {None}
    return {
        colour for colour in set(colours) if colour and any(alike(colour, other) for other in known if other)
    }


class View:
    """The page as it is shown, drawn when something of it is asked.

    Args:
        draw: Returns the picture of what is shown of the page, a dot to the point, if it can be drawn.
        left, top: Where on the page the picture begins, in points.
    """

    def __init__(self, draw: Callable[[], Image.Image | None], left: float = 0.0, top: float = 0.0) -> None:
        self.draw, self.left, self.top = draw, left, top

    @cached_property
    def picture(self) -> Image.Image | None:
        """The picture of the page."""
        return self.draw()

    def is_flat(self, box: BBox, colour: Colour | None = None) -> bool:
        """Tell whether the page shows nothing within a box but one colour, or this one, if it can be seen."""
        if self.picture is None:
            return False
        left, top = max(int(box.x0 - self.left), 0), max(int(box.top - self.top), 0)
        right = min(int(box.x1 - self.left) + 1, self.picture.width)
        lower = min(int(box.bottom - self.top) + 1, self.picture.height)
        if left >= right or top >= lower:
            return True
        part = self.picture.crop((left, top, right, lower)).convert("RGB")
        bands = cast("list[tuple[int, int]]", part.getextrema())
        wanted = [low for low, _ in bands] if colour is None else colour
        return all(
            high - low <= FLAT and abs(low - one) <= FLAT
            for (low, high), one in zip(bands, wanted, strict=True)
        )


def find_unseen(inks: Sequence[Ink], grounds: Sequence[Ground], view: View | None) -> list[bool]:
    """Return for each run of glyphs whether nobody sees it.

    Text that leaves no ink is what a scan says, if it lies over a picture or is all that the page has, and
    nothing is printed over it. Text in the colour of what it seems to stand on is looked at, if there is a
    view of the page.
    """
    doubtful = find_doubtful((ink.colour for ink in inks), (ground.colour for ground in grounds))
    seen = Strips([ink.box for ink in inks if not ink.hidden])
    pictures = [ground.box for ground in grounds if ground.picture]
    found = []
    for ink in inks:
        if ink.size < SMALLEST:
            found.append(True)
        elif ink.hidden:
            scanned = not seen.rows or any(holds_middle(box, ink.box) for box in pictures)
            found.append(not scanned or seen.overprints(ink.box))
        else:
            pale = ink.colour in doubtful and blends(ink, grounds)
            found.append(pale and view is not None and view.is_flat(ink.box, ink.colour))
    return found


def blends(ink: Ink, grounds: Iterable[Ground]) -> bool:
    """Tell whether a run of glyphs has the colour of what it stands on."""
    below = [ground for ground in grounds if ground.order < ink.order and holds_middle(ground.box, ink.box)]
    ground = max(below, key=lambda item: item.order).colour if below else PAPER
    return ground is not None and ink.colour is not None and alike(ink.colour, ground)


def alike(one: Colour, other: Colour) -> bool:
    """Tell whether two colours are one to the eye."""
    return all(abs(a - b) <= ALIKE for a, b in zip(one, other, strict=True))


def holds_middle(outer: BBox, inner: BBox) -> bool:
    """Tell whether the middle of one box lies in another."""
    x, y = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    return outer.x0 <= x <= outer.x1 and outer.top <= y <= outer.bottom


class Strips:
    """Boxes of seen text, looked up by the strips of the page that they stand in."""

    def __init__(self, boxes: Iterable[BBox]) -> None:
        self.rows: dict[int, list[BBox]] = {}
        for box in boxes:
            for row in self.list_rows(box):
                self.rows.setdefault(row, []).append(box)

    def list_rows(self, box: BBox) -> range:
        """Return the numbers of the strips that a box lies in."""
        return range(int(box.top // ROW), int(box.bottom // ROW) + 1)

    def overprints(self, box: BBox) -> bool:
        """Tell whether seen text is printed over most of a box."""
        near = {other for row in self.list_rows(box) for other in self.rows.get(row, ())}
        wide, high = box.x1 - box.x0, box.bottom - box.top
        across = 0.0
        for other in near:
            if min(other.bottom, box.bottom) - max(other.top, box.top) > OVER * high:
                across += max(min(other.x1, box.x1) - max(other.x0, box.x0), 0.0)
        return across > OVER * wide

    def continues(self, box: BBox, size: float) -> bool:
        """Tell whether a box stands where a word of seen text goes on or begins."""
        high = box.bottom - box.top
        return any(
            min(abs(other.x1 - box.x0), abs(other.x0 - box.x1)) <= REACH * size
            and min(other.bottom, box.bottom) - max(other.top, box.top) > OVER * high
            for row in self.list_rows(box)
            for other in self.rows.get(row, ())
        )
