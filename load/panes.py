"""Panes: rectangles of cards, and how they are put beside and below one another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from load.cards import Card

GAP = 12.0  # points between two cards of a column
AISLE = 36.0  # points between two columns, wide enough for ties to be seen
INDENT = 14.0  # points for each level within a column
MOST_INDENTS = 4
FRAME_EDGE, FRAME_TITLE = 14.0, 30.0  # points around what a frame holds, and for its title


class Spot(msgspec.Struct, frozen=True):
    """Where the top left corner of a card is, relative to its pane."""

    name: str
    x: float
    y: float


class Frame(msgspec.Struct, frozen=True):
    """A titled rectangle behind the cards: a lane, or a document."""

    title: str
    x: float
    y: float
    width: float
    height: float


class Pane(msgspec.Struct, frozen=True):
    """A rectangle of cards and frames.

    Attributes:
        parts: Panes in it, each with its top left corner at x and y. Only the layout that is chosen is spread
            out into places of cards; of the others the size is enough.
    """

    width: float = 0.0
    height: float = 0.0
    spots: tuple[Spot, ...] = ()
    frames: tuple[Frame, ...] = ()
    parts: tuple[tuple["Pane", float, float], ...] = ()

    @property
    def filled(self) -> bool:
        """Whether there is a card in it."""
        return bool(self.spots or self.parts)


def list_spots(pane: Pane, x: float = 0.0, y: float = 0.0) -> Iterator[Spot]:
    """Yield where the cards of a pane and of its parts are, if its corner is at x and y."""
    for spot in pane.spots:
        yield Spot(spot.name, spot.x + x, spot.y + y)
    for part, dx, dy in pane.parts:
        yield from list_spots(part, x + dx, y + dy)


def list_frames(pane: Pane, x: float = 0.0, y: float = 0.0) -> Iterator[Frame]:
    """Yield the frames of a pane, then of its parts, if its corner is at x and y."""
    for frame in pane.frames:
        yield Frame(frame.title, frame.x + x, frame.y + y, frame.width, frame.height)
    for part, dx, dy in pane.parts:
        yield from list_frames(part, x + dx, y + dy)


def measure_heights(pane: Pane, y: float, heights: dict[str, float]) -> None:
    """Add how far from the top the cards of a pane and of its parts are, if its own top is at y."""
    for spot in pane.spots:
        heights[spot.name] = spot.y + y
    for part, _, dy in pane.parts:
        measure_heights(part, y + dy, heights)


def place(panes: Iterable[tuple[Pane, float, float]], width: float, height: float) -> Pane:
    """Return one pane that holds others, each with its top left corner at x and y."""
    return Pane(width, height, parts=tuple(panes))


def stack_cards(
    items: Sequence[tuple[str, int]], cards: Mapping[str, Card], most_height: float
) -> list[Pane]:
    """Return columns of cards one below the other, each item a name and its level of indent."""
    columns: list[Pane] = []
    spots: list[Spot] = []
    width = y = 0.0
    for name, level in items:
        card, indent = cards[name], INDENT * min(level, MOST_INDENTS)
        if spots and y + card.height > most_height:
            columns.append(Pane(width, y - GAP, tuple(spots)))
            spots, width, y = [], 0.0, 0.0
        spots.append(Spot(name, indent, y))
        width, y = max(width, indent + card.width), y + card.height + GAP
    if spots:
        columns.append(Pane(width, y - GAP, tuple(spots)))
    return columns


def stack_panes(panes: Iterable[Pane], most_height: float) -> list[Pane]:
    """Return panes as columns, one below the other as long as they fit, empty ones left out."""
    columns: list[Pane] = []
    for pane in panes:
        above = columns[-1] if columns else Pane()
        top = above.height + AISLE / 2
        if not pane.filled:
            continue
        if above.filled and top + pane.height <= most_height:
            placed = [(above, 0.0, 0.0), (pane, 0.0, top)]
            columns[-1] = place(placed, max(above.width, pane.width), top + pane.height)
        else:
            columns.append(pane)
    return columns


def pack_rows(panes: Sequence[Pane], most_width: float) -> Pane:
    """Return panes side by side, in as many rows as a width asks for."""
    placed: list[tuple[Pane, float, float]] = []
    x = y = width = height = 0.0
    for pane in panes:
        if x and x + pane.width > most_width:
            x, y, height = 0.0, y + height + AISLE, 0.0
        placed.append((pane, x, y))
        width, height = max(width, x + pane.width), max(height, pane.height)
        x += pane.width + AISLE
    return place(placed, width, y + height)


def put_head(name: str, card: Card, below: Pane) -> Pane:
    """Return a pane with a card in the middle above it."""
    width = max(card.width, below.width)
    head = Pane(card.width, card.height, (Spot(name, 0.0, 0.0),))
    if not below.filled:
        return head
    top = card.height + AISLE * 0.75
    parts = [(head, (width - card.width) / 2, 0.0), (below, (width - below.width) / 2, top)]
    return place(parts, width, top + below.height)


def put_frame(pane: Pane, title: str) -> Pane:
    """Return a pane within a frame; the title's height is kept free where there is one."""
    top = FRAME_TITLE if title else FRAME_EDGE
    width, height = pane.width + 2 * FRAME_EDGE, pane.height + top + FRAME_EDGE
    return Pane(
        width,
        height,
        frames=(Frame(title, 0.0, 0.0, width, height),),
        parts=((pane, FRAME_EDGE, top),),
    )
