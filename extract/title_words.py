"""Title words: whether a line names an office, or a document of policy, in one of several languages."""

import csv
import re
from functools import cache
from pathlib import Path

from extract.countries import find_countries_in, fold

WORDS_FILE = Path(__file__).with_name("data") / "title_words.csv"
SPACELESS = "zh"  # words of this language are looked for at the end (offices) or anywhere (documents)
MOST_WORDS = 14  # of the name of an office
BESIDE_COUNTRY = 2  # words beside the country's that its name may have: "the Sultanate of …"
_WORD = re.compile(r"\w+")
_SMALL = frozenset({"the", "of", "and", "de", "la", "le", "el", "du", "do", "da", "del", "et", "y", "e"})
_DATE_ONLY = re.compile(r"[\W\d]*(?:[^\W\d]+\W+)?[\W\d]*(?:19|20)\d\d[\W\d]*")
_CREDIT = re.compile(
    r"(?:(?:prepared|published|issued|submitted|presented|produced|edited)\s+by|in (?:co-?operation|collabora"
    r"tion)|with (?:the )?support)\b\s*",
    re.IGNORECASE,
)


@cache
def read_words(kind: str) -> dict[str, frozenset[str]]:
    """Return the words of a kind ("office", "document") of each language, in lower case without accents."""
    with WORDS_FILE.open(encoding="utf-8", newline="") as file:
        return {
            row["language"]: frozenset(map(fold, row["words"].split()))
            for row in csv.DictReader(file)
            if row["kind"] == kind
        }


def list_words(text: str) -> list[str]:
    """Return the words of a text in lower case without accents."""
    return _WORD.findall(fold(text))


def has_word(text: str, kind: str, language: str) -> bool:
    """Tell whether a text has a word of a kind, in its language or in English."""
    known = read_words(kind)
    if language == SPACELESS and not text.isascii():
        plain = "".join(text.split())
        if kind == "office":
            return plain.endswith(tuple(known[SPACELESS]))
        return any(word in plain for word in known[SPACELESS])
    wanted = known["en"] | known.get(language, frozenset())
    return any(word in wanted for word in list_words(text))


def names_document(text: str, language: str) -> bool:
    """Tell whether a line names a document of policy."""
    return has_word(text, "document", language)


def names_office(text: str, language: str) -> bool:
    """Tell whether a line names an office or a country, and no document."""
    words = list_words(text)
    if not words or len(words) > MOST_WORDS or names_document(text, language):
        return False
    if has_word(text, "office", language):
        return True
    return bool(find_countries_in(text, language)) and len(set(words) - _SMALL) <= BESIDE_COUNTRY


def is_beside_title(text: str) -> bool:
    """Tell whether a line gives a date alone, or says who made or helped with the document."""
    return bool(_DATE_ONLY.fullmatch(text) or _CREDIT.match(text))


def strip_credit(text: str) -> str:
    """Return a line without what says that somebody made the document ("Prepared by …")."""
    return _CREDIT.sub("", text, count=1)
