"""Subjects of goals, areas and measures by code: their sectors, and the SDGs that they serve."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from extract.records import Block, Document, Span
from transform.ids import build_relation_mention_id
from transform.models.sector_words import read_sector_model
from transform.records import Basis, Mention, RelationMention
from transform.sector_codes import find_category, read_sector_codes

# How sure a tie is, by what shows it.
WORDS, COMMON_WORDS, ROW, PARTS, TEXT, TITLE = 0.9, 0.7, 0.85, 0.6, 0.5, 0.4
DOUBTED = 0.72  # of a sector that the words name and that the model of words does not find likely
LIKELY = (
    0.5  # chance by the model from which it agrees: of its sectors nine in ten are right, below three in four
)
IN_THEME = 0.65  # of a measure under an area that is but a theme, or in several sectors
FEWEST_OF_MIXED = 2  # sectors of an area that names none itself and whose parts lie in several
SDG_NEAR, SDG_CITED, SDG_SUBJECT = 0.85, 0.8, 0.5  # named beside it, named anywhere, words on its subject
SDG_STATED = "sdgs/stated"  # rule of mentions that name the goal or target
PARTS_RULE = "parts"
OWN_TERM = 0.7  # confidence of a sector mention above which the term is the sector's own and no common word
LEAST_SHARE = 0.08  # of the parts of an area that must name a sector
MOST_PARTS = 9  # sectors of one area by its parts; more say nothing
LEAST_IN_TEXT, MOST_IN_TEXT = 2, 3  # times that text under an area names a sector, and sectors from it
LEAST_MEASURES = 0.01  # of all measures must name a sector that no area has
OPENING, MOST_IN_TITLE = 4, 2  # blocks that a title page's headings stand in, and sectors from them
BROAD = frozenset(["410", "430", "151"])  # cut across others: they say little of what is done
CLIMATE = frozenset(["410"])
GROWTH = frozenset(["250"])
HOLDING = GROWTH | {"410"}  # of areas like "Adaptation" that hold measures in many other sectors
NAMING = re.compile(
    r"\b(?:policy|strategy|plan|programme|program|contributions?|roadmap|framework|act)\b", re.IGNORECASE
)
EXAMPLES = re.compile(r"\b(?:such as|for example|for instance|e\.g\.)", re.IGNORECASE)
TIED = ("goal", "area", "measure")


class Found(msgspec.Struct, frozen=True):
    """A sector of something: the mention that shows it, how sure that is, and by which rule."""

    sector: Mention
    confidence: float
    rule: str
    basis: Basis = "inferred"

    @property
    def category(self) -> str:
        """The category under which the sector is compared."""
        return find_category(read_code(self.sector))

    @property
    def own(self) -> bool:
        """Whether the words are the sector's own."""
        return self.sector.confidence > OWN_TERM


class Subjects:
    """What can have a sector, by key, with its own sectors and with what is part of it."""

    def __init__(
        self, document: Document, mentions: Sequence[Mention], ties: Sequence[RelationMention]
    ) -> None:
        """Index the mentions of a document."""
        self.document = document
        sectors = [item for item in mentions if item.kind == "sector"]
        self.sectors = sorted(sectors, key=lambda item: (item.evidence.focus, item.id))
        self._starts = [item.evidence.focus.start for item in self.sectors]
        self._blocks = [block.span.start for block in document.blocks]
        self.mentions: dict[str, list[Mention]] = defaultdict(list)
        for item in mentions:
            if item.kind in TIED:
                self.mentions[item.key].append(item)
        self.words = {key: self._find_in_words(items) for key, items in self.mentions.items()}
        self.title = find_in_title(self)
        keys = {item.id: item.key for item in mentions}
        self.parents: dict[str, str] = {}
        self.parts: dict[str, list[str]] = defaultdict(list)
        for known in ties:
            source, target = keys[known.source], keys[known.target]
            if known.relation == "part_of" and source in self.words and target in self.words:
                self.parents.setdefault(source, target)
                if source not in self.parts[target]:
                    self.parts[target].append(source)

    def of_kind(self, kind: str) -> Iterator[tuple[str, list[Mention]]]:
        """Yield key and mentions of each subject of a kind."""
        return ((key, items) for key, items in self.mentions.items() if items[0].kind == kind)

    def within(self, span: Span) -> list[Mention]:
        """Return the sectors named within a span."""
        inside = self.sectors[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]
        return [item for item in inside if item.evidence.focus.end <= span.end]

    def home(self, mention: Mention) -> Block:
        """Return the block that a mention stands in."""
        return self.document.blocks[bisect_right(self._blocks, mention.evidence.focus.start) - 1]

    def walk(self, key: str) -> list[str]:
        """Return the keys of all that is part of a subject, directly or not, each once."""
        found: dict[str, None] = {}
        waiting = list(self.parts[key])
        while waiting:
            part = waiting.pop(0)
            if part not in found and part != key:
                found[part] = None
                waiting.extend(self.parts[part])
        return list(found)

    def _drop_examples(self, span: Span) -> Span:
        """Return a phrase up to "such as", if it names a sector before: what follows are examples of it."""
        match = EXAMPLES.search(self.document.text, span.start, span.end)
        before = Span(span.start, match.start()) if match else span
        return before if self.within(before) else span

    def _find_in_words(self, mentions: Sequence[Mention]) -> tuple[Found, ...]:
        """Return the sectors that a subject's words or the first cell of its table row name.

        Common words count only where none of a sector's own is there. Each category comes once.
        """
        found = [
            judge(Found(sector, WORDS, "own-words", "stated"), item.name)
            for item in mentions
            for sector in self.within(self._drop_examples(item.evidence.focus))
        ]
        for item in mentions:
            cell = find_first_cell(self.home(item), item.evidence.focus)
            found += [Found(sector, ROW, "row") for sector in self.within(cell)] if cell else []
        own = [one for one in found if one.own]
        first: dict[str, Found] = {}
        for one in own or found:
            sure = one.confidence if one.own else COMMON_WORDS
            first.setdefault(one.category, msgspec.structs.replace(one, confidence=sure))
        return tuple(first.values())


def judge(found: Found, text: str) -> Found:
    """Return a sector that a text names, less sure where the model of words does not expect it there."""
    chance = read_sector_model().predict(text).get(found.category, 1.0)
    if chance >= LIKELY:
        return found
    return msgspec.structs.replace(found, confidence=DOUBTED, rule="own-words-doubted")


def tie_sectors(
    document: Document, mentions: Sequence[Mention], ties: Sequence[RelationMention]
) -> tuple[list[Mention], list[RelationMention]]:
    """Return the sector mentions that something is tied to, and the ties.

    Args:
        document: The document.
        mentions: All that were found in it, sectors among them.
        ties: Of the structure: what is part of what.
    """
    subjects = Subjects(document, mentions, ties)
    areas = {key: find_of_area(key, subjects) for key, _ in subjects.of_kind("area")}
    found = dict(areas)
    for key, _ in subjects.of_kind("measure"):
        found[key] = find_of_measure(key, subjects, areas)
    if not areas:
        found |= {
            key: [item for item in subjects.words[key] if item.own] for key, _ in subjects.of_kind("goal")
        }
    add_unnamed(found, subjects)
    drop_rare(found, subjects)
    add_of_title(found, subjects)
    relations = [build_tie(subjects.mentions[key][0], item) for key, items in found.items() for item in items]
    used = {one.target for one in relations}
    kept = [item for item in subjects.sectors if item.id in used]
    return kept, [*relations, *tie_purposes(kept)]


def find_of_area(key: str, subjects: Subjects) -> list[Found]:
    """Return the sectors of an area: its label's, else those of its parts, else those of its text.

    A label of wide themes alone ("Adaptation", "Inclusive growth") holds parts in other sectors, which
    are added; growth is then no sector beside them.
    """
    words = list(subjects.words[key])
    if any(item.own or item.category not in HOLDING for item in words):
        return words
    parts = find_in_parts(key, subjects)
    if parts:
        words = [item for item in words if item.category not in GROWTH]
    known = {item.category for item in words}
    return words + [item for item in parts if item.category not in known] or find_in_text(key, subjects)


def find_in_parts(key: str, subjects: Subjects) -> list[Found]:
    """Return the sectors that enough of the parts of an area name."""
    named = [item for part in subjects.walk(key) for item in subjects.words[part]]
    counts = Counter(item.category for item in named)
    least = LEAST_SHARE * counts.total()
    frequent = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_PARTS]
    first: dict[str, Found] = {}
    for item in named:
        first.setdefault(item.category, item)
    return [Found(first[name].sector, PARTS, PARTS_RULE) for name, count in frequent if count >= least]


def find_in_text(key: str, subjects: Subjects) -> list[Found]:
    """Return the sectors that the text under an area's heading names more than once."""
    counts: dict[str, list[Mention]] = defaultdict(list)
    for item in subjects.mentions[key]:
        home = subjects.home(item)
        for block in subjects.document.blocks if home.kind == "heading" else ():
            if home.id in block.section and block.kind in ("paragraph", "list_item"):
                for sector in subjects.within(block.span):
                    if sector.confidence > OWN_TERM:
                        counts[find_category(read_code(sector))].append(sector)
    frequent = sorted(counts.items(), key=lambda item: (-len(item[1]), item[0]))[:MOST_IN_TEXT]
    return [Found(places[0], TEXT, "text-under") for _, places in frequent if len(places) >= LEAST_IN_TEXT]


def find_of_measure(key: str, subjects: Subjects, areas: Mapping[str, Sequence[Found]]) -> list[Found]:
    """Return the sectors of a measure in which it differs from its area.

    A measure without an area has the sectors that it names, and so has one of an area that is but a theme
    ("Adaptation"). Of an area that names no sector and whose parts lie in several each has the one that it
    names first. Where its area, or else the document's title, has a sector, it has another only if it
    names that first and none of its area's.
    """
    words = subjects.words[key]
    parent = subjects.parents.get(key, "")
    above = {item.category for item in (areas.get(parent, ()) if parent else subjects.title)}
    elsewhere = find_of_labels(areas.values()) if parent else frozenset()
    new = [item for item in words if item.category not in elsewhere]
    held = {item.category for item in subjects.words.get(parent, ())}
    if held and held <= CLIMATE:
        narrow = [item for item in new if is_narrow(item)]
        if narrow:
            return restate(narrow, "own-words-in-theme")
    elif parent and len(above) >= FEWEST_OF_MIXED and not any(one.own for one in subjects.words[parent]):
        return restate([item for item in words if is_narrow(item)][:1], "own-words-in-mixed")
    new = [item for item in new if item.own or item.category in CLIMATE]
    if above <= BROAD:
        return new
    differs = not above & {item.category for item in words}
    return [item for item in new[:1] if differs and item == words[0] and is_narrow(item)]


def is_narrow(found: Found) -> bool:
    """Tell whether words are a sector's own, and the sector one that does not cut across others."""
    return found.own and found.category not in BROAD


def restate(found: Sequence[Found], rule: str) -> list[Found]:
    """Return the sectors that a measure names under an area in several, by the rule that takes them."""
    return [msgspec.structs.replace(item, confidence=IN_THEME, rule=rule) for item in found]


def find_of_labels(areas: Iterable[Sequence[Found]]) -> frozenset[str]:
    """Return the categories that areas have by more than what is part of them."""
    return frozenset(item.category for items in areas for item in items if item.rule != PARTS_RULE)


def add_unnamed(found: dict[str, list[Found]], subjects: Subjects) -> None:
    """Add the sectors that measures name first and that nothing has been tied to yet: none is lost."""
    known = {item.category for items in found.values() for item in items}
    for key, _ in subjects.of_kind("measure"):
        found[key] += [item for item in subjects.words[key][:1] if item.own and item.category not in known]


def drop_rare(found: dict[str, list[Found]], subjects: Subjects) -> None:
    """Drop the sectors of a few measures among hundreds: they are no sectors of the policy."""
    measures = [key for key, _ in subjects.of_kind("measure")]
    counts = Counter(item.category for key in measures for item in found[key])
    kept = {item.category for key, items in found.items() if key not in measures for item in items}
    kept |= {category for category, count in counts.items() if count >= LEAST_MEASURES * len(measures)}
    for key in measures:
        found[key] = [item for item in found[key] if item.category in kept]


def add_of_title(found: dict[str, list[Found]], subjects: Subjects) -> None:
    """Give areas, and measures without an area, that name no sector those of the document's title.

    All that a "National education policy" does is in education.
    """
    for key, items in found.items():
        kind = subjects.mentions[key][0].kind
        if not items and (kind == "area" or (kind == "measure" and key not in subjects.parents)):
            items.extend(subjects.title)


def find_in_title(subjects: Subjects) -> list[Found]:
    """Return the sectors that the title names with words of their own.

    Where it names none, a heading on the title page may say what the document is ("Education strategy").
    """
    text = subjects.document.text
    opening = subjects.document.blocks[:OPENING]
    titles = [block for block in opening if block.kind == "title"]
    headings = [block for block in opening if block.kind == "heading"]
    naming = [block for block in headings if NAMING.search(text[block.span.start : block.span.end])]
    for block in [*titles, *naming]:
        first: dict[str, Found] = {}
        for sector in subjects.within(block.span):
            one = Found(sector, TITLE, "title")
            if one.own:
                first.setdefault(one.category, one)
        if first:
            return list(first.values())[:MOST_IN_TITLE]
    return []


def tie_sdgs(document: Document, mentions: Sequence[Mention]) -> tuple[list[Mention], list[RelationMention]]:
    """Return the SDG mentions that something is tied to, and the ties.

    What names an SDG in its sentence or table row is aligned with it by its own statement, and so is the
    document. Goals and areas whose words are on the subject of one are aligned by inference.
    """
    sdgs = sorted(
        (one for one in mentions if one.kind == "sdg"), key=lambda one: (one.evidence.focus, one.id)
    )
    stated = [one for one in sdgs if one.rule == SDG_STATED]
    inferred = [one for one in sdgs if one.rule != SDG_STATED]
    starts = [block.span.start for block in document.blocks]
    ties = []
    for item in mentions:
        if item.kind == "document":
            ties += [align(item, one, SDG_CITED, "stated") for one in stated]
        if item.kind in TIED:
            home = document.blocks[bisect_right(starts, item.evidence.focus.start) - 1]
            row = home.span if home.cells else item.evidence.span
            ties += [align(item, one, SDG_NEAR, "stated") for one in list_held(row, stated)]
        if item.kind in ("goal", "area"):
            named = list_held(item.evidence.focus, inferred)
            ties += [align(item, one, SDG_SUBJECT, "inferred") for one in drop_general(named)]
    used = {one.target for one in ties}
    return [one for one in sdgs if one.id in used], ties


def list_held(span: Span, mentions: Sequence[Mention]) -> list[Mention]:
    """Return those of mentions in the order of the text whose words lie within a span."""
    first, last = (
        bisect_left(mentions, edge, key=lambda one: one.evidence.focus.start)
        for edge in (span.start, span.end)
    )
    return [one for one in mentions[first:last] if one.evidence.focus.end <= span.end]


def drop_general(sdgs: Sequence[Mention]) -> list[Mention]:
    """Return each SDG once, and no goal beside a target of its own."""
    codes = {read_code(one): one for one in reversed(sdgs)}
    narrowed = {code.split(".")[0] for code in codes if "." in code}
    return [one for code, one in sorted(codes.items()) if code not in narrowed]


def align(source: Mention, sdg: Mention, confidence: float, basis: Basis) -> RelationMention:
    """Return the tie of something to the SDG that it serves; shown by the words that say so."""
    return RelationMention(
        id=build_relation_mention_id(source.id, "aligned_with", sdg.id),
        relation="aligned_with",
        source=source.id,
        target=sdg.id,
        rule=sdg.rule,
        basis=basis,
        confidence=round(confidence * source.confidence, 4),
        evidence=sdg.evidence,
    )


def find_first_cell(block: Block, focus: Span) -> Span | None:
    """Return the first cell of the table row that a phrase stands in, unless the phrase is in it."""
    if not block.cells or block.cells[0].span.end >= focus.start:
        return None
    return block.cells[0].span


def build_tie(source: Mention, found: Found) -> RelationMention:
    """Return the tie of a goal, area or measure to a sector; shown by the sector's words."""
    return RelationMention(
        id=build_relation_mention_id(source.id, "in_sector", found.sector.id),
        relation="in_sector",
        source=source.id,
        target=found.sector.id,
        rule=f"in-sector/{found.rule}",
        basis=found.basis,
        confidence=round(found.confidence * source.confidence, 4),
        evidence=found.sector.evidence,
    )


def read_code(sector: Mention) -> str:
    """Return the code of a sector mention."""
    return dict(sector.attributes)["code"]


def tie_purposes(sectors: Sequence[Mention]) -> Iterator[RelationMention]:
    """Yield the tie of each purpose to its category, where the document names both.

    Where it names the purpose alone its code says the category: its first three digits.
    """
    named = {read_code(item): item for item in reversed(sectors)}
    for purpose in sectors:
        category = named.get(find_category(read_code(purpose)))
        if read_sector_codes()[read_code(purpose)].level == "purpose" and category is not None:
            yield RelationMention(
                id=build_relation_mention_id(purpose.id, "part_of", category.id),
                relation="part_of",
                source=purpose.id,
                target=category.id,
                rule="code-list/category",
                basis="inferred",
                confidence=1.0,
                evidence=purpose.evidence,
            )
