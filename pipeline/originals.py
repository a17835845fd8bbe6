"""Originals: the files that the documents of a graph were read from, for the page to show and point to."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from pipeline.jobs import Job
from pipeline.settings import Settings
from pipeline.workspace import hash_file

if TYPE_CHECKING:
    from load.pictures import Original

ID_DIGITS = 16  # hexadecimal digits of a file's hash in the id of its document


def list_originals(jobs: Iterable[Job], settings: Settings) -> dict[str, "Original"]:
    """Return the file of each document, by document id."""
    from load.pictures import Original

    return {
        f"doc:{hash_file(job.path)[:ID_DIGITS]}": Original(
            job.path,
            link_to(job.path, settings.output),
            tuple(filter(None, (job.known.password, *settings.passwords))),
        )
        for job in jobs
    }


def link_to(path: Path, output: Path) -> str:
    """Return the address of a file relative to the output folder, or absolute where they share no root."""
    try:
        relative = os.path.relpath(path.resolve(), output.resolve())
    except ValueError:  # another drive
        return path.resolve().as_uri()
    return quote(Path(relative).as_posix())
