"""Parquet: nodes, edges and evidence for pandas, Polars, DuckDB, Arrow in R and Spark, with pyarrow."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from load.contract import EDGE_TYPES, NODE_TYPES
from load.formats.export import QUOTE_TYPES, Edge, Export, Node, Reading, Writer, list_quotes
from load.formats.values import LIST_ATTRIBUTES, join_list, split_list, split_numbers

NODES, EDGES, EVIDENCE = "graph.nodes.parquet", "graph.edges.parquet", "graph.evidence.parquet"
ROWS = 20_000  # in memory at a time, and in a row group
ARROW_TYPES = {"string": pa.string(), "int": pa.int64(), "double": pa.float64(), "boolean": pa.bool_()}
ARROW_LISTS = {
    "aliases": pa.list_(pa.string()),
    "documents": pa.list_(pa.string()),
    "pages": pa.list_(pa.int64()),
}
EDGE_ATTRIBUTES = {name: kind for name, kind in EDGE_TYPES.items() if name != "eid"}


def build_schema(ids: Iterable[str], types: Mapping[str, str]) -> pa.Schema:
    """Return the columns of a table: ids, then attributes; lists only where attributes of nodes are lists."""
    lists = ARROW_LISTS if types is NODE_TYPES else {}
    fields = [(name, pa.string()) for name in ids]
    fields += [(name, lists.get(name, ARROW_TYPES[kind])) for name, kind in types.items()]
    return pa.schema([pa.field(name, kind, nullable=False) for name, kind in fields])


def write_nodes(export: Export, path: Path) -> None:
    """Write a row for each node."""
    write_rows(path, build_schema(["id"], NODE_TYPES), map(build_node_row, export.list_nodes()))


def write_edges(export: Export, path: Path) -> None:
    """Write a row for each edge."""
    rows = (
        {"id": name, "source": source, "target": target, **values}
        for name, source, target, values in export.list_edges()
    )
    write_rows(path, build_schema(["id", "source", "target"], EDGE_ATTRIBUTES), rows)


def write_evidence(export: Export, path: Path) -> None:
    """Write a row for each piece of evidence."""
    rows = ({name: getattr(quote, name) for name in QUOTE_TYPES} for quote in list_quotes(export.facts))
    write_rows(path, build_schema([], QUOTE_TYPES), rows)


FILES: Mapping[str, Writer] = {NODES: write_nodes, EDGES: write_edges, EVIDENCE: write_evidence}


def build_node_row(node: Node) -> dict[str, object]:
    """Return the cells of a node, lists as lists."""
    name, values = node
    lists: dict[str, object] = {key: split_list(values[key]) for key in ("aliases", "documents")}
    return {"id": name, **values, **lists, "pages": split_numbers(values["pages"])}


def write_rows(path: Path, schema: pa.Schema, rows: Iterable[Mapping[str, object]]) -> None:
    """Write rows, some thousands at a time."""
    waiting = iter(rows)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while part := list(islice(waiting, ROWS)):
            writer.write_table(pa.Table.from_pylist(part, schema=schema))


def read_rows(path: Path) -> Iterator[dict[str, object]]:
    """Yield the rows of a table."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(ROWS):
            yield from batch.to_pylist()


def read_files(folder: Path) -> Reading:
    """Return what the tables hold."""
    with pq.ParquetFile(folder / EVIDENCE) as file:
        evidence = file.metadata.num_rows
    return Reading(read_nodes(folder / NODES), read_edges(folder / EDGES), evidence)


def read_nodes(path: Path) -> Iterator[Node]:
    """Yield the nodes of a table."""
    for row in read_rows(path):
        yield str(row.pop("id")), {**row, **{name: join_list(row[name]) for name in LIST_ATTRIBUTES}}


def read_edges(path: Path) -> Iterator[Edge]:
    """Yield the edges of a table."""
    for row in read_rows(path):
        name, source, target = (str(row.pop(key)) for key in ("id", "source", "target"))
        yield name, source, target, {"eid": name, **row}


def find_faults(folder: Path) -> Iterator[str]:
    """Yield the tables whose columns are not of the types that they should be, or may be empty."""
    schemas = {
        NODES: build_schema(["id"], NODE_TYPES),
        EDGES: build_schema(["id", "source", "target"], EDGE_ATTRIBUTES),
        EVIDENCE: build_schema([], QUOTE_TYPES),
    }
    for name, schema in schemas.items():
        with pq.ParquetFile(folder / name) as file:
            if not file.schema_arrow.equals(schema):
                yield f"{name}: the columns are not those of the contract"
