"""CSV for `neo4j-admin database import`, whose rules differ from those of spreadsheets.

The header names each column's type; labels are the kinds, types the relations in capitals. Lists are parted
by "|" (`--array-delimiter="|"`); no value holds a line break, so that `--multiline-fields` is not needed.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from load.contract import EDGE_TYPES, NODE_TYPES
from load.formats.export import Edge, Export, Node, Reading, Writer
from load.formats.values import LIST_ATTRIBUTES, join_list, read_value, split_list, write_value

NODES, EDGES = "graph.neo4j.nodes.csv", "graph.neo4j.edges.csv"
ARRAY_BREAK = "|"
NEO4J_TYPES = {"string": "string", "int": "int", "double": "double", "boolean": "boolean"}
LISTS = {"aliases": "string[]", "documents": "string[]", "pages": "int[]"}
EDGE_ATTRIBUTES = {name: kind for name, kind in EDGE_TYPES.items() if name != "eid"}
PROPERTY = re.compile(r"(\w+):(int|long|float|double|boolean|byte|short|char|string)(\[\])?")
NODE_HEADER = (
    "id:ID",
    ":LABEL",
    *(f"{name}:{LISTS.get(name, NEO4J_TYPES[kind])}" for name, kind in NODE_TYPES.items()),
)
EDGE_HEADER = (
    ":START_ID",
    ":END_ID",
    ":TYPE",
    "eid:string",
    *(f"{name}:{NEO4J_TYPES[kind]}" for name, kind in EDGE_ATTRIBUTES.items()),
)


def write_nodes(export: Export, path: Path) -> None:
    """Write a row for each node."""
    write_rows(path, NODE_HEADER, map(build_node_row, export.list_nodes()))


def write_edges(export: Export, path: Path) -> None:
    """Write a row for each edge."""
    write_rows(path, EDGE_HEADER, map(build_edge_row, export.list_edges()))


FILES: Mapping[str, Writer] = {NODES: write_nodes, EDGES: write_edges}


def write_rows(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table whose cells are all quoted, as an empty unquoted cell means "no value" to Neo4j."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(header) + "\n")
        csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)


def build_node_row(node: Node) -> list[str]:
    """Return the cells of a node."""
    name, values = node
    cells = [
        ARRAY_BREAK.join(split_list(values[key])) if key in LIST_ATTRIBUTES else write_value(values[key])
        for key in NODE_TYPES
    ]
    return [name, str(values["kind"]).capitalize(), *cells]


def build_edge_row(edge: Edge) -> list[str]:
    """Return the cells of an edge."""
    name, source, target, values = edge
    cells = [write_value(values[key]) for key in EDGE_ATTRIBUTES]
    return [source, target, str(values["relation"]).upper(), name, *cells]


def read_files(folder: Path) -> Reading:
    """Return what the tables hold."""
    return Reading(read_nodes(folder / NODES), read_edges(folder / EDGES))


def read_rows(path: Path, header: Sequence[str]) -> Iterator[list[str]]:
    """Yield the rows of a table.

    Raises:
        ValueError: If the header is another, or the file is cut off.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, strict=True)
        try:
            if tuple(next(rows, ())) != tuple(header):
                raise ValueError(f"{path.name}: another header")
            yield from rows
        except csv.Error as error:
            raise ValueError(f"{path.name}: {error}") from error


def read_nodes(path: Path) -> Iterator[Node]:
    """Yield the nodes of a table."""
    for name, _, *cells in read_rows(path, NODE_HEADER):
        values: dict[str, object] = {}
        for (key, kind), cell in zip(NODE_TYPES.items(), cells, strict=True):
            lists = join_list(cell.split(ARRAY_BREAK)) if cell else ""
            values[key] = lists if key in LIST_ATTRIBUTES else read_value(cell, kind)
        yield name, values


def read_edges(path: Path) -> Iterator[Edge]:
    """Yield the edges of a table."""
    for source, target, _, name, *cells in read_rows(path, EDGE_HEADER):
        pairs = zip(EDGE_ATTRIBUTES.items(), cells, strict=True)
        values = {key: read_value(cell, kind) for (key, kind), cell in pairs}
        yield name, source, target, {"eid": name, **values}


def find_faults(folder: Path) -> Iterator[str]:
    """Yield where `neo4j-admin` would stop or drop a row."""
    yield from find_header_faults(NODE_HEADER, {":ID": 1, ":LABEL": 1})
    yield from find_header_faults(EDGE_HEADER, {":START_ID": 1, ":END_ID": 1, ":TYPE": 1})
    seen: set[str] = set()
    for number, row in enumerate(read_rows(folder / NODES, NODE_HEADER), start=2):
        yield from find_row_faults(f"{NODES}: row {number}", row, NODE_HEADER)
        if row[0] in seen:
            yield f"{NODES}: row {number}: the id {row[0]} occurs more than once"
        seen.add(row[0])
    for number, row in enumerate(read_rows(folder / EDGES, EDGE_HEADER), start=2):
        yield from find_row_faults(f"{EDGES}: row {number}", row, EDGE_HEADER)
        for end in row[:2]:
            if end not in seen:
                yield f"{EDGES}: row {number}: there is no node {end}"


def find_header_faults(header: Sequence[str], needed: Mapping[str, int]) -> Iterator[str]:
    """Yield what is wrong with a header: columns that must be there once, unknown types, names twice."""
    names = [column.partition(":")[0] for column in header if not column.startswith(":")]
    if len(names) != len(set(names)):
        yield "a property name occurs more than once"
    for mark, count in needed.items():
        if sum(column.endswith(mark) for column in header) != count:
            yield f"the header needs {mark} once"
    for column in header:
        if not column.endswith(tuple(needed)) and not PROPERTY.fullmatch(column):
            yield f"the column {column} has no type that Neo4j knows"


def find_row_faults(where: str, row: Sequence[str], header: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with a row: its length, line breaks, an empty id or type, numbers that are none."""
    if len(row) != len(header):
        yield f"{where}: {len(row)} cells for {len(header)} columns"
        return
    for column, cell in zip(header, row, strict=True):
        if "\n" in cell or "\r" in cell:
            yield f"{where}: {column} holds a line break"
        if not cell and column.partition(":")[2] in ("ID", "LABEL", "START_ID", "END_ID", "TYPE"):
            yield f"{where}: {column} is empty"
        if column.endswith(":int[]") and not all(part.isdigit() for part in cell.split(ARRAY_BREAK) if cell):
            yield f"{where}: {column} holds what is no number"
