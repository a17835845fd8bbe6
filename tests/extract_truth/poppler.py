"""Poppler: the words and lines of a PDF as an independent reader (`pdftotext`) has them."""

import re
import shutil
import subprocess
from pathlib import Path

import msgspec
from lxml import etree

PDFTOTEXT = "pdftotext"
SAME_HEIGHT = 0.5  # share of the lower line's height by which two lines stand beside each other
ASIDE = 10.0  # points between two lines that stand beside each other
ONE_COLUMN = 0.03  # share of the lines of a page that may stand beside others
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class FoundLine(msgspec.Struct, frozen=True):
    """A line of poppler: its words, and its box in points."""

    words: tuple[str, ...]
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def text(self) -> str:
        """The words with spaces between them."""
        return " ".join(self.words)


def is_installed() -> bool:
    """Tell whether poppler's command is on the path."""
    return shutil.which(PDFTOTEXT) is not None


def read_pages(path: Path, page: int = 0) -> list[list[FoundLine]]:
    """Return the lines of each page of a PDF, or of one page, in poppler's reading order."""
    chosen = ["-f", str(page), "-l", str(page)] if page else []
    command = [PDFTOTEXT, "-q", "-bbox-layout", *chosen, str(path), "-"]
    printed = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")
    root = etree.fromstring(_CONTROL.sub("", printed).encode(), etree.XMLParser(recover=True, huge_tree=True))
    return [[read_line(line) for line in found.iter("{*}line")] for found in root.iter("{*}page")]


def read_line(line: etree._Element) -> FoundLine:
    """Return a line of poppler's."""
    words = tuple(word.text or "" for word in line.iter("{*}word"))
    box = [float(line.get(name, "0")) for name in ("xMin", "yMin", "xMax", "yMax")]
    return FoundLine(words, *box)


def has_one_column(lines: list[FoundLine]) -> bool:
    """Tell whether hardly any lines of a page stand beside others."""
    beside = sum(any(stands_beside(line, other) for other in lines) for line in lines)
    return len(lines) > 1 and beside <= ONE_COLUMN * len(lines)


def stands_beside(line: FoundLine, other: FoundLine) -> bool:
    """Tell whether a line stands beside another."""
    height = min(line.bottom - line.top, other.bottom - other.top)
    overlap = min(line.bottom, other.bottom) - max(line.top, other.top)
    return overlap > SAME_HEIGHT * height and (line.x0 > other.x1 + ASIDE or other.x0 > line.x1 + ASIDE)
