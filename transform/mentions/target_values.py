"""Quantities in a text: value, unit, years and the baseline from which a change counts."""

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from transform.cues import LEXICON

_NUMBER = r"\d+(?:[,\u00a0 ]\d{3})*(?:\.\d+)?"
_SCALE = r"(?:million|billion|trillion|thousand|mn|bn|m\b)"
_RANGE = rf"{_NUMBER}(?:\s*(?:-|\u2013|to)\s*{_NUMBER})?"
_MONEY = (
    rf"(?:(?:US\$|USD|EUR|GBP|AUD|JPY|[\u00a3$\u20ac\u00a5])\s?{_RANGE}(?:\s?{_SCALE})?"
    rf"|{_RANGE}\s?{_SCALE}?\s?(?:US dollars|dollars|USD|euros?|EUR|pounds sterling|pounds))"
)
_PERCENT = rf"{_RANGE}\s?(?:%|per ?cent\b|percentage points\b)"
_MULTIPLE = (
    r"\b(?i:halv(?:e|es|ed|ing)|doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)|quadrupl(?:e|ed|ing)"
    r"|two[- ]thirds|three[- ]quarters|one[- ]third|zero(?!-))\b"
)
_DIGIT = re.compile(r"\d")
_MULTIPLE_WORDS = ("halv", "doubl", "tripl", "quadrupl", "third", "quarters", "zero")  # one is in each
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DEADLINE = re.compile(
    r"\b(?:[Bb]y|[Uu]ntil|[Ii]n|[Bb]efore|[Uu]p to|to|[Tt]hrough|the year|end of|[Bb]eyond)"
    r"(?: the)?(?: end of| year)*(?: [A-Z][a-z]+)? (?P<year>20\d\d)\b(?! levels?\b)"
)
_OPENING_DEADLINE = re.compile(rf"\W*{_DEADLINE.pattern}")
_ABOUT = r"(?:an? )?(?:estimated |current |currently |about |approximately |around )*"
_FROM = re.compile(rf"\b[Ff]rom {_ABOUT}(?P<base>{_NUMBER}\s?(?:%|(?!(?:to|in)\b)[A-Za-z][A-Za-z0-9]*)?)")
_BEFORE_START = re.compile(rf"\b[Ff]rom {_ABOUT}$")
_BEFORE_YEAR = re.compile(r"\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil)\s$")
_BEFORE_END = re.compile(
    rf"[^.;]{{0,40}}\b(?:up |down )?to {_ABOUT}(?:under |below |over |only |at least )*"
    rf"(?:between {_NUMBER} and )?$"
)
_SPAN_OF = re.compile(rf"(?P<start>{_NUMBER})(?P<to>\s+to\s+)(?P<rest>{_NUMBER}.*)", re.DOTALL)
_BELOW = re.compile(
    r"\b(?:relative to|compared (?:to|with)|from|below|against|above)(?: the| a| its)? "
    r"(?P<base>(?:19|20)\d\d(?: levels?)?"
    r"|(?:BAU|business[- ]as[- ]usual|baseline)\b(?:[ -](?!in\b|by\b|and\b)[\w\u2018\u2019'-]+){0,5}"
    r"|current levels?)"
)


class TargetCues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lexicon of quantified aims (see `lexicon/targets.yaml`)."""

    units: tuple[str, ...]
    not_counted: tuple[str, ...]
    change_verbs: tuple[str, ...]
    moving_verbs: tuple[str, ...]
    reaching_verbs: tuple[str, ...]
    aim_nouns: tuple[str, ...]
    not_aims: tuple[str, ...]


class Quantity(msgspec.Struct, frozen=True):
    """A number with its unit: its characters in the text, the value as printed, the unit, the sort."""

    start: int
    end: int
    value: str
    unit: str
    sort: str


@cache
def read_target_cues() -> TargetCues:
    """Return the lexicon."""
    return msgspec.yaml.decode((LEXICON / "targets.yaml").read_bytes(), type=TargetCues)


@cache
def read_quantity_pattern() -> re.Pattern[str]:
    """Return the pattern of quantities that need no grammar: money, shares, measures, multiples."""
    units = "|".join(
        re.escape(unit).replace(r"\ ", r"\s?")
        for unit in sorted(read_target_cues().units, key=lambda unit: (-len(unit), unit))
    )
    return re.compile(
        rf"(?P<money>{_MONEY})|(?P<percent>{_PERCENT})"
        rf"|(?P<measure>(?<![\w.]){_RANGE}(?:\s?{_SCALE})?\s?(?i:{units})(?![\w])(?:/\w+)*)|(?P<multiple>{_MULTIPLE})",
    )


def find_quantities(text: str) -> list[Quantity]:
    """Return the quantities in a text that have a unit, in its order.

    "… by 30% by 2030" → 30 %, "8,000 km" → 8,000 km, "£94 million per year" → 94 million £,
    "from 40% to 20%" → 20 %, "in 2030 to 145 ha" → 145 ha.
    """
    if not may_hold_quantity(text):
        return []
    found = []
    for match in read_quantity_pattern().finditer(text):
        sort, start = str(match.lastgroup), match.start()
        change = _SPAN_OF.match(match.group()) if sort in ("percent", "measure") else None
        dated = change and _YEAR.fullmatch(change["start"]) and _BEFORE_YEAR.search(text[:start])
        if change and not (dated or _BEFORE_START.search(text[:start])):
            change = None
        start += change.start("rest") if change else 0
        value, unit = split_unit(text[start : match.end()], sort)
        found.append(Quantity(start, match.end(), value, unit, sort))
    return [item for item in found if not is_start(text, item, found)]


def may_hold_quantity(text: str) -> bool:
    """Tell whether a text has a digit or a word for a multiple: without any there is no quantity."""
    if _DIGIT.search(text):
        return True
    lower = text.casefold()
    return any(word in lower for word in _MULTIPLE_WORDS)


def is_start(text: str, quantity: Quantity, found: Sequence[Quantity]) -> bool:
    """Tell whether a change only starts at a quantity: "from 40% to 20%" aims at 20%."""
    if not _BEFORE_START.search(text[: quantity.start]):
        return False
    return any(
        other.start > quantity.end and _BEFORE_END.fullmatch(text[quantity.end : other.start])
        for other in found
    )


def split_unit(text: str, sort: str) -> tuple[str, str]:
    """Return value and unit of a quantity as printed."""
    if sort == "multiple":
        return text.lower(), ""
    number = re.search(rf"{_RANGE}(?:\s?{_SCALE})?", text)
    if number is None:
        return text, ""
    unit = (text[: number.start()] + " " + text[number.end() :]).strip()
    return number.group().strip(), re.sub(r"\s+", " ", unit)


def find_deadline(text: str) -> str:
    """Return the last year by which something is to be reached, or ""."""
    years = [match.group("year") for match in _DEADLINE.finditer(text)]
    return max(years, default="")


def find_own_deadline(name: str, start: int, sentence: str) -> str:
    """Return the year by which an aim is to be reached: its own, else the one that its sentence sets.

    Of several years in a name ("by 20% by 2020 and by 40% by 2030") it is the one that follows the value.
    A sentence sets a year for all its aims by opening with it, or by naming no other.

    Args:
        name: The words of the aim.
        start: Where its value ends in them.
        sentence: The whole sentence.
    """
    following = [item.start for item in find_quantities(name) if item.start >= start]
    near = _DEADLINE.search(name, start, min(following, default=len(name)))
    if near:
        return near.group("year")
    opening = _OPENING_DEADLINE.match(sentence)
    only = find_deadline(sentence) if len(set(find_years(sentence))) == 1 else ""
    return find_deadline(name) or (opening.group("year") if opening else only)


def find_baseline(text: str) -> str:
    """Return the value or level from which a change is counted, or ""."""
    match = _FROM.search(text) or _BELOW.search(text)
    return match.group("base").strip() if match else ""


def find_years(text: str) -> list[int]:
    """Return the years that a text names."""
    return [int(match.group()) for match in _YEAR.finditer(text)]
