"""Review: the chapters of a long policy that tell how things are and what there is already."""

import re
from collections.abc import Mapping

from extract.records import Block, Document
from transform.cues import find_roles_of

LONG = 30  # pages from which on a policy has such chapters, and its own plan apart from them
REVIEW = "review"
_DECIMAL = re.compile(r"\d+\.\d+(?:\.\d+)*")


def find_review(document: Document) -> frozenset[str]:
    """Return the ids of the blocks of a long document whose chapter reviews what is there already."""
    if len(document.pages) < LONG:
        return frozenset()
    headings = {block.id: block for block in document.blocks if block.kind == "heading"}
    opening = {
        name
        for name, heading in headings.items()
        if REVIEW in find_roles_of(document.text[heading.span.start : heading.span.end])
    }
    return frozenset(
        block.id
        for block in document.blocks
        if any(is_reviewing(block, name, headings) for name in (*block.section, block.id) if name in opening)
    )


def is_reviewing(block: Block, name: str, by_id: Mapping[str, Block]) -> bool:
    """Tell whether a block is of the chapter of a heading that opens a review, by the numbers printed.

    "7.2 Access" is no part of "6 Review of policies", even where it is printed as if it were.
    """
    chapter = by_id[name].number.partition(".")[0]
    inner = [*block.section[block.section.index(name) + 1 :], block.id] if name in block.section else []
    numbers = [by_id[one].number for one in inner if one in by_id and _DECIMAL.fullmatch(by_id[one].number)]
    return not (chapter.isdigit() and any(number.partition(".")[0] != chapter for number in numbers))
