"""Jobs: one document through the stages that are stale, in a worker process or in this one.

This is one of the two places where an error of one document is caught so that the others go on.
"""

import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from extract.errors import ExtractError, NoUsableText
from extract.facts import Known
from extract.reading import Reading
from extract.records import Document, Problem
from pipeline.limits import Limits, TooLong, limit_memory, limit_time
from pipeline.locations import fetch
from pipeline.state import DocumentState, StageState
from pipeline.workspace import encode_record, hash_file, locate_artefact, read_record, write_bytes
from transform.errors import TransformError
from transform.records import Annotations
from transform.start import load_spacy

Made = TypeVar("Made")
STOPPED = "stopped"  # equals no fingerprint of a document, so that the next run tries it again
LONGER = "Split the document, or allow it more with --timeout"
LARGER = "Split the document, or allow it more with --memory"


class Job(msgspec.Struct, frozen=True):
    """One document to bring up to date.

    Attributes:
        path, source: The file, and its name relative to the sources folder.
        known: What `sources.toml` says of it.
        output: Folder of the run.
        model: Name of the language model package.
        extract, transform: Fingerprints that the results will have.
        stages: Which of the two are to be done.
        reading: How it is to be read.
        content: SHA-256 of the file in hexadecimal digits, "" for a folder.
        limits: What it may take.
    """

    path: Path
    source: str
    known: Known
    output: Path
    model: str
    extract: str
    transform: str
    stages: tuple[str, ...]
    reading: Reading = Reading()
    content: str = ""
    limits: Limits = Limits()


class Outcome(msgspec.Struct, frozen=True):
    """What became of a job: the document's new state, and a traceback if it met a bug."""

    source: str
    state: DocumentState
    trace: str = ""


def run_job(job: Job, before: DocumentState | None = None) -> Outcome:
    """Return the outcome of a job; no error of its document leaves it."""
    return attempt(job, lambda: run_whole(job, before), job.limits.seconds)


def run_whole(job: Job, before: DocumentState | None) -> Outcome:
    """Return the outcome of a job in which nothing goes wrong."""
    return Outcome(job.source, run_stages(job, before))


def attempt(job: Job, do: Callable[[], Made], seconds: float) -> Made | Outcome:
    """Return what is made for a job; the outcome of the job if that cannot be made.

    Args:
        job: Whose limit of memory holds.
        do: Makes it; no error of the document leaves it.
        seconds: How long that may take, 0 for as long as it takes.
    """
    try:
        with limit_time(seconds), limit_memory(job.limits.memory):
            return do()
    except TooLong:
        return stop_late(job)
    except MemoryError:
        message = f"stopped since it needs more than {job.limits.memory} MiB of memory"
        return Outcome(job.source, stop_short(Problem("too_large", message, LARGER, severity="error")))
    except ExtractError as error:
        problem = Problem(error.code, error.message, error.remedy, error.page, "error")
        return Outcome(job.source, fail(job, problem, list_page_problems(error)))
    except TransformError as error:
        problem = Problem(
            "transform", str(error), "See the message; nothing else of the run is lost", 0, "error"
        )
        return Outcome(job.source, fail(job, problem))
    except Exception as error:  # noqa: BLE001 - a bug met by one document must not stop the others
        message = f"internal error: {type(error).__name__}: {error}"
        problem = Problem("internal", message, "Run again with --debug and report what it prints", 0, "error")
        return Outcome(job.source, fail(job, problem), traceback.format_exc())


def stop_late(job: Job) -> Outcome:
    """Return the outcome of a job that took longer than it may."""
    message = f"stopped after {job.limits.seconds:g} seconds"
    return Outcome(job.source, stop_short(Problem("too_long", message, LONGER, severity="error")))


def stop_short(problem: Problem) -> DocumentState:
    """Return the state of a document that reached a limit; the next run, with higher ones, tries it again."""
    return DocumentState(failed=STOPPED, problems=(problem,))


def fail(job: Job, problem: Problem, details: Sequence[Problem] = ()) -> DocumentState:
    """Return the state of a document that failed, with what is wrong with its single pages."""
    return DocumentState(failed=job.transform, problems=(problem, *details))


def list_page_problems(error: ExtractError) -> list[Problem]:
    """Return what is wrong with the pages of a document that failed for them, to be looked up, not said."""
    pages = error.pages if isinstance(error, NoUsableText) else ()
    return [msgspec.structs.replace(problem, severity="info") for problem in pages]


def run_stages(job: Job, before: DocumentState | None) -> DocumentState:
    """Return the document's state after the stages that were stale."""
    extract: StageState | None
    if "extract" in job.stages:
        document = extract_document(job)
        extract = store(job, "extract", job.extract, document)
    else:
        document, extract = read_document(job, before)
    if "transform" not in job.stages:
        return describe(document, extract)
    return complete(job, document, extract, annotate_document(document, job.model))


def read_document(job: Job, before: DocumentState | None) -> tuple[Document, StageState | None]:
    """Return the document as an earlier run extracted it, and what is known of that."""
    document = read_record(locate_artefact(job.output, "extract", job.source), Document)
    return document, before.stages.get("extract") if before else None


def describe(document: Document, extract: StageState | None) -> DocumentState:
    """Return the state of a document after the extract stage."""
    return DocumentState(
        stages={"extract": extract} if extract else {},
        problems=document.problems,
        pages=len(document.pages),
        words=len(document.text.split()),
        repairs=dict(document.repairs),
        dropped=dict(Counter(item.reason for page in document.pages for item in page.dropped)),
        flags=dict(Counter(flag for page in document.pages for flag in page.flags)),
        language=document.language,
    )


def complete(
    job: Job, document: Document, extract: StageState | None, annotations: Annotations
) -> DocumentState:
    """Store the annotations of a document and return its state after both stages."""
    state = describe(document, extract)
    return msgspec.structs.replace(
        state,
        stages={**state.stages, "transform": store(job, "transform", job.transform, annotations)},
        problems=(*document.problems, *annotations.problems),
        silent=measure_silence(document, annotations),
    )


def extract_document(job: Job) -> Document:
    """Return the document as the extract stage reads it."""
    from extract.document import read_document

    with fetch(job.path) as path:
        return read_document(path, source=job.source, known=job.known, reading=job.reading)


def annotate_document(document: Document, model: str) -> Annotations:
    """Return what the transform stage finds in a document."""
    load_spacy()
    from transform.annotate import annotate
    from transform.language import load_language

    return annotate(document, load_language(model))


def store(job: Job, stage: str, fingerprint: str, record: Document | Annotations) -> StageState:
    """Write a stage's records and return its state."""
    path = locate_artefact(job.output, stage, job.source)
    write_bytes(path, encode_record(record))
    return StageState(fingerprint, hash_file(path))


def measure_silence(document: Document, annotations: Annotations) -> float:
    """Return the share of a document's text that no finding rests on."""
    covered, last = 0, 0
    spans = sorted(mention.evidence.span for mention in annotations.mentions if mention.kind != "document")
    for span in spans:
        covered += max(span.end - max(span.start, last), 0)
        last = max(last, span.end)
    return round(1 - covered / max(len(document.text), 1), 4)
