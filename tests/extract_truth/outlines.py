"""Outlines: the headings of a document against the outline (bookmarks) that its PDF bears."""

from collections import Counter
from pathlib import Path

import pypdfium2

from extract.records import Block, Document
from tests.extract_truth.prints import reduce

Entry = tuple[str, int]


def read_outline(path: Path) -> list[Entry]:
    """Return the titles of a PDF's outline with their levels from 1."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        return [(item.get_title(), item.level + 1) for item in pdf.get_toc()]
    finally:
        pdf.close()


def compare_outline(document: Document, outline: list[Entry]) -> Counter[str]:
    """Return entries of the outline, those that are headings of ours, and those with the same level.

    Levels are compared after the most common shift between both, since some outlines begin at the title.
    """
    ours: dict[str, Block] = {}
    for block in document.blocks:
        if block.kind in ("heading", "title"):
            ours.setdefault(name_heading(document, block), block)
    wanted = [(reduce(title, "a"), level) for title, level in outline if reduce(title, "a")]
    found = [(ours[title], level) for title, level in wanted if title in ours]
    shifts = Counter(level - block.level for block, level in found if block.kind == "heading")
    shift = min(shifts, key=lambda item: (-shifts[item], abs(item)), default=0)
    right = sum(block.kind == "title" or level - block.level == shift for block, level in found)
    return Counter(outline=len(wanted), outline_found=len(found), outline_levels=right)


def name_heading(document: Document, block: Block) -> str:
    """Return the letters of a heading with its number."""
    return reduce(f"{block.number} {document.text[block.span.start : block.span.end]}", "a")
