"""Turned pages: text that runs up, down or upside down is read as if the page were turned upright.

Boxes go back to where they are seen when the document is written; a turned line has one for all its words.
"""

from collections import Counter
from collections.abc import Sequence

import msgspec

from extract.printed import PrintedPage, PrintedWord, Ruling
from extract.records import BBox, Block, Dropped, Line, Page, Word

FLAGS = {90: "turned_left", 180: "upside_down", 270: "turned_right"}
"""What a page is called whose lines are turned to the left by so many degrees."""
_TURNS = {flag: turn for turn, flag in FLAGS.items()}


def find_turn(turns: Sequence[int]) -> int:
    """Return the turn of most words of a page, 0 unless most are turned the same way."""
    counts = Counter(turns)
    most = max(FLAGS, key=lambda turn: (counts[turn], -turn))
    return most if counts[most] > counts[0] else 0


def measure_turned(turn: int, width: float, height: float) -> tuple[float, float]:
    """Return width and height of a page once it is turned."""
    return (height, width) if turn % 180 else (width, height)


def turn_box(box: BBox, turn: int, width: float, height: float) -> BBox:
    """Return the box where it stands once the page, of a width and height in points, is turned upright."""
    if turn == 90:
        sides = height - box.bottom, box.x0, height - box.top, box.x1
    elif turn == 270:
        sides = box.top, width - box.x1, box.bottom, width - box.x0
    elif turn == 180:
        sides = width - box.x1, height - box.bottom, width - box.x0, height - box.top
    else:
        return box
    return BBox(*(round(side, 2) for side in sides))


def turn_back(box: BBox, turn: int, width: float, height: float) -> BBox:
    """Return the box where it is seen; width and height are those of the turned page."""
    return turn_box(box, 360 - turn, width, height)


def turn_words(words: Sequence[PrintedWord], turn: int, width: float, height: float) -> list[PrintedWord]:
    """Return words where they stand once the page is turned upright."""
    if not turn:
        return list(words)
    turned = []
    for word in words:
        box = turn_box(BBox(word.x0, word.top, word.x1, word.bottom), turn, width, height)
        turned.append(msgspec.structs.replace(word, x0=box.x0, top=box.top, x1=box.x1, bottom=box.bottom))
    return turned


def turn_ruling(ruling: Ruling, turn: int, width: float, height: float) -> Ruling:
    """Return what is drawn around words where it stands once the page is turned upright."""
    if not turn:
        return ruling
    return Ruling(
        grids=tuple(tuple(turn_box(cell, turn, width, height) for cell in grid) for grid in ruling.grids),
        shades=tuple(turn_box(box, turn, width, height) for box in ruling.shades),
        rules=tuple(turn_box(box, turn, width, height) for box in ruling.rules),
        boxes=tuple(turn_box(box, turn, width, height) for box in ruling.boxes),
    )


def forget_turn(page: PrintedPage) -> PrintedPage:
    """Return a page with the size that it is shown in, whatever its text layer's turn."""
    turn = next((_TURNS[flag] for flag in page.flags if flag in _TURNS), 0)
    width, height = measure_turned(turn, page.width, page.height)
    flags = tuple(flag for flag in page.flags if flag not in _TURNS)
    return msgspec.structs.replace(page, width=width, height=height, flags=flags)


def restore_turned(blocks: Sequence[Block], pages: Sequence[Page]) -> tuple[list[Block], tuple[Page, ...]]:
    """Return blocks and pages with all boxes where they are seen."""
    turned = {page.number: page for page in pages if set(page.flags) & set(_TURNS)}
    if not turned:
        return list(blocks), tuple(pages)
    restored = [
        msgspec.structs.replace(
            block,
            lines=tuple(
                restore_line(line, turned[line.page]) if line.page in turned else line for line in block.lines
            ),
        )
        for block in blocks
    ]
    return restored, tuple(restore_page(page) if page.number in turned else page for page in pages)


def read_turn(page: Page) -> int:
    """Return by how many degrees the lines of a page are turned to the left."""
    return next(_TURNS[flag] for flag in page.flags if flag in _TURNS)


def restore_page(page: Page) -> Page:
    """Return a page with its size and what was dropped as they are seen."""
    turn = read_turn(page)
    width, height = measure_turned(turn, page.width, page.height)
    dropped = tuple(restore_dropped(item, turn, page) for item in page.dropped)
    return msgspec.structs.replace(page, width=width, height=height, dropped=dropped)


def restore_dropped(item: Dropped, turn: int, page: Page) -> Dropped:
    """Return what was dropped with its box where it is seen."""
    return msgspec.structs.replace(item, bbox=turn_back(item.bbox, turn, page.width, page.height))


def restore_line(line: Line, page: Page) -> Line:
    """Return a line with its box where it is seen, which is that of each of its words."""
    box = turn_back(line.bbox, read_turn(page), page.width, page.height)
    words = tuple(Word(word.start, word.end, box.x0, box.x1) for word in line.words)
    return msgspec.structs.replace(line, bbox=box, words=words)
