"""Languages: which language a text is in, and whether it is language at all."""

import csv
import re
from functools import cache
from pathlib import Path

STOPWORDS_FILE = Path(__file__).with_name("data") / "stopwords.csv"
FEWEST_WORDS = 5  # words below which no language is named
LEAST_SHARE = 0.12  # of function words from which a language is taken for sure
NONSENSE_WORDS = 60  # words on a page from which its text can be called nonsense
NONSENSE_SHARE = 0.06  # of function words: real prose in a known language has 0.25 and more, tables 0.1
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ne", re.compile(r"[\u0900-\u097f]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)


@cache
def read_stopwords() -> dict[str, frozenset[str]]:
    """Return the commonest function words of each language."""
    with STOPWORDS_FILE.open(encoding="utf-8", newline="") as file:
        return {row["language"]: frozenset(row["words"].split()) for row in csv.DictReader(file)}


def name_language(text: str) -> str:
    """Return the ISO 639-1 code of the language of a text, or "" where it is too short to tell."""
    for code, pattern in _SCRIPTS:
        if len(pattern.findall(text)) > 0.3 * max(sum(map(str.isalpha, text)), 1):
            return code
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < FEWEST_WORDS:
        return ""
    shares = {
        name: sum(word in known for word in words) / len(words) for name, known in read_stopwords().items()
    }
    best = max(sorted(shares), key=lambda name: shares[name])
    return best if shares[best] >= LEAST_SHARE else ""


def is_nonsense(text: str) -> bool:
    """Tell whether a page's text is in no language: a legacy font's codes, or a misread scan."""
    if any(pattern.search(text) for _, pattern in _SCRIPTS):
        return False
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < NONSENSE_WORDS:
        return False
    return (
        max(sum(word in known for word in words) / len(words) for known in read_stopwords().values())
        < NONSENSE_SHARE
    )
