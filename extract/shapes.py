"""Shapes: lines, rectangles and curves drawn on a page, listed by pdfium, told apart as pdfminer does."""

import ctypes
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, repeat
from typing import Literal

import msgspec
import pypdfium2.raw as pdfium

from extract.drawn import DEEPEST, NotReadable
from extract.frames import Frame
from extract.lattice import Edge
from extract.pdfium_calls import (
    count_form_objects,
    count_objects,
    count_segments,
    get_draw_mode,
    get_form_object,
    get_kind,
    get_object,
    get_object_matrix,
    get_point,
    get_segment,
    get_segment_kind,
)
from extract.records import BBox

FLOAT = 4  # bytes of a number as pdfium gives points
EXACT = 3  # decimals of a point: pdfium's numbers are no more exact
BEZIER_POINTS = 3  # of one stretch of a curve; it ends at the last of them
LINE_POINTS = 2  # of a straight line, before the way back that may close it
RECTANGLE_POINTS = 5  # of a rectangle, the first one told again

Matrix = tuple[float, float, float, float, float, float]
"""Where a place of one space is in another: a·x + c·y + e, b·x + d·y + f."""
Point = tuple[float, float]
"""Points from the left and from the top of the page as shown."""


class Shape(msgspec.Struct, frozen=True, gc=False):
    """A line, rectangle or other path drawn on a page, and the box around it in points from the top left.

    Attributes:
        stroke: Whether its outline is drawn.
        fill: Whether it is filled.
        points: Its corners, for a curve.
    """

    kind: Literal["line", "rect", "curve"]
    x0: float
    top: float
    x1: float
    bottom: float
    stroke: bool
    fill: bool
    points: tuple[Point, ...] = ()

    @property
    def bbox(self) -> BBox:
        """The box around it."""
        return BBox(self.x0, self.top, self.x1, self.bottom)

    @property
    def width(self) -> float:
        """From left to right, in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """From top to bottom, in points."""
        return self.bottom - self.top


def list_shapes(page: int, frame: Frame) -> list[Shape]:
    """Return the shapes drawn on a page, those within forms too, in the order of the file.

    Args:
        page: Its address.
        frame: From its own space to the page as shown.

    Raises:
        NotReadable: If forms lie too deep within each other.
    """
    whole = (frame.a, frame.b, frame.c, frame.d, frame.e, frame.f)
    shapes: list[Shape] = []
    for path, matrix in walk_paths(page, count_objects(page), get_object, whole, 0):
        shapes += read_path(path, matrix)
    return shapes


def walk_paths(
    holder: int, count: int, get_item: Callable[..., int], outer: Matrix, depth: int
) -> Iterator[tuple[int, Matrix]]:
    """Yield the paths of a page or form, with the matrix that leads from their space to the page as shown.

    Raises:
        NotReadable: If forms lie too deep within each other.
    """
    if depth > DEEPEST:
        raise NotReadable("forms lie too deep within each other")
    numbers = (ctypes.c_float * 6)()
    start = ctypes.addressof(numbers)
    known: dict[bytes, Matrix] = {}
    for index in range(count):
        item = get_item(holder, index)
        kind = get_kind(item)
        if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM):
            continue
        get_object_matrix(item, start)
        key = bytes(numbers)
        matrix = known.get(key)
        if matrix is None:
            matrix = known[key] = chain(tuple(numbers), outer)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield item, matrix
        else:
            yield from walk_paths(item, count_form_objects(item), get_form_object, matrix, depth + 1)


def chain(inner: Sequence[float], outer: Matrix) -> Matrix:
    """Return the matrix that does what one does and then what the other does."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def read_path(path: int, matrix: Matrix) -> Iterator[Shape]:
    """Yield the shapes that one path draws: one for each time that it is begun anew."""
    count = count_segments(path)
    numbers = (ctypes.c_float * (2 * count))()
    start = ctypes.addressof(numbers)
    segments = list(map(get_segment, repeat(path), range(count)))
    xs = range(start, start + 2 * FLOAT * count, 2 * FLOAT)
    deque(map(get_point, segments, xs, range(start + FLOAT, start + FLOAT + 2 * FLOAT * count, 2 * FLOAT)), 0)
    kinds = list(map(get_segment_kind, segments))
    a, b, c, d, e, f = matrix
    points = [
        (round(a * x + c * y + e, EXACT), round(b * x + d * y + f, EXACT))
        for x, y in zip(numbers[::2], numbers[1::2], strict=True)
    ]
    modes = (ctypes.c_int * 2)()
    start = ctypes.addressof(modes)
    get_draw_mode(path, start, start + FLOAT)
    fill, stroke = bool(modes[0]), bool(modes[1])
    begun = [index for index, kind in enumerate(kinds) if kind == pdfium.FPDF_SEGMENT_MOVETO]
    for first, end in pairwise([*begun, count]):
        yield build_shape(points[first:end], kinds[first:end], stroke=stroke, fill=fill)


def build_shape(points: list[Point], kinds: Sequence[int], *, stroke: bool, fill: bool) -> Shape:
    """Return what is drawn from one point on until the path ends or is begun anew."""
    if pdfium.FPDF_SEGMENT_BEZIERTO in kinds:
        kind: Literal["line", "rect", "curve"] = "curve"
        points = list(drop_handles(points, kinds))
    elif len(points) == LINE_POINTS or (len(points) == LINE_POINTS + 1 and points[0] == points[-1]):
        kind, points = "line", points[:2]
    else:
        kind = "rect" if is_rectangle(points) else "curve"
    xs, ys = zip(*points, strict=True)
    corners = tuple(points) if kind == "curve" else ()
    return Shape(kind, min(xs), min(ys), max(xs), max(ys), stroke, fill, corners)


def drop_handles(points: Sequence[Point], kinds: Sequence[int]) -> Iterator[Point]:
    """Yield the points that a path passes, without those that only bend it."""
    bends = 0
    for point, kind in zip(points, kinds, strict=True):
        bends = bends + 1 if kind == pdfium.FPDF_SEGMENT_BEZIERTO else 0
        if bends % BEZIER_POINTS == 0:
            yield point


def is_rectangle(points: Sequence[Point]) -> bool:
    """Tell whether points are the corners of an upright rectangle, the first one told again."""
    if len(points) != RECTANGLE_POINTS or points[0] != points[-1]:
        return False
    level = [a[1] == b[1] for a, b in pairwise(points)]
    upright = [a[0] == b[0] for a, b in pairwise(points)]
    return all(level[::2] + upright[1::2]) or all(upright[::2] + level[1::2])


def list_edges(shapes: Sequence[Shape]) -> tuple[list[Edge], list[Edge]]:
    """Return the upright and level edges of shapes: lines, sides of rectangles, straight parts of curves."""
    upright: list[Edge] = []
    level: list[Edge] = []
    for shape in shapes:
        x0, top, x1, bottom = shape.x0, shape.top, shape.x1, shape.bottom
        if shape.kind == "rect":
            level += [Edge(top, x0, x1), Edge(bottom, x0, x1)]
            upright += [Edge(x0, top, bottom), Edge(x1, top, bottom)]
        elif shape.kind == "line":
            if top == bottom:
                level.append(Edge(top, x0, x1))
            else:
                upright.append(Edge(x0, top, bottom))
        for (x, y), (other, below) in pairwise(shape.points):
            if x == other:
                upright.append(Edge(x, min(y, below), max(y, below)))
            elif y == below:
                level.append(Edge(y, min(x, other), max(x, other)))
    return upright, level
