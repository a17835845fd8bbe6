"""Page ranges: the pages of a source read in parts, each by itself, and joined again.

A page is read and judged without looking at any other, so that the parts of a long PDF may be read at the
same time; what needs all pages (running headers, headings, the text) is done when they are joined.
"""

from collections.abc import Sequence

import msgspec

from extract.errors import ExtractError, WrongFormat
from extract.ocr import Scanner
from extract.pdf import read_pages
from extract.plain_text import read_text
from extract.printed import PrintedPage
from extract.records import Problem
from extract.sources import TEXT_ENDINGS, is_pdf
from extract.usable import check_page, report_unusable


class PageRange(msgspec.Struct, frozen=True):
    """Pages of a source that follow each other.

    Attributes:
        pages: Those that could be read, without words where these are of no use.
        unread: What is wrong with those that could not.
        problems: What is wrong with the words of those that could.
    """

    pages: tuple[PrintedPage, ...]
    unread: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()


def load_range(scanner: Scanner, *, first: int = 1, end: int = 0) -> PageRange:
    """Return printed pages of a source with usable text.

    Args:
        scanner: Of the source; reads the pages that have no text.
        first: Number of the first page that is wanted.
        end: Number of the first one that is not; 0 for all that follow.

    Raises:
        ExtractError: If the source cannot be opened.
    """
    path, source = scanner.path, scanner.source
    if path.suffix.lower() in TEXT_ENDINGS:
        return PageRange((read_text(path, source),))
    if not is_pdf(path):
        raise WrongFormat(
            source, f'files ending in "{path.suffix}" are not read', "Export it as PDF or plain text"
        )
    pages: list[PrintedPage] = []
    unread: list[Problem] = []
    for page in read_pages(path, source, scanner.passwords, first=first, end=end):
        if isinstance(page, ExtractError):
            unread.append(Problem(page.code, page.message, page.remedy, page.page, "error"))
        else:
            pages.append(page)
    problems: list[Problem] = []
    usable = [check_page(page, scanner, problems) for page in pages]
    return PageRange(tuple(usable), tuple(unread), tuple(problems))


def join_ranges(ranges: Sequence[PageRange], scanner: Scanner) -> tuple[list[PrintedPage], list[Problem]]:
    """Return the pages of a whole source, and what is wrong with single pages.

    Raises:
        NoUsableText: If there is nothing to be read on any page.
    """
    pages = [page for part in ranges for page in part.pages]
    unread = [problem for part in ranges for problem in part.unread]
    problems = [*unread, *(problem for part in ranges for problem in part.problems)]
    if not any(page.lines or page.tables for page in pages):
        raise report_unusable(scanner.source, pages, problems, scanner)
    return pages, problems
