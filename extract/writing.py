"""Writing: raw blocks become the document's one text, with the place of every printed word in it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from extract.blocks import RawBlock
from extract.printed import PrintedLine, PrintedWord, sticks
from extract.records import BBox, Block, Cell, Dropped, Line, Span, Word

CELL_BREAK = " | "
BLOCK_BREAK = "\n\n"
# Prefixes whose hyphen stays when a line breaks after it.
HYPHENATED = frozenset(
    [
        "self",
        "non",
        "co",
        "multi",
        "cross",
        "low",
        "high",
        "long",
        "short",
        "mid",
        "medium",
        "well",
        "socio",
        "pre",
        "post",
        "ex",
        "anti",
        "so",
        "semi",
        "near",
        "all",
        "climate",
        "gender",
        "pro",
        "inter",
        "sub",
        "agro",
        "bio",
        "eco",
        "decision",
        "policy",
        "evidence",
        "labour",
        "capital",
        "energy",
        "water",
    ]
)
FEWEST_KNOWN = 2  # times that a word stands elsewhere before its parts are taken for it
_LAST_LETTERS = re.compile(r"[A-Za-z]{3,}$")
_LOWER_LETTERS = re.compile(r"[a-z]+")
_UNIT = re.compile(r"(?:\d|[kcdm]?m|ha|CO|CH|N|SF|O)$")
_MARK = re.compile(r"(?:\d{1,3}(?:,\d{1,3})*|[*†‡§]+)")


class TextWriter:
    """Appends blocks to one text, so that every span counts characters of it."""

    def __init__(self, known_words: Counter[str]) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.known_words = known_words
        self.repairs: Counter[str] = Counter()
        self.marks: dict[str, list[tuple[int, str]]] = {}
        self.dropped: list[tuple[int, Dropped]] = []

    @property
    def text(self) -> str:
        """What was written so far."""
        return "".join(self.parts)

    def append(self, text: str) -> None:
        """Append text."""
        self.parts.append(text)
        self.length += len(text)

    def write_block(self, raw: RawBlock, name: str, section: tuple[str, ...]) -> Block:
        """Append a block after a blank line and return its record."""
        if self.length:
            self.append(BLOCK_BREAK)
        start = self.length
        lines: list[Line] = []
        cells: list[Cell] = []
        if raw.cells:
            for index, (printed, column, header) in enumerate(raw.cells):
                if index:
                    self.append(CELL_BREAK)
                begin = self.length
                lines += self.write_lines(printed, name, narrow=True)
                cells.append(Cell(Span(begin, self.length), column, header))
        else:
            lines += self.write_lines(raw.lines, name, skip=raw.skip)
        return Block(
            id=name,
            kind=raw.kind,
            span=Span(start, self.length),
            lines=tuple(lines),
            section=section,
            level=raw.level,
            number=raw.number,
            table=raw.table if raw.kind == "table_row" else 0,
            cells=tuple(cells),
        )

    def write_lines(
        self, printed: Sequence[PrintedLine], block: str, *, skip: int = 0, narrow: bool = False
    ) -> list[Line]:
        """Append lines joined by spaces, hyphenation undone, and return their records.

        Args:
            printed: The lines.
            block: The id of their block.
            skip: Words of the first line that are left out.
            narrow: Whether they stand in a table's cell, where words may be broken without a hyphen.
        """
        lines: list[Line] = []
        start = self.length
        for index, line in enumerate(printed):
            words = [
                word
                for word in line.words[skip if index == 0 else 0 :]
                if not self.is_stray(word, line, block)
            ]
            if not words:
                continue
            if self.length > start:
                before = self.length
                if not (narrow and self.breaks_word(words[0])):
                    self.join_line(words[0])
                if self.length < before:
                    lines[-1] = cut_hyphen(lines[-1])
            begin = self.length
            placed = self.write_words(words)
            if self.length > begin:
                box = line.bbox
                lines.append(
                    Line(
                        line.page,
                        Span(begin, self.length),
                        BBox(placed[0].x0, box.top, max(item.x1 for item in placed), box.bottom),
                        tuple(placed),
                    )
                )
        return lines

    def is_stray(self, word: PrintedWord, line: PrintedLine, block: str) -> bool:
        """Tell whether a word is a bullet glyph that strayed into the text, or a footnote mark."""
        if word.text == "•" and word is not line.words[0]:
            self.repairs["stray_bullet"] += 1
            return True
        if word.raised and _MARK.fullmatch(word.text):
            index = line.words.index(word)
            before = line.words[index - 1].text if index else ""
            if not (before and _UNIT.search(before)):
                self.repairs["footnote_mark"] += 1
                self.keep_mark(word, line.page, block)
                return True
        return False

    def keep_mark(self, word: PrintedWord, page: int, block: str) -> None:
        """Remember a footnote mark: where it stood, and in which block."""
        box = BBox(word.x0, word.top, word.x1, word.bottom)
        self.dropped.append((page, Dropped("footnote_mark", word.text, box)))
        self.marks.setdefault(block, []).extend((page, mark) for mark in word.text.split(","))

    def join_line(self, word: PrintedWord) -> None:
        """Append what stands between two lines: a space, or nothing where a word was broken."""
        last = self.parts[-1]
        if not last.endswith("-") or len(last) < 2 or not word.text[:1].isalpha():
            self.append(" ")
            return
        stem = last[:-1].rsplit("-")[-1].lower()
        rest = re.match(r"[\w'’]*", word.text)
        joined = stem + (rest.group().lower() if rest else "")
        hyphenated = f"{stem}-{rest.group().lower() if rest else ''}"
        keep = (
            word.text[:1].isupper()
            or "-" in last[:-1]
            or self.known_words[hyphenated] > self.known_words[joined]
            or (stem in HYPHENATED and not self.known_words[joined])
        )
        if not keep:
            self.repairs["hyphenation"] += 1
            self.parts[-1] = last[:-1]
            self.length -= 1

    def breaks_word(self, word: PrintedWord) -> bool:
        """Tell whether a line end breaks a word that the document knows whole: "Agricult|ure"."""
        stem, rest = _LAST_LETTERS.search(self.parts[-1]), _LOWER_LETTERS.match(word.text)
        if stem is None or rest is None:
            return False
        first = stem.group().lower()
        broken = not self.known_words[first] and self.known_words[first + rest.group()] >= FEWEST_KNOWN
        self.repairs["broken_word"] += broken
        return broken

    def write_words(self, words: Sequence[PrintedWord]) -> list[Word]:
        """Append the words of a line and return where each stands."""
        placed: list[Word] = []
        for index, word in enumerate(words):
            if index and not sticks(words[index - 1], word):
                self.append(" ")
            begin = self.length
            self.append(clean_word(word.text))
            placed.append(Word(begin, self.length, word.x0, word.x1))
        return placed


def cut_hyphen(line: Line) -> Line:
    """Return a line without the hyphen at its end."""
    last = line.words[-1]
    return Line(
        line.page,
        Span(line.span.start, line.span.end - 1),
        line.bbox,
        (*line.words[:-1], Word(last.start, last.end - 1, last.x0, last.x1)),
    )


def clean_word(text: str) -> str:
    """Return a word without bullet glyphs printed over it."""
    return text.replace("•", "") if len(text) > 1 else text


def count_words(lines: Iterable[PrintedLine]) -> Counter[str]:
    """Return how often each word stands within a line (the last word of a line may be broken)."""
    return Counter(
        word.text.lower().strip(".,;:()“”\"'’")
        for line in lines
        for word in line.words[:-1]
        if len(word.text) > 2
    )
