"""Contents: pages that list what stands where, told by their title and by lines that end in numbers."""

import re
from collections.abc import Sequence

from extract.printed import PrintedLine, PrintedPage

ENTRY_SHARE = 0.3  # of the lines below the title of a table of contents that end in a number (others wrap)
NEXT_SHARE = 0.5  # the same on the pages that follow it
FEWEST_ENTRIES = 6  # lines of a page of contents
_TITLE = re.compile(
    r"(?:table\s+of\s+)?contents?|list of (?:tables|figures)|índice|contenido|tabla de contenido"
    r"|table des matières|sommaire|inhalt(?:sverzeichnis)?|目\s*录|目\s*次",
    re.IGNORECASE,
)
_LEADER = re.compile(r"(?:\.\s?){5,}\s*\d*|(?:…\s?){2,}|…\s*\d+$|\S\s{0,3}_{5,}")
_PAGE_AT_END = re.compile(r"\D\s*(?:page\s*)?\d{1,3}$|\s[ivxl]{1,6}$", re.IGNORECASE)


def is_contents(line: PrintedLine) -> bool:
    """Tell whether a line is an entry of a table of contents: dots lead to a page number."""
    return bool(_LEADER.search(line.text))


def find_contents(
    pages: Sequence[PrintedPage], furniture: dict[tuple[int, int], str]
) -> set[tuple[int, int]]:
    """Return page number and index of the lines of tables of contents, their titles with them."""
    found: set[tuple[int, int]] = set()
    before = False
    for page in pages:
        kept = [index for index in range(len(page.lines)) if (page.number, index) not in furniture]
        title = next((place for place, index in enumerate(kept) if is_title(page.lines[index])), None)
        start = title if title is not None else 0
        lines = [page.lines[index] for index in kept[start:]]
        least = ENTRY_SHARE if title is not None else NEXT_SHARE
        before = (title is not None or before) and lists_pages(lines, least)
        if before:
            found |= {(page.number, index) for index in kept[start:]}
    return found


def is_title(line: PrintedLine) -> bool:
    """Tell whether a line is the title of a table of contents."""
    return bool(_TITLE.fullmatch(line.text.strip(" :.")))


def lists_pages(lines: Sequence[PrintedLine], least: float) -> bool:
    """Tell whether enough of the lines end in a page number."""
    ends = sum(bool(_PAGE_AT_END.search(line.text)) or is_contents(line) for line in lines)
    return len(lines) >= FEWEST_ENTRIES and ends >= least * len(lines)
