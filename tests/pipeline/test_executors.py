import hashlib
import os
from collections.abc import Sequence
from pathlib import Path, PosixPath

import pytest

from extract.facts import Known
from extract.records import Document
from pipeline.executors import order_jobs, run_alone, run_jobs
from pipeline.jobs import Job, Outcome
from pipeline.state import StageState
from pipeline.workspace import hash_file, locate_artefact, read_record
from tests.pipeline.folders import HEALTH, WATER

TEXTS = {"empty.txt": "", "health.txt": HEALTH, "long.md": WATER * 9, "water.md": WATER}
WORK = 1_000_000  # rounds of hashing before a deadly document kills its process


class DeadlyPath(PosixPath):
    """A file that kills the process that reads it, as a library does that runs out of memory."""

    def read_bytes(self) -> bytes:
        """Die in the midst of work, without a word and without cleaning up."""
        hashlib.pbkdf2_hmac("sha256", b"work", b"", WORK)
        os._exit(9)


def make_job(folder: Path, name: str, text: str = "", *, deadly: bool = False) -> Job:
    """Return the job of reading a document, without annotating it."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    place = DeadlyPath(path) if deadly else path
    return Job(place, name, Known(), folder / "output", "no_model", f"e-{name}", f"t-{name}", ("extract",))


@pytest.fixture
def jobs(tmp_path: Path) -> list[Job]:
    return [make_job(tmp_path, name, text) for name, text in TEXTS.items()]


def sort_outcomes(outcomes: Sequence[Outcome]) -> list[Outcome]:
    return sorted(outcomes, key=lambda outcome: outcome.source)


def test_worker_processes_give_the_outcomes_that_this_process_gives(jobs: list[Job]):
    alone = sort_outcomes(list(run_jobs(jobs, {}, 1)))
    assert [outcome.source for outcome in alone] == sorted(TEXTS)
    assert sort_outcomes(list(run_jobs(jobs, {}, 3))) == alone


def test_one_worker_or_one_job_needs_no_other_process(jobs: list[Job], monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr("pipeline.executors.run_pool", refuse)
    assert len(list(run_jobs(jobs, {}, 1))) == len(jobs)
    assert len(list(run_jobs(jobs[:1], {}, 8))) == 1
    assert list(run_jobs([], {}, 8)) == []


def test_this_process_prepares_what_comes_next_while_a_worker_has_nothing_to_do(jobs: list[Job]):
    for some, prepared in ((jobs, True), (jobs[:1], False)):
        calls: list[str] = []
        assert len(list(run_jobs(some, {}, 3, lambda: calls.append("prepared")))) == len(some)  # noqa: B023
        assert bool(calls) is prepared


def test_a_document_that_kills_its_process_is_named_and_takes_no_other_along(tmp_path: Path, jobs: list[Job]):
    deadly = make_job(tmp_path, "deadly.txt", "x" * 10_000, deadly=True)
    outcomes = {outcome.source: outcome.state for outcome in run_jobs([*jobs, deadly], {}, 2)}
    assert sorted(outcomes) == sorted([*TEXTS, "deadly.txt"])
    [problem] = outcomes["deadly.txt"].problems
    assert (problem.code, problem.severity) == ("worker_died", "error")
    assert "Split the document" in problem.remedy
    assert outcomes["deadly.txt"].failed == deadly.transform
    assert outcomes["empty.txt"].problems[0].code == "empty"
    for name in ("health.txt", "long.md", "water.md"):
        assert outcomes[name].stages["extract"].fingerprint == f"e-{name}"
        assert read_record(locate_artefact(tmp_path / "output", "extract", name), Document).source == name


def test_a_job_of_its_own_process_has_the_outcome_of_any_other(tmp_path: Path):
    job = make_job(tmp_path, "water.md", WATER)
    [outcome] = run_jobs([job], {}, 1)
    assert run_alone(job, {}) == outcome


def test_the_largest_documents_come_first_and_those_without_a_file_last(jobs: list[Job], tmp_path: Path):
    (tmp_path / "folder.pdf").mkdir()
    folder = Job(tmp_path / "folder.pdf", "folder.pdf", Known(), tmp_path, "m", "e", "t", ("extract",))
    twin = make_job(tmp_path, "again.md", WATER)
    ordered = [job.source for job in order_jobs([folder, *jobs, twin])]
    assert ordered == ["long.md", "again.md", "water.md", "health.txt", "empty.txt", "folder.pdf"]


def test_the_state_names_the_records_that_worker_processes_wrote(jobs: list[Job]):
    states = {outcome.source: outcome.state for outcome in run_jobs(jobs[1:], {}, 2)}
    for job in jobs[1:]:
        written = hash_file(locate_artefact(job.output, "extract", job.source))
        assert states[job.source].stages == {"extract": StageState(job.extract, written)}
