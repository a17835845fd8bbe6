"""Usable text: a page without it is read by OCR, or left out and reported."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from extract.errors import ExtractError, NoUsableText
from extract.languages import describe_nonsense
from extract.ocr import PictureText, Scanner, advise, capitalise
from extract.printed import PrintedLine, PrintedPage
from extract.records import Problem
from extract.scanned import build_scanned, measure_sureness

DOUBTFUL = 0.75  # mean sureness of a page's words under which its text should be read with care


def check_page(page: PrintedPage, scanner: Scanner, problems: list[Problem]) -> PrintedPage:
    """Return a page with usable text, by OCR if need be, else without words; reports what is wrong."""
    lines = list_lines(page)
    nonsense = describe_nonsense(join_text(lines))
    if lines and not nonsense and scanner.mode != "force":
        return page
    if scanner.mode == "off" or scanner.engine is None:
        return leave_out(page, nonsense, advise(scanner), problems)
    try:
        found = scanner.read(page.number)
    except ExtractError as error:
        remedy = f"{capitalise(error.message)}: {error.remedy}"
        return leave_out(page, nonsense, remedy, problems)
    scanned = build_scanned(page, found)
    if not scanned.lines or describe_nonsense(join_text(scanned.lines)):
        return leave_out(page, nonsense, explain_unread(found, scanner), problems)
    problems.append(report_ocr(page, found, nonsense, scanner))
    reason = "suspect" if nonsense else "duplicate"
    dropped = (*scanned.dropped, *((reason, line) for line in lines), *page.dropped)
    return msgspec.structs.replace(scanned, dropped=dropped)


def list_lines(page: PrintedPage) -> list[PrintedLine]:
    """Return all lines of a page, those in its tables too."""
    cells = (cell for _, table in page.tables for cell in table.cells)
    return [*page.lines, *(line for cell in cells for line in cell.lines)]


def join_text(lines: Sequence[PrintedLine]) -> str:
    """Return the text of lines."""
    return " ".join(line.text for line in lines)


def leave_out(page: PrintedPage, nonsense: str, remedy: str, problems: list[Problem]) -> PrintedPage:
    """Return a page without the words that cannot be used, reported; one with usable text as it is."""
    lines = list_lines(page)
    if nonsense:
        message = "the text layer is nonsense (a legacy font, or a misread scan); left out"
        problems.append(Problem("suspect_text", message, remedy, page.number, detail=nonsense))
        dropped = (*page.dropped, *(("suspect", line) for line in lines))
        flags = (*page.flags, "suspect_text")
        return msgspec.structs.replace(page, lines=(), tables=(), flags=flags, dropped=dropped)
    if lines:
        return page
    if not page.dropped:
        message = "no text (a picture, or empty)"
        problems.append(Problem("no_text", message, remedy, page.number))
    return msgspec.structs.replace(page, flags=(*page.flags, "no_text"))


def explain_unread(found: PictureText, scanner: Scanner) -> str:
    """Return what a user can do about a page of which OCR made nothing."""
    if found.missing:
        package = f"tesseract-ocr-{found.missing.replace('_', '-')}"
        return (
            f'The page shows {found.script} writing: install Tesseract\'s data for "{found.missing}" '
            f"(Debian, Ubuntu: apt install {package}) and run again"
        )
    return advise(scanner)


def report_ocr(page: PrintedPage, found: PictureText, nonsense: str, scanner: Scanner) -> Problem:
    """Return the note that a page was read by OCR; a warning where OCR was unsure of it."""
    why = "its text layer is nonsense" if nonsense else "it has no text"
    if scanner.mode == "force":
        why = "as --ocr force asks"
    sure = measure_sureness(found)
    doubtful = "; unsure of many words" if sure < DOUBTFUL else ""
    version = scanner.engine.version if scanner.engine else ""
    return Problem(
        code="ocr",
        message=f"read by OCR: {why} (Tesseract {version}, {found.languages}){doubtful}",
        remedy=f"Hold what is cited from it against the page{ask_for_data(found)}",
        page=page.number,
        severity="warning" if doubtful or found.missing else "info",
        detail="; ".join(filter(None, (nonsense, f"{sure:.0%} sure of its words"))),
    )


def ask_for_data(found: PictureText) -> str:
    """Return what to add to a remedy where a page was read without the data of its language, or ""."""
    return (
        f'; install Tesseract\'s data for "{found.missing}" to have it read better' if found.missing else ""
    )


def report_unusable(
    source: str, pages: Sequence[PrintedPage], problems: Sequence[Problem], scanner: Scanner
) -> NoUsableText:
    """Return the error for a document of which no page can be used; the commonest remedy is its own."""
    remedies = Counter(item.remedy for item in problems if item.code in ("suspect_text", "no_text"))
    remedy = max(remedies, key=lambda text: remedies[text], default=advise(scanner))
    message = f"none of its {len(pages)} pages has text (a scan)"
    if any(problem.code == "suspect_text" for problem in problems):
        message = "the text layer is nonsense on every page (a legacy font, or a misread scan)"
    return NoUsableText(source, message, remedy, pages=problems)
