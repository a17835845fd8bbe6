"""Originals: the files that the documents of a graph were read from, for the page to show and point to."""

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from pipeline.jobs import Job
from pipeline.locations import fetch, is_local
from pipeline.settings import Settings

if TYPE_CHECKING:
    from load.pictures import Original

ID_DIGITS = 16  # hexadecimal digits of a file's hash in the id of its document


@contextmanager
def open_originals(jobs: Iterable[Job], settings: Settings) -> Iterator[dict[str, "Original"]]:
    """Yield the file of each document, by document id; what lies in a store is copied here meanwhile."""
    from load.pictures import Original

    with ExitStack() as copies:
        yield {
            f"doc:{job.content[:ID_DIGITS]}": Original(
                copies.enter_context(fetch(job.path)),
                link_to(job.path, settings.output),
                tuple(filter(None, (job.known.password, *settings.passwords))),
            )
            for job in jobs
        }


def link_to(path: Path, output: Path) -> str:
    """Return the address of a file relative to the output folder, or absolute where they share no root."""
    if not (is_local(path) and is_local(output)):
        return path.absolute().as_uri()
    try:
        relative = os.path.relpath(path.resolve(), output.resolve())
    except ValueError:  # another drive
        return path.resolve().as_uri()
    return quote(Path(relative).as_posix())
