"""Draw a synthetic archive: policy documents, each different, the same on every machine.

usage: python -m tests.scale.archive FOLDER [--documents N] [--pages N]

A document has a foreword with problems, an overall goal, and priority areas with measures, targets and who
does them, all put together from word lists; names of countries and sectors come from the code lists.
"""

import argparse
import csv
import hashlib
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

ROOT = Path(__file__).parents[2]
BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=6)
TITLE = ParagraphStyle("title", BODY, fontName="Times-Bold", fontSize=18, leading=22, spaceAfter=14)
HEADING = ParagraphStyle("heading", BODY, fontName="Times-Bold", fontSize=13, leading=17, spaceBefore=10)
PAGES = 4  # of a document that is asked for without a number
AREAS_TO_A_PAGE = 2
FIRST_YEAR, YEARS = 2012, 24
DOERS = ("the Ministry of {}", "the National {} Agency", "district councils", "the {} Authority")
VERBS = (
    "will build",
    "will establish",
    "plans to expand",
    "aims to modernise",
    "will train staff for",
    "should review",
)
THINGS = (
    "{} centres", "a register of {} services", "the national {} network", "{} standards", "a fund for {}",
    "rural {} facilities",
)  # fmt: skip
GROUPS = (
    "smallholder farmers", "women and girls", "young people", "rural households", "small enterprises",
    "children",
)  # fmt: skip
PROBLEMS = (
    "a lack of skilled staff in {}",
    "weak institutions for {}",
    "rising costs of {}",
    "unequal access to {}",
)
PLANS = (
    "National Development Plan {}",
    "{} Sector Strategy",
    "Paris Agreement",
    "Sustainable Development Goals",
)
KINDS = ("National {} Policy", "{} Sector Strategy", "Country Strategy for {}", "{} Action Plan")


@cache
def read_column(path: str, column: str) -> tuple[str, ...]:
    """Return a column of a code list of the product, without what is longer than a heading."""
    with (ROOT / path).open(encoding="utf-8", newline="") as file:
        names = [row[column] for row in csv.DictReader(line for line in file if not line.startswith("#"))]
    return tuple(name for name in names if 3 < len(name) < 40 and name.replace(" ", "").isalpha())


def pick(items: Sequence[str], *place: object) -> str:
    """Return the item that belongs to a place in the archive, the same on every run."""
    return items[number(len(items), *place)]


def number(limit: int, *place: object) -> int:
    """Return a number from 0 to below the limit that belongs to a place."""
    digest = hashlib.sha256(":".join(map(str, place)).encode()).digest()
    return int.from_bytes(digest[:8], "big") % limit


def list_parts(index: int, pages: int) -> Iterator[object]:
    """Yield the parts of a document for its layout."""
    country = pick(read_column("extract/data/countries.csv", "name"), index, "country")
    sectors = read_column("transform/lexicon/dac_sectors.csv", "name")
    main = pick(sectors, index, "sector").lower()
    year = FIRST_YEAR + number(YEARS, index, "year")
    yield Paragraph(escape(f"{country}: {pick(KINDS, index).format(main.title())} {index + 1}"), TITLE)
    yield Paragraph(escape(f"Government of {country}, {year}"), BODY)
    yield Paragraph("1. Why we act", HEADING)
    first = number(len(PROBLEMS), index, "problem")
    problems = " and ".join(PROBLEMS[first - turn].format(main) for turn in range(2))
    plan = pick(PLANS, index, "plan").format(year)
    yield Paragraph(
        escape(f"The main challenges are {problems}. This policy is in line with the {plan}."), BODY
    )
    yield Paragraph("2. Overall goal", HEADING)
    winners = f"{pick(GROUPS, index)} in {country}"
    goal = f"The overall goal is that {winners} benefit from better {main} by {year + 10}."
    yield Paragraph(escape(goal), BODY)
    for page in range(pages):
        for turn in range(AREAS_TO_A_PAGE):
            area = page * AREAS_TO_A_PAGE + turn + 1
            yield from list_area(index, area, pick(sectors, index, area).lower(), year)
        if page < pages - 1:
            yield PageBreak()


def list_area(index: int, area: int, sector: str, year: int) -> Iterator[object]:
    """Yield the parts of a priority area."""
    yield Paragraph(escape(f"Priority Area {area}: {sector.capitalize()}"), HEADING)
    doer = pick(DOERS, index, area).format(sector.title())
    for turn in range(3):
        thing = pick(THINGS, index, area, turn).format(sector)
        place = f"region {number(40, index, area, turn)}"
        group, verb = pick(GROUPS, index, area, turn, "group"), pick(VERBS, index, area, turn, "verb")
        text = f"{doer[0].upper()}{doer[1:]} {verb} {thing} in {place} for {group}."
        yield Paragraph(escape(text), BODY)
    share = 10 + number(80, index, area, "share")
    yield Paragraph(
        escape(f"By {year + 8}, {share} percent of {pick(GROUPS, index, area)} will be reached."), BODY
    )
    rows = [
        [f"Set up {pick(THINGS, index, area, row).format(sector)}"[:60], "District councils", str(year + row)]
        for row in range(3)
    ]
    yield Table(
        [["Action", "Lead agency", "Deadline"], *rows], style=[("GRID", (0, 0), (-1, -1), 0.5, "black")]
    )


def draw_document(path: Path, index: int, pages: int = PAGES) -> None:
    """Write the document with a number as a PDF; the same number gives the same bytes."""
    template = SimpleDocTemplate(str(path), pagesize=A4, title=f"Policy {index + 1}", invariant=1)
    template.build(list(list_parts(index, pages)))


def draw_archive(folder: Path, documents: int, pages: int = PAGES) -> None:
    """Write an archive of documents."""
    folder.mkdir(parents=True, exist_ok=True)
    for index in range(documents):
        draw_document(folder / f"policy-{index + 1:05}.pdf", index, pages)


def main(arguments: Sequence[str]) -> int:
    """Draw an archive and return the exit code."""
    parser = argparse.ArgumentParser(description="draw a synthetic archive of policy documents")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--pages", type=int, default=PAGES)
    options = parser.parse_args(arguments)
    draw_archive(options.folder, options.documents, options.pages)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
