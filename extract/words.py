"""Words: the glyphs of a page become printed words, their text put right."""

import re
from collections import Counter
from collections.abc import Sequence
from operator import attrgetter

from extract.glyphs import Glyph, group_words
from extract.printed import PrintedWord
from extract.records import BBox
from extract.repair import repair_word

get_text, get_x0, get_top, get_x1, get_bottom = map(attrgetter, ("text", "x0", "top", "x1", "bottom"))


def build_words(glyphs: Sequence[Glyph], counts: Counter[str]) -> list[tuple[PrintedWord, int]]:
    """Return the words of a page, each with how it is turned (see `Glyph`); `counts` gets the repairs."""
    words = []
    odd = sum(glyph.text != " " and glyph.text.isspace() for glyph in glyphs)
    counts.update({"space": odd} if odd else {})
    for group, spaced in group_words(glyphs):
        first = group[0]
        x0, x1 = min(map(get_x0, group)), max(map(get_x1, group))
        top, bottom = round(min(map(get_top, group)), 2), round(max(map(get_bottom, group)), 2)
        text = repair_word("".join(map(get_text, group)), counts)
        for part, left, right in split_spaces(text, x0, x1):
            word = PrintedWord(
                part,
                round(left, 2),
                top,
                round(right, 2),
                bottom,
                round(first.size, 1),
                first.bold,
                spaced=spaced or left > x0,
            )
            words.append((word, first.turn))
    return words


def split_spaces(text: str, x0: float, x1: float) -> list[tuple[str, float, float]]:
    """Return the parts of a word that a repaired space splits, each with its share of the width."""
    if " " not in text:
        return [(text, x0, x1)] if text else []
    width = (x1 - x0) / len(text)
    return [
        (match.group(), x0 + match.start() * width, x0 + match.end() * width)
        for match in re.finditer(r"\S+", text)
    ]


def lies_in(word: PrintedWord, box: BBox) -> bool:
    """Tell whether the word's middle lies in a box."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom
