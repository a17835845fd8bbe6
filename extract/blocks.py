"""Blocks: groups of lines become headings, paragraphs, list items and footnotes."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from extract.outline import Outline, find_entry
from extract.paragraphs import Group
from extract.printed import PrintedLine
from extract.records import BlockKind

LONGEST_HEADING = 180  # characters
HEADING_WORDS = 16  # words of a numbered heading that is set like the text
LONE_WORDS = 8  # words of a heading without number that is set like the text
LONE_BELOW = 25  # words of the paragraph that such a heading stands above
LONE_GAP = 1.3  # usual line distances above a numbered line before a table, from which it is a heading
CAPITALS_WORDS = 14  # words of a heading in capitals
CJK_WORD = 2  # characters of a word in Chinese and Japanese
LARGER = 0.9  # points of type size above the text from which a line is a heading
RUN_IN = re.compile(r"([^:.;]{3,80}):\s+(?=\S)")
NAMED_MARK = re.compile(
    r"(?:(?:strategic |priority |thematic |key |policy |focus )*"
    r"(?:chapter|part|section|annex|appendix|pillar|priority(?: area)?|area|component|goal|objective|outcome"
    r"|axis|theme|programme|article|box))"
    r"\s+(?:\d+(?:\.\d+)*|[IVX]+|[A-H])\b",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:(?:[Tt]able|TABLE|[Ff]igure|FIGURE|[Ff]ig\.?|[Cc]hart|[Mm]ap|[Gg]raph|[Dd]iagram)"
    r"\s*(?:[A-Z]?\d+(?:[.-]\d+)*|[IVXLC]+)\s*(?:[:.–-]|(?=[A-Z])|$)|[Ss]ource\s*:)"
)
_OPEN_END = re.compile(r"[.;,]['\"”’)]*$")
_STYLE_RANK = (
    "roman-upper",
    "letter-upper",
    "bare",
    "digit",
    "decimal-2",
    "decimal-3",
    "decimal-4",
    "decimal-5",
    "bracket-digit",
    "roman",
    "letter",
    "bracket-letter",
)


class RawBlock(msgspec.Struct):
    """A block before its place among the headings and in the text is known."""

    kind: BlockKind
    lines: list[PrintedLine]
    skip: int = 0
    number: str = ""
    decimal: bool = False
    name: str = ""
    level: int = 0
    style: tuple[float, int, int, int] = (0.0, 0, 0, 0)
    cells: tuple[tuple[tuple[PrintedLine, ...], int, str], ...] = ()
    table: int = 0
    outline: int = 0


class TextStyle(msgspec.Struct, frozen=True):
    """How the running text of a document is set, and what its outline says of its headings."""

    size: float
    bold: bool
    heights: dict[int, float]
    outline: Outline = {}


def read_text_style(lines: Iterable[PrintedLine], heights: dict[int, float]) -> TextStyle:
    """Return the type size and weight in which most of the text is set."""
    sizes: Counter[float] = Counter()
    bold = 0
    for line in lines:
        letters = len(line.text)
        sizes[line.size] += letters
        bold += letters if line.bold else 0
    size = max(sorted(sizes), key=lambda item: sizes[item], default=10.0)
    return TextStyle(size, bold > 0.5 * max(sum(sizes.values()), 1), heights)


def classify_groups(groups: Sequence[Group], style: TextStyle) -> list[RawBlock]:
    """Return the groups as blocks; a run-in heading becomes a heading and a paragraph."""
    blocks: list[RawBlock] = []
    for index, group in enumerate(groups):
        below = groups[index + 1] if index + 1 < len(groups) else None
        above = groups[index - 1] if index else None
        blocks += build_blocks(group, above, below, style)
    return blocks


def build_blocks(group: Group, above: Group | None, below: Group | None, style: TextStyle) -> list[RawBlock]:
    """Return the block or blocks that a group is."""
    text = group.text
    if is_caption(text):
        return [RawBlock("caption", group.lines, 0)]
    if group.lines[0].aside:
        return [RawBlock("caption", group.lines)]
    split = split_heading(group, above, below, style)
    if split is not None:
        heading, rest, level = split
        block = build_heading(group, heading, style)
        block.outline = level
        return [block, RawBlock("paragraph", rest)] if rest else [block]
    if group.mark and group.mark_style != "bare":
        return [RawBlock("list_item", group.lines, group.mark_words, group.mark, level=1)]
    return [RawBlock("paragraph", group.lines)]


def is_caption(text: str) -> bool:
    """Tell whether a text names a table or figure, or where it comes from: "Table 2: Wells", "Source: …"."""
    return len(text) < LONGEST_HEADING and bool(_CAPTION.match(text))


def split_heading(
    group: Group, above: Group | None, below: Group | None, style: TextStyle
) -> tuple[list[PrintedLine], list[PrintedLine], int] | None:
    """Return the lines of a heading that a group is or opens with, the rest, and its level in the outline."""
    count, level = find_entry(group, style.outline)
    if count:
        return group.lines[:count], group.lines[count:], level
    if is_heading(group, above, below, style):
        return group.lines, [], 0
    found = split_run_in(group)
    return (*found, 0) if found is not None else None


def build_heading(group: Group, lines: list[PrintedLine], style: TextStyle) -> RawBlock:
    """Return a heading with its number and its rank among headings."""
    decimal = group.mark_style.startswith(("decimal", "digit", "bare"))
    number = "" if group.bulleted else group.mark
    name = name_part(group.text)
    return RawBlock(
        "heading", lines, group.mark_words, number, decimal, name, style=rank_heading(group, style)
    )


def name_part(text: str) -> str:
    """Return what a heading calls its part of the document: "annex" of "Annex B: Adaptation", or ""."""
    found = NAMED_MARK.match(text)
    return " ".join(found.group().lower().split()[:-1]) if found else ""


def is_heading(group: Group, above: Group | None, below: Group | None, style: TextStyle) -> bool:
    """Tell whether a group is a heading, by its words, how it is set, and what follows it."""
    text = group.text
    words = text.split()
    if group.bulleted and not is_bulleted_heading(group, above, below, style):
        return False
    if not words or count_words(text) > 2 * HEADING_WORDS or len(text) > LONGEST_HEADING:
        return False
    if not any(char.isalpha() for char in text):
        return False
    if _OPEN_END.search(text) and not (group.mark_style.startswith("decimal") and len(words) <= 8):
        return False
    if (text[0].islower() or text[0] in "([{") and not group.mark:
        return False
    return (
        stands_out(group, style)
        or is_numbered_heading(group, above, below)
        or is_lone_heading(group, above, below)
    )


def is_bulleted_heading(group: Group, above: Group | None, below: Group | None, style: TextStyle) -> bool:
    """Tell whether a group after a bullet is set like a heading and heads text, and is no item of a list."""
    listed = any(other is not None and other.bulleted for other in (above, below))
    larger = group.size >= style.size + LARGER
    capitals = group.text.isupper() and len(group.text.split()) <= CAPITALS_WORDS
    return (larger or capitals) and below is not None and not listed and not group.mark.isalpha()


def count_words(text: str) -> int:
    """Return how many words a text has; in scripts without spaces two characters count as one word."""
    return len(text.split()) + sum(char >= "\u2e80" for char in text) // CJK_WORD


def stands_out(group: Group, style: TextStyle) -> bool:
    """Tell whether a short group is set larger, bolder or in capitals, or bears the name of a part."""
    text = group.text
    count = len(text.split())
    larger = group.size >= style.size + LARGER
    bolder = group.bold and not style.bold
    capitals = text.isupper() and count <= CAPITALS_WORDS and sum(map(str.isalpha, text)) > 4
    named = NAMED_MARK.match(text) and count <= HEADING_WORDS and group.ended and not text.endswith(")")
    return ((larger or bolder) and count <= 2 * HEADING_WORDS) or capitals or bool(named)


def is_numbered_heading(group: Group, above: Group | None, below: Group | None) -> bool:
    """Tell whether a numbered line set like the text heads what follows, rather than being a list item."""
    words = group.text.split()
    if not group.mark or len(words) > HEADING_WORDS or not group.text[0].isupper():
        return False
    if group.mark_style.startswith("decimal"):
        return below is not None
    if not group.ended or group.text.endswith(":") or (group.mark_style == "bare" and group.gap < 1.1):
        return False
    if any(other is not None and is_sibling(group, other) for other in (above, below)):
        return False
    if below is None:
        return group.mark_style not in ("letter", "roman", "bare") and group.gap >= LONE_GAP
    return not below.mark or not below.bulleted


def is_sibling(group: Group, other: Group) -> bool:
    """Tell whether two short groups that follow each other are items of one list: "1. …" and "2. …"."""
    short = len(other.text.split()) <= HEADING_WORDS
    return short and other.mark_style == group.mark_style and other.mark != group.mark


def is_lone_heading(group: Group, above: Group | None, below: Group | None) -> bool:
    """Tell whether a short line set like the text stands alone above a list or a paragraph: "Drought"."""
    words = group.text.split()
    alone = not group.mark and len(group.lines) == 1 and group.ended and len(words) <= LONE_WORDS
    if not alone or below is None or above is None or not group.text[0].isupper():
        return False
    if group.text.endswith((":", ")")) or any(char.isdigit() for char in group.text):
        return False
    listed = bool(below.mark) and below.mark_style != "bare"
    return above.ended and (listed or len(below.text.split()) >= LONE_BELOW)


def split_run_in(group: Group) -> tuple[list[PrintedLine], list[PrintedLine]] | None:
    """Return heading and rest of a numbered paragraph that opens with its heading and a colon.

    "4.1.2 Water resources: Being located in …"
    """
    if not group.mark_style.startswith("decimal"):
        return None
    found = RUN_IN.match(group.text)
    if found is None:
        return None
    first = group.lines[0]
    colons = [index for index, word in enumerate(first.words) if word.text.endswith(":")]
    count = next((index + 1 for index in colons if index >= group.mark_words), 0)
    if not count:
        return None
    heading = msgspec.structs.replace(first, words=first.words[:count])
    rest = [msgspec.structs.replace(first, words=first.words[count:])] if count < len(first.words) else []
    return [heading], [*rest, *group.lines[1:]]


def rank_heading(group: Group, style: TextStyle) -> tuple[float, int, int, int]:
    """Return a key that orders headings from the highest to the lowest: size, capitals, weight, numbering."""
    numbering = _STYLE_RANK.index(group.mark_style) + 1 if group.mark_style in _STYLE_RANK else 0
    size = round(group.size - style.size)
    return (-float(size), -int(group.text.isupper()), -int(group.bold), numbering)
