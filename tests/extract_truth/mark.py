"""Mark a page: turn a list of line numbers, written beside a picture of the page, into a truth file.

usage: python -m tests.extract_truth.mark PDF PAGE [LIST]

Without a list the lines of the page are printed with their numbers. See README.md for how a list is written.
"""

import re
import sys
from pathlib import Path

from tests.extract_truth.poppler import FoundLine, read_pages
from tests.extract_truth.prints import take_print

HELP_WORDS = 2  # first words of a block that are kept so that a person finds it


def read_ids(text: str, lines: list[FoundLine]) -> list[str]:
    """Return the words of the lines that "3-5,9,12.1-2" names; "12.1-2" are words 1 and 2 of line 12."""
    found: list[str] = []
    for part in text.split(","):
        number, dot, word = part.partition(".")
        if dot:
            first, _, last = word.partition("-")
            found.append(" ".join(lines[int(number)].words[int(first) : int(last or first) + 1]))
            continue
        first, _, last = part.partition("-")
        found += [lines[index].text for index in range(int(first), int(last or first) + 1)]
    return found


class Marker:
    """Turns the rows of a list into rows of a truth file."""

    def __init__(self, lines: list[FoundLine]) -> None:
        self.lines = lines
        self.table = 0
        self.headers: dict[int, str] = {}

    def mark(self, row: str) -> str:
        """Return the truth of one row of a list, or "" if it only tells of a table."""
        words = row.split()
        if words[0] == "table":
            self.table, self.headers = self.table + 1, {}
            return ""
        if words[0] == "names":
            self.headers = {
                int(number): name for number, _, name in (item.partition("=") for item in row[6:].split("|"))
            }
            return ""
        if words[0] == "head":
            return self.mark_head(words[1:])
        if words[0].startswith("row") and ":" in row:
            return self.mark_row(words)
        return self.mark_block(words)

    def mark_head(self, cells: list[str]) -> str:
        """Return the truth of a header row and remember its names."""
        texts = []
        for cell in cells:
            columns, _, ids = cell.partition(":")
            text = " ".join(read_ids(ids, self.lines))
            texts.append(text)
            first, _, last = columns.partition("-")
            for column in range(int(first), int(last or first) + 1):
                self.headers[column] = f"{self.headers.get(column, '')} {text}".strip()
        return f"{self.table} row {' '.join(str(take_print(text)) for text in texts)} # {cut(texts[0])}"

    def mark_row(self, words: list[str]) -> str:
        """Return the truth of a row of data: its lines, and its cells with their headers."""
        lines: list[str] = []
        cells: list[str] = []
        for cell in words[1:]:
            column, _, ids = cell.partition(":")
            texts = [text for text in read_ids(ids, self.lines) if re.search(r"\w", text)]
            lines += [str(take_print(text)) for text in texts]
            header = self.headers.get(int(column), "")
            name = str(take_print(header)) if header else ""
            cells.append(f"{name}={take_print(' '.join(texts))}")
        first = read_ids(words[1].partition(":")[2], self.lines)[0]
        return f"{self.table} {words[0]} {' '.join([*lines, *cells])} # {cut(first)}"

    def mark_block(self, words: list[str]) -> str:
        """Return the truth of a block outside tables."""
        flags = "?" if words[0] == "?" else ""
        kinds, ids, *rest = words[1:] if flags else words
        flags += "<" if kinds.endswith("~") else ""
        flags += ">" if rest else ""
        texts = [text for text in read_ids(ids, self.lines) if re.search(r"\w", text)]
        prints = " ".join(str(take_print(text)) for text in texts)
        return f"{flags or '-'} {kinds.rstrip('~')} {prints} # {cut(texts[0])}"


def cut(text: str) -> str:
    """Return the first words of a text."""
    return " ".join(text.split()[:HELP_WORDS])


def write_truth(pdf: Path, page: int, rows: list[str]) -> str:
    """Return the text of the truth file of a page."""
    marker = Marker(read_pages(pdf, page)[0])
    marked = [text for row in rows if row.strip() and (text := marker.mark(row))]
    return "\n".join([f"source {pdf.name}", f"page {page}", *marked]) + "\n"


def main() -> None:
    """Print the lines of a page, or its truth."""
    pdf, page = Path(sys.argv[1]), int(sys.argv[2])
    if len(sys.argv) > 3:
        rows = Path(sys.argv[3]).read_text(encoding="utf-8").splitlines()
        sys.stdout.write(write_truth(pdf, page, rows))
        return
    for index, line in enumerate(read_pages(pdf, page)[0]):
        sys.stdout.write(f"{index}\t{line.x0:.0f},{line.top:.0f}\t{line.text}\n")


if __name__ == "__main__":
    main()
