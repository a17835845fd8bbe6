"""Outline: the bookmarks of a PDF, as evidence of its headings where they stand on the pages that they name.

Bookmarks are often left over from another file, or name files that were joined: an outline is trusted only if
most of its entries are found.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
import pypdfium2

from extract.paragraphs import Group
from extract.printed import PrintedLine, PrintedPage

DEEPEST = 6  # levels of an outline
MOST_ENTRIES = 5000  # of an outline; a longer one is read so far
MOST_LINES = 4  # lines of a heading
LONGEST = 180  # characters of an entry that may be a heading
FEWEST_LETTERS = 3  # of an entry
FEWEST_FOUND = 3  # entries of an outline that is trusted
FOUND_SHARE = 0.5  # of its entries that stand on the pages that they name

Outline = Mapping[tuple[int, str], int]
"""The level, from 1, of each trusted entry, by the page that it names and its letters."""


class Bookmark(msgspec.Struct, frozen=True):
    """An entry of an outline: its words, its level from 1, and the page that it leads to, from 1."""

    title: str
    level: int
    page: int


def read_bookmarks(path: Path, passwords: Sequence[str]) -> list[Bookmark]:
    """Return the outline of a PDF; empty if it has none, or cannot be opened."""
    for password in passwords or ("",):
        try:
            pdf = pypdfium2.PdfDocument(path, password=password or None)
        except (pypdfium2.PdfiumError, UnicodeError):
            continue
        try:
            return list(list_bookmarks(pdf))
        finally:
            pdf.close()
    return []


def list_bookmarks(pdf: pypdfium2.PdfDocument) -> Iterator[Bookmark]:
    """Yield the entries of an outline that lead to a page."""
    for index, entry in enumerate(pdf.get_toc(max_depth=DEEPEST)):
        if index >= MOST_ENTRIES:
            return
        place = entry.get_dest()
        page = place.get_index() if place is not None else None
        title = read_title(entry)
        if page is not None and len(list_letters(title)) >= FEWEST_LETTERS and len(title) <= LONGEST:
            yield Bookmark(title, entry.level + 1, page + 1)


def read_title(entry: pypdfium2.PdfBookmark) -> str:
    """Return the words of an entry, or "" if they are in no encoding."""
    try:
        return str(entry.get_title())
    except UnicodeError:
        return ""


def trust_outline(bookmarks: Sequence[Bookmark], pages: Sequence[PrintedPage]) -> Outline:
    """Return the entries that stand on the pages that they name; none if most do not."""
    if not bookmarks:
        return {}
    wanted = {bookmark.page for bookmark in bookmarks}
    texts = {page.number: list_starts(page.lines) for page in pages if page.number in wanted}
    found = [item for item in bookmarks if list_letters(item.title) in texts.get(item.page, ())]
    if len(found) < max(FEWEST_FOUND, FOUND_SHARE * len(bookmarks)):
        return {}
    return {(item.page, list_letters(item.title)): item.level for item in reversed(found)}


def list_starts(lines: Sequence[PrintedLine]) -> set[str]:
    """Return the letters of each line of a page, and of each with up to three lines below it."""
    letters = [list_letters(line.text) for line in lines]
    return {
        "".join(letters[start : start + count])
        for start in range(len(lines))
        for count in range(1, MOST_LINES + 1)
    }


def list_letters(text: str) -> str:
    """Return the letters of a text in lower case."""
    return "".join(char for char in text.lower() if char.isalpha())


def find_entry(group: Group, outline: Outline) -> tuple[int, int]:
    """Return how many of a group's first lines are an entry of the outline, and the entry's level."""
    if not outline or group.bulleted:
        return 0, 0
    letters = ""
    for index, line in enumerate(group.lines[:MOST_LINES]):
        letters += list_letters(line.text)
        level = outline.get((group.lines[0].page, letters), 0)
        if level:
            return index + 1, level
    return 0, 0
