"""The import certificate: written files are reopened and held against the graph that they were made of."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

import msgspec
import networkx as nx

from load.errors import BrokenFile
from load.formats.export import Edge, Node
from load.formats.registry import open_format

MOST_LISTED = 5  # faults named for one format


class Certificate(msgspec.Struct, frozen=True):
    """What was found when the files of a format were reopened.

    Attributes:
        read: Whether nodes and edges were read back; of a page only the rules are checked.
        faults: The first of what is wrong, or nothing.
    """

    format: str
    files: tuple[str, ...]
    read: bool = False
    nodes: int = 0
    edges: int = 0
    faults: tuple[str, ...] = ()


def certify_format(name: str, graph: "nx.MultiDiGraph[str]", folder: Path) -> Certificate:
    """Return what is found in a format's files.

    Args:
        name: Of the format.
        graph: What was written.
        folder: Where the files lie.
    """
    module = open_format(name)
    files = tuple(module.FILES)
    try:
        reading = module.read_files(folder)
        nodes, edges, faults = 0, 0, []
        if reading is not None:
            nodes, unequal = compare_nodes(reading.nodes, graph)
            edges, odd = compare_edges(reading.edges, graph)
            faults += [*unequal, *odd, *compare_evidence(reading.evidence, graph), *reading.faults]
        faults += islice(module.find_faults(folder), MOST_LISTED)
    except (OSError, ValueError, KeyError, SyntaxError) as error:
        return Certificate(name, files, faults=(f"cannot be read: {error}",))
    return Certificate(name, files, reading is not None, nodes, edges, tuple(faults[:MOST_LISTED]))


def compare_nodes(nodes: Iterable[Node], graph: "nx.MultiDiGraph[str]") -> tuple[int, list[str]]:
    """Return how many nodes were read, and the first that are not the graph's."""
    faults: list[str] = []
    seen: set[str] = set()
    for name, values in nodes:
        seen.add(name)
        if name not in graph:
            faults.append(f"node {name} is not in the graph")
        elif len(faults) < MOST_LISTED:
            faults += find_differences(f"node {name}", values, graph.nodes[name])
    if len(seen) != graph.number_of_nodes():
        faults.insert(0, f"{len(seen)} nodes of {graph.number_of_nodes()}")
    return len(seen), faults


def compare_edges(edges: Iterable[Edge], graph: "nx.MultiDiGraph[str]") -> tuple[int, list[str]]:
    """Return how many edges were read, and the first that are not the graph's."""
    faults: list[str] = []
    seen: set[str] = set()
    for name, source, target, values in edges:
        seen.add(name)
        if not graph.has_edge(source, target, key=name):
            faults.append(f"edge {name} from {source} to {target} is not in the graph")
        elif len(faults) < MOST_LISTED:
            faults += find_differences(f"edge {name}", values, graph.edges[source, target, name])
    if len(seen) != graph.number_of_edges():
        faults.insert(0, f"{len(seen)} edges of {graph.number_of_edges()}")
    return len(seen), faults


def compare_evidence(count: int | None, graph: "nx.MultiDiGraph[str]") -> Iterator[str]:
    """Yield that pieces of evidence were lost or won, if the format holds them."""
    written = sum(values["mention_count"] for _, values in graph.nodes(data=True))
    written += sum(values["evidence_count"] for *_, values in graph.edges(data=True))
    if count not in (None, written):
        yield f"{count} pieces of evidence of {written}"


def find_differences(name: str, read: Mapping[str, object], written: Mapping[str, object]) -> Iterator[str]:
    """Yield the attributes whose value or type came back as another."""
    for key, value in read.items():
        if value != written[key] or type(value) is not type(written[key]):
            yield f"{name}: {key} is {value!r} and not {written[key]!r}"


def check_certificates(certificates: Iterable[Certificate]) -> None:
    """Raise if a file does not hold what the graph does.

    Raises:
        BrokenFile: Names the first faults of each format.
    """
    broken = [f"{item.format}: {'; '.join(item.faults)}" for item in certificates if item.faults]
    if broken:
        raise BrokenFile(" / ".join(broken))
