"""Force layout: tied entities near one another, all others apart, the same on every run.

Fruchterman and Reingold (1991), with repulsion from a sample of the others in each step, so that a step takes
time in proportion to the entities. The sample is a fixed pattern, not a random one. Sums are made in a fixed
order, so that the last digit is the same on every machine too.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from load.layout import Layout, Scene
from load.style import MOST_SIZE, size_of
from transform.records import Facts

Points = NDArray[np.float64]
STEPS = 150
MOST_SAMPLED = 64  # others that push an entity in one step
AT_A_TIME = 4096  # points whose numbers fit into the second cache of any processor of today
LENGTH = 60.0  # points: the distance at which two tied entities rest
FIRST_MOVE, LAST_MOVE = 4.0, 0.05  # of LENGTH: most that an entity moves in the first and in the last step
PULL = 0.7  # of its distance: how the middle pulls each entity; 1 gives a disc with one entity in LENGTH²
GAP = 12.0  # points between two dots
PASSES = 30  # most, to move dots apart that touch
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
PRIME_STEP = 7919  # spreads the pattern of pushers over all entities


def lay_out_by_force(facts: Facts, scene: Scene) -> Layout:
    """Return where every entity's dot stands, in points, y downwards, with the middle near (0, 0)."""
    names = sorted(scene.kinds, key=scene.tree.order.__getitem__)
    if not names:
        return Layout({})
    index = {name: number for number, name in enumerate(names)}
    ties = sorted({(index[tie.source], index[tie.target]) for tie in facts.relations})
    points = settle(len(names), np.array([tie for tie in ties if tie[0] != tie[1]]).reshape(-1, 2))
    sizes = [size_of(len(scene.neighbours.get(name, ()))) for name in names]
    placed = part_dots([(float(x), float(y)) for x, y in points], sizes)
    return Layout({name: (round(x, 1), round(y, 1)) for name, (x, y) in zip(names, placed, strict=True)})


def settle(count: int, ties: NDArray[np.int64]) -> Points:
    """Return the points that pushing and pulling lead to, from a spiral in the order given."""
    turns = np.arange(count) * GOLDEN_ANGLE
    reach = LENGTH * np.sqrt(np.arange(count) + 0.5)
    points: Points = np.stack([reach * np.cos(turns), reach * np.sin(turns)], axis=1)
    for step in range(STEPS):
        moves = push(points, step) - points * PULL
        pull(moves, points, ties)
        limit = LENGTH * (FIRST_MOVE + (LAST_MOVE - FIRST_MOVE) * step / STEPS)
        lengths = np.maximum(np.sqrt(moves[:, 0] ** 2 + moves[:, 1] ** 2), 1e-9)
        points = points + moves * (np.minimum(lengths, limit) / lengths)[:, None]
    return points


def push(points: Points, step: int) -> Points:
    """Return how far a sample of the others pushes each point, scaled up to all others.

    A few thousand points are done at a time, so that what is computed of them stays in the processor's cache.
    """
    count = len(points)
    sampled = min(count - 1, MOST_SAMPLED)
    turns = [
        number if sampled == count - 1 else PRIME_STEP * (step * sampled + number)
        for number in range(sampled)
    ]
    shifts = [1 + turn % (count - 1) for turn in turns]
    twice = [np.concatenate([points[:, axis], points[:, axis]]) for axis in (0, 1)]
    moves = np.zeros((2, count))
    for start in range(0, count, AT_A_TIME):
        end = min(start + AT_A_TIME, count)
        for shift in shifts:
            others = slice(start + count - shift, end + count - shift)
            x, y = (line[start:end] - line[others] for line in twice)
            force = LENGTH**2 / np.maximum(x**2 + y**2, 1.0)
            moves[0, start:end] += x * force
            moves[1, start:end] += y * force
    return moves.T * ((count - 1) / max(sampled, 1))


def pull(moves: Points, points: Points, ties: NDArray[np.int64]) -> None:
    """Add to moves how far ties pull their ends together, each the less the more of them its ends have."""
    if not len(ties):
        return
    sources, targets = ties[:, 0], ties[:, 1]
    apart = points[targets] - points[sources]
    ends = np.bincount(np.concatenate([sources, targets]), minlength=len(points))
    force = apart / np.sqrt(np.minimum(ends[sources], ends[targets]))[:, None]
    for axis in (0, 1):
        moves[:, axis] += np.bincount(sources, force[:, axis], len(points))
        moves[:, axis] -= np.bincount(targets, force[:, axis], len(points))


def part_dots(points: Sequence[tuple[float, float]], sizes: Sequence[float]) -> list[tuple[float, float]]:
    """Return the points moved apart until no dots of these sizes touch, or the passes are used up."""
    placed = list(points)
    for _ in range(PASSES):
        cells = sort_into_cells(placed)
        if not sum(part_from_others(number, placed, sizes, cells) for number in range(len(placed))):
            break
    return placed


def sort_into_cells(points: Sequence[tuple[float, float]]) -> Mapping[tuple[int, int], Sequence[int]]:
    """Return the numbers of the points in each square of a grid."""
    side = MOST_SIZE + GAP
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, (x, y) in enumerate(points):
        cells[math.floor(x / side), math.floor(y / side)].append(number)
    return cells


def part_from_others(
    number: int,
    placed: list[tuple[float, float]],
    sizes: Sequence[float],
    cells: Mapping[tuple[int, int], Sequence[int]],
) -> bool:
    """Move a dot and those that it touches apart, and tell whether there were any."""
    side = MOST_SIZE + GAP
    column, row = (math.floor(edge / side) for edge in placed[number])
    near = [(column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    touched = False
    for other in (other for cell in near for other in cells.get(cell, ()) if other > number):
        (x, y), (ox, oy) = placed[number], placed[other]
        wanted = (sizes[number] + sizes[other]) / 2 + GAP
        distance = math.hypot(ox - x, oy - y)
        if distance >= wanted:
            continue
        touched = True
        dx, dy = ((ox - x) / distance, (oy - y) / distance) if distance > 0 else (1.0, 0.0)
        half = (wanted - distance) / 2 + 0.5
        placed[number] = (x - dx * half, y - dy * half)
        placed[other] = (ox + dx * half, oy + dy * half)
    return touched
