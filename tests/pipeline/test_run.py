import re
import shutil
from pathlib import Path

import pytest

from tests.pipeline.folders import HEALTH, WATER, Folders, draw_roads, make_folders

ALL = {"graph.graphml", "graph.html", "issues.jsonl", "run.json", "state.json"}
KEPT = {"pictures.msgpack"}  # rewritten when other pictures are needed
STAMPED = {"issues.jsonl", "run.json", "state.json"}  # rewritten whenever anything was done


def records(*slugs: str, stages: tuple[str, ...] = ("extract", "transform")) -> set[str]:
    return {f"{stage}/{slug}" for stage in stages for slug in slugs}


def shorten(names: set[str]) -> set[str]:
    return {re.sub(r"-[0-9a-f]{10}\.json$", "", name) for name in names}


def test_a_run_leaves_the_graph_the_reports_and_the_records_of_each_document(built: Folders):
    assert shorten(set(built.read_output())) == ALL | KEPT | records("water-md", "health-txt", "roads-pdf")


def test_the_graph_holds_what_each_document_says(built: Folders):
    graph, page = built.read_graph(), (built.output / "graph.html").read_text("utf-8")
    for words in ("Rivers for All Plan", "train 300 midwives", "repair 90 bridges"):
        assert words in graph
        assert words in page


def test_the_report_says_what_went_in_and_what_came_out(built: Folders):
    report = built.read_report()
    assert list(report["documents"]) == ["health.txt", "roads.pdf", "water.md"]
    assert report["documents"]["roads.pdf"]["pages"] == 1
    assert report["documents"]["water.md"]["words"] == 38
    assert not any(document["failed"] for document in report["documents"].values())
    assert report["graph"]["documents"] == 3
    assert report["graph"]["nodes"] == built.read_graph().count("<node ")
    assert report["graph"]["edges"] == built.read_graph().count("<edge ")
    assert set(report["files"]) == {"graph.graphml", "graph.html"}
    assert report["issues"] == 0
    assert all(report["libraries"].values())


def test_a_second_run_says_that_all_is_fresh_and_writes_nothing(folders: Folders):
    before = folders.read_output()
    said = folders.run()
    assert said.code == 0
    [line] = said.lines
    assert line.startswith("All is fresh: ")
    assert folders.list_written() == set()
    assert folders.read_output() == before


def test_nothing_goes_to_a_pipe(folders: Folders):
    folders.put("water.md", WATER + "\nThe Ministry of Rivers will clean ten lakes.\n")
    assert folders.run().piped == ""
    assert folders.run(command="status").piped == ""


def test_a_file_that_was_only_touched_is_fresh(folders: Folders):
    (folders.sources / "water.md").write_text(WATER, encoding="utf-8")
    said = folders.run()
    assert said.find("All is fresh")
    assert folders.list_written() == set()


def test_of_a_changed_folder_only_the_changed_document_is_done_again(folders: Folders):
    folders.put("water.md", WATER.replace("forty water points", "seventy deep wells"))
    said = folders.run()
    assert said.code == 0
    assert said.lines[-1].startswith("Done: ")
    assert shorten(folders.list_written()) == ALL | records("water-md")
    assert "seventy deep wells" in folders.read_graph()
    assert "forty water points" not in folders.read_graph()


def test_a_new_document_joins_the_graph_and_the_others_are_left_alone(folders: Folders):
    folders.put(
        "schools/plan.txt", "School Plan\n\nThe Ministry of Learning will build 20 schools by 2031.\n"
    )
    folders.run()
    assert shorten(folders.list_written()) == ALL | records("schools-plan-txt")
    assert "build 20 schools" in folders.read_graph()
    assert folders.read_report()["graph"]["documents"] == 4


def test_a_removed_document_leaves_the_graph_and_takes_its_records_along(folders: Folders):
    (folders.sources / "health.txt").unlink()
    said = folders.run()
    assert said.code == 0
    assert "midwives" not in folders.read_graph()
    assert shorten(set(folders.read_output())) == ALL | KEPT | records("water-md", "roads-pdf")
    assert list(folders.read_report()["documents"]) == ["roads.pdf", "water.md"]
    assert shorten(folders.list_written()) == ALL


def test_a_removed_document_that_comes_back_gives_the_same_bytes(folders: Folders, built: Folders):
    (folders.sources / "health.txt").unlink()
    folders.run()
    folders.put("health.txt", HEALTH)
    folders.run()
    assert folders.read_output() == built.read_output()


def test_what_sources_toml_says_anew_of_a_document_redoes_that_document(folders: Folders):
    folders.put("sources.toml", '["water.md"]\npublisher = "Office of Lakes"\n')
    folders.run()
    assert shorten(folders.list_written()) == ALL | records("water-md")
    assert "Office of Lakes" in folders.find_record("extract", "water-md").read_text("utf-8")


@pytest.mark.parametrize(
    ("stage", "done"),
    [
        ("extract", ALL | records("water-md", "health-txt", "roads-pdf")),
        ("transform", ALL | records("water-md", "health-txt", "roads-pdf", stages=("transform",))),
        ("load", ALL),
    ],
)
def test_changed_code_of_a_stage_redoes_that_stage_and_what_follows(
    folders: Folders, built: Folders, monkeypatch: pytest.MonkeyPatch, stage: str, done: set[str]
):
    monkeypatch.setattr("pipeline.fingerprint.hash_code", lambda name: "new" if name == stage else "old")
    folders.run()
    folders.age()
    assert folders.run().find("All is fresh")
    monkeypatch.setattr("pipeline.fingerprint.hash_code", lambda name: "newer" if name == stage else "old")
    folders.run()
    assert shorten(folders.list_written()) == done
    assert folders.read_graph() == built.read_graph()


def test_force_does_again_what_is_fresh_with_the_same_bytes(folders: Folders, built: Folders):
    said = folders.run("--force")
    assert said.lines[-1].startswith("Done: ")
    assert shorten(folders.list_written()) == ALL | records("water-md", "health-txt", "roads-pdf")
    assert folders.read_output() == built.read_output()


@pytest.mark.parametrize(
    "gone",
    [
        ["graph.html"],
        ["graph.graphml"],
        ["run.json"],
        ["state.json"],
        ["transform"],
        ["extract", "transform"],
        ["transform", "graph.html", "issues.jsonl"],
        ["extract", "transform", "graph.html", "graph.graphml", "issues.jsonl", "run.json", "state.json"],
    ],
    ids=" ".join,
)
def test_what_was_deleted_is_made_again_with_the_same_bytes(
    folders: Folders, built: Folders, gone: list[str]
):
    for name in gone:
        path = folders.output / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert folders.run().code == 0
    assert folders.read_output() == built.read_output()
    assert folders.run().find("All is fresh")


def test_a_deleted_record_costs_one_document(folders: Folders, built: Folders):
    folders.find_record("transform", "roads-pdf").unlink()
    folders.run()
    redone = {name for name in shorten(folders.list_written()) if "/" in name}
    assert redone == records("roads-pdf", stages=("transform",))
    assert folders.read_output() == built.read_output()


@pytest.mark.parametrize("name", ["graph.html", "graph.graphml", "transform"])
def test_what_was_changed_by_hand_is_made_again(folders: Folders, built: Folders, name: str):
    path = folders.output / name
    path = path if path.is_file() else folders.find_record(name, "water-md")
    path.write_bytes(path.read_bytes()[:-20])
    folders.run()
    assert folders.read_output() == built.read_output()


@pytest.mark.parametrize("state", [b"", b"{", b'{"documents": 3}', b'{"unknown": {}}', b"\xff\x00"])
def test_a_state_that_cannot_be_read_costs_time_and_nothing_else(
    folders: Folders, built: Folders, state: bytes
):
    (folders.output / "state.json").write_bytes(state)
    assert folders.run().code == 0
    assert folders.read_output() == built.read_output()


def test_parts_that_a_crash_left_behind_are_swept_up(folders: Folders):
    for name in ("graph.html.77.part", "extract/water-md-0123456789.json.78.part"):
        (folders.output / name).write_text("half", encoding="utf-8")
    folders.run("--force")
    assert not list(folders.output.rglob("*.part"))


def test_the_stages_one_by_one_give_what_a_run_gives(bare: Folders, built: Folders):
    for path in built.sources.iterdir():
        shutil.copy(path, bare.sources)
    assert bare.run(command="extract").lines == ("Done: 3 of 3 documents up to date.",)
    assert shorten(set(bare.read_output())) == STAMPED | records(
        "water-md", "health-txt", "roads-pdf", stages=("extract",)
    )
    bare.run(command="transform")
    assert not (bare.output / "graph.html").exists()
    bare.run(command="load")
    assert bare.read_output() == built.read_output()
    assert bare.run().find("All is fresh")


def test_extract_alone_reads_what_changed_and_leaves_the_graph_as_it_was(folders: Folders):
    folders.put("water.md", WATER.replace("forty", "fifty"))
    folders.run(command="extract")
    assert shorten(folders.list_written()) == STAMPED | records("water-md", stages=("extract",))
    folders.age()
    folders.run()
    assert shorten(folders.list_written()) == ALL | records("water-md", stages=("transform",))
    assert "fifty water points" in folders.read_graph()


def test_the_folders_name_is_in_nothing_that_is_made(built: Folders):
    place = str(built.sources.parent).encode()
    assert [name for name, content in built.read_output().items() if place in content] == []


def test_the_same_document_under_two_names_is_read_once(tmp_path: Path):
    folders = make_folders(tmp_path, {"a plan.md": WATER, "b plan.md": WATER})
    said = folders.run()
    assert said.code == 0
    [line] = said.find("warning: b plan.md: ")
    assert '"a plan.md"' in line
    assert "Remove one of the two" in line
    assert list(folders.read_report()["documents"]) == ["a plan.md"]
    assert folders.read_report()["graph"]["documents"] == 1
    [issue] = folders.read_issues()
    assert (issue["document"], issue["code"], issue["severity"]) == ("b plan.md", "duplicate", "warning")


def test_when_the_first_of_two_same_documents_goes_the_second_takes_its_place(tmp_path: Path):
    folders = make_folders(tmp_path, {"a.md": WATER, "b.md": WATER})
    folders.run()
    (folders.sources / "a.md").unlink()
    said = folders.run()
    assert not said.find("warning")
    assert "Rivers for All Plan" in folders.read_graph()
    assert shorten(set(folders.read_output())) == ALL | records("b-md")


def test_strict_lets_a_warning_fail_the_run(tmp_path: Path):
    folders = make_folders(tmp_path, {"a.md": WATER, "b.md": WATER})
    assert folders.run("--strict").code == 1
    assert folders.run("--strict").code == 1, "fresh or not, the warning stands"
    assert folders.run().code == 0
    assert "Rivers for All Plan" in folders.read_graph()
    (folders.sources / "b.md").unlink()
    assert folders.run("--strict").code == 0


def test_files_that_are_no_documents_are_named_in_the_issues_and_fail_nothing(tmp_path: Path):
    folders = make_folders(tmp_path, {"plan.md": WATER, "table.xlsx": b"x", "photo.jpeg": b"y"})
    said = folders.run("--strict")
    assert said.code == 0
    assert len(said.lines) == 1
    issues = folders.read_issues()
    assert [(issue["document"], issue["severity"]) for issue in issues] == [
        ("photo.jpeg", "info"),
        ("table.xlsx", "info"),
    ]


def test_hidden_files_and_notes_on_the_folder_are_left_alone(tmp_path: Path):
    folders = make_folders(
        tmp_path, {"plan.md": WATER, ".draft.md": HEALTH, "README.md": HEALTH, ".old/a.pdf": draw_roads()}
    )
    folders.run()
    assert list(folders.read_report()["documents"]) == ["plan.md"]
    assert folders.read_issues() == []


def test_documents_of_one_name_in_two_folders_are_kept_apart(tmp_path: Path):
    folders = make_folders(
        tmp_path, {"a/plan.md": WATER, "b/plan.md": HEALTH, "b plan.md": "# Other\n\nText."}
    )
    folders.run()
    assert list(folders.read_report()["documents"]) == ["a/plan.md", "b plan.md", "b/plan.md"]
    assert len(list((folders.output / "extract").iterdir())) == 3
