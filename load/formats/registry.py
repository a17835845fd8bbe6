"""The formats that a graph can be written in, by name; a format's module is imported when it is used."""

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, cast

import msgspec

from load.errors import MissingLibrary, UnknownFormat

if TYPE_CHECKING:
    from load.formats.export import FormatModule


class Format(msgspec.Struct, frozen=True):
    """A format.

    Attributes:
        name: As `--formats` takes it.
        module: In `load.formats`.
        files: Names of its files.
        purpose: What opens it.
        library: The package that writes it, or "" where the standard library does.
    """

    name: str
    module: str
    files: tuple[str, ...]
    purpose: str
    library: str = ""


FORMATS = {
    item.name: item
    for item in (
        Format("html", "page", ("graph.html",), "any browser"),
        Format(
            "graphml",
            "graphml",
            ("graph.graphml",),
            "Gephi, Cytoscape, igraph, Tulip, networkx, graph-tool, Neo4j's APOC",
        ),
        Format("gexf", "gexf", ("graph.gexf",), "Gephi with a time line, sigma.js"),
        Format("json", "node_link", ("graph.json", "graph.schema.json"), "networkx, D3, JavaScript"),
        Format(
            "csv",
            "csv_tables",
            ("graph.nodes.csv", "graph.edges.csv", "graph.evidence.csv"),
            "R, pandas, Gephi's tables",
        ),
        Format(
            "excel",
            "excel_tables",
            ("graph.nodes.excel.csv", "graph.edges.excel.csv", "graph.evidence.excel.csv"),
            "Excel, LibreOffice",
        ),
        Format("yed", "yed", ("graph.yed.graphml",), "yEd"),
        Format("cx2", "cytoscape", ("graph.cx2",), "Cytoscape with a style, NDEx"),
        Format("neo4j", "neo4j", ("graph.neo4j.nodes.csv", "graph.neo4j.edges.csv"), "neo4j-admin import"),
        Format("sqlite", "sqlite", ("graph.sqlite",), "Datasette, SQL"),
        Format(
            "parquet",
            "parquet",
            ("graph.nodes.parquet", "graph.edges.parquet", "graph.evidence.parquet"),
            "pandas, Polars, DuckDB, Arrow in R",
            library="pyarrow",
        ),
        Format("turtle", "turtle", ("graph.ttl",), "RDF stores, SPARQL"),
        Format("jsonld", "json_ld", ("graph.jsonld",), "linked data on the web"),
        Format(
            "projections",
            "projections",
            ("graph.sectors.graphml", "graph.actors.graphml"),
            "network analysis of sectors, and of actors, that share areas",
        ),
        Format("iati", "iati", ("graph.iati-sectors.csv", "graph.iati-roles.csv"), "tools for IATI's tables"),
    )
}
DEFAULT_FORMATS = ("html", "graphml")


def choose_formats(names: Iterable[str]) -> tuple[str, ...]:
    """Return the formats to write, in the registry's order: those that every run writes, and those named.

    Raises:
        UnknownFormat: If there is no format of a name.
        MissingLibrary: If the package that writes one is not installed.
    """
    wanted = {name.strip().lower() for name in names if name.strip()}
    if "all" in wanted:
        wanted = set(FORMATS)
    unknown = sorted(wanted - set(FORMATS))
    if unknown:
        raise UnknownFormat(f"no format is called {', '.join(unknown)}; there are: all, {', '.join(FORMATS)}")
    chosen = tuple(name for name in FORMATS if name in wanted or name in DEFAULT_FORMATS)
    for name in chosen:
        check_library(FORMATS[name])
    return chosen


def is_writable(item: Format) -> bool:
    """Tell whether the package that writes a format is there."""
    return not item.library or find_spec(item.library) is not None


def check_library(item: Format) -> None:
    """Raise if the package that writes a format is not there.

    Raises:
        MissingLibrary: Says how to get it.
    """
    if not is_writable(item):
        raise MissingLibrary(
            f"the format {item.name} needs the package {item.library}: run `make formats` once, "
            "or leave the format out"
        )


def open_format(name: str) -> "FormatModule":
    """Return the module of a format."""
    return cast("FormatModule", import_module(f"load.formats.{FORMATS[name].module}"))


def list_files(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the files of formats."""
    return tuple(file for name in names for file in FORMATS[name].files)
