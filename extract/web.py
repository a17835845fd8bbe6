"""Web pages (.html, .htm, .xhtml): what a page says, without its menus, scripts and site footers.

The page is read as it was saved: nothing that it refers to is fetched, no script of it runs.
"""

import codecs
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
from lxml import etree

from extract.errors import DamagedSource, WrongFormat
from extract.flow import LINE_BREAK, PAGE_BREAK, Flow, FlowTable, Kind, Paragraph, Run
from extract.numbering import format_number
from extract.web_parts import HEADINGS, NoteMarks, find_main, find_reason, name_tag, read_plain
from extract.web_tables import find_cells, is_data_table

HEAD_BYTES = 2048  # at the start, in which a page names its encoding
_ENCODING = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hgroup",
        "hr",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "ul",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
    ]
)
_BOLD = frozenset(("b", "strong"))
_RAISED = frozenset(("sup",))
_LOWERED = frozenset(("sub",))


def read_web(path: Path, source: str) -> Flow:
    """Return a web page as paragraphs and tables.

    Raises:
        ExtractError: If it is no text, or cannot be taken apart.
    """
    root = parse_page(decode_page(path.read_bytes(), source), source)
    if root is None:
        return Flow(())
    title = next(root.iter("title"), None)
    return Flow(tuple(read_pages([root])), " ".join(read_plain(title).split()) if title is not None else "")


def decode_page(data: bytes, source: str) -> str:
    """Return the bytes of a page as text, in the encoding that it names, or else UTF-8 or Windows-1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data:
        raise WrongFormat(
            source, "the file is called a web page and holds binary data", "Rename it by what it is"
        )
    named = _ENCODING.search(data[:HEAD_BYTES])
    name = named.group(1).decode("ascii").lower() if named else ""
    for encoding in (
        "utf-8-sig",
        "cp1252" if name in ("iso-8859-1", "latin1", "us-ascii") else name,
        "cp1252",
    ):
        try:
            return data.decode(encoding) if encoding else data.decode("utf-8-sig")
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1")


def parse_page(text: str, source: str) -> etree._Element | None:
    """Return the root element of a page, or `None` for one without any.

    Raises:
        DamagedSource: If its elements are nested too deep to be anything but broken.
    """
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except etree.XMLSyntaxError:
        return None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise DamagedSource(
            source, "the page's elements are nested too deep to be read", "Save it anew, or as PDF"
        )
    return root


def read_pages(roots: Sequence[etree._Element]) -> list[Paragraph | FlowTable]:
    """Return the paragraphs and tables of the pages (or chapters) of a document, one after the other."""
    notes = NoteMarks(roots)
    parts: list[Paragraph | FlowTable] = []
    for root in roots:
        reader = WebReader(root, notes)
        reader.walk(root)
        reader.flush()
        parts += reader.parts
    return parts


class OpenList(msgspec.Struct):
    """A list that is being read: how it is numbered ("" for bullets), and its last number."""

    style: str
    value: int
    step: int = 1


class WebReader:
    """Reads one page, element by element."""

    def __init__(self, root: etree._Element, notes: NoteMarks) -> None:
        self.notes = notes
        self.main = find_main(root)
        self.above = set(self.main.iterancestors()) if self.main is not None else set()
        self.parts: list[Paragraph | FlowTable] = []
        self.runs: list[Run] = []
        self.lists: list[OpenList] = []
        self.named: tuple[Kind, int, str] = ("text", 0, "")
        self.setting: tuple[bool, bool, bool] = (False, False, False)
        self.in_main = self.main is None
        self.in_pre = False
        self.read_title(root)

    def read_title(self, root: etree._Element) -> None:
        """Append the page's one main heading as title where it stands outside the main part."""
        heads = list(root.iter("h1"))
        if self.main is not None and len(heads) == 1 and self.main not in heads[0].iterancestors():
            self.parts.append(Paragraph((Run(" ".join(read_plain(heads[0]).split())),), "title"))

    def walk(self, element: etree._Element) -> None:
        """Read an element and what stands in it."""
        tag = name_tag(element)
        reason = find_reason(element)
        if not reason and not self.in_main and element is not self.main and element not in self.above:
            reason = "side_text"
        if reason:
            self.drop(element, reason)
        elif element in self.notes.blocks:
            self.read_note(element)
        elif element in self.notes.marks:
            return
        elif tag == "br":
            self.break_line()
        elif tag == "table" and is_data_table(element):
            self.flush()
            self.parts += self.read_table(element)
        elif tag in HEADINGS or tag in _BLOCKS:
            self.flush()
            self.read_block(element, tag)
            self.flush()
        else:
            self.read_inline(element, tag)

    def drop(self, element: etree._Element, reason: str) -> None:
        """Leave an element out, by name if it holds words."""
        text = " ".join(read_plain(element).split())
        if reason == "skipped":
            return
        self.flush()
        if text:
            self.parts.append(Paragraph((Run(text),), "dropped", reason=reason))

    def read_block(self, element: etree._Element, tag: str) -> None:
        """Read an element that begins and ends a paragraph."""
        named = self.named
        main, self.in_main = self.in_main, self.in_main or element is self.main
        pre, self.in_pre = self.in_pre, self.in_pre or tag == "pre"
        if tag in HEADINGS:
            self.named = ("heading", int(tag[1]), "")
        elif tag in ("figcaption", "caption"):
            self.named = ("caption", 0, "")
        elif tag == "li":
            self.named = self.open_item(element)
        if tag in ("ul", "ol"):
            self.lists.append(open_list(element, tag))
            self.walk_children(element)
            self.flush()
            self.lists.pop()
        else:
            self.walk_children(element)
        self.flush()
        self.named = ("text", 0, "") if tag == "li" or named[0] == "item" else named
        self.in_main, self.in_pre = main, pre

    def open_item(self, element: etree._Element) -> tuple[Kind, int, str]:
        """Count on and return what the first paragraph of a list item is."""
        if not self.lists:
            return "item", 1, "•"
        current = self.lists[-1]
        value = element.get("value", "")
        current.value = int(value) if re.fullmatch(r"\d{1,6}", value) else current.value + current.step
        number = format_number(current.value, current.style) if current.style else "•"
        return "item", len(self.lists), number

    def read_inline(self, element: etree._Element, tag: str) -> None:
        """Read an element within a paragraph."""
        setting = self.setting
        bold, raised, lowered = setting
        self.setting = (bold or tag in _BOLD, raised or tag in _RAISED, lowered or tag in _LOWERED)
        self.walk_children(element)
        self.setting = setting

    def walk_children(self, element: etree._Element) -> None:
        """Read the text and the elements in an element, in their order."""
        self.add_text(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self.walk(child)
            self.add_text(child.tail)

    def add_text(self, text: str | None) -> None:
        """Append text to the paragraph that is open."""
        if text:
            plain = text.replace(PAGE_BREAK, " ")
            plain = plain if self.in_pre else plain.replace(LINE_BREAK, " ")
            bold, raised, lowered = self.setting
            self.runs.append(Run(plain, bold, raised=raised, lowered=lowered))

    def break_line(self) -> None:
        """Begin a line, or a paragraph at the second break in a row."""
        last = next((run.text for run in reversed(self.runs) if run.text.strip(" \t\r")), "")
        if last == LINE_BREAK:
            self.flush()
        else:
            self.runs.append(Run(LINE_BREAK))

    def flush(self) -> None:
        """Append the paragraph that is open, if there are words in it."""
        kind, level, number = self.named
        paragraph = Paragraph(tuple(self.runs), kind, level, number)
        self.runs = []
        if paragraph.text:
            self.parts.append(paragraph)
            if kind == "item":
                self.named = ("text", 0, "")

    @contextmanager
    def apart(self) -> Iterator[list[Paragraph | FlowTable]]:
        """Read what follows into a list of its own: a cell, or a note."""
        self.flush()
        kept = self.parts, self.lists, self.named, self.in_main
        self.parts, self.lists, self.named, self.in_main = [], [], ("text", 0, ""), True
        yield self.parts
        self.flush()
        self.parts, self.lists, self.named, self.in_main = kept

    def read_apart(self, element: etree._Element) -> tuple[Paragraph, ...]:
        """Return the paragraphs in a cell or a note."""
        with self.apart() as parts:
            self.walk_children(element)
        return tuple(part for part in parts if isinstance(part, Paragraph))

    def read_note(self, element: etree._Element) -> None:
        """Append a footnote, under the number by which the text refers to it."""
        number = self.notes.blocks[element]
        runs: list[Run] = []
        for paragraph in self.read_apart(element):
            runs += [Run(LINE_BREAK), *paragraph.runs]
        self.parts.append(Paragraph(tuple(runs[1:]), "note", number=number))

    def read_table(self, element: etree._Element) -> list[Paragraph | FlowTable]:
        """Return a table, after its caption."""
        caption = next(element.iter("caption"), None)
        parts: list[Paragraph | FlowTable] = []
        if caption is not None:
            runs = tuple(run for part in self.read_apart(caption) for run in part.runs)
            parts.append(Paragraph(runs, "caption"))
        read: Callable[[etree._Element], tuple[Paragraph, ...]] = self.read_apart
        cells, header = find_cells(element, read)
        return [*parts, FlowTable(cells, header)]


def open_list(element: etree._Element, tag: str) -> OpenList:
    """Return a list as it begins: numbered from its start, or with bullets."""
    if tag == "ul":
        return OpenList("", 0)
    start = element.get("start", "")
    style = element.get("type", "1")
    value = int(start) if re.fullmatch(r"\d{1,6}", start) else 1
    return OpenList(style if style in ("1", "a", "A", "i", "I") else "1", value - 1)
