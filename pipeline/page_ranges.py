"""Page ranges: a long PDF is read and parsed in parts, side by side, where processes would be idle.

The parts of one document are tasks of their own. Its pages are read in ranges, then joined into the
document, whose sentences are parsed in ranges; then each finder goes over the whole of it, and what they
found is tied together. The bytes are those of a document done in one piece, since nothing that a part does
depends on another part.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from extract.reading import list_passwords
from extract.records import Document
from extract.sources import is_pdf
from pipeline.agenda import Begin, Steps
from pipeline.jobs import (
    Job,
    Outcome,
    complete,
    describe,
    read_document,
    run_whole,
    store,
)
from pipeline.locations import fetch
from pipeline.state import DocumentState, StageState
from transform.start import load_spacy

if TYPE_CHECKING:
    from transform.finders import Finding
    from transform.language import Passage
    from transform.parsed import Parsed

LONG = 40  # pages from which parts save more time than further processes take to begin
FEWEST = 8  # pages of a part: to open a PDF costs about as much as reading one of its pages
SHARES = 4  # parts of a document for each process, so that none of these waits long for the others
IDLE_BELOW = 2  # documents for each process: where there are more, these keep all of them busy


class Joined(msgspec.Struct, frozen=True):
    """A document whose pages are joined.

    Attributes:
        extract: Its state of the extract stage.
        texts: To be parsed, in parts.
        finders: Names of those that then look at it.
    """

    extract: StageState | None
    texts: tuple[tuple[str, ...], ...]
    finders: tuple[str, ...]


def choose_way(jobs: Sequence[Job], workers: int) -> Begin:
    """Return how jobs are begun: each as a whole, or long ones in parts where processes would be idle."""
    if workers <= 1 or len(jobs) >= IDLE_BELOW * workers:
        return begin_whole

    def begin(job: Job, before: DocumentState | None) -> Steps:
        return go_by_parts(job, before, workers)

    return begin


def begin_whole(job: Job, before: DocumentState | None) -> Steps:
    """Yield the one task of a job that is done as a whole."""
    yield [(run_whole, (job, before))]


def go_by_parts(job: Job, before: DocumentState | None, workers: int) -> Steps:
    """Yield the tasks of a job step by step; only one if the document is not long.

    While one process joins the pages, the others load what they will parse with.
    """
    parts = workers * SHARES
    [pages] = yield [(run_short, (job, before))]
    idle = min(workers, pages // FEWEST) - 1
    loads = [(load_parser, (job.model,))] * (idle if "transform" in job.stages else 0)
    if "extract" in job.stages:
        ranges = yield [(read_part, (job, first, end)) for first, end in divide(1, pages + 1, parts, FEWEST)]
        [known, *_] = yield [(join_parts, (job, ranges, parts)), *loads]
    else:
        [known, *_] = yield [(read_joined, (job, before, parts)), *loads]
    parsed = yield [(parse_part, (texts, job.model)) for texts in known.texts]
    said = tuple(parsed)
    found = yield [(find_part, (job, said, name)) for name in known.finders]
    by_name = dict(zip(known.finders, found, strict=True))
    yield [(annotate_parts, (job, known.extract, said, by_name))]


def divide(start: int, end: int, parts: int, least: int) -> Iterator[tuple[int, int]]:
    """Yield first and end of so many ranges at most, of at least so many, that follow each other."""
    count = max(min(parts, (end - start) // least), 1)
    return pairwise(start + (end - start) * index // count for index in range(count + 1))


def run_short(job: Job, before: DocumentState | None) -> Outcome | int:
    """Return the outcome of the job of a document that is not long; of a long one the number of pages."""
    return count_long(job) or run_whole(job, before)


def count_long(job: Job) -> int:
    """Return the number of pages of a long PDF, 0 for any other document."""
    if not is_pdf(job.path) or not job.path.is_file():
        return 0
    from extract.pdf import count_pages

    with fetch(job.path) as path:
        pages = count_pages(path, list_passwords(job.known, job.reading))
    return pages if pages >= LONG else 0


def read_part(job: Job, first: int, end: int) -> bytes:
    """Return some pages as printed."""
    from extract.document import read_range

    with fetch(job.path) as path:
        part = read_range(path, source=job.source, known=job.known, reading=job.reading, first=first, end=end)
    return msgspec.msgpack.encode(part)


def join_parts(job: Job, ranges: Sequence[bytes], parts: int) -> Joined | Outcome:
    """Return the document of all pages, stored; the outcome if no more than that is to be done."""
    from extract.document import join_document
    from extract.page_ranges import PageRange

    read = [msgspec.msgpack.decode(part, type=PageRange) for part in ranges]
    with fetch(job.path) as path:
        document = join_document(path, read, source=job.source, known=job.known, reading=job.reading)
    extract = store(job, "extract", job.extract, document)
    if "transform" not in job.stages:
        return Outcome(job.source, describe(document, extract))
    return describe_joined(document, extract, parts)


def read_joined(job: Job, before: DocumentState | None, parts: int) -> Joined:
    """Return the document that an earlier run extracted."""
    document, extract = read_document(job, before)
    return describe_joined(document, extract, parts)


def describe_joined(document: Document, extract: StageState | None, parts: int) -> Joined:
    """Return what is to be done of a document, its texts in so many parts at most."""
    load_spacy()
    from transform.finders import FINDERS
    from transform.language import list_batches

    batches = list_batches(document)
    texts = tuple(
        tuple(text for batch in batches[start:end] for text in batch)
        for start, end in divide(0, len(batches), parts, 1)
    )
    return Joined(extract, texts, tuple(FINDERS))


def load_parser(model: str) -> None:
    """Load the language model, so that a process has it when there is something to parse."""
    load_spacy()
    from transform.language import load_language

    load_language(model)


def parse_part(texts: Sequence[str], model: str) -> "Parsed":
    """Return what the language model says of some texts of a document."""
    load_spacy()
    from transform.language import load_language, parse_range

    return parse_range(texts, load_language(model))


def find_part(job: Job, ranges: "tuple[Parsed, ...]", name: str) -> "Finding":
    """Return what one finder finds in a document whose texts are parsed."""
    document, passages = restore(job, ranges)
    from transform.finders import FINDERS
    from transform.models.linear import read_models

    return FINDERS[name](document, passages, read_models())


def annotate_parts(
    job: Job, extract: StageState | None, ranges: "tuple[Parsed, ...]", found: "Mapping[str, Finding]"
) -> Outcome:
    """Return the outcome of a document whose finders have been asked."""
    document, passages = restore(job, ranges)
    from transform.annotate import annotate_found

    annotations = annotate_found(document, passages, found)
    restore.cache_clear()
    return Outcome(job.source, complete(job, document, extract, annotations))


@lru_cache(1)
def restore(job: Job, ranges: "tuple[Parsed, ...]") -> "tuple[Document, Sequence[Passage]]":
    """Return a document as it was extracted and its passages as they were parsed; the last are remembered."""
    load_spacy()
    from transform.language import load_language, parse_passages

    document, _ = read_document(job, None)
    return document, parse_passages(document, load_language(job.model), ranges)
