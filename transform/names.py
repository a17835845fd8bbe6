"""Names of countries, bodies and people: how they are matched in a text and when two are the same."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

import msgspec

from extract.countries import read_countries
from transform.ids import build_slug

REMEMBERED = (
    256  # texts whose capitalised words are remembered: a passage is searched for many lists of names
)
_WORD_START = re.compile(r"(?<![\w\u2019'])[^\W\d_]")
_FIRST_WORD = re.compile(r"[^\W_]+")
_SPELLINGS = (
    (re.compile(r"i[sz](ation|ing|ed|es|e)\b"), r"is\1"),
    (re.compile(r"\bco-(?=operat|ordinat)"), "co"),
    (re.compile(r"\bprogramme(s?)\b"), r"program\1"),
    (re.compile(r"\bcenter(s?)\b"), r"centre\1"),
    (re.compile(r"\blabor\b"), "labour"),
    (re.compile(r"\bdefense\b"), "defence"),
    (re.compile(r"&"), " and "),
    (re.compile(r"\u2019"), "'"),
    (re.compile(r"'s\b|'"), ""),
)
_FREE = re.compile(  # where a piece that a text may spell another way begins in a name as listed
    r"i[sz]ation|Co-?operation|Programme|Cent(?:re|er)\b|Labou?r\b| and | & "
)
_FREE_SPELLINGS = (  # of a name as listed, the pieces that a text may spell another way
    (r"i[sz]ation", "i[sz]ation"),
    (r"Co\\?-?operation", r"[Cc]o-?operation"),
    (r"Programme", "Programme?"),
    (r"Cent(?:re|er)\b", "Cent(?:re|er)"),
    (r"Labou?r\b", "Labou?r"),
    (r"(?:\\ and\\ |\\ \\&\\ )", r" (?:and|&) "),
    (r"\\ ", r"[ \u00a0]"),
    (r"'", "['\u2019]"),
)


class NameMatch(msgspec.Struct, frozen=True):
    """A listed name in a text: characters from `start` to `end`, the name as listed, what it stands for."""

    start: int
    end: int
    form: str
    value: str


class NameMatcher:
    """Finds listed proper names in a text, the longest at a place first.

    A name of several words may be spelt in the British or the American way and in capitals; a name of
    one word must stand as listed or in capitals, so that "WHO" is not "who" and "Chad" not "chad".
    """

    def __init__(self, values: Mapping[str, str]) -> None:
        """Sort the names by how they begin; patterns are made when a text has such a beginning.

        Args:
            values: What each name stands for, by the name.
        """
        self.values = values
        self._forms: dict[str, list[tuple[str, str]]] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        for form in sorted(values, key=lambda name: (-len(name), name)):
            first = _FIRST_WORD.match(form)
            if first:
                self._forms.setdefault(fold_first(first.group()), []).append((form, read_fixed(form)))

    def match_form(self, form: str, text: str, start: int) -> re.Match[str] | None:
        """Return the match of a listed name at a place of a text."""
        pattern = self._patterns.get(form)
        if pattern is None:
            pattern = self._patterns[form] = write_name(form)
        return pattern.match(text, start)

    def find(self, text: str) -> Iterator[NameMatch]:
        """Yield the names in a text, in its order, none overlapping another."""
        last, plain = 0, write_plain(text)
        for start, first in list_capitals(text):
            if start < last or first not in self._forms:
                continue
            for form, fixed in self._forms[first]:
                if plain[start : start + len(fixed)].casefold() != fixed:
                    continue
                match = self.match_form(form, text, start)
                if match:
                    last = match.end()
                    yield NameMatch(match.start(), last, form, self.values[form])
                    break


@lru_cache(REMEMBERED)
def list_capitals(text: str) -> tuple[tuple[int, str], ...]:
    """Return where each capitalised word of a text starts, and what is equal for its spellings."""
    return tuple(
        (place.start(), fold_first(first.group()))
        for place in _WORD_START.finditer(text)
        if place.group().isupper() and (first := _FIRST_WORD.match(text, place.start()))
    )


def write_plain(text: str) -> str:
    """Return a text, as long as it is, with one sign for all blanks and one for all apostrophes of names."""
    return text.replace("\u00a0", " ").replace("\u2019", "'")


def read_fixed(form: str) -> str:
    """Return the beginning of a listed name that all its spellings share but for the case of letters."""
    free = _FREE.search(form)
    fixed = write_plain(form[: free.start() if free else len(form)])
    folded = fixed.casefold()
    return folded if len(folded) == len(fixed) else ""


def fold_first(word: str) -> str:
    """Return what is equal for all spellings of a name's first word."""
    return word[:4].lower()


def write_name(form: str) -> re.Pattern[str]:
    """Return the pattern of a listed name at its place."""
    pattern = re.escape(form)
    for listed, free in _FREE_SPELLINGS:
        pattern = re.sub(listed, free.replace("\\", r"\\"), pattern)
    if " " in form:
        return re.compile(rf"(?:{pattern})(?![\w$-])", re.IGNORECASE)
    capitals = re.escape(form.upper())
    return re.compile(rf"(?:{pattern}|{capitals})(?![\w$-])")


def normalise_name(name: str) -> str:
    """Return what is equal for two spellings of one name.

    >>> normalise_name("The World Health Organisation") == normalise_name("World Health Organization")
    True
    """
    lower = re.sub(r"^the\s+", "", name.strip().lower())
    for pattern, plain in _SPELLINGS:
        lower = pattern.sub(plain, lower)
    return " ".join(re.findall(r"\w+", lower))


def build_organisation_key(name: str, country: str = "") -> str:
    """Return the key of a body; that of a national body has its country, so that two ministries stay two."""
    parts = ("organisation", country, build_slug(normalise_name(name)))
    return ":".join(part for part in parts if part)


@cache
def read_country_matcher() -> NameMatcher:
    """Return a matcher of country names; each stands for its code."""
    forms = {name.removeprefix("the "): item.code for item in read_countries() for name in item.other_names}
    return NameMatcher(forms | {item.name: item.code for item in read_countries()})


@cache
def read_adjective_matcher() -> NameMatcher:
    """Return a matcher of adjectives and demonyms of countries; each stands for its code."""
    return NameMatcher({word: country.code for country in read_countries() for word in country.adjectives})
