"""Corrections in a run: they change the graph alone, outlive rebuilds, and say what they do not find."""

import pytest

from tests.pipeline.folders import HEALTH, WATER, Folders

LOADED = {"graph.graphml", "graph.html", "issues.jsonl", "run.json", "state.json"}
RENAME = '[[rename]]\nnode = "Ministry of Rivers"\nlabel = "Ministry of Streams"\n'
NOTHING = '\n[[delete]]\nnode = "Ministry of Nothing"\n'
ADD = """
[[add]]
kind = "actor"
label = "rural clinics"
document = "health.txt"

[[add]]
source = "rural clinics"
relation = "assists"
target = "Ministry of Health"
document = "health.txt"
quote = "midwives for rural clinics"
"""


def test_a_changed_file_redoes_the_graph_and_nothing_else(folders: Folders):
    folders.put("corrections.toml", RENAME)
    said = folders.run()
    assert (said.code, said.lines[-1].startswith("Done: ")) == (0, True)
    assert folders.list_written() == LOADED
    assert "Ministry of Streams" in folders.read_graph()
    assert "Ministry of Streams" in (folders.output / "graph.html").read_text("utf-8")
    folders.age()
    assert folders.run().find("All is fresh")
    assert folders.list_written() == set()
    folders.put("corrections.toml", RENAME.replace("Streams", "Lakes"))
    folders.run()
    assert folders.list_written() == LOADED
    assert "Ministry of Streams" not in folders.read_graph()


def test_without_the_file_the_graph_is_what_it_was(folders: Folders, built: Folders):
    path = folders.put("corrections.toml", RENAME + NOTHING)
    folders.run()
    path.unlink()
    folders.run()
    assert folders.read_output() == built.read_output()


def test_corrections_outlive_a_rebuild(folders: Folders):
    folders.put("corrections.toml", RENAME)
    folders.run()
    folders.put("water.md", WATER.replace("forty water points", "seventy deep wells"))
    folders.run("--force")
    assert "seventy deep wells" in folders.read_graph()
    assert "Ministry of Streams" in folders.read_graph()


def test_what_matches_nothing_is_said_in_each_run_and_listed(folders: Folders):
    folders.put("corrections.toml", RENAME + NOTHING)
    line = (
        'warning: corrections.toml: line 5: [[delete]]: no node is called "Ministry of Nothing". '
        "Copy the label or the id from the graph."
    )
    for _ in range(2):
        said = folders.run()
        assert said.code == 0
        assert said.lines[0] == line
    assert folders.read_issues() == [
        {
            "document": "corrections.toml",
            "page": 0,
            "severity": "warning",
            "code": "correction",
            "message": 'line 5: [[delete]]: no node is called "Ministry of Nothing"',
            "remedy": "Copy the label or the id from the graph",
        }
    ]
    assert folders.run("--strict").code == 1


def test_problems_are_in_the_order_of_the_file(folders: Folders):
    folders.put("corrections.toml", NOTHING * 12)
    folders.run()
    lines = [int(issue["message"].split(":")[0].removeprefix("line ")) for issue in folders.read_issues()]
    assert lines == sorted(lines)
    assert len(lines) == 12


@pytest.mark.parametrize("command", ["run", "load", "status"])
def test_a_file_that_cannot_be_used_stops_the_run_with_one_line(folders: Folders, command: str):
    folders.put("corrections.toml", "\n" + RENAME.replace("node", "nod"))
    said = folders.run(command=command)
    assert said.code == 2
    [line] = said.lines
    assert line.startswith('error: corrections.toml: line 3: [[rename]]: there is no key "nod"')
    assert folders.list_written() == set()


def test_the_file_is_no_document_and_not_reported_as_ignored(folders: Folders):
    folders.put("corrections.toml", RENAME)
    folders.run()
    assert folders.read_issues() == []
    assert "corrections.toml" not in folders.read_report()["documents"]
    assert len(folders.read_report()["corrections"]) == 64


def test_what_is_added_shows_the_words_of_its_document(folders: Folders):
    folders.put("corrections.toml", ADD)
    said = folders.run()
    assert said.find("warning") == []
    graph = folders.read_graph()
    assert graph.count("correction/add") == 2
    assert "midwives for rural clinics" in graph


def test_an_added_node_goes_with_its_document(folders: Folders):
    folders.put("corrections.toml", ADD)
    (folders.sources / "health.txt").unlink()
    said = folders.run()
    assert said.find("warning", "line 2", 'no document of the graph is called "health.txt"')
    assert "rural clinics" not in folders.read_graph()
    folders.put("health.txt", HEALTH)
    assert folders.run().find("warning") == []


def test_a_renamed_file_is_no_longer_found(folders: Folders):
    folders.put("corrections.toml", ADD)
    folders.run()
    (folders.sources / "health.txt").rename(folders.sources / "clinics.txt")
    assert folders.run().find("warning", 'no document of the graph is called "health.txt"')


def test_the_same_corrections_give_the_same_bytes(folders: Folders):
    folders.put("corrections.toml", RENAME + ADD + NOTHING)
    folders.run()
    before = folders.read_output()
    folders.run("--force", workers=2)
    assert folders.read_output() == before
