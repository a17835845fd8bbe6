"""A run: find what is stale, do it, build the graph, say what happened."""

import time
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from extract.errors import EncryptedSource
from extract.facts import Known
from extract.reading import OcrMode
from extract.records import Document, Problem
from extract.sources import Source, find_sources, is_pdf, read_known
from extract.tesseract import describe_ocr
from load.formats.registry import list_files
from load.selection import WHOLE
from pipeline.cluster import run_on_cluster
from pipeline.executors import run_jobs
from pipeline.fingerprint import hash_corrections, hash_extract, hash_load, hash_parts, hash_transform
from pipeline.jobs import Job
from pipeline.locations import open_folder
from pipeline.messages import describe_problem, describe_problems
from pipeline.originals import link_to, open_originals
from pipeline.progress import say, show_progress
from pipeline.report import write_issues, write_report
from pipeline.settings import Settings
from pipeline.shelf import clear_shelf
from pipeline.sketches import read_sketches, write_sketches
from pipeline.state import DocumentState, State, is_fresh, read_state, write_state
from pipeline.workspace import (
    STAGES,
    hash_file,
    locate_artefact,
    name_artefact,
    read_record,
    remove_stray,
)
from transform.corrections_file import CORRECTIONS_FILE, Correction, read_corrections
from transform.records import Annotations, Facts

if TYPE_CHECKING:
    from load.pictures import Original

VIEW = "view"  # folder for the view's files
DONE, SOME_FAILED, NOTHING_TO_DO = 0, 1, 2


class Plan(msgspec.Struct, frozen=True):
    """What a run has to do: a job for each document, and what is wrong before it begins."""

    jobs: tuple[Job, ...]
    stale: tuple[Job, ...]
    problems: dict[str, tuple[Problem, ...]]
    corrections: tuple[Correction, ...] = ()


def run_pipeline(settings: Settings, *, stages: Sequence[str] = STAGES, load: bool = True) -> int:
    """Bring the output up to date and return the exit code.

    Raises:
        ExtractError: If the sources folder or its `sources.toml` cannot be used.
        CorrectionsError: If its `corrections.toml` cannot be used.
    """
    started = time.monotonic()
    before = read_state(settings.output)
    plan = make_plan(settings, before, stages)
    if not plan.jobs:
        say(f"No documents in {settings.sources}: put PDF or text files there and run again.")
        return NOTHING_TO_DO
    settings.output.mkdir(parents=True, exist_ok=True)
    documents = run_stale(plan, before, settings)
    extracted = time.monotonic()
    made = msgspec.structs.replace(before, documents=documents)
    fresh = not plan.stale
    if load:
        made, built = build_output(made, plan, settings)
        fresh = fresh and not built
    problems = collect_problems(made, plan)
    if made != before or not (settings.output / "run.json").is_file() or not fresh:
        remove_stray(settings.output, (name_artefact(job.source) for job in plan.jobs))
        clear_shelf(settings.output, (job.content for job in plan.jobs))
        write_issues(settings.output, problems)
        timings = {"documents": extracted - started, "graph": time.monotonic() - extracted}
        write_report(settings, made, plan.jobs, problems, timings)
        write_state(settings.output, made)
    return tell(settings, made, plan, problems, fresh=fresh, load=load)


def make_plan(settings: Settings, before: State, stages: Sequence[str]) -> Plan:
    """Return the jobs of a run, those of them that are stale, and problems of the folder."""
    listing = find_sources(settings.sources)
    known = read_known(settings.sources, listing.sources)
    corrections = read_corrections(settings.sources / CORRECTIONS_FILE)
    problems: dict[str, tuple[Problem, ...]] = {
        name: (
            Problem(
                "ignored",
                "not a kind of file that is read",
                "Export it as PDF or plain text",
                severity="info",
            ),
        )
        for name in listing.ignored
    }
    jobs: list[Job] = []
    seen: dict[str, str] = {}
    for source in listing.sources:
        content = hash_file(source.path)
        if content and content in seen:
            message = f'the same file as "{seen[content]}"; read once'
            problems[source.name] = (
                Problem("duplicate", message, "Remove one of the two", severity="warning"),
            )
            continue
        seen[content] = source.name
        jobs.append(make_job(source, content, known.get(source.name, Known()), settings, before, stages))
    return Plan(tuple(jobs), tuple(job for job in jobs if job.stages), problems, corrections)


def make_job(
    source: Source, content: str, known: Known, settings: Settings, before: State, stages: Sequence[str]
) -> Job:
    """Return the job of a document with the stages that are stale."""
    said = msgspec.json.encode(known, order="sorted").decode()
    extract = hash_extract(content or "folder", said, describe_reading(source.path, settings.ocr))
    transform = hash_transform(extract, settings.model)
    state = before.documents.get(source.name)
    failed = is_failed(state, transform, settings)
    stale = tuple(
        stage
        for stage, fingerprint in (("extract", extract), ("transform", transform))
        if stage in stages
        and not failed
        and (settings.force or not is_fresh(settings.output, source.name, stage, fingerprint, state))
    )
    if stale == ("transform",) and not is_fresh(settings.output, source.name, "extract", extract, state):
        stale = STAGES
    return Job(
        path=source.path,
        source=source.name,
        known=known,
        reading=settings.reading,
        content=content,
        output=settings.output,
        model=settings.model,
        extract=extract,
        transform=transform,
        stages=stale,
        limits=settings.limits,
    )


def describe_reading(path: Path, mode: OcrMode) -> str:
    """Return what the text of a document depends on beside its bytes: for a PDF, how OCR is done."""
    return describe_ocr(mode) if is_pdf(path) else ""


def is_failed(state: DocumentState | None, fingerprint: str, settings: Settings) -> bool:
    """Tell whether a document failed before and would again: one that is locked may open with a password."""
    if state is None or state.failed != fingerprint or settings.force:
        return False
    return not (settings.passwords and any(item.code == EncryptedSource.code for item in state.problems))


def run_stale(plan: Plan, before: State, settings: Settings) -> dict[str, DocumentState]:
    """Return the state of every document after the stale ones were done."""
    documents = {job.source: before.documents.get(job.source, DocumentState()) for job in plan.jobs}
    if settings.scheduler and plan.stale:
        outcomes = run_on_cluster(plan.stale, before.documents, settings.scheduler)
    else:
        outcomes = run_jobs(plan.stale, before.documents, settings.workers, load_graph_libraries)
    for outcome in show_progress(outcomes, len(plan.stale), "Reading"):
        documents[outcome.source] = outcome.state
        if outcome.trace and settings.debug:
            say(outcome.trace)
    return documents


def load_graph_libraries() -> None:
    """Load what the graph is made with."""
    import_module("load.html")
    import_module("transform.corrections")
    import_module("transform.resolve")


def build_output(made: State, plan: Plan, settings: Settings) -> tuple[State, bool]:
    """Return the state after the load stage, and whether it had to be done."""
    ready = [job for job in plan.jobs if "transform" in made.documents[job.source].stages]
    sources = [job.source for job in ready]
    corrected = hash_corrections(hash_file(settings.sources / CORRECTIONS_FILE), sources)
    links = (link_to(job.path, settings.output) for job in ready)
    fingerprint = hash_load((job.transform for job in ready), corrected, links)
    if settings.view != WHOLE:
        fingerprint = hash_parts(fingerprint, msgspec.json.encode(settings.view).decode())
    wanted = list_outputs(settings)
    written = {name: hash_file(settings.output / name) for name in wanted}
    known = {name: made.files.get(name) for name in wanted}
    if made.load == fingerprint and written == known and not settings.force:
        return made, False
    facts, problems = gather_facts(sources, settings.output, plan.corrections)
    with open_originals(ready, settings) as originals:
        counts = build_graph_files(facts, settings, originals)
    for name in set(made.files) - set(wanted):
        (settings.output / name).unlink(missing_ok=True)  # of an earlier graph
    files = {name: hash_file(settings.output / name) for name in wanted}
    made = msgspec.structs.replace(made, load=fingerprint, files=files, counts=counts, corrections=problems)
    return made, True


def gather_facts(
    sources: Sequence[str], output: Path, corrections: Sequence[Correction]
) -> tuple[Facts, tuple[Problem, ...]]:
    """Return what the documents say after the corrections, and what is wrong with the corrections."""
    from transform.corrections import Library, apply_corrections
    from transform.resolve import resolve

    names: dict[str, str] = {}

    def read_annotations(source: str) -> Annotations:
        annotations = read_record(locate_artefact(output, "transform", source), Annotations)
        names[source] = annotations.document_id
        return annotations

    @cache
    def read_document(document_id: str) -> Document | None:
        source = next(name for name in names if names[name] == document_id)
        path = locate_artefact(output, "extract", source)
        return read_record(path, Document) if path.is_file() else None

    facts = resolve(read_annotations(source) for source in sources)
    return apply_corrections(facts, corrections, Library(names, read_document))


def list_outputs(settings: Settings) -> tuple[str, ...]:
    """Return the names of the graph's files, and of the view's if there is one."""
    files = list_files(settings.formats)
    if settings.view == WHOLE:
        return files
    return (*files, *(f"{VIEW}/{name}" for name in list_files(list_view_formats(settings.formats))))


def list_view_formats(formats: Sequence[str]) -> tuple[str, ...]:
    """Return the formats that a view is written in; the page has views of its own."""
    return tuple(name for name in formats if name != "html")


def build_graph_files(
    facts: Facts, settings: Settings, originals: Mapping[str, "Original"]
) -> dict[str, int]:
    """Write the graph of the facts in every format that is wanted, and return its size.

    Raises:
        load.errors.LoadError: If the graph breaks the schema, or a file does not hold the graph.
    """
    from load.formats.export import build_export
    from load.selecting import select_facts
    from pipeline.outputs import write_formats

    store = read_sketches(settings.output)
    export = build_export(facts, originals, store)
    with open_folder(settings.output) as folder:
        write_formats(export, settings.formats, folder)
    if "html" in settings.formats:
        write_sketches(settings.output, store)
    if settings.view != WHOLE:
        view = build_export(select_facts(facts, settings.view))
        with open_folder(settings.output / VIEW) as folder:
            write_formats(view, list_view_formats(settings.formats), folder)
    documents = sum(entity.kind == "document" for entity in facts.entities)
    graph = export.graph
    return {"nodes": graph.number_of_nodes(), "edges": graph.number_of_edges(), "documents": documents}


def collect_problems(made: State, plan: Plan) -> list[tuple[str, Problem]]:
    """Return every problem with the source that it is about, sorted; corrections keep their order."""
    found = [(name, problem) for name, state in made.documents.items() for problem in state.problems]
    found += [(name, problem) for name, problems in plan.problems.items() for problem in problems]
    found.sort(key=lambda item: (item[0], item[1].page, item[1].code, item[1].message))
    found += [(CORRECTIONS_FILE, problem) for problem in made.corrections]
    return sorted(found, key=lambda item: item[0])


def tell(
    settings: Settings,
    made: State,
    plan: Plan,
    problems: Sequence[tuple[str, Problem]],
    *,
    fresh: bool,
    load: bool,
) -> int:
    """Say what the run did, one line for each problem, and return the exit code."""
    for line in describe_problems(item for item in problems if item[1].severity != "info"):
        say(line)
    failed = [job.source for job in plan.jobs if made.documents[job.source].failed]
    warned = any(problem.severity == "warning" for _, problem in problems)
    counts = made.counts
    nodes, edges, documents = (counts.get(name, 0) for name in ("nodes", "edges", "documents"))
    graph = f"{nodes} nodes and {edges} edges from {documents} document{'' if documents == 1 else 's'}"
    if load and fresh:
        say(f"All is fresh: {graph} in {settings.output / 'graph.html'} and graph.graphml.")
    elif load:
        say(f"Done: {graph} in {settings.output / 'graph.html'} and graph.graphml.")
    else:
        say(f"Done: {len(plan.jobs) - len(failed)} of {len(plan.jobs)} documents up to date.")
    if failed:
        say(
            f"{len(failed)} of {len(plan.jobs)} documents failed; the others are done. "
            f"See {settings.output / 'issues.jsonl'}."
        )
    return SOME_FAILED if failed or (settings.strict and warned) else DONE


def show_status(settings: Settings) -> int:
    """Say of each document which stage is fresh, stale or failed, and why; return the exit code."""
    before = read_state(settings.output)
    plan = make_plan(settings, before, STAGES)
    if not plan.jobs:
        say(f"No documents in {settings.sources}.")
        return NOTHING_TO_DO
    for job in plan.jobs:
        state = before.documents.get(job.source)
        if state is not None and state.failed == job.transform:
            say(describe_problem(job.source, state.problems[:1]).replace("error:", "failed:", 1))
        elif job.stages:
            why = explain_stale(job, state)
            say(f"stale:  {job.source}: {' and '.join(job.stages)} ({why})")
        else:
            say(f"fresh:  {job.source}")
    return DONE


def explain_stale(job: Job, state: DocumentState | None) -> str:
    """Return why a document has to be done again."""
    if state is None or not state.stages:
        return "never done"
    extract = state.stages.get("extract")
    if extract is None or extract.fingerprint != job.extract:
        return "the file, what sources.toml says of it, --ocr, Tesseract or the code changed"
    transform = state.stages.get("transform")
    if transform is None or transform.fingerprint != job.transform:
        return "the code, the lexicon or the language model changed"
    return "its records are missing or were changed"
