"""Chars: the characters of a page as pdfium tells them, by text object, with where they begin."""

import ctypes
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import repeat

from extract.pdfium_calls import get_origin, get_owner, get_text, get_unicode

Char = tuple[str, float, float, int]
"""A character, its origin in the page's own space, and its index in pdfium's text of the page."""

NO_CHARACTER = "\ufffe"  # what pdfium's text of a page has for a hyphen at the end of a line
UNIT = 2  # bytes of a sign in its text
DOUBLE = 8  # bytes of a number as pdfium gives places


def group_owners(text: int, count: int) -> Iterator[tuple[int, list[int]]]:
    """Yield each text object with the indices of its characters; those that pdfium made up have none."""
    last = 0
    indices: list[int] = []
    for index, owner in enumerate(map(get_owner, repeat(text), range(count))):
        if not owner:
            continue
        if owner != last and indices:
            yield last, indices
            indices = []
        last = owner
        indices.append(index)
    if indices:
        yield last, indices


def read_signs(text: int, count: int) -> Sequence[str]:
    """Return the characters of a page, by their indices.

    pdfium's text of the page has one sign for each; where it has not, each character is asked for by itself.
    """
    buffer = ctypes.create_string_buffer(UNIT * (count + 1))
    whole = get_text(text, 0, count, ctypes.addressof(buffer)) == count + 1
    signs = buffer.raw[: UNIT * count].decode("utf-16-le", "surrogatepass") if whole else ""
    if len(signs) != count:
        return list(map(chr, map(get_unicode, repeat(text), range(count))))
    if NO_CHARACTER not in signs:
        return signs
    return [
        chr(get_unicode(text, index)) if sign == NO_CHARACTER else sign for index, sign in enumerate(signs)
    ]


def read_chars(text: int, signs: Sequence[str], indices: Sequence[int]) -> list[Char]:
    """Return the characters of a text object with their origins; those of a ligature are one."""
    places = (ctypes.c_double * (2 * len(indices)))()
    start = ctypes.addressof(places)
    xs, ys = (
        range(first, first + 2 * DOUBLE * len(indices), 2 * DOUBLE) for first in (start, start + DOUBLE)
    )
    deque(map(get_origin, repeat(text), indices, xs, ys), maxlen=0)
    chars: list[Char] = []
    last: Char = ("", 0.0, 0.0, 0)
    for index, x, y in zip(indices, places[::2], places[1::2], strict=True):
        char = signs[index]
        if last[1] == x and last[2] == y and chars and " " not in (char, last[0]):
            last = (chars.pop()[0] + char, x, y, index)
        else:
            last = (char, x, y, index)
        chars.append(last)
    return chars
