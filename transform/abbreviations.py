"""Abbreviations that a document defines: "National Drought Authority (NDA)", or in a list of acronyms."""

import re

from extract.records import Document

_DEFINED = re.compile(r"\(([A-Z][A-Za-z0-9&/+-]{1,11}s?)(?:[,;][^()]{0,30})?\)")
_WORD = re.compile(r"[A-Za-z][\w'-]*")
_SHORT = r"[A-Z][A-Za-z0-9&/]{1,11}"
_SIGN = r"(?:\s*[:=|\u2013\u2014]\s*|\s+-\s+|\t\s*|\s{2,})"
_ENTRY = re.compile(
    rf"(?P<short>{_SHORT}){_SIGN}(?P<long>[^\W\d_][^\n|:=\u2013\u2014]{{3,90}}?)(?=\s+{_SHORT}{_SIGN}|\s*$)"
)
_LIST_KINDS = ("paragraph", "list_item", "table_row")
LEAST_CAPITALS = 2  # of an abbreviation
LEAST_LISTED = 3  # entries that make a list of acronyms
LONGEST_NAME = 14  # words before the bracket in which the long form is looked for


def find_abbreviations(document: Document) -> dict[str, str]:
    """Return the long form of each abbreviation that the text defines in brackets.

    "… of the National Climate Change Secretariat (NCCS)." gives NCCS: National Climate Change Secretariat.
    """
    found: dict[str, str] = {}
    for match in _DEFINED.finditer(document.text):
        short = match.group(1)
        if sum(char.isupper() for char in short) < LEAST_CAPITALS:
            continue
        before = document.text[max(0, match.start() - 160) : match.start()].split("\n")[-1]
        long_form = match_initials(short, before)
        if long_form and short not in found:
            found[short] = long_form
    return {**find_listed(document), **found}


def find_listed(document: Document) -> dict[str, str]:
    """Return the long form of each abbreviation of a list of acronyms: "NDA: National Drought Authority"."""
    found: dict[str, str] = {}
    for block in document.blocks:
        if block.kind in _LIST_KINDS:
            for short, long_form in read_entries(document.text[block.span.start : block.span.end]):
                found.setdefault(short, long_form)
    return found if len(found) >= LEAST_LISTED else {}


def read_entries(text: str) -> list[tuple[str, str]]:
    """Return abbreviations and long forms of a text that is all entries of a list of acronyms."""
    entries: list[tuple[str, str]] = []
    last = 0
    for match in _ENTRY.finditer(text):
        short, long_form = match["short"], match["long"].strip(" .;,")
        upper = sum(char.isupper() for char in short)
        if text[last : match.start()].strip() or upper < LEAST_CAPITALS or not spells(short, long_form):
            return []
        entries.append((short, long_form))
        last = match.end()
    return [] if text[last:].strip() else entries


def spells(short: str, long_form: str) -> bool:
    """Tell whether an abbreviation's capitals stand in its long form in order, the first one first."""
    letters = iter(long_form.lower())
    capitals = [char.lower() for char in short if char.isupper()]
    return long_form[0].lower() == capitals[0] and all(capital in letters for capital in capitals)


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
