"""Read a document: the pages of a source become one `Document`."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from extract.assembly import list_raw_blocks
from extract.blocks import RawBlock, TextStyle, read_text_style
from extract.ebook import read_ebook
from extract.errors import EmptySource, NotAFile, NoUsableText
from extract.facts import Known, find_facts
from extract.flow import NOWHERE, Flow, Layout, set_flow
from extract.furniture import find_furniture, name_slanted
from extract.languages import is_nonsense, name_language, name_main_language
from extract.notes import tie_notes
from extract.ocr import Scanner
from extract.open_document import read_open_document
from extract.outline import Bookmark, read_bookmarks, trust_outline
from extract.page_ranges import PageRange, join_ranges, load_range
from extract.printed import SLANTED, PrintedLine, PrintedPage
from extract.reading import Reading, list_passwords
from extract.records import Block, Document, Dropped, Line, Page, Problem, Span
from extract.right_to_left import restore_blocks, restore_pages
from extract.sections import find_sections, set_levels
from extract.sources import is_pdf
from extract.tesseract import find_engine
from extract.titles import TITLE_WORDS
from extract.turned import restore_turned
from extract.web import read_web
from extract.word import read_word, refuse_old_word
from extract.writing import TextWriter, count_words

FLOW_READERS: dict[str, Callable[[Path, str], Flow]] = {
    ".docx": read_word,
    ".doc": refuse_old_word,
    ".odt": read_open_document,
    ".html": read_web,
    ".htm": read_web,
    ".xhtml": read_web,
    ".epub": read_ebook,
}
TITLE_SIZE = 1.5  # points of type size above the text from which a line on the first page is the title


def read_document(
    path: Path, *, source: str, known: Known | None = None, reading: Reading | None = None
) -> Document:
    """Return a source as text, pages and blocks.

    Args:
        path: The file.
        source: Its path relative to the sources folder, as it shall be named.
        known: What `sources.toml` says of it.
        reading: How it is to be read; without OCR if not given.

    Raises:
        ExtractError: If nothing of the file can be used; says why and what to do.
    """
    known = known or Known()
    document_id = name_document(path, source)
    read_flow = FLOW_READERS.get(path.suffix.lower())
    if read_flow:
        return build_flow_document(document_id, source, read_flow(path, source), known)
    scanner = build_scanner(path, source, known, reading or Reading(), document_id)
    pages, problems = join_ranges([load_range(scanner)], scanner)
    outline = read_bookmarks(path, scanner.passwords) if is_pdf(path) else []
    return build_document(document_id, source, pages, problems, known, outline, geometry=is_pdf(path))


def read_range(path: Path, *, source: str, known: Known, reading: Reading, first: int, end: int) -> PageRange:
    """Return some pages of a PDF as printed: from page `first` to the one before `end`.

    Raises:
        ExtractError: If the PDF cannot be opened; says why and what to do.
    """
    scanner = build_scanner(path, source, known, reading, name_document(path, source))
    return load_range(scanner, first=first, end=end)


def join_document(
    path: Path, ranges: Sequence[PageRange], *, source: str, known: Known, reading: Reading
) -> Document:
    """Return the document of which all pages were read in ranges, as `read_document` returns it.

    Raises:
        ExtractError: If none of its pages can be used; says why and what to do.
    """
    document_id = name_document(path, source)
    scanner = build_scanner(path, source, known, reading, document_id)
    pages, problems = join_ranges(ranges, scanner)
    outline = read_bookmarks(path, scanner.passwords)
    return build_document(document_id, source, pages, problems, known, outline, geometry=True)


def name_document(path: Path, source: str) -> str:
    """Return the id of the document in a file: it is made of the file's bytes.

    Raises:
        NotAFile: If it is a folder.
        EmptySource: If there is nothing in it.
    """
    if not path.is_file():
        raise NotAFile(source, "this is a folder, not a file", "Move the documents out of it, or rename it")
    data = path.read_bytes()
    if not data.strip():
        raise EmptySource(source, "the file is empty", "Remove it, or put the right file in its place")
    return f"doc:{hashlib.sha256(data).hexdigest()[:16]}"


def build_scanner(path: Path, source: str, known: Known, reading: Reading, document_id: str) -> Scanner:
    """Return what opens a PDF and reads its pages by OCR where they have no usable text."""
    return Scanner(
        path=path,
        source=source,
        mode=reading.ocr,
        engine=find_engine() if reading.ocr != "off" and is_pdf(path) else None,
        language=known.language,
        passwords=list_passwords(known, reading),
        shelf=reading.shelf,
        digest=document_id,
    )


def build_document(
    document_id: str,
    source: str,
    pages: Sequence[PrintedPage],
    problems: Sequence[Problem],
    known: Known,
    bookmarks: Sequence[Bookmark],
    *,
    geometry: bool,
) -> Document:
    """Return the document that the printed pages make."""
    furniture = find_furniture(pages) if geometry else {}
    heights = {page.number: page.height for page in pages} if geometry else {}
    kept = [
        line
        for page in pages
        for index, line in enumerate(page.lines)
        if (page.number, index) not in furniture
    ]
    in_tables = [
        line for page in pages for _, table in page.tables for cell in table.cells for line in cell.lines
    ]
    style = read_text_style([*kept, *in_tables], heights)
    style = msgspec.structs.replace(style, outline=trust_outline(bookmarks, pages))
    contents: list[PrintedLine] = []
    raw = list_raw_blocks(pages, furniture, style, contents)
    mark_title(raw, style)
    set_levels(raw, cover=geometry)
    repairs = sum((Counter(dict(page.repairs)) for page in pages), Counter[str]())
    headers = list_dropped_texts(pages, furniture)
    slanted = name_slanted(pages)
    records = tuple(build_page(page, furniture, contents, slanted) for page in pages)
    layout = Layout(raw, [*kept, *in_tables], records, headers, repairs)
    return write_document(document_id, source, layout, problems, known, geometry=geometry)


def build_flow_document(document_id: str, source: str, flow: Flow, known: Known) -> Document:
    """Return the document that a flow of paragraphs and tables makes.

    Raises:
        ExtractError: If there is no text in it, or none in any language.
    """
    layout = set_flow(flow)
    if not layout.blocks:
        raise EmptySource(source, "the file holds no text", "Remove it, or put the right file in its place")
    if is_nonsense(" ".join(line.text for line in layout.lines)):
        raise NoUsableText(source, "its text is in no language that is known", "Save it anew in Unicode")
    if not known.title and not any(block.kind == "title" for block in layout.blocks):
        known = msgspec.structs.replace(known, title=flow.title)
    return write_document(document_id, source, layout, (), known, geometry=False)


def write_document(
    document_id: str,
    source: str,
    layout: Layout,
    problems: Sequence[Problem],
    known: Known,
    *,
    geometry: bool,
) -> Document:
    """Return the document whose blocks are known: its text, and what the text says of it."""
    writer = TextWriter(count_words(layout.lines))
    blocks = write_blocks(layout.blocks, writer, geometry=geometry)
    text = writer.text
    repairs = layout.repairs + writer.repairs
    language = known.language or name_main_language(
        (text[block.span.start : block.span.end], block.language) for block in blocks
    )
    facts = find_facts(blocks, text, layout.headers, source, language)
    blocks = tie_notes(name_languages(blocks, text, language), writer.marks)
    pages = restore_pages(add_dropped(layout.pages, writer.dropped))
    blocks, pages = restore_turned(restore_blocks(blocks, layout.pages), pages)
    return Document(
        id=document_id,
        source=source,
        text=text,
        pages=pages,
        blocks=tuple(blocks),
        title=known.title or facts.title,
        publisher=known.publisher or facts.publisher,
        country=known.country or facts.country,
        year=known.year or facts.year,
        date=facts.date,
        language=language,
        repairs=tuple(sorted(repairs.items())),
        problems=tuple(problems),
    )


def mark_title(raw: Sequence[RawBlock], style: TextStyle) -> None:
    """Mark the block that is the document's title: set largest above its text, or else its first line.

    It stands on the first page with text, above the first long paragraph.
    """
    placed = [block for block in raw[:20] if block.lines]
    fitting: list[RawBlock] = []
    for block in placed:
        if block.lines[0].page != placed[0].lines[0].page:
            break
        words = " ".join(line.text for line in block.lines).split()
        if len(words) <= TITLE_WORDS:
            named = block.kind in ("heading", "paragraph") and any(map(str.isalpha, words[0] + words[-1]))
            fitting += [block] if named else []
        elif block.kind == "paragraph":
            break
    if not fitting:
        return
    largest = max(fitting, key=lambda block: block.lines[0].size)
    if largest.lines[0].size < style.size + TITLE_SIZE:
        largest = next(
            (block for block in fitting if block.kind == "heading" and not block.number), fitting[0]
        )
    largest.kind, largest.level = "title", 0


def write_blocks(raw: Sequence[RawBlock], writer: TextWriter, *, geometry: bool) -> list[Block]:
    """Return the records of the blocks that have text, written one after the other."""
    filled = [
        block
        for block in raw
        if any(word.text != "•" for line in block.lines for word in line.words[block.skip :])
    ]
    ids = [f"b{index + 1:04d}" for index in range(len(filled))]
    blocks = []
    for item, name, section in zip(filled, ids, find_sections(filled, ids), strict=True):
        block = writer.write_block(item, name, section)
        if not geometry:
            block = msgspec.structs.replace(block, lines=mark_pages(block.lines))
        blocks.append(block)
    return name_languages(blocks, writer.text)


def name_languages(blocks: Sequence[Block], text: str, likely: str = "") -> list[Block]:
    """Return the blocks with the language of each; `likely` is that of the document.

    Where that is known, only those of which another was thought before are looked at again.
    """
    return [
        block
        if likely and block.language in ("", likely)
        else msgspec.structs.replace(
            block, language=name_language(text[block.span.start : block.span.end], likely)
        )
        for block in blocks
    ]


def mark_pages(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return for text without geometry where it begins a page, as empty lines; nothing on page 1 alone."""
    if all(line.page == 1 for line in lines):
        return ()
    firsts = [line for index, line in enumerate(lines) if not index or lines[index - 1].page != line.page]
    return tuple(Line(line.page, Span(line.span.start, line.span.start), NOWHERE) for line in firsts)


def list_dropped_texts(pages: Sequence[PrintedPage], furniture: dict[tuple[int, int], str]) -> list[str]:
    """Return the texts of running headers and footers, each once, in the order of the pages."""
    texts = [
        line.text
        for page in pages
        for index, line in enumerate(page.lines)
        if furniture.get((page.number, index)) in ("header", "footer")
    ]
    return list(dict.fromkeys(texts))


def add_dropped(pages: Sequence[Page], dropped: Iterable[tuple[int, Dropped]]) -> tuple[Page, ...]:
    """Return the pages with what was dropped from them while the text was written."""
    found: dict[int, list[Dropped]] = {}
    for number, item in dropped:
        found.setdefault(number, []).append(item)
    return tuple(
        msgspec.structs.replace(page, dropped=(*page.dropped, *found.get(page.number, ()))) for page in pages
    )


def build_page(
    page: PrintedPage,
    furniture: dict[tuple[int, int], str],
    contents: Iterable[PrintedLine],
    slanted: dict[str, str],
) -> Page:
    """Return the record of a page, with what was dropped from it and why."""
    dropped = [
        Dropped(furniture[page.number, index], line.text, line.bbox)
        for index, line in enumerate(page.lines)
        if (page.number, index) in furniture
    ]
    dropped += [Dropped("contents", line.text, line.bbox) for line in contents if line.page == page.number]
    dropped += [
        Dropped(slanted.get(line.text, reason) if reason == SLANTED else reason, line.text, line.bbox)
        for reason, line in page.dropped
    ]
    return Page(page.number, page.width, page.height, page.flags, tuple(dropped), page.sureness)
