"""Text that flows: the paragraphs and tables of a format that says itself what they are.

Word, OpenDocument, HTML and EPUB readers hand on a `Flow`. What it names (headings, list items, notes) is
taken as it stands; its other paragraphs go the way of a printed page, so that a bold line without a
heading's style is still found to be a heading.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from extract.blocks import (
    RawBlock,
    build_blocks,
    build_heading,
    is_heading,
    read_text_style,
)
from extract.contents import is_contents
from extract.paragraphs import Group, read_mark
from extract.plain_text import CHAR_WIDTH, HEADING_SIZES, LINE_HEIGHT, TEXT_SIZE
from extract.printed import PrintedCell, PrintedLine, PrintedTable, PrintedWord
from extract.records import BBox, Dropped, Page
from extract.repair import repair_word
from extract.sections import set_levels
from extract.tables import TableReader, list_rows, name_columns

PAGE_BREAK = "\f"
LINE_BREAK = "\n"
PAGE_SIZE = (595.0, 842.0)  # points: A4, for pages whose size nobody sees
INDENT = 18.0  # points: one step of nesting
HEADINGS_STYLED = 3  # named headings from which a line set like the text is not guessed to be one
SHORT_LINE = 60  # characters: a line broken by hand before this was not broken for want of room
NOWHERE = BBox(0.0, 0.0, 0.0, 0.0)
_PARTS = re.compile(rf"({PAGE_BREAK}|{LINE_BREAK})")
_CLOSING = re.compile(r"[\s.:)\]–-]+$")

Kind = Literal["text", "title", "heading", "item", "note", "caption", "dropped"]


class Run(msgspec.Struct, frozen=True):
    """A piece of text set in one way; `LINE_BREAK` and `PAGE_BREAK` in it begin a line or a page."""

    text: str
    bold: bool = False
    size: float = TEXT_SIZE
    raised: bool = False
    lowered: bool = False


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph and what its format says that it is.

    Attributes:
        kind: "text" where the format does not say.
        level: Of a heading from 1, nesting depth of an item from 1, otherwise 0.
        number: The number or bullet that is shown before it and is not in its text.
        reason: Of a "dropped" one, by name (see `Dropped`).
    """

    runs: tuple[Run, ...]
    kind: Kind = "text"
    level: int = 0
    number: str = ""
    reason: str = ""

    @property
    def text(self) -> str:
        """Its text, lines joined by a space."""
        return " ".join("".join(run.text for run in self.runs).split())


class FlowCell(msgspec.Struct, frozen=True):
    """A cell of a table: its paragraphs, its columns (first and one past the last) and its row."""

    paragraphs: tuple[Paragraph, ...]
    column: int
    column_end: int
    row: int


class FlowTable(msgspec.Struct, frozen=True):
    """A table: its cells row by row, and how many rows at its top are named as headers."""

    cells: tuple[FlowCell, ...]
    header: int = 0

    @property
    def columns(self) -> int:
        """Its number of columns."""
        return max((cell.column_end for cell in self.cells), default=0)


class Flow(msgspec.Struct, frozen=True):
    """A source as paragraphs and tables in reading order, and the title in its metadata."""

    parts: tuple[Paragraph | FlowTable, ...]
    title: str = ""


def flatten(parts: Iterable[Paragraph | FlowTable]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a cell, those of tables within it, too."""
    for part in parts:
        if isinstance(part, Paragraph):
            yield part
        else:
            for cell in part.cells:
                yield from cell.paragraphs


class Layout(msgspec.Struct):
    """A flow as blocks that are ready to be written, with its lines and pages."""

    blocks: list[RawBlock]
    lines: list[PrintedLine]
    pages: tuple[Page, ...]
    headers: list[str]
    repairs: Counter[str]


class Typesetter:
    """Sets paragraphs as printed lines, page after page; counts repairs."""

    def __init__(self) -> None:
        self.page = 1
        self.top = 0.0
        self.repairs: Counter[str] = Counter()

    def set_paragraph(self, paragraph: Paragraph, mark: str = "") -> list[PrintedLine]:
        """Return the lines of a paragraph, with `mark` as their first word; a page break begins a new one."""
        self.top += 3 * LINE_HEIGHT
        size = HEADING_SIZES.get(paragraph.level) if paragraph.kind == "heading" else None
        lines: list[PrintedLine] = []
        pieces: list[Run] = [Run(f"{mark} ")] if mark else []
        for run in paragraph.runs:
            for part in _PARTS.split(run.text):
                if part in (LINE_BREAK, PAGE_BREAK):
                    lines += self.set_line(pieces, paragraph, size)
                    pieces = []
                    self.page += part == PAGE_BREAK
                elif part:
                    pieces.append(msgspec.structs.replace(run, text=part))
        return [*lines, *self.set_line(pieces, paragraph, size)]

    def set_line(
        self, pieces: Sequence[Run], paragraph: Paragraph, size: float | None
    ) -> Iterator[PrintedLine]:
        """Yield the line that pieces of text make, if there are words in it."""
        left = INDENT * max(paragraph.level - 1, 0) if paragraph.kind == "item" else 0.0
        words: list[PrintedWord] = []
        for piece, at in cut_words(pieces):
            text = repair_word(piece.text, self.repairs)
            x0 = left + CHAR_WIDTH * at
            for index, part in enumerate(text.split()):
                x0 += CHAR_WIDTH if index else 0.0
                x1 = x0 + CHAR_WIDTH * len(part)
                bottom = self.top + piece.size
                setting = (piece.bold, piece.raised, piece.lowered)
                words.append(PrintedWord(part, x0, self.top, x1, bottom, size or piece.size, *setting))
                x0 = x1
        self.top += LINE_HEIGHT
        if words:
            yield PrintedLine(self.page, tuple(words), words[-1].x1 + PAGE_SIZE[0], region=1)


def cut_words(pieces: Sequence[Run]) -> list[tuple[Run, int]]:
    """Return the words of a line, each with the place of its first character.

    A word whose letters are set in several ways is one word, unless some of them are raised or lowered.
    """
    words: list[tuple[Run, int]] = []
    at, open_word = 0, False
    for piece in pieces:
        for part in re.split(r"(\s+)", piece.text):
            if not part:
                continue
            if part.isspace():
                at, open_word = at + 1, False
                continue
            last = words[-1][0] if open_word else None
            if last and (last.raised, last.lowered) == (piece.raised, piece.lowered):
                words[-1] = (msgspec.structs.replace(last, text=last.text + part), words[-1][1])
            else:
                words.append((msgspec.structs.replace(piece, text=part), at))
            at, open_word = at + len(part), True
    return words


class TableSetter(TableReader):
    """Turns tables into blocks; takes the header rows that a table names for what they are."""

    def read_marked(self, table: PrintedTable, header: int) -> list[RawBlock]:
        """Return the blocks of a table with so many header rows, or with those that it looks to have."""
        rows = list_rows(table)
        if not header or header >= len(rows):
            return self.read(table, follows=False)
        self.count += 1
        self.columns, self.headers = table.columns, name_columns(rows[:header])
        return [
            block
            for index, row in enumerate(rows)
            for block in self.read_row(row, header=index < header, columns=table.columns)
        ]


class FlowSetter:
    """Turns the parts of a flow into blocks, in reading order."""

    def __init__(self, flow: Flow) -> None:
        self.typesetter = Typesetter()
        self.blocks: list[RawBlock] = []
        self.depths: list[tuple[RawBlock, int]] = []
        self.notes: list[RawBlock] = []
        self.groups: list[Group] = []
        self.lines: list[PrintedLine] = []
        self.dropped: list[tuple[str, PrintedLine]] = []
        parts = [piece for part in flow.parts for piece in open_box(part)]
        printed = [(part, self.set_part(part)) for part in parts]
        self.style = read_text_style(self.lines, {})
        self.tables = TableSetter(self.style)
        named = sum(isinstance(part, Paragraph) and part.kind == "heading" for part in parts)
        self.guess = named < HEADINGS_STYLED
        for part, lines in printed:
            self.add_part(part, lines)
        self.flush()
        self.blocks += self.notes

    def set_part(self, part: Paragraph | FlowTable) -> list[PrintedLine] | PrintedTable:
        """Return a part as printed, and remember its lines."""
        if isinstance(part, Paragraph):
            lines = self.typesetter.set_paragraph(part)
            if part.kind == "dropped":
                self.dropped += [(part.reason, line) for line in lines]
                return []
            kept = [line for line in lines if not is_contents(line)]
            self.dropped += [("contents", line) for line in lines if is_contents(line)]
            self.lines += kept
            return kept
        cells = tuple(self.set_cell(cell) for cell in part.cells)
        return PrintedTable(1, NOWHERE, part.columns, tuple(cell for cell in cells if cell.lines))

    def set_cell(self, cell: FlowCell) -> PrintedCell:
        """Return a cell as printed; an item in it shows its bullet or number."""
        lines: list[PrintedLine] = []
        for paragraph in cell.paragraphs:
            if paragraph.kind != "dropped":
                lines += self.typesetter.set_paragraph(paragraph, show_mark(paragraph))
        self.lines += lines
        return PrintedCell(tuple(lines), cell.column, cell.column_end, cell.row, cell.row + 1)

    def add_part(self, part: Paragraph | FlowTable, printed: list[PrintedLine] | PrintedTable) -> None:
        """Append the blocks of a part."""
        if isinstance(part, FlowTable) and isinstance(printed, PrintedTable):
            self.flush()
            self.blocks += self.tables.read_marked(printed, part.header)
        elif isinstance(part, Paragraph) and isinstance(printed, list) and has_words(printed):
            self.add_paragraph(part, printed)

    def add_paragraph(self, paragraph: Paragraph, lines: list[PrintedLine]) -> None:
        """Append the block of a paragraph; one that its format does not name waits for what follows it."""
        if paragraph.kind == "text":
            self.groups += split_text(lines)
            return
        self.flush()
        if paragraph.kind == "heading":
            self.blocks += self.notes
            self.notes.clear()
            self.blocks.append(build_named_heading(paragraph, lines))
        elif paragraph.kind == "item":
            self.add_item(paragraph, lines)
        elif paragraph.kind == "note":
            self.notes.append(RawBlock("footnote", lines, 0, trim_number(paragraph.number)))
        elif paragraph.kind == "title":
            self.blocks.append(RawBlock("title", lines))
        else:
            self.blocks.append(RawBlock("caption", lines))

    def add_item(self, paragraph: Paragraph, lines: list[PrintedLine]) -> None:
        """Append a list item, or the heading that a numbered item in bold is."""
        number = trim_number(paragraph.number)
        mark, words, style = read_mark(lines[0])
        if any(char.isalnum() for char in number):
            group = Group(lines, number, 0, False, name_number(number), ended=True)
            if is_heading(group, None, None, self.style):
                self.blocks.append(build_heading(group, lines, self.style))
                return
            mark, words = number, 0
        elif not mark or style == "bare":
            mark, words = number, 0
        block = RawBlock("list_item", lines, words, mark, level=paragraph.level)
        self.blocks.append(block)
        self.depths.append((block, paragraph.level))

    def flush(self) -> None:
        """Append the blocks of the paragraphs that have no name."""
        for index, group in enumerate(self.groups):
            above = self.groups[index - 1] if index and self.guess else None
            below = self.groups[index + 1] if index + 1 < len(self.groups) and self.guess else None
            blocks = build_blocks(group, above, below, self.style)
            if any(block.kind == "heading" for block in blocks):
                self.blocks += self.notes
                self.notes.clear()
            self.blocks += blocks
        self.groups.clear()


def set_flow(flow: Flow) -> Layout:
    """Return the blocks and pages of a flow, its title marked, its levels and depths set."""
    setter = FlowSetter(flow)
    mark_flow_title(setter.blocks, flow.title)
    set_levels(setter.blocks)
    for block, depth in setter.depths:
        block.level = depth
    headers = [line.text for reason, line in setter.dropped if reason in ("header", "footer")]
    pages = tuple(
        Page(
            number,
            *PAGE_SIZE,
            dropped=tuple(
                Dropped(reason, line.text, NOWHERE) for reason, line in setter.dropped if line.page == number
            ),
        )
        for number in range(1, setter.typesetter.page + 1)
    )
    return Layout(setter.blocks, setter.lines, pages, list(dict.fromkeys(headers)), setter.typesetter.repairs)


def mark_flow_title(blocks: Sequence[RawBlock], title: str) -> None:
    """Mark the title, if none is named: the block that says what the metadata say, or the one top heading."""
    if any(block.kind == "title" for block in blocks):
        return
    first = [block for block in blocks[:20] if block.kind in ("heading", "paragraph")]
    told = next((block for block in first if title and read_text(block) == fold(title)), None)
    top = min((block.style for block in blocks if block.kind == "heading"), default=None)
    highest = [block for block in blocks if block.kind == "heading" and block.style == top]
    if told is None and len(highest) == 1 and highest[0] in first and not highest[0].number:
        heads = sum(block.kind == "heading" for block in blocks[: blocks.index(highest[0])])
        told = highest[0] if not heads else None
    if told is not None:
        told.kind, told.level = "title", 0


def read_text(block: RawBlock) -> str:
    """Return the words of a block, for comparing."""
    return fold(" ".join(line.text for line in block.lines))


def fold(text: str) -> str:
    """Return a text in lower case, its spaces evened out."""
    return " ".join(text.lower().split())


def open_box(part: Paragraph | FlowTable) -> Iterable[Paragraph | FlowTable]:
    """Return what stands in a table of one column, which is a frame around text, or else the part itself."""
    if isinstance(part, FlowTable) and part.columns <= 1:
        return [paragraph for cell in part.cells for paragraph in cell.paragraphs]
    return [part]


def has_words(lines: Sequence[PrintedLine]) -> bool:
    """Tell whether there is more in the lines than rules and dots."""
    return any(char.isalnum() for line in lines for char in line.text)


def split_text(lines: Sequence[PrintedLine]) -> list[Group]:
    """Return the lines of a paragraph as groups.

    A line that opens with a bullet or number begins one, and so does a line below a short one: "Ministry
    of Rivers", "March 2021".
    """
    groups: list[Group] = []
    for line in lines:
        mark, words, style = read_mark(line)
        marked = mark and style not in ("bare", "letter", "letter-upper")
        if groups and not marked and not ends_short(groups[-1].lines[-1], line):
            groups[-1].lines.append(line)
        else:
            groups.append(Group([line], mark, words, style == "bullet", style, ended=True, gap=2.0))
    return groups


def ends_short(above: PrintedLine, line: PrintedLine) -> bool:
    """Tell whether a break after a short line parts two lines that each stand for themselves."""
    apart = line.text[0].isupper() or line.text[0].isdigit()
    return above.page == line.page and len(above.text) < SHORT_LINE and apart and above.text[-1] not in ",-–"


def build_named_heading(paragraph: Paragraph, lines: list[PrintedLine]) -> RawBlock:
    """Return a heading that its format names; its level alone says what it stands under."""
    mark, words, style = read_mark(lines[0])
    number = trim_number(paragraph.number)
    if number or style == "bullet" or words >= sum(len(line.words) for line in lines):
        mark, words = number, 0
    return RawBlock("heading", lines, words, mark, style=(paragraph.level - 100.0, 0, 0, 0))


def show_mark(paragraph: Paragraph) -> str:
    """Return the first word of an item in a table cell: its bullet or its number with a dot."""
    if paragraph.kind != "item":
        return paragraph.number if paragraph.kind == "heading" else ""
    number = trim_number(paragraph.number)
    return f"{number}." if any(char.isalnum() for char in number) else "•"


def trim_number(number: str) -> str:
    """Return a number without brackets and closing dots: "(a)" is "a", "3.1." is "3.1"."""
    trimmed = _CLOSING.sub("", number.strip().lstrip("([")).strip()
    return trimmed or number.strip()[:1]


def name_number(number: str) -> str:
    """Return how a number is written, as `read_mark` names it: "3.1" is "decimal-2"."""
    if re.fullmatch(r"\d+(?:\.\d+)+", number):
        return f"decimal-{number.count('.') + 1}"
    return "digit" if number.isdigit() else "letter"
