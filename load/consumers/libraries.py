"""Consumers that are Python libraries."""

from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import msgspec
import networkx as nx

from load.consumers.consumer import Consumer
from load.formats.export import Edge, Node, Reading
from load.formats.graphml import read_graphml
from load.formats.resources import PREFIXES

SCHEMA = Path(__file__).with_name("graphml.xsd")
NOT_TEXT = ("aliases", "documents", "pages")  # lists where a format has lists


def find_package(name: str) -> Callable[[], str]:
    """Return what finds the version of a package."""

    def find() -> str:
        try:
            return version(name)
        except PackageNotFoundError:
            return ""

    return find


def open_networkx_graphml(folder: Path) -> Reading:
    """Return what networkx reads in the GraphML file."""
    return list_networkx(nx.read_graphml(folder / "graph.graphml", force_multigraph=True))


def open_networkx_gexf(folder: Path) -> Reading:
    """Return what networkx reads in the GEXF file."""
    return list_networkx(nx.read_gexf(folder / "graph.gexf", version="1.3"))


def open_networkx_json(folder: Path) -> Reading:
    """Return what networkx makes of the JSON file."""
    data = msgspec.json.decode((folder / "graph.json").read_bytes())
    return list_networkx(nx.node_link_graph(data, edges="edges"))


def list_networkx(graph: Any) -> Reading:
    """Return nodes and edges of a networkx graph; an edge's id is its key, or an attribute."""

    def list_nodes() -> Iterator[Node]:
        for name, data in graph.nodes(data=True):
            yield name, {key: value for key, value in data.items() if not isinstance(value, list | dict)}

    def list_edges() -> Iterator[Edge]:
        edges: Any = nx.MultiDiGraph(graph).edges(keys=True, data=True)
        for source, target, key, data in edges:
            kept = {name: value for name, value in data.items() if not isinstance(value, list | dict)}
            yield str(kept.pop("id", key)), source, target, kept

    return Reading(list_nodes(), list_edges())


def open_igraph(folder: Path) -> Reading:
    """Return what python-igraph reads in the GraphML file.

    Raises:
        ValueError: If it refuses the file.
    """
    import igraph

    try:
        graph = igraph.Graph.Read_GraphML(str(folder / "graph.graphml"))
    except igraph.InternalError as error:
        raise ValueError(str(error)) from error
    names = graph.vs["id"] if graph.vcount() else []
    nodes = ((vertex["id"], vertex.attributes()) for vertex in graph.vs)
    edges = ((edge["eid"], names[edge.source], names[edge.target], edge.attributes()) for edge in graph.es)
    return Reading(nodes, edges)


def open_tulip(folder: Path) -> Reading:
    """Return what Tulip reads in the GraphML file; it keeps the order and forgets the ids.

    Of a text that its parser hands over in pieces it keeps the last one: what follows a "&" or "<", or stands
    at the start of the next stretch of the file that it reads.

    Raises:
        ValueError: If it reads nothing.
    """
    from tulip import tlp

    path = folder / "graph.graphml"
    graph = tlp.importGraph("GraphML", {"file::filename": str(path)})
    if graph is None:
        raise ValueError("nothing was imported")
    reading = read_graphml(path)
    names = dict(zip(graph.nodes(), (name for name, _ in reading.nodes), strict=False))
    ids = dict(zip(graph.edges(), (name for name, *_ in reading.edges), strict=False))
    own = [name for name in graph.getProperties() if not name.startswith("view")]

    def list_values(thing: Any) -> dict[str, object]:
        return {key: graph[key][thing] for key in own}

    nodes = [(names[node], list_values(node)) for node in graph.nodes()]
    edges = [
        (ids[edge], names[graph.source(edge)], names[graph.target(edge)], list_values(edge))
        for edge in graph.edges()
    ]
    return Reading(nodes, edges)


def open_xmlschema(folder: Path) -> Reading:
    """Return the elements of the GraphML file after it was held against the schema.

    Raises:
        ValueError: If it is not valid.
    """
    import xmlschema

    schema, path = xmlschema.XMLSchema(SCHEMA), folder / "graph.graphml"
    faults = [str(error.reason) for error in schema.iter_errors(path)]
    if faults:
        raise ValueError("; ".join(faults[:3]))
    tree = xmlschema.XMLResource(path)
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    nothing: dict[str, object] = {}
    nodes = ((item.attrib["id"], nothing) for item in tree.root.iterfind(".//g:node", space))
    edges = (
        (item.attrib["id"], item.attrib["source"], item.attrib["target"], nothing)
        for item in tree.root.iterfind(".//g:edge", space)
    )
    return Reading(nodes, edges)


def open_rdflib_turtle(folder: Path) -> Reading:
    """Return what rdflib reads in the Turtle file."""
    return list_rdf(folder / "graph.ttl", "turtle")


def open_rdflib_json(folder: Path) -> Reading:
    """Return what rdflib reads in the JSON-LD file."""
    return list_rdf(folder / "graph.jsonld", "json-ld")


def list_rdf(path: Path, form: str) -> Reading:
    """Return entities and relations of an RDF file, by their identifiers."""
    import rdflib

    graph = rdflib.Graph().parse(path, format=form)
    names: dict[Any, str] = {
        thing: str(name) for thing, name in graph.subject_objects(rdflib.DCTERMS.identifier)
    }

    def list_values(thing: Any) -> dict[str, object]:
        space = PREFIXES["pg"]
        said = (
            (str(name), value)
            for name, value in graph.predicate_objects(thing)
            if str(name).startswith(space)
        )
        values = {
            name.removeprefix(space): value.toPython() for name, value in said if hasattr(value, "toPython")
        }
        return {name: value for name, value in values.items() if name not in NOT_TEXT}

    nodes = [(names[thing], list_values(thing)) for thing, _ in graph.subject_objects(rdflib.RDFS.label)]
    edges = [
        (names[tie], names[source], names[graph.value(tie, rdflib.RDF.object)], list_values(tie))
        for tie, source in graph.subject_objects(rdflib.RDF.subject)
    ]
    return Reading(nodes, edges)


def open_duckdb(folder: Path) -> Reading:
    """Return what DuckDB reads in the Parquet files."""
    import duckdb

    def list_rows(name: str) -> list[dict[str, Any]]:
        with duckdb.connect() as base:
            found = base.execute("SELECT * FROM read_parquet(?)", [str(folder / name)])
            names = [column[0] for column in found.description or ()]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    nodes = (
        (row.pop("id"), {key: value for key, value in row.items() if key not in NOT_TEXT})
        for row in list_rows("graph.nodes.parquet")
    )
    edges = (
        (row.pop("id"), row.pop("source"), row.pop("target"), row) for row in list_rows("graph.edges.parquet")
    )
    return Reading(nodes, edges)


LIBRARIES = (
    Consumer("networkx", "graphml", find_package("networkx"), open_networkx_graphml, "pip install networkx"),
    Consumer("networkx", "gexf", find_package("networkx"), open_networkx_gexf, "pip install networkx"),
    Consumer("networkx", "json", find_package("networkx"), open_networkx_json, "pip install networkx"),
    Consumer("python-igraph", "graphml", find_package("igraph"), open_igraph, "pip install igraph"),
    Consumer(
        "Tulip", "graphml", find_package("tulip-python"), open_tulip, "pip install tulip-python", cuts=True
    ),
    Consumer("xmlschema", "graphml", find_package("xmlschema"), open_xmlschema, "pip install xmlschema"),
    Consumer("rdflib", "turtle", find_package("rdflib"), open_rdflib_turtle, "pip install rdflib"),
    Consumer("rdflib", "jsonld", find_package("rdflib"), open_rdflib_json, "pip install rdflib"),
    Consumer("DuckDB", "parquet", find_package("duckdb"), open_duckdb, "pip install duckdb"),
)
