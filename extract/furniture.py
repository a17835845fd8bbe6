"""Furniture: running headers, footers and page numbers, recognised by place and recurrence."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from extract.printed import SLANTED, PrintedLine, PrintedPage

EDGE = 0.17  # share of the page's height at its top and foot where recurring furniture stands
NUMBER_EDGE = 0.12  # share of the height within which a page number stands
FEWEST_PAGES = 2  # a line that recurs on one page only is no furniture
RECURRENCE = 0.4  # share of the pages: headers may alternate or be missing from the first page
PART_PAGES = 4  # pages of a part of the document that bear the same header
PART_SHARE = 0.4  # of the pages from the first of them to the last
TITLE_STEP = 2.0  # points of type size above the usual from which a line may be the title of a part
WATERMARK_SIZE = 2.0  # times the usual type size
WATERMARK_PAGES = 3
SAME_PLACE = 12.0  # points: how much the place of a recurring line may wander
_NUMBERS = re.compile(r"\d+|\b[ivxl]+\b")
_PAGE_NUMBER = re.compile(
    r"[-–—|•\s]*(?:page|p\.|seite|página)?\s*(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:/|of|de|von)\s*\d{1,4})?[-–—|•.\s]*(?:page)?",
    re.IGNORECASE,
)
_WEB_PRINT = re.compile(r"https?://\S+.*\d+/\d+|\d{1,2}/\d{1,2}/\d{2,4},? .*\d{1,2}:\d\d", re.IGNORECASE)


def find_furniture(pages: Sequence[PrintedPage]) -> dict[tuple[int, int], str]:
    """Return the reason for each line to drop, by page number and index of the line on its page."""
    places = list_recurring(pages)
    seen = {key: len(numbers) for key, numbers in places.items()}
    titles = list_titles(pages)
    local = {
        key
        for key, numbers in places.items()
        if recurs_in_part(numbers) or repeats_title(key, numbers, titles)
    }
    found = find_watermarks(pages)
    needed = max(FEWEST_PAGES, RECURRENCE * len(pages))
    for page in pages:
        for index, line in enumerate(page.lines):
            zone = find_zone(line, page.height)
            if not zone:
                continue
            if is_page_number(line, page, zone):
                found[page.number, index] = "page_number"
            elif (
                seen[mask(line, zone)] >= needed or mask(line, zone) in local or _WEB_PRINT.search(line.text)
            ):
                found[page.number, index] = "header" if zone == "top" else "footer"
    return found if is_beside_text(found, pages) else {}


def is_beside_text(found: Collection[tuple[int, int]], pages: Sequence[PrintedPage]) -> bool:
    """Tell whether furniture leaves anything to read: what is all that stands on the pages is their text."""
    return any(page.tables for page in pages) or len(found) < sum(len(page.lines) for page in pages)


def list_recurring(pages: Sequence[PrintedPage]) -> dict[tuple[str, str, int], list[int]]:
    """Return the pages on which each line at the top or foot recurs, its numbers masked."""
    seen: dict[tuple[str, str, int], list[int]] = {}
    for page in pages:
        marks = {mask(line, zone) for line in page.lines if (zone := find_zone(line, page.height))}
        for key in sorted(marks):
            seen.setdefault(key, []).append(page.number)
    return seen


def recurs_in_part(numbers: Sequence[int]) -> bool:
    """Tell whether a line heads the pages of one part: on every page, or every other one, for a while."""
    return len(numbers) >= PART_PAGES and len(numbers) >= PART_SHARE * (numbers[-1] - numbers[0] + 1)


def list_titles(pages: Sequence[PrintedPage]) -> dict[str, int]:
    """Return the first page of each line that stands below the top of its page, in type larger than usual."""
    usual = measure_size(pages)
    titles: dict[str, int] = {}
    for page in pages:
        for line in page.lines:
            if line.size > usual + TITLE_STEP and find_zone(line, page.height) != "top":
                titles.setdefault(_NUMBERS.sub("#", line.text.lower()), page.number)
    return titles


def repeats_title(key: tuple[str, str, int], numbers: Sequence[int], titles: dict[str, int]) -> bool:
    """Tell whether a line at the top of several pages says again what the title of their part says."""
    text, zone, _ = key
    return zone == "top" and len(numbers) >= FEWEST_PAGES and text in titles and titles[text] <= numbers[0]


def measure_size(pages: Sequence[PrintedPage]) -> float:
    """Return the type size of most lines."""
    sizes = Counter(line.size for page in pages for line in page.lines)
    return max(sorted(sizes), key=lambda size: sizes[size], default=0.0)


def find_watermarks(pages: Sequence[PrintedPage]) -> dict[tuple[int, int], str]:
    """Return the lines that stand in very large type on the same place of most pages."""
    usual = measure_size(pages)
    large = [
        (page.number, index, (line.text, round(line.bbox.top / SAME_PLACE)))
        for page in pages
        for index, line in enumerate(page.lines)
        if line.size >= WATERMARK_SIZE * usual
    ]
    seen = Counter(key for _, _, key in large)
    needed = max(WATERMARK_PAGES, RECURRENCE * len(pages))
    return {(number, index): "watermark" for number, index, key in large if seen[key] >= needed}


def name_slanted(pages: Sequence[PrintedPage]) -> dict[str, str]:
    """Return why each text that slants is left out: a watermark recurs, other text stands aside."""
    texts = Counter(
        text for page in pages for text in {line.text for reason, line in page.dropped if reason == SLANTED}
    )
    needed = max(WATERMARK_PAGES, RECURRENCE * len(pages))
    return {text: "watermark" if count >= needed else "side_text" for text, count in texts.items()}


def find_zone(line: PrintedLine, height: float) -> str:
    """Return "top" or "foot" for a line at the edge of the page, else ""."""
    box = line.bbox
    if box.bottom <= EDGE * height:
        return "top"
    return "foot" if box.top >= (1 - EDGE) * height else ""


def mask(line: PrintedLine, zone: str) -> tuple[str, str, int]:
    """Return what makes a recurring line the same on every page."""
    return _NUMBERS.sub("#", line.text.lower()), zone, round(line.bbox.top / SAME_PLACE)


def is_page_number(line: PrintedLine, page: PrintedPage, zone: str) -> bool:
    """Tell whether a line is a number alone that nothing stands beyond, towards the page's edge."""
    box = line.bbox
    near = box.top < NUMBER_EDGE * page.height or box.bottom > (1 - NUMBER_EDGE) * page.height
    if not near or not _PAGE_NUMBER.fullmatch(line.text):
        return False
    if zone == "top":
        return all(other.bbox.top >= box.top - 30 for other in page.lines)
    return all(other.bbox.bottom <= box.bottom + 30 for other in page.lines)
