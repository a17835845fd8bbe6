"""SQLite: tables of entities, relations and evidence, views that answer usual questions, full-text search.

Datasette and every SQL tool open it. The tables are in `sqlite.sql` beside this file.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from load.contract import EDGE_TYPES, NODE_TYPES
from load.formats.export import QUOTE_TYPES, Edge, Export, Node, Quote, Reading, Writer, list_quotes
from load.formats.values import split_list

FILE = "graph.sqlite"
SCHEMA = Path(__file__).with_name("sqlite.sql")
SQL_TYPES = {"string": "TEXT", "int": "INTEGER", "double": "REAL", "boolean": "INTEGER"}
EDGE_ATTRIBUTES = {name: kind for name, kind in EDGE_TYPES.items() if name != "eid"}
QUOTE_COLUMNS = ("entity", "relation", *(name for name in QUOTE_TYPES if name not in ("id", "owner")))


def write_file(export: Export, path: Path) -> None:
    """Write the graph."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        base.executescript(build_schema())
        base.execute("BEGIN")
        insert(base, "entities", ("id", *NODE_TYPES), list_entity_rows(export))
        insert(base, "relations", ("id", "source", "target", *EDGE_ATTRIBUTES), list_relation_rows(export))
        insert(base, "evidence", QUOTE_COLUMNS, list_evidence_rows(export))
        insert(base, "aliases", ("entity", "alias"), list_aliases(export))
        insert(base, "entity_documents", ("entity", "document"), list_places(export))
        base.execute("INSERT INTO evidence_text (evidence_text) VALUES ('rebuild')")
        base.execute("COMMIT")


FILES: Mapping[str, Writer] = {FILE: write_file}


def build_schema() -> str:
    """Return the tables, views and index as SQL, with the columns of the contract."""
    columns = {
        "entity_columns": declare_columns(NODE_TYPES),
        "relation_columns": declare_columns(EDGE_ATTRIBUTES),
    }
    return SCHEMA.read_text(encoding="utf-8").format(**columns)


def declare_columns(types: Mapping[str, str]) -> str:
    """Return the declaration of columns."""
    return ",\n  ".join(f'"{name}" {SQL_TYPES[kind]} NOT NULL' for name, kind in types.items())


def insert(
    base: sqlite3.Connection, table: str, columns: Iterable[str], rows: Iterable[tuple[object, ...]]
) -> None:
    """Put rows into a table."""
    names = [f'"{name}"' for name in columns]
    marks = ", ".join("?" * len(names))
    base.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)  # noqa: S608 - names of ours


def list_entity_rows(export: Export) -> Iterator[tuple[object, ...]]:
    """Yield the cells of each entity."""
    for name, values in export.list_nodes():
        yield (name, *(values[key] for key in NODE_TYPES))


def list_relation_rows(export: Export) -> Iterator[tuple[object, ...]]:
    """Yield the cells of each relation."""
    for name, source, target, values in export.list_edges():
        yield (name, source, target, *(values[key] for key in EDGE_ATTRIBUTES))


def list_evidence_rows(export: Export) -> Iterator[tuple[object, ...]]:
    """Yield the cells of each piece of evidence: it supports an entity or a relation."""
    for quote in list_quotes(export.facts):
        owner = (quote.owner, None) if quote.owner in export.graph else (None, quote.owner)
        yield (*owner, *(getattr(quote, name) for name in Quote.__struct_fields__[2:]))


def list_aliases(export: Export) -> Iterator[tuple[object, ...]]:
    """Yield each other name of an entity."""
    for name, values in export.list_nodes():
        for alias in dict.fromkeys(split_list(values["aliases"])):
            yield name, alias


def list_places(export: Export) -> Iterator[tuple[object, ...]]:
    """Yield the documents that each entity stands in, by id."""
    for entity in export.facts.entities:
        for document in dict.fromkeys(item.document_id for item in entity.evidence):
            yield entity.id, document


def read_files(folder: Path) -> Reading:
    """Return what the file holds."""
    [[evidence]] = query(folder, "SELECT count(*) FROM evidence")
    return Reading(read_nodes(folder), read_edges(folder), evidence)


def query(folder: Path, sql: str) -> Iterator[Sequence[Any]]:
    """Yield the rows that a question to the file gives.

    Raises:
        OSError: If there is no such file.
        ValueError: If it is no database, or damaged.
    """
    path = (folder / FILE).resolve(strict=True)
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as base:
            yield from base.execute(sql)
    except sqlite3.DatabaseError as error:
        raise ValueError(str(error)) from error


def read_nodes(folder: Path) -> Iterator[Node]:
    """Yield the nodes in the table of entities."""
    for name, *cells in query(folder, "SELECT * FROM entities ORDER BY rowid"):
        yield name, restore(cells, NODE_TYPES)


def read_edges(folder: Path) -> Iterator[Edge]:
    """Yield the edges in the table of relations."""
    for name, source, target, *cells in query(folder, "SELECT * FROM relations ORDER BY rowid"):
        yield name, source, target, {"eid": name, **restore(cells, EDGE_ATTRIBUTES)}


def restore(cells: Iterable[object], types: Mapping[str, str]) -> dict[str, object]:
    """Return attributes from cells; SQLite keeps booleans as numbers."""
    pairs = zip(types.items(), cells, strict=True)
    return {name: bool(cell) if kind == "boolean" else cell for (name, kind), cell in pairs}


def find_faults(folder: Path) -> Iterator[str]:
    """Yield damage, rows that refer to nothing, and an index that does not find its quotes."""
    for [line] in query(folder, "PRAGMA integrity_check"):
        if line != "ok":
            yield f"integrity: {line}"
    for table, row, parent, _ in query(folder, "PRAGMA foreign_key_check"):
        yield f"{table}: row {row} refers to a row of {parent} that does not exist"
    [[indexed]] = query(folder, "SELECT count(*) FROM evidence_text_docsize")
    [[written]] = query(folder, "SELECT count(*) FROM evidence")
    if indexed != written:
        yield f"the index holds {indexed} of {written} quotes"
