"""Unruled tables: columns of words that stand below each other over several rows, with no rules drawn.

Prose in columns, contents, lists and the labels of charts stand in columns too: a table is told by what its
cells hold (numbers, or short pieces under a header) and by its rows, which begin in most columns at once.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import msgspec

from extract.grids import HEAD_GAP
from extract.layout import Row, narrow
from extract.printed import PrintedWord, Ruling
from extract.records import BBox
from extract.ruled import RULE_WIDTH, Cells

FEWEST_ROWS = 3  # rows of a table, its header among them
ROW_GAP = 2.2  # type sizes without words across the page that end a table
LOOSE = 1.25  # of the least distance between lines from which a line begins a row of its own
MOST_SPANS = 0.2  # of the lines of a table that may run over its columns
FILLED = 0.5  # of a table's cells that hold words
NUMBERS = 0.6  # of a column's cells that are numbers
FEWEST_PARTS = 2  # rules between lines from which they part all rows; one parts the header from the rest
MOST_WIDTH = 0.8  # of a table's width behind which a coloured row lies
IN_LINE = 3.0  # points by which the edges of a column's lines may differ
ALIGNED = 0.6  # of a column's lines whose edges do not
CELL_WORDS = 30  # words of a cell on average
KEY_LETTERS = 25  # letters in the first of two columns on average
WRAPPED = 0.8  # of a column's width that a line fills if it is wrapped
PROSE_LETTERS = 22  # letters of a line of prose in a column on average
GAP_ABOVE = 2.5  # type sizes between a caption and its table
_NUMBER = re.compile(
    r"[(<>~≈±+–—-]*[$€£¥]?\s?\d[\d.,/\s–-]*(?:%|[a-zA-Z]{1,3})?\)?|[–—-]|n/?a|nil", re.IGNORECASE
)
_CAPTION = re.compile(r"(?:table|tabla|tableau|tabelle|quadro|cuadro)\s*\d", re.IGNORECASE)
_LEADER = re.compile(r"\.{4,}|(?:\.\s){4,}|…")
_MARK = re.compile(r"[•●▪◦○■□►➢✓·»–—*-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\d{1,2}(?:\.\d{1,2})+\.?")


class Line(msgspec.Struct):
    """One line of words across a table: its row of the page, and the words in each column.

    `spans` tells that it runs over the columns.
    """

    row: Row
    cells: list[list[PrintedWord]]
    spans: bool = False

    @property
    def bottom(self) -> float:
        """Lower edge in points."""
        return max(word.bottom for segment in self.row.segments for word in segment)

    @property
    def filled(self) -> list[int]:
        """The columns that hold words."""
        return [column for column, words in enumerate(self.cells) if words]

    @property
    def bold(self) -> bool:
        """Whether all of it is set in bold."""
        return all(word.bold for segment in self.row.segments for word in segment)


def find_unruled(rows: Sequence[Row], ruling: Ruling) -> list[Cells]:
    """Return the cells of each table among the rows of words of a page, from the top.

    Args:
        rows: Rows of words that stand in no table yet.
        ruling: What is drawn around them: level rules and coloured rows tell where rows end.
    """
    starts = [index for index, row in enumerate(rows) if may_begin(row)]
    if len(starts) < FEWEST_ROWS - 1:
        return []
    tables: list[Cells] = []
    free = 0
    for start in starts:
        if start < free:
            continue
        end, gaps = extend(rows, start)
        table = build_unruled(rows, start, end, gaps, ruling) if end - start >= FEWEST_ROWS else None
        if table:
            tables.append(table)
            free = end
        elif end - start > 2 * FEWEST_ROWS:
            free = skip(rows, start, end)
    return tables


def may_begin(row: Row) -> bool:
    """Tell whether a table may begin with a row: it has three cells, or two that are no prose."""
    if len(row.segments) != 2:
        return len(row.segments) > 2
    bold = all(word.bold for segment in row.segments for word in segment)
    return bold or is_number(row.segments[1])


def skip(rows: Sequence[Row], start: int, end: int) -> int:
    """Return from where to search on after rows that are no table: the next with more cells, or the end."""
    cells = len(rows[start].segments)
    return next((index for index in range(start + 1, end) if len(rows[index].segments) > cells), end)


def extend(rows: Sequence[Row], start: int) -> tuple[int, list[tuple[float, float]]]:
    """Return the end of the rows from `start` that leave gaps free between columns, and these gaps.

    Single lines that run over the columns may stand between: they name the rows below them.
    """
    gaps = [(left[-1].x1, right[0].x0) for left, right in pairwise(rows[start].segments)]
    end, spans = start + 1, 0
    for index in range(start + 1, len(rows)):
        row, above = rows[index], rows[index - 1]
        size = row.segments[0][0].size
        if row.top - max(word.bottom for segment in above.segments for word in segment) > ROW_GAP * size:
            break
        narrowed = [narrow(row, gap) for gap in gaps]
        kept = [gap for gap in narrowed if gap is not None]
        early = index - start < FEWEST_ROWS and len(row.segments) > 1
        if len(kept) == len(gaps) or (kept and early):
            gaps, end = kept, index + 1
        else:
            spans += 1
            if index > end or spans > 1 + MOST_SPANS * (index - start):
                break
    return end, gaps


def build_unruled(
    rows: Sequence[Row], start: int, end: int, gaps: Sequence[tuple[float, float]], ruling: Ruling
) -> Cells | None:
    """Return the cells of the table that rows make, or nothing if they make none."""
    edges = drop_mark_column(rows[start:end], [(low + high) / 2 for low, high in gaps])
    if not edges:
        return None
    lines = [build_line(row, edges) for row in rows[start:end]]
    parts = find_parts(lines, ruling)
    groups = part_rows(lines, parts) if len(parts) >= FEWEST_PARTS else group_rows(lines)
    named = start > 0 and is_caption(rows[start - 1], rows[start])
    if not is_table(lines, groups, named=named or len(groups[0]) in parts):
        return None
    return box_cells(groups, edges)


def drop_mark_column(rows: Sequence[Row], edges: list[float]) -> list[float]:
    """Return the edges between columns without that between the marks of a list and its items."""
    if not edges:
        return edges
    firsts = [
        " ".join(word.text for segment in row.segments for word in segment if word.x0 < edges[0])
        for row in rows
    ]
    marks = [text for text in firsts if text]
    return edges[1:] if all(_MARK.fullmatch(text) for text in marks) else edges


def build_line(row: Row, edges: Sequence[float]) -> Line:
    """Return a row of the page with its words by columns."""
    cells: list[list[PrintedWord]] = [[] for _ in range(len(edges) + 1)]
    spans = False
    for segment in row.segments:
        for word in segment:
            cells[sum(edge < (word.x0 + word.x1) / 2 for edge in edges)].append(word)
    for edge in edges:
        left = max(
            (word.x1 for words in cells for word in words if (word.x0 + word.x1) / 2 < edge), default=0.0
        )
        right = min(
            (word.x0 for words in cells for word in words if (word.x0 + word.x1) / 2 >= edge), default=9e9
        )
        size = row.segments[0][0].size
        spans = spans or left > edge or right < edge or right - left < size / 2
    return Line(row, cells, spans)


def find_parts(lines: Sequence[Line], ruling: Ruling) -> set[int]:
    """Return the indices of the lines above which a level rule or the edge of a coloured row runs."""
    words = [word for line in lines for segment in line.row.segments for word in segment]
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    heights = [box.top for box in ruling.rules if box.bottom - box.top <= RULE_WIDTH < box.x1 - box.x0]
    heights += [
        height
        for box in ruling.shades
        if min(box.x1, right) - max(box.x0, left) >= MOST_WIDTH * (right - left)
        for height in (box.top, box.bottom)
    ]
    return {
        index + 1
        for index, (above, below) in enumerate(pairwise(lines))
        if any(above.bottom - IN_LINE < height < below.row.top + IN_LINE for height in heights)
    }


def part_rows(lines: Sequence[Line], parts: set[int]) -> list[list[Line]]:
    """Return the lines of each row where rules run between them."""
    bounds = [0, *sorted(parts), len(lines)]
    return [list(lines[start:end]) for start, end in pairwise(bounds)]


def group_rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of each row of a table: a cell may hold several."""
    steps = [below.row.top - above.row.top for above, below in pairwise(lines)]
    least = min((step for step in steps if step > lines[0].row.segments[0][0].size / 2), default=0.0)
    rights = [
        max((words[-1].x1 for line in lines if not line.spans and (words := line.cells[column])), default=0.0)
        for column in range(len(lines[0].cells))
    ]
    groups = [[lines[0]]]
    for line, step in zip(lines[1:], steps, strict=True):
        if step <= LOOSE * least and goes_on(groups[-1], line, rights):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def goes_on(group: Sequence[Line], line: Line, rights: Sequence[float]) -> bool:
    """Tell whether a line right below a row goes on with its cells."""
    last = group[-1]
    if line.spans or last.spans:
        return False
    if line.bold != last.bold:
        return False
    if all(item.bold for item in group) and line.bold and len(group[0].filled) < len(line.cells):
        return True
    if 0 not in line.filled:
        return True
    if len(line.filled) == len(line.cells) > 1 and any(is_number(words) for words in line.cells):
        return False
    return all(is_continued(group, line, column, rights[column]) for column in line.filled)


def is_continued(group: Sequence[Line], line: Line, column: int, right: float) -> bool:
    """Tell whether the words of a line in a column go on with those above them in the row."""
    words = line.cells[column]
    above = next((item.cells[column] for item in reversed(group) if item.cells[column]), None)
    if above is None:
        return False
    wrapped = above[-1].x1 + words[0].x1 - words[0].x0 > right - words[0].size / 2
    return words[0].text[:1].islower() or (wrapped and len(line.filled) < len(line.cells))


def is_table(lines: Sequence[Line], groups: Sequence[Sequence[Line]], *, named: bool) -> bool:
    """Tell whether lines in columns are a table: by their rows and places, then by what their cells hold."""
    body = [group for group in groups if not group[0].spans]
    columns = len(lines[0].cells)
    if len(body) < FEWEST_ROWS or lists_contents(lines):
        return False
    if not all(is_aligned(lines, column) for column in range(columns)):
        return False
    texts = [[join_words(group, column) for column in range(columns)] for group in body]
    filled = [text for row in texts for text in row if text]
    words = sum(len(text.split()) for text in filled)
    if len(filled) < FILLED * len(texts) * columns or words > CELL_WORDS * len(filled):
        return False
    return holds_data(lines, body, texts, named=named)


def holds_data(
    lines: Sequence[Line], body: Sequence[Sequence[Line]], texts: Sequence[Sequence[str]], *, named: bool
) -> bool:
    """Tell whether cells hold data: numbers, or short pieces that are no text wrapped in columns."""
    columns = len(lines[0].cells)
    header = has_header(body)
    prose = sum(is_prose(lines, column) for column in range(columns))
    numbers = sum(is_numeric(texts, column) for column in range(1, columns))
    if columns == 2:
        short = median(len(row[0]) for row in texts) <= KEY_LETTERS
        return not prose and short and bool(numbers) and (header or named)
    if prose == columns or (prose >= columns - 1 and not header):
        return False
    if not numbers and not named and wraps_on(body):
        return False
    return header or named or (numbers >= columns - 1 and len(body) > FEWEST_ROWS)


def wraps_on(body: Sequence[Sequence[Line]]) -> bool:
    """Tell whether most lines of cells end where the next line's first word had no room: text in columns.

    Rows that stand further apart than lines do are none.
    """
    steps = [below[0].row.top - above[-1].row.top for above, below in pairwise(body)]
    least = min(steps)
    wrapped = seen = 0
    for column in range(len(body[0][0].cells)):
        right = max(
            (cell[-1].x1 for group in body for line in group if (cell := line.cells[column])), default=0.0
        )
        for (above, below), step in zip(pairwise(body), steps, strict=True):
            last, first = above[-1].cells[column], below[0].cells[column]
            if last and first and step <= LOOSE * least:
                seen += 1
                wrapped += last[-1].x1 + first[0].x1 - first[0].x0 > right - first[0].size / 4
    return 2 * wrapped > seen > 0


def has_header(body: Sequence[Sequence[Line]]) -> bool:
    """Tell whether the first row is set in bold over rows that are not, and names nearly all columns."""
    first = body[0]
    names = {column for line in first for column in line.filled}
    plain = sum(not line.bold for group in body[1:] for line in group)
    rest = sum(len(group) for group in body[1:])
    return all(line.bold for line in first) and len(names) >= len(first[0].cells) - 1 and 2 * plain > rest


def is_number(words: Sequence[PrintedWord]) -> bool:
    """Tell whether words are a number, a dash or "n/a"."""
    return bool(_NUMBER.fullmatch(" ".join(word.text for word in words)))


def is_numeric(texts: Sequence[Sequence[str]], column: int) -> bool:
    """Tell whether most cells of a column below the first row are numbers."""
    cells = [row[column] for row in texts[1:] if row[column]]
    return bool(cells) and sum(bool(_NUMBER.fullmatch(text)) for text in cells) >= NUMBERS * len(cells)


def is_aligned(lines: Sequence[Line], column: int) -> bool:
    """Tell whether the words of a column begin, end or have their middle at one place in most lines."""
    cells = [line.cells[column] for line in lines if line.cells[column] and not line.spans]
    if not cells:
        return False
    edges = [(words[0].x0, words[-1].x1, (words[0].x0 + words[-1].x1) / 2) for words in cells]
    return any(
        sum(abs(edge[side] - median(item[side] for item in edges)) <= IN_LINE for edge in edges)
        >= ALIGNED * len(edges)
        for side in range(3)
    )


def is_prose(lines: Sequence[Line], column: int) -> bool:
    """Tell whether the lines of a column are running text: long, full, begun in mid-sentence."""
    cells = [line.cells[column] for line in lines if line.cells[column] and not line.spans]
    left, right = min(words[0].x0 for words in cells), max(words[-1].x1 for words in cells)
    letters = sum(len(word.text) + 1 for words in cells for word in words)
    full = sum(words[-1].x1 - words[0].x0 >= WRAPPED * (right - left) for words in cells)
    begun = sum(words[0].text[:1].islower() for words in cells)
    return letters >= PROSE_LETTERS * len(cells) and 2 * full > len(cells) and 3 * begun > len(cells)


def lists_contents(lines: Sequence[Line]) -> bool:
    """Tell whether lines are entries of a table of contents: dots, or numbers that rise."""
    texts = [" ".join(word.text for words in line.cells for word in words) for line in lines]
    if any(_LEADER.search(text) for text in texts):
        return True
    lasts = [words[-1].text for line in lines if (words := line.cells[-1])]
    if not all(text.isdigit() and len(text) <= 3 for text in lasts):
        return False
    return all(int(above) <= int(below) for above, below in pairwise(lasts))


def join_words(group: Sequence[Line], column: int) -> str:
    """Return the words of a row in a column."""
    return " ".join(word.text for line in group for word in line.cells[column])


def is_caption(row: Row, below: Row) -> bool:
    """Tell whether a row names the table right below it."""
    words = [word for segment in row.segments for word in segment]
    gap = below.top - max(word.bottom for word in words)
    return gap <= GAP_ABOVE * words[0].size and bool(_CAPTION.match(" ".join(word.text for word in words)))


def box_cells(groups: Sequence[Sequence[Line]], edges: Sequence[float]) -> Cells:
    """Return the boxes of the cells of rows; words that run over columns stand in one over them all."""
    words = [word for group in groups for line in group for cell in line.cells for word in cell]
    bounds = [min(word.x0 for word in words) - 2.0, *edges, max(word.x1 for word in words) + 2.0]
    tops = [min(line.row.top for line in group) for group in groups]
    lows = [max(line.bottom for line in group) for group in groups]
    cuts = [
        tops[0] - 1.0,
        *((low + top) / 2 for low, top in zip(lows, tops[1:], strict=False)),
        lows[-1] + 1.0,
    ]
    cells: list[BBox] = []
    for group, (top, bottom) in zip(groups, pairwise(cuts), strict=True):
        inner = [edge for edge in edges if not any(runs_over(line, edge) for line in group)]
        own = [bounds[0], *inner, bounds[-1]]
        cells += [BBox(x0, top, x1, bottom) for x0, x1 in pairwise(own)]
    return tuple(cells)


def runs_over(line: Line, edge: float) -> bool:
    """Tell whether the words of a line run over an edge between columns."""
    return any(
        segment[0].x0 < edge < segment[-1].x1
        and not any(
            left.x1 <= edge <= right.x0 and right.x0 - left.x1 > HEAD_GAP / 3 * left.size
            for left, right in pairwise(segment)
        )
        for segment in line.row.segments
    )
