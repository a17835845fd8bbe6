"""Paragraphs: printed lines become groups that belong together, each with its bullet or number."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import msgspec

from extract.printed import PrintedLine

GAP_FACTOR = 1.35  # of the usual distance between lines: a wider one parts paragraphs
INDENT = 6.0  # points: a line that starts this much further right opens a paragraph
SIZE_STEP = 0.6  # points of type size: a larger step is another kind of text
FIT_SLACK = 4.0  # points of room that a word needs beyond its width to count as fitting
RAGGED_SHARE = 0.8  # of the lines that end in mid-sentence leave no more room than the slack of a column
RAGGED_ROOM = 0.2  # of a ragged column's width
RUN_ON_SHARE = 0.5  # of the column's width that may stay free within a sentence
PART_WORDS = 4  # words of a line "Part 1 —" that its title follows on the next line
LARGE = 2.0  # points of type size above the text from which lines right below each other are one heading
HEADING_GAP = 1.2  # of the usual distance between lines, within a heading
SHORT_SHARE = 0.4  # of the column's width that is free beside a short heading
TEXT_LINES = 3  # fewest lines on a page from which its usual line distance is measured

BULLET = re.compile(r"([•●▪◦○■□►➢✓\-–—*·»o§])(?=\s+\S)")
NUMBER = re.compile(
    r"(?:(\d{1,2}(?:\.\d{1,3}){1,4})\.?|(\d{1,3})[.)]|\((\d{1,2}|[a-zA-Z]|[ivx]{1,5})\)|([a-zA-Z]|[ivxIVX]{1,5})[.)])(?=\s+\S)"
)
_MONTH = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
BARE_NUMBER = re.compile(rf"([1-9]|[1-3]\d)(?=\s+(?!(?:{_MONTH})[a-z]*\b)[A-Z])")
_SENTENCE_END = re.compile(r"[.!?:;]['\"”’)\]]*$")
_STATEMENT_END = re.compile(r"[.!?]['\"”’)\]]*$")  # a heading over several lines may pause at a colon


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
    slack = measure_slack(lines)
    usual = measure_size(lines)
    groups: list[Group] = []
    for index, line in enumerate(lines):
        above = lines[index - 1] if index else None
        mark, words, style = read_mark(line)
        gap = measure_gap(above, line, leading)
        if groups and above is not None and continues(groups[-1], above, line, gap, style, usual):
            groups[-1].lines.append(line)
        else:
            groups.append(
                Group(
                    [line], mark=mark, mark_words=words, bulleted=style == "bullet", mark_style=style, gap=gap
                )
            )
        below = lines[index + 1] if index + 1 < len(lines) else None
        groups[-1].ended = ends_on_purpose(line, below, slack.get((line.page, line.region), 0.0))
    return groups


def measure_size(lines: Sequence[PrintedLine]) -> float:
    """Return the type size of most of the characters."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    return max(sorted(letters), key=lambda size: letters[size], default=0.0)


def measure_slack(lines: Sequence[PrintedLine]) -> dict[tuple[int, int], float]:
    """Return for each column how much room its lines leave in mid-sentence, in points beyond the next word.

    Zero where text is justified; where its right edge is ragged, a short line need not end on purpose.
    """
    rooms: dict[tuple[int, int], list[float]] = {}
    widths: dict[tuple[int, int], float] = {}
    for line in lines:
        place = (line.page, line.region)
        widths[place] = max(widths.get(place, 0.0), line.right - line.bbox.x0)
    for line, below in pairwise(lines):
        if (line.page, line.region) == (below.page, below.region) and runs_on(line, below):
            room = line.right - line.bbox.x1 - measure_next(line, below)
            rooms.setdefault((line.page, line.region), []).append(max(room, 0.0))
    return {
        place: measure_raggedness(found, widths[place])
        for place, found in rooms.items()
        if len(found) >= TEXT_LINES
    }


def measure_raggedness(rooms: Sequence[float], width: float) -> float:
    """Return how much room may be left in mid-sentence, of the rooms seen; a quarter of a ragged column."""
    usual = sorted(rooms)[int(RAGGED_SHARE * len(rooms))]
    return max(usual, RAGGED_ROOM * width) if usual > 0 else 0.0


def runs_on(line: PrintedLine, below: PrintedLine) -> bool:
    """Tell whether a sentence surely goes on upon the next line: it has not ended, the next begins small."""
    begins = below.words[0].text[:1]
    return begins.islower() and len(below.words) > 1 and not _SENTENCE_END.search(line.text)


def measure_next(line: PrintedLine, below: PrintedLine) -> float:
    """Return the room in points that the first word of the next line would have needed on a line."""
    first = below.words[0]
    return (first.x1 - first.x0) + 0.3 * line.size + FIT_SLACK


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


def continues(
    group: Group, above: PrintedLine, line: PrintedLine, gap: float, style: str, usual: float
) -> bool:
    """Tell whether a line goes on with the group of the line above it; `usual` is the text's type size."""
    if (line.aside and above.aside and line.region == above.region) or names_part(above, gap):
        return True
    if style and opens_item(group, style, gap):
        return False
    if is_set_alike(group, line, gap) and line.size >= usual + LARGE:
        return not _STATEMENT_END.search(above.text)
    if abs(line.size - above.size) > SIZE_STEP or (line.bold != above.bold and (line.bold or group.bold)):
        return continues_style(group, above, line, gap)
    if line.page != above.page or line.region != above.region:
        return not group.ended and not _SENTENCE_END.search(above.text) and not is_heading_like(group)
    return continues_text(group, above, line, gap)


def names_part(line: PrintedLine, gap: float) -> bool:
    """Tell whether a line names a part whose title follows right below: "Part 1 —"."""
    return gap <= GAP_FACTOR and line.text.endswith("—") and len(line.words) <= PART_WORDS


def continues_text(group: Group, above: PrintedLine, line: PrintedLine, gap: float) -> bool:
    """Tell whether a line set like the one right above it goes on with the paragraph or item."""
    if gap <= GAP_FACTOR and group.mark_words:
        return continues_item(group, above, line)
    indented = line.bbox.x0 > above.bbox.x0 + INDENT and len(group.lines) > 1
    return gap <= GAP_FACTOR and not indented and not group.ended


def is_set_alike(group: Group, line: PrintedLine, gap: float) -> bool:
    """Tell whether a line is set in the size and weight of the group right above it."""
    above = group.lines[-1]
    return gap <= HEADING_GAP and abs(line.size - above.size) < SIZE_STEP and line.bold == above.bold


def opens_item(group: Group, style: str, gap: float) -> bool:
    """Tell whether a mark in this style opens an item; a lone letter or number within a paragraph may not."""
    weak = style in ("bare", "letter", "letter-upper", "roman", "roman-upper")
    return not weak or group.ended or gap >= GAP_FACTOR or group.mark_style == style


def continues_style(group: Group, above: PrintedLine, line: PrintedLine, gap: float) -> bool:
    """Tell whether a line in another style still goes on: bold words at its edge make no new paragraph."""
    if abs(line.size - above.size) > SIZE_STEP or gap > GAP_FACTOR or group.ended:
        return False
    if group.bold and not line.words[0].bold:
        return runs_on(above, line)
    return True


def continues_item(group: Group, above: PrintedLine, line: PrintedLine) -> bool:
    """Tell whether a line goes on with a list item: it hangs under its text, or the item is not done."""
    hanging = line.bbox.x0 >= group.text_x0 - INDENT
    if not hanging:
        return not group.ended
    if group.ended and len(group.lines) == 1 and heads_text(group, line):
        return False
    return not (group.ended and _SENTENCE_END.search(above.text) and line.bbox.x0 > group.text_x0 + INDENT)


def heads_text(group: Group, line: PrintedLine) -> bool:
    """Tell whether a short numbered line stands above text that begins anew: "(1) Wells", "The wells …"."""
    own = group.lines[0]
    short = own.right - own.bbox.x1 > SHORT_SHARE * (own.right - own.bbox.x0)
    return short and not group.bulleted and line.text[:1].isupper() and not _SENTENCE_END.search(own.text)


def ends_on_purpose(line: PrintedLine, below: PrintedLine | None, slack: float = 0.0) -> bool:
    """Tell whether a line ends though the next line's first word had room on it, and `slack` points more."""
    if below is None:
        return True
    room = line.right - line.bbox.x1
    width = line.right - line.bbox.x0
    if below.page != line.page or below.region != line.region:
        return room > 0.25 * width and bool(_SENTENCE_END.search(line.text))
    if runs_on(line, below) and room < RUN_ON_SHARE * width:
        return False
    return room > measure_next(line, below) + slack


def is_heading_like(group: Group) -> bool:
    """Tell whether a group looks too much like a heading to run over a page break."""
    return group.bold or (len(group.lines) == 1 and len(group.text) < 60 and bool(group.mark))
