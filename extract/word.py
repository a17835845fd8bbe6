"""Word documents (.docx): body, tables, notes, running headers, as paragraphs that know what they are.

The file is read part by part as the standard says (ECMA-376, part 1): what a reader of a Word document
sees is spread over the text, its styles and its numbering, and no number of a heading or list stands in
the text itself.
"""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
from lxml import etree

from extract.archive import Archive
from extract.errors import WrongFormat
from extract.flow import LINE_BREAK, PAGE_BREAK, Flow, FlowCell, FlowTable, Kind, Paragraph, Run, flatten
from extract.plain_text import TEXT_SIZE
from extract.word_styles import Numbering, Styles, W, find_value, read_count, read_switch

NAME = "Word document"
HALF_POINTS = 2  # Word's unit of type size
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}cr": LINE_BREAK,
    f"{W}noBreakHyphen": "-",
    f"{W}lastRenderedPageBreak": PAGE_BREAK,
}
# What is taken back (a tracked deletion, the old place of a move), or is no text of the document.
_LEFT_OUT = frozenset(
    (_FALLBACK, *(W + name for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sectPr", "txbxContent")))
)
_CODE = re.compile(r"[0-9A-Fa-f]{4}")
_HEADER_KINDS = {"header": "header", "footer": "footer"}


def read_word(path: Path, source: str) -> Flow:
    """Return a Word document as paragraphs and tables.

    Raises:
        ExtractError: If it is damaged, locked, or something else.
    """
    with Archive(path, source, NAME) as archive:
        relations = read_relations(archive, "")
        main = next((item for item in relations.values() if item.kind == "officeDocument"), None)
        root = archive.read_xml(main.target) if main else None
        body = root.find(f"{W}body") if root is not None else None
        if main is None or body is None:
            raise WrongFormat(source, f"the file is called a {NAME} and is none", "Rename it by what it is")
        reader = WordReader(archive, main.target)
        parts = [*reader.read_running(), *reader.read_body(body)]
        core = next((item for item in relations.values() if item.kind == "core-properties"), None)
        properties = archive.read_xml(core.target) if core else None
        title = properties.findtext(_TITLE) if properties is not None else None
        return Flow(tuple(parts), (title or "").strip())


def refuse_old_word(path: Path, source: str) -> Flow:
    """Raise for a file of Word before 2007: nothing that is free and well kept reads it.

    Raises:
        WrongFormat: Always.
    """
    with path.open("rb") as file:
        if file.read(4) == b"PK\x03\x04":
            raise WrongFormat(source, "the file is called .doc and is none", "Rename it to .docx")
    raise WrongFormat(source, "old Word files (.doc) are not read", "Open it and save it as .docx or PDF")


class Relation(msgspec.Struct, frozen=True):
    """A part that another one refers to, and what for."""

    kind: str
    target: str


def read_relations(archive: Archive, part: str) -> dict[str, Relation]:
    """Return the parts that a part (or the package, "") refers to, by their id."""
    folder, name = posixpath.split(part)
    root = archive.read_xml(posixpath.join(folder, "_rels", f"{name}.rels"))
    found: dict[str, Relation] = {}
    for item in root.iterfind(f"{_PACKAGE}Relationship") if root is not None else ():
        if item.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, item.get("Target", ""))).lstrip("/")
            found[item.get("Id", "")] = Relation(item.get("Type", "").rsplit("/", 1)[-1], target)
    return found


class WordReader:
    """Reads the parts of one Word document; counts numbers and notes on from paragraph to paragraph."""

    def __init__(self, archive: Archive, main: str) -> None:
        self.archive = archive
        self.relations = read_relations(archive, main)
        self.styles = Styles(self.read_part("styles"))
        self.numbering = Numbering(self.read_part("numbering"), self.styles)
        self.notes: dict[str, dict[str, etree._Element]] = {
            kind: self.read_notes(kind) for kind in ("footnote", "endnote")
        }
        self.note_count = 0
        self.pending: list[Paragraph] = []
        self.rendered = False
        self.page_due = False

    def read_part(self, kind: str) -> etree._Element | None:
        """Return the part of a kind that the main part refers to."""
        part = next((item for item in self.relations.values() if item.kind == kind), None)
        return self.archive.read_xml(part.target) if part else None

    def read_notes(self, kind: str) -> dict[str, etree._Element]:
        """Return the notes of a kind by their id."""
        root = self.read_part(f"{kind}s")
        notes = root.iterfind(f"{W}{kind}") if root is not None else ()
        return {note.get(f"{W}id", ""): note for note in notes if note.get(f"{W}type") in (None, "normal")}

    def read_running(self) -> Iterator[Paragraph]:
        """Yield the lines of running headers and footers, which are no text of the document."""
        for item in sorted(self.relations.values(), key=lambda item: item.target):
            if item.kind in _HEADER_KINDS:
                root = self.archive.read_xml(item.target)
                for element in root.iter(f"{W}p") if root is not None else ():
                    yield Paragraph(tuple(self.read_runs(element, "")), "dropped", reason=item.kind)

    def read_body(self, body: etree._Element) -> Iterator[Paragraph | FlowTable]:
        """Yield the paragraphs and tables of the body; its pages are counted as Word last laid it out."""
        self.rendered = next(body.iter(f"{W}lastRenderedPageBreak"), None) is not None
        yield from self.read_blocks(body)

    def read_blocks(self, parent: etree._Element, kind: str = "") -> Iterator[Paragraph | FlowTable]:
        """Yield the paragraphs and tables in an element, those in content controls, too."""
        for element in parent:
            if element.tag == f"{W}p":
                yield from self.read_paragraph(element, kind)
            elif element.tag == f"{W}tbl":
                yield self.read_table(element)
            elif element.tag == f"{W}sdt":
                gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
                contents = gallery is not None and gallery.get(f"{W}val") == "Table of Contents"
                yield from self.read_blocks(element, "contents" if contents else kind)
            elif element.tag not in _LEFT_OUT and isinstance(element.tag, str):
                yield from self.read_blocks(element, kind)

    def read_paragraph(self, element: etree._Element, kind: str) -> Iterator[Paragraph | FlowTable]:
        """Yield a paragraph, then the text boxes and notes that hang on it."""
        style = find_value(element, "pPr/pStyle") or self.styles.default
        before = self.find_break(element)
        runs = tuple(self.read_runs(element, style))
        if before:
            runs = (Run(PAGE_BREAK), *runs)
        names = self.styles.list_names(style)
        if kind == "contents" or any(name.startswith(("toc ", "table of figures")) for name in names[:1]):
            yield Paragraph(runs, "dropped", reason="contents")
        else:
            yield self.name_paragraph(element, style, names, runs)
        for box in element.iter(f"{W}txbxContent"):
            if is_shown(box, element):
                yield from self.read_blocks(box)
        yield from self.pending
        self.pending.clear()

    def find_break(self, element: etree._Element) -> bool:
        """Tell whether a paragraph begins a page by its setting or by the section that ended before it."""
        due, self.page_due = self.page_due, False
        section = element.find(f"{W}pPr/{W}sectPr")
        if section is not None and not self.rendered:
            self.page_due = find_value(section, "type") != "continuous"
        return not self.rendered and (due or bool(read_switch(element, "pPr/pageBreakBefore")))

    def name_paragraph(
        self, element: etree._Element, style: str, names: list[str], runs: tuple[Run, ...]
    ) -> Paragraph:
        """Return a paragraph as what its style and its numbering say that it is."""
        level = self.styles.read_level(element, style)
        paragraph = Paragraph(runs)
        if not paragraph.text:
            return paragraph
        name, depth = self.numbering.find_list(element, style)
        number = self.numbering.count(name, depth) if name else ""
        named: Kind = "text"
        if "title" in names:
            named, level, number = "title", 0, ""
        elif level:
            named = "heading"
        elif "caption" in names:
            named = "caption"
        elif name and number:
            named, level = "item", max(depth + 1, self.styles.read_list_name(style)[1])
        elif not name and find_value(element, "pPr/numPr/numId") is None:
            number, level = self.styles.read_list_name(style)
            named = "item" if number else "text"
        return Paragraph(runs, named, level, number)

    def read_runs(self, element: etree._Element, style: str) -> Iterator[Run]:
        """Yield the runs of text of a paragraph, without what was deleted or is hidden."""
        for child in element:
            if child.tag == f"{W}r":
                yield from self.read_run(child, style)
            elif child.tag == _MATH_TEXT:
                yield Run(child.text or "")
            elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                yield from self.read_runs(child, style)

    def read_run(self, element: etree._Element, style: str) -> Iterator[Run]:
        """Yield the text of a run, set as it and its styles say."""
        own = element.find(f"{W}rPr")
        if read_switch(own, "vanish"):
            return
        text = "".join(self.read_sign(child) for child in element)
        if not text:
            return
        character = find_value(own, "rStyle")
        bold = read_switch(own, "b")
        for name in (character, style):
            if bold is None and (value := self.styles.find(name, "rPr/b")) is not None:
                bold = value not in ("0", "false", "off")
        size = find_value(own, "sz") or self.styles.find(character, "rPr/sz")
        size = size or self.styles.find(style, "rPr/sz") or find_value(self.styles.defaults, "rPr/sz")
        points = read_count(size) / HALF_POINTS or TEXT_SIZE
        place = find_value(own, "vertAlign")
        yield Run(text, bool(bold), points, place == "superscript", place == "subscript")

    def read_sign(self, element: etree._Element) -> str:
        """Return the characters that an element of a run stands for."""
        if element.tag == f"{W}t":
            return (element.text or "").replace(PAGE_BREAK, " ").replace(LINE_BREAK, " ")
        if element.tag == f"{W}br":
            if element.get(f"{W}type") == "page":
                return "" if self.rendered else PAGE_BREAK
            return LINE_BREAK
        if element.tag == f"{W}sym":
            code = element.get(f"{W}char", "")
            return chr(int(code, 16)) if _CODE.fullmatch(code) else ""
        if element.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            self.add_note(element)
            return ""
        return _SIGNS.get(str(element.tag), "")

    def add_note(self, reference: etree._Element) -> None:
        """Remember the note that a mark refers to; it follows the paragraph of its mark."""
        kind = str(reference.tag).removeprefix(W).removesuffix("Reference")
        note = self.notes[kind].pop(reference.get(f"{W}id", ""), None)
        if note is None:
            return
        self.note_count += 1
        runs: list[Run] = []
        for element in note.iter(f"{W}p"):
            runs += [Run(LINE_BREAK), *self.read_runs(element, find_value(element, "pPr/pStyle") or "")]
        self.pending.append(Paragraph(tuple(runs[1:]), "note", number=str(self.note_count)))

    def read_table(self, element: etree._Element) -> FlowTable:
        """Return a table; a cell that goes on downwards stands in its first row alone."""
        cells: list[FlowCell] = []
        header = 0
        for number, row in enumerate(find_inside(element, "tr")):
            if number == header and read_switch(row, "trPr/tblHeader"):
                header += 1
            column = read_count(find_value(row, "trPr/gridBefore"))
            for cell in find_inside(row, "tc"):
                width = max(read_count(find_value(cell, "tcPr/gridSpan"), 1), 1)
                paragraphs = tuple(flatten(self.read_blocks(cell)))
                if find_value(cell, "tcPr/vMerge") not in ("", "continue"):
                    cells.append(FlowCell(paragraphs, column, column + width, number))
                column += width
        return FlowTable(tuple(cells), header)


def is_shown(box: etree._Element, paragraph: etree._Element) -> bool:
    """Tell whether a text box hangs on this very paragraph, and is no copy for older programs."""
    for above in box.iterancestors():
        if above is paragraph:
            return True
        if above.tag in (_FALLBACK, f"{W}txbxContent"):
            return False
    return False


def find_inside(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, those in content controls, too."""
    for child in element:
        if child.tag == W + name:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from find_inside(child, name)
