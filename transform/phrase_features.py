"""Features of a phrase by itself: its words, how they hang together, and what its sentence says before it."""

import re
from collections.abc import Iterator

from transform.cues import find_roles_of
from transform.setting import Setting
from transform.statement import Statement

_QUANTITY = re.compile(
    r"\d+(?:[.,]\d+)*\s*(?:%|per cent|percent|million|billion|MW|GW|ha\b|tonnes)", re.IGNORECASE
)
_MONEY = re.compile(r"[£$€¥]\s?\d|\b(?:USD|US\$|EUR|GBP)\s?\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
LENGTHS = (2, 4, 7, 12, 20, 35, 60)  # words: roughly each doubles
OBJECTS = ("dobj", "obj", "attr", "pobj", "nsubjpass")
LINKING = ("by", "through", "that", "which", "who", "while", "via")  # open what is no further action
MOST_WORDS = 14  # of a phrase that are looked at
FAR_BEFORE = 8  # words before a phrase that may announce it
MOST_STATEMENTS, LATEST = 6, 4  # of a sentence: more, and later ones, are counted alike
MOST_VERBS, MOST_NOUNS, MOST_NAMES, MOST_COMMAS = 4, 6, 4, 3  # in a phrase, likewise


def describe_wording(statement: Statement) -> Iterator[str]:
    """Yield the words of the phrase, its length, and the numbers in it."""
    words = [token for token in statement.phrase if token.is_alpha]
    for token in words[:MOST_WORDS]:
        if not token.is_stop:
            yield f"word={token.lemma_.lower()}"
    for token in words[:2]:
        yield f"first={token.lemma_.lower()}"
    if words:
        yield f"suffix={words[0].lower_[-4:]}"
    yield f"length={sum(len(statement.phrase) > length for length in LENGTHS)}"
    text = statement.passage.read(statement.phrase)
    yield from (
        name
        for name, pattern in (("quantity", _QUANTITY), ("money", _MONEY), ("year", _YEAR))
        if pattern.search(text)
    )
    if text.isupper():
        yield "capitals"
    for role in find_roles_of(text)[:3]:
        yield f"own={role}"
    yield f"open={'_'.join(token.lower_ for token in statement.phrase[:2])}"
    yield f"last={words[min(len(words), MOST_WORDS) - 1].lemma_.lower() if words else ''}"
    yield from describe_before(statement)


def describe_before(statement: Statement) -> Iterator[str]:
    """Yield the words of the sentence that stand before the phrase and may announce it."""
    doc, start = statement.sentence.doc, statement.phrase.start
    first = max(statement.sentence.start, start - FAR_BEFORE)
    before = [doc[place] for place in range(first, start)]
    for token in before[-3:]:
        yield f"before={token.lower_}"
    yield f"before-two={'_'.join(token.lower_ for token in before[-2:])}"
    for token in before:
        if token.is_alpha:
            yield f"far-before={token.lemma_.lower()}"


def describe_syntax(statement: Statement) -> Iterator[str]:
    """Yield what is done to what: the objects of the phrase's head."""
    head = statement.head
    verb = head.lemma_.lower()
    objects = [child.lemma_.lower() for child in head.children if child.dep_ in OBJECTS]
    for name in objects:
        yield f"object={name}"
        yield f"head+object={verb}_{name}"
    yield f"objects={min(len(objects), 2)}"


def describe_amounts(statement: Statement, setting: Setting) -> Iterator[str]:
    """Yield how much a phrase says: verbs, nouns, names, actions, and its place among its sentence's."""
    sorts = [token.pos_ for token in statement.phrase]
    yield f"verbs={min(sorts.count('VERB'), MOST_VERBS)}"
    yield f"nouns={min(sorts.count('NOUN') + sorts.count('PROPN'), MOST_NOUNS)}"
    yield f"names={min(sorts.count('PROPN'), MOST_NAMES)}"
    yield f"commas={min(sum(token.text == ',' for token in statement.phrase), MOST_COMMAS)}"
    yield f"fellows={min(setting.fellows, MOST_STATEMENTS)}"
    yield f"rank={min(setting.rank, LATEST)}"
    if statement.second:
        first = statement.phrase.doc[statement.phrase.start : statement.second]
        linked = any(token.lower_ in LINKING for token in first)
        yield "several"
        yield f"several+rule={statement.rule.removeprefix('statements/')}"
        yield f"several+linked={linked}"
