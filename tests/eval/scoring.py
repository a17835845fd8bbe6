"""Scoring: a graph against the labels of a document, by kind, by relation and by rule."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
import networkx as nx

from tests.eval.marks import mark_words
from transform import wording
from transform.records import Entity, Facts
from transform.sector_codes import find_category
from transform.wording import measure_overlap

TEXT_KINDS = ("goal", "area", "measure", "target", "issue")
NAME_KINDS = ("actor", "framework")
KINDS = ("goal", "area", "measure", "target", "sector", "actor", "issue", "framework")
SAME_TEXT, SAME_NAME = 0.5, 0.66  # F1 of words from which two labels name one thing
RELATIONS = (
    "contributes_to",
    "part_of",
    "in_sector",
    "implements",
    "supports",
    "funds",
    "assists",
    "benefits",
    "addresses",
    "aligned_with",
)
SHORTEST_STEM = 4  # letters that an ending must leave
EMPTY = re.compile(
    "the|an?|of|to|and|in|for|on|with|by|its|their|his|our|as|at|from|that|which|is|are|be|been|will|shall|this"
    "|these|those|it|or|under|through|via|including"
)
ENDINGS = (
    *(
        "ization",
        "isation",
        "ations",
        "ation",
        "ments",
        "ment",
        "ings",
        "ing",
        "ies",
        "es",
        "ed",
        "s",
        "y",
        "e",
    ),
)
EITHER = {"part_of": "contributes_to", "contributes_to": "part_of"}  # told apart by few readers alike


class Label(msgspec.Struct, frozen=True):
    """A node that a careful reader wants in the graph; `alt` holds wordings that are as right.

    Of a document whose text is not ours to keep `forms` holds the marks of the words of each wording
    (`tests.eval.marks`) in place of label and alt.
    """

    id: str
    kind: str
    label: str = ""
    alt: tuple[str, ...] = ()
    code: str = ""
    forms: tuple[str, ...] = ()


class LabelledEdge(msgspec.Struct, frozen=True):
    """A tie that a careful reader wants in the graph, by node ids."""

    source: str
    relation: str
    target: str


class Labels(msgspec.Struct, frozen=True):
    """The labels of one document; `scope_pages` limits by kind the pages that were labelled."""

    nodes: tuple[Label, ...]
    edges: tuple[LabelledEdge, ...]
    scope_pages: dict[str, tuple[int, int]] = {}


class Count(msgspec.Struct):
    """How many were right, found and wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    hit: int = 0

    def add(self, other: "Count") -> None:
        """Add another count to this one."""
        self.right += other.right
        self.found += other.found
        self.wanted += other.wanted
        self.hit += other.hit

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what was wanted that was found."""
        return self.hit / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Score(msgspec.Struct):
    """Counts by kind and relation, and how often each rule was right."""

    nodes: dict[str, Count]
    edges: dict[str, Count]
    rules: dict[str, Count]

    @property
    def all_nodes(self) -> Count:
        """The counts of all kinds together."""
        return total(self.nodes.values())

    @property
    def all_edges(self) -> Count:
        """The counts of all relations together."""
        return total(self.edges.values())

    def add(self, other: "Score") -> None:
        """Add another document's counts."""
        for mine, theirs in ((self.nodes, other.nodes), (self.edges, other.edges), (self.rules, other.rules)):
            for name, count in theirs.items():
                mine.setdefault(name, Count()).add(count)


def total(counts: Iterable[Count]) -> Count:
    """Return the sum of counts."""
    found = Count()
    for count in counts:
        found.add(count)
    return found


def score(labels: Labels, facts: Facts) -> Score:
    """Return how the facts found in a document compare with its labels.

    Nodes are matched one to one within a kind. A found edge counts as wrong only between matched nodes:
    what is said of an unmatched node is already counted there.
    """
    result = Score({}, {}, {})
    matched: dict[str, str] = {}
    for kind in KINDS:
        wanted = [node for node in labels.nodes if node.kind == kind]
        found = [item for item in facts.entities if item.kind == kind and in_scope(labels, item)]
        pairs = match_sectors(wanted, found) if kind == "sector" else match(kind, wanted, found)
        matched |= pairs
        right, hit = len(set(pairs.values())), len(set(pairs.values()))
        amount = len({category_of(item) for item in found}) if kind == "sector" else len(found)
        goal = len({find_category(node.code[:3]) for node in wanted}) if kind == "sector" else len(wanted)
        if amount or goal:
            result.nodes[kind] = Count(right, amount, goal, hit)
        for item in found:
            result.rules.setdefault(f"{kind}: {item.rule}", Count()).add(Count(int(item.id in pairs), 1))
    score_edges(labels, facts, matched, result)
    return result


def list_stems(text: str) -> frozenset[str]:
    """Return the words of a label without endings, empty words left out."""
    words = re.findall("[a-z0-9]+", text.lower().replace("\u2019", "'").replace("'s", ""))
    return frozenset(cut_ending(word) for word in words if not EMPTY.fullmatch(word))


def cut_ending(word: str) -> str:
    """Return a word without the first of the endings that it has."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def in_scope(labels: Labels, item: Entity) -> bool:
    """Tell whether an entity stands on pages that were labelled for its kind."""
    pages = labels.scope_pages.get(item.kind)
    return pages is None or any(pages[0] <= one.page <= pages[1] for one in item.evidence)


def match(kind: str, wanted: Sequence[Label], found: Sequence[Entity]) -> dict[str, str]:
    """Return for each found entity the label that it is matched to, as many as possible."""
    least = SAME_TEXT if kind in TEXT_KINDS else SAME_NAME
    graph = nx.Graph()
    for node in wanted:
        forms = list_forms(node)
        for item in found:
            names = list_names(item, marked=bool(node.forms))
            best = max(measure_overlap(form, name) for form in forms for name in names)
            if best >= least:
                graph.add_edge(("label", node.id), ("found", item.id), weight=best)
    pairs = {}
    for one, other in nx.max_weight_matching(graph, maxcardinality=True):
        label, item = (one, other) if one[0] == "label" else (other, one)
        pairs[item[1]] = label[1]
    return pairs


def list_forms(node: Label) -> list[frozenset[str]]:
    """Return the words of each wording of a label, or their marks."""
    if node.forms:
        return [frozenset(form.split()) for form in node.forms]
    return [list_stems(text) for text in (node.label, *node.alt)]


def list_names(item: Entity, *, marked: bool) -> list[frozenset[str]]:
    """Return the words of each name of an entity, or their marks."""
    names = (item.label, *item.aliases)
    if marked:
        return [mark_words(wording.list_stems(text)) for text in names]
    return [list_stems(text) for text in names]


def match_sectors(wanted: Sequence[Label], found: Sequence[Entity]) -> dict[str, str]:
    """Return for each found sector the label of the same category."""
    by_code = {find_category(node.code[:3]): node.id for node in wanted}
    return {item.id: by_code[category_of(item)] for item in found if category_of(item) in by_code}


def category_of(item: Entity) -> str:
    """Return the DAC category of a sector."""
    return find_category(dict(item.attributes).get("code", ""))


def score_edges(labels: Labels, facts: Facts, matched: Mapping[str, str], result: Score) -> None:
    """Add the counts of the edges to a score.

    What is part of an area gives the area its sectors, where the labels want them there.
    """
    wanted = {(edge.source, edge.relation, edge.target) for edge in labels.edges}
    found: dict[tuple[str, str, str], str] = {}
    for tie in facts.relations:
        if tie.source in matched and tie.target in matched and tie.relation in RELATIONS:
            found.setdefault((matched[tie.source], tie.relation, matched[tie.target]), tie.rule)
    closed = {*found, *hand_up_sectors(found)}
    for source, relation, target in wanted:
        hit = int(holds(closed, source, relation, target))
        result.edges.setdefault(relation, Count()).add(Count(wanted=1, hit=hit))
    for (source, relation, target), rule in found.items():
        right = Count(int(holds(wanted, source, relation, target)), 1)
        result.edges.setdefault(relation, Count()).add(right)
        result.rules.setdefault(f"{relation}: {rule}", Count()).add(right)


def hand_up_sectors(found: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield the sectors of parts as those of what they are part of."""
    above = [(source, target) for source, relation, target in found if relation in EITHER]
    for source, relation, sector in found:
        if relation == "in_sector":
            yield from ((target, relation, sector) for part, target in above if part == source)


def holds(pool: Iterable[tuple[str, str, str]], source: str, relation: str, target: str) -> bool:
    """Tell whether a tie is in a pool, by its relation or the one that it is hard to tell from."""
    return (source, relation, target) in pool or (source, EITHER.get(relation, ""), target) in pool
