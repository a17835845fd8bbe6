"""Documents that take too long, too much memory, or kill their process: named, and the others go on."""

import os
import signal
import sys
import time
from pathlib import Path, PosixPath

import msgspec
import pytest

from extract.facts import Known
from pipeline.executors import run_jobs
from pipeline.jobs import STOPPED, Job, Outcome, run_job
from pipeline.limits import Limits, TooLong, limit_memory, limit_time
from pipeline.state import DocumentState
from tests.pipeline.folders import HEALTH, WATER

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
FOREVER = 3600.0  # seconds
SHORT = Limits(seconds=0.05, memory=0)
TERABYTES = 1 << 44  # bytes: more than any process may have


class EndlessPath(PosixPath):
    """A file that is never read to its end."""

    def read_bytes(self) -> bytes:
        """Wait for ever."""
        time.sleep(FOREVER)
        return b""


class HugePath(PosixPath):
    """A file that fills the memory."""

    def read_bytes(self) -> bytes:
        """Ask for more memory than there is."""
        return bytes(TERABYTES)


class KilledPath(PosixPath):
    """A file at which the system kills the process."""

    def read_bytes(self) -> bytes:
        """Have this process killed."""
        os.kill(os.getpid(), signal.SIGKILL)
        return b""


def make_job(path: Path, limits: Limits = SHORT, text: str = "") -> Job:
    Path(path).write_text(text, encoding="utf-8")
    return Job(path, path.name, Known(), path.parent / "output", "", "e", "t", ("extract",), limits=limits)


def test_a_document_that_never_ends_is_stopped_and_named(tmp_path: Path):
    [problem] = run_job(make_job(EndlessPath(tmp_path / "endless.txt"))).state.problems
    assert (problem.code, problem.severity) == ("too_long", "error")
    assert problem.message == "stopped after 0.05 seconds"
    assert "--timeout" in problem.remedy


def test_a_document_that_fills_the_memory_is_stopped_and_named(tmp_path: Path):
    job = make_job(HugePath(tmp_path / "huge.txt"), Limits(seconds=0, memory=4096))
    [problem] = run_job(job).state.problems
    assert (problem.code, problem.severity) == ("too_large", "error")
    assert "4096 MiB" in problem.message
    assert "--memory" in problem.remedy


def test_the_others_go_on_when_one_is_stopped_and_one_is_killed(tmp_path: Path):
    calm = Limits()
    jobs = [
        make_job(EndlessPath(tmp_path / "endless.txt")),
        make_job(KilledPath(tmp_path / "killed.txt"), calm),
        make_job(tmp_path / "water.md", calm, WATER),
        make_job(tmp_path / "health.txt", calm, HEALTH),
    ]
    states = {outcome.source: outcome.state for outcome in run_jobs(jobs, {}, 2)}
    failed = {name: state.problems[0].code for name, state in states.items() if state.failed}
    assert failed == {"endless.txt": "too_long", "killed.txt": "worker_died"}
    assert set(states) == {job.source for job in jobs}


def test_documents_that_had_not_begun_when_a_worker_died_need_no_process_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    calm, alone = Limits(), []
    first = make_job(KilledPath(tmp_path / "killed.txt"), calm, "x" * 10_000)  # the largest is done first
    others = [make_job(tmp_path / f"{index}.md", calm, WATER) for index in range(6)]

    def note(job: Job, _: object) -> Outcome:
        alone.append(job.source)
        return Outcome(job.source, DocumentState())

    monkeypatch.setattr("pipeline.executors.run_alone", note)
    outcomes = list(run_jobs([first, *others], {}, 2))
    assert sorted(outcome.source for outcome in outcomes) == sorted(job.source for job in [first, *others])
    assert "killed.txt" in alone
    assert len(alone) <= 2


def test_a_stopped_document_is_tried_again_by_the_next_run(tmp_path: Path):
    job = make_job(EndlessPath(tmp_path / "endless.txt"))
    assert run_job(job).state.failed == STOPPED != job.transform
    longer = msgspec.structs.replace(job, path=Path(job.path), limits=Limits())
    Path(job.path).write_text(WATER, encoding="utf-8")
    assert not run_job(longer, run_job(job).state).state.failed


def test_the_limits_end_with_what_they_were_set_for():
    import resource

    before = resource.getrlimit(resource.RLIMIT_DATA), signal.getsignal(signal.SIGALRM)
    with pytest.raises(TooLong), limit_memory(4096), limit_time(0.01):
        time.sleep(FOREVER)
    assert (resource.getrlimit(resource.RLIMIT_DATA), signal.getsignal(signal.SIGALRM)) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
