from pathlib import Path

import pytest

from extract.document import read_document
from extract.facts import Known
from extract.reading import Reading
from extract.records import Document
from pipeline.cli import main
from tests.pipeline.folders import WATER, Folders
from transform.errors import TransformError

COMMANDS = ["run", "extract", "transform", "load", "status"]


@pytest.mark.parametrize("count", ["0", "-1", "two", "1.5", "", " 2x", "²"])
def test_a_number_of_workers_that_is_none_is_wrong_usage(
    folders: Folders, capsys: pytest.CaptureFixture[str], count: str
):
    with pytest.raises(SystemExit) as stopped:
        main(
            ["run", "--sources", str(folders.sources), "--output", str(folders.output), f"--workers={count}"]
        )
    assert stopped.value.code == 2
    assert "--workers" in capsys.readouterr().err
    assert folders.list_written() == set()


@pytest.mark.parametrize(
    "arguments", [[], ["build"], ["run", "--nothing"], ["run", "extra"], ["run", "--sources"]]
)
def test_wrong_usage_gives_exit_code_two_and_says_how_to_use_it(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    printed = capsys.readouterr()
    assert "usage: python -m pipeline" in printed.err
    assert printed.out == ""


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    shown = capsys.readouterr().out
    assert all(f"\n    {command}" in shown for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_the_same_options(capsys: pytest.CaptureFixture[str], command: str):
    with pytest.raises(SystemExit):
        main([command, "--help"])
    shown = capsys.readouterr().out
    assert all(name in shown for name in ("--sources", "--output", "--workers", "--force", "--strict"))


def test_the_folders_are_source_docs_and_output_unless_others_are_named(
    bare: Folders, monkeypatch: pytest.MonkeyPatch
):
    bare.sources.rename(bare.sources.with_name("source_docs"))
    monkeypatch.chdir(bare.sources.parent)
    (bare.sources.with_name("source_docs") / "plan.md").write_text(WATER, encoding="utf-8")
    assert main(["extract"]) == 0
    assert (bare.output / "run.json").is_file()


def test_stopping_a_run_is_one_line_and_leaves_no_half_files(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
):
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = folders.read_output()
    monkeypatch.setattr("pipeline.run.run_jobs", stop)
    said = folders.run("--force")
    assert said.code == 130
    assert len(said.lines) == 1
    assert folders.read_output() == before


def test_a_missing_language_model_is_named_and_comes_back_when_it_is_there(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("POLICYGRAPH_MODEL", "no_such_model")
    said = folders.run()
    assert said.code == 1
    assert len(said.find("error: ", "'no_such_model' is not installed")) == 3
    assert not said.find("Traceback")
    monkeypatch.delenv("POLICYGRAPH_MODEL")
    said = folders.run()
    assert said.code == 0
    assert "forty water points" in folders.read_graph()


def break_reading(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Have the reading of `water.md` fail in a way that nobody foresaw."""

    def read(path: Path, *, source: str, known: Known, reading: Reading) -> Document:
        if path.name == "water.md":
            raise error
        return read_document(path, source=source, known=known, reading=reading)

    monkeypatch.setattr("extract.document.read_document", read)


def test_a_fault_in_the_program_costs_the_document_that_met_it(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
):
    break_reading(monkeypatch, ZeroDivisionError("river without a bed"))
    said = folders.run("--force")
    assert said.code == 1
    [line] = said.find("error: ")
    assert line.startswith("error: water.md: internal error: ZeroDivisionError: river without a bed")
    assert not said.find("Traceback")
    assert "midwives" in folders.read_graph()
    assert "repair 90 bridges" in folders.read_graph()


def test_debug_shows_where_the_fault_was_met(folders: Folders, monkeypatch: pytest.MonkeyPatch):
    break_reading(monkeypatch, ZeroDivisionError("river without a bed"))
    said = folders.run("--force", "--debug")
    assert said.code == 1
    assert said.find("Traceback (most recent call last)")
    assert said.find("test_cli.py")


def test_a_document_that_cannot_be_annotated_is_named(folders: Folders, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object, **__: object) -> None:
        raise TransformError("no verb anywhere")

    monkeypatch.setattr("transform.annotate.annotate", refuse)
    said = folders.run("--force")
    assert said.code == 1
    assert len(said.find("error: ", "no verb anywhere")) == 3
    assert "<node " not in folders.read_graph()


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), ValueError("odd weight")])
def test_what_stops_a_whole_run_is_one_line_and_debug_says_where(
    folders: Folders, monkeypatch: pytest.MonkeyPatch, error: Exception
):
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr("load.formats.export.place_graph", refuse)
    said = folders.run("--force")
    assert said.code == 1
    [line] = said.lines
    assert line.startswith("error: ")
    assert str(error) in line
    assert "--debug" in line
    with pytest.raises(type(error)):
        folders.run("--force", "--debug")
