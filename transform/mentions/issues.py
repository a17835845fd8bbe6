"""Issues: problems, challenges and risks that a policy gives as reasons for acting."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec
from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from extract.records import Document
from transform.cues import LEXICON
from transform.evidence import build_evidence
from transform.ids import build_mention_id
from transform.language import Passage
from transform.records import Mention
from transform.sections import find_places, find_section_roles
from transform.sentences import find_sentence

LONGEST = 16  # words of an issue's label
FEWEST, PER_PAGE = (
    5,
    1.3,
)  # issues of a document of no pages, and for each page: a careful reader lists no more
BASE = 0.45  # confidence of a problem word alone
CONTEXT_ROLES = ("issues", "context")
SILENT_ROLES = ("method", "apparatus", "aside", "means")


class IssueCues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lexicon of issues (see `lexicon/issues.yaml`)."""

    problems: tuple[str, ...]
    need_more: tuple[str, ...]
    announcing: tuple[str, ...]
    light: tuple[str, ...]
    bad: tuple[str, ...]
    subjects: tuple[str, ...]
    effects: tuple[str, ...]
    predicates: tuple[str, ...]
    against: tuple[str, ...]


class Cues(msgspec.Struct, frozen=True):
    """The same as sets."""

    problems: frozenset[str]
    need_more: frozenset[str]
    announcing: frozenset[str]
    light: frozenset[str]
    bad: frozenset[str]
    subjects: frozenset[str]
    effects: frozenset[str]
    predicates: frozenset[str]
    against: frozenset[str]


class Found(msgspec.Struct, frozen=True):
    """A problem found in a passage: its words, the word that makes it one, rule, confidence."""

    phrase: Tokens
    core: str
    rule: str
    confidence: float


@cache
def read_cues() -> Cues:
    """Return the lexicon."""
    cues = msgspec.yaml.decode((LEXICON / "issues.yaml").read_bytes(), type=IssueCues)
    return Cues(**{name: frozenset(words) for name, words in msgspec.structs.asdict(cues).items()})


def find_issues(document: Document, passages: Sequence[Passage]) -> list[Mention]:
    """Return the issues of a document, in the order of its text; the same problem has one key."""
    places = find_places(document)
    pending: list[tuple[Passage, Found]] = []
    for passage in passages:
        if passage.block.kind in ("footnote", "title", "caption"):
            continue
        roles = [
            role
            for roles in find_section_roles(document, places[passage.block.id].headings)
            for role in roles[:1]
        ]
        if any(role in SILENT_ROLES for role in roles[:1]):
            continue
        bonus = 0.15 if any(role in CONTEXT_ROLES for role in roles) else 0.0
        pending += [(passage, raise_confidence(found, bonus)) for found in find_in_passage(passage)]
    chosen = choose_issues(pending, len(document.pages))
    return [build_issue(document, passage, found) for passage, found in chosen]


def raise_confidence(found: Found, bonus: float) -> Found:
    """Return a finding with its confidence raised, at most to 0.95."""
    return msgspec.structs.replace(found, confidence=round(min(found.confidence + bonus, 0.95), 4))


def find_in_passage(passage: Passage) -> list[Found]:
    """Return the problems that a passage names, none within another."""
    found: list[Found] = []
    for token in passage.doc:
        for item in (*find_noun(token), *find_predicate(token)):
            if not any(
                item.phrase.start < other.phrase.end and item.phrase.end > other.phrase.start
                for other in found
            ):
                found.append(item)
    return found


def find_noun(token: Token) -> Iterator[Found]:
    """Yield a problem named by a noun: "recurrent droughts", "lack of clean water", "weak institutions"."""
    rule, lemma = classify(token), token.lemma_.lower()
    if rule == "noun":
        sure = is_bad(token) or lemma in ("lack", "gap", "shortage")
        bonus = 0.2 if sure else 0.1 if is_fought(token) else 0.0
        yield Found(cover(token), lemma, "issues/noun", BASE + bonus)
    elif rule == "bad-noun":
        yield Found(cover(token), lemma, "issues/bad-noun", BASE + 0.05)
    elif rule == "effect":
        yield Found(cover(token), lemma, "issues/effect", BASE + 0.15)


def classify(token: Token) -> str:
    """Return how a noun names a problem: noun, bad-noun, effect, or "" if it names none."""
    cues, lemma = read_cues(), token.lemma_.lower()
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound":
        return ""
    after = any(
        child.dep_ == "prep" and child.lower_ in ("of", "to", "in", "on", "between", "for", "from")
        for child in token.rights
    )
    if lemma in cues.problems:
        more = after or any(
            child.dep_ in ("amod", "compound") and child.lower_ not in cues.light for child in token.lefts
        )
        return "" if (lemma in cues.need_more and not more) or announces(token) else "noun"
    if lemma in cues.subjects and is_bad(token):
        return "bad-noun"
    return "effect" if lemma in cues.effects and after and reaches_problem(token) else ""


def is_bad(token: Token) -> bool:
    """Tell whether a word before a noun makes a problem of it."""
    before = (child.lower_ for child in token.lefts if child.dep_ in ("amod", "compound", "advmod"))
    return any(word in read_cues().bad for word in before)


def announces(token: Token) -> bool:
    """Tell whether a noun only says that problems follow: "the most urgent problems of the coast are …"."""
    if token.lemma_.lower() not in read_cues().announcing or token.dep_ != "nsubj":
        return False
    return token.head.lemma_.lower() in ("be", "include", "comprise") and any(
        child.dep_ in ("attr", "dobj", "ccomp") for child in token.head.rights
    )


def is_fought(token: Token) -> bool:
    """Tell whether the problem is what a verb like "tackle" or "suffer from" acts upon."""
    head = token.head if token.dep_ != "pobj" else token.head.head
    return head.lemma_.lower() in read_cues().against


def reaches_problem(token: Token) -> bool:
    """Tell whether a problem or the climate stands in what follows: "impacts of climate change"."""
    words = {child.lemma_.lower() for child in token.subtree if child.i > token.i}
    return bool(words & read_cues().problems) or {"climate", "change"} <= words


def find_predicate(token: Token) -> Iterator[Found]:
    """Yield a problem stated of something: "is highly vulnerable to floods", "how poor the soil is"."""
    cues = read_cues()
    stated = token.dep_ in ("acomp", "attr", "ccomp", "ROOT") and (
        token.lemma_.lower() in cues.predicates or token.lower_ in cues.predicates
    )
    described = token.dep_ == "attr" and any(child.lower_ in cues.predicates for child in token.lefts)
    if not (stated or described):
        return
    verb = token.head
    if verb.lemma_.lower() not in ("be", "remain", "become", "stay") or verb.tag_ in ("VB",):
        return
    subject = next((child for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return
    strong = token.lemma_.lower() in ("vulnerable", "prone", "dependent", "indebted", "poor") or any(
        child.lower_ in ("poorest", "worst") for child in token.lefts
    )
    named = subject.pos_ in ("PROPN", "PRON")
    start = token.left_edge.i if named else min(subject.left_edge.i, token.left_edge.i)
    end = token.right_edge.i + 1 if subject.i < token.i else max(token.right_edge.i, verb.i) + 1
    yield Found(
        clip(token, start, end),
        token.lemma_.lower(),
        "issues/predicate",
        BASE + (0.25 if strong else 0.05),
    )


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


def choose_issues(pending: Sequence[tuple[Passage, Found]], pages: int) -> list[tuple[Passage, Found]]:
    """Return the surest issues, as many as a careful reader would list, with all places of each."""
    groups: dict[str, list[tuple[Passage, Found]]] = defaultdict(list)
    for passage, found in pending:
        groups[name_key(found.phrase)].append((passage, found))
    scores = {
        key: max(found.confidence for _, found in group) + 0.08 * min(len(group) - 1, 3)
        for key, group in groups.items()
    }
    most = round(FEWEST + PER_PAGE * pages)
    best = sorted(groups, key=lambda key: (-scores[key], key))[:most]
    return [
        (passage, msgspec.structs.replace(found, confidence=round(min(scores[key], 0.95), 4)))
        for key in best
        for passage, found in groups[key]
    ]


def name_key(phrase: Tokens) -> str:
    """Return what makes two phrases the same problem: their nouns, adjectives and numbers in plain form."""
    words = sorted(
        {
            token.lemma_.lower()
            for token in phrase
            if token.pos_ in ("NOUN", "PROPN", "NUM", "VERB") or token.lower_ in read_cues().predicates
        }
    )
    return " ".join(words) or phrase.text.lower()


def build_issue(document: Document, passage: Passage, found: Found) -> Mention:
    """Return the mention of an issue."""
    focus = passage.locate(found.phrase)
    key = f"{document.id.removeprefix('doc:')}:{name_key(found.phrase)}"
    core = core_name(found.phrase)
    return Mention(
        id=build_mention_id("issue", key, focus.start, focus.end),
        kind="issue",
        name=document.text[focus.start : focus.end],
        key=key,
        rule=found.rule,
        confidence=found.confidence,
        evidence=build_evidence(document, passage.block, find_sentence(passage, focus), focus),
        aliases=(core,) if core and core != document.text[focus.start : focus.end] else (),
    )


def core_name(phrase: Tokens) -> str:
    """Return the short name of a problem: its head noun with the words right before it."""
    root = phrase.root
    lefts = [
        child.i for child in root.lefts if child.dep_ in ("amod", "compound") and child.i >= phrase.start
    ]
    if root.pos_ not in ("NOUN", "PROPN"):
        return ""
    return str(phrase.doc[min(lefts, default=root.i) : root.i + 1].text)
