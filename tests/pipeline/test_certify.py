import json

import pytest

from load.consumers.consumer import Consumer
from load.consumers.libraries import open_networkx_gexf, open_networkx_graphml
from load.formats.export import Reading
from tests.pipeline.folders import Folders

NETWORKX = Consumer("networkx", "graphml", lambda: "3", open_networkx_graphml, "")
GEXF = Consumer("networkx", "gexf", lambda: "3", open_networkx_gexf, "")
ABSENT = Consumer("Absent", "graphml", lambda: "", open_networkx_graphml, "apt-get install absent")
BLIND = Consumer("Blind", "graphml", lambda: "1", lambda _: Reading((), ()), "")


@pytest.fixture(autouse=True)
def _few_consumers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.certify.CONSUMERS", (NETWORKX, GEXF, ABSENT))


def read_certificate(folders: Folders) -> dict:
    return json.loads((folders.output / "certificate.json").read_text("utf-8"))


def test_files_are_checked_opened_and_written_down(folders: Folders):
    folders.run("--formats", "gexf", command="load")
    said = folders.run(command="certify")
    assert said.code == 0
    assert len(said.checked) == 3
    assert said.find("passed: graphml in networkx 3: ")
    assert said.find("passed: gexf in networkx 3: ")
    assert said.find("skipped: graphml in Absent", "not installed: apt-get install absent")
    certificate = read_certificate(folders)
    assert set(certificate["files"]) == {"graph.gexf", "graph.graphml", "graph.html"}
    assert [tool["result"] for tool in certificate["tools"]] == ["passed", "passed", "skipped"]
    assert all(not item["faults"] for item in certificate["formats"])


def test_a_format_that_was_not_written_is_not_tried(folders: Folders):
    said = folders.run(command="certify")
    assert said.code == 0
    assert not said.find("gexf")


def test_a_file_that_was_changed_fails(folders: Folders):
    folders.run("--formats", "gexf", command="load")
    path = folders.output / "graph.gexf"
    path.write_text(path.read_text("utf-8").replace("midwives", "doctors"), "utf-8")
    said = folders.run(command="certify")
    assert said.code == 1
    assert said.find("failed: graph.gexf", "doctors")
    assert said.find("failed: gexf in networkx 3", "doctors")


def test_a_tool_that_finds_less_fails(folders: Folders, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("pipeline.certify.CONSUMERS", (BLIND,))
    said = folders.run(command="certify")
    assert said.code == 1
    assert said.find("failed: graphml in Blind 1: 0 nodes and 0 edges for ")


def test_without_a_graph_there_is_nothing_to_do(bare: Folders):
    said = bare.run(command="certify")
    assert said.code == 2
    assert said.find("No graph in", "make graph")
