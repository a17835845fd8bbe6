"""PDF pages as printed words, lines and tables: by pdfium where it can be trusted, else by pdfplumber."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from extract.drawn import NotReadable
from extract.errors import DamagedSource, ExtractError, WrongFormat
from extract.fast_reader import open_fast
from extract.glyphs import Glyph, GlyphPage, is_doubled, part_doubles
from extract.margins import LINE_NUMBER, WATERMARK, find_line_numbers, find_stamps
from extract.page_layout import lay_out
from extract.printed import SLANTED, DrawnPage, PrintedPage, PrintedWord, Ruling
from extract.records import BBox
from extract.spaced import join_spaced
from extract.turned import FLAGS, find_turn, measure_turned, turn_ruling, turn_words
from extract.words import build_words, lies_in

if TYPE_CHECKING:
    from extract.plumber import Plumber

HEADER_BYTES = 1024  # a PDF says "%PDF-" within its first kilobyte


def read_pages(
    path: Path, source: str, passwords: Sequence[str] = ("",), *, first: int = 1, end: int = 0
) -> Iterator[PrintedPage | ExtractError]:
    """Yield the pages of a PDF as printed; an error in place of a page that cannot be read.

    Args:
        path: The PDF.
        source: Its name relative to the sources folder.
        passwords: Tried in turn.
        first: Number of the first page that is wanted.
        end: Number of the first one that is not; 0 for all that follow.

    Raises:
        WrongFormat: If the file is no PDF.
        EncryptedSource: If it asks for a password that is none of those given.
        DamagedSource: If it is cut off or damaged beyond reading.
    """
    with path.open("rb") as file:
        if b"%PDF-" not in file.read(HEADER_BYTES):
            raise WrongFormat(
                source,
                "the file is called a PDF and is none",
                "Rename it by what it is, or export it as PDF again",
            )
    reader = PageReader(path, source, passwords)
    try:
        count = reader.count_pages()
        for number in range(first, min(end or count + 1, count + 1)):
            try:
                yield reader.read(number)
            except ExtractError as error:
                yield error
    finally:
        reader.close()


def count_pages(path: Path, passwords: Sequence[str] = ("",)) -> int:
    """Return the number of pages of a PDF, 0 where only reading it can tell."""
    fast = open_fast(path, passwords)
    if fast is None:
        return 0
    try:
        return fast.count
    finally:
        fast.close()


class PageReader:
    """Reads the pages of one PDF; pdfplumber is loaded only if a page needs it."""

    def __init__(self, path: Path, source: str, passwords: Sequence[str]) -> None:
        self.path, self.source, self.passwords = path, source, passwords
        self.fast = open_fast(path, passwords)

    @cached_property
    def plumber(self) -> "Plumber":
        """The reader of reference."""
        from extract.plumber import Plumber

        return Plumber(self.path, self.source, self.passwords)

    def count_pages(self) -> int:
        """Return the number of pages.

        Raises:
            EncryptedSource: If no password fits.
            DamagedSource: If there are none that can be read.
        """
        count = (self.fast.count if self.fast else 0) or len(self.plumber.pages)
        if not count:
            raise DamagedSource(
                self.source, "no page can be read", "The file is cut off or damaged; fetch it again"
            )
        return count

    def read(self, number: int) -> PrintedPage:
        """Return a page as printed.

        Raises:
            DamagedSource: If it cannot be read.
        """
        page = self.read_glyphs(number)
        ruling = self.plumber.find_ruling(self.find_twin(number)) if page.ruling is None else page.ruling
        return lay_out(draw_page(number, page, ruling))

    def read_glyphs(self, number: int) -> GlyphPage:
        """Return the glyphs of a page, by pdfplumber where pdfium cannot be trusted with it.

        Raises:
            DamagedSource: If it cannot be read.
        """
        if self.fast is not None:
            try:
                return self.fast.read(number)
            except NotReadable:
                twin = self.find_twin(number)
                view, shown = self.fast.view(number)
                return msgspec.structs.replace(self.plumber.read(twin, view), shown=shown)
        return self.plumber.read(number)

    def find_twin(self, number: int) -> int:
        """Return the number that pdfplumber has for a page.

        Raises:
            DamagedSource: If it has none.
        """
        if number not in self.twins:
            raise DamagedSource(
                self.source,
                "the page is broken in the file and cannot be read",
                "The other pages are used; export the file again to have this one",
                page=number,
            )
        return self.twins[number]

    @cached_property
    def twins(self) -> dict[int, int]:
        """The number that pdfplumber has for each page: it leaves out broken ones, which pdfium counts."""
        known = range(1, len(self.plumber.pages) + 1)
        if self.fast is None or self.fast.count == len(known):
            return dict(zip(known, known, strict=True))
        whole = [number for number in range(1, self.fast.count + 1) if self.fast.view(number)[0]]
        if len(whole) == len(known):
            return dict(zip(whole, known, strict=True))
        return {number: number for number in whole if number in known}

    def close(self) -> None:
        """Close the file."""
        if self.fast is not None:
            self.fast.close()
        if "plumber" in self.__dict__:
            self.plumber.close()


def draw_page(number: int, page: GlyphPage, ruling: Ruling) -> DrawnPage:
    """Return a page as drawn: the words that its glyphs make, and what is drawn around them."""
    counts: Counter[str] = Counter()
    glyphs: Sequence[Glyph] = page.glyphs
    twins: Sequence[Glyph] = page.twins
    if page.doubled or is_doubled(glyphs):
        glyphs, doubles = part_doubles(glyphs)
        twins = [*twins, *doubles]
    words = build_words(glyphs, counts)
    turn = find_turn([turned for _, turned in words])
    shown = page.shown or BBox(0.0, 0.0, page.width, page.height)
    hidden = [*(word for word, _ in words if not lies_in(word, shown)), *list_words(page.unseen)]
    doubled = list_words(twins)
    counts.update({"doubled_glyphs": int(bool(doubled)), "unseen_words": len(hidden)})
    seen = [(word, turn) for word, turn in words if lies_in(word, shown)]
    size = turn, page.width, page.height
    upright = turn_words([word for word, turned in seen if turned == turn], *size)
    sideways = [word for word, turned in seen if turned != turn and not turned % 90]
    left_out = {
        "duplicate": doubled,
        "invisible": hidden,
        SLANTED: [word for word, turned in seen if turned % 90],
        LINE_NUMBER: find_line_numbers(upright),
        WATERMARK: find_stamps(upright),
    }
    beside = {id(word) for reason in (LINE_NUMBER, WATERMARK) for word in left_out[reason]}
    upright = [word for word in upright if id(word) not in beside]
    unturned = ("duplicate", "invisible", SLANTED)
    width, height = measure_turned(*size)
    return DrawnPage(
        number=number,
        width=round(width, 2),
        height=round(height, 2),
        words=tuple(join_spaced(upright, counts)),
        sideways=tuple(turn_words(sideways, *size)),
        dropped=tuple(
            (reason, word)
            for reason, words in left_out.items()
            for word in (turn_words(words, *size) if reason in unturned else words)
        ),
        ruling=turn_ruling(ruling, *size),
        flags=(*(("rotated",) if page.rotation else ()), *((FLAGS[turn],) if turn else ())),
        repairs=tuple(sorted((+counts).items())),
    )


def list_words(glyphs: Sequence[Glyph]) -> list[PrintedWord]:
    """Return the words of glyphs that are left out."""
    return [word for word, _ in build_words(glyphs, Counter())]
