"""The records that extract hands on: a document as text, pages and blocks.

Geometry is in pdfplumber's words and units (points from the top left of the page as shown,
after rotation), text positions in spaCy's (half-open ranges of characters). Every `Span` in
these records counts characters of `Document.text`, the one ruler of all later stages.

Frozen records of plain values hold no circles, so those that there are many of are kept from the garbage
collector (`gc=False`), which would take 16 bytes and a look at each now and then.
"""

from typing import Literal

import msgspec

BlockKind = Literal["title", "heading", "paragraph", "list_item", "table_row", "footnote", "caption"]
"""What a block is; a `title` is the document's own, `heading` any other heading."""

Severity = Literal["info", "warning", "error"]


class Span(msgspec.Struct, frozen=True, gc=False, array_like=True, forbid_unknown_fields=True, order=True):
    """A half-open range of characters, `text[start:end]`."""

    start: int
    end: int


class BBox(msgspec.Struct, frozen=True, gc=False, array_like=True, forbid_unknown_fields=True, order=True):
    """A rectangle in points from the top left of a page, rounded to hundredths."""

    x0: float
    top: float
    x1: float
    bottom: float


class Word(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A printed word of a line: characters of `Document.text` and left and right edge in points."""

    start: int
    end: int
    x0: float
    x1: float


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A printed line, or the part of it that lies in one table cell.

    A word that was hyphenated over two lines belongs to the span of the first line; the second
    line then holds a `Word` for the rest of it, so that both halves can be boxed.
    """

    page: int
    span: Span
    bbox: BBox
    words: tuple[Word, ...] = ()


class Cell(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A cell of a table row: its text, its column from 0, and the header of that column."""

    span: Span
    column: int
    header: str = ""


class Block(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A heading, paragraph, list item, table row, footnote or caption.

    Attributes:
        id: "b0001" and so on, in reading order.
        kind: See `BlockKind`.
        span: Its characters. Contains no newline: wraps are undone, lines joined by a space,
            cells of a table row by " | ". The printed number or bullet of a heading or list
            item is not in the text but in `number`.
        lines: In reading order; they say their pages.
        section: Ids of the headings it stands under, outermost first (not the title).
        level: Heading level from 1; nesting depth of a list item from 1; otherwise 0.
        number: The number as printed without brackets and closing dots ("3.1", "a", "iv",
            "Priority Area 1"), or the bullet sign of a list item, or "".
        table: Running number of the table in the document from 1; 0 outside tables.
        cells: Of a table row only.
        language: ISO 639-1 code, or "" where it is not known.
        notes: Ids of the footnotes whose marks stand in it.
    """

    id: str
    kind: BlockKind
    span: Span
    lines: tuple[Line, ...]
    section: tuple[str, ...] = ()
    level: int = 0
    number: str = ""
    table: int = 0
    cells: tuple[Cell, ...] = ()
    language: str = ""
    notes: tuple[str, ...] = ()


class Dropped(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that stand on the page and not in the text, with the reason by name.

    Reasons are "header", "footer", "page_number", "line_number", "watermark", "duplicate",
    "invisible", "side_text", "figure_text", "contents", "footnote_mark" and "suspect".
    """

    reason: str
    text: str
    bbox: BBox


class Page(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page as shown: number from 1, size in points, what is odd about it, what was dropped.

    Flags are "no_text", "suspect_text", "rotated", "right_to_left", "ocr", and of pages whose lines do not
    run to the right as they are shown "turned_left", "turned_right" and "upside_down". `sureness` is how
    sure the reader is of the page's words, 0 to 1: below 1 where they were read by OCR.
    """

    number: int
    width: float
    height: float
    flags: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    sureness: float = 1.0


class Problem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that a person should know: what was seen, where, and what to do about it.

    `detail` is what was seen on this page alone, where other pages have the same problem.
    """

    code: str
    message: str
    remedy: str = ""
    page: int = 0
    severity: Severity = "warning"
    detail: str = ""


class Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A source as text, pages and blocks.

    Attributes:
        id: "doc:" and the first 16 hexadecimal digits of the SHA-256 of the file's bytes.
        source: The file's path relative to the sources folder, with "/" between its parts.
        text: The whole text; blocks are separated by a blank line. Unicode NFC.
        title, publisher: As the first page or `sources.toml` says, or "".
        country: ISO 3166-1 alpha-2 code of the country that the policy is about, or "".
        year: Of publication, or 0.
        date: ISO 8601 as far as known ("2012-04"), or "".
        language: ISO 639-1 code of most of the text, or "".
        repairs: Name and count of each sort of text repair, sorted by name.
    """

    id: str
    source: str
    text: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    title: str = ""
    publisher: str = ""
    country: str = ""
    year: int = 0
    date: str = ""
    language: str = ""
    repairs: tuple[tuple[str, int], ...] = ()
    problems: tuple[Problem, ...] = ()
