"""Electronic books (.epub): their chapters in reading order, each read as a web page."""

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from extract.archive import Archive
from extract.errors import EncryptedSource, WrongFormat
from extract.flow import Flow
from extract.web import decode_page, parse_page, read_pages

NAME = "EPUB book"
CONTAINER = "META-INF/container.xml"
LOCKS = "META-INF/encryption.xml"
_PAGES = ("application/xhtml+xml", "text/html")


def read_ebook(path: Path, source: str) -> Flow:
    """Return a book as paragraphs and tables.

    Raises:
        ExtractError: If it is damaged, locked, or something else.
    """
    with Archive(path, source, NAME) as archive:
        container = archive.read_xml(CONTAINER)
        file = next(container.iter("{*}rootfile"), None) if container is not None else None
        package = archive.read_xml(file.get("full-path", "")) if file is not None else None
        if file is None or package is None:
            raise WrongFormat(source, f"the file is called an {NAME} and is none", "Rename it by what it is")
        chapters = list(find_chapters(package, posixpath.dirname(file.get("full-path", ""))))
        check_locks(archive, chapters)
        texts = [decode_page(archive.read(name), source) for name in chapters]
        roots = [root for text in texts if text.strip() and (root := parse_page(text, source)) is not None]
        title = next(package.iter("{*}title"), None)
        return Flow(tuple(read_pages(roots)), (title.text or "").strip() if title is not None else "")


def find_chapters(package: etree._Element, folder: str) -> Iterator[str]:
    """Yield the parts that hold the chapters, in reading order, without the table of contents."""
    items = {item.get("id", ""): item for item in package.iter("{*}item")}
    for place in package.iter("{*}itemref"):
        item = items.get(place.get("idref", ""))
        if (
            item is None
            or item.get("media-type") not in _PAGES
            or "nav" in item.get("properties", "").split()
        ):
            continue
        yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))


def check_locks(archive: Archive, chapters: list[str]) -> None:
    """Raise if a chapter is locked (letters of embedded fonts may be, and are of no concern)."""
    root = archive.read_xml(LOCKS)
    locked = {item.get("URI", "") for item in root.iter("{*}CipherReference")} if root is not None else set()
    if not locked.isdisjoint(chapters):
        raise EncryptedSource(
            archive.source, "the book's chapters are locked (DRM)", "Ask its publisher for a PDF or HTML file"
        )
