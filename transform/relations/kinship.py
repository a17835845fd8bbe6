"""Kinship: what speaks for one thing of a policy belonging to another, as named features.

A measure, target, area or goal may be part of an area or serve a goal. What says so is how they are printed
(headings, lists, rows, numbers, order) and what words they share. Everything is asked of the things, with
all their mentions, not of single mentions.
"""

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from extract.records import Document
from transform.cues import read_topic_patterns
from transform.records import Mention
from transform.relations.placing import GROUPS, Placing
from transform.wording import list_stems

CHILDREN = ("measure", "target", "area", "goal")
DISTANCES = (0, 1, 3, 7, 15, 31, 63)  # blocks: each about twice the last
SHARES = (0.0, 0.15, 0.3, 0.5, 0.75)  # of the weight of a name's words
FARTHEST_RANK = 4  # groups before; from there on it makes no difference how many
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_LEADING = re.compile(r"(\d+(?:\.\d+)*)[.)]?\s*(?=[A-Z])")


class Thing(msgspec.Struct, frozen=True):
    """A goal, area, measure or target with all its mentions, and what its features are made of."""

    kind: str
    key: str
    mentions: tuple[Mention, ...]
    stems: frozenset[str]
    around: frozenset[str]
    topics: frozenset[str]
    numbers: frozenset[str]
    overall: bool


class Kinship:
    """The things of a document, to be asked what speaks for one belonging to another."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        """Gather the mentions of each thing and where they stand."""
        self.document = document
        self.placing = Placing(document, mentions)
        self._order = {block.id: number for number, block in enumerate(document.blocks)}
        self._blocks = {block.id: block for block in document.blocks}
        grouped: dict[tuple[str, str], list[Mention]] = defaultdict(list)
        for mention in sorted(mentions, key=lambda item: (item.evidence.focus, item.id)):
            if mention.kind in CHILDREN:
                grouped[mention.kind, mention.key].append(mention)
        self.things = [self._gather(kind, key, found) for (kind, key), found in grouped.items()]
        self.parents = [thing for thing in self.things if thing.kind in GROUPS]
        counts = Counter(stem for thing in self.things for stem in thing.stems)
        self._weights = {stem: 1.0 / math.sqrt(count) for stem, count in counts.items()}
        self._starts = {
            kind: sorted(
                (mention.evidence.focus.start, thing.key)
                for thing in self.parents
                if thing.kind == kind
                for mention in thing.mentions
            )
            for kind in GROUPS
        }

    def _gather(self, kind: str, key: str, mentions: Sequence[Mention]) -> Thing:
        """Return a thing with the words, topics and numbers of its mentions."""
        names = " ".join(mention.name for mention in mentions)
        around = " ".join(self._list_around(mentions))
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

    def list_pairs(self) -> Iterator[tuple[Thing, Thing, list[str]]]:
        """Yield each thing with each area or goal that it might belong to, and what speaks for it."""
        for child in self.things:
            candidates = [
                parent
                for parent in self.parents
                if parent is not child and not (child.kind == "goal" and parent.kind == "area")
            ]
            above = self._find_above(child)
            shares = {parent.key: self._share(parent, child.stems) for parent in candidates}
            best = {
                kind: max((shares[one.key] for one in candidates if one.kind == kind), default=0.0)
                for kind in GROUPS
            }
            for parent in candidates:
                found = {
                    *self._describe_place(child, parent, above),
                    *self._describe_words(child, parent, shares[parent.key], best[parent.kind]),
                    *self._describe_sort(child, parent, above),
                }
                kinds = f"{child.kind}>{parent.kind}"
                yield child, parent, sorted({*found, kinds, *(f"{kinds}:{name}" for name in found)})

    def _find_above(self, child: Thing) -> Mapping[tuple[str, str], set[str]]:
        """Return by which rules a thing stands under which groups, and whether they are the nearest."""
        rules: dict[tuple[str, str], set[str]] = defaultdict(set)
        for mention in child.mentions:
            seen: set[str] = set()
            for number, item in enumerate(self.placing.list_above(mention)):
                kind = item.group.kind
                near = "first" if kind not in seen else "later"
                seen.add(kind)
                rules[kind, item.group.key] |= {
                    f"above={item.rule}+{near}",
                    f"above={near}",
                    "above" if number else "above-all",
                }
        return rules

    def _describe_place(
        self, child: Thing, parent: Thing, above: Mapping[tuple[str, str], set[str]]
    ) -> Iterator[str]:
        """Yield how the two are printed: above, before, how far apart, in the same section or sentence."""
        yield from above.get((parent.kind, parent.key), ())
        ranks = [self._rank_before(mention, parent) for mention in child.mentions]
        known = [rank for rank in ranks if rank]
        yield f"before={min(known) if known else 'none'}"
        nearest = min(
            (abs(distance), distance < 0)
            for one in child.mentions
            for other in parent.mentions
            for distance in [self._number(one) - self._number(other)]
        )
        far = sum(nearest[0] > limit for limit in DISTANCES)
        yield f"distance={far}{'-after' if nearest[1] else ''}"
        if any(
            mine.evidence.span == theirs.evidence.span
            for mine in child.mentions
            for theirs in parent.mentions
        ):
            yield "same-sentence"
        sections = {self._blocks[self.placing.home(mention).id].section for mention in parent.mentions}
        own = {self.placing.home(mention).section for mention in child.mentions}
        yield "same-section" if sections & own else "other-section"
        if any(one[:1] == other[:1] and one for one in sections for other in own):
            yield "same-chapter"
        if any(mine.startswith(f"{theirs}.") for mine in child.numbers for theirs in parent.numbers):
            yield "number-under"

    def _number(self, mention: Mention) -> int:
        """Return the place of a mention's block among the blocks."""
        return self._order[self.placing.home(mention).id]

    def _rank_before(self, mention: Mention, parent: Thing) -> int:
        """Return the how manieth group of its kind before a mention a group is; 0 if it is not before it."""
        starts = self._starts[parent.kind]
        at = bisect_right(starts, (mention.evidence.focus.start, ""))
        seen: list[str] = []
        for _, key in reversed(starts[:at]):
            if key not in seen:
                seen.append(key)
            if key == parent.key:
                return min(len(seen), FARTHEST_RANK)
            if len(seen) >= FARTHEST_RANK:
                return FARTHEST_RANK
        return 0

    def _share(self, parent: Thing, stems: frozenset[str]) -> float:
        """Return the share of the weight of a group's words that other words have, 0 to 1."""
        total = sum(self._weights[stem] for stem in parent.stems)
        return sum(self._weights[stem] for stem in parent.stems & stems) / total if total else 0.0

    def _describe_words(self, child: Thing, parent: Thing, share: float, best: float) -> Iterator[str]:
        """Yield what words and topics the two share, and what the headings above say of the group."""
        yield f"words={sum(share > limit for limit in SHARES)}"
        if share and share >= best:
            yield "words=most"
        around = self._share(parent, child.around)
        yield f"around={sum(around > limit for limit in SHARES)}"
        if child.topics and parent.topics:
            yield "topic=same" if child.topics & parent.topics else "topic=other"

    def _describe_sort(
        self, child: Thing, parent: Thing, above: Mapping[tuple[str, str], set[str]]
    ) -> Iterator[str]:
        """Yield what sort of things they are, and whether the child has anything above it at all."""
        if parent.overall:
            yield "overall"
        if child.overall:
            yield "child-overall"
        rivals = sum(one.kind == parent.kind for one in self.parents)
        yield f"rivals={sum(rivals > limit for limit in DISTANCES)}"
        placed = any(kind == parent.kind for kind, _ in above)
        yield "placed" if placed else "free"
        if not placed and parent.overall:
            yield "free+overall"
        if not above:
            yield "nothing-above"
        forms = {self.placing.home(mention).kind for mention in parent.mentions}
        yield from (f"parent-in={form}" for form in sorted(forms))
        yield from (
            f"child-in={form}" for form in sorted({self.placing.home(one).kind for one in child.mentions})
        )
