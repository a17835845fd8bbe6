"""Runs whose documents and results lie in a store that fsspec knows; its store in memory stands for all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import locations
from pipeline.cli import main
from pipeline.locations import LocationError, fetch, open_location
from pipeline.workspace import hash_file, write_whole
from tests.pipeline.folders import WATER, draw_roads

fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed")
STORE = "memory://"


@pytest.fixture
def store() -> Iterator[Path]:
    """Return an empty store."""
    memory = fsspec.filesystem("memory")
    memory.store.clear()
    yield open_location(f"{STORE}archive")
    memory.store.clear()


def test_what_is_no_url_is_a_path_of_this_machine():
    assert open_location("a folder/ü") == Path("a folder/ü")
    assert open_location("file:///srv/plans") == Path("/srv/plans")


def test_a_store_that_nobody_knows_is_named_with_a_remedy():
    with pytest.raises(LocationError, match=r"^nowhere://plans: .*pip install"):
        open_location("nowhere://plans")


def test_a_command_with_an_unknown_store_ends_with_one_line(capsys: pytest.CaptureFixture[str]):
    assert main(["run", "--output", "nowhere://plans"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_file_in_a_store_is_written_whole_or_not_at_all(store: Path):
    target = store / "deep" / "plan.json"

    def fail(part: Path) -> None:
        part.write_bytes(b"half")
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        write_whole(target, fail)
    assert not target.exists()
    write_whole(target, lambda part: part.write_bytes(b"all") and None)
    assert target.read_bytes() == b"all"
    assert [path.name for path in store.rglob("*.*")] == ["plan.json"]


def test_libraries_get_a_file_of_this_machine_that_is_gone_afterwards(store: Path):
    (store / "plan.txt").write_bytes(b"Water.")
    with fetch(store / "plan.txt") as local:
        assert locations.is_local(local)
        assert (local.name, local.read_bytes()) == ("plan.txt", b"Water.")
    assert not local.exists()
    with fetch(store / "gone.txt") as same:
        assert same == store / "gone.txt"


def test_a_run_in_a_store_writes_the_bytes_of_a_run_on_this_machine(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    here = tmp_path / "sources"
    here.mkdir()
    texts = {"water.md": WATER.encode(), "roads.pdf": draw_roads(), "empty.txt": b""}
    for name, content in texts.items():
        (here / name).write_bytes(content)
        (store / "sources" / name).write_bytes(content)
    assert run(here, tmp_path / "output") == 1
    assert run(store / "sources", store / "output") == 1
    for name in ("graph.graphml", "issues.jsonl"):
        assert hash_file(store / "output" / name) == hash_file(tmp_path / "output" / name) != ""
    assert "memory://archive/sources/water.md" in (store / "output" / "graph.html").read_text("utf-8")
    capsys.readouterr()
    assert run(store / "sources", store / "output") == 1
    assert "All is fresh" in capsys.readouterr().err


def run(sources: Path, output: Path) -> int:
    """Return the exit code of a run with one worker."""
    return main(["run", "--sources", str(sources), "--output", str(output), "--workers", "1"])
