import csv
from pathlib import Path

import pytest

from load.formats.neo4j import EDGE_HEADER, NODE_HEADER, find_faults, find_header_faults, find_row_faults
from tests.builders import build_policy
from tests.load.formats.drawn import build_hostile, write_format


def test_headers_name_ids_labels_and_types(tmp_path: Path):
    write_format("neo4j", build_policy(), tmp_path)
    nodes = (tmp_path / "graph.neo4j.nodes.csv").read_text(encoding="utf-8").splitlines()
    edges = (tmp_path / "graph.neo4j.edges.csv").read_text(encoding="utf-8").splitlines()
    assert nodes[0].startswith("id:ID,:LABEL,label:string,kind:string,")
    assert "aliases:string[],documents:string[],pages:int[]" in nodes[0]
    assert edges[0].startswith(":START_ID,:END_ID,:TYPE,eid:string,relation:string,")
    assert {row[":TYPE"] for row in csv.DictReader(edges)} >= {"PART_OF", "IN_SECTOR", "ALIGNED_WITH"}
    assert {row[":LABEL"] for row in csv.DictReader(nodes)} >= {"Measure", "Actor", "Sdg"}


def test_every_row_is_one_line(tmp_path: Path):
    facts = build_hostile()
    write_format("neo4j", facts, tmp_path)
    lines = (tmp_path / "graph.neo4j.nodes.csv").read_bytes().split(b"\n")
    assert len(lines) == len(facts.entities) + 2
    assert list(find_faults(tmp_path)) == []


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (("id", ":LABEL"), "needs :ID once"),
        (("id:ID", "other:ID", ":LABEL"), "needs :ID once"),
        (("id:ID", ":LABEL", "a:text"), "a:text has no type"),
        (("id:ID", ":LABEL", "a:int", "a:string"), "more than once"),
    ],
)
def test_a_header_that_neo4j_refuses_is_named(header: tuple[str, ...], said: str):
    assert any(said in fault for fault in find_header_faults(header, {":ID": 1, ":LABEL": 1}))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({0: ""}, "id:ID is empty"),
        ({1: ""}, ":LABEL is empty"),
        ({2: "two\nlines"}, "label:string holds a line break"),
        ({NODE_HEADER.index("pages:int[]"): "1|x"}, "holds what is no number"),
    ],
)
def test_a_row_that_neo4j_refuses_is_named(change: dict[int, str], said: str):
    row = ["a"] * len(NODE_HEADER)
    row[NODE_HEADER.index("pages:int[]")] = "1|2"
    assert list(find_row_faults("row", row, NODE_HEADER)) == []
    for place, cell in change.items():
        row[place] = cell
    assert any(said in fault for fault in find_row_faults("row", row, NODE_HEADER))


def test_a_tie_to_nothing_is_named(tmp_path: Path):
    write_format("neo4j", build_policy(), tmp_path)
    path = tmp_path / "graph.neo4j.edges.csv"
    cells = ["nobody", "nobody", "FUNDS", *["1"] * (len(EDGE_HEADER) - 3)]
    with path.open("a", encoding="utf-8") as file:
        file.write(",".join(cells) + "\n")
    assert any("there is no node nobody" in fault for fault in find_faults(tmp_path))
