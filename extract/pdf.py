"""PDF pages as printed words, lines and tables: the one place that knows the PDF libraries."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psparser import PSException
from pdfplumber.page import Page
from pdfplumber.table import Table
from pdfplumber.utils.exceptions import PdfminerException

from extract.errors import DamagedSource, EncryptedSource, ExtractError, WrongFormat
from extract.grids import count_columns
from extract.page_layout import lay_out
from extract.printed import DrawnPage, PrintedPage, PrintedWord
from extract.records import BBox
from extract.repair import repair_word

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
LOCKED_REMEDY = 'Give it as `password = "…"` for this file in sources.toml, or in a --password-file'
HEADER_BYTES = 1024  # a PDF says "%PDF-" within its first kilobyte
BOLD = re.compile(r"bold|black|heavy|semibold|demi|[-,]bd\b|-b$", re.IGNORECASE)
DOUBLED_SHARE = (
    0.2  # of the glyphs printed twice at one place: overprinted bold, or the layer holds the page twice
)
FEWEST_RULES = 6  # rectangles and lines: a ruled table of two columns and two rows has as many
RULE_WIDTH = 3.0  # points: thicker filled rectangles are backgrounds
LINE_HEIGHT = 24.0  # points: a background that is no higher lies behind a line of text
BACKGROUND_SHARE = (
    0.6  # of a table's rows that hold one line at most and no rule between columns: shading, no table
)


def read_pages(
    path: Path, source: str, passwords: Sequence[str] = ("",)
) -> Iterator[PrintedPage | ExtractError]:
    """Yield the pages of a PDF as printed; an error in place of a page that cannot be read.

    Raises:
        WrongFormat: If the file is no PDF.
        EncryptedSource: If it asks for a password that is none of those given, which are tried in turn.
        DamagedSource: If it is cut off or damaged beyond reading.
    """
    with path.open("rb") as file:
        if b"%PDF-" not in file.read(HEADER_BYTES):
            raise WrongFormat(
                source,
                "the file is called a PDF and is none",
                "Rename it by what it is, or export it as PDF again",
            )
    with open_pdf(path, source, passwords) as pdf:
        pages = pdf.pages
        if not pages:
            raise DamagedSource(
                source, "no page can be read", "The file is cut off or damaged; fetch it again"
            )
        for page in pages:
            yield read_safely(page, source)


def open_pdf(path: Path, source: str, passwords: Sequence[str]) -> pdfplumber.pdf.PDF:
    """Return the PDF, opened with the first password that fits and with its pages counted.

    Raises:
        EncryptedSource: If none fits.
        DamagedSource: If it is cut off or damaged beyond reading.
    """
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


def read_safely(page: Page, source: str) -> PrintedPage | ExtractError:
    """Return a page as printed, or an error that names it; its memory is given back."""
    try:
        return read_page(page)
    except LIBRARY_ERRORS as error:
        return DamagedSource(
            source,
            f"the page cannot be read ({type(error).__name__})",
            "The other pages are used; export the file again to have this one",
            page=page.page_number,
        )
    finally:
        page.close()


def read_page(page: Page) -> PrintedPage:
    """Return the words of a page as lines in reading order, with its ruled tables."""
    counts: Counter[str] = Counter()
    flags = ["rotated"] if page.rotation else []
    if is_doubled(page):
        counts["doubled_glyphs"] += 1
        page = page.dedupe_chars(tolerance=1)
    words = read_words(page, counts)
    upright, sideways = (
        [word for word, turned in words if not turned],
        [word for word, turned in words if turned],
    )
    if len(sideways) > len(upright):
        upright, sideways = sideways, upright
    ruled = len(page.rects) + len(page.lines) + len(page.curves) >= FEWEST_RULES
    return lay_out(
        DrawnPage(
            number=page.page_number,
            width=round(float(page.width), 2),
            height=round(float(page.height), 2),
            words=tuple(upright),
            sideways=tuple(sideways),
            grids=tuple(list_cells(table) for table in find_tables(page)) if ruled else (),
            flags=tuple(flags),
            repairs=tuple(sorted(counts.items())),
        )
    )


def is_doubled(page: Page) -> bool:
    """Tell whether many glyphs of a page are printed twice at the same place."""
    chars = page.chars
    places = {(char["text"], round(char["x0"]), round(char["top"])) for char in chars if char["text"] != " "}
    printed = sum(1 for char in chars if char["text"] != " ")
    return printed - len(places) > DOUBLED_SHARE * printed


def read_words(page: Page, counts: Counter[str]) -> list[tuple[PrintedWord, bool]]:
    """Return the words of a page, each with whether it is set sideways; `counts` gets the repairs."""
    found = page.extract_words(
        x_tolerance_ratio=0.15, y_tolerance=2, use_text_flow=False, extra_attrs=["size"], return_chars=True
    )
    words = []
    for item in found:
        text = repair_word(item["text"], counts)
        for part, x0, x1 in split_spaces(text, float(item["x0"]), float(item["x1"])):
            word = PrintedWord(
                text=part,
                x0=round(x0, 2),
                top=round(float(item["top"]), 2),
                x1=round(x1, 2),
                bottom=round(float(item["bottom"]), 2),
                size=round(float(item["size"]), 1),
                bold=bool(BOLD.search(str(item["chars"][0]["fontname"]))),
            )
            words.append((word, not item["upright"]))
    return [(word, turned) for word, turned in words if on_page(word, page)]


def split_spaces(text: str, x0: float, x1: float) -> list[tuple[str, float, float]]:
    """Return the parts of a word that a repaired space splits, each with its share of the width."""
    if " " not in text:
        return [(text, x0, x1)] if text else []
    width = (x1 - x0) / len(text)
    return [
        (match.group(), x0 + match.start() * width, x0 + match.end() * width)
        for match in re.finditer(r"\S+", text)
    ]


def on_page(word: PrintedWord, page: Page) -> bool:
    """Tell whether the word's middle lies on the page."""
    return 0 <= (word.x0 + word.x1) / 2 <= float(page.width) and 0 <= (word.top + word.bottom) / 2 <= float(
        page.height
    )


def find_tables(page: Page) -> list[Table]:
    """Return the ruled tables of a page, without shading behind lines and without tables inside others."""
    found = sorted(page.filter(is_no_shading).find_tables(), key=lambda table: -area(table))
    kept: list[Table] = []
    for table in found:
        columns = count_columns(list_cells(table))
        inside = any(within(table, other) for other in kept)
        if not inside and (columns >= 2 or len(table.rows) == 1) and not is_shading(table):
            kept.append(table)
    return [table for table in kept if count_columns(list_cells(table)) >= 2]


def list_cells(table: Table) -> tuple[BBox, ...]:
    """Return the boxes of a table's cells."""
    return tuple(BBox(*(float(edge) for edge in cell)) for cell in table.cells)


def is_no_shading(item: dict[str, Any]) -> bool:
    """Tell whether a drawn object may be a rule: coloured backgrounds of lines of text are none."""
    if item["object_type"] != "rect" or item.get("stroke"):
        return True
    return not (RULE_WIDTH < item["height"] < LINE_HEIGHT and item["width"] > RULE_WIDTH)


def area(table: Table) -> float:
    """Return the area of a table in square points."""
    x0, top, x1, bottom = table.bbox
    return float((x1 - x0) * (bottom - top))


def within(inner: Table, outer: Table) -> bool:
    """Tell whether one table lies inside the other."""
    a, b = inner.bbox, outer.bbox
    return bool(a[0] >= b[0] - 2 and a[1] >= b[1] - 2 and a[2] <= b[2] + 2 and a[3] <= b[3] + 2)


def is_shading(table: Table) -> bool:
    """Tell whether the "cells" are only coloured backgrounds of single lines of text."""
    low = [cell for cell in table.cells if cell[3] - cell[1] < 1.0 or cell[2] - cell[0] < 1.0]
    return len(low) > BACKGROUND_SHARE * len(table.cells)
