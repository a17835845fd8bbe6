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
from extract.layout import order_lines
from extract.printed import PrintedCell, PrintedLine, PrintedPage, PrintedTable, PrintedWord
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
CELL_MARGIN = 1.0  # points by which a glyph may stand over a cell's rule
SMALLEST_COLUMN = 9.0  # points: narrower columns are the space between double rules
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
    number = page.page_number
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
    tables = find_tables(page) if len(page.rects) + len(page.lines) + len(page.curves) >= FEWEST_RULES else []
    boxes = [BBox(*(round(float(edge), 2) for edge in table.bbox)) for table in tables]
    free = [word for word in upright if not any(holds(box, word) for box in boxes)]
    lines = order_lines(free, number)
    printed = [
        build_table(table, [word for word in upright if holds(box, word)], number, 1000 * (index + 1))
        for index, (table, box) in enumerate(zip(tables, boxes, strict=True))
    ]
    return PrintedPage(
        number=number,
        width=round(float(page.width), 2),
        height=round(float(page.height), 2),
        lines=tuple(lines),
        tables=tuple(
            (place_table(table, lines), table) for table in sorted(printed, key=lambda item: item.bbox.top)
        ),
        flags=tuple(flags),
        dropped=tuple(("side_text", line) for line in order_lines(sideways, number)),
        repairs=tuple(sorted(counts.items())),
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


def holds(box: BBox, word: PrintedWord) -> bool:
    """Tell whether the word's middle lies in the box."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return (
        box.x0 - CELL_MARGIN <= x <= box.x1 + CELL_MARGIN
        and box.top - CELL_MARGIN <= y <= box.bottom + CELL_MARGIN
    )


def find_tables(page: Page) -> list[Table]:
    """Return the ruled tables of a page, without shading behind lines and without tables inside others."""
    found = sorted(page.filter(is_no_shading).find_tables(), key=lambda table: -area(table))
    kept: list[Table] = []
    for table in found:
        columns = count_columns(table)
        inside = any(within(table, other) for other in kept)
        if not inside and (columns >= 2 or len(table.rows) == 1) and not is_shading(table):
            kept.append(table)
    return [table for table in kept if count_columns(table) >= 2]


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


def list_edges(table: Table) -> list[float]:
    """Return the left edges of the table's columns in points; double rules count as one."""
    edges: list[float] = []
    for x0 in sorted({round(float(cell[0]), 1) for cell in table.cells}):
        if not edges or x0 - edges[-1] >= SMALLEST_COLUMN:
            edges.append(x0)
    return edges


def count_columns(table: Table) -> int:
    """Return how many columns the table has."""
    return len(list_edges(table))


def is_shading(table: Table) -> bool:
    """Tell whether the "cells" are only coloured backgrounds of single lines of text."""
    low = [cell for cell in table.cells if cell[3] - cell[1] < 1.0 or cell[2] - cell[0] < 1.0]
    return len(low) > BACKGROUND_SHARE * len(table.cells)


def place_table(table: PrintedTable, lines: Sequence[PrintedLine]) -> int:
    """Return the index of the first line that stands below the table's top."""
    return next((index for index, line in enumerate(lines) if line.bbox.top >= table.bbox.top), len(lines))


def build_table(table: Table, words: Sequence[PrintedWord], page: int, region: int) -> PrintedTable:
    """Return a table with its cells, each with the lines that stand in it."""
    columns = list_edges(table)
    tops = sorted({round(float(cell[1]), 1) for cell in table.cells})
    cells: list[PrintedCell] = []
    taken: set[int] = set()
    for x0, top, x1, bottom in sorted(
        set(table.cells), key=lambda cell: ((cell[2] - cell[0]) * (cell[3] - cell[1]), cell)
    ):
        box = BBox(float(x0), float(top), float(x1), float(bottom))
        inside = [index for index, word in enumerate(words) if index not in taken and holds(box, word)]
        taken.update(inside)
        if inside:
            cells.append(
                PrintedCell(
                    lines=tuple(
                        order_lines([words[index] for index in inside], page, region + len(cells) * 10)
                    ),
                    column=find_edge(columns, float(x0)),
                    column_end=find_edge(columns, float(x1) - SMALLEST_COLUMN) + 1,
                    row=find_edge(tops, float(top)),
                    row_end=find_edge(tops, float(bottom) - 5.0) + 1,
                )
            )
    rest = [word for index, word in enumerate(words) if index not in taken]
    cells += [
        PrintedCell(
            lines=(line,),
            column=find_edge(columns, line.bbox.x0),
            column_end=find_edge(columns, line.bbox.x1) + 1,
            row=find_edge(tops, line.bbox.top),
            row_end=find_edge(tops, line.bbox.top) + 1,
        )
        for line in order_lines(rest, page, region + 900)
    ]
    box = BBox(*(round(float(edge), 2) for edge in table.bbox))
    return PrintedTable(
        page, box, len(columns), tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    )


def find_edge(edges: Sequence[float], place: float) -> int:
    """Return the index of the last edge at or left of (above) the place."""
    return max((index for index, edge in enumerate(edges) if edge <= place + 3.0), default=0)
