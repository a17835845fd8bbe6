"""Sections: what each block stands under, and what that announces."""

from collections.abc import Mapping, Sequence

import msgspec

from extract.records import Block, Document
from transform.cues import find_roles_of

LONGEST_TITLE = 8  # words of a paragraph without a full stop that is the title of what follows
LEAD_IN_LENGTH = 400  # characters: a longer paragraph before a list introduces more than the list


class Place(msgspec.Struct, frozen=True):
    """Where a block stands in its document.

    Attributes:
        headings: The headings above it, outermost first.
        lead_in: The sentence that introduces the list it is an item of, or the caption of its table, or "".
        introduced_by: The paragraph that ends in that sentence, or `None`.
        parent: The list item that it is nested under, or `None`.
        rank: Its place among its siblings of the same list or section, from 0.
    """

    headings: tuple[Block, ...] = ()
    lead_in: str = ""
    introduced_by: Block | None = None
    parent: Block | None = None
    rank: int = 0


def find_places(document: Document) -> dict[str, Place]:
    """Return the place of every block, by block id."""
    blocks = {block.id: block for block in document.blocks}
    places: dict[str, Place] = {}
    lists: list[Block] = []
    lead_in, caption, rank = "", "", 0
    opener: Block | None = None
    for block in document.blocks:
        headings = tuple(blocks[name] for name in block.section)
        if block.kind == "list_item":
            lists = [item for item in lists if item.level < block.level]
            parent = lists[-1] if lists else None
            places[block.id] = Place(
                headings, lead_in, opener if introduces(document, opener, lead_in) else None, parent, rank
            )
            lists.append(block)
            rank += 1
        elif block.kind == "table_row":
            places[block.id] = Place(headings, caption)
            lists, rank, lead_in, opener = [], 0, find_lead_in(document, block), block
        elif block.kind != "footnote":
            places[block.id] = Place(headings)
            lists, rank, opener = [], 0, block
            lead_in = find_lead_in(document, block)
            caption = document.text[block.span.start : block.span.end] if block.kind == "caption" else ""
        else:
            places[block.id] = Place(headings)
    return places


def introduces(document: Document, block: Block | None, lead_in: str) -> bool:
    """Tell whether a block announces the list after it: it ends in a colon, or is a title and no sentence."""
    if block is None:
        return False
    text = document.text[block.span.start : block.span.end]
    titled = block.kind == "paragraph" and len(text.split()) <= LONGEST_TITLE and text[-1:].isalnum()
    return lead_in.endswith(":") or titled


def find_lead_in(document: Document, block: Block) -> str:
    """Return the end of a paragraph that may introduce a list: its last sentence, or ""."""
    if block.kind not in ("paragraph", "table_row"):
        return ""
    text = document.text[block.span.start : block.span.end]
    last = text[-LEAD_IN_LENGTH:]
    cut = max(last.rfind(". ", 0, -2), last.rfind("; ", 0, -2))
    return last[cut + 1 :].strip()


def find_section_roles(document: Document, headings: Sequence[Block]) -> tuple[tuple[str, ...], ...]:
    """Return the roles that each heading announces, the innermost heading first."""
    return tuple(
        find_roles_of(document.text[block.span.start : block.span.end]) for block in reversed(headings)
    )


def list_children(document: Document) -> Mapping[str, tuple[Block, ...]]:
    """Return the blocks right under each heading (not those under its sub-headings), by heading id."""
    children: dict[str, list[Block]] = {}
    for block in document.blocks:
        if block.section:
            children.setdefault(block.section[-1], []).append(block)
    return {name: tuple(found) for name, found in children.items()}


def find_column(row: Block, start: int) -> int:
    """Return the column of the cell of a table row in which a place of the text lies."""
    return next((cell.column for cell in row.cells if cell.span.start <= start < cell.span.end), 0)


def find_left_cells(document: Document) -> dict[str, tuple[tuple[int, str], ...]]:
    """Return for each table row the columns and names ("row/column") of its cells from the left.

    A cell that is left empty stands for the one above it: "Energy | Wind parks", " | Solar lamps".
    """
    found: dict[str, tuple[tuple[int, str], ...]] = {}
    held: tuple[tuple[int, str], ...] = ()
    for block in document.blocks:
        if block.kind != "table_row":
            held = held if block.kind == "footnote" else ()
            continue
        own = tuple(sorted((cell.column, f"{block.id}/{cell.column}") for cell in block.cells))
        first = own[0][0] if own else 0
        held = (*(item for item in held if item[0] < first), *own)
        found[block.id] = held
    return found
