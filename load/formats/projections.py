"""One-mode projections as GraphML: sectors that share areas, and actors that share areas.

Network analysts load these first. Two sectors are tied if the same area, or measures in it, are in both; two
actors if both implement, support or fund the same area or measures in it. The weight is the number of shared
areas; a measure under no area counts as one.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path

from load.contract import LIST_BREAK, NODE_TYPES
from load.formats.export import Edge, Export, Node, Reading, Writer
from load.formats.graphml import find_graphml_faults
from load.graphml import Columns, write_tables
from load.upward import climb, find_parents
from transform.ids import build_relation_id
from transform.records import Relation

SECTORS, ACTORS = "graph.sectors.graphml", "graph.actors.graphml"
NODE_COLUMNS = ("label", "kind", "scheme", "code", "actor_type", "country", "color", "r", "g", "b")
EDGE_COLUMNS = {"label": "string", "weight": "double", "shared": "string"}
CARRYING = ("implements", "supports", "funds")
COLUMNS = Columns(
    {**{name: NODE_TYPES[name] for name in NODE_COLUMNS}, "areas": "int", "size": "double"}, EDGE_COLUMNS
)
LEAST_SIZE, AREA_SIZE = 12.0, 2.0  # points of a node, and for each area


def write_sectors(export: Export, path: Path) -> None:
    """Write the sectors that share areas."""
    write_projection(export, path, find_areas(export, "sector"))


def write_actors(export: Export, path: Path) -> None:
    """Write the actors that share areas."""
    write_projection(export, path, find_areas(export, "actor"))


FILES: Mapping[str, Writer] = {SECTORS: write_sectors, ACTORS: write_actors}


def find_areas(export: Export, kind: str) -> dict[str, set[str]]:
    """Return the areas that each sector or actor has to do with, by id."""
    kinds = {entity.id: entity.kind for entity in export.facts.entities}
    parents = find_parents(export.facts.relations)
    areas: dict[str, set[str]] = {name: set() for name, known in kinds.items() if known == kind}
    for relation in export.facts.relations:
        one, other = read_ends(relation)
        if kinds.get(one) == kind:
            areas[one].update(climb(other, parents, lambda name: kinds[name] == "area") or [other])
    return areas


def read_ends(relation: Relation) -> tuple[str, str]:
    """Return the sector or actor of a tie and what it has to do with, or nothing if it is no such tie."""
    if relation.relation == "in_sector":
        return relation.target, relation.source
    return (relation.source, relation.target) if relation.relation in CARRYING else ("", "")


def write_projection(export: Export, path: Path, areas: Mapping[str, set[str]]) -> None:
    """Write what shares areas as an undirected graph."""
    nodes, edges = list_nodes(export, areas), list_edges(export, areas)
    write_tables(path, COLUMNS, nodes, edges, directed=False)


def list_nodes(export: Export, areas: Mapping[str, set[str]]) -> Iterator[Node]:
    """Yield each sector or actor, its size by the number of its areas."""
    for name, values in export.list_nodes():
        if name in areas:
            count = len(areas[name])
            kept = {column: values[column] for column in NODE_COLUMNS}
            yield name, {**kept, "areas": count, "size": LEAST_SIZE + AREA_SIZE * count}


def list_edges(export: Export, areas: Mapping[str, set[str]]) -> Iterator[Edge]:
    """Yield each pair that shares areas, sorted by id."""
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    members: dict[str, list[str]] = defaultdict(list)
    for name in sorted(areas):
        for area in areas[name]:
            members[area].append(name)
    for area in sorted(members):
        for pair in combinations(members[area], 2):
            shared[pair].append(str(export.graph.nodes[area]["label"]).replace("|", "/"))
    named = {build_relation_id(one, "shares", other): (one, other) for one, other in shared}
    for name in sorted(named):
        labels = shared[named[name]]
        values = {
            "label": f"{len(labels)} shared",
            "weight": float(len(labels)),
            "shared": LIST_BREAK.join(labels),
        }
        yield name, *named[name], values


def read_files(_folder: Path) -> Reading | None:
    """Return nothing: a projection is another graph."""
    return None


def find_faults(folder: Path) -> Iterator[str]:
    """Yield where a file breaks a rule of the XSD or of a tool."""
    for name in FILES:
        yield from find_graphml_faults(folder / name)
