import json
from pathlib import Path

import networkx as nx
import pytest

from load.formats.node_link import encode_schema
from tests.builders import build_policy
from tests.load.formats.drawn import build_hostile, write_format

PUBLISHED = Path(__file__).resolve().parents[3] / "docs" / "graph.schema.json"


def test_the_published_schema_is_the_one_that_is_written():
    assert PUBLISHED.read_bytes() == encode_schema()


def test_the_file_keeps_to_the_schema(tmp_path: Path):
    jsonschema = pytest.importorskip("jsonschema")
    write_format("json", build_hostile(), tmp_path)
    schema = json.loads((tmp_path / "graph.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    data = json.loads((tmp_path / "graph.json").read_text(encoding="utf-8"))
    assert list(validator.iter_errors(data)) == []
    del data["edges"][0]["quote"]
    assert "'quote' is a required property" in next(validator.iter_errors(data)).message


def test_networkx_reads_it(tmp_path: Path):
    export = write_format("json", build_policy(), tmp_path)
    again = nx.node_link_graph(
        json.loads((tmp_path / "graph.json").read_text(encoding="utf-8")), edges="edges"
    )
    assert again.is_directed()
    assert again.is_multigraph()
    assert set(again.edges(keys=True)) == set(export.graph.edges(keys=True))
    for name, values in export.graph.nodes(data=True):
        assert again.nodes[name]["label"] == values["label"]
        assert " | ".join(again.nodes[name]["aliases"]) == values["aliases"]


def test_every_piece_of_evidence_is_there(tmp_path: Path):
    facts = build_policy()
    write_format("json", facts, tmp_path)
    data = json.loads((tmp_path / "graph.json").read_text(encoding="utf-8"))
    for item in facts.relations:
        [edge] = [edge for edge in data["edges"] if edge["key"] == item.id]
        assert [entry["quote"] for entry in edge["evidence"]] == [entry.quote for entry in item.evidence]
        assert [entry["focus"] for entry in edge["evidence"]] == [
            entry.quote[entry.focus.start - entry.span.start : entry.focus.end - entry.span.start]
            for entry in item.evidence
        ]
