"""Wholes and parts: how a phrase opens, and the several things that it says."""

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from transform.cues import read_statement_cues
from transform.statement import LEAST_WORDS, trim

FEWEST_GERUNDS = 3  # in a list of them that says several things
FEWEST_ACTIONS = 2  # one is the phrase itself
LONGEST_TITLE = 14  # words before the colon or dash of an item's title
DASHES = ("-", "\u2013", "\u2014", "--")
AFTER_TITLE = (
    "by",
    "to",
    "for",
    "example",
    "through",
    ",",
    ":",
    "-",
    "\u2013",
)  # what opens the rest
DEEDS = ("tion", "sion", "ment", "ing", "ance", "al", "age", "ness")  # endings of nouns made of verbs
_JOINTS = (",", ";", "and", "or")


def name_form(phrase: Tokens) -> str:
    """Return how an item opens: gerund, infinitive, imperative, participle, nominal."""
    first = phrase[0]
    if (
        first.lower_.endswith("ing")
        and first.pos_ in ("VERB", "NOUN", "PROPN", "ADJ")
        and len(first) > len("bring")
    ):
        return "gerund"
    if first.lower_ == "to":
        return "infinitive"
    if first.lower_.endswith("ed") and first.pos_ in ("VERB", "ADJ", "PROPN"):
        return "participle"
    if first.lower_ in read_statement_cues().action_verbs and not first.text.isupper():
        return "imperative"
    return "nominal"


def is_deed(token: Token) -> bool:
    """Tell whether a word names a deed, and what it is done to follows: "[expansion] of the grid"."""
    doc = token.doc
    if not token.lower_.endswith(DEEDS):
        return False
    after = token.i + 1
    while after + 1 < len(doc) and doc[after].lower_ in _JOINTS and doc[after + 1].lower_.endswith("ion"):
        after += 2
    return after < len(doc) and doc[after].lower_ in ("of", "in")


def is_gerund(token: Token) -> bool:
    """Tell whether a word looks like a verb in -ing, however it is parsed."""
    return token.lower_.endswith("ing") and len(token) > len("bring") and token.pos_ != "ADP"


def split_title(phrase: Tokens) -> tuple[Tokens | None, Tokens | None]:
    """Return the title that opens a phrase and what follows it, if it has one.

    "[Repair the harbour] - by [dredging the basin]", "[Clean water]: [new wells for villages]"
    """
    doc = phrase.doc
    for token in phrase[1 : LONGEST_TITLE + 1]:
        dash = token.text in DASHES and bool(doc[token.i - 1].whitespace_)
        if not (dash or token.text == ":") or not token.whitespace_:
            continue
        start = token.i + 1
        while start < phrase.end and doc[start].lower_ in AFTER_TITLE:
            start += 1
        title = trim(doc[phrase.start : token.i])
        rest = trim(doc[start : phrase.end]) if start < phrase.end else None
        return title, rest if rest is not None and len(rest) > LEAST_WORDS else None
    return None, None


def split_gerunds(phrase: Tokens) -> list[Tokens]:
    """Return the parts of a list of gerunds that each have an object: "digging wells, mending pipes and …".

    "Planning, building and mending roads" is one, as the roads are shared.
    """
    doc = phrase.doc
    starts = [phrase.start]
    starts += [token.i for token in phrase[1:] if is_gerund(token) and doc[token.i - 1].lower_ in _JOINTS]
    alone = any(start + 1 >= phrase.end or doc[start + 1].lower_ in _JOINTS for start in starts)
    if not is_gerund(phrase[0]) or alone or len(starts) < FEWEST_GERUNDS:
        return [phrase]
    parts = (trim(doc[start:end]) for start, end in pairwise([*starts, phrase.end]))
    return [part for part in parts if part is not None]


def split_actions(phrase: Tokens) -> list[Tokens]:
    """Return the actions of a phrase that names several, each with an object of its own; else nothing.

    "[Repair the wells] and [train the guards]", "[Restoration of dunes] and [planting of reeds]"; "Build and
    mend roads" is one. Semicolons part whatever stands between them.
    """
    doc, words = phrase.doc, [token.lower_ for token in phrase]
    if not any(joint in words for joint in _JOINTS):
        return []
    starts = find_action_starts(phrase, words) or find_segments(phrase)
    if len(starts) < FEWEST_ACTIONS:
        return []
    ends = [start - (doc[start - 1].lower_ == "to") for start in starts[1:]]
    parts = (trim(doc[start:end]) for start, end in zip(starts, [*ends, phrase.end], strict=True))
    return [part for part in parts if part is not None and len(part) > LEAST_WORDS]


def find_action_starts(phrase: Tokens, words: Sequence[str]) -> list[int]:
    """Return where the actions of a phrase begin that are said alike; nothing if they share an object.

    Args:
        phrase: What may name several.
        words: Its words in lower case.
    """
    doc, form = phrase.doc, name_form(phrase)
    starts = [phrase.start]
    for number in range(1, len(words)):
        joints: tuple[str, ...] = _JOINTS
        joint = words[number - 1]
        if joint == "to" and form in ("imperative", "infinitive"):
            joint, joints = words[number - 2], _JOINTS if opens_with_to(phrase) else ("and",)
        apart = phrase.start + number - starts[-1] > LEAST_WORDS + 1
        if joint in joints and apart and opens_alike(phrase[number], form):
            starts.append(phrase.start + number)
    shared = any(start + 1 >= phrase.end or doc[start + 1].lower_ in _JOINTS for start in starts)
    alone = len(starts) < FEWEST_ACTIONS or (form == "nominal" and not is_deed(phrase[0]))
    return [] if shared or alone else starts


def opens_with_to(phrase: Tokens) -> bool:
    """Tell whether a phrase is an infinitive: "[to] mend the harbour, to dredge the basin"."""
    before = phrase.doc[phrase.start - 1].lower_ if phrase.start else ""
    return phrase[0].lower_ == "to" or before == "to"


def opens_alike(token: Token, form: str) -> bool:
    """Tell whether a word may open an action that is said in the same form as the first."""
    if form in ("gerund", "nominal"):
        return is_deed(token) or (form == "gerund" and is_gerund(token))
    return token.lower_ in read_statement_cues().action_verbs and token.tag_ != "NNS"


def find_segments(phrase: Tokens) -> list[int]:
    """Return where the parts of a phrase begin that semicolons part."""
    marks = [token.i + 1 for token in phrase[:-1] if token.text == ";"]
    return [phrase.start, *marks] if marks else []
