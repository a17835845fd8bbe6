"""The formats with a drawing of their own: yEd and CX2."""

import json
from pathlib import Path
from xml.etree import ElementTree

from load.formats.cytoscape import find_faults
from load.formats.yed import NAMESPACE, SHAPES, YED
from load.style import STYLES
from tests.builders import build_policy
from tests.load.formats.drawn import build_hostile, write_format


def test_yed_gets_a_label_a_place_and_a_shape_for_each_node(tmp_path: Path):
    export = write_format("yed", build_hostile(), tmp_path)
    root = ElementTree.parse(tmp_path / "graph.yed.graphml").getroot()  # noqa: S314 - the file is our own
    nodes = root.findall(f".//{NAMESPACE}node")
    assert len(nodes) == export.graph.number_of_nodes()
    for node in nodes:
        values = export.graph.nodes[node.get("id")]
        assert node.findtext(f".//{YED}NodeLabel") == values["label"]
        assert node.find(f".//{YED}Fill").get("color") == values["color"]
        assert node.find(f".//{YED}Shape").get("type") == SHAPES[values["kind"]]
        box = node.find(f".//{YED}Geometry")
        assert abs(float(box.get("x")) + float(box.get("width")) / 2 - values["x"]) <= 0.1
        assert abs(float(box.get("y")) + float(box.get("height")) / 2 - values["y"]) <= 0.1
    assert {edge.findtext(f".//{YED}EdgeLabel") for edge in root.iter(NAMESPACE + "edge")} >= {"is part of"}


def test_every_kind_has_a_shape():
    assert SHAPES.keys() == STYLES.keys()


def read_aspects(folder: Path) -> dict[str, list]:
    parts = json.loads((folder / "graph.cx2").read_text(encoding="utf-8"))
    assert parts[0] == {"CXVersion": "2.0", "hasFragments": False}
    assert list(parts[1]) == ["metaData"]
    assert parts[-1] == {"status": [{"success": True}]}
    return {name: items for part in parts[1:] for name, items in part.items()}


def test_cytoscape_gets_counts_types_and_a_style(tmp_path: Path):
    export = write_format("cx2", build_hostile(), tmp_path)
    aspects = read_aspects(tmp_path)
    counts = {item["name"]: item["elementCount"] for item in aspects["metaData"]}
    assert counts["nodes"] == len(aspects["nodes"]) == export.graph.number_of_nodes()
    assert counts["edges"] == len(aspects["edges"]) == export.graph.number_of_edges()
    kinds = {"string": str, "integer": int, "double": float, "boolean": bool}
    kinds |= {"list_of_string": list, "list_of_integer": list}
    for part in ("nodes", "edges"):
        declared = aspects["attributeDeclarations"][0][part]
        for item in aspects[part]:
            assert all(type(value) is kinds[declared[name]["d"]] for name, value in item["v"].items())
    mapped = aspects["visualProperties"][0]["nodeMapping"]
    assert mapped["NODE_LABEL"]["definition"]["attribute"] == "label"


def test_a_count_that_is_wrong_is_named(tmp_path: Path):
    write_format("cx2", build_policy(), tmp_path)
    path = tmp_path / "graph.cx2"
    parts = json.loads(path.read_text(encoding="utf-8"))
    next(part for part in parts if "edges" in part)["edges"].pop()
    path.write_text(json.dumps(parts), encoding="utf-8")
    assert any(fault.startswith("edges: ") for fault in find_faults(tmp_path))
