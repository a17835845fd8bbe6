"""Abbreviations that a document defines: "National Drought Authority (NDA)"."""

import re

from extract.records import Document

_DEFINED = re.compile(r"\(([A-Z][A-Za-z0-9&/+-]{1,11}s?)(?:[,;][^()]{0,30})?\)")
_WORD = re.compile(r"[A-Za-z][\w'-]*")
LONGEST_NAME = 14  # words before the bracket in which the long form is looked for


def find_abbreviations(document: Document) -> dict[str, str]:
    """Return the long form of each abbreviation that the text defines in brackets.

    "… of the National Climate Change Secretariat (NCCS)." gives NCCS: National Climate Change Secretariat.
    """
    found: dict[str, str] = {}
    for match in _DEFINED.finditer(document.text):
        short = match.group(1)
        if sum(char.isupper() for char in short) < 2:
            continue
        before = document.text[max(0, match.start() - 160) : match.start()].split("\n")[-1]
        long_form = match_initials(short, before)
        if long_form and short not in found:
            found[short] = long_form
    return found


def match_initials(short: str, before: str) -> str:
    """Return the end of the text before a bracket whose words' initials make the abbreviation, or ""."""
    letters = [char.lower() for char in short if char.isupper()]
    words = list(_WORD.finditer(before))[-LONGEST_NAME:]
    for start in range(len(words) - 1, -1, -1):
        if words[start].group()[0].lower() != letters[0] or not words[start].group()[0].isupper():
            continue
        if fits([word.group() for word in words[start:]], letters):
            return before[words[start].start() :].strip(" ,;\u201c\u201d\"'")
    return ""


def fits(words: list[str], letters: list[str]) -> bool:
    """Tell whether the letters are the initials of the words in order; small words may be left out."""
    rest = list(letters)
    for word in words:
        if rest and word[0].lower() == rest[0]:
            rest.pop(0)
            inner = [char.lower() for char in word[1:] if char.isupper()]
            while inner and rest and inner[0] == rest[0]:
                rest.pop(0)
                inner.pop(0)
        elif word[0].isupper() and len(word) > 3:
            return False
    return not rest
