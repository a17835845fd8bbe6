"""OpenDocument texts (.odt): body, tables, notes, running headers, as paragraphs that know what they are.

Read part by part as the standard says (ISO/IEC 26300); numbers of headings and lists are counted here.
"""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from extract.archive import Archive
from extract.errors import WrongFormat
from extract.flow import LINE_BREAK, PAGE_BREAK, Flow, FlowCell, FlowTable, Kind, Paragraph, Run, flatten
from extract.open_document_styles import OFFICE, STYLE, TEXT, Counter, Styles, read_count
from extract.plain_text import TEXT_SIZE

NAME = "OpenDocument text"
MOST_SPACES = 100  # of one element that stands for many
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_LEFT_OUT = frozenset(
    (
        f"{OFFICE}annotation",
        f"{TEXT}tracked-changes",
        f"{TEXT}sequence-decls",
        f"{TEXT}note-citation",
        f"{TEXT}ruby-text",
    )
)
_INDEXES = frozenset(
    TEXT + name for name in ("table-of-content", "illustration-index", "table-index", "alphabetical-index")
)
_SIGNS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": LINE_BREAK, f"{TEXT}soft-page-break": PAGE_BREAK}


def read_open_document(path: Path, source: str) -> Flow:
    """Return an OpenDocument text as paragraphs and tables.

    Raises:
        ExtractError: If it is damaged, locked, or something else.
    """
    with Archive(path, source, NAME) as archive:
        manifest = archive.read_xml("META-INF/manifest.xml")
        if manifest is not None and next(manifest.iter(f"{_MANIFEST}encryption-data"), None) is not None:
            raise archive.report_lock()
        content = archive.read_xml("content.xml")
        body = content.find(f"{OFFICE}body/{OFFICE}text") if content is not None else None
        if body is None:
            raise WrongFormat(source, f"the file is called an {NAME} and is none", "Rename it by what it is")
        settings = archive.read_xml("styles.xml")
        meta = archive.read_xml("meta.xml")
        title = next(meta.iter(_TITLE), None) if meta is not None else None
        reader = OpenDocumentReader(Styles(settings, content))
        parts = [*reader.read_running(settings), *reader.read_blocks(body)]
        return Flow(tuple(parts), (title.text or "").strip() if title is not None else "")


class OpenDocumentReader:
    """Reads the elements of one text; counts numbers and notes on from paragraph to paragraph."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.outline = Counter(styles.outline)
        self.counters: dict[str, Counter] = {}
        self.notes: list[Paragraph] = []
        self.boxes: list[etree._Element] = []
        self.note_count = 0
        self.begun = False

    def read_running(self, root: etree._Element | None) -> Iterator[Paragraph]:
        """Yield the lines of running headers and footers, which are no text of the document."""
        for kind in ("header", "footer"):
            for element in root.iter(f"{STYLE}{kind}") if root is not None else ():
                for line in element.iter(f"{TEXT}p"):
                    yield Paragraph(tuple(self.read_runs(line, "")), "dropped", reason=kind)

    def read_blocks(self, parent: etree._Element) -> Iterator[Paragraph | FlowTable]:
        """Yield the paragraphs and tables in an element, those in sections and frames, too."""
        for element in parent:
            if element.tag in (f"{TEXT}p", f"{TEXT}h"):
                yield from self.read_paragraph(element)
            elif element.tag == f"{TEXT}list":
                yield from self.read_list(element, 1, "")
            elif element.tag == f"{_TABLE}table":
                yield self.read_table(element)
            elif element.tag == f"{TEXT}soft-page-break":
                yield Paragraph((Run(PAGE_BREAK),))
            elif element.tag in _INDEXES:
                for line in element.iter(f"{TEXT}p"):
                    yield Paragraph(tuple(self.read_runs(line, "")), "dropped", reason="contents")
            elif isinstance(element.tag, str) and element.tag not in _LEFT_OUT:
                yield from self.read_blocks(element)

    def read_paragraph(
        self, element: etree._Element, number: str = "", depth: int = 0
    ) -> Iterator[Paragraph | FlowTable]:
        """Yield a paragraph, then the frames and notes that hang on it; `depth` tells that it is an item."""
        style = element.get(f"{TEXT}style-name", "")
        runs = tuple(self.read_runs(element, style))
        if self.begun and self.styles.breaks_page(style):
            runs = (Run(PAGE_BREAK), *runs)
        paragraph = self.name_paragraph(element, style, runs, number, depth)
        self.begun = self.begun or bool(paragraph.text)
        yield paragraph
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            yield from self.read_blocks(box)
        yield from self.notes
        self.notes.clear()

    def name_paragraph(
        self, element: etree._Element, style: str, runs: tuple[Run, ...], number: str, depth: int
    ) -> Paragraph:
        """Return a paragraph as what its element, its style and its list say that it is."""
        plain = Paragraph(runs)
        if not plain.text:
            return plain
        names = self.styles.list_names(style)
        if "title" in names:
            return Paragraph(runs, "title")
        if element.tag == f"{TEXT}h":
            level = read_count(element.get(f"{TEXT}outline-level"), 1)
            if not depth and element.get(f"{TEXT}is-list-header") != "true":
                restart = element.get(f"{TEXT}start-value")
                number = self.outline.count(level, read_count(restart, 1) if restart else None)
            return Paragraph(runs, "heading", level, number if number != "•" else "")
        named: Kind = "caption" if "caption" in names else "item" if depth and number else "text"
        return Paragraph(runs, named, depth if named == "item" else 0, number if named == "item" else "")

    def read_list(self, element: etree._Element, depth: int, style: str) -> Iterator[Paragraph | FlowTable]:
        """Yield the items of a list and of the lists within it."""
        style = element.get(f"{TEXT}style-name", style)
        counter = self.counters.setdefault(style, Counter(self.styles.lists.get(style, {})))
        goes_on = element.get(f"{TEXT}continue-numbering") == "true" or element.get(f"{TEXT}continue-list")
        if depth == 1 and not goes_on:
            counter.values.clear()
        for item in element:
            if item.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
                continue
            shown = item.tag == f"{TEXT}list-item"
            for child in item:
                if child.tag == f"{TEXT}list":
                    yield from self.read_list(child, depth + 1, style)
                elif child.tag in (f"{TEXT}p", f"{TEXT}h"):
                    restart = item.get(f"{TEXT}start-value")
                    start = read_count(restart, 1) if restart else None
                    number = counter.count(depth, start) if shown else ""
                    shown = False
                    yield from self.read_paragraph(child, number, depth)
                elif child.tag == f"{TEXT}soft-page-break":
                    yield Paragraph((Run(PAGE_BREAK),))

    def read_runs(self, element: etree._Element, style: str, spans: tuple[str, ...] = ()) -> Iterator[Run]:
        """Yield the runs of text of a paragraph, set as its spans and its style say."""
        yield self.build_run(element.text, style, spans)
        for child in element:
            if child.tag == f"{TEXT}s":
                yield Run(" " * min(read_count(child.get(f"{TEXT}c"), 1), MOST_SPACES))
            elif child.tag in _SIGNS:
                yield Run(_SIGNS[str(child.tag)])
            elif child.tag == f"{TEXT}note":
                self.add_note(child)
            elif child.tag == f"{_DRAW}frame":
                self.boxes += list(child.iterfind(f"{_DRAW}text-box"))
            elif child.tag == f"{TEXT}span":
                yield from self.read_runs(child, style, (child.get(f"{TEXT}style-name", ""), *spans))
            elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                yield from self.read_runs(child, style, spans)
            yield self.build_run(child.tail, style, spans)

    def build_run(self, text: str | None, style: str, spans: tuple[str, ...]) -> Run:
        """Return text as set by the nearest style that says how."""
        families = [*(("text", name) for name in spans), ("paragraph", style)]
        bolds = (self.styles.read_bold(family, name) for family, name in families)
        sizes = (self.styles.read_size(family, name) for family, name in families)
        bold = next((value for value in bolds if value is not None), False)
        size = next((value for value in sizes if value is not None), TEXT_SIZE)
        place = next((place for name in spans if (place := self.styles.read_place(name))), "")
        plain = (text or "").replace(LINE_BREAK, " ").replace(PAGE_BREAK, " ")
        return Run(plain, bold, size, place == "super", place == "sub")

    def add_note(self, note: etree._Element) -> None:
        """Remember a note; it follows the paragraph of its mark."""
        self.note_count += 1
        number = (note.findtext(f"{TEXT}note-citation") or "").strip() or str(self.note_count)
        runs: list[Run] = []
        for body in note.iterfind(f"{TEXT}note-body"):
            for line in body.iter(f"{TEXT}p"):
                runs += [Run(LINE_BREAK), *self.read_runs(line, line.get(f"{TEXT}style-name", ""))]
        self.notes.append(Paragraph(tuple(runs[1:]), "note", number=number))

    def read_table(self, element: etree._Element) -> FlowTable:
        """Return a table; what a cell covers is left out."""
        cells: list[FlowCell] = []
        rows = list(find_rows(element))
        header = sum(named for _, named in rows)
        for number, (row, _) in enumerate(rows):
            column = 0
            for cell in row:
                if cell.tag == f"{_TABLE}table-cell":
                    width = read_count(cell.get(f"{_TABLE}number-columns-spanned"), 1)
                    paragraphs = tuple(flatten(self.read_blocks(cell)))
                    if any(paragraph.text for paragraph in paragraphs):
                        cells.append(FlowCell(paragraphs, column, column + width, number))
                if cell.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                    column += read_count(cell.get(f"{_TABLE}number-columns-repeated"), 1)
        return FlowTable(tuple(cells), header)


def find_rows(element: etree._Element, *, header: bool = False) -> Iterator[tuple[etree._Element, bool]]:
    """Yield the rows of a table, each with whether it is named as a header."""
    for child in element:
        if child.tag == f"{_TABLE}table-row":
            yield child, header
        elif child.tag in (f"{_TABLE}table-header-rows", f"{_TABLE}table-rows", f"{_TABLE}table-row-group"):
            yield from find_rows(child, header=header or child.tag == f"{_TABLE}table-header-rows")
