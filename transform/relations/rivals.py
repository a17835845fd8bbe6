"""Rivals: the areas or goals of a document that something may belong to, as far as it is worth asking."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from extract.records import Span
from transform.records import Mention

MOST_WEIGHED = 60  # areas, or goals, of a document up to which each thing is held against all of them
NEAREST = 12  # areas or goals before a mention, and as many after it, that it is held against among more
RARE = 4  # areas or goals that share a word, up to which it tells them from the others
FARTHEST_RANK = 4  # groups before; from there on it makes no difference how many


class Thing(msgspec.Struct, frozen=True):
    """A goal, area, measure or target with all its mentions, and what its features are made of.

    Attributes:
        places: Numbers of the blocks that the mentions stand in, in the order of the text.
        sections: Of these blocks.
        forms: Their kinds, sorted.
        spans: Of the sentences that the mentions stand in.
    """

    kind: str
    key: str
    mentions: tuple[Mention, ...]
    stems: frozenset[str]
    around: frozenset[str]
    topics: frozenset[str]
    numbers: frozenset[str]
    overall: bool
    places: tuple[int, ...]
    sections: frozenset[tuple[str, ...]]
    forms: tuple[str, ...]
    spans: frozenset[Span]


class Rivals:
    """The things of one kind that others may belong to, in the order of the text."""

    def __init__(self, things: Sequence[Thing]) -> None:
        self.things = things
        self._index = {thing.key: number for number, thing in enumerate(things)}
        self._starts = sorted(
            (mention.evidence.focus.start, thing.key) for thing in things for mention in thing.mentions
        )
        self._words: dict[str, list[Thing]] = defaultdict(list)
        for thing in things:
            for stem in thing.stems:
                self._words[stem].append(thing)
        self._overall = [thing for thing in things if thing.overall][:RARE]

    def choose(self, child: Thing, above: Iterable[str]) -> list[Thing]:
        """Return the things to hold another against, itself left out: of few all.

        Of more, so that the time for a long document does not grow with the square of its length: those that
        stand near it, that it stands under, that share a rare word with it, and overall goals.

        Args:
            child: What may belong to one of them.
            above: Keys of those that it stands under.
        """
        chosen: Iterable[Thing] = self.things
        if len(self.things) > MOST_WEIGHED:
            keys = {key for mention in child.mentions for key in self._list_near(mention)}
            keys |= {thing.key for stem in child.stems for thing in self._list_with(stem)}
            keys |= {thing.key for thing in self._overall} | {key for key in above if key in self._index}
            chosen = [self.things[number] for number in sorted(self._index[key] for key in keys)]
        return [thing for thing in chosen if thing is not child]

    def _list_near(self, mention: Mention) -> list[str]:
        """Return the keys of what stands nearest before and after a mention."""
        at = bisect_left(self._starts, (mention.evidence.focus.start, ""))
        return [key for _, key in self._starts[max(at - NEAREST, 0) : at + NEAREST]]

    def _list_with(self, stem: str) -> Sequence[Thing]:
        """Return the things that have a word, if they are few."""
        found = self._words.get(stem, ())
        return found if len(found) <= RARE else ()

    def rank_before(self, mention: Mention) -> list[str]:
        """Return the keys of the last things before a mention, the nearest first, each once."""
        seen: list[str] = []
        at = bisect_left(self._starts, (mention.evidence.focus.start, ""))
        while at and len(seen) < FARTHEST_RANK:
            at -= 1
            if self._starts[at][1] not in seen:
                seen.append(self._starts[at][1])
        return seen
