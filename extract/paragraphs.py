"""Paragraphs: printed lines become groups that belong together, each with its bullet or number."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import msgspec

from extract.printed import PrintedLine

GAP_FACTOR = 1.35  # of the usual distance between lines: a wider one parts paragraphs
INDENT = 6.0  # points: a line that starts this much further right opens a paragraph
SIZE_STEP = 0.6  # points of type size: a larger step is another kind of text
FIT_SLACK = 4.0  # points of room that a word needs beyond its width to count as fitting
TEXT_LINES = 3  # fewest lines on a page from which its usual line distance is measured

BULLET = re.compile(r"([•●▪◦○■□►➢✓\-–—*·»o§])(?=\s+\S)")
NUMBER = re.compile(
    r"(?:(\d{1,2}(?:\.\d{1,3}){1,4})\.?|(\d{1,3})[.)]|\((\d{1,2}|[a-zA-Z]|[ivx]{1,5})\)|([a-zA-Z]|[ivxIVX]{1,5})[.)])(?=\s+\S)"
)
_MONTH = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
BARE_NUMBER = re.compile(rf"([1-9]|[1-3]\d)(?=\s+(?!(?:{_MONTH})[a-z]*\b)[A-Z])")
_SENTENCE_END = re.compile(r"[.!?:;]['\"”’)\]]*$")


class Group(msgspec.Struct):
    """Lines of one paragraph, list item or heading.

    Attributes:
        mark: The bullet or number as printed, without brackets and closing dot, or "".
        mark_words: Number of printed words at the start of the first line that are the mark.
        bulleted: Whether the mark is a bullet sign.
        mark_style: How the number is written ("1", "1.1", "(1)", "a", …), or "".
        ended: Whether its last line ended on purpose.
        gap: Distance to the line above in usual line distances; 9 at the top of a page or column.
    """

    lines: list[PrintedLine]
    mark: str = ""
    mark_words: int = 0
    bulleted: bool = False
    mark_style: str = ""
    ended: bool = False
    gap: float = 9.0

    @property
    def text(self) -> str:
        """Its text as printed, lines joined by a space, without the mark."""
        parts = [line.text for line in self.lines]
        first = msgspec.structs.replace(self.lines[0], words=self.lines[0].words[self.mark_words :])
        return " ".join([first.text, *parts[1:]]).strip() if self.mark_words else " ".join(parts)

    @property
    def text_x0(self) -> float:
        """Left edge of the first line's text after the mark."""
        words = self.lines[0].words
        return words[min(self.mark_words, len(words) - 1)].x0

    @property
    def size(self) -> float:
        """Type size of its first line."""
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        """Whether all of its lines are set in bold."""
        return all(line.bold for line in self.lines)


def group_lines(lines: Sequence[PrintedLine]) -> list[Group]:
    """Return the lines as paragraphs, list items and headings, not yet told apart."""
    leading = measure_leading(lines)
    groups: list[Group] = []
    for index, line in enumerate(lines):
        above = lines[index - 1] if index else None
        mark, words, style = read_mark(line)
        gap = measure_gap(above, line, leading)
        if groups and above is not None and continues(groups[-1], above, line, gap, style):
            groups[-1].lines.append(line)
        else:
            groups.append(
                Group(
                    [line], mark=mark, mark_words=words, bulleted=style == "bullet", mark_style=style, gap=gap
                )
            )
        groups[-1].ended = ends_on_purpose(line, lines[index + 1] if index + 1 < len(lines) else None)
    return groups


def measure_leading(lines: Sequence[PrintedLine]) -> float:
    """Return the usual distance from line to line, in type sizes."""
    steps = [
        (below.bbox.top - above.bbox.top) / below.size
        for above, below in pairwise(lines)
        if above.page == below.page
        and above.region == below.region
        and abs(above.size - below.size) < SIZE_STEP
        and 0 < below.bbox.top - above.bbox.top < 3 * below.size
    ]
    return median(steps) if len(steps) >= TEXT_LINES else 1.25


def measure_gap(above: PrintedLine | None, line: PrintedLine, leading: float) -> float:
    """Return the distance to the line above in usual line distances; 9 across a page or column."""
    if (
        above is None
        or above.page != line.page
        or above.region != line.region
        or line.bbox.top < above.bbox.top
    ):
        return 9.0
    return (line.bbox.top - above.bbox.top) / (leading * max(line.size, above.size))


def read_mark(line: PrintedLine) -> tuple[str, int, str]:
    """Return the bullet or number that a line opens with, its number of words, and its style."""
    text = line.text
    bullet = BULLET.match(text)
    if bullet and (bullet.group(1) != "o" or line.words[0].text == "o"):
        return bullet.group(1), 1, "bullet"
    number = NUMBER.match(text)
    if number is None:
        bare = BARE_NUMBER.match(text)
        if bare and line.words[0].text == bare.group(1) and not line.words[0].raised:
            return bare.group(1), 1, "bare"
        return "", 0, ""
    words = count_words(line, number.group())
    if not words:
        return "", 0, ""
    for group, style in ((1, "decimal"), (2, "digit"), (3, "bracket"), (4, "letter")):
        value = number.group(group)
        if value:
            return value, words, name_style(value, style)
    return "", 0, ""


def name_style(value: str, style: str) -> str:
    """Return the style of a number more closely: how deep, which letters."""
    if style == "decimal":
        return f"decimal-{value.count('.') + 1}"
    if style == "letter":
        roman = re.fullmatch(r"[ivxIVX]+", value)
        return ("roman" if roman and value not in ("c", "C", "d", "D") else "letter") + (
            "-upper" if value.isupper() else ""
        )
    if style == "bracket":
        return "bracket-digit" if value.isdigit() else "bracket-letter"
    return "digit"


def count_words(line: PrintedLine, mark: str) -> int:
    """Return how many printed words make up the mark; 0 if it ends within a word."""
    length = 0
    for index, word in enumerate(line.words):
        length += len(word.text)
        if length == len(mark.replace(" ", "")):
            return index + 1
        if length > len(mark):
            return 0
    return 0


def continues(group: Group, above: PrintedLine, line: PrintedLine, gap: float, style: str) -> bool:
    """Tell whether a line goes on with the group that the line above belongs to."""
    if style and opens_item(group, style, gap):
        return False
    if abs(line.size - above.size) > SIZE_STEP or (line.bold != above.bold and (line.bold or group.bold)):
        return continues_style(group, above, line, gap)
    new_place = line.page != above.page or line.region != above.region
    if new_place:
        return not group.ended and not _SENTENCE_END.search(above.text) and not is_heading_like(group)
    if gap <= GAP_FACTOR and group.mark_words:
        return continues_item(group, above, line)
    indented = line.bbox.x0 > above.bbox.x0 + INDENT and len(group.lines) > 1
    return gap <= GAP_FACTOR and not indented and not group.ended


def opens_item(group: Group, style: str, gap: float) -> bool:
    """Tell whether a mark in this style opens an item; a lone letter or number within a paragraph may not."""
    weak = style in ("bare", "letter", "letter-upper", "roman", "roman-upper")
    return not weak or group.ended or gap >= GAP_FACTOR or group.mark_style == style


def continues_style(group: Group, above: PrintedLine, line: PrintedLine, gap: float) -> bool:
    """Tell whether a line in another style still goes on: bold words at its edge make no new paragraph."""
    if abs(line.size - above.size) > SIZE_STEP or gap > GAP_FACTOR or group.ended:
        return False
    return not (group.bold and len(group.lines) == 1 and len(above.text) < len(line.text) * 0.8)


def continues_item(group: Group, above: PrintedLine, line: PrintedLine) -> bool:
    """Tell whether a line goes on with a list item: it hangs under its text, or the item is not done."""
    hanging = line.bbox.x0 >= group.text_x0 - INDENT
    if hanging:
        return not (
            group.ended and _SENTENCE_END.search(above.text) and line.bbox.x0 > group.text_x0 + INDENT
        )
    return not group.ended


def ends_on_purpose(line: PrintedLine, below: PrintedLine | None) -> bool:
    """Tell whether a line ends though the next line's first word had room on it."""
    if below is None:
        return True
    room = line.right - line.bbox.x1
    first = below.words[0]
    wide = (first.x1 - first.x0) + 0.3 * line.size + FIT_SLACK
    if below.page != line.page or below.region != line.region:
        return room > 0.25 * (line.right - line.bbox.x0) and bool(_SENTENCE_END.search(line.text))
    return room > wide


def is_heading_like(group: Group) -> bool:
    """Tell whether a group looks too much like a heading to run over a page break."""
    return group.bold or (len(group.lines) == 1 and len(group.text) < 60 and bool(group.mark))
