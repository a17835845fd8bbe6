"""The reader of reference: glyphs and ruled tables of PDF pages by pdfplumber, opened when it is needed."""

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import hypot
from pathlib import Path
from typing import Any, TypeVar

import pdfplumber
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTComponent, LTContainer, LTImage, LTItem
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfinterp import PDFPageInterpreter, PDFTextState
from pdfminer.pdftypes import PDFStream, stream_value
from pdfminer.psparser import PSException
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
from pdfplumber.table import Table
from pdfplumber.utils.exceptions import PdfminerException

from extract.errors import DamagedSource, EncryptedSource, ExtractError
from extract.glyphs import BOLD, Glyph, GlyphPage, name_turn
from extract.printed import Ruling
from extract.records import BBox
from extract.ruled import FEWEST_RULES, Cells, gather_ruling, is_no_shading
from extract.shapes import Shape
from extract.unseen import PAPER, Ground, Ink, View, find_unseen

Found = TypeVar("Found")

# What pdfminer raises on broken files: its own errors, and those of Python where it trusts the file.
LIBRARY_ERRORS = (
    PDFException,
    PSException,
    PdfminerException,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    RecursionError,
)
_STRING = rb"\((?>[^()\\]+|\\.|\((?>[^()\\]+|\\.|\((?>[^()\\]+|\\.)*\))*\))*\)"
_TEXT_OBJECT = re.compile(
    rb"(?<![^\s>\])])BT(?=[\s/(<\[])(?>[^()<E]+|" + _STRING + rb"|<|E(?!T(?:\s|$))|(?<!\s)E)*+ET(?=\s|$)",
    re.DOTALL,
)
HIDDEN = 3  # render mode of text that leaves no ink
WHITES: dict[str, tuple[Any, ...]] = {
    "DeviceGray": (1, (1,)),
    "DeviceRGB": ((1, 1, 1),),
    "DeviceCMYK": ((0, 0, 0, 0),),
    "CalGray": (1, (1,)),
    "CalRGB": ((1, 1, 1),),
    "ICCBased": (1, (1,), (1, 1, 1), (0, 0, 0, 0)),
}
LOCKED_REMEDY = 'Give it as `password = "…"` for this file in sources.toml, or in a --password-file'


class InkReader(PDFPageAggregator):
    """Reads a page and notes which of its characters leave no ink (render mode 3).

    Attributes:
        hidden: Python's ids of these, as long as their page lives.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
        self.hidden: set[int] = set()
        self.mode = 0

    def render_string(self, textstate: PDFTextState, *args: Any) -> None:
        """Note how the characters of a string are printed."""
        self.mode = textstate.render
        super().render_string(textstate, *args)

    def render_char(self, *args: Any, **named: Any) -> float:
        """Add a character, noted if it leaves no ink."""
        advance = super().render_char(*args, **named)
        if self.mode == HIDDEN:
            self.hidden.add(id(self.cur_item._objs[-1]))
        return advance


class ShapesOnly(PDFPageInterpreter):
    """Reads what is drawn on a page without its text, several times as fast."""

    def execute(self, streams: Sequence[object]) -> None:
        """Carry out what the streams of a page or form say, but for their text."""
        super().execute([strip_stream(stream_value(stream)) for stream in streams])


def strip_stream(stream: PDFStream) -> PDFStream:
    """Return a stream of content without its text objects, under the same number."""
    stripped = PDFStream({}, strip_text(stream.get_data()))
    if stream.objid is not None:
        stripped.set_objid(stream.objid, stream.genno or 0)
    return stripped


def strip_text(content: bytes) -> bytes:
    """Return the content of a page without its text objects ("BT … ET"), in which nothing is drawn.

    Strings are passed over whole, so that words in them end no text object.
    """
    return _TEXT_OBJECT.sub(b" ", content)


class Plumber:
    """One PDF, opened when its first page is asked for.

    Attributes:
        path, source: The PDF, and its name relative to the sources folder.
        passwords: Tried in turn.
    """

    def __init__(self, path: Path, source: str, passwords: Sequence[str]) -> None:
        self.path, self.source, self.passwords = path, source, passwords
        self.opened: pdfplumber.pdf.PDF | None = None

    @property
    def pages(self) -> list[Page]:
        """The pages, none of them read yet.

        Raises:
            EncryptedSource: If no password fits.
            DamagedSource: If the PDF is cut off or damaged beyond reading.
        """
        if self.opened is None:
            self.opened = open_pdf(self.path, self.source, self.passwords)
        return self.opened.pages

    def read(self, number: int, view: View | None = None) -> GlyphPage:
        """Return the glyphs of a page in the order of the file.

        Args:
            number: From 1.
            view: The page as shown; without it, text in the colour of the paper is taken as seen.

        Raises:
            DamagedSource: If it cannot be read.
        """
        return self.read_safely(number, lambda page: read_plumbed(page, view))

    def find_ruling(self, number: int) -> Ruling:
        """Return what is drawn around the words of a page, in points from the top left of its media box.

        Raises:
            DamagedSource: If it cannot be read.
        """
        return self.read_safely(number, read_ruling)

    def read_safely(self, number: int, read: Callable[[Page], Found]) -> Found:
        """Return what is read of a page, whose memory is given back.

        Raises:
            DamagedSource: If it cannot be read.
        """
        page = self.pages[number - 1]
        try:
            return read(page)
        except LIBRARY_ERRORS as error:
            raise DamagedSource(
                self.source,
                f"the page cannot be read ({type(error).__name__})",
                "The other pages are used; export the file again to have this one",
                page=number,
            ) from error
        finally:
            page.close()

    def close(self) -> None:
        """Close the PDF if it was opened."""
        if self.opened is not None:
            self.opened.close()


def open_pdf(path: Path, source: str, passwords: Sequence[str]) -> pdfplumber.pdf.PDF:
    """Return the PDF, opened with the first password that fits and with its pages counted.

    Raises:
        EncryptedSource: If none fits.
        DamagedSource: If it is cut off or damaged beyond reading.
    """
    silence_notes()
    refused: ExtractError | None = None
    for password in passwords or ("",):
        try:
            pdf = pdfplumber.open(path, password=password)
            len(pdf.pages)
        except LIBRARY_ERRORS as error:
            refused = name_error(source, error)
            if not isinstance(refused, EncryptedSource):
                raise refused from error
        else:
            return pdf
    raise refused or EncryptedSource(source, "the PDF asks for a password", LOCKED_REMEDY)


def silence_notes() -> None:
    """Keep pdfminer's notes off the terminal: they are about colours and other parts that are not read.

    Where a program has set up logging, they are logged as it asks.
    """
    notes = logging.getLogger("pdfminer")
    if not notes.handlers:
        notes.addHandler(logging.NullHandler())


def name_error(source: str, error: Exception) -> ExtractError:
    """Return our error for one that the PDF library raised on opening."""
    causes = [error, *error.args]
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
        return EncryptedSource(source, "the PDF asks for a password", LOCKED_REMEDY)
    return DamagedSource(
        source,
        f"the PDF is cut off or damaged ({type(error).__name__})",
        "Open it in a viewer and save it again, or fetch it again",
    )


def read_plumbed(page: Page, view: View | None) -> GlyphPage:
    """Return the glyphs of a page in the order of the file, with its size."""
    device = InkReader(page)
    PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    height = float(page.height)
    items = list(list_items(device.get_result()))
    chars = [item for item in items if isinstance(item, LTChar)]
    inks = [build_ink(char, height, id(char) in device.hidden) for char in chars]
    pictures = [Ground(box_item(item, height), picture=True) for item in items if isinstance(item, LTImage)]
    hides = find_unseen(inks, pictures, view)
    glyphs = [build_glyph(char, height) for char in chars]
    return GlyphPage(
        float(page.width),
        height,
        int(page.rotation),
        tuple(glyph for glyph, hidden in zip(glyphs, hides, strict=True) if not hidden),
        unseen=tuple(glyph for glyph, hidden in zip(glyphs, hides, strict=True) if hidden),
    )


def list_items(items: Iterable[LTItem]) -> Iterator[LTItem]:
    """Yield the characters and pictures of a layout, those within figures too."""
    for item in items:
        if isinstance(item, LTContainer):
            yield from list_items(item)
        elif isinstance(item, LTChar | LTImage):
            yield item


def build_ink(char: LTChar, height: float, hidden: bool) -> Ink:
    """Return how a character is printed."""
    white = char.graphicstate.ncolor in WHITES.get(char.ncs.name, ())
    return Ink(box_item(char, height), char.size, PAPER if white else None, hidden, order=1)


def box_item(item: LTComponent, height: float) -> BBox:
    """Return the box of an item on a page of a height in points."""
    return BBox(item.x0, height - item.y1, item.x1, height - item.y0)


def build_glyph(char: LTChar, height: float) -> Glyph:
    """Return a glyph for pdfminer's character on a page of a height in points."""
    a, b, c, d, _, _ = char.matrix
    turn = name_turn(a, -b)
    size = char.width if turn in (90, 270) else char.height
    if turn % 90 and d:
        size = (char.height - char.adv * abs(b)) / abs(d) * hypot(c, d)
    size = round(size, 1 if turn % 90 else 3)
    bold = bool(BOLD.search(str(char.fontname)))
    return Glyph(char.get_text(), char.x0, height - char.y1, char.x1, height - char.y0, size, bold, turn)


def read_ruling(page: Page) -> Ruling:
    """Return the ruled tables, shades and rules of a page."""
    device = PDFPageAggregatorWithMarkedContent(
        page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams
    )
    ShapesOnly(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    page._layout = device.get_result()
    page.mediabox = page.bbox = (0.0, 0.0, page.width, page.height)
    shapes = [build_shape(item) for item in (*page.rects, *page.lines, *page.curves)]
    if len(shapes) < FEWEST_RULES:
        return Ruling()
    ruled = page.filter(lambda item: item["object_type"] != "rect" or is_no_shading(build_shape(item)))
    return gather_ruling(shapes, [(list_cells(table), len(table.rows)) for table in ruled.find_tables()])


def build_shape(item: dict[str, Any]) -> Shape:
    """Return a shape for pdfplumber's drawn object."""
    x0, top, x1, bottom = (float(item[edge]) for edge in ("x0", "top", "x1", "bottom"))
    stroke, fill = bool(item.get("stroke")), bool(item.get("fill"))
    return Shape(item["object_type"], x0, top, x1, bottom, stroke, fill)


def list_cells(table: Table) -> Cells:
    """Return the boxes of a table's cells."""
    return tuple(BBox(*(float(edge) for edge in cell)) for cell in table.cells)
