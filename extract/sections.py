"""Sections: the level of each heading, and the headings that each block stands under."""

import re
from collections import Counter
from collections.abc import Sequence

from extract.blocks import RawBlock

APART = frozenset({"annex", "appendix"})  # parts that stand under no heading of the text before them
FRONT = re.compile(
    r"(?:executive )?summary|summary for policy-?makers|foreword|preface|acknowledge?ments?|abstract"
    r"|(?:list of )?(?:abbreviations|acronyms)(?: and (?:abbreviations|acronyms))?|glossary",
    re.IGNORECASE,
)  # parts before the first chapter: numbered chapters stand beside them
TEXT_WORDS = 15  # words of a block that is running text, not a line of a cover
RECURS = 2  # headings in one style after a text has begun: that style is one of its own
LEAD_WORDS = 60  # words between a heading and a numbered one: more is text of its own, no lead-in
DEEPEST = 6  # levels; deeper numbering is taken as this deep


def set_levels(blocks: Sequence[RawBlock], *, cover: bool = False) -> None:
    """Set the level of every heading and the nesting depth of every list item.

    With `cover`, headings that stand before the text begins (subtitles, mottoes) head nothing.
    """
    front = find_front(blocks) if cover else frozenset()
    stack: list[RawBlock] = []
    words: list[int] = []
    for index, block in enumerate(blocks):
        if block.kind != "heading":
            words = [count + count_words(block) for count in words]
            continue
        if index in front:
            block.level = 1
            continue
        depth = find_depth(block, stack, words)
        del stack[depth:], words[depth:]
        block.level = min(len(stack) + 1, DEEPEST)
        stack.append(block)
        words.append(0)
    set_depths(blocks)


def find_front(blocks: Sequence[RawBlock]) -> frozenset[int]:
    """Return the indexes of the headings before the first running text that head nothing.

    The last of them heads the text; so do numbered ones and those whose style comes back later.
    """
    begin = next(
        (
            index
            for index, block in enumerate(blocks)
            if block.kind != "heading" and count_words(block) >= TEXT_WORDS
        ),
        0,
    )
    later = Counter(block.style for block in blocks[begin:] if block.kind == "heading")
    before = [index for index in range(begin) if blocks[index].kind == "heading"]
    return frozenset(
        index
        for index in before
        if index != begin - 1
        and not blocks[index].number
        and not blocks[index].name
        and later[blocks[index].style] < RECURS
    )


def count_words(block: RawBlock) -> int:
    """Return how many printed words a block has."""
    return sum(len(line.words) for line in block.lines)


def find_depth(block: RawBlock, stack: Sequence[RawBlock], words: Sequence[int]) -> int:
    """Return under how many of the headings above a heading stands.

    `words` is how much text stands under each of the headings above.
    """
    fixed = find_fixed_depth(block, stack)
    if fixed is not None:
        return fixed
    begun = any(above.style[3] == block.style[3] for above in stack)
    for depth, above in enumerate(stack):
        if not begun and words[depth] > LEAD_WORDS and is_numbered_alike(block, above):
            return depth
    depth = len(stack)
    while depth and not is_under(block, stack[depth - 1]):
        depth -= 1
    return depth


def find_fixed_depth(block: RawBlock, stack: Sequence[RawBlock]) -> int | None:
    """Return the depth that a heading's name or number gives it, however it is set, or `None`.

    "Annex B" stands where "Annex A" stood, the first annex under nothing; "1 Aims" where "Foreword" stood.
    """
    names = [above.name for above in stack]
    if block.name in names and block.name:
        return names.index(block.name)
    if block.name in APART:
        return 0
    chapter = block.decimal and "." not in block.number
    return next((depth for depth, above in enumerate(stack) if chapter and is_front(above)), None)


def is_front(block: RawBlock) -> bool:
    """Tell whether a heading without a number is that of a part before the first chapter: "Foreword"."""
    text = " ".join(line.text for line in block.lines).strip(" :.")
    return not block.number and bool(FRONT.fullmatch(text))


def is_numbered_alike(block: RawBlock, above: RawBlock) -> bool:
    """Tell whether a numbered heading is set like one without a number: "Introduction", "1 Aims"."""
    return block.style[:3] == above.style[:3] and bool(block.style[3]) and not above.style[3]


def is_under(block: RawBlock, above: RawBlock) -> bool:
    """Tell whether a heading stands under another: by their decimal numbers, the outline, else by rank."""
    if block.decimal and above.decimal:
        return is_numbered_under(block, above)
    if block.outline and above.outline:
        return block.outline > above.outline
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
    again = block.number == "1" and (block.style > above.style or above.number == "1")
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
