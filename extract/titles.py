"""Titles: what a document is called, also where its first page sets the title in several blocks."""

import re
from collections.abc import Sequence
from statistics import median

from extract.records import Block
from extract.title_words import is_beside_title, names_document, names_office

TITLE_WORDS = 30  # words: a longer block is no title
MUCH_SMALLER = 0.6  # times the height of a title's first line: what is set so small is no part of it
FEWEST_WORDS = 3  # of a heading that is taken for the title below an office
SAME_SIZE = 0.12  # share by which the line heights of parts of one title may differ
NEAR = 2.5  # line heights: parts of a title stand no further apart
OPEN_WORDS = frozenset({"a", "an", "and", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"})
_ENCLOSED = re.compile("《([^《》]{4,60})》")
_BESIDE = frozenset({"heading", "title", "paragraph"})


def find_title(blocks: Sequence[Block], text: str, language: str = "") -> tuple[str, set[str]]:
    """Return the title, and the ids of the blocks that it stands in; ("", ...) where there is none.

    Args:
        blocks: In reading order; the title, if found, has the kind "title".
        text: Of the document.
        language: ISO 639-1 code of the document's language, if known.
    """
    place = next((index for index, block in enumerate(blocks) if block.kind == "title"), None)
    if place is None:
        return "", set()
    said = gather(blocks, place, text, language)
    rivals = list_rivals(blocks, place, text)
    if names_office(join(said, text), language):
        enclosed = find_enclosed(blocks, place, text)
        if enclosed:
            return enclosed, set()
        rivals = list_others(blocks, place, text)
    groups = [said, *(gather(blocks, index, text, language) for index in rivals)]
    named = [(join(group, text), group) for group in (trim(group, text, language) for group in groups)]
    best, group = max(named, key=lambda item: rank(item[0], language))
    return best, {block.id for block in group}


def rank(title: str, language: str) -> tuple[bool, bool, int]:
    """Return how good a title is: an office is none, one that names a document is, the longer the better."""
    return not names_office(title, language), names_document(title, language), len(title)


def join(group: Sequence[Block], text: str) -> str:
    """Return the words of the blocks of a title."""
    return " ".join(cite(block, text) for block in group)


def trim(group: list[Block], text: str, language: str) -> list[Block]:
    """Return the blocks of a title without the offices above it."""
    for index, block in enumerate(group):
        if not names_office(cite(block, text), language):
            return group[index:] if names_document(join(group[index:], text), language) else group
    return group


def find_enclosed(blocks: Sequence[Block], place: int, text: str) -> str:
    """Return the title between title marks on a page that an office heads, or "": a letter encloses it."""
    page = blocks[place].lines[0].page if blocks[place].lines else 0
    said = "".join(cite(block, text) for block in blocks if block.lines and block.lines[0].page == page)
    return "".join(max(_ENCLOSED.findall(said), key=len, default="").split())


def list_others(blocks: Sequence[Block], place: int, text: str) -> list[int]:
    """Return the places of headings that may be the title, on a page that an office heads."""
    title = blocks[place]
    page = title.lines[0].page if title.lines else 0
    return [
        place + 1 + index
        for index, block in enumerate(blocks[place + 1 :])
        if block.kind == "heading"
        and block.lines
        and block.lines[0].page == page
        and FEWEST_WORDS <= len(cite(block, text).split()) <= TITLE_WORDS
        and not is_beside_title(cite(block, text))
    ]


def list_rivals(blocks: Sequence[Block], place: int, text: str) -> list[int]:
    """Return the places of headings on the title's page that are set as large as it.

    The name of an author may be as large as the title, which is longer then.
    """
    title = blocks[place]
    height = measure_height(title)
    if not height or not stands_out(title, blocks):
        return []
    return [
        place + 1 + index
        for index, block in enumerate(blocks[place + 1 :])
        if block.kind == "heading"
        and block.lines[0].page == title.lines[0].page
        and alike(measure_height(block), height)
        and not is_beside_title(cite(block, text))
    ]


def gather(blocks: Sequence[Block], place: int, text: str, language: str) -> list[Block]:
    """Return the block at a place and those after it in which the same title goes on."""
    group = [blocks[place]]
    for block in blocks[place + 1 :]:
        said = [*(word for part in group for word in cite(part, text).split()), *cite(block, text).split()]
        if len(said) > TITLE_WORDS or not goes_on(group[-1], block, text, blocks, language):
            break
        group.append(block)
    return group


def goes_on(above: Block, below: Block, text: str, blocks: Sequence[Block], language: str) -> bool:
    """Tell whether a title goes on in the block below: it breaks off, or both are set alike and large.

    "Contribution of the | Republic of …", "A Plan for All: | …", "… | for | …".
    """
    if below.kind not in _BESIDE or below.number or not is_near(above, below):
        return False
    first, last = cite(below, text), cite(above, text)
    if last.split()[-1].lower() in OPEN_WORDS or last.endswith(":") or first.lower() in OPEN_WORDS:
        return True
    if is_beside_title(first) or (names_office(first, language) and names_document(last, language)):
        return False
    return alike(measure_height(above), measure_height(below)) and stands_out(above, blocks)


def is_near(above: Block, below: Block) -> bool:
    """Tell whether a block stands just below another on the same page; of text without places, always."""
    if not (measure_height(above) and measure_height(below)):
        return not above.lines and not below.lines
    upper, lower = above.lines[-1], below.lines[0]
    gap = lower.bbox.top - upper.bbox.bottom
    return upper.page == lower.page and -1.0 <= gap <= NEAR * measure_height(above)


def stands_out(block: Block, blocks: Sequence[Block]) -> bool:
    """Tell whether a block is set larger than the paragraphs of the document."""
    heights = [measure_height(other) for other in blocks if other.kind in ("paragraph", "list_item")]
    return measure_height(block) > (1 + SAME_SIZE) * (median(heights) if heights else 0.0)


def alike(one: float, other: float) -> bool:
    """Tell whether two line heights are of one type size."""
    return abs(one - other) <= SAME_SIZE * max(one, other)


def measure_height(block: Block) -> float:
    """Return the usual height of a block's lines in points; 0 without places."""
    return median(line.bbox.bottom - line.bbox.top for line in block.lines) if block.lines else 0.0


def cite(block: Block, text: str) -> str:
    """Return the words of a block, without lines at its end that are set much smaller than its first."""
    end = block.span.end
    for line in block.lines[1:]:
        if line.bbox.bottom - line.bbox.top < MUCH_SMALLER * (
            block.lines[0].bbox.bottom - block.lines[0].bbox.top
        ):
            end = line.span.start
            break
    return text[block.span.start : end].rstrip()
