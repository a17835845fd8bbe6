"""Countries by name: the ISO 3166 code of the country that a text names."""

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path

import msgspec

COUNTRIES_FILE = Path(__file__).with_name("data") / "countries.csv"
NAMES_FILE = Path(__file__).with_name("data") / "country_names.csv"
SPACELESS = frozenset({"ar", "zh"})  # languages in which a name may be written as part of a longer word
_APOSTROPHES = str.maketrans("’‘`", "'''")


class Country(msgspec.Struct, frozen=True):
    """A country: ISO 3166-1 alpha-2 code, common English name, other names, adjectives and demonyms."""

    code: str
    name: str
    other_names: tuple[str, ...]
    adjectives: tuple[str, ...]


@cache
def read_countries() -> tuple[Country, ...]:
    """Return all countries, by code."""
    with COUNTRIES_FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Country(row["code"], row["name"], split_names(row["other_names"]), split_names(row["adjectives"]))
            for row in csv.DictReader(file)
        )


def split_names(text: str) -> tuple[str, ...]:
    """Return the parts of a list joined by " | "."""
    return tuple(part for part in text.split(" | ") if part)


@cache
def read_names() -> dict[str, str]:
    """Return the code for each country name, in lower case with plain apostrophes."""
    names: dict[str, str] = {}
    for country in read_countries():
        for name in (country.name, *country.other_names):
            names.setdefault(name.lower().translate(_APOSTROPHES), country.code)
    return names


@cache
def read_adjectives() -> dict[str, str]:
    """Return the code for each adjective and demonym, in lower case."""
    return {word.lower(): country.code for country in read_countries() for word in country.adjectives}


@cache
def name_pattern() -> re.Pattern[str]:
    """Return a pattern that finds country names, the longest first."""
    names = sorted(read_names(), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in names)})(?!\w)")


def find_countries(text: str) -> list[str]:
    """Return the codes of the countries that a text names or calls by adjective, in its order.

    >>> find_countries("UK aid to Ghana: country strategy")
    ['GB', 'GH']
    """
    plain = text.translate(_APOSTROPHES)
    lower = plain.lower()
    found = [
        (match.start(), read_names()[match.group()])
        for match in name_pattern().finditer(lower)
        if any(char.isupper() for char in plain[match.start() : match.end()])
    ]
    taken = [(match.start(), match.end()) for match in name_pattern().finditer(lower)]
    for match in re.finditer(r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)?", plain):
        for word in (match.group(), match.group().split()[0]):
            code = read_adjectives().get(word.lower())
            if code and not any(start <= match.start() < end for start, end in taken):
                found.append((match.start(), code))
                break
    return [code for _, code in sorted(found)]


@cache
def country_name(code: str) -> str:
    """Return the common English name of a country, or "" for an unknown code."""
    return next((country.name for country in read_countries() if country.code == code), "")


def find_countries_in(text: str, language: str) -> list[str]:
    """Return the codes of the countries that a text in a language names, in its order.

    >>> find_countries_in("Contribución prevista de la República de Colombia", "es")
    ['CO']
    """
    names = read_foreign_names(language)
    if not names:
        return find_countries(text)
    plain = unicodedata.normalize("NFC", text).translate(_APOSTROPHES)
    found = [
        names[match.group()]
        for match in foreign_pattern(language).finditer(fold(plain))
        if not plain[match.start()].islower()
    ]
    return found or find_countries(text)


@cache
def read_foreign_names(language: str) -> dict[str, str]:
    """Return the code for each country name in another language than English, without case and accents."""
    with NAMES_FILE.open(encoding="utf-8", newline="") as file:
        return {
            fold(name): row["code"]
            for row in csv.DictReader(file)
            for name in split_names(row.get(language, "") if language != "code" else "")
        }


@cache
def foreign_pattern(language: str) -> re.Pattern[str]:
    """Return a pattern that finds country names in a language, the longest first."""
    names = sorted(read_foreign_names(language), key=lambda name: (-len(name), name))
    either = "|".join(map(re.escape, names))
    return re.compile(either if language in SPACELESS else rf"(?<!\w)(?:{either})(?!\w)")


def fold(text: str) -> str:
    """Return a text in lower case without accents, sign for sign; capitals are often set without them."""
    return "".join(unicodedata.normalize("NFD", char)[0].lower()[0] for char in text)
