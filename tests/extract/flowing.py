"""Builders of small Word, OpenDocument and EPUB files, written part by part so that all in them is known."""

import zipfile
from pathlib import Path

from extract.document import read_document
from extract.records import Block, Document

TIME = (1980, 1, 1, 0, 0, 0)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_URN = "urn:oasis:names:tc:opendocument:xmlns"
ODF = (
    f'xmlns:office="{_URN}:office:1.0" xmlns:text="{_URN}:text:1.0" xmlns:table="{_URN}:table:1.0" '
    f'xmlns:style="{_URN}:style:1.0" xmlns:draw="{_URN}:drawing:1.0" '
    f'xmlns:fo="{_URN}:xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
Row = tuple[str, int, str, str]


def pack(path: Path, parts: dict[str, str | bytes]) -> Path:
    """Write a zip file of parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, TIME), data, zipfile.ZIP_DEFLATED)
    return path


def write_word(path: Path, body: str, *, more: dict[str, str] | None = None) -> Path:
    """Write a Word document; `more` are its other parts by their kind ("numbering", "footnotes")."""
    parts: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships {_RELATIONS}><Relationship Id="a" Type="{_TYPES}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
    }
    ties = ""
    for kind, data in (more or {}).items():
        parts[f"word/{kind}.xml"] = data
        ties += f'<Relationship Id="{kind}" Type="{_TYPES}/{kind}" Target="{kind}.xml"/>'
    parts["word/_rels/document.xml.rels"] = f"<Relationships {_RELATIONS}>{ties}</Relationships>"
    return pack(path, parts)


def write_odt(path: Path, body: str, *, automatic: str = "", styles: str = "", meta: str = "") -> Path:
    """Write an OpenDocument text."""
    return pack(
        path,
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {ODF}><office:automatic-styles>{automatic}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            "styles.xml": f"<office:document-styles {ODF}>{styles}</office:document-styles>",
            "meta.xml": f"<office:document-meta {ODF}>{meta}</office:document-meta>",
        },
    )


def write_epub(path: Path, *chapters: str, locks: str = "") -> Path:
    """Write a book of chapters, each the inside of a body element, with a table of contents before them."""
    names = [f"text/c{index}.xhtml" for index in range(len(chapters))]
    items = "".join(
        f'<item id="c{index}" href="{name}" media-type="application/xhtml+xml"/>'
        for index, name in enumerate(names)
    )
    order = "".join(f'<itemref idref="c{index}"/>' for index in range(len(names)))
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<rootfiles><rootfile full-path="book/package.opf"/></rootfiles></container>',
        "book/package.opf": '<package xmlns="http://www.idpf.org/2007/opf" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>The Book of Springs</dc:title>'
        f'</metadata><manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" '
        f'properties="nav"/>{items}</manifest><spine><itemref idref="nav"/>{order}</spine></package>',
        "book/nav.xhtml": "<html><body><nav><a href='text/c0.xhtml'>Chapter one</a></nav></body></html>",
    }
    if locks:
        parts["META-INF/encryption.xml"] = locks
    for name, chapter in zip(names, chapters, strict=True):
        parts[f"book/{name}"] = (
            '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
            f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>{chapter}</body></html>'
        )
    return pack(path, parts)


def read(path: Path) -> Document:
    """Read a file under its own name."""
    return read_document(path, source=path.name)


def list_rows(document: Document) -> list[Row]:
    """Return kind, level, number and text of each block."""
    return [(block.kind, block.level, block.number, get_text(document, block)) for block in document.blocks]


def list_cells(document: Document) -> list[list[tuple[str, str]]]:
    """Return for each row of a table its cells as header and text."""
    return [
        [(cell.header, document.text[cell.span.start : cell.span.end]) for cell in block.cells]
        for block in document.blocks
        if block.kind == "table_row"
    ]


def list_pages(document: Document) -> list[int]:
    """Return the page on which each block begins."""
    return [block.lines[0].page if block.lines else 1 for block in document.blocks]


def list_dropped(document: Document) -> list[tuple[str, str]]:
    """Return reason and text of what was dropped."""
    return [(item.reason, item.text) for page in document.pages for item in page.dropped]


def get_text(document: Document, block: Block) -> str:
    """Return the text of a block."""
    return document.text[block.span.start : block.span.end]
