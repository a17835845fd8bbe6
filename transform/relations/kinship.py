"""Kinship: what speaks for one thing of a policy belonging to another, as named features.

A measure, target, area or goal may be part of an area or serve a goal. What says so is how they are printed
(headings, lists, rows, numbers, order) and what words they share. Everything is asked of the things, with
all their mentions, not of single mentions.
"""

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from extract.records import Document
from transform.cues import read_topic_patterns
from transform.records import Mention
from transform.relations.placing import GROUPS, Placing
from transform.relations.rivals import FARTHEST_RANK, Rivals, Thing
from transform.wording import list_stems

CHILDREN = ("measure", "target", "area", "goal")
DISTANCES = (0, 1, 3, 7, 15, 31, 63)  # blocks: each about twice the last
SHARES = (0.0, 0.15, 0.3, 0.5, 0.75)  # of the weight of a name's words
SURETIES = (0.3, 0.4, 0.55, 0.7, 0.85)  # confidences of what may be a group
CERTAIN = 1.0
REMEMBERED = 8192  # sets of features; a policy of 150 pages has 3,000, and eight times as many pairs
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_LEADING = re.compile(r"(\d+(?:\.\d+)*)[.)]?\s*(?=[A-Z])")


class Kinship:
    """The things of a document, to be asked what speaks for one belonging to another."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        """Gather the mentions of each thing and where they stand."""
        self.document = document
        self.placing = Placing(document, mentions)
        self._order = {block.id: number for number, block in enumerate(document.blocks)}
        grouped: dict[tuple[str, str], list[Mention]] = defaultdict(list)
        for mention in sorted(mentions, key=lambda item: (item.evidence.focus, item.id)):
            if mention.kind in CHILDREN:
                grouped[mention.kind, mention.key].append(mention)
        self.things = [self._gather(kind, key, found) for (kind, key), found in grouped.items()]
        counts = Counter(stem for thing in self.things for stem in thing.stems)
        self.weights = {stem: 1.0 / math.sqrt(count) for stem, count in counts.items()}
        self._totals = {(one.kind, one.key): self.weigh(one.stems) for one in self.things}
        self._rivals = {kind: Rivals([one for one in self.things if one.kind == kind]) for kind in GROUPS}

    def _gather(self, kind: str, key: str, mentions: Sequence[Mention]) -> Thing:
        """Return a thing with the words, topics and numbers of its mentions."""
        names = " ".join(mention.name for mention in mentions)
        around = " ".join(self._list_around(mentions))
        homes = [self.placing.home(mention) for mention in mentions]
        own = {topic for topic, pattern in read_topic_patterns() if pattern.search(names)}
        above = {topic for topic, pattern in read_topic_patterns() if pattern.search(around)}
        return Thing(
            kind=kind,
            key=key,
            mentions=tuple(mentions),
            stems=list_stems(names),
            around=list_stems(around),
            topics=frozenset(own or above),
            numbers=frozenset(number for mention in mentions if (number := self._read_number(mention))),
            overall=any(("level", "overall") in mention.attributes for mention in mentions),
            places=tuple(self._order[home.id] for home in homes),
            sections=frozenset(home.section for home in homes),
            forms=tuple(sorted({home.kind for home in homes})),
            spans=frozenset(mention.evidence.span for mention in mentions),
        )

    def _list_around(self, mentions: Sequence[Mention]) -> Iterator[str]:
        """Yield the headings above, the lead-ins and captions, and the cells to the left of mentions."""
        text = self.document.text
        for mention in mentions:
            home = self.placing.home(mention)
            place = self.placing.place(home)
            yield from (text[block.span.start : block.span.end] for block in place.headings)
            yield place.lead_in
            if place.parent is not None:
                yield text[place.parent.span.start : place.parent.span.end]
            yield from self.placing.list_left(mention)

    def _read_number(self, mention: Mention) -> str:
        """Return the number before a mention: of its block, or printed before it in the text."""
        home = self.placing.home(mention)
        found = _NUMBER.fullmatch(home.number) or _LEADING.match(
            self.document.text[home.span.start : mention.evidence.focus.start + 1]
        )
        if found is None:
            cell = self.document.text[mention.evidence.span.start : mention.evidence.focus.start + 1]
            found = _LEADING.match(cell)
        return (
            found.group(1) if found is not None and found.re is _LEADING else found.group() if found else ""
        )

    def list_pairs(self) -> Iterator[tuple[Thing, Thing, tuple[str, ...]]]:
        """Yield each thing with each area or goal that it might belong to, and what speaks for it."""
        for child in self.things:
            above = self._find_above(child)
            for kind in GROUPS:
                if (child.kind, kind) != ("goal", "area"):
                    yield from self._list_pairs_with(child, self._rivals[kind], above)

    def _list_pairs_with(
        self, child: Thing, rivals: Rivals, above: Mapping[tuple[str, str], set[str]]
    ) -> Iterator[tuple[Thing, Thing, tuple[str, ...]]]:
        """Yield a thing with the areas, or with the goals, that it might belong to."""
        parents = rivals.choose(child, {key for _, key in above})
        before = [rivals.rank_before(mention) for mention in child.mentions]
        shares = [self._share(parent, child.stems) for parent in parents]
        best = max(shares, default=0.0)
        for parent, share in zip(parents, shares, strict=True):
            found = frozenset(
                (
                    *self._describe_place(child, parent, above, before),
                    *self._describe_words(child, parent, share, best),
                    *self._describe_sort(child, parent, above),
                )
            )
            yield child, parent, name_features(f"{child.kind}>{parent.kind}", found)

    def _find_above(self, child: Thing) -> Mapping[tuple[str, str], set[str]]:
        """Return by which rules a thing stands under which groups, and whether they are the nearest."""
        rules: dict[tuple[str, str], set[str]] = defaultdict(set)
        for mention in child.mentions:
            nearest: dict[str, Mention] = {}
            for number, item in enumerate(self.placing.list_above(mention)):
                kind = item.group.kind
                near = "first" if kind not in nearest else "later"
                inner = nearest.setdefault(kind, item.group)
                surety = describe_surety("inner", inner.confidence) if near == "later" else ()
                rules[kind, item.group.key] |= {
                    *surety,
                    f"above={item.rule}+{near}",
                    f"above={near}",
                    "above" if number else "above-all",
                }
        return rules

    def _describe_place(
        self,
        child: Thing,
        parent: Thing,
        above: Mapping[tuple[str, str], set[str]],
        before: Sequence[Sequence[str]],
    ) -> Iterator[str]:
        """Yield how the two are printed: above, before, how far apart, in the same section or sentence."""
        yield from above.get((parent.kind, parent.key), ())
        known = [rank for keys in before if (rank := find_rank(parent.key, keys))]
        yield f"before={min(known) if known else 'none'}"
        distance, behind = find_nearest(child.places, parent.places)
        yield f"distance={bisect_left(DISTANCES, distance)}{'-after' if behind else ''}"
        if child.spans & parent.spans:
            yield "same-sentence"
        yield "same-section" if child.sections & parent.sections else "other-section"
        if any(one[:1] == other[:1] and one for one in parent.sections for other in child.sections):
            yield "same-chapter"
        if any(mine.startswith(f"{theirs}.") for mine in child.numbers for theirs in parent.numbers):
            yield "number-under"

    def _share(self, parent: Thing, stems: frozenset[str]) -> float:
        """Return the share of the weight of a group's words that other words have, 0 to 1."""
        total = self._totals[parent.kind, parent.key]
        return self.weigh(parent.stems & stems) / total if total else 0.0

    def weigh(self, stems: Iterable[str]) -> float:
        """Return the weight of words, to the last digit the same in whatever order they come."""
        return math.fsum(self.weights[stem] for stem in stems)

    def _describe_words(self, child: Thing, parent: Thing, share: float, best: float) -> Iterator[str]:
        """Yield what words and topics the two share, and what the headings above say of the group."""
        yield f"words={bisect_left(SHARES, share)}"
        if share and share >= best:
            yield "words=most"
        around = self._share(parent, child.around)
        yield f"around={bisect_left(SHARES, around)}"
        if child.topics and parent.topics:
            yield "topic=same" if child.topics & parent.topics else "topic=other"

    def _describe_sort(
        self, child: Thing, parent: Thing, above: Mapping[tuple[str, str], set[str]]
    ) -> Iterator[str]:
        """Yield what sort of things they are, and whether the child has anything above it at all."""
        yield from describe_surety("parent", max(mention.confidence for mention in parent.mentions))
        if parent.overall:
            yield "overall"
        if child.overall:
            yield "child-overall"
        rivals = len(self._rivals[parent.kind].things)
        yield f"rivals={bisect_left(DISTANCES, rivals)}"
        placed = any(kind == parent.kind for kind, _ in above)
        yield "placed" if placed else "free"
        if not placed and parent.overall:
            yield "free+overall"
        if not above:
            yield "nothing-above"
        yield from (f"parent-in={form}" for form in parent.forms)
        yield from (f"child-in={form}" for form in child.forms)


@lru_cache(REMEMBERED)
def name_features(kinds: str, found: frozenset[str]) -> tuple[str, ...]:
    """Return what speaks for a tie, by itself and for these kinds alone, sorted.

    It is remembered since the same speaks for most of the pairs of a document.
    """
    return tuple(sorted({*found, kinds, *(f"{kinds}:{name}" for name in found)}))


def describe_surety(name: str, confidence: float) -> Iterator[str]:
    """Yield how sure it is that a group is there at all, unless a reader says so.

    What stands under an unsure group may belong to the outer one.
    """
    if confidence < CERTAIN:
        yield f"{name}-sure={bisect_left(SURETIES, confidence)}"


def find_rank(key: str, before: Sequence[str]) -> int:
    """Return the how manieth of the groups before something a group is, the farthest for all others, or 0."""
    if key in before:
        return before.index(key) + 1
    return FARTHEST_RANK if len(before) >= FARTHEST_RANK else 0


def find_nearest(places: Sequence[int], others: Sequence[int]) -> tuple[int, bool]:
    """Return the least distance between two sorted lists of numbers, and whether the other one is greater."""
    found = []
    for place in places:
        at = bisect_left(others, place)
        found += [(abs(place - other), place < other) for other in others[max(at - 1, 0) : at + 1]]
    return min(found)
