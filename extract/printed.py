"""Printed words and lines: what stands on a page, before anything is understood of it."""

from functools import cached_property

import msgspec

from extract.records import BBox

SLANTED = "slanted_text"  # why a word that slants is left out, until it is known whether it recurs


class Printed(msgspec.Struct, frozen=True, gc=False):
    """Something printed: its text, its box in points from the top left of the page, and how it is set.

    Attributes:
        size: Type size in points.
        bold: Whether its font is called bold.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False


class PrintedWord(Printed, frozen=True, gc=False):
    """A run of glyphs without a space.

    `raised` is True for superscripts (footnote marks, exponents), `lowered` for subscripts, `spaced` where a
    space is printed before it, however narrow.
    """

    raised: bool = False
    lowered: bool = False
    spaced: bool = False


class PrintedLine(msgspec.Struct, frozen=True, dict=True):
    """Words that stand on one baseline in one column, in reading order.

    Attributes:
        page: From 1.
        right: Right edge of the column that the line stands in, in points: a line that ends well
            before it ends on purpose.
        region: Number of the column or box on its page; lines of one region follow each other.
        aside: Whether it is part of a pull quote beside the text.
    """

    page: int
    words: tuple[PrintedWord, ...]
    right: float
    region: int = 0
    aside: bool = False

    @cached_property
    def text(self) -> str:
        """The words joined as they are printed: sub- and superscripts stick to the word before."""
        parts: list[str] = []
        for index, word in enumerate(self.words):
            if index and not sticks(self.words[index - 1], word):
                parts.append(" ")
            parts.append(word.text)
        return "".join(parts)

    @cached_property
    def bbox(self) -> BBox:
        """The box around all its words."""
        return BBox(
            min(word.x0 for word in self.words),
            min(word.top for word in self.words),
            max(word.x1 for word in self.words),
            max(word.bottom for word in self.words),
        )

    @cached_property
    def size(self) -> float:
        """The type size of most of its characters."""
        totals: dict[float, int] = {}
        for word in self.words:
            totals[word.size] = totals.get(word.size, 0) + len(word.text)
        return max(totals, key=lambda size: (totals[size], size))

    @cached_property
    def bold(self) -> bool:
        """Whether nearly all of it is set in bold."""
        letters = sum(len(word.text) for word in self.words)
        return sum(len(word.text) for word in self.words if word.bold) >= 0.85 * letters


def sticks(left: PrintedWord, right: PrintedWord) -> bool:
    """Tell whether two neighbouring words are printed without a space between them."""
    if right.spaced:
        return False
    gap = right.x0 - left.x1
    if right.lowered or right.raised or left.lowered or left.raised:
        return gap < 0.2 * max(left.size, right.size)
    return gap < 0.08 * max(left.size, right.size)


class PrintedCell(msgspec.Struct, frozen=True):
    """A cell of a ruled table: its lines, its columns (first and one past the last), and its rows."""

    lines: tuple[PrintedLine, ...]
    column: int
    column_end: int
    row: int
    row_end: int


class PrintedTable(msgspec.Struct, frozen=True):
    """A ruled table of a page: its box, and its cells row by row."""

    page: int
    bbox: BBox
    columns: int
    cells: tuple[PrintedCell, ...]


class Ruling(msgspec.Struct, frozen=True):
    """What is drawn on a page around its words.

    Attributes:
        grids: The cells of each ruled table of two columns or more.
        shades: Boxes filled with colour, with no rule around them.
        rules: Thin rules, upright or level.
        boxes: Frames drawn as one rectangle.
    """

    grids: tuple[tuple[BBox, ...], ...] = ()
    shades: tuple[BBox, ...] = ()
    rules: tuple[BBox, ...] = ()
    boxes: tuple[BBox, ...] = ()


class DrawnPage(msgspec.Struct, frozen=True):
    """A page as a PDF library has it: words in no order, and what is drawn around them.

    Attributes:
        words: Those that are set like most of the page; they may stand in any order.
        sideways: Those that are set across.
        dropped: Words that are left out, with the reason.
        ruling: Tables, colours and rules.
        repairs: Name and count of each sort of text repair.
    """

    number: int
    width: float
    height: float
    words: tuple[PrintedWord, ...]
    sideways: tuple[PrintedWord, ...] = ()
    dropped: tuple[tuple[str, PrintedWord], ...] = ()
    ruling: Ruling = Ruling()
    flags: tuple[str, ...] = ()
    repairs: tuple[tuple[str, int], ...] = ()


class PrintedPage(msgspec.Struct, frozen=True):
    """A page as printed: lines in reading order, and the tables that stand between them.

    `tables` pairs each table with the index of the line before which it stands.
    """

    number: int
    width: float
    height: float
    lines: tuple[PrintedLine, ...]
    tables: tuple[tuple[int, PrintedTable], ...] = ()
    flags: tuple[str, ...] = ()
    dropped: tuple[tuple[str, PrintedLine], ...] = ()
    repairs: tuple[tuple[str, int], ...] = ()
    sureness: float = 1.0
