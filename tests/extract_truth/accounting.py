"""Accounting: whether every word that poppler finds on a page was kept, dropped by name or reported."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from extract.records import Block, Document, Page
from extract.repair import repair_word
from tests.extract_truth.poppler import FoundLine, has_one_column
from tests.extract_truth.prints import PageText, reduce, share_following, take_print

REPORTED = ("suspect_text", "no_text", "ocr")
"""Flags of pages of which `issues.jsonl` says that their text layer is not used, or stands in doubt."""


class Account(msgspec.Struct):
    """Words of a document by what became of them; `order` counts neighbouring lines of one-column pages."""

    words: int = 0
    kept: int = 0
    dropped: int = 0
    reported: int = 0
    order: int = 0
    order_right: int = 0

    @property
    def lost(self) -> int:
        """Words of which nothing is said."""
        return self.words - self.kept - self.dropped - self.reported


def account(document: Document, pages: Sequence[Sequence[FoundLine]]) -> Account:
    """Return what became of poppler's words, and how far poppler's order is ours on one-column pages."""
    read = {page.number: page for page in document.pages}
    total = Account()
    for index, lines in enumerate(pages):
        printed = (repair_word(word, Counter()) for line in lines for word in line.words)
        words = [letters for word in printed if (letters := reduce(word, "n"))]
        total.words += len(words)
        page = read.get(index + 1)
        if page is None or (set(page.flags) & set(REPORTED) and not has_text(document, page)):
            total.reported += len(words)
            continue
        kept, rest, left = match_words(words, list_kept(document, page))
        named, rest, left_too = match_words(rest, list_dropped(page))
        missing = spell_words(rest, left + left_too)
        total.kept += kept
        total.dropped += named + len(rest) - len(missing)
        total.reported += len(missing) if set(page.flags) & set(REPORTED) else 0
        if has_one_column(list(lines)):
            right, asked = compare_order(document, page, lines)
            total.order_right += right
            total.order += asked
    return total


def has_text(document: Document, page: Page) -> bool:
    """Tell whether any block stands on a page."""
    return any(line.page == page.number for block in document.blocks for line in block.lines)


def list_kept(document: Document, page: Page) -> Iterator[str]:
    """Yield the words of a page that are in the text, or are the number of a block."""
    for block in document.blocks:
        if block.lines and block.lines[0].page == page.number:
            yield from block.number.split()
        yield from list_words(document, block, page.number)


def list_words(document: Document, block: Block, page: int) -> Iterator[str]:
    """Yield the words of a block that stand on a page."""
    for line in block.lines:
        if line.page == page:
            yield from (document.text[word.start : word.end] for word in line.words)


def list_dropped(page: Page) -> Iterator[str]:
    """Yield the words of a page that were dropped by name."""
    for item in page.dropped:
        yield from item.text.split()


def match_words(words: Sequence[str], own: Iterable[str]) -> tuple[int, list[str], Counter[str]]:
    """Return how many of the words are among our own, the rest, and the letters of our own that are left.

    Readers cut words differently ("off-" and "shore", "2.1Goal"), so what is left of both sides is compared
    again by its letters: a word is there if all its letters are.
    """
    free = Counter(letters for word in own if (letters := reduce(word, "n")))
    rest: list[str] = []
    for word in words:
        if free[word]:
            free[word] -= 1
        else:
            rest.append(word)
    letters = Counter(letter for word, count in free.items() for letter in word * count)
    missing = spell_words(rest, letters)
    return len(words) - len(missing), missing, letters


def spell_words(words: Sequence[str], letters: Counter[str]) -> list[str]:
    """Return the words that cannot be spelled with the letters, which are used up by the others.

    A word of poppler's may be one of ours and a part that was dropped by name: "gases3", with a note's mark.
    """
    missing: list[str] = []
    for word in words:
        need = Counter(word)
        if need <= letters:
            letters.subtract(need)
        else:
            missing.append(word)
    return missing


def compare_order(document: Document, page: Page, lines: Sequence[FoundLine]) -> tuple[int, int]:
    """Return how many of poppler's neighbouring lines follow each other in our text, of those kept."""
    text = PageText(document, page.number)
    notes = {index for index, block in enumerate(document.blocks) if block.kind == "footnote"}
    found = text.find([take_print(line.text) for line in lines])
    return share_following([place[0] for place in found if place and place[1] not in notes])
