from pathlib import Path

import pytest

from load.contract import EDGE_TYPES
from tests.load.formats.drawn import build_hostile, write_format

pytest.importorskip("pyarrow")
duckdb = pytest.importorskip("duckdb")
ALL = "SELECT * FROM read_parquet(?)"
ORPHANS = """SELECT count(*) FROM read_parquet(?) WHERE owner NOT IN
  (SELECT id FROM read_parquet(?) UNION SELECT id FROM read_parquet(?))"""


def test_duckdb_reads_every_node_and_edge_with_its_types(tmp_path: Path):
    export = write_format("parquet", build_hostile(), tmp_path)
    with duckdb.connect() as base:
        nodes = base.execute(ALL, [f"{tmp_path}/graph.nodes.parquet"])
        names = [column[0] for column in nodes.description]
        rows = {row[0]: dict(zip(names, row, strict=True)) for row in nodes.fetchall()}
        edges = base.execute(ALL, [f"{tmp_path}/graph.edges.parquet"])
        edge_names = [column[0] for column in edges.description]
        ties = {row[0]: dict(zip(edge_names, row, strict=True)) for row in edges.fetchall()}
    assert len(rows) == export.graph.number_of_nodes()
    for name, values in export.list_nodes():
        assert rows[name]["label"] == values["label"]
        assert rows[name]["pages"] == [int(page) for page in str(values["pages"]).split(" | ")]
        assert rows[name]["confidence"] == values["confidence"]
        assert rows[name]["negated"] is values["negated"]
    for name, source, target, values in export.list_edges():
        assert (ties[name]["source"], ties[name]["target"]) == (source, target)
        assert {key: ties[name][key] for key in EDGE_TYPES if key != "eid"} == {
            key: value for key, value in values.items() if key != "eid"
        }


def test_evidence_joins_with_its_owner(tmp_path: Path):
    export = write_format("parquet", build_hostile(), tmp_path)
    nodes, edges, evidence = (f"{tmp_path}/graph.{part}.parquet" for part in ("nodes", "edges", "evidence"))
    with duckdb.connect() as base:
        [[lost]] = base.execute(ORPHANS, [evidence, nodes, edges]).fetchall()
        [[counted]] = base.execute("SELECT sum(mention_count) FROM read_parquet(?)", [nodes]).fetchall()
    assert lost == 0
    assert counted == sum(len(entity.evidence) for entity in export.facts.entities)
