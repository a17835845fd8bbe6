"""Tables: the cells of ruled tables become rows that know their column headers, or plain blocks.

Many policies put their whole text into a table of two columns (a form with questions and answers). Such
a table is no data: its first column holds headings, its second the text that stands under them.
"""

from collections.abc import Sequence

from extract.blocks import RawBlock, TextStyle, build_heading, classify_groups
from extract.paragraphs import group_lines
from extract.printed import PrintedCell, PrintedTable

FORM_WORDS = 55  # words in one cell: more is running text, not data
FORM_BULLETS = 2  # list items in one cell of a table of two columns
HEADER_WORDS = 12  # words in the longest cell of a header row
TITLE_WORDS = 14  # words in a row of one cell that heads the rows below it
TABLE_RANK = (50.0, 0, 0, 0)  # below every heading outside tables
ROW_RANK = (51.0, 0, 0, 0)


class TableReader:
    """Turns tables into blocks one after the other; knows the header that goes on over a page break."""

    def __init__(self, style: TextStyle) -> None:
        self.style = style
        self.count = 0
        self.headers: dict[int, str] = {}
        self.columns = 0

    def read(self, table: PrintedTable, *, follows: bool) -> list[RawBlock]:
        """Return the blocks of a table; `follows` tells that nothing stands between it and the last one."""
        rows = list_rows(table)
        if not rows:
            return []
        if not (follows and table.columns == self.columns):
            self.count += 1
            self.headers = {}
        self.columns = table.columns
        if is_form(rows):
            return [block for row in rows for block in self.read_form_row(row)]
        header = find_header(rows)
        if header:
            self.headers = {}
            for row in rows[:header]:
                for cell in row:
                    for column in range(cell.column, cell.column_end):
                        self.headers[column] = f"{self.headers.get(column, '')} {cell_text(cell)}".strip()
        blocks = [self.read_row(row, header=True) for row in rows[:header]]
        return blocks + [self.read_row(row) for row in rows[header:]]

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

    def read_row(self, row: Sequence[PrintedCell], *, header: bool = False) -> RawBlock:
        """Return a row of data as one block with its cells, or a row of one short cell as a heading."""
        lines = [line for cell in row for line in cell.lines]
        if not header and is_title_row(row):
            return RawBlock("heading", lines, style=ROW_RANK, table=self.count)
        cells = tuple((cell.lines, cell.column, "" if header else self.find_name(cell)) for cell in row)
        return RawBlock("table_row", lines, cells=cells, table=self.count)


def is_title_row(row: Sequence[PrintedCell]) -> bool:
    """Tell whether a row is one short cell over several columns, which heads the rows below it."""
    cell = row[0]
    text = cell_text(cell)
    wide = cell.column == 0 and cell.column_end > 1
    return len(row) == 1 and wide and len(text.split()) <= TITLE_WORDS and not text.endswith(".")


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


def find_header(rows: Sequence[Sequence[PrintedCell]]) -> int:
    """Return how many rows at the top are headers: short cells, in bold or followed by longer ones."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return 0
    texts = [cell_text(cell) for cell in rows[0]]
    if max(len(text.split()) for text in texts) > HEADER_WORDS or any(
        text[:1].isdigit() for text in texts[1:]
    ):
        return 0
    bold = all(line.bold for cell in rows[0] for line in cell.lines)
    body = [len(cell_text(cell).split()) for row in rows[1:] for cell in row]
    plain = not any(line.bold for row in rows[1:] for cell in row[1:] for line in cell.lines)
    longer = sum(body) / len(body) > 1.3 * sum(len(text.split()) for text in texts) / len(texts)
    return 1 if (bold and plain) or longer else 0
