from pathlib import Path

import pytest

from extract.records import Problem
from pipeline.state import STATE_FILE, DocumentState, StageState, State, is_fresh, read_state, write_state
from pipeline.workspace import hash_file, locate_artefact, write_bytes

SOURCE = "plan.md"
STATE = State(
    documents={
        "b.md": DocumentState(stages={"extract": StageState("1", "2")}, pages=3, words=40, silent=0.25),
        "ä b.pdf": DocumentState(
            failed="f00", problems=(Problem("empty", 'the "file" is\nempty', "Remove it", 7, "error"),)
        ),
        "a.md": DocumentState(repairs={"ligature": 2}),
    },
    load="abc",
    files={"graph.html": "def"},
    counts={"nodes": 3},
)


def test_a_state_read_back_is_equal(tmp_path: Path):
    write_state(tmp_path, STATE)
    assert read_state(tmp_path) == STATE


def test_a_state_is_written_in_one_order(tmp_path: Path):
    write_state(tmp_path, STATE)
    before = (tmp_path / STATE_FILE).read_bytes()
    turned = State(dict(reversed(STATE.documents.items())), STATE.load, STATE.files, STATE.counts)
    write_state(tmp_path, turned)
    assert (tmp_path / STATE_FILE).read_bytes() == before


@pytest.mark.parametrize(
    "content", [None, b"", b"{", b"[]", b'{"load": 1}', b'{"version": 2}', b'{"documents": {"a": {"x": 1}}}']
)
def test_a_state_that_is_missing_broken_or_of_another_version_is_empty(tmp_path: Path, content: bytes | None):
    if content is not None:
        (tmp_path / STATE_FILE).write_bytes(content)
    assert read_state(tmp_path) == State()


@pytest.fixture
def done(tmp_path: Path) -> DocumentState:
    path = locate_artefact(tmp_path, "extract", SOURCE)
    write_bytes(path, b"records")
    return DocumentState(stages={"extract": StageState("print", hash_file(path))})


def test_a_stage_is_fresh_if_it_was_made_from_the_same_and_still_stands(tmp_path: Path, done: DocumentState):
    assert is_fresh(tmp_path, SOURCE, "extract", "print", done)


@pytest.mark.parametrize(
    ("stage", "fingerprint"), [("extract", "other"), ("extract", ""), ("transform", "print")]
)
def test_a_stage_made_from_something_else_or_never_is_stale(
    tmp_path: Path, done: DocumentState, stage: str, fingerprint: str
):
    assert not is_fresh(tmp_path, SOURCE, stage, fingerprint, done)


def test_a_document_that_nobody_knows_is_stale(tmp_path: Path, done: DocumentState):
    assert not is_fresh(tmp_path, SOURCE, "extract", "print", None)
    assert not is_fresh(tmp_path, "other.md", "extract", "print", done), "its records lie elsewhere"


def test_records_that_were_changed_or_removed_are_stale(tmp_path: Path, done: DocumentState):
    path = locate_artefact(tmp_path, "extract", SOURCE)
    path.write_bytes(b"recordz")
    assert not is_fresh(tmp_path, SOURCE, "extract", "print", done)
    path.unlink()
    assert not is_fresh(tmp_path, SOURCE, "extract", "print", done)
