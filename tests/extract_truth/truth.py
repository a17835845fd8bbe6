"""Truth: what a person saw on a page, as read from a truth file."""

from pathlib import Path

import msgspec

from tests.extract_truth.prints import Print, parse_print

FOLDER = Path(__file__).parent


class TrueCell(msgspec.Struct, frozen=True):
    """A cell of a table: its words, and the header over its column (length 0 where there is none)."""

    text: Print
    header: Print


class TrueBlock(msgspec.Struct, frozen=True):
    """A block of a page.

    Attributes:
        kinds: What it may be taken for: "h1" … "h6", "p", "li1", "row", "fn", "cap", "drop", "any".
        lines: Its lines in reading order, of a row those of all cells.
        cells: Of a row.
        begun, goes_on: Whether it begins on an earlier page, goes on upon the next.
        aside: Whether it stands beside the text, so that its place in the order is free.
        table: Running number of the table on the page, from 1; 0 outside tables.
    """

    kinds: tuple[str, ...]
    lines: tuple[Print, ...]
    cells: tuple[TrueCell, ...] = ()
    begun: bool = False
    goes_on: bool = False
    aside: bool = False
    table: int = 0

    @property
    def levels(self) -> tuple[int, ...]:
        """The heading levels that it may have."""
        return tuple(int(kind[1:]) for kind in self.kinds if kind[0] == "h")

    @property
    def is_heading(self) -> bool:
        """Whether it can be nothing but a heading."""
        return all(kind[0] == "h" for kind in self.kinds)


class TruePage(msgspec.Struct, frozen=True):
    """A page of a document with its blocks in reading order."""

    source: str
    page: int
    blocks: tuple[TrueBlock, ...]
    held: bool = False


def read_truth(path: Path) -> TruePage:
    """Return the page that a truth file describes."""
    rows = [row.split() for row in path.read_text(encoding="utf-8").splitlines() if row.strip()]
    heads = {row[0]: row[1] for row in rows[:2]}
    blocks = [parse_block(row) for row in rows[2:]]
    return TruePage(heads["source"], int(heads["page"]), tuple(blocks), held=path.parent.name == "held")


def parse_block(row: list[str]) -> TrueBlock:
    """Return the block of one row: flags and kinds, then its lines or cells; words after "#" are a help."""
    words = row[: row.index("#")] if "#" in row else row
    flags, kinds, rest = words[0], words[1], words[2:]
    cells = tuple(parse_cell(word) for word in rest if "=" in word)
    return TrueBlock(
        kinds=tuple(kinds.split("/")),
        lines=tuple(parse_print(word) for word in rest if "=" not in word),
        cells=cells,
        begun="<" in flags,
        goes_on=">" in flags,
        aside="?" in flags,
        table=int("".join(char for char in flags if char.isdigit()) or 0),
    )


def parse_cell(word: str) -> TrueCell:
    """Return a cell from "header=text"."""
    header, _, text = word.partition("=")
    return TrueCell(parse_print(text), parse_print(header) if header else Print("n", 0, ""))


def list_truth() -> list[TruePage]:
    """Return all pages of truth, those held out last."""
    return [
        read_truth(path) for folder in ("pages", "held") for path in sorted((FOLDER / folder).glob("*.txt"))
    ]
