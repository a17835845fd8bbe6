"""Tables: the cells of ruled tables become rows that know their column headers, or plain blocks.

Many policies put their whole text into a table of two columns (a form with questions and answers). Such
a table is no data: its first column holds headings, its second the text that stands under them.
"""

import re
from collections.abc import Callable, Sequence

from extract.blocks import (
    LARGER,
    RawBlock,
    TextStyle,
    build_heading,
    classify_groups,
    is_caption,
    rank_heading,
)
from extract.paragraphs import group_lines
from extract.printed import PrintedCell, PrintedTable

FORM_WORDS = 55  # words in one cell: more is running text, not data
FORM_BULLETS = 2  # list items in one cell of a table of two columns
FORM_COLUMNS = 3  # columns with headers in bold: a form has fewer, however much its cells hold
PLAIN_SHARE = 0.8  # of the cells below a bold header that are not bold: totals and first columns may be
HEADER_WORDS = 12  # words in the longest cell of a header row
BOLD_WORDS = 20  # the same where it is set in bold
TITLE_WORDS = 14  # words in a row of one cell that heads the rows below it
TABLE_RANK = (50.0, 0, 0, 0)  # below every heading outside tables
ROW_RANK = (51.0, 0, 0, 0)


LONGER = 1.3  # times as many words as the header's cells have those below on average
MOST_TITLES = 4  # rows of one cell above a header
_YEARS = re.compile(r"(?:FY\s*)?(?:19|20)\d\d(?:\s*[-–/]\s*\d{2,4})?")
_NUMBER = re.compile(
    r"[(<>~±+–—-]*[$€£¥]?\s*\d[\d.,\s]*(?:%|[a-zA-Z]{1,3})?\)?(?:\s*[（(][\d.,%\s–-]+[)）])?"
)


class TableReader:
    """Turns tables into blocks one after the other; knows the header that goes on over a page break."""

    def __init__(self, style: TextStyle) -> None:
        self.style = style
        self.count = 0
        self.headers: dict[int, str] = {}
        self.columns = 0
        self.last: RawBlock | None = None

    def read(self, table: PrintedTable, *, follows: bool) -> list[RawBlock]:
        """Return the blocks of a table; `follows` tells that nothing stands between it and the last one."""
        rows = list_rows(table)
        if not rows:
            return []
        if not (follows and table.columns == self.columns):
            self.count += 1
            self.headers = {}
            self.last = None
        self.columns = table.columns
        first, end = find_header(rows)
        set_off = end > first and is_set_off(rows[first], rows[end:])
        if self.headers and not set_off:
            first = end = 0
        names = self.headers if first == end else name_columns(rows[first:end])
        named = len(set(names.values())) >= FORM_COLUMNS and (set_off or first == end)
        if not named and is_form(rows):
            self.last = None
            return [block for row in rows for block in self.read_form_row(row)]
        self.headers = names
        blocks: list[RawBlock] = []
        for index, row in enumerate(rows):
            header = first <= index < end or self.repeats_header(row)
            if not header and self.last is not None and goes_on(self.last, row):
                add_cells(self.last, row, self.find_name)
                continue
            titled = index < first and len(row) == 1 and is_title(row[0])
            read = [self.build_title(row[0])] if titled else self.read_row(row, header, table.columns)
            self.last = read[-1] if not header and read[-1].cells else self.last if header else None
            blocks += read
        return blocks

    def repeats_header(self, row: Sequence[PrintedCell]) -> bool:
        """Tell whether a row says once more what the headers of its columns say."""
        return len(row) > 1 and all(cell_text(cell) == self.headers.get(cell.column) for cell in row)

    def read_form_row(self, row: Sequence[PrintedCell]) -> list[RawBlock]:
        """Return the blocks of a row of running text: a short first cell heads the others."""
        blocks: list[RawBlock] = []
        first, rest = row[0], row[1:]
        words = len(cell_text(first).split())
        if rest and words <= TITLE_WORDS and first.column == 0:
            blocks.append(self.build_heading(first, ROW_RANK))
        elif not rest and words <= TITLE_WORDS and not cell_text(first).endswith("."):
            blocks.append(self.build_heading(first, TABLE_RANK))
        else:
            rest = row
        for cell in rest:
            for block in classify_groups(group_lines(cell.lines), self.style):
                if block.kind == "heading":
                    block.style, block.table = (ROW_RANK[0] + 1, *block.style[1:]), self.count
                blocks.append(block)
        return blocks

    def build_heading(self, cell: PrintedCell, rank: tuple[float, int, int, int]) -> RawBlock:
        """Return a cell as a heading, with its number if it has one."""
        group = group_lines(cell.lines)[0]
        heading = build_heading(group, list(cell.lines), self.style)
        heading.style, heading.table = rank, self.count
        return heading

    def find_name(self, cell: PrintedCell) -> str:
        """Return the header of the columns that a cell covers."""
        names = [
            self.headers[column] for column in range(cell.column, cell.column_end) if column in self.headers
        ]
        return " ".join(dict.fromkeys(names))

    def read_row(self, row: Sequence[PrintedCell], header: bool, columns: int) -> list[RawBlock]:
        """Return a row of data as one block with its cells.

        A row of one short cell is a heading; running text over all columns is read as such.
        """
        lines = [line for cell in row for line in cell.lines]
        if not header and len(row) == 1 and is_caption(cell_text(row[0])):
            return [RawBlock("caption", list(row[0].lines))]
        if not header and is_title_row(row):
            return [self.build_title(row[0])]
        if not header and len(row) == 1 and spans_table(row[0], columns):
            return self.read_form_row(row)
        cells = tuple((cell.lines, cell.column, "" if header else self.find_name(cell)) for cell in row)
        return [RawBlock("table_row", lines, cells=cells, table=self.count)]

    def build_title(self, cell: PrintedCell) -> RawBlock:
        """Return a title within a table as a heading; one set like headings of the text ranks as such."""
        heading = self.build_heading(cell, ROW_RANK)
        bold = all(line.bold for line in cell.lines) and not self.style.bold
        size = cell.lines[0].size
        if (bold and size >= self.style.size) or size >= self.style.size + LARGER:
            group = group_lines(cell.lines)[0]
            heading.style, heading.table = rank_heading(group, self.style), 0
        return heading


def goes_on(above: RawBlock, row: Sequence[PrintedCell]) -> bool:
    """Tell whether a row at the top of a page is the rest of the row that a page break cut.

    Its first column is empty and a cell begins in mid-sentence, or all of its cells do.
    """
    begun = [cell_text(cell)[:1].islower() for cell in row]
    columns = {column for _, column, _ in above.cells}
    cut = all(line.page < row[0].lines[0].page for line in above.lines)
    known = cut and all(cell.column in columns for cell in row)
    return known and (all(begun) or (any(begun) and row[0].column > 0))


def add_cells(above: RawBlock, row: Sequence[PrintedCell], find_name: Callable[[PrintedCell], str]) -> None:
    """Add the lines of a row's cells to those of the row that it goes on with."""
    cells = list(above.cells)
    for cell in row:
        at = max(index for index, (_, column, _) in enumerate(cells) if column == cell.column)
        lines, column, name = cells[at]
        cells[at] = ((*lines, *cell.lines), column, name or find_name(cell))
    above.cells = tuple(cells)
    above.lines = [line for lines, _, _ in cells for line in lines]


def name_columns(rows: Sequence[Sequence[PrintedCell]]) -> dict[int, str]:
    """Return for each column the words of the header cells over it, from top to bottom."""
    headers: dict[int, str] = {}
    for row in rows:
        for cell in row:
            for column in range(cell.column, cell.column_end):
                headers[column] = f"{headers.get(column, '')} {cell_text(cell)}".strip()
    return headers


def spans_table(cell: PrintedCell, columns: int) -> bool:
    """Tell whether a cell reaches over all columns of a table of several."""
    return columns > 1 and cell.column == 0 and cell.column_end >= columns


def is_title_row(row: Sequence[PrintedCell]) -> bool:
    """Tell whether a row is one short cell over several columns, which heads the rows below it."""
    cell = row[0]
    return len(row) == 1 and cell.column == 0 and cell.column_end > 1 and is_title(cell)


def is_title(cell: PrintedCell) -> bool:
    """Tell whether a cell is short enough to head rows, and names no table."""
    text = cell_text(cell)
    return len(text.split()) <= TITLE_WORDS and not text.endswith(".") and not is_caption(text)


def list_rows(table: PrintedTable) -> list[list[PrintedCell]]:
    """Return the cells of each row from left to right; cells that overlap in one column are joined."""
    rows: dict[int, list[PrintedCell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    return [sorted(rows[row], key=lambda cell: cell.column) for row in sorted(rows)]


def cell_text(cell: PrintedCell) -> str:
    """Return the words of a cell."""
    return " ".join(line.text for line in cell.lines).replace("•", " ").strip()


def is_form(rows: Sequence[Sequence[PrintedCell]]) -> bool:
    """Tell whether a table is a form with running text rather than data."""
    columns = {cell.column for row in rows for cell in row if len(row) > 1}
    if len(columns) > 3:
        return False
    longest = max(len(cell_text(cell).split()) for row in rows for cell in row)
    widest = max(len(row) for row in rows)
    if longest > FORM_WORDS and widest <= 3:
        return True
    bullets = max(sum(group.mark != "" for group in group_lines(cell.lines)) for row in rows for cell in row)
    return widest <= 2 and bullets >= FORM_BULLETS


def find_header(rows: Sequence[Sequence[PrintedCell]]) -> tuple[int, int]:
    """Return first row and end of the header; equal where there is none. Titles may stand above it."""
    first = next((index for index, row in enumerate(rows) if len(row) > 1), len(rows))
    if first > MOST_TITLES or first + 1 >= len(rows) or not may_be_header(rows[first]):
        return 0, 0
    end = first + 1
    spans = any(cell.column_end > cell.column + 1 for cell in rows[first][1:])
    deep = any(cell.row_end > cell.row + 1 for cell in rows[first])
    if (spans or deep) and end + 1 < len(rows) and is_second_header(rows[first], rows[end]):
        end += 1
    body = [row for row in rows[end:] if len(row) > 1]
    return (first, end) if body and heads(rows[first], body) else (0, 0)


def may_be_header(row: Sequence[PrintedCell]) -> bool:
    """Tell whether all cells are short and none begins with a number, but for years ("2035 target")."""
    texts = [cell_text(cell) for cell in row]
    most = BOLD_WORDS if is_bold(row) else HEADER_WORDS
    if max(len(text.split()) for text in texts) > most:
        return False
    return not any(text[:1].isdigit() and not _YEARS.match(text) for text in texts[1:])


def is_second_header(above: Sequence[PrintedCell], row: Sequence[PrintedCell]) -> bool:
    """Tell whether a row names the columns that the cells of the header above it span."""
    wide = [cell for cell in above if cell.column_end > cell.column + 1]
    under = sum(any(cell.column <= item.column < cell.column_end for cell in wide) for item in row)
    return may_be_header(row) and 2 * under > len(row) and not any(is_number(cell) for cell in row)


def heads(header: Sequence[PrintedCell], body: Sequence[Sequence[PrintedCell]]) -> bool:
    """Tell whether a row heads the rows below it: alone in bold, shorter than they are, or over numbers."""
    lengths = [len(cell_text(cell).split()) for row in body for cell in row]
    own = sum(len(cell_text(cell).split()) for cell in header) / len(header)
    longer = sum(lengths) / len(lengths) > LONGER * own
    return is_set_off(header, body) or longer or is_over_numbers(header, body)


def is_set_off(header: Sequence[PrintedCell], body: Sequence[Sequence[PrintedCell]]) -> bool:
    """Tell whether a row is set in bold and most cells below it are not, those of the first column apart."""
    below = [any(line.bold for line in cell.lines) for row in body for cell in row[1:]]
    plain = below.count(False) >= PLAIN_SHARE * len(below)
    return plain and is_bold(header)


def is_bold(row: Sequence[PrintedCell]) -> bool:
    """Tell whether all of a row is set in bold."""
    return all(line.bold for cell in row for line in cell.lines)


def is_over_numbers(header: Sequence[PrintedCell], body: Sequence[Sequence[PrintedCell]]) -> bool:
    """Tell whether most cells below the header's, but for the first column, are numbers."""
    columns = {cell.column for cell in header if cell.column and not is_number(cell)}
    columns |= {cell.column for cell in header if cell.column and _YEARS.fullmatch(cell_text(cell))}
    below = [cell for row in body for cell in row if cell.column in columns]
    return bool(below) and 2 * sum(is_number(cell) for cell in below) > len(below)


def is_number(cell: PrintedCell) -> bool:
    """Tell whether a cell holds a number, perhaps with a sign or a unit."""
    return bool(_NUMBER.fullmatch(cell_text(cell)))
