"""How faithfully extract reads: every word accounted for, order, headings, levels and table cells.

usage: python -m tests.extract_truth DOCS [NAME …]

Prints one row for each document of a folder (or for those whose name contains one of the words given), then
the comparison with the hand-marked pages. See README.md in this folder for what each figure means.
"""

import sys
from collections import Counter
from pathlib import Path

from extract.document import read_document
from extract.errors import ExtractError
from extract.records import Document
from tests.extract_truth.accounting import Account, account
from tests.extract_truth.compare import compare_page
from tests.extract_truth.outlines import compare_outline, read_outline
from tests.extract_truth.poppler import is_installed, read_pages
from tests.extract_truth.truth import TruePage, list_truth

WIDTH = 36  # characters of a document's name


def say(row: str) -> None:
    """Print a row at once."""
    sys.stdout.write(f"{row}\n")
    sys.stdout.flush()


def read(path: Path) -> Document | None:
    """Return a document, or nothing if none of it can be used."""
    try:
        return read_document(path, source=path.name)
    except ExtractError:
        return None


def share(right: int, asked: int) -> str:
    """Return a share with three digits, or a dash where nothing was asked."""
    return f"{right / asked:.3f}" if asked else "-"


def percent(part: int, whole: int) -> str:
    """Return a part in per cent."""
    return f"{100 * part / whole:.2f}" if whole else "-"


def score_documents(paths: list[Path], truths: list[TruePage]) -> dict[str, Counter[str]]:
    """Print a row for each document and return the counts of each page of truth, by its name."""
    say(
        f"{'document':{WIDTH}} {'words':>7} {'kept %':>7} {'dropped':>7} {'reported':>8} {'lost':>6}"
        f" {'order':>6}"
    )
    scores: dict[str, Counter[str]] = {}
    total = Account()
    outlines: Counter[str] = Counter()
    for path in paths:
        document = read(path)
        say(describe(path, document, total, outlines))
        if document is not None:
            for truth in truths:
                if truth.source == path.name:
                    scores[name_page(truth)] = compare_page(truth, document)
    say(write_row("all", total))
    if outlines:
        say(
            f"\nPDF outlines: found {share(outlines['outline_found'], outlines['outline'])}"
            f" of {outlines['outline']} entries, level right in"
            f" {share(outlines['outline_levels'], outlines['outline_found'])} of these"
        )
    return scores


def describe(path: Path, document: Document | None, total: Account, outlines: Counter[str]) -> str:
    """Return the row of a document and add its counts to those of all."""
    pages = read_pages(path)
    if document is None:
        words = sum(len(line.words) for page in pages for line in page)
        found = Account(words=words, reported=words)
    else:
        found = account(document, pages)
        outlines.update(compare_outline(document, read_outline(path)))
    for name in Account.__struct_fields__:
        setattr(total, name, getattr(total, name) + getattr(found, name))
    return write_row(path.stem, found)


def write_row(name: str, found: Account) -> str:
    """Return a row of the table of documents."""
    shares = [percent(part, found.words) for part in (found.kept, found.dropped, found.reported, found.lost)]
    kept, dropped, reported, lost = shares
    order = share(found.order_right, found.order)
    return (
        f"{name[:WIDTH]:{WIDTH}} {found.words:>7} {kept:>7} {dropped:>7} {reported:>8} {lost:>6} {order:>6}"
    )


def name_page(truth: TruePage) -> str:
    """Return the name of a page of truth."""
    return f"{Path(truth.source).stem} p. {truth.page}"


def score_pages(truths: list[TruePage], scores: dict[str, Counter[str]]) -> None:
    """Print the comparison with the hand-marked pages: those built against, then those held out."""
    columns = ("order", "whole", "kind", "P", "R", "F1", "level", "cells", "drops")
    for held, title in ((False, "hand-marked page"), (True, "held out")):
        say(f"\n{title:{WIDTH}} " + " ".join(f"{name:>6}" for name in columns))
        total: Counter[str] = Counter()
        for truth in truths:
            if truth.held == held and name_page(truth) in scores:
                total += scores[name_page(truth)]
                say(write_page(name_page(truth), scores[name_page(truth)]))
        say(write_page("all", total))


def write_page(name: str, counts: Counter[str]) -> str:
    """Return the row of a page of truth."""
    right, found, asked = counts["headings_right"], counts["headings_found"], counts["headings"]
    shares = (
        share(counts["order_right"], counts["order"]),
        share(counts["blocks_whole"], counts["blocks"]),
        share(counts["kinds_right"], counts["blocks"]),
        share(right, found),
        share(right, asked),
        share(2 * right, found + asked),
        share(counts["levels_right"], right),
        share(counts["cells_right"], counts["cells"]),
        share(counts["drops_right"], counts["drops"]),
    )
    return f"{name[:WIDTH]:{WIDTH}} " + " ".join(f"{item:>6}" for item in shares)


def main() -> int:
    """Score the documents of a folder; 2 if there is nothing to score or poppler is missing."""
    folder, words = Path(sys.argv[1]), sys.argv[2:]
    paths = [
        path
        for path in sorted(folder.rglob("*.pdf"))
        if not words or any(word in path.name for word in words)
    ]
    if not paths or not is_installed():
        sys.stderr.write(f"bench-extract needs PDFs in {folder} and poppler's pdftotext\n")
        return 2
    truths = list_truth()
    score_pages(truths, score_documents(paths, truths))
    return 0


if __name__ == "__main__":
    sys.exit(main())
