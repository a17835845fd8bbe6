"""Finders: those that look at a document alone, none at what another found, so that their order is free."""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from extract.records import Document, Problem
from transform.language import Passage
from transform.mentions.actors import read_actors
from transform.mentions.frameworks import find_frameworks
from transform.mentions.issues import find_issues
from transform.mentions.policy import find_policy
from transform.mentions.sdgs import find_sdgs
from transform.mentions.sectors import find_sectors
from transform.models.linear import Models
from transform.records import Mention


class Finding(msgspec.Struct, frozen=True):
    """What a finder found, and what stayed unclear to it."""

    mentions: tuple[Mention, ...]
    problems: tuple[Problem, ...] = ()


Finder = Callable[[Document, Sequence[Passage], Models], Finding]


def find_aims(document: Document, passages: Sequence[Passage], models: Models) -> Finding:
    """Return the goals, areas, measures and targets of a document."""
    return Finding(tuple(find_policy(document, passages, model=models.statements)))


def find_named_actors(document: Document, passages: Sequence[Passage], _: Models) -> Finding:
    """Return the actors that a document names, and its references that stay unclear."""
    actors = read_actors(document, passages)
    return Finding(actors.mentions, actors.unresolved)


def ask_alone(find: Callable[[Document, Sequence[Passage]], Sequence[Mention]]) -> Finder:
    """Return a finder that needs no model."""
    return lambda document, passages, _: Finding(tuple(find(document, passages)))


FINDERS: Mapping[str, Finder] = {
    # Those that take longest come first: where they are asked side by side, none is left over at the end.
    "policy": find_aims,
    "actors": find_named_actors,
    "frameworks": ask_alone(find_frameworks),
    "issues": ask_alone(find_issues),
    "sectors": ask_alone(find_sectors),
    "sdgs": ask_alone(find_sdgs),
}
