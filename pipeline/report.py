"""The report of a run: `issues.jsonl` for what a person should know, `run.json` for what was done."""

import json
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path

from extract.records import Problem
from pipeline.fingerprint import STAGE_PACKAGES, hash_code, read_version
from pipeline.jobs import Job
from pipeline.messages import state_problem
from pipeline.settings import Settings
from pipeline.state import State
from pipeline.workspace import hash_file, write_bytes
from transform.corrections_file import CORRECTIONS_FILE

PRODUCT_VERSION = "0.1.0"
TIME_DIGITS = 3


def write_issues(output: Path, problems: Sequence[tuple[str, Problem]]) -> None:
    """Write one JSON object for each problem, sorted, so that two runs can be compared."""
    lines = [
        json.dumps(
            {
                "document": name,
                "page": problem.page,
                "severity": problem.severity,
                "code": problem.code,
                "message": state_problem(problem),
                "remedy": problem.remedy,
            },
            ensure_ascii=False,
        )
        for name, problem in problems
    ]
    write_bytes(output / "issues.jsonl", "".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))


def write_report(
    settings: Settings,
    state: State,
    jobs: Sequence[Job],
    problems: Sequence[tuple[str, Problem]],
    timings: Mapping[str, float],
) -> None:
    """Write what went in, with which versions, and what came out; the timings differ from run to run."""
    packages = sorted({name for names in STAGE_PACKAGES.values() for name in names})
    report = {
        "product": PRODUCT_VERSION,
        "python": platform.python_version(),
        "model": {settings.model: read_version(settings.model.replace("_", "-"))},
        "libraries": {name: read_version(name) for name in packages},
        "code": {stage: hash_code(stage) for stage in STAGE_PACKAGES},
        "documents": {job.source: describe_document(job, state) for job in jobs},
        "corrections": hash_file(settings.sources / CORRECTIONS_FILE),
        "graph": dict(sorted(state.counts.items())),
        "files": dict(sorted(state.files.items())),
        "issues": len(problems),
        "seconds": {name: round(value, TIME_DIGITS) for name, value in timings.items()},
    }
    data = json.dumps(report, indent=1, ensure_ascii=False)
    write_bytes(settings.output / "run.json", f"{data}\n".encode("utf-8", "replace"))


def describe_document(job: Job, state: State) -> dict[str, object]:
    """Return what the report says of one document."""
    known = state.documents[job.source]
    return {
        "sha256": job.content,
        "failed": bool(known.failed),
        "pages": known.pages,
        "words": known.words,
        "language": known.language,
        "share_without_finding": known.silent,
        "repairs": dict(sorted(known.repairs.items())),
        "dropped_lines": dict(sorted(known.dropped.items())),
        "page_flags": dict(sorted(known.flags.items())),
    }
