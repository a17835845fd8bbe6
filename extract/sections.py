"""Sections: the level of each heading, and the headings that each block stands under."""

from collections.abc import Sequence

from extract.blocks import RawBlock

APART = frozenset({"annex", "appendix"})  # parts that stand under no heading of the text before them
DEEPEST = 6  # levels; deeper numbering is taken as this deep


def set_levels(blocks: Sequence[RawBlock]) -> None:
    """Set the level of every heading and the nesting depth of every list item."""
    stack: list[RawBlock] = []
    for block in blocks:
        if block.kind == "heading":
            del stack[find_depth(block, stack) :]
            block.level = min(len(stack) + 1, DEEPEST)
            stack.append(block)
    set_depths(blocks)


def find_depth(block: RawBlock, stack: Sequence[RawBlock]) -> int:
    """Return under how many of the headings above a heading stands.

    "Annex B" stands where "Annex A" stood, the first annex under nothing.
    """
    if block.name:
        for depth, above in enumerate(stack):
            if above.name == block.name:
                return depth
        if block.name in APART:
            return 0
    depth = len(stack)
    while depth and not is_under(block, stack[depth - 1]):
        depth -= 1
    return depth


def is_under(block: RawBlock, above: RawBlock) -> bool:
    """Tell whether a heading stands under another: by their decimal numbers, else by rank."""
    if block.decimal and above.decimal:
        return is_numbered_under(block, above)
    if above.name and not block.name and block.style >= above.style:
        return True
    if block.table != above.table and block.table:
        return not above.table
    return block.style > above.style


def is_numbered_under(block: RawBlock, above: RawBlock) -> bool:
    """Tell whether a heading stands under another by their numbers: 3.1 under 3.

    Where numbers went wrong, 3.1 stands under 2, too; a smaller heading that starts again from 1 stands
    under the one that it follows.
    """
    deeper = block.number.count(".") > above.number.count(".")
    again = block.number == "1" and block.style > above.style
    return deeper or again


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
