"""Assembly: the lines and tables of all pages become blocks in reading order."""

from collections.abc import Sequence

from extract.blocks import RawBlock, TextStyle, classify_groups
from extract.contents import find_contents, is_contents
from extract.notes import find_note_lines, group_notes
from extract.paragraphs import group_lines
from extract.printed import PrintedLine, PrintedPage, PrintedTable
from extract.tables import TableReader


class Assembler:
    """Gathers lines until a table or the end comes, and turns them into blocks; footnotes wait apart."""

    def __init__(self, style: TextStyle, furniture: dict[tuple[int, int], str]) -> None:
        self.style = style
        self.furniture = furniture
        self.tables = TableReader(style)
        self.blocks: list[RawBlock] = []
        self.run: list[PrintedLine] = []
        self.notes: list[PrintedLine] = []
        self.contents: list[PrintedLine] = []
        self.after_table = False

    def add_page(self, page: PrintedPage) -> None:
        """Gather the lines and tables of a page."""
        places: dict[int, list[PrintedTable]] = {}
        for index, table in page.tables:
            places.setdefault(index, []).append(table)
        kept = [index for index in range(len(page.lines)) if (page.number, index) not in self.furniture]
        lines = [page.lines[index] for index in kept]
        height = self.style.heights.get(page.number, 0.0)
        notes = (
            {kept[index] for index in find_note_lines(lines, self.style.size, height)} if height else set()
        )
        self.notes += [page.lines[index] for index in sorted(notes)]
        for index in range(len(page.lines) + 1):
            for table in places.get(index, ()):
                self.add_table(table)
            if index in kept and index not in notes:
                self.add_line(page.lines[index])

    def add_table(self, table: PrintedTable) -> None:
        """Append the blocks of a table after those of the lines above it."""
        self.flush()
        self.blocks += self.tables.read(table, follows=self.after_table)
        self.after_table = True

    def add_line(self, line: PrintedLine) -> None:
        """Gather a line of text; entries of a table of contents are set apart, rows of dots left out."""
        if is_contents(line):
            self.contents.append(line)
        elif any(char.isalnum() for char in line.text):
            self.run.append(line)
            self.after_table = False

    def flush(self) -> None:
        """Append the blocks of the lines gathered so far."""
        self.blocks += classify_groups(group_lines(self.run), self.style)
        self.run.clear()

    def finish(self) -> list[RawBlock]:
        """Return all blocks, the footnotes last."""
        self.flush()
        notes = [
            RawBlock("footnote", note.lines, note.mark_words, note.mark) for note in group_notes(self.notes)
        ]
        return [*join_broken(self.blocks), *notes]


def list_raw_blocks(
    pages: Sequence[PrintedPage],
    furniture: dict[tuple[int, int], str],
    style: TextStyle,
    contents: list[PrintedLine],
) -> list[RawBlock]:
    """Return the blocks of all pages in reading order; paragraphs go on over page breaks."""
    listed = find_contents(pages, furniture) if style.heights else set()
    assembler = Assembler(style, {**furniture, **dict.fromkeys(listed, "contents")})
    contents += [
        page.lines[index]
        for page in pages
        for index in range(len(page.lines))
        if (page.number, index) in listed
    ]
    for page in pages:
        assembler.add_page(page)
    contents += assembler.contents
    return assembler.finish()


def join_broken(raw: Sequence[RawBlock]) -> list[RawBlock]:
    """Return the blocks with those joined that a page break cut in mid-sentence (in tables, for instance)."""
    joined: list[RawBlock] = []
    for block in raw:
        if joined and block.kind == "paragraph" and joined[-1].kind in ("paragraph", "list_item"):
            above, below = joined[-1].lines[-1], block.lines[0]
            if below.page == above.page + 1 and below.text[:1].islower() and above.text[-1:] not in ".!?:;":
                joined[-1].lines += block.lines
                continue
        joined.append(block)
    return joined
