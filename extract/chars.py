"""Chars: the characters of a page as pdfium tells them, by text object, with where they begin."""

import ctypes
from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice, repeat
from operator import eq

import msgspec

from extract.pdfium_calls import get_origin, get_owner, get_text, get_unicode

NO_CHARACTER = "\ufffe"  # what pdfium's text of a page has for a hyphen at the end of a line
UNIT = 2  # bytes of a sign in its text
DOUBLE = 8  # bytes of a number as pdfium gives places


class Run(msgspec.Struct, frozen=True):
    """The characters of a text object, in the order of the file.

    Attributes:
        texts: What each stands for, one letter or those of a ligature.
        xs, ys: Their origins in the page's own space.
        indices: Where they stand in pdfium's text of the page.
    """

    texts: Sequence[str]
    xs: Sequence[float]
    ys: Sequence[float]
    indices: Sequence[int]


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


def read_run(text: int, signs: Sequence[str], indices: Sequence[int]) -> Run:
    """Return the characters of a text object with their origins; those of a ligature are one."""
    places = array("d", bytes(2 * DOUBLE * len(indices)))
    start, _ = places.buffer_info()
    columns = (
        range(first, first + 2 * DOUBLE * len(indices), 2 * DOUBLE) for first in (start, start + DOUBLE)
    )
    deque(map(get_origin, repeat(text), indices, *columns), maxlen=0)
    xs, ys = places[::2].tolist(), places[1::2].tolist()
    run = Run([signs[index] for index in indices], xs, ys, indices)
    return join_ligatures(run) if any(map(eq, xs, islice(xs, 1, None))) else run


def join_ligatures(run: Run) -> Run:
    """Return a run in which characters of one origin are one, but for spaces."""
    texts, xs, ys, indices = list[str](), list[float](), list[float](), list[int]()
    for char, x, y, index in zip(run.texts, run.xs, run.ys, run.indices, strict=True):
        if texts and xs[-1] == x and ys[-1] == y and " " not in (char, texts[-1]):
            texts[-1] += char
            indices[-1] = index
        else:
            texts.append(char)
            xs.append(x)
            ys.append(y)
            indices.append(index)
    return Run(texts, xs, ys, indices)
