"""Upward: from a measure or target to the areas, and from an area to the goals, that it stands under."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from transform.records import Relation

UPWARD = ("part_of", "contributes_to")


def find_parents(relations: Iterable[Relation]) -> Mapping[str, Sequence[str]]:
    """Return what each entity is part of or contributes to, by id."""
    parents: dict[str, list[str]] = defaultdict(list)
    for relation in relations:
        if relation.relation in UPWARD:
            parents[relation.source].append(relation.target)
    return dict(parents)


def climb(name: str, parents: Mapping[str, Sequence[str]], is_kept: Callable[[str], bool]) -> list[str]:
    """Return the entity itself if it is kept, else the nearest kept ones above it, in no circle."""
    found: list[str] = []
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop(0)
        if current in seen:
            continue
        seen.add(current)
        if is_kept(current):
            found.append(current)
        else:
            waiting += parents.get(current, ())
    return found
