from pathlib import Path
from xml.etree import ElementTree

import networkx as nx

from load.contract import NODE_TYPES
from load.formats.gexf import NAMESPACE, VIZ
from tests.builders import build_entity, build_evidence, build_facts, build_policy, build_relation
from tests.load.formats.drawn import build_hostile, write_format


def read_xml(path: Path) -> ElementTree.Element:
    return ElementTree.parse(path / "graph.gexf").getroot()  # noqa: S314 - the file is our own


def test_networkx_reads_labels_attributes_and_places(tmp_path: Path):
    export = write_format("gexf", build_hostile(), tmp_path)
    again = nx.read_gexf(tmp_path / "graph.gexf", version="1.3")
    assert again.number_of_nodes() == export.graph.number_of_nodes()
    assert again.number_of_edges() == export.graph.number_of_edges()
    for name, values in export.graph.nodes(data=True):
        read = again.nodes[name]
        assert read["label"] == values["label"]
        assert read["viz"]["position"] == {"x": values["x"], "y": 0 - values["y"], "z": 0.0}
        for key in NODE_TYPES.keys() & read.keys():
            assert read[key] == values[key]


def test_years_of_the_documents_become_spells(tmp_path: Path):
    documents = [
        build_entity(
            "document", f"Plan of {year}", build_evidence("A plan.", document_id=f"doc:{year}"), year=year
        )
        for year in ("2012", "2017")
    ]
    both = [item.evidence[0] for item in documents]
    area = build_entity("area", "Roads", *both)
    facts = build_facts([*documents, area], [build_relation(documents[1], "states", area)])
    write_format("gexf", facts, tmp_path)
    root = read_xml(tmp_path)
    [drawn] = root.findall(NAMESPACE + "graph")
    assert (drawn.get("mode"), drawn.get("timeformat")) == ("dynamic", "date")
    spells = {
        item.get("label"): [
            (spell.get("start"), spell.get("end")) for spell in item.iter(NAMESPACE + "spell")
        ]
        for item in root.iter(NAMESPACE + "node")
    }
    assert spells["Roads"] == [("2012-01-01", "2012-12-31"), ("2017-01-01", "2017-12-31")]
    assert spells["Plan of 2017"] == [("2017-01-01", "2017-12-31")]


def test_a_document_without_a_year_has_no_spell(tmp_path: Path):
    write_format(
        "gexf", build_facts([build_entity("document", "A plan"), build_entity("area", "Roads")]), tmp_path
    )
    root = read_xml(tmp_path)
    assert root.find(NAMESPACE + "graph").get("mode") == "static"
    assert root.find(f".//{NAMESPACE}spell") is None


def test_parallel_edges_have_kinds(tmp_path: Path):
    area, goal = build_entity("area", "Roads"), build_entity("goal", "safer travel")
    ties = [build_relation(area, name, goal) for name in ("part_of", "contributes_to")]
    write_format("gexf", build_facts([area, goal], ties), tmp_path)
    assert sorted(item.get("kind") for item in read_xml(tmp_path).iter(NAMESPACE + "edge")) == [
        "contributes_to",
        "part_of",
    ]


def test_colours_are_in_the_viz_part(tmp_path: Path):
    export = write_format("gexf", build_policy(), tmp_path)
    for item in read_xml(tmp_path).iter(NAMESPACE + "node"):
        values = export.graph.nodes[item.get("id")]
        colour = item.find(VIZ + "color")
        assert [int(colour.get(part)) for part in "rgb"] == [values["r"], values["g"], values["b"]]
