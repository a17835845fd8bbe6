"""Plain text and Markdown as printed lines, so that they go the same way as a PDF page."""

import codecs
import re
from pathlib import Path

from extract.errors import EmptySource, WrongFormat
from extract.printed import PrintedLine, PrintedPage, PrintedWord

CHAR_WIDTH = 5.0  # points: text is laid out as by a typewriter
LINE_HEIGHT = 12.0
TEXT_SIZE = 10.0
HEADING_SIZES = {1: 20.0, 2: 17.0, 3: 15.0, 4: 13.5, 5: 12.5, 6: 11.5}  # points, by Markdown level
_BINARY = re.compile(rb"\x00")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_MARKUP = re.compile(r"(\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w))")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}$")


def read_text(path: Path, source: str) -> PrintedPage:
    """Return a text file as one page of printed lines.

    Raises:
        EmptySource: If there is nothing but white space in it.
        WrongFormat: If it is no text.
    """
    text = decode_text(path.read_bytes(), source)
    if not text.strip():
        raise EmptySource(source, "the file holds no text", "Remove it, or put the right file in its place")
    markdown = path.suffix.lower() == ".md"
    rows = [line.expandtabs(4).rstrip() for line in text.splitlines()]
    lines = [build_line(row, index, markdown=markdown) for index, row in enumerate(rows)]
    printed = [line for line in lines if line is not None]
    right = max((line.words[-1].x1 for line in printed), default=0.0)
    placed = tuple(PrintedLine(1, line.words, right) for line in printed)
    return PrintedPage(1, right, LINE_HEIGHT * (len(rows) + 1), placed)


def decode_text(data: bytes, source: str) -> str:
    """Return the bytes of a text file as text: UTF-8, UTF-16 with its mark, or else Windows-1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    if _BINARY.search(data):
        raise WrongFormat(
            source, "the file is called a text and holds binary data", "Rename it by what it is"
        )
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def build_line(row: str, index: int, *, markdown: bool) -> PrintedLine | None:
    """Return a row of text as a printed line, or `None` for an empty one or a rule."""
    size, bold = TEXT_SIZE, False
    if markdown:
        heading = _HEADING.match(row)
        if heading:
            size, bold, row = HEADING_SIZES[len(heading.group(1))], True, heading.group(2)
        elif _RULE.match(row):
            return None
        row = _MARKUP.sub("", _LINK.sub(r"\1", row))
    top = index * LINE_HEIGHT
    words = tuple(
        PrintedWord(
            match.group(), match.start() * CHAR_WIDTH, top, match.end() * CHAR_WIDTH, top + size, size, bold
        )
        for match in re.finditer(r"\S+", row)
    )
    return PrintedLine(1, words, 0.0) if words else None
