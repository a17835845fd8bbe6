from pathlib import Path

import pytest

from load.formats import csv_tables, gexf
from load.formats.registry import list_files
from tests.pipeline.folders import Folders

CHOSEN = ("html", "graphml", "gexf", "csv")


def test_chosen_formats_are_written_checked_and_reported(folders: Folders):
    said = folders.run("--formats", "gexf,csv", command="load")
    assert said.code == 0
    files = list_files(CHOSEN)
    assert folders.list_written() >= set(files) - {"graph.html", "graph.graphml"}
    assert len(said.checked) == len(CHOSEN)
    assert "graph.gexf: " in said.checked[2]
    assert set(folders.read_report()["files"]) == set(files)


def test_a_second_run_with_the_same_formats_does_nothing(folders: Folders):
    folders.run("--formats", "gexf", command="load")
    folders.age()
    said = folders.run("--formats", "gexf", command="load")
    assert said.find("All is fresh")
    assert folders.list_written() == set()


def test_a_run_without_the_format_keeps_its_file_until_the_graph_changes(folders: Folders):
    folders.run("--formats", "gexf", command="load")
    folders.run()
    assert (folders.output / "graph.gexf").is_file()
    folders.put("water.md", "# Rivers plan\n\nThe Ministry of Rivers will clean ten lakes.\n")
    folders.run()
    assert not (folders.output / "graph.gexf").exists()


def test_a_format_that_does_not_exist_is_wrong_usage(folders: Folders):
    said = folders.run("--formats", "gefx")
    assert said.code == 2
    assert said.find("no format is called gefx", "gexf")
    assert folders.list_written() == set()


def test_a_file_that_does_not_hold_the_graph_fails_the_run(folders: Folders, monkeypatch: pytest.MonkeyPatch):
    def write_short(_export: object, path: Path) -> None:
        path.write_text('<gexf xmlns="http://gexf.net/1.3"><graph/></gexf>', "utf-8")

    monkeypatch.setattr(gexf, "FILES", {"graph.gexf": write_short})
    said = folders.run("--formats", "gexf")
    assert said.code == 1
    assert said.find("failed: graph.gexf: 0 nodes of ")
    monkeypatch.undo()
    assert folders.run("--formats", "gexf").code == 0


def test_a_writer_that_fails_leaves_no_part_of_a_file(folders: Folders, monkeypatch: pytest.MonkeyPatch):
    def stop(_export: object, path: Path) -> None:
        path.write_text("half", "utf-8")
        raise OSError("the disk is full")

    monkeypatch.setattr(csv_tables, "FILES", {"graph.nodes.csv": stop})
    assert folders.run("--formats", "csv").code == 1
    assert not (folders.output / "graph.nodes.csv").exists()
    assert not list(folders.output.glob("*.part"))


def test_a_view_has_files_of_its_own(folders: Folders):
    whole = folders.read_graph()
    said = folders.run("--level", "areas", "--formats", "csv")
    assert said.code == 0
    view = (folders.output / "view" / "graph.graphml").read_text("utf-8")
    assert '<data key="kind">measure</data>' in whole
    assert '<data key="kind">measure</data>' not in view
    assert (folders.output / "view" / "graph.nodes.csv").is_file()
    assert not (folders.output / "view" / "graph.html").exists()
    assert folders.read_graph() == whole
    folders.age()
    assert folders.run("--level", "areas", "--formats", "csv").find("All is fresh")
    assert folders.list_written() == set()
    folders.run()
    assert not (folders.output / "view" / "graph.graphml").exists()


@pytest.mark.parametrize(
    "options", [("--level", "pillars"), ("--kinds", "actor,pillar"), ("--documents", "Atlantis")]
)
def test_a_view_of_what_is_not_there_is_wrong_usage(folders: Folders, options: tuple[str, str]):
    said = folders.run(*options)
    assert said.code == 2
    assert said.find("error: no ", options[1].split(",")[-1])
