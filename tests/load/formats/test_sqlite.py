import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import (
    OTHER_DOCUMENT,
    build_entity,
    build_evidence,
    build_facts,
    build_policy,
    build_relation,
)
from tests.load.formats.drawn import HOSTILE, build_hostile, write_format


def ask(folder: Path, sql: str, *values: str) -> list[tuple]:
    with closing(sqlite3.connect(folder / "graph.sqlite")) as base:
        return base.execute(sql, values).fetchall()


def test_the_views_answer_what_analysts_ask(tmp_path: Path):
    write_format("sqlite", build_policy(), tmp_path)
    assert ask(tmp_path, "SELECT area_label, code FROM sectors_of_areas ORDER BY area_label, code") == [
        ("Rural water supply", "14031"),
        ("Wells and springs", "14031"),
    ]
    assert ask(
        tmp_path, "SELECT area_label, relation, actor_label FROM actors_of_areas ORDER BY 1, 2, 3"
    ) == [
        ("Rural water supply", "funds", "Government of Japan"),
        ("Rural water supply", "implements", "Ministry of Rivers"),
        ("Rural water supply", "supports", "Government of Japan"),
        ("Wells and springs", "funds", "Government of Japan"),
        ("Wells and springs", "implements", "Ministry of Rivers"),
    ]
    assert ask(tmp_path, "SELECT label, carried FROM load_of_actors") == [
        ("Government of Japan", 2),
        ("Ministry of Rivers", 1),
    ]
    assert ask(tmp_path, "SELECT code FROM sectors_without_measure") == [("140",)]
    assert ask(tmp_path, "SELECT count(*) FROM ties") == [(len(build_policy().relations),)]
    assert ask(tmp_path, "SELECT label, year FROM documents") == [("Water for All Plan", "2026")]
    assert ask(tmp_path, "SELECT measure FROM commitments WHERE negated") != []


def test_what_two_documents_share(tmp_path: Path):
    both = [build_evidence("A dam."), build_evidence("The dam.", document_id=OTHER_DOCUMENT)]
    areas = [build_entity("area", "Dams", *both), build_entity("area", "Roads")]
    write_format("sqlite", build_facts(areas, [build_relation(areas[1], "part_of", areas[0])]), tmp_path)
    assert ask(tmp_path, "SELECT kind, label, documents FROM shared") == [("area", "Dams", 2)]


def test_words_of_quotes_are_found(tmp_path: Path):
    write_format("sqlite", build_hostile(), tmp_path)
    find = (
        "SELECT quote FROM evidence WHERE id IN (SELECT rowid FROM evidence_text WHERE evidence_text MATCH ?)"
    )
    assert {row[0] for row in ask(tmp_path, find, "herder AND famil*")}
    assert any("العربية" in row[0] for row in ask(tmp_path, find, '"العربية"'))
    assert ask(tmp_path, find, "nowhere") == []


def test_datasette_opens_it(tmp_path: Path):
    datasette = pytest.importorskip("datasette.app")
    write_format("sqlite", build_hostile(), tmp_path)
    app = datasette.Datasette([str(tmp_path / "graph.sqlite")])

    async def fetch(address: str) -> dict:
        await app.invoke_startup()
        answer = await app.client.get(address)
        assert answer.status_code == 200
        return answer.json()

    rows = asyncio.run(fetch("/graph/entities.json?kind=area&_shape=array&_size=max"))
    assert {row["number"] for row in rows} >= {text for text in HOSTILE if text.isprintable()}
    tables = asyncio.run(fetch("/graph.json"))
    assert {"entities", "relations", "evidence"} <= {table["name"] for table in tables["tables"]}
    assert {view["name"] for view in tables["views"]} >= {"ties", "shared", "load_of_actors"}
