"""Whose document it is: the government or city that speaks in it, in aid documents donor and recipient."""

import re
from collections import Counter

import msgspec

from extract.countries import find_countries
from extract.records import Document

_AID = re.compile(r"\b(?:aid|assistance|cooperation|co-operation|partnership|donor|support)\b", re.IGNORECASE)
_TWO_WORDS = r"(?:Cape|El|Fort|La|Las|Los|New|Port|Saint|San|Santa|St\.|South|North|East|West) "
_CITY = re.compile(rf"\b(?:City|Municipality|Town|County) of (?P<name>(?:{_TWO_WORDS})?[A-Z][a-z]+)\b")
FEWEST_NAMINGS = (
    3  # of a country by a text, from which it may be the donor, and of a city, that may be the owner
)
READ_LENGTH = 30000  # characters at the start that show who speaks


class Parties(msgspec.Struct, frozen=True):
    """ISO 3166 codes of the owner (whose policy it is), and of donor and recipient in an aid document.

    A city's policy has no country as its owner, but the city, by its name ("City of Bridgewater").
    """

    owner: str = ""
    donor: str = ""
    recipient: str = ""
    city: str = ""

    def owns(self, key: str, name: str) -> bool:
        """Tell whether an actor, by its key and name, is whose document it is, or its donor."""
        return key in (f"government:{self.owner}", f"government:{self.donor}") or name == self.city != ""


def find_parties(document: Document) -> Parties:
    """Return whose document it is.

    "UK aid to Ghana" is the United Kingdom's document: donor GB, recipient GH. A national plan is its own
    country's document.
    """
    country = document.country
    city = find_city(document)
    if city:
        return Parties(city=city)
    if not country or not _AID.search(document.title):
        return Parties(owner=country)
    named = [code for code in find_countries(f"{document.title} {document.publisher}") if code != country]
    donor = named[0] if named else find_other(document)
    return Parties(donor, donor, country) if donor else Parties(owner=country)


def find_city(document: Document) -> str:
    """Return the city whose policy a document is, or "".

    Its title names no country, and the text names the city more often than any country.
    """
    head = f"{document.title} {document.publisher}"
    if find_countries(head) or "national" in head.lower():
        return ""
    text = document.text[:READ_LENGTH]
    named = Counter(match["name"] for match in _CITY.finditer(text))
    best = next(iter(named.most_common(1)), ("", 0))
    countries = Counter(find_countries(text)).most_common(1)
    least = max(FEWEST_NAMINGS, 1 + (countries[0][1] if countries else 0))
    if not best[0] or len(re.findall(rf"\b{re.escape(best[0])}\b", text)) < least:
        return ""
    match = next(match for match in _CITY.finditer(text) if match["name"] == best[0])
    return match.group()


def find_other(document: Document) -> str:
    """Return the country that an aid document names most beside the recipient, or ""."""
    counts = Counter(code for code in find_countries(document.text[:READ_LENGTH]) if code != document.country)
    best = counts.most_common(1)
    return best[0][0] if best and best[0][1] >= FEWEST_NAMINGS else ""
