"""Whose document it is: the government that speaks in it, and in aid documents donor and recipient."""

import re
from collections import Counter

import msgspec

from extract.countries import find_countries
from extract.records import Document

_AID = re.compile(r"\b(?:aid|assistance|cooperation|co-operation|partnership|donor|support)\b", re.IGNORECASE)
FEWEST_NAMINGS = 3  # of a country by a text, from which it may be the donor
READ_LENGTH = 30000  # characters at the start that show who speaks


class Parties(msgspec.Struct, frozen=True):
    """ISO 3166 codes of the owner (whose policy it is), and of donor and recipient in an aid document."""

    owner: str = ""
    donor: str = ""
    recipient: str = ""


def find_parties(document: Document) -> Parties:
    """Return whose document it is.

    "UK aid to Ghana" is the United Kingdom's document: donor GB, recipient GH. A national plan is its own
    country's document.
    """
    country = document.country
    if not country or not _AID.search(document.title):
        return Parties(owner=country)
    named = [code for code in find_countries(f"{document.title} {document.publisher}") if code != country]
    donor = named[0] if named else find_other(document)
    return Parties(donor, donor, country) if donor else Parties(owner=country)


def find_other(document: Document) -> str:
    """Return the country that an aid document names most beside the recipient, or ""."""
    counts = Counter(code for code in find_countries(document.text[:READ_LENGTH]) if code != document.country)
    best = counts.most_common(1)
    return best[0][0] if best and best[0][1] >= FEWEST_NAMINGS else ""
