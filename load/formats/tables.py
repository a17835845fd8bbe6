"""Tables of nodes, edges and evidence as comma-separated values, which no spreadsheet takes for formulas.

A text that begins with a sign that spreadsheets read as a formula gets an apostrophe before it, as OWASP's
"CSV Injection" page advises; so does a text that begins with an apostrophe, so that reading can undo it.
"""

import codecs
import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from load.contract import EDGE_TYPES, NODE_TYPES
from load.formats.export import QUOTE_TYPES, Edge, Export, Node, Quote, Reading, Writer, list_quotes
from load.formats.values import read_value, write_value

FORMULA_SIGNS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
)  # the last four are full-width
DEFUSED = (*FORMULA_SIGNS, "'")
NODE_COLUMNS = ("id", *NODE_TYPES)
EDGE_COLUMNS = ("id", "source", "target", *(name for name in EDGE_TYPES if name != "eid"))
NUMBERS = {
    name for types in (NODE_TYPES, EDGE_TYPES, QUOTE_TYPES) for name in types if types[name] != "string"
}
MOST_CHARACTERS = 32_767  # in a cell of Excel


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]], encoding: str) -> None:
    """Write a table with a header, texts defused."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows([defuse(value) for value in row] for row in rows)


def defuse(value: object) -> str:
    """Return a value as the text of a cell that is no formula."""
    if isinstance(value, str):
        return "'" + value if value.startswith(DEFUSED) else value
    return write_value(value)


def restore(text: str) -> str:
    """Return a text as it was before `defuse`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(DEFUSED) else text


def list_node_rows(export: Export) -> Iterator[list[object]]:
    """Yield the cells of each node."""
    for name, values in export.list_nodes():
        yield [name, *(values[column] for column in NODE_TYPES)]


def list_edge_rows(export: Export) -> Iterator[list[object]]:
    """Yield the cells of each edge."""
    for name, source, target, values in export.list_edges():
        yield [name, source, target, *(values[column] for column in EDGE_COLUMNS[3:])]


def list_quote_rows(export: Export) -> Iterator[list[object]]:
    """Yield the cells of each piece of evidence."""
    for quote in list_quotes(export.facts):
        yield [getattr(quote, name) for name in Quote.__struct_fields__]


def read_rows(path: Path, columns: Sequence[str], encoding: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table, texts restored.

    Raises:
        ValueError: If the header is another, or a row has more or fewer cells.
    """
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file)
        if tuple(next(reader, ())) != tuple(columns):
            raise ValueError(f"{path.name}: another header")
        for row in reader:
            yield dict(zip(columns, map(restore, row), strict=True))


def read_nodes(path: Path, encoding: str) -> Iterator[Node]:
    """Yield the nodes of a table."""
    for row in read_rows(path, NODE_COLUMNS, encoding):
        yield row["id"], {name: read_value(row[name], kind) for name, kind in NODE_TYPES.items()}


def read_edges(path: Path, encoding: str) -> Iterator[Edge]:
    """Yield the edges of a table."""
    types = {name: kind for name, kind in EDGE_TYPES.items() if name != "eid"}
    for row in read_rows(path, EDGE_COLUMNS, encoding):
        values = {name: read_value(row[name], kind) for name, kind in types.items()}
        yield row["id"], row["source"], row["target"], {"eid": row["id"], **values}


def find_cell_faults(path: Path, columns: Sequence[str], encoding: str) -> Iterator[str]:
    """Yield the cells that a spreadsheet would run as a formula, cut off, or break into two rows."""
    with path.open(encoding=encoding, newline="") as file:
        for number, row in enumerate(csv.reader(file), start=1):
            if len(row) != len(columns):
                yield f"{path.name}: row {number} has {len(row)} cells for {len(columns)} columns"
                continue
            for name, cell in zip(columns, row, strict=True):
                if name not in NUMBERS and cell.startswith(FORMULA_SIGNS):
                    yield f"{path.name}: row {number} holds a formula"
                if len(cell) > MOST_CHARACTERS or "\n" in cell:
                    yield f"{path.name}: row {number} holds a cell that is too long or has two lines"


COLUMNS: Mapping[str, Sequence[str]] = {
    "nodes": NODE_COLUMNS,
    "edges": EDGE_COLUMNS,
    "evidence": Quote.__struct_fields__,
}
ROWS: Mapping[str, Callable[[Export], Iterator[list[object]]]] = {
    "nodes": list_node_rows,
    "edges": list_edge_rows,
    "evidence": list_quote_rows,
}


class Tables(msgspec.Struct, frozen=True):
    """The three tables of a graph: their names ("{}" stands for nodes, edges, evidence) and encoding."""

    names: str
    encoding: str

    def list_writers(self) -> Mapping[str, Writer]:
        """Return the writer of each file."""
        return {self.names.format(table): self.build_writer(table) for table in COLUMNS}

    def build_writer(self, table: str) -> Writer:
        """Return what writes a table."""
        return lambda export, path: write_rows(path, COLUMNS[table], ROWS[table](export), self.encoding)

    def read_files(self, folder: Path) -> Reading:
        """Return what the tables hold."""
        return Reading(
            read_nodes(folder / self.names.format("nodes"), self.encoding),
            read_edges(folder / self.names.format("edges"), self.encoding),
            sum(
                1
                for _ in read_rows(folder / self.names.format("evidence"), COLUMNS["evidence"], self.encoding)
            ),
        )

    def find_faults(self, folder: Path) -> Iterator[str]:
        """Yield the cells that a spreadsheet would misread, and files without the mark that they need."""
        for table, columns in COLUMNS.items():
            path = folder / self.names.format(table)
            with path.open("rb") as file:
                marked = file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8
            if marked != (self.encoding == "utf-8-sig"):
                yield f"{path.name}: {'a' if marked else 'no'} byte order mark"
            yield from find_cell_faults(path, columns, self.encoding)
