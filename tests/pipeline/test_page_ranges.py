"""Long documents in parts: the same bytes as in one piece, and a part that fails ends its document alone."""

import multiprocessing
import os
from collections.abc import Iterator
from io import BufferedReader
from itertools import pairwise
from pathlib import Path, PosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.facts import Known
from pipeline.agenda import Agenda, Done, perform
from pipeline.executors import run_jobs
from pipeline.jobs import Job, Outcome, run_job
from pipeline.limits import Limits
from pipeline.page_ranges import IDLE_BELOW, LONG, choose_way, divide
from pipeline.settings import LANGUAGE_MODEL
from pipeline.state import DocumentState
from pipeline.workspace import locate_artefact
from tests.pipeline.drawing import SCAN, draw_pdf
from tests.pipeline.folders import WATER, Folders, make_folders
from transform.finders import FINDERS

NONSENSE = "\n".join(["xK7#q zP$4w Q!9r aB3%d rT5&y uI8*o"] * 12)  # words of no language
PLACES = ["Lakeside", "Hilltop", "Riverbend", "Northern", "Eastern", "Western"]


def draw_page(number: int) -> str:
    """Return the text of a page, with a running header and a sentence that runs on over the page's end."""
    place = PLACES[number % len(PLACES)]
    return "\n".join(
        [
            "Rivers for All Plan",
            f"# {number} Water in {place} Province",
            f"The goal of this chapter is safe water for every household of {place} Province by 2030.",
            f"The Ministry of Rivers will build {number} water points in {place} Province by 2030.",
            f"The Ministry of Health will train {number} nurses, and the councils of the districts will",
            "",
        ]
    )


def draw_long(pages: int = LONG + 5) -> bytes:
    """Return a PDF of many pages; one shows a picture alone, one is in no language."""
    texts = [draw_page(number) for number in range(1, pages + 1)]
    texts[11], texts[30] = SCAN, NONSENSE
    return draw_pdf(*texts)


LOCKED = "heron"


class OnceDeadlyPath(PosixPath):
    """A PDF that kills the worker process that opens it, once."""

    def open(self, *arguments: Any, **options: Any) -> Any:
        """Kill this process if it is a worker and no other one was killed."""
        mark = Path(f"{self}.killed")
        if multiprocessing.parent_process() and not mark.exists():
            mark.write_text("", encoding="utf-8")
            os._exit(9)
        return super().open(*arguments, **options)


class DeadlyPath(PosixPath):
    """A PDF that kills each worker process that opens it."""

    def open(self, *arguments: Any, **options: Any) -> BufferedReader:
        """Kill this process if it is a worker."""
        if multiprocessing.parent_process():
            os._exit(9)
        return super().open(*arguments, **options)


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """Return folders with a long document, done by one process."""
    folders = make_folders(tmp_path_factory.mktemp("long"), {"rivers.pdf": draw_long()})
    assert folders.run("--ocr", "off").code == 0
    return folders


def make_job(path: Path, output: Path, **changed: Any) -> Job:
    stages = changed.pop("stages", ("extract", "transform"))
    return Job(path, path.name, Known(), output, LANGUAGE_MODEL, "e", "t", stages, **changed)


def walk(agenda: Agenda) -> Iterator[tuple[str, Outcome | None]]:
    """Do all tasks in this process; yield the name of what each calls, and the outcome that it brings."""
    while task := agenda.take():
        yield task.call[0].__name__, agenda.put(task, perform(task))


def test_a_long_document_in_parts_gives_the_same_bytes(long: Folders):
    parted = Folders(long.sources, long.output.with_name("parted"))
    said = parted.run("--ocr", "off", workers=2)
    assert said.code == 0
    assert said.find("page 12:", "no text")
    assert said.find("page 31:", "nonsense")
    assert parted.read_output() == long.read_output()


def test_its_pages_and_texts_are_tasks_of_their_own(tmp_path: Path):
    path = tmp_path / "rivers.pdf"
    path.write_bytes(draw_long())
    job = make_job(path, tmp_path / "out")
    done = list(walk(Agenda([job], {}, choose_way([job], 2))))
    names = [name for name, _ in done]
    assert names[0] == "run_short"
    assert names.count("read_part") > 2
    assert names.count("join_parts") == 1
    assert names.count("parse_part") > 1
    assert names.count("find_part") == len(FINDERS)
    assert names[-1] == "annotate_parts"
    assert [outcome for _, outcome in done if outcome] == [run_job(job)]


@pytest.mark.parametrize("pages", [3, LONG - 1])
def test_a_document_that_is_not_long_is_one_task(tmp_path: Path, pages: int):
    path = tmp_path / "short.pdf"
    path.write_bytes(draw_pdf(*map(draw_page, range(1, pages + 1))))
    job = make_job(path, tmp_path / "out", stages=("extract",))
    assert [name for name, _ in walk(Agenda([job], {}, choose_way([job], 2)))] == ["run_short"]


def test_where_all_processes_are_busy_long_documents_are_whole(tmp_path: Path):
    jobs = []
    for index in range(IDLE_BELOW * 2):
        path = tmp_path / f"{index}.pdf"
        path.write_bytes(draw_long() + b"%%%d" % index)
        jobs.append(make_job(path, tmp_path / "out", stages=("extract",)))
    assert {name for name, _ in walk(Agenda(jobs, {}, choose_way(jobs, 2)))} == {"run_whole"}


def test_only_what_is_stale_is_done_in_parts(long: Folders, tmp_path: Path):
    path = long.sources / "rivers.pdf"
    first = make_job(path, tmp_path / "out", stages=("extract",))
    *_, (last, outcome) = walk(Agenda([first], {}, choose_way([first], 2)))
    assert (last, outcome) == ("join_parts", run_job(first))
    second = make_job(path, tmp_path / "out", stages=("transform",))
    states = {path.name: outcome.state} if outcome else {}
    names, outcomes = zip(*walk(Agenda([second], states, choose_way([second], 2))), strict=True)
    assert "read_part" not in names
    assert outcomes[-1] == run_job(second, states[path.name])
    assert set(outcomes[-1].state.stages) == {"extract", "transform"}


def test_a_worker_killed_in_a_part_costs_nothing_but_time(long: Folders, tmp_path: Path):
    path = OnceDeadlyPath(tmp_path / "rivers.pdf")
    Path(path).write_bytes(draw_long())
    job = make_job(path, tmp_path / "out")
    [outcome] = run_jobs([job], {}, 2)
    assert Path(f"{path}.killed").exists()
    assert not outcome.state.failed
    for stage in ("extract", "transform"):
        written = locate_artefact(job.output, stage, job.source).read_bytes()
        assert written == locate_artefact(long.output, stage, "rivers.pdf").read_bytes()


def test_a_long_document_that_kills_each_process_is_named_and_the_other_is_done(tmp_path: Path):
    path, other = DeadlyPath(tmp_path / "rivers.pdf"), tmp_path / "water.md"
    Path(path).write_bytes(draw_long())
    other.write_text(WATER, encoding="utf-8")
    jobs = [make_job(one, tmp_path / "out", stages=("extract",)) for one in (path, other)]
    states = {outcome.source: outcome.state for outcome in run_jobs(jobs, {}, 2)}
    assert [problem.code for problem in states["rivers.pdf"].problems] == ["worker_died"]
    assert not states["water.md"].failed


@pytest.mark.parametrize("content", [draw_pdf(*[SCAN] * LONG), draw_pdf(*["Roads."] * LONG, password=LOCKED)])
def test_what_is_wrong_with_a_document_is_said_as_of_one_in_one_piece(tmp_path: Path, content: bytes):
    path = tmp_path / "bad.pdf"
    path.write_bytes(content)
    job = make_job(path, tmp_path / "out")
    [outcome] = [found for _, found in walk(Agenda([job], {}, choose_way([job], 2))) if found]
    assert outcome == run_job(job)
    assert outcome.state.failed == job.transform


def test_the_time_of_all_parts_counts_against_the_limit(tmp_path: Path):
    path = tmp_path / "rivers.pdf"
    path.write_bytes(draw_long())
    job = make_job(path, tmp_path / "out", limits=Limits(seconds=100.0))
    agenda = Agenda([job], {}, choose_way([job], 2))
    task = agenda.take()
    assert task is not None
    assert agenda.put(task, perform(task)) is None
    first, second = agenda.take(), agenda.take()
    assert first is not None
    assert second is not None
    assert agenda.put(first, Done(b"", 60.0)) is None
    third = agenda.take()
    assert third is not None
    assert third.seconds < 40.0
    late = agenda.put(second, Done(b"", 45.0))
    assert late is not None
    assert [problem.code for problem in late.state.problems] == ["too_long"]
    assert agenda.put(third, Done(b"", 1.0)) is None
    assert agenda.take() is None


def test_a_job_that_is_given_up_has_nothing_more_done(tmp_path: Path):
    path = tmp_path / "rivers.pdf"
    path.write_bytes(draw_long())
    job = make_job(path, tmp_path / "out")
    agenda = Agenda([job], {}, choose_way([job], 2))
    task = agenda.take()
    assert task is not None
    agenda.put(task, perform(task))
    agenda.drop(job)
    assert agenda.take() is None


def test_tasks_of_a_document_under_way_come_before_another_document(tmp_path: Path):
    jobs = [make_job(tmp_path / f"{name}.md", tmp_path) for name in "ab"]

    def begin(job: Job, _: DocumentState | None) -> Any:
        yield [(str, (job.source,)), (str, (job.source,))]
        yield [(Outcome, (job.source, DocumentState()))]

    agenda = Agenda(jobs, {}, begin)
    tasks = [agenda.take() for _ in range(3)]
    assert [task.job.source for task in tasks if task] == ["a.md", "a.md", "b.md"]


@given(st.integers(0, 50), st.integers(0, 400), st.integers(1, 40), st.integers(1, 20))
def test_parts_cover_all_once_in_order(start: int, length: int, parts: int, least: int):
    ranges = list(divide(start, start + length, parts, least))
    assert ranges[0][0] == start
    assert ranges[-1][1] == start + length
    assert all(one[1] == next_one[0] for one, next_one in pairwise(ranges))
    assert len(ranges) <= parts
    assert len(ranges) == 1 or all(end - first >= least for first, end in ranges)
