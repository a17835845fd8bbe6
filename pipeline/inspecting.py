"""Inspecting: one page of a document drawn with what was understood of it, for a person to check."""

from pathlib import Path

from extract.errors import ExtractError, NotAFile, WrongFormat
from extract.facts import Known
from extract.reading import Reading
from extract.sources import SOURCES_FILE, find_sources, is_pdf, read_known
from pipeline.workspace import write_whole


class NoSuchPage(ExtractError):
    """A page number that a document does not have."""

    code = "no_such_page"


def write_inspection(path: Path, number: int, picture: Path | None, reading: Reading) -> Path:
    """Write the picture of a page with its blocks, kinds, reading order and what was dropped.

    Args:
        path: Of the PDF.
        number: Of the page, from 1.
        picture: Of the PNG; named after the document and page, in the current folder, if not given.
        reading: How the document is to be read.

    Raises:
        ExtractError: If the document cannot be read, or has no such page.
    """
    from extract.document import read_document
    from extract.inspection import DPI, draw_inspection
    from extract.page_picture import draw_picture

    if not path.is_file():
        raise NotAFile(str(path), "there is no such file", "Name a PDF")
    if not is_pdf(path):
        raise WrongFormat(path.name, "only pages of PDFs can be drawn", "Export it as PDF to see its pages")
    known = find_known(path)
    document = read_document(path, source=path.name, known=known, reading=reading)
    page = next((page for page in document.pages if page.number == number), None)
    if page is None:
        message = f"there is no page {number} that can be read"
        raise NoSuchPage(path.name, message, f"Name one of {len(document.pages)} pages")
    passwords = (known.password, "", *reading.passwords)
    drawn = draw_inspection(draw_picture(path, number, dpi=DPI, passwords=passwords), document, page)
    picture = picture or Path(f"{path.stem}-page-{number}.png")
    write_whole(picture, lambda part: drawn.save(part, format="PNG"))
    return picture


def find_known(path: Path) -> Known:
    """Return what the `sources.toml` beside a document says of it."""
    if not (path.parent / SOURCES_FILE).is_file():
        return Known()
    known = read_known(path.parent, find_sources(path.parent).sources)
    return known.get(path.name, Known())
