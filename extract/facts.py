"""What a document says of itself on its first page: title, date, publisher and country."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

import msgspec

from extract.countries import find_countries_in
from extract.records import Block
from extract.title_words import names_office, strip_credit
from extract.titles import TITLE_WORDS, find_title

COVER_WORDS = 60  # words on a page: one with fewer is a cover
PUBLISHER_BLOCKS = 8  # blocks at the start in which the publisher stands
EARLY_END = 0.85  # of the right edge of the text: a line that ends before it ends on purpose
FIRST_BLOCKS = 25  # blocks at the start in which title, date and publisher stand
DATE_WORDS = 12  # words of a line that gives the date of the document, not one that it speaks of
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DATE = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+)?({'|'.join(_MONTHS)})\.?,?\s+(?:(\d{{1,2}}),?\s+)?((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_ISO_DATE = re.compile(r"\b((?:19|20)\d\d)-(\d\d)(?:-(\d\d))?\b")
_RANGE = re.compile(r"\b(?:from|to|until|till|since|between)\s+(?:the\s+)?\d", re.IGNORECASE)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_PUBLISHER = re.compile(
    r"\b(?:ministry|department|government|office|agency|commission|council|secretariat|bureau|embassy|republic"
    r"|kingdom|federation|municipality|city of|united nations|bank)\b",
    re.IGNORECASE,
)
_PUBLISHER_WORDS = 14


class Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `sources.toml` says of a document; it outranks what the document says itself."""

    title: str = ""
    publisher: str = ""
    country: str = ""
    year: int = 0
    language: str = ""
    licence: str = ""
    url: str = ""
    password: str = ""


class Facts(msgspec.Struct, frozen=True):
    """Title, publisher, country (ISO 3166-1 alpha-2), year and date (ISO 8601) as far as found."""

    title: str = ""
    publisher: str = ""
    country: str = ""
    year: int = 0
    date: str = ""


def find_facts(
    blocks: Sequence[Block], text: str, furniture: Sequence[str], source: str, language: str = ""
) -> Facts:
    """Return what the first blocks say of the document.

    Args:
        blocks: In reading order; the title, if found, has the kind "title".
        text: Of the document.
        furniture: Texts of running headers, which often name the publisher.
        source: File name, the last resort for the year.
        language: ISO 639-1 code of the document's language, if known.
    """
    first = [text[block.span.start : block.span.end] for block in blocks[:FIRST_BLOCKS]]
    opening = [text[block.span.start : block.span.end] for block in list_opening(blocks, text)]
    written = name_first(blocks) or language
    title, taken = find_title(blocks[:FIRST_BLOCKS], text, written)
    date = find_date(opening)
    publisher = find_publisher(list_lines(blocks, text, taken), furniture, title, written)
    year = int(date[:4]) if date else find_year([title, source, *first[:4]])
    return Facts(title, publisher, find_country(title, publisher, first, text, language), year, date)


def name_first(blocks: Sequence[Block]) -> str:
    """Return the language of the first block that has one: a document in two languages begins with one."""
    return next((block.language for block in blocks[:FIRST_BLOCKS] if block.language), "")


def list_opening(blocks: Sequence[Block], text: str) -> list[Block]:
    """Return the first blocks of the first page, and of the second where the first is a cover."""
    pages: dict[int, list[Block]] = {}
    for block in blocks[:FIRST_BLOCKS]:
        pages.setdefault(block.lines[0].page if block.lines else 0, []).append(block)
    first, *others = pages.values() if pages else ([],)
    words = sum(len(text[block.span.start : block.span.end].split()) for block in first)
    return [*first, *(others[0] if others and words < COVER_WORDS else [])]


def list_lines(blocks: Sequence[Block], text: str, taken: Collection[str]) -> list[str]:
    """Return the first blocks beside those taken, and before each its first line if that ends early.

    An office above the text may stand in one block with it.
    """
    lines = []
    for block in [block for block in blocks[:PUBLISHER_BLOCKS] if block.id not in taken]:
        if is_first_apart(block):
            lines.append(text[block.lines[0].span.start : block.lines[0].span.end])
        lines.append(text[block.span.start : block.span.end])
    return lines


def is_first_apart(block: Block) -> bool:
    """Tell whether the first line of a block ends early, or stands well above the second."""
    if len(block.lines) < 2:
        return False
    first, second = block.lines[0].bbox, block.lines[1].bbox
    right = max(line.bbox.x1 for line in block.lines)
    return first.x1 < EARLY_END * right or second.top - first.bottom > first.bottom - first.top


def find_date(texts: Sequence[str]) -> str:
    """Return the first date of short blocks as ISO 8601, to the day or month, or ""."""
    for text in texts:
        if len(text.split()) > DATE_WORDS:
            continue
        found = _DATE.search(text)
        if found and not _RANGE.search(text):
            month = _MONTHS.index(found.group(2).lower()) + 1
            day = found.group(1) or found.group(3)
            return f"{found.group(4)}-{month:02d}" + (f"-{int(day):02d}" if day else "")
        iso = _ISO_DATE.search(text)
        if iso:
            return iso.group()
    return ""


def find_year(texts: Sequence[str]) -> int:
    """Return the first year named in the texts, or 0."""
    for text in texts:
        found = _YEAR.search(text)
        if found and len(text.split()) <= TITLE_WORDS:
            return int(found.group(1))
    return 0


def find_publisher(texts: Sequence[str], furniture: Sequence[str], title: str, language: str = "") -> str:
    """Return the first short line that names an office: beside the title, or in the running header."""
    for text in (*texts, *furniture):
        plain = strip_credit(text.strip(" .,:;"))
        foreign = language not in ("", "en") and names_office(plain, language)
        if (
            plain != title
            and len(plain.split()) <= _PUBLISHER_WORDS
            and (_PUBLISHER.search(plain) or foreign)
            and not plain.endswith(".")
        ):
            return plain
    return ""


def find_country(title: str, publisher: str, first: Sequence[str], text: str, language: str = "") -> str:
    """Return the code of the country that the policy is about, or "".

    The last country of the title is meant ("UK aid to Ghana", "Assistance to Mongolia"), else the
    publisher's, else the one that the text names most often by far.
    """
    for place in (title, publisher, *first[:3]):
        found = find_countries_in(place, language) if len(place.split()) <= TITLE_WORDS else []
        if found:
            return found[-1]
    counts = Counter(find_countries_in(text[:20000], language))
    if counts:
        (best, most), *others = counts.most_common(2)
        if most >= 3 and (not others or most >= 2 * others[0][1]):
            return best
    return ""
