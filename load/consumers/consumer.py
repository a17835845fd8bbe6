"""A consumer: a tool that opens a file, and the trial of it."""

import math
import subprocess
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Literal

import msgspec
import networkx as nx

from load.formats.export import Reading, Values

MOST_LISTED = 5  # faults named in one trial
CLOSE = 1e-9  # share by which a number may differ after a tool has printed it

# What tools raise where a file is not to their liking; the XML and RDF parsers raise SyntaxError.
REFUSALS = (
    OSError,
    ValueError,
    KeyError,
    RuntimeError,
    SyntaxError,
    nx.NetworkXError,
    subprocess.SubprocessError,
)


class Consumer(msgspec.Struct, frozen=True):
    """A tool that opens a file.

    Attributes:
        name: Of the tool.
        format: That it is tried on, by name.
        find: Returns the tool's version, or "" where it is not installed.
        open: Returns what the tool finds in the files of a folder.
        remedy: How it is installed.
        own: Attributes that the tool keeps in a way of its own, which are not compared.
        cuts: Whether the tool may lose the beginning of a text, a known fault of its own.
    """

    name: str
    format: str
    find: Callable[[], str]
    open: Callable[[Path], Reading]
    remedy: str
    own: tuple[str, ...] = ()
    cuts: bool = False


class Trial(msgspec.Struct, frozen=True):
    """What came of a trial: passed, failed with what was wrong, or skipped with what to install."""

    consumer: str
    version: str
    format: str
    result: Literal["passed", "failed", "skipped"]
    nodes: int = 0
    edges: int = 0
    notes: tuple[str, ...] = ()


def try_consumer(consumer: Consumer, folder: Path, graph: "nx.MultiDiGraph[str]") -> Trial:
    """Return what comes of opening a format's files with a tool.

    Args:
        consumer: The tool.
        folder: Where the files lie.
        graph: What must be in them.
    """
    version = consumer.find()
    if not version:
        return Trial(
            consumer.name, "", consumer.format, "skipped", notes=(f"not installed: {consumer.remedy}",)
        )
    try:
        reading = consumer.open(folder)
        nodes, edges, faults = compare(consumer, reading, graph)
    except REFUSALS as error:
        return Trial(consumer.name, version, consumer.format, "failed", notes=(f"cannot open it: {error}",))
    result: Literal["passed", "failed"] = "failed" if faults else "passed"
    return Trial(consumer.name, version, consumer.format, result, nodes, edges, tuple(faults[:MOST_LISTED]))


def compare(
    consumer: Consumer, reading: Reading, graph: "nx.MultiDiGraph[str]"
) -> tuple[int, int, list[str]]:
    """Return how many nodes and edges a tool found, and where they are not the graph's."""
    faults: list[str] = []
    nodes = edges = 0
    for name, values in reading.nodes:
        nodes += 1
        known = graph.nodes[name] if name in graph else None
        faults += find_differences(consumer, f"node {name}", values, known)
    for name, source, target, values in reading.edges:
        edges += 1
        known = graph.edges[source, target, name] if graph.has_edge(source, target, key=name) else None
        faults += find_differences(consumer, f"edge {name}", values, known)
    wanted = graph.number_of_nodes(), graph.number_of_edges()
    if (nodes, edges) != wanted:
        faults.insert(0, f"{nodes} nodes and {edges} edges for {wanted[0]} and {wanted[1]}")
    return nodes, edges, faults


def find_differences(
    consumer: Consumer, name: str, read: Values, known: Mapping[str, object] | None
) -> Iterable[str]:
    """Return the attributes that a tool read as something else, or that the thing itself is not there."""
    if known is None:
        return [f"{name} is not in the graph"]
    return [
        f"{name}: {key} is {value!r} and not {known[key]!r}"
        for key, value in read.items()
        if key in known and key not in consumer.own and not is_same(value, known[key], cuts=consumer.cuts)
    ]


def is_same(read: object, written: object, *, cuts: bool) -> bool:
    """Tell whether a value is what was written, as far as a tool's own types can say."""
    if isinstance(written, bool):
        return str(read).lower() in (("true", "1", "1.0") if written else ("false", "0", "0.0"))
    if isinstance(written, int | float):
        same = isinstance(read, str | int | float) and math.isclose(float(read), written, rel_tol=CLOSE)
        return same or (cuts and str(written).endswith(str(read)))
    return str(written).endswith(str(read)) if cuts else str(read) == str(written)
