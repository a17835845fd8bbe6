"""Right to left: pages in Arabic or Hebrew are mirrored to be laid out, and their boxes mirrored back.

A PDF draws such text from left to right as it is seen, so that each word is stored from its end. Mirrored,
the page reads like any other: lines begin at the left, the first column is the leftmost.
"""

import re
from collections.abc import Sequence

import msgspec

from extract.printed import DrawnPage, PrintedWord, Ruling
from extract.records import BBox, Block, Dropped, Line, Page, Word

FLAG = "right_to_left"
MOST = 0.5  # share of a page's letters
_LETTER = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT_TO_RIGHT = re.compile(r"[0-9A-Za-z\u0660-\u0669][0-9A-Za-z\u0660-\u0669.,:/_-]*")
_BRACKETS = str.maketrans("()[]{}«»", ")(][}{»«")
_TURNED_BRACKETS = re.compile(r"^[^(]*\)[^)]*\(")
# Lam and alef are one sign, which keeps its order when a word is stored as seen: "alef, alef, lam" is none.
_LAM_ALEF = re.compile("(\u0627)([\u0627\u0622\u0623\u0625])(\u0644)")
_ARTICLE = "\u0627\u0644"  # alef, lam: how most nouns begin in Arabic


def is_right_to_left(words: Sequence[PrintedWord]) -> bool:
    """Tell whether most letters of a page run from right to left."""
    text = "".join(word.text for word in words)
    found = len(_LETTER.findall(text))
    return found > 0 and found > MOST * sum(map(str.isalpha, text))


def mirror_page(page: DrawnPage) -> DrawnPage:
    """Return a page as if it were written from left to right, its words as they are spelled."""
    seen = is_stored_as_seen(page.words)
    return msgspec.structs.replace(
        page,
        words=tuple(mirror_word(word, page.width, spell=seen) for word in page.words),
        sideways=tuple(mirror_word(word, page.width, spell=seen) for word in page.sideways),
        dropped=tuple((reason, mirror_word(word, page.width, spell=seen)) for reason, word in page.dropped),
        ruling=mirror_ruling(page.ruling, page.width),
        flags=(*page.flags, FLAG),
    )


def mirror_ruling(ruling: Ruling, width: float) -> Ruling:
    """Return tables, colours and rules at their mirrored places."""
    return Ruling(
        grids=tuple(tuple(mirror_box(cell, width) for cell in grid) for grid in ruling.grids),
        shades=tuple(mirror_box(shade, width) for shade in ruling.shades),
        rules=tuple(mirror_box(rule, width) for rule in ruling.rules),
        boxes=tuple(mirror_box(box, width) for box in ruling.boxes),
    )


def is_stored_as_seen(words: Sequence[PrintedWord]) -> bool:
    """Tell whether words are stored from their left end: more of them end with the article than begin so."""
    begin = sum(word.text.startswith(_ARTICLE) for word in words)
    end = sum(word.text.endswith(_ARTICLE[::-1]) for word in words)
    return end > begin


def mirror_word(word: PrintedWord, width: float, *, spell: bool) -> PrintedWord:
    """Return a word at its mirrored place, turned to how it is spelled if `spell`."""
    text = spell_word(word.text) if spell else word.text
    x0, x1 = round(width - word.x1, 2), round(width - word.x0, 2)
    return msgspec.structs.replace(word, text=text, x0=x0, x1=x1, spaced=False)


def spell_word(text: str) -> str:
    """Return a word that is stored as seen in the order of its letters; numbers in it keep theirs."""
    if not _LETTER.search(text) and text.isalnum():
        return text
    turned = _LAM_ALEF.sub(r"\1\3\2", text[::-1])
    if _TURNED_BRACKETS.search(turned):
        turned = turned.translate(_BRACKETS)
    return _LEFT_TO_RIGHT.sub(lambda found: found.group()[::-1], turned)


def mirror_box(box: BBox, width: float) -> BBox:
    """Return a box at its mirrored place."""
    return BBox(round(width - box.x1, 2), box.top, round(width - box.x0, 2), box.bottom)


def restore_pages(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Return the pages with the boxes of what was dropped where they are seen."""
    return tuple(
        msgspec.structs.replace(
            page, dropped=tuple(restore_dropped(item, page.width) for item in page.dropped)
        )
        if FLAG in page.flags
        else page
        for page in pages
    )


def restore_dropped(item: Dropped, width: float) -> Dropped:
    """Return what was dropped with its box where it is seen."""
    return msgspec.structs.replace(item, bbox=mirror_box(item.bbox, width))


def restore_blocks(blocks: Sequence[Block], pages: Sequence[Page]) -> list[Block]:
    """Return the blocks with the boxes of their lines and words where they are seen."""
    widths = {page.number: page.width for page in pages if FLAG in page.flags}
    if not widths:
        return list(blocks)
    return [
        msgspec.structs.replace(
            block,
            lines=tuple(
                restore_line(line, widths[line.page]) if line.page in widths else line for line in block.lines
            ),
        )
        for block in blocks
    ]


def restore_line(line: Line, width: float) -> Line:
    """Return a line with its boxes where they are seen."""
    words = tuple(
        Word(word.start, word.end, round(width - word.x1, 2), round(width - word.x0, 2))
        for word in line.words
    )
    return msgspec.structs.replace(line, bbox=mirror_box(line.bbox, width), words=words)
