"""The RDF files, read by rdflib and held against shapes of ours."""

from pathlib import Path

import pytest

from load.formats.resources import BASE
from tests.builders import build_policy
from tests.load.formats.drawn import build_hostile, write_format

rdflib = pytest.importorskip("rdflib")
SHAPES = Path(__file__).with_name("shapes.ttl")
PG = f"{BASE}vocabulary:"
SKOS = "http://www.w3.org/2004/02/skos/core#"


def read_turtle(folder: Path) -> "rdflib.Graph":
    return rdflib.Graph().parse(folder / "graph.ttl", format="turtle")


def test_both_files_say_the_same(tmp_path: Path):
    write_format("turtle", build_hostile(), tmp_path)
    write_format("jsonld", build_hostile(), tmp_path)
    turtle = read_turtle(tmp_path)
    assert len(turtle) > 1000
    assert set(turtle) == set(rdflib.Graph().parse(tmp_path / "graph.jsonld", format="json-ld"))


def test_every_label_and_tie_is_there(tmp_path: Path):
    export = write_format("turtle", build_hostile(), tmp_path)
    graph = read_turtle(tmp_path)
    names = {str(name): thing for thing, name in graph.subject_objects(rdflib.DCTERMS.identifier)}
    for name, values in export.list_nodes():
        assert str(graph.value(names[name], rdflib.RDFS.label)) == values["label"]
    for name, source, target, values in export.list_edges():
        tie = rdflib.URIRef(PG + str(values["relation"]))
        assert (names[source], tie, names[target]) in graph
        assert graph.value(names[name], rdflib.RDF.predicate) == tie
        assert graph.value(names[name], rdflib.URIRef(PG + "confidence")).toPython() == values["confidence"]


def test_codes_are_concepts_with_a_scheme_and_the_broader_one(tmp_path: Path):
    write_format("turtle", build_policy(), tmp_path)
    found = read_turtle(tmp_path).query(
        """SELECT ?code ?broader ?scheme WHERE {
             ?concept skos:notation ?code ; skos:inScheme/skos:prefLabel ?scheme .
             OPTIONAL { ?concept skos:broader/skos:notation ?broader } } ORDER BY ?code""",
        initNs={"skos": SKOS},
    )
    assert [tuple(cell and str(cell) for cell in row) for row in found] == [
        ("140", None, "OECD DAC and CRS sector codes"),
        ("14031", "140", "OECD DAC and CRS sector codes"),
        ("6", None, "Sustainable Development Goals"),
    ]


def test_words_and_page_of_a_claim_can_be_asked_for(tmp_path: Path):
    write_format("turtle", build_policy(), tmp_path)
    found = read_turtle(tmp_path).query(
        """SELECT ?words ?page WHERE {
             ?claim rdf:predicate pg:located_in . ?note oa:hasBody ?claim ; oa:hasTarget ?target .
             ?target oa:hasSelector [ oa:exact ?words ] , [ rdf:value ?page ] } ORDER BY ?page""",
        initNs={"pg": PG, "oa": "http://www.w3.org/ns/oa#", "rdf": str(rdflib.RDF)},
    )
    assert [tuple(map(str, row)) for row in found] == [
        ("The Ministry of Rivers will build forty water points for herder families by 2030.", "page=2"),
        ("Work begins in Lakeside Province.", "page=3"),
    ]


def test_the_shapes_hold(tmp_path: Path):
    pyshacl = pytest.importorskip("pyshacl")
    write_format("turtle", build_hostile(), tmp_path)
    conforms, _, told = pyshacl.validate(read_turtle(tmp_path), shacl_graph=str(SHAPES))
    assert conforms, told


@pytest.mark.parametrize(
    "lost",
    [
        rdflib.URIRef(PG + "confidence"),
        rdflib.URIRef("http://www.w3.org/ns/oa#exact"),
        rdflib.URIRef("http://www.w3.org/ns/oa#hasSource"),
        rdflib.URIRef(SKOS + "inScheme"),
        rdflib.URIRef("http://www.w3.org/ns/prov#wasDerivedFrom"),
    ],
)
def test_the_shapes_find_what_is_lost(tmp_path: Path, lost: "rdflib.URIRef"):
    pyshacl = pytest.importorskip("pyshacl")
    write_format("turtle", build_policy(), tmp_path)
    graph = read_turtle(tmp_path)
    graph.remove((None, lost, None))
    assert not pyshacl.validate(graph, shacl_graph=str(SHAPES))[0]
