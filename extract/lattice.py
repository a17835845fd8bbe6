"""Lattice: the cells that straight edges on a page enclose, found as pdfplumber finds tables."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from extract.records import BBox

NEAR = 3.0  # points: edges this near are one, and meet
SHORTEST = 1.0  # points: what is drawn shorter is no edge
SHORTEST_JOINED = 3.0  # points: nor is what is shorter when edges in one line are joined

Crossing = tuple[float, float]
"""Where an upright and a level edge meet: points from the left, from the top."""
Edges = tuple[frozenset[int], frozenset[int]]
"""Numbers of the upright and the level edges that meet at a crossing."""


class Edge(NamedTuple):
    """A straight edge: how far across it stands, and from where to where it runs, in points."""

    across: float
    start: float
    end: float


def find_lattices(upright: Sequence[Edge], level: Sequence[Edge]) -> list[tuple[BBox, ...]]:
    """Return the cells of each lattice of two cells and more that edges make, from the top of the page down.

    Args:
        upright: Edges that run from top to bottom.
        level: Edges that run from left to right.
    """
    cells = find_cells(find_crossings(merge(upright), merge(level)))
    lattices = [group for group in group_cells(cells) if len(group) > 1]
    return sorted(lattices, key=lambda group: min((cell.top, cell.x0) for cell in group))


def merge(edges: Iterable[Edge]) -> list[Edge]:
    """Return edges of one direction, those that nearly lie in one line moved into it and joined."""
    joined: list[Edge] = []
    for across, line in align(edge for edge in edges if edge.end - edge.start >= SHORTEST):
        runs: list[Edge] = []
        for start, end in sorted((edge.start, edge.end) for edge in line):
            if runs and start <= runs[-1].end + NEAR:
                runs[-1] = Edge(across, runs[-1].start, max(end, runs[-1].end))
            else:
                runs.append(Edge(across, start, end))
        joined += [run for run in runs if run.end - run.start >= SHORTEST_JOINED]
    return joined


def align(edges: Iterable[Edge]) -> list[tuple[float, list[Edge]]]:
    """Return edges grouped by the line that they nearly lie in, with the mean of where that is."""
    lines: list[list[Edge]] = []
    last = float("-inf")
    for edge in sorted(edges):
        if edge.across > last + NEAR:
            lines.append([])
        lines[-1].append(edge)
        last = edge.across
    return [(sum(edge.across for edge in line) / len(line), line) for line in lines]


def find_crossings(upright: Sequence[Edge], level: Sequence[Edge]) -> dict[Crossing, Edges]:
    """Return where upright and level edges meet or nearly do, with the edges that do, in sorted order."""
    met: dict[Crossing, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    heights = [edge.across for edge in level]
    for number, (x, top, bottom) in enumerate(upright):
        last = bisect_right(heights, bottom + NEAR)
        for other in range(last - 1, -1, -1):
            y, start, end = level[other]
            if y < top - NEAR:
                break
            if start - NEAR <= x <= end + NEAR:
                down, along = met[x, y]
                down.add(number)
                along.add(other)
    return {place: (frozenset(met[place][0]), frozenset(met[place][1])) for place in sorted(met)}


def find_cells(crossings: Mapping[Crossing, Edges]) -> list[BBox]:
    """Return the smallest box to the right and below of each crossing that edges run around."""
    columns: dict[float, list[float]] = defaultdict(list)
    rows: dict[float, list[float]] = defaultdict(list)
    for x, y in crossings:
        columns[x].append(y)
        rows[y].append(x)
    cells = []
    for (x, y), (down, along) in crossings.items():
        below = [low for low in after(columns[x], y) if down & crossings[x, low][0]]
        right = [far for far in after(rows[y], x) if along & crossings[far, y][1]] if below else []
        corner = find_corner(crossings, x, y, below, right)
        if corner:
            cells.append(BBox(x, y, *corner))
    return cells


def after(places: Sequence[float], place: float) -> Sequence[float]:
    """Return what follows a place among sorted ones."""
    return places[bisect_right(places, place) :]


def find_corner(
    crossings: Mapping[Crossing, Edges], x: float, y: float, below: Sequence[float], right: Sequence[float]
) -> Crossing | None:
    """Return the nearest crossing from which edges run back to one of those below and one to the right."""
    for low in below:
        for far in right:
            edges = crossings.get((far, low))
            if edges and edges[0] & crossings[far, y][0] and edges[1] & crossings[x, low][1]:
                return far, low
    return None


def group_cells(cells: Iterable[BBox]) -> list[tuple[BBox, ...]]:
    """Return cells grouped so that those of a group hang together by their corners."""
    groups: list[tuple[BBox, ...]] = []
    left = list(cells)
    while left:
        group = [left[0]]
        corners = set(list_corners(left[0]))
        left = left[1:]
        grown = True
        while grown:
            apart = []
            for cell in left:
                own = list_corners(cell)
                if corners.isdisjoint(own):
                    apart.append(cell)
                else:
                    group.append(cell)
                    corners.update(own)
            grown = len(apart) < len(left)
            left = apart
        groups.append(tuple(group))
    return groups


def list_corners(cell: BBox) -> tuple[Crossing, ...]:
    """Return the corners of a cell."""
    return (cell.x0, cell.top), (cell.x0, cell.bottom), (cell.x1, cell.top), (cell.x1, cell.bottom)
