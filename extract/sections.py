"""Sections: the level of each heading, and the headings that each block stands under."""

from collections.abc import Sequence

from extract.blocks import RawBlock

DEEPEST = 6  # levels; deeper numbering is taken as this deep


def set_levels(blocks: Sequence[RawBlock]) -> None:
    """Set the level of every heading and the nesting depth of every list item."""
    stack: list[RawBlock] = []
    for block in blocks:
        if block.kind == "heading":
            while stack and not is_under(block, stack[-1]):
                stack.pop()
            block.level = min(len(stack) + 1, DEEPEST)
            stack.append(block)
    set_depths(blocks)


def is_under(block: RawBlock, above: RawBlock) -> bool:
    """Tell whether a heading stands under another: by its number if both have decimal ones, else by rank."""
    if block.decimal and above.decimal:
        return block.number.startswith(f"{above.number}.")
    if block.table != above.table and block.table:
        return not above.table
    return block.style > above.style


def set_depths(blocks: Sequence[RawBlock]) -> None:
    """Set the nesting depth of list items from how far they are indented within their list."""
    edges: list[float] = []
    for block in blocks:
        if block.kind != "list_item":
            edges = []
            continue
        left = block.lines[0].bbox.x0
        region = block.lines[0].region
        edges = [edge for edge in edges if edge <= left + 6.0] if region else edges
        if not edges or left > edges[-1] + 6.0:
            edges.append(left)
        block.level = len(edges)


def find_sections(blocks: Sequence[RawBlock], ids: Sequence[str]) -> list[tuple[str, ...]]:
    """Return for each block the ids of the headings that it stands under, outermost first."""
    stack: list[tuple[str, int]] = []
    sections = []
    for block, name in zip(blocks, ids, strict=True):
        if block.kind == "heading":
            stack = [item for item in stack if item[1] < block.level]
        sections.append(tuple(item[0] for item in stack))
        if block.kind == "heading":
            stack.append((name, block.level))
    return sections
