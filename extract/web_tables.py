"""Tables of web pages: which of them hold data, and where each cell stands."""

import re
from collections.abc import Callable

from lxml import etree

from extract.flow import FlowCell, Paragraph
from extract.web_parts import HEADINGS, name_tag

WIDEST = 1000  # columns or rows that one cell may cover (the limit of the HTML standard)
ReadCell = Callable[[etree._Element], tuple[Paragraph, ...]]


def is_data_table(table: etree._Element) -> bool:
    """Tell whether a table holds data; others only place parts of the page side by side."""
    if table.get("role") in ("presentation", "none"):
        return False
    if any(item is not table and name_tag(item) in {"table", *HEADINGS} for item in table.iter("*")):
        return False
    return any(sum(name_tag(cell) in ("td", "th") for cell in row) > 1 for row in table.iter("tr", "{*}tr"))


def find_cells(table: etree._Element, read_cell: ReadCell) -> tuple[tuple[FlowCell, ...], int]:
    """Return the cells of a table and its number of header rows, with merged cells in their first place."""
    cells: list[FlowCell] = []
    taken: dict[int, int] = {}  # column → first row that is free in it
    header = 0
    for number, row in enumerate(table.iter("tr", "{*}tr")):
        if number == header and is_header(row):
            header += 1
        column = 0
        for cell in row:
            if name_tag(cell) not in ("td", "th"):
                continue
            while taken.get(column, 0) > number:
                column += 1
            end = column + read_span(cell, "colspan")
            for place in range(column, end):
                taken[place] = number + read_span(cell, "rowspan")
            paragraphs = read_cell(cell)
            if paragraphs:
                cells.append(FlowCell(paragraphs, column, end, number))
            column = end
    return tuple(cells), header


def is_header(row: etree._Element) -> bool:
    """Tell whether a row is named as a header: it stands in the table's head, or has head cells alone."""
    above = row.getparent()
    cells = [name_tag(cell) for cell in row if name_tag(cell) in ("td", "th")]
    return (above is not None and name_tag(above) == "thead") or (bool(cells) and set(cells) == {"th"})


def read_span(cell: etree._Element, name: str) -> int:
    """Return how many columns or rows a cell covers."""
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), WIDEST) if re.fullmatch(r"\d{1,5}", value) else 1
