"""Scanned pages: words that OCR found on a picture become a printed page in points."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from statistics import fmean, median

import msgspec

from extract.layout import order_lines
from extract.ocr import FoundWord, PictureText
from extract.printed import PrintedPage, PrintedWord
from extract.repair import repair_word
from extract.turned import FLAGS, forget_turn, measure_turned

SURE = 30.0  # of 100: what Tesseract is less sure of is mostly a stain, a stamp or a rule
SURENESS_DIGITS = 3
STRAIGHT = 1.6  # type sizes: a line whose words span more runs askew
SAME_SIZE = 0.15  # share by which the measured size of a line may differ from the page's
# Share of the type size that a word's ink is high, as in Helvetica and Times, by the letters that it has.
TALL_AND_DEEP, TALL, DEEP, SMALL = 0.92, 0.7, 0.71, 0.5
_TALL = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789bdfhklt()[]/%&")
_DEEP = frozenset("gjpqy()[]/Q,;")


def build_scanned(page: PrintedPage, found: PictureText) -> PrintedPage:
    """Return a page with the words that OCR found in place of its own, in reading order.

    What it was unsure of is dropped by name ("unsure"), never lost.
    """
    counts: Counter[str] = Counter()
    sure = [word for word in found.words if word.sure >= SURE]
    unsure = [word for word in found.words if word.sure < SURE]
    page = forget_turn(page)
    width, height = measure_turned(found.turn, page.width, page.height)
    across, down = width / found.width, height / found.height
    words = place_words(sure, across, down, counts)
    doubtful = place_words(unsure, across, down, Counter())
    return msgspec.structs.replace(
        page,
        width=width,
        height=height,
        lines=tuple(order_lines(words, page.number)),
        tables=(),
        flags=(*page.flags, "ocr", *((FLAGS[found.turn],) if found.turn else ())),
        dropped=tuple(("unsure", line) for line in order_lines(doubtful, page.number)),
        repairs=tuple(sorted(counts.items())),
        sureness=round(measure_sureness(found), SURENESS_DIGITS),
    )


def measure_sureness(found: PictureText) -> float:
    """Return how sure OCR is of the words that are kept, 0 to 1."""
    sure = [word.sure for word in found.words if word.sure >= SURE]
    return fmean(sure) / 100 if sure else 0.0


def place_words(
    words: Sequence[FoundWord], across: float, down: float, counts: Counter[str]
) -> list[PrintedWord]:
    """Return words in points, all of one line with one height and one type size.

    Args:
        words: In Tesseract's order, line by line.
        across: Points to the pixel from left to right.
        down: Points to the pixel from top to bottom.
        counts: Gets the repairs.
    """
    lines = [list(line) for _, line in groupby(words, key=lambda word: word.line)]
    sizes = [measure_size(line) * down for line in lines]
    usual = median(sizes) if sizes else 0.0
    return [
        placed
        for line, size in zip(lines, sizes, strict=True)
        for placed in place_line(line, settle_size(size, usual), across, down, counts)
    ]


def settle_size(size: float, usual: float) -> float:
    """Return a type size in half points, the page's usual one where the measure is near it."""
    return round(2 * (usual if abs(size - usual) <= SAME_SIZE * usual else size)) / 2


def measure_size(line: Sequence[FoundWord]) -> float:
    """Return the type size of a line in pixels, from the heights of its words and their letters."""
    lettered = [word for word in line if any(map(str.isalnum, word.text))]
    return median(word.height / measure_reach(word.text) for word in lettered or line)


def measure_reach(text: str) -> float:
    """Return the share of the type size that a word's letters are high."""
    if not text.isascii():
        return TALL_AND_DEEP
    tall, deep = not _TALL.isdisjoint(text), not _DEEP.isdisjoint(text)
    if tall:
        return TALL_AND_DEEP if deep else TALL
    return DEEP if deep else SMALL


def place_line(
    line: Sequence[FoundWord], size: float, across: float, down: float, counts: Counter[str]
) -> Iterable[PrintedWord]:
    """Yield the words of a line in points; on one that runs askew each keeps its own height."""
    top, bottom = min(word.top for word in line), max(word.top + word.height for word in line)
    askew = (bottom - top) * down > STRAIGHT * size
    middle = median(word.top + word.height / 2 for word in line)
    half = 0.5 * size / down
    for word in line:
        text = repair_word(word.text, counts)
        upper, lower = (middle - half, middle + half) if askew else (top, bottom)
        if text:
            yield PrintedWord(
                text=text,
                x0=round(word.left * across, 2),
                top=round(max(upper, 0.0) * down, 2),
                x1=round((word.left + max(word.width, 1)) * across, 2),
                bottom=round(lower * down, 2),
                size=size,
            )
