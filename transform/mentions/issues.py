"""Issues: problems, challenges and risks that a policy gives as reasons for acting."""

import re
from collections import defaultdict
from collections.abc import Sequence

import msgspec
from spacy.tokens import Span as Tokens

from extract.countries import find_countries
from extract.records import Document
from transform.evidence import build_evidence
from transform.ids import build_mention_id
from transform.language import Passage
from transform.mentions.problem_clauses import find_harm, find_predicate, find_scarce
from transform.mentions.problem_lists import find_faced, find_listed
from transform.mentions.problems import Found, find_noun, find_worst, read_cues
from transform.records import Mention
from transform.sections import find_places, find_section_roles
from transform.sentences import find_sentence
from transform.wording import list_stems, measure_overlap

FEWEST, PER_PAGE = 6, 1.3  # issues of a document of no pages, and for each page: a reader lists no more
AGAIN = 0.04  # confidence for each further place, up to three
CONTEXT_ROLES = ("issues", "context")
SAME = 0.55  # share of words (F1) from which two phrases name one problem
EMPTY = frozenset(
    [
        "country",
        "highly",
        "very",
        "most",
        "more",
        "be",
        "remain",
        "become",
        "increase",
        "extremely",
        "particularly",
    ]
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# Parts of speech of the words that finders begin at.
NOUNS, VERBS, FACING, ANY = ("NOUN", "PROPN"), ("VERB", "AUX"), ("VERB", "ADJ"), "any other"
SILENT_ROLES = ("method", "apparatus", "aside", "means")


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
    return [build_issue(document, *one) for one in chosen]


def raise_confidence(found: Found, bonus: float) -> Found:
    """Return a finding with its confidence raised, at most to 0.95."""
    return msgspec.structs.replace(found, confidence=round(min(found.confidence + bonus, 0.95), 4))


def find_in_passage(passage: Passage) -> list[Found]:
    """Return the problems that a passage names, none within another; nouns before whole clauses."""
    found: list[Found] = []
    words = [(token, token.pos_) for token in passage.doc]
    for finders in (
        {**dict.fromkeys(NOUNS, (find_noun, find_worst, find_predicate)), ANY: (find_predicate,)},
        {**dict.fromkeys(NOUNS, (find_listed,)), **dict.fromkeys(FACING, (find_faced,))},
        dict.fromkeys(VERBS, (find_harm, find_scarce)),
    ):
        others = finders.get(ANY, ())
        for token, part in words:
            for finder in finders.get(part, others):
                found += [item for item in finder(token) if not overlaps(item, found)]
    return sorted(found, key=lambda item: item.phrase.start)


def overlaps(item: Found, others: Sequence[Found]) -> bool:
    """Tell whether a problem shares words with another."""
    return any(
        item.phrase.start < other.phrase.end and item.phrase.end > other.phrase.start for other in others
    )


def choose_issues(pending: Sequence[tuple[Passage, Found]], pages: int) -> list[tuple[Passage, str, Found]]:
    """Return the surest issues with their names, as many as a careful reader would list, at all places."""
    names = group_names(pending)
    groups: dict[str, list[tuple[Passage, Found]]] = defaultdict(list)
    for (passage, found), name in zip(pending, names, strict=True):
        groups[name].append((passage, found))
    scores = {
        name: max(found.confidence for _, found in group) + AGAIN * min(len(group) - 1, 3)
        for name, group in groups.items()
    }
    most = round(FEWEST + PER_PAGE * pages)
    best = sorted(groups, key=lambda name: (-scores[name], name))[:most]
    return [
        (passage, name, msgspec.structs.replace(found, confidence=round(min(scores[name], 0.95), 4)))
        for name in best
        for passage, found in groups[name]
    ]


def group_names(pending: Sequence[tuple[Passage, Found]]) -> list[str]:
    """Return one name for each finding, the same for those that name the same problem.

    "Adverse effects of climate change" and "highly vulnerable to climate change" are one; "soil erosion" and
    "coastal erosion" are two.
    """
    leaders: list[tuple[str, frozenset[str], frozenset[str]]] = []
    names = []
    for _, found in pending:
        key = name_key(found.phrase)
        stems, numbers = list_key_stems(found.phrase), frozenset(_NUMBER.findall(found.phrase.text))
        same = (
            name
            for name, other, counted in leaders
            if name == key or (numbers == counted and measure_overlap(stems, other) >= SAME)
        )
        name = next(same, key)
        if name == key:
            leaders.append((key, stems, numbers))
        names.append(name)
    return names


def list_key_stems(phrase: Tokens) -> frozenset[str]:
    """Return the words of a problem that tell it from others: not how bad it is, nor whose."""
    cues = read_cues()
    empty = cues.effects | cues.bad | cues.excess | cues.predicates | cues.light | EMPTY
    words = [
        token.text
        for token in phrase
        if token.lemma_.lower() not in empty and token.lower_ not in empty and not is_country(token.text)
    ]
    return list_stems(" ".join(words)) or list_stems(phrase.text)


def is_country(word: str) -> bool:
    """Tell whether a word is a country's name or adjective."""
    return word[:1].isupper() and bool(find_countries(word))


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


def build_issue(document: Document, passage: Passage, name: str, found: Found) -> Mention:
    """Return the mention of an issue."""
    focus = passage.locate(found.phrase)
    key = f"{document.id.removeprefix('doc:')}:{name}"
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
