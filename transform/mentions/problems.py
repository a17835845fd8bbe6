"""Problems: nouns that name a problem, and the words that belong to them."""

from collections.abc import Iterator
from functools import cache

import msgspec
from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from transform.cues import LEXICON

LONGEST = 16  # words of an issue's label
BASE = 0.45  # confidence of a problem word alone


class Cues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lexicon of issues (see `lexicon/issues.yaml`)."""

    problems: frozenset[str]
    need_more: frozenset[str]
    announcing: frozenset[str]
    light: frozenset[str]
    bad: frozenset[str]
    scant: frozenset[str]
    excess: frozenset[str]
    subjects: frozenset[str]
    wanted: frozenset[str]
    unwanted: frozenset[str]
    effects: frozenset[str]
    changes: frozenset[str]
    changing: frozenset[str]
    easing: frozenset[str]
    sorts: frozenset[str]
    worst: frozenset[str]
    places: frozenset[str]
    predicates: frozenset[str]
    against: frozenset[str]
    facing: frozenset[str]
    harm: frozenset[str]
    harmed: frozenset[str]
    posing: frozenset[str]
    plain: frozenset[str]


class Found(msgspec.Struct, frozen=True):
    """A problem found in a passage: its words, the word that makes it one, rule, confidence."""

    phrase: Tokens
    core: str
    rule: str
    confidence: float


@cache
def read_cues() -> Cues:
    """Return the lexicon."""
    return msgspec.yaml.decode((LEXICON / "issues.yaml").read_bytes(), type=Cues)


def find_noun(token: Token) -> Iterator[Found]:
    """Yield a problem named by a noun: "recurrent droughts", "lack of clean water", "weak institutions"."""
    rule, lemma = classify(token), token.lemma_.lower()
    if rule == "noun":
        sure = is_bad(token) or lemma in ("lack", "gap", "shortage")
        bonus = 0.2 if sure else 0.1 if is_fought(token) else 0.0
        yield Found(cover(token), lemma, "issues/noun", BASE + bonus)
    elif rule == "effect":
        yield Found(cover(token), lemma, "issues/effect", BASE + 0.15)
    elif rule:
        yield Found(cover(token), lemma, f"issues/{rule}", BASE + 0.05)


def find_worst(token: Token) -> Iterator[Found]:
    """Yield who or what is the worst off: "one of the poorest regions", "amongst the most violent towns"."""
    cues = read_cues()
    if token.pos_ not in ("NOUN", "PROPN") or token.lemma_.lower() not in cues.places:
        return
    words = [child for child in token.lefts if child.dep_ == "amod"]
    worst = any(
        child.lower_ in cues.worst
        or (child.lower_ in cues.predicates and any(word.lower_ == "most" for word in child.lefts))
        for child in words
    )
    if worst:
        yield Found(cover(token), token.lemma_.lower(), "issues/worst", BASE)


def classify(token: Token) -> str:
    """Return how a noun names a problem: noun, bad-noun, effect, change, or "" if it names none."""
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound":
        return ""
    cues, lemma = read_cues(), token.lemma_.lower()
    after = any(
        child.dep_ == "prep" and child.lower_ in ("of", "to", "in", "on", "between", "for", "from")
        for child in token.rights
    )
    if is_eased(token):
        return ""
    if lemma in cues.problems:
        return (
            "" if announces(token) or (lemma in cues.need_more and not tells_more(token, after)) else "noun"
        )
    if is_bad(token):
        return "bad-noun"
    if lemma in cues.changes and changes_nature(token):
        return "change"
    return "effect" if lemma in cues.effects and after and reaches_problem(token) else ""


def tells_more(token: Token, after: bool) -> bool:
    """Tell whether words beside a noun say what the problem is: "problems of the coast", "skill gap".

    Those that announce others need more than an adjective: "environmental challenges" says little.
    """
    cues = read_cues()
    sorts = ("compound",) if token.lemma_.lower() in cues.announcing else ("amod", "compound")
    return after or any(child.dep_ in sorts and child.lower_ not in cues.light for child in token.lefts)


def is_bad(token: Token) -> bool:
    """Tell whether a word before a noun makes a problem of it: "weak institutions", "high prices".

    Too little of what is wanted is a problem, and too much of what is not: "high technology" is none.
    """
    cues, lemma = read_cues(), token.lemma_.lower()
    before = {
        child.lower_
        for child in token.lefts
        if child.dep_ in ("amod", "compound", "advmod") and not belongs_elsewhere(child)
    }
    if lemma in cues.problems:
        return bool(before & (cues.bad | cues.scant | cues.excess))
    return bool(
        (before & cues.bad and lemma in cues.subjects | cues.wanted | cues.unwanted)
        or (before & cues.scant and lemma in cues.subjects | cues.wanted)
        or (before & cues.excess and lemma in cues.unwanted)
    )


def belongs_elsewhere(word: Token) -> bool:
    """Tell whether a word says something of its neighbour and not of the noun: "low carbon", "pro-poor"."""
    doc = word.doc
    after = doc[word.i + 1].lower_ if word.i + 1 < len(doc) else ""
    joined = (word.i > 0 and doc[word.i - 1].text == "-") or after == "-"
    return joined or after in read_cues().sorts


def is_eased(token: Token) -> bool:
    """Tell whether words before say that a problem has become less: "reduced vulnerability"."""
    return any(child.lower_ in read_cues().easing for child in token.lefts)


def changes_nature(token: Token) -> bool:
    """Tell whether what rises, falls or melts is a thing of nature or a burden: "increase in temperature"."""
    cues = read_cues()
    named = [child.lemma_.lower() for child in token.lefts if child.dep_ == "compound"]
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "in"):
            named += [word.lemma_.lower() for word in child.subtree]
    return bool(cues.changing & set(named))


def announces(token: Token) -> bool:
    """Tell whether a noun only says that problems follow, or that something is one.

    "The most urgent problems of the coast are …", "pests pose a serious threat to …"
    """
    cues = read_cues()
    if token.lemma_.lower() not in cues.announcing:
        return False
    verb = token.head.lemma_.lower()
    if token.dep_ == "nsubj":
        return verb in ("be", "include", "comprise") and any(
            child.dep_ in ("attr", "dobj", "ccomp") for child in token.head.rights
        )
    return (
        token.dep_ in ("attr", "dobj")
        and verb in cues.posing
        and not any(
            child.dep_ in ("amod", "compound") and child.lower_ not in cues.light for child in token.lefts
        )
    )


def is_fought(token: Token) -> bool:
    """Tell whether the problem is what a verb like "tackle" or "suffer from" acts upon."""
    head = token.head if token.dep_ != "pobj" else token.head.head
    return head.lemma_.lower() in read_cues().against


def reaches_problem(token: Token) -> bool:
    """Tell whether a problem or the climate stands in what follows: "impacts of climate change"."""
    words = {child.lemma_.lower() for child in token.subtree if child.i > token.i}
    return bool(words & read_cues().problems) or {"climate", "change"} <= words


def cover(token: Token) -> Tokens:
    """Return a noun with what stands before it and the prepositions after it."""
    lefts = [
        child
        for child in token.lefts
        if child.dep_ in ("amod", "compound", "advmod", "nummod", "nmod", "quantmod")
    ]
    start = min((child.left_edge.i for child in lefts), default=token.i)
    end = token.i
    for child in token.rights:
        if child.dep_ in ("prep", "acl") and child.i == end + 1:
            end = child.right_edge.i
    return clip(token, start, find_next(token, end + 1))


def find_next(token: Token, end: int) -> int:
    """Return where the next problem of a list starts in what follows a noun, or the end.

    "High unemployment among young people, weak roads and pollution" are three, but the impacts or risks
    of floods and droughts are one.
    """
    if token.lemma_.lower() in read_cues().effects:
        return end
    doc = token.doc
    for index in range(token.i + 1, end - 1):
        if doc[index].lower_ in (",", ";", "and", "or") and opens_problem(doc[index + 1 : end]):
            return index
    return end


def opens_problem(tokens: Tokens) -> bool:
    """Tell whether the first noun of some words names a problem."""
    for token in tokens:
        if token.is_punct or token.pos_ in ("ADP", "VERB", "AUX"):
            return False
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ != "compound":
            return bool(classify(token))
    return False


def clip(token: Token, start: int, end: int) -> Tokens:
    """Return the words from start to end, at most as many as a label has, without marks at its ends."""
    doc = token.doc
    end = min(end, start + LONGEST)
    cuts = [
        index
        for index in range(token.i + 1, end)
        if doc[index].lower_ in ("which", "that", ";", ":", "(", "while", "although", "where")
    ]
    end = cuts[0] if cuts else end
    while end - 1 > start and (
        doc[end - 1].is_punct or doc[end - 1].pos_ in ("ADP", "CCONJ", "DET", "SCONJ")
    ):
        end -= 1
    while start < end - 1 and (doc[start].is_punct or doc[start].pos_ in ("DET", "CCONJ")):
        start += 1
    return doc[start:end]
