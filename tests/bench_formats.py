"""Time and peak memory of writing a large graph in every format, beside the writers of networkx.

usage: python -m tests.bench_formats [--nodes N] [--edges N] [--networkx] [FORMAT …]

The graph is built once; each format is then written by a fork of the process, so that its peak memory holds
the graph too; "nothing" is the graph alone.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import networkx as nx

from load.formats.export import Export
from load.formats.registry import FORMATS, is_writable, open_format
from load.graph import describe_edge, describe_node
from tests.bench import KIBIBYTES, Cost
from tests.builders import build_entity, build_evidence, build_facts, build_relation
from transform.records import Entity, Relation

MEGABYTE = 1_000_000  # bytes
PLAIN = {"networkx graphml": nx.write_graphml, "networkx gexf": nx.write_gexf}
SKIPPED = ("html",)  # a page of so many nodes is no use to anyone
TIES = 6  # relations that one measure has, at least


def build_export(nodes: int, edges: int) -> Export:
    """Return a made-up graph: measures under areas, each with sectors and actors."""
    entities = build_entities(nodes)
    relations = build_relations(entities, edges)
    facts = build_facts([item for group in entities.values() for item in group], relations)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number, entity in enumerate(facts.entities):
        place = (float(number % 400) * 40, float(number // 400) * 30)
        graph.add_node(entity.id, **describe_node(entity, place, TIES, {}))
    for relation in facts.relations:
        graph.add_edge(relation.source, relation.target, key=relation.id, **describe_edge(relation, {}, {}))
    return Export(graph, facts, "A large graph")


def build_entities(count: int) -> dict[str, list[Entity]]:
    """Return entities by kind: of ten, seven measures and one each of areas, sectors and actors."""
    shares = {"area": count // 10, "sector": count // 10, "actor": count // 10}
    shares["measure"] = count - sum(shares.values())
    return {
        kind: [
            build_entity(
                kind, f"{kind} {number}: services for all who live in the district", key=f"{kind}{number}"
            )
            for number in range(share)
        ]
        for kind, share in shares.items()
    }


def build_relations(entities: dict[str, list[Entity]], count: int) -> list[Relation]:
    """Return this many ties of measures, each with a sentence of its own."""
    relations: list[Relation] = []
    turn = 0
    while len(relations) < count:
        for number, measure in enumerate(entities["measure"][: count - len(relations)]):
            kind, name = (("area", "part_of"), ("sector", "in_sector"), ("actor", "benefits"))[turn % 3]
            others = entities[kind]
            said = build_evidence(
                f"In sentence {turn}.{number} the council says what it will do.", page=1 + number % 300
            )
            other = others[(number * 7 + turn * 1009) % len(others)]
            relations.append(build_relation(measure, name, other, said))
        turn += 1
    return relations


def write_one(name: str, export: Export, folder: Path) -> Cost:
    """Return what writing the graph in a format costs a process of its own.

    Raises:
        SystemExit: If it fails.
    """
    started = time.perf_counter()
    child = os.fork()
    if child == 0:
        for file, write in list_writers(name).items():
            write(export, folder / file)
        os._exit(0)
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{name} failed: exit code {os.waitstatus_to_exitcode(status)}")
    wall = time.perf_counter() - started
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / KIBIBYTES)


def list_writers(name: str) -> dict[str, Callable[[Export, Path], None]]:
    """Return the writers of a format's files; "nothing" has none."""
    if name in PLAIN:
        return {"plain.xml": lambda export, path: PLAIN[name](export.graph, path)}
    return dict(open_format(name).FILES) if name in FORMATS else {}


def measure(name: str, export: Export) -> str:
    """Return a line of the table for one format."""
    with tempfile.TemporaryDirectory() as folder:
        cost = write_one(name, export, Path(folder))
        size = sum(path.stat().st_size for path in Path(folder).iterdir()) / MEGABYTE
    return f"{name:20} {cost.wall:9.1f} {cost.processor:11.1f} {cost.memory:9.0f} {size:10.1f}\n"


def main(arguments: Sequence[str]) -> int:
    """Measure, print a table, and return the exit code."""
    parser = argparse.ArgumentParser(description="measure the writers of all formats")
    parser.add_argument("formats", nargs="*")
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--edges", type=int, default=500_000)
    parser.add_argument("--networkx", action="store_true", help="measure the writers of networkx too")
    options = parser.parse_args(arguments)
    known = [name for name, item in FORMATS.items() if name not in SKIPPED and is_writable(item)]
    names = ["nothing", *(options.formats or known), *(PLAIN if options.networkx else ())]
    sys.stdout.write(f"{options.nodes} nodes, {options.edges} edges\n")
    sys.stdout.write(f"{'':20} {'seconds':>9} {'processor s':>11} {'peak MiB':>9} {'megabytes':>10}\n")
    sys.stdout.flush()
    export = build_export(options.nodes, options.edges)
    for name in names:
        sys.stdout.write(measure(name, export))
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
