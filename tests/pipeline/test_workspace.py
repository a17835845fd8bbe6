import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.document import read_document
from extract.records import Document
from pipeline.workspace import (
    SLUG_LENGTH,
    encode_record,
    hash_file,
    locate_artefact,
    name_artefact,
    read_record,
    remove_stray,
    write_bytes,
    write_whole,
)
from tests.pipeline.folders import HEALTH, WATER, Folders, draw_roads
from transform.records import Annotations

OLD, NEW = b"the old file\n", b"the new file, which is longer\n"


@pytest.mark.parametrize(
    ("source", "slug"),
    [
        ("plan.pdf", "plan-pdf"),
        ("Water & Roads (final).PDF", "water-roads-final-pdf"),
        ("a/b/plan.md", "a-b-plan-md"),
        ("../../etc/passwd.txt", "etc-passwd-txt"),
        ("-rf.pdf", "rf-pdf"),
        ("Estratégia.pdf", "estrategia-pdf"),
        ("水.pdf", "pdf"),
        ("水", "document"),
        ("x" * 300 + ".pdf", "x" * SLUG_LENGTH),
    ],
)
def test_records_bear_a_name_that_says_which_document_they_are_of(source: str, slug: str):
    assert re.fullmatch(rf"{re.escape(slug)}-[0-9a-f]{{10}}\.json", name_artefact(source))


@given(st.text(min_size=1, max_size=200))
def test_the_name_of_records_is_safe_on_every_system(source: str):
    name = name_artefact(source)
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*\.json", name)
    assert len(name) <= 100


@given(st.lists(st.text(alphabet="aA-/ .é\u0301", max_size=6), unique=True, min_size=2, max_size=30))
def test_no_two_documents_share_a_name(sources: list[str]):
    assert len({name_artefact(source) for source in sources}) == len(sources)


def test_a_name_that_no_text_can_hold_still_gives_a_name():
    assert name_artefact(os.fsdecode(b"caf\xe9.pdf")) != name_artefact(os.fsdecode(b"caf\xe8.pdf"))


def test_a_file_is_written_into_a_folder_that_was_not_there(tmp_path: Path):
    write_bytes(tmp_path / "a" / "b" / "file", NEW)
    assert (tmp_path / "a" / "b" / "file").read_bytes() == NEW


def fail_half_way(path: Path) -> None:
    path.write_bytes(NEW[: len(NEW) // 2])
    raise OSError(28, "No space left on device")


def stop_half_way(path: Path) -> None:
    path.write_bytes(NEW[: len(NEW) // 2])
    raise KeyboardInterrupt


@pytest.mark.parametrize("write", [fail_half_way, stop_half_way])
def test_a_write_that_fails_half_way_leaves_the_old_file_and_no_part(
    tmp_path: Path, write: Callable[[Path], None]
):
    path = tmp_path / "file"
    path.write_bytes(OLD)
    with pytest.raises((OSError, KeyboardInterrupt)):
        write_whole(path, write)
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_fails_half_way_leaves_nothing_where_nothing_was(tmp_path: Path):
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "file", fail_half_way)
    assert list(tmp_path.iterdir()) == []


def test_the_old_file_stands_until_the_new_one_is_whole(tmp_path: Path):
    path = tmp_path / "file"
    path.write_bytes(OLD)
    seen = []

    def look(part: Path) -> None:
        part.write_bytes(NEW)
        seen.append((part.parent, path.read_bytes()))

    write_whole(path, look)
    assert seen == [(tmp_path, OLD)], "a part beside the file can be renamed in one step"
    assert path.read_bytes() == NEW


def test_a_file_is_on_the_disk_before_it_takes_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "file"
    path.write_bytes(OLD)
    sizes = []

    def note(descriptor: int) -> None:
        sizes.append((os.fstat(descriptor).st_size, path.read_bytes()))

    monkeypatch.setattr("os.fsync", note)
    write_bytes(path, NEW)
    assert sizes == [(len(NEW), OLD)]


def test_a_disk_that_cannot_keep_the_file_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(_: int) -> None:
        raise OSError(5, "Input/output error")

    path = tmp_path / "file"
    path.write_bytes(OLD)
    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(OSError, match="Input/output"):
        write_bytes(path, NEW)
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["graph.html", "graph.graphml"])
def test_a_graph_that_cannot_be_written_leaves_the_old_one(
    folders: Folders, monkeypatch: pytest.MonkeyPatch, name: str
):
    def refuse(*arguments: object, **_: object) -> None:
        part = next(argument for argument in arguments if isinstance(argument, Path))
        fail_half_way(part)

    before = (folders.output / name).read_bytes()
    writer = {"graph.html": "page.write_html", "graph.graphml": "graphml.write_graphml"}[name]
    monkeypatch.setattr(f"load.formats.{writer}", refuse)
    (folders.sources / "health.txt").unlink()
    said = folders.run()
    assert said.code == 1
    assert said.find("error: ", "No space left on device")
    assert (folders.output / name).read_bytes() == before
    assert not list(folders.output.rglob("*.part"))
    monkeypatch.undo()
    assert folders.run().code == 0
    assert "midwives" not in (folders.output / name).read_text("utf-8")


def test_records_that_cannot_be_written_leave_the_old_ones_and_cost_one_document(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
):
    def refuse(part: Path, data: bytes) -> None:
        if part.name.startswith("health-txt"):
            fail_half_way(part)
        part.write_bytes(data)

    path = folders.find_record("extract", "health-txt")
    before = path.read_bytes()
    monkeypatch.setattr("pipeline.workspace.write_raw", refuse)
    folders.put("health.txt", HEALTH + "\nIt ends here.\n")
    folders.put("water.md", WATER.replace("forty", "fifty"))
    said = folders.run()
    assert said.code == 1
    assert said.find("error: health.txt: ", "No space left on device")
    assert path.read_bytes() == before
    assert not list(folders.output.rglob("*.part"))
    assert "fifty water points" in folders.read_graph()


@pytest.mark.parametrize(("stage", "kind"), [("extract", Document), ("transform", Annotations)])
@pytest.mark.parametrize("slug", ["water-md", "health-txt", "roads-pdf"])
def test_records_read_back_are_equal_to_those_that_were_written(
    built: Folders, stage: str, kind: type[Document] | type[Annotations], slug: str
):
    path = built.find_record(stage, slug)
    record = read_record(path, kind)
    assert encode_record(record) == path.read_bytes()
    assert msgspec.json.decode(encode_record(record), type=kind) == record


def test_records_are_readable_json_with_one_line_for_each_entry(tmp_path: Path):
    path = tmp_path / "roads.pdf"
    path.write_bytes(draw_roads())
    document = read_document(path, source="roads.pdf")
    text = encode_record(document).decode()
    assert json.loads(text)["source"] == "roads.pdf"
    lines = [line for line in text.splitlines() if line.startswith('{"id":"b0')]
    assert len(lines) == len(document.blocks) > 1


def test_an_unknown_field_in_records_is_refused(built: Folders, tmp_path: Path):
    raw = json.loads(built.find_record("extract", "water-md").read_bytes())
    path = tmp_path / "record.json"
    path.write_text(json.dumps({**raw, "author": "x"}), encoding="utf-8")
    with pytest.raises(msgspec.ValidationError, match="author"):
        read_record(path, Document)


@pytest.mark.parametrize(
    ("data", "digest"),
    [
        (b"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ],
)
def test_a_file_is_hashed_by_its_bytes(tmp_path: Path, data: bytes, digest: str):
    (tmp_path / "file").write_bytes(data)
    assert hash_file(tmp_path / "file") == digest


def test_what_is_no_file_has_no_hash(tmp_path: Path):
    assert hash_file(tmp_path) == ""
    assert hash_file(tmp_path / "nothing") == ""


def test_only_records_that_nobody_needs_and_parts_are_removed(tmp_path: Path):
    kept = locate_artefact(tmp_path, "extract", "kept.md")
    strays = [
        locate_artefact(tmp_path, "extract", "gone.md"),
        locate_artefact(tmp_path, "transform", "gone.md"),
        tmp_path / "graph.html.12.part",
    ]
    own = [tmp_path / "README.md", tmp_path / "notes.json", tmp_path / "extract" / "notes.txt"]
    for path in (kept, *strays, *own):
        write_bytes(path, OLD)
    remove_stray(tmp_path, [kept.name])
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == sorted([kept, *own])


def test_an_output_that_is_not_there_has_no_strays(tmp_path: Path):
    remove_stray(tmp_path / "nowhere", [])
    assert not (tmp_path / "nowhere").exists()
