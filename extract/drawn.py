"""Drawn objects: what pdfium lists on a page, its text objects and what they stand on."""

import ctypes
from collections.abc import Callable, Iterator

import msgspec
import pypdfium2.raw as pdfium

from extract.frames import Box
from extract.pdfium_calls import (
    count_clip_segments,
    count_clips,
    count_form_objects,
    count_objects,
    count_segments,
    get_bounds,
    get_clip,
    get_clip_segment,
    get_draw_mode,
    get_fill,
    get_form_object,
    get_kind,
    get_object,
    get_point,
)
from extract.unseen import Colour

EDGE = 0.01  # points: edges this near are one
STROKE_SEGMENTS = 2  # of a straight rule, the least of the shapes that one path may hold several of
BOX_SEGMENTS = (4, 5)  # of a rectangle: its corner moved to, its sides, and the last one closed or said
DEEPEST = 12  # forms within forms; deeper ones are left to pdfplumber
MOST_GROUNDS = 3000  # shapes on a page: a map or a drawing has more, and its text is taken as seen
THIN = 3.0  # points: a filled rectangle that is no higher or wider is a rule
CLIPPED = 0.1  # share of a text's width and height: with less left of it, nobody reads it


class NotReadable(Exception):
    """A page that the fast reader cannot be trusted with."""


class Item(msgspec.Struct, frozen=True):
    """An object that text may stand on: its address, kind, and how many objects are drawn before it."""

    handle: int
    kind: int
    order: int
    pictured: bool = False


class Drawn(msgspec.Struct, frozen=True):
    """What is drawn on a page.

    Attributes:
        texts: Addresses of its text objects in the order of the file, with how many objects come before each.
        direct: Those that do not stand in a form.
        shapes: Number of its shapes.
        grounds: What text may stand on: shapes, pictures and forms that stand on the page itself.
    """

    texts: dict[int, int]
    direct: set[int]
    shapes: int
    grounds: list[Item]


def list_objects(page: int) -> Drawn:
    """Return what is drawn on a page."""
    texts: dict[int, int] = {}
    direct: set[int] = set()
    grounds: list[Item] = []
    shapes = 0
    for order, (item, kind, depth) in enumerate(walk_objects(page, count_objects(page), get_object, 0)):
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            texts[item] = order
            if not depth:
                direct.add(item)
            continue
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            shapes += max(count_segments(item) // STROKE_SEGMENTS, 1)
        if not depth:
            grounds.append(Item(item, kind, order, kind == pdfium.FPDF_PAGEOBJ_IMAGE))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE and grounds and not grounds[-1].pictured:
            grounds[-1] = msgspec.structs.replace(grounds[-1], pictured=True)
    return Drawn(texts, direct, shapes, grounds)


def walk_objects(
    holder: int, count: int, get_item: Callable[..., int], depth: int
) -> Iterator[tuple[int, int, int]]:
    """Yield the objects of a page or form with their kinds and how deep in forms they lie.

    Raises:
        NotReadable: If forms lie too deep within each other.
    """
    if depth > DEEPEST:
        raise NotReadable("forms lie too deep within each other")
    for index in range(count):
        item = get_item(holder, index)
        kind = get_kind(item)
        yield item, kind, depth
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from walk_objects(item, count_form_objects(item), get_form_object, depth + 1)


def find_bounds(item: int) -> Box:
    """Return the box around an object, in the space of the page or form that it stands in."""
    edges = (ctypes.c_float * 4)()
    start = ctypes.addressof(edges)
    get_bounds(item, start, start + 4, start + 8, start + 12)
    left, lower, right, upper = edges
    return left, lower, right, upper


def is_blank(item: int) -> bool:
    """Tell whether a text object leaves no ink on the page."""
    left, _, right, _ = find_bounds(item)
    return right - left < EDGE


def find_colour(item: int) -> Colour | None:
    """Return the colour that an object is filled with, if it is a plain one and not wholly transparent."""
    numbers = (ctypes.c_uint * 4)()
    start = ctypes.addressof(numbers)
    if not get_fill(item, start, start + 4, start + 8, start + 12):
        return None
    red, green, blue, opaque = numbers
    return (red, green, blue) if opaque else None


def find_ground(item: Item) -> Colour | None:
    """Return the colour of what text stands on, if it is a filled rectangle of a plain colour and no rule."""
    if item.kind != pdfium.FPDF_PAGEOBJ_PATH or count_segments(item.handle) not in BOX_SEGMENTS:
        return None
    modes = (ctypes.c_int * 2)()
    start = ctypes.addressof(modes)
    left, lower, right, upper = find_bounds(item.handle)
    if min(right - left, upper - lower) < THIN or not (
        get_draw_mode(item.handle, start, start + 4) and modes[0]
    ):
        return None
    return find_colour(item.handle)


def is_clipped_away(item: int) -> bool:
    """Tell whether a clip leaves next to nothing of a text object."""
    clip = get_clip(item)
    count = count_clips(clip) if clip else 0
    if count <= 0:
        return False
    left, lower, right, upper = find_bounds(item)
    wide, high = right - left, upper - lower
    for path in range(count):
        box = find_clip(clip, path)
        if box is not None:
            left, lower = max(left, box[0]), max(lower, box[1])
            right, upper = min(right, box[2]), min(upper, box[3])
    return right - left < CLIPPED * wide or upper - lower < CLIPPED * high


def find_clip(clip: int, path: int) -> Box | None:
    """Return the box around one of the paths of a clip; nothing for an empty one."""
    point = (ctypes.c_float * 2)()
    start = ctypes.addressof(point)
    points = []
    for index in range(count_clip_segments(clip, path)):
        segment = get_clip_segment(clip, path, index)
        if segment and get_point(segment, start, start + 4):
            points.append((point[0], point[1]))
    if not points:
        return None
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
