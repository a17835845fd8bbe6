"""Sources: which files of a folder are documents, and what `sources.toml` says of them."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from extract.errors import ExtractError
from extract.facts import Known

SOURCES_FILE = "sources.toml"
TEXT_ENDINGS = (".txt", ".md")
FLOW_ENDINGS = (".docx", ".odt", ".html", ".htm", ".xhtml", ".epub", ".doc")  # .doc: to say what to do
PDF_ENDING = ".pdf"
ENDINGS = (PDF_ENDING, *TEXT_ENDINGS, *FLOW_ENDINGS)
NOT_SOURCES = frozenset({"readme.md", "readme.txt", SOURCES_FILE, "corrections.toml", "make_sample.py"})


class SourcesFileError(ExtractError):
    """A `sources.toml` that cannot be read or that speaks of files that are not there."""

    code = "sources_file"


def is_pdf(path: Path) -> bool:
    """Tell whether a file is to be read as PDF, by its name."""
    return path.suffix.lower() == PDF_ENDING


class Source(msgspec.Struct, frozen=True):
    """A document to read: its path, and its name relative to the sources folder with "/" in it."""

    path: Path
    name: str


class Listing(msgspec.Struct, frozen=True):
    """What a sources folder holds: documents, and other files that are left alone, by name."""

    sources: tuple[Source, ...]
    ignored: tuple[str, ...]


def find_sources(folder: Path) -> Listing:
    """Return the documents of a folder and its sub-folders, sorted by name.

    A text file beside a PDF of the same name is that PDF's source text, not a document; another format
    of it is left alone by name; hidden files and notes on the folder are none either. A folder that is
    named like a document counts as one, so that reading it says what is wrong.

    Raises:
        ExtractError: If there is no such folder.
    """
    if not folder.is_dir():
        raise SourcesFileError(str(folder), "there is no such folder", "Make it and put documents in it")
    sources: list[Source] = []
    ignored: list[str] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        if path.suffix.lower() not in ENDINGS or path.name.lower() in NOT_SOURCES:
            if path.is_file() and path.name.lower() not in NOT_SOURCES:
                ignored.append(name)
        elif path.suffix.lower() in TEXT_ENDINGS and path.with_suffix(".pdf").exists():
            continue
        elif path.suffix.lower() in FLOW_ENDINGS and path.with_suffix(".pdf").exists():
            ignored.append(name)
        else:
            sources.append(Source(path, name))
    return Listing(tuple(sorted(sources, key=lambda source: source.name)), tuple(sorted(ignored)))


def read_known(folder: Path, sources: Sequence[Source]) -> dict[str, Known]:
    """Return what `sources.toml` says of each document, by its name.

    The file has one table for each document: ["file name.pdf"] with any of title, publisher, country,
    year, language, licence, url, password.

    Raises:
        SourcesFileError: If it is no TOML, has an unknown key, or names a file that is not there.
    """
    path = folder / SOURCES_FILE
    if not path.is_file():
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        known = msgspec.convert(table, dict[str, Known])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise SourcesFileError(SOURCES_FILE, f"the file cannot be used: {error}", "Mend that line") from error
    names = {source.name for source in sources}
    for name in known:
        if name not in names:
            raise SourcesFileError(
                SOURCES_FILE, f'there is no document called "{name}"', "Mend the name or remove its table"
            )
    return known
