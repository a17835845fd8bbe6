"""Positions: where each node stands when the graph is drawn as a logical framework.

Goals stand in the first column, areas in the second, measures and targets in the third, each beside
what it belongs to; sectors, actors, issues, frameworks, SDGs and places stand in columns of their own.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from transform.records import Evidence, Facts, Relation

COLUMNS = {
    "document": -1050.0,
    "goal": -700.0,
    "area": -200.0,
    "measure": 380.0,
    "target": 380.0,
    "sector": 1000.0,
    "sdg": 1000.0,
    "actor": 1420.0,
    "issue": 1840.0,
    "framework": 2260.0,
    "place": 2260.0,
}
ROW = 64.0  # points between two nodes of a column
LINE, PADDING, CHARACTERS = 19.0, 34.0, 34  # points for a line of a label and around it; characters on a line
MOST_LINES = 3
PARENTS = ("part_of", "contributes_to", "states")


def place_nodes(facts: Facts) -> dict[str, tuple[float, float]]:
    """Return x and y of every entity, the same on every run."""
    kinds = {entity.id: entity.kind for entity in facts.entities}
    parents = find_parents(facts.relations, kinds)
    first = {entity.id: first_place(entity.evidence[0]) for entity in facts.entities}
    order = order_tree(kinds, parents, first)
    rows: dict[str, float] = {}
    places: dict[str, tuple[float, float]] = {}
    spine = [name for name in order if kinds[name] in ("measure", "target")]
    for index, name in enumerate(spine):
        rows[name] = index * ROW
    height = max(len(spine), 1) * ROW
    for kind in ("area", "goal", "document"):
        place_above(kind, order, kinds, parents, rows)
    neighbours = list_neighbours(facts.relations)
    for kind in ("sector", "sdg", "actor", "issue", "framework", "place"):
        names = [name for name in sorted(kinds) if kinds[name] == kind]
        place_beside(names, neighbours, rows, first, height)
    for name, kind in kinds.items():
        places[name] = (COLUMNS[kind], round(rows.get(name, 0.0), 1))
    return spread(facts, places)


def first_place(evidence: Evidence) -> tuple[str, int]:
    """Return document and character at which an entity is first named."""
    return evidence.document_id, evidence.span.start


def find_parents(relations: Sequence[Relation], kinds: Mapping[str, str]) -> dict[str, str]:
    """Return for each entity the one it is drawn beside: the surest of what it belongs to."""
    best: dict[str, tuple[int, float, str]] = {}
    for relation in relations:
        source, target = relation.source, relation.target
        if relation.relation == "states":
            source, target = target, source
        if (
            relation.relation in PARENTS
            and kinds[target] in ("document", "goal", "area")
            and source != target
        ):
            rank = (PARENTS.index(relation.relation), -relation.confidence, target)
            if source not in best or rank < best[source]:
                best[source] = rank
    return {source: rank[2] for source, rank in best.items()}


def order_tree(
    kinds: Mapping[str, str], parents: Mapping[str, str], first: Mapping[str, tuple[str, int]]
) -> list[str]:
    """Return the entities with each one's children right after it, in the order of the text."""
    children: dict[str, list[str]] = defaultdict(list)
    for name in sorted(kinds, key=lambda item: (first[item], item)):
        if kinds[name] in ("document", "goal", "area", "measure", "target"):
            children[parents.get(name, "")].append(name)
    order: list[str] = []
    seen: set[str] = set()
    stack = list(reversed(children[""]))
    while stack:
        name = stack.pop()
        if name not in seen:
            seen.add(name)
            order.append(name)
            stack += reversed(children[name])
    rest = [name for names in children.values() for name in names if name not in seen]
    return order + sorted(set(rest))


def place_above(
    kind: str,
    order: Sequence[str],
    kinds: Mapping[str, str],
    parents: Mapping[str, str],
    rows: dict[str, float],
) -> None:
    """Set the rows of one kind: each in the middle of what belongs to it, else where its turn comes."""
    held: dict[str, list[float]] = defaultdict(list)
    for name, row in rows.items():
        if name in parents:
            held[parents[name]].append(row)
    last = 0.0
    for name in order:
        if kinds[name] == kind:
            own = held.get(name)
            rows[name] = sum(own) / len(own) if own else last
        last = rows.get(name, last)


def list_neighbours(relations: Sequence[Relation]) -> dict[str, list[str]]:
    """Return for each entity those that it is tied to."""
    neighbours: dict[str, list[str]] = defaultdict(list)
    for relation in relations:
        neighbours[relation.source].append(relation.target)
        neighbours[relation.target].append(relation.source)
    return neighbours


def place_beside(
    names: Sequence[str],
    neighbours: Mapping[str, Sequence[str]],
    rows: dict[str, float],
    first: Mapping[str, tuple[str, int]],
    height: float,
) -> None:
    """Set the rows of a side column: near what each is tied to, evenly over the height."""

    def middle(name: str) -> float:
        tied = [rows[other] for other in neighbours.get(name, ()) if other in rows]
        return sum(tied) / len(tied) if tied else height

    ordered = sorted(names, key=lambda name: (middle(name), first[name], name))
    step = max(ROW, height / max(len(ordered), 1))
    for index, name in enumerate(ordered):
        rows[name] = index * step


def spread(facts: Facts, places: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Return the positions with the nodes of each column so far apart that their labels do not touch."""
    heights = {entity.id: measure_height(entity.label) for entity in facts.entities}
    columns: dict[float, list[str]] = defaultdict(list)
    for name, (x, _) in places.items():
        columns[x].append(name)
    spaced: dict[str, tuple[float, float]] = {}
    for x, names in columns.items():
        low = None
        for name in sorted(names, key=lambda item: (places[item][1], item)):
            half = heights[name] / 2
            y = places[name][1] if low is None else max(places[name][1], low + half)
            spaced[name] = (x, round(y, 1))
            low = y + half
    return spaced


def measure_height(label: str) -> float:
    """Return the height in points that a node with this label takes in the drawing."""
    lines = min(MOST_LINES, 1 + len(label) // CHARACTERS)
    return PADDING + LINE * lines
