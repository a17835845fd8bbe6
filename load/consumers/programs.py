"""Consumers that are programs of their own: a script asks each what it reads, and prints it with tabs."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from load.consumers.consumer import Consumer
from load.formats.export import Edge, Node, Reading

SCRIPTS = Path(__file__).with_name("scripts")
ROOT = Path(__file__).resolve().parents[2]
VERSION = re.compile(r"\d+(\.\d+)+")
PATIENCE = 300  # seconds until a program counts as hanging
DEBIAN_PYTHON = "/usr/bin/python3"  # graph-tool is no PyPI package; Debian's Python has it
NODE_FOLDER = ROOT / ".node" / "node_modules"  # made by `make consumers`
GVPR = (
    'N { print("n\\t", $.name); } E { print("e\\t", $._graphml_id, "\\t", $.tail.name, "\\t", $.head.name); }'
)


def run(command: Sequence[str], given: str | None = None) -> str:
    """Return what a program prints.

    Raises:
        OSError: If there is no such program.
        ValueError: If it fails; the message has its last words.
        subprocess.TimeoutExpired: If it hangs.
    """
    paths = [str(NODE_FOLDER), *filter(None, [os.environ.get("NODE_PATH")])]
    environment = {**os.environ, "NODE_PATH": os.pathsep.join(paths), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(  # noqa: S603 - scripts of our own
        command,
        input=given,
        capture_output=True,
        timeout=PATIENCE,
        env=environment,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise ValueError(done.stderr.strip()[-300:] or f"exit code {done.returncode}")
    return done.stdout or done.stderr  # some say their version there


def find_program(*command: str) -> Callable[[], str]:
    """Return what finds the version that a program tells, or "" where it is not there."""

    @cache
    def find() -> str:
        if shutil.which(command[0]) is None:
            return ""
        try:
            found = VERSION.search(run(command))
        except ValueError:
            return ""
        return found[0] if found else ""

    return find


def read_table(text: str) -> Reading:
    """Return nodes and edges from what a script printed: a header and rows of each."""
    lines = text.split("\n")
    middle = next(number for number, line in enumerate(lines) if line.startswith("edges\t"))
    return Reading(list(list_nodes(lines[:middle])), list(list_edges(lines[middle:])))


def list_rows(lines: Sequence[str]) -> Iterator[dict[str, str]]:
    """Yield the rows under a header, whose first word says what they are."""
    names = lines[0].split("\t")[1:]
    for line in lines[1:]:
        if line:
            yield dict(zip(names, line.split("\t"), strict=True))


def list_nodes(lines: Sequence[str]) -> Iterator[Node]:
    """Yield the nodes of a table."""
    for row in list_rows(lines):
        yield row.pop("@id"), dict(row)


def list_edges(lines: Sequence[str]) -> Iterator[Edge]:
    """Yield the edges of a table."""
    for row in list_rows(lines):
        yield row.pop("@id"), row.pop("@source"), row.pop("@target"), dict(row)


def open_r(folder: Path) -> Reading:
    """Return what igraph in R reads in the GraphML file."""
    return read_table(run(["Rscript", "--vanilla", str(SCRIPTS / "igraph.R"), str(folder / "graph.graphml")]))


def open_graph_tool(folder: Path) -> Reading:
    """Return what graph-tool reads in the GraphML file."""
    script = str(SCRIPTS / "read_graph_tool.py")
    return read_table(run([DEBIAN_PYTHON, script, str(folder / "graph.graphml")]))


def open_graphology(folder: Path) -> Reading:
    """Return what graphology, on which sigma.js draws, reads in the GraphML file."""
    return read_table(
        run(["node", str(SCRIPTS / "graphology.cjs"), str(folder / "graph.graphml"), "graphml"])
    )


def open_graphology_gexf(folder: Path) -> Reading:
    """Return what graphology reads in the GEXF file."""
    return read_table(run(["node", str(SCRIPTS / "graphology.cjs"), str(folder / "graph.gexf"), "gexf"]))


def open_graphviz(folder: Path) -> Reading:
    """Return what Graphviz reads in the GraphML file: ids and ends."""
    dot = run(["graphml2gv", str(folder / "graph.graphml")])
    rows = [line.split("\t") for line in run(["gvpr", GVPR], dot).splitlines()]
    cells = [[cell.strip() for cell in row] for row in rows]
    nothing: dict[str, object] = {}
    nodes = [(row[1], nothing) for row in cells if row[0] == "n"]
    edges = [(row[1], row[2], row[3], nothing) for row in cells if row[0] == "e"]
    return Reading(nodes, edges)


R_VERSION = 'cat(as.character(packageVersion("igraph")))'
NODE_VERSION = 'process.stdout.write(require("graphology-{}/package.json").version)'
GRAPH_TOOL_VERSION = "import graph_tool; print(graph_tool.__version__)"
PROGRAMS = (
    Consumer(
        "igraph in R",
        "graphml",
        find_program("Rscript", "--vanilla", "-e", R_VERSION),
        open_r,
        "apt-get install r-cran-igraph",
    ),
    Consumer(
        "graph-tool",
        "graphml",
        find_program(DEBIAN_PYTHON, "-c", GRAPH_TOOL_VERSION),
        open_graph_tool,
        "apt-get install python3-graph-tool",
    ),
    Consumer("Graphviz", "graphml", find_program("gvpr", "-V"), open_graphviz, "apt-get install graphviz"),
    Consumer(
        "graphology",
        "graphml",
        find_program("node", "-e", NODE_VERSION.format("graphml")),
        open_graphology,
        "make consumers",
    ),
    Consumer(
        "graphology",
        "gexf",
        find_program("node", "-e", NODE_VERSION.format("gexf")),
        open_graphology_gexf,
        "make consumers",
        own=("color", "y"),
    ),
)
