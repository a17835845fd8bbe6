"""Notes: footnotes at the foot of a page or column, each begun by its mark, and where their marks stand."""

import re
from collections.abc import Sequence

import msgspec

from extract.printed import PrintedLine
from extract.records import Block

NOTE_SIZE = 0.93  # of the text's type size: notes are set no larger
FOOT = 0.5  # share of the page's height below which notes stand
SAME_COLUMN = 0.5  # share of the narrower line's width by which lines stand over each other
_MARK = re.compile(r"(\d{1,3}|[*†‡§]{1,3}|[ivx]{1,4}(?=[.)]))[.)]?(?=\s|$)|\[(\d{1,3})\]")


class Note(msgspec.Struct):
    """A footnote: its lines, its mark, and how many printed words at its start are the mark."""

    lines: list[PrintedLine]
    mark: str = ""
    mark_words: int = 0


def find_note_lines(lines: Sequence[PrintedLine], size: float, height: float) -> set[int]:
    """Return the indexes of a page's lines that are footnotes.

    They are small, have nothing larger below them in their column, and begin with a line that bears a mark.

    Args:
        lines: Those of one page, without furniture.
        size: Of the document's running text, in points.
        height: Of the page, in points.
    """
    small = {
        index
        for index, line in enumerate(lines)
        if line.size <= NOTE_SIZE * size and line.bbox.top > FOOT * height
    }
    low = [index for index in sorted(small) if not has_text_below(index, lines, small)]
    found: list[int] = []
    for index in low:
        begun = any(is_above(lines[other], lines[index]) for other in found)
        if begun or read_note_mark(lines[index])[0]:
            found.append(index)
    return set(found)


def has_text_below(index: int, lines: Sequence[PrintedLine], small: set[int]) -> bool:
    """Tell whether a line that is not small stands below a line in its column."""
    return any(
        other not in small and other != index and is_above(lines[index], line)
        for other, line in enumerate(lines)
    )


def is_above(upper: PrintedLine, lower: PrintedLine) -> bool:
    """Tell whether a line stands above another in the same column, or right before it on the same line."""
    a, b = upper.bbox, lower.bbox
    shared = min(a.x1, b.x1) - max(a.x0, b.x0)
    within = shared > SAME_COLUMN * min(a.x1 - a.x0, b.x1 - b.x0)
    close = a.top < b.bottom and abs(a.top - b.top) < a.bottom - a.top and 0 <= b.x0 - a.x1 < 2 * lower.size
    return (within and a.top < b.top) or close


def read_note_mark(line: PrintedLine) -> tuple[str, int]:
    """Return the mark that a note begins with, and its number of words; "" if there is none."""
    first = line.words[0]
    found = _MARK.match(line.text if not first.raised else f"{first.text} ")
    if found and (first.raised or len(line.words) > 1 or len(line.text) <= 3):
        return found.group(1) or found.group(2), 1
    return "", 0


def group_notes(lines: Sequence[PrintedLine]) -> list[Note]:
    """Return the lines of footnotes as notes; a mark that stands by itself belongs to the line beside it."""
    notes: list[Note] = []
    for line in join_marks(lines):
        mark, words = read_note_mark(line)
        if mark and begins_note(mark, notes, line):
            notes.append(Note([line], mark, words))
        elif notes and notes[-1].lines[-1].page == line.page:
            notes[-1].lines.append(line)
        else:
            notes.append(Note([line]))
    return notes


def join_marks(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return the lines, a mark that stands by itself joined to the line beside it."""
    joined: list[PrintedLine] = []
    for line in lines:
        above = joined[-1] if joined else None
        if above is not None and len(above.words) == 1 and read_note_mark(above)[0] and is_above(above, line):
            mark = msgspec.structs.replace(above.words[0], raised=True)
            joined[-1] = msgspec.structs.replace(line, words=(mark, *line.words))
        else:
            joined.append(line)
    return joined


def begins_note(mark: str, notes: Sequence[Note], line: PrintedLine) -> bool:
    """Tell whether a mark at the start of a line begins a note: raised, a sign, or the next number."""
    if line.words[0].raised or not mark.isdigit() or not notes or notes[-1].lines[-1].page != line.page:
        return True
    last = notes[-1].mark
    return not last.isdigit() or int(mark) == int(last) + 1


def tie_notes(blocks: Sequence[Block], marks: dict[str, list[tuple[int, str]]]) -> list[Block]:
    """Return the blocks with the ids of the footnotes that their marks point to.

    Args:
        blocks: All of a document.
        marks: For a block's id, page and text of each mark that stood in it.
    """
    notes = {
        (block.lines[0].page, block.number): block.id
        for block in reversed(blocks)
        if block.kind == "footnote" and block.lines
    }
    return [
        msgspec.structs.replace(
            block, notes=tuple(dict.fromkeys(notes[mark] for mark in marks[block.id] if mark in notes))
        )
        if block.id in marks
        else block
        for block in blocks
    ]
