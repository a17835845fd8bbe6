from pathlib import Path

import msgspec
import pytest

from extract.document import read_document
from extract.errors import DamagedSource
from extract.facts import Known
from extract.records import Document, Problem, Span
from pipeline.jobs import Job, measure_silence, run_job
from pipeline.state import DocumentState, StageState
from pipeline.workspace import locate_artefact, read_record
from tests.builders import build_evidence
from tests.pipeline.folders import WATER
from transform.errors import LexiconError
from transform.records import Annotations, Mention

STORED = Annotations("doc:00000000000000a1", (), ())


@pytest.fixture
def job(tmp_path: Path) -> Job:
    path = tmp_path / "water.md"
    path.write_text(WATER, encoding="utf-8")
    return Job(path, "rivers/water.md", Known(), tmp_path / "out", "m", "e1", "t1", ("extract", "transform"))


@pytest.fixture
def annotated(monkeypatch: pytest.MonkeyPatch) -> list[Document]:
    """Have every document annotated with nothing; return the list of those that were."""
    seen: list[Document] = []

    def annotate(document: Document, _: str) -> Annotations:
        seen.append(document)
        return STORED

    monkeypatch.setattr("pipeline.jobs.annotate_document", annotate)
    return seen


def test_both_stages_are_done_and_remembered(job: Job, annotated: list[Document]):
    outcome = run_job(job)
    assert (outcome.source, outcome.trace, outcome.state.failed) == ("rivers/water.md", "", "")
    assert {stage: known.fingerprint for stage, known in outcome.state.stages.items()} == {
        "extract": "e1",
        "transform": "t1",
    }
    assert (outcome.state.pages, outcome.state.words) == (1, 38)
    assert annotated == [read_document(job.path, source=job.source)]
    assert read_record(locate_artefact(job.output, "transform", job.source), Annotations) == STORED


def test_the_second_stage_reads_the_records_of_the_first_and_not_the_document(
    job: Job, annotated: list[Document]
):
    before = run_job(job).state
    job.path.unlink()
    again = msgspec.structs.replace(job, stages=("transform",), transform="t2")
    state = run_job(again, before).state
    assert state.failed == ""
    assert state.stages["extract"] == before.stages["extract"]
    assert state.stages["transform"].fingerprint == "t2"
    assert annotated[0] == annotated[1]


def test_reading_a_changed_document_alone_forgets_what_was_found_in_the_old_one(
    job: Job, annotated: list[Document]
):
    before = DocumentState(stages={"extract": StageState("e0", "x"), "transform": StageState("t0", "y")})
    state = run_job(msgspec.structs.replace(job, stages=("extract",)), before).state
    assert list(state.stages) == ["extract"]
    assert annotated == []


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (DamagedSource("rivers/water.md", "it is torn", "Mend it", page=3), "damaged", "it is torn"),
        (LexiconError("cue said twice"), "transform", "cue said twice"),
        (MemoryError("no room"), "too_large", "needs more than"),
        (OSError(5, "Input/output error"), "internal", "Input/output error"),
    ],
    ids=["a bad document", "bad knowledge", "no memory", "bad disk"],
)
@pytest.mark.parametrize("step", ["extract_document", "annotate_document"])
def test_an_error_becomes_a_problem_of_the_document(
    job: Job, monkeypatch: pytest.MonkeyPatch, error: Exception, code: str, words: str, step: str
):
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(f"pipeline.jobs.{step}", refuse)
    state = run_job(job).state
    [problem] = state.problems
    assert (problem.code, problem.severity) == (code, "error")
    assert words in problem.message
    assert problem.remedy
    assert problem.page == (3 if code == "damaged" else 0)
    assert state.failed == ("stopped" if code == "too_large" else "t1")


@pytest.mark.parametrize(("error", "traced"), [(DamagedSource("a", "b", "c"), False), (KeyError("a"), True)])
def test_only_a_fault_of_the_program_has_a_traceback(
    job: Job, monkeypatch: pytest.MonkeyPatch, error: Exception, traced: bool
):
    def refuse(_: Job) -> None:
        raise error

    monkeypatch.setattr("pipeline.jobs.extract_document", refuse)
    assert ("Traceback" in run_job(job).trace) is traced


def test_stopping_the_run_is_no_error_of_a_document(job: Job, monkeypatch: pytest.MonkeyPatch):
    def stop(_: Job) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.jobs.extract_document", stop)
    with pytest.raises(KeyboardInterrupt):
        run_job(job)


def test_problems_of_both_stages_are_kept_in_order(job: Job, monkeypatch: pytest.MonkeyPatch):
    first, second = Problem("no_text", "no text", page=2), Problem("long", "a long sentence")
    document = msgspec.structs.replace(read_document(job.path, source=job.source), problems=(first,))
    annotations = msgspec.structs.replace(STORED, problems=(second,))
    monkeypatch.setattr("pipeline.jobs.extract_document", lambda _: document)
    monkeypatch.setattr("pipeline.jobs.annotate_document", lambda *_: annotations)
    assert run_job(job).state.problems == (first, second)


def say(kind: str, start: int, end: int) -> Mention:
    """Return a mention that rests on so many characters."""
    evidence = build_evidence("x" * (end - start), start=start)
    assert evidence.span == Span(start, end)
    return Mention(f"{kind}{start}", kind, "x", "x", "test", 1.0, evidence)


@pytest.mark.parametrize(
    ("mentions", "silent"),
    [
        ([], 1.0),
        ([say("goal", 0, 50)], 0.5),
        ([say("goal", 0, 50), say("actor", 0, 50)], 0.5),
        ([say("goal", 30, 60), say("actor", 0, 50)], 0.4),
        ([say("goal", 0, 80), say("actor", 10, 20), say("sdg", 85, 90)], 0.15),
        ([say("goal", 0, 100)], 0.0),
        ([say("document", 0, 100)], 1.0),
    ],
)
def test_the_share_of_text_that_no_finding_rests_on_counts_each_character_once(
    mentions: list[Mention], silent: float
):
    document = Document("doc:00000000000000a1", "plan.md", "x" * 100, (), ())
    assert measure_silence(document, Annotations(document.id, tuple(mentions), ())) == silent


def test_a_document_without_text_is_silent():
    document = Document("doc:00000000000000a1", "plan.md", "", (), ())
    assert measure_silence(document, Annotations(document.id, (), ())) == 1.0
