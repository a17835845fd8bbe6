from pathlib import Path

import igraph
import networkx as nx

from load.formats.projections import FILES
from tests.builders import build_entity, build_facts, build_relation
from tests.load.formats.drawn import build_hostile, write_format


def test_actors_and_sectors_are_tied_by_the_areas_that_they_share(tmp_path: Path):
    roads, rails = build_entity("area", "Roads"), build_entity("area", "Rails")
    street, free = build_entity("measure", "build a street"), build_entity("measure", "plant trees")
    actors = [build_entity("actor", name) for name in ("Agency", "Bank", "City", "Donor")]
    transport, water = (build_entity("sector", name, code=name[:2]) for name in ("Transport", "Water"))
    agency, bank, city, donor = actors
    relations = [
        build_relation(street, "part_of", roads),
        build_relation(agency, "implements", street),
        build_relation(bank, "funds", roads),
        build_relation(agency, "supports", rails),
        build_relation(bank, "funds", rails),
        build_relation(city, "implements", free),
        build_relation(donor, "funds", free),
        build_relation(donor, "assists", city),
        build_relation(street, "in_sector", transport),
        build_relation(roads, "in_sector", water),
    ]
    entities = [roads, rails, street, free, *actors, transport, water]
    write_format("projections", build_facts(entities, relations), tmp_path)
    graph = nx.read_graphml(tmp_path / "graph.actors.graphml")
    assert not graph.is_directed()
    assert sorted(
        (*sorted((graph.nodes[one]["label"], graph.nodes[other]["label"])), data["weight"], data["shared"])
        for one, other, data in graph.edges(data=True)
    ) == [("Agency", "Bank", 2.0, "Rails | Roads"), ("City", "Donor", 1.0, "plant trees")]
    sectors = nx.read_graphml(tmp_path / "graph.sectors.graphml")
    assert [data["weight"] for *_, data in sectors.edges(data=True)] == [1.0]
    assert {data["areas"] for _, data in sectors.nodes(data=True)} == {1}


def test_igraph_and_networkx_read_hostile_names(tmp_path: Path):
    export = write_format("projections", build_hostile(), tmp_path)
    for name in FILES:
        graph = nx.read_graphml(tmp_path / name)
        assert igraph.Graph.Read_GraphML(str(tmp_path / name)).vcount() == graph.number_of_nodes()
        for node, data in graph.nodes(data=True):
            assert data["label"] == export.graph.nodes[node]["label"]
