"""Targets: quantified aims, with number and date, apart from past figures and forecasts."""

import re
from collections.abc import Iterator, Sequence

import msgspec
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from extract.records import Document
from transform.cues import read_statement_cues
from transform.evidence import build_evidence
from transform.ids import build_mention_id
from transform.language import Passage
from transform.mentions.target_values import (
    Quantity,
    find_baseline,
    find_deadline,
    find_own_deadline,
    find_quantities,
    find_years,
    read_target_cues,
)
from transform.records import Mention
from transform.sentences import find_sentence

LABEL_LENGTH = 200  # characters: the longest label the GraphML contract allows
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
LEAST_COUNT = 10  # smaller counts ("four main reasons") are no targets
_WORD = re.compile(r"[a-z0-9]+")
_CUT = re.compile(
    r"(?:, (?:which|while|whilst|including|with|and (?:will|is|are)|as well as|in order|thereby|corresponding"
    r"|instead|due to|so that|such as)\b"
    r"|; |\. [A-Z]| (?:thereby|in order to|which will|in partnership with|through our) ).*",
    re.DOTALL,
)
_OPENING = re.compile(
    r"^(?:(?:to|and|also|of|by|the|an?|therefore|thereby|further|in|will|-|\u2013|\u2022|:|,)\s+)+",
    re.IGNORECASE,
)


class Candidate(msgspec.Struct, frozen=True):
    """A phrase with a quantity that may be an aim."""

    passage: Passage
    quantity: Quantity
    phrase: Tokens
    head: Token
    rule: str
    commitment: str


def find_targets(document: Document, passages: Sequence[Passage]) -> list[Mention]:
    """Return the quantified aims of a document, in the order of its text."""
    found: list[Mention] = []
    for passage in passages:
        if passage.block.kind in ("title", "footnote", "caption"):
            continue
        last_end = -1
        for candidate in find_candidates(passage):
            confidence = judge(document, candidate)
            focus = passage.locate(candidate.phrase)
            if confidence and focus.start >= last_end:
                found.append(build_target(document, candidate, confidence))
                last_end = focus.end
    return found


def find_candidates(passage: Passage) -> Iterator[Candidate]:
    """Yield the phrases of a passage that hold a quantity, each phrase once."""
    seen: set[tuple[int, int]] = set()
    quantities = [*find_quantities(passage.text), *find_counts(passage.doc)]
    for quantity in sorted(quantities, key=lambda item: item.start):
        tokens = passage.doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
        candidate = build_candidate(passage, quantity, tokens) if tokens else None
        if candidate and (candidate.phrase.start, candidate.phrase.end) not in seen:
            seen.add((candidate.phrase.start, candidate.phrase.end))
            yield candidate


def find_counts(doc: Doc) -> list[Quantity]:
    """Return the numbers that count something: "13,000 people", "1 million children"."""
    found = []
    for token in doc:
        if not token.like_num or token.dep_ not in ("nummod", "nsubj", "dobj", "pobj", "compound"):
            continue
        noun = token.head if token.dep_ == "nummod" else token
        digits = re.sub(r"[^\d]", "", token.text)
        big = (digits and int(digits) >= LEAST_COUNT) or token.lower_ in ("million", "billion", "thousand")
        year = len(digits) == len("2030") and digits[:2] in ("19", "20") and "," not in token.text
        if (
            big
            and not year
            and noun.lemma_.lower() not in read_target_cues().not_counted
            and noun.pos_ in ("NOUN", "PROPN")
            and noun.text != "%"
        ):
            found.append(count_noun(token, noun))
    return found


def count_noun(number: Token, noun: Token) -> Quantity:
    """Return a number with what it counts: "40 water points" → 40, water points."""
    doc, first = number.doc, number.i
    while first > 0 and doc[first - 1].like_num and doc[first - 1].head.i == number.i:
        first -= 1
    start = noun.i
    while start > number.i + 1 and doc[start - 1].dep_ == "compound":
        start -= 1
    value = doc[first : number.i + 1]
    return Quantity(value.start_char, value.end_char, value.text, doc[start : noun.i + 1].text, "count")


def build_candidate(passage: Passage, quantity: Quantity, tokens: Tokens) -> Candidate | None:
    """Return the clause that a quantity stands in, as an analyst would write it on a card."""
    head, inner = climb(tokens.root)
    doc = passage.doc
    subject = next((child for child in head.children if child.dep_ in SUBJECTS), None)
    end = find_end(head, tokens)
    if head.lemma_ == "be" and inner is not None and inner.pos_ == "NOUN":
        start, rule = inner.left_edge.i, "predicate"
    elif subject is not None and is_changed(head, subject, tokens):
        start, rule = subject.left_edge.i, "subject"
    elif head.pos_ in ("VERB", "AUX"):
        start, rule = head.i, "verb"
    else:
        start, end, rule = head.left_edge.i, head.right_edge.i + 1, "noun"
    start, end = min(start, tokens.start), max(end, tokens.end)
    phrase = trim(doc[start:end], tokens)
    return (
        Candidate(passage, quantity, phrase, head, rule, read_commitment(head)) if len(phrase) > 1 else None
    )


def is_changed(head: Token, subject: Token, quantity: Tokens) -> bool:
    """Tell whether a clause says of its subject, and not of what somebody does, how it is to be."""
    if subject.left_edge.i <= quantity.start <= subject.right_edge.i or subject.dep_ == "nsubjpass":
        return True
    if head.lemma_ in ("cover", "be"):
        return True
    cues = read_target_cues()
    objects = [child for child in head.children if child.dep_ == "dobj"]
    if subject.pos_ == "PRON":
        return False
    if not objects:
        return head.lemma_ in cues.moving_verbs
    within = quantity.start <= objects[0].i < quantity.end and not list(objects[0].rights)
    return within and head.lemma_ in cues.reaching_verbs


def find_end(head: Token, quantity: Tokens) -> int:
    """Return the end of a clause: before a further verb with a quantity of its own."""
    end = max([head.i, *(child.right_edge.i for child in head.rights)]) + 1
    for child in head.rights:
        counts = any(token.like_num or token.text == "%" for token in child.subtree)
        if (
            child.dep_ == "conj"
            and child.pos_ in ("VERB", "AUX")
            and child.left_edge.i >= quantity.end
            and counts
        ):
            return min(end, child.left_edge.i)
    return end


def climb(token: Token) -> tuple[Token, Token | None]:
    """Return the nearest verb above a token (else the top noun), and the child on the way to it."""
    inner: Token | None = None
    while token.head.i != token.i and token.pos_ not in ("VERB", "AUX"):
        inner, token = token, token.head
    return token, inner


def read_commitment(head: Token) -> str:
    """Return how strongly a verb or what it hangs from commits: committed, planned, recommended, possible."""
    cues = read_statement_cues()
    current = head
    while True:
        auxiliaries = {child.lower_ for child in current.children if child.dep_ in ("aux", "auxpass")}
        if auxiliaries & cues.committed:
            return "committed"
        if auxiliaries & cues.recommended:
            return "recommended"
        if auxiliaries & cues.possible:
            return "possible"
        if current.lemma_.lower() in cues.planned | cues.pledged:
            return "planned"
        if (
            current.dep_ not in ("xcomp", "ccomp", "conj", "advcl", "acl", "pcomp")
            or current.head.i == current.i
        ):
            return ""
        current = current.head


def trim(phrase: Tokens, quantity: Tokens) -> Tokens:
    """Return the phrase without opening words and closing clauses, at most a label long."""
    doc, start, end = phrase.doc, phrase.start, phrase.end
    while start < quantity.start and (doc[start].is_punct or _OPENING.match(doc[start].text + " ")):
        start += 1
    cut = _CUT.search(
        doc[start:end].text, max(0, doc[quantity.start : quantity.end].end_char - doc[start].idx)
    )
    limit = doc[start].idx + min(cut.start() if cut else LABEL_LENGTH, LABEL_LENGTH)
    while end > quantity.end and (
        doc[end - 1].idx + len(doc[end - 1]) > limit
        or (doc[end - 1].is_punct and doc[end - 1].text not in ")]%")
        or doc[end - 1].dep_ == "cc"
    ):
        end -= 1
    return doc[start:end]


def judge(document: Document, candidate: Candidate) -> float:
    """Return how sure it is that a phrase is an aim; 0.0 if it is a past figure, a state or a forecast."""
    head, text = candidate.head, candidate.phrase.text
    sentence = candidate.phrase.root.sent.text.lower()
    deadline = find_deadline(text) or find_deadline(sentence)
    future = bool(deadline) and int(deadline) >= (document.year or max(find_years(text), default=0))
    lemma = head.lemma_.lower()
    change = (
        lemma in (*read_target_cues().change_verbs, *read_target_cues().moving_verbs)
        or candidate.phrase[0].lower_ == "zero"
        or re.search(r"\b(?:reduction|increase|target|cover|coverage)\b", text)
    )
    if is_past(head) or any(cue in sentence for cue in read_target_cues().not_aims):
        return 0.0
    if candidate.commitment in ("committed", "planned") and (change or future):
        return 0.85
    if head.tag_ in ("VB", "VBG") and (change or future):
        return 0.75 if future else 0.65
    if candidate.passage.block.kind in ("list_item", "table_row") and change:
        return 0.6
    return 0.6 if future and change else 0.0


def is_past(head: Token) -> bool:
    """Tell whether the clause says what was or is: past tense, perfect, or a plain present."""
    auxiliaries = {child.lower_ for child in head.children if child.dep_ in ("aux", "auxpass")}
    if auxiliaries & {"will", "shall", "to", "should", "would", "can", "could", "may"}:
        return False
    return head.tag_ in ("VBD", "VBZ", "VBP") or bool(
        auxiliaries & {"has", "have", "had", "was", "were", "is", "are"}
    )


def read_aim(name: str, sentence: str) -> dict[str, str]:
    """Return value, unit, year and baseline of the first quantity in the words of an aim, or nothing."""
    quantities = find_quantities(name)
    return describe_aim(quantities[0], name, quantities[0].end, sentence) if quantities else {}


def describe_aim(quantity: Quantity, name: str, end: int, sentence: str) -> dict[str, str]:
    """Return value, unit, year and baseline of an aim, whose value ends at `end` in its name."""
    return {
        "value": quantity.value,
        "unit": quantity.unit,
        "year": find_own_deadline(name, end, sentence),
        "baseline": find_baseline(name),
    }


def build_target(document: Document, candidate: Candidate, confidence: float) -> Mention:
    """Return the mention of a target with its value, unit, year and baseline."""
    passage, quantity = candidate.passage, candidate.quantity
    focus = passage.locate(candidate.phrase)
    name, end = candidate.phrase.text, quantity.end - candidate.phrase.start_char
    key = f"{document.id.removeprefix('doc:')}:{' '.join(_WORD.findall(name.lower()))}"
    attributes = {
        **describe_aim(quantity, name, end, candidate.phrase.root.sent.text),
        "commitment": candidate.commitment,
    }
    return Mention(
        id=build_mention_id("target", key, focus.start, focus.end),
        kind="target",
        name=name,
        key=key,
        rule=f"targets/{candidate.rule}",
        confidence=confidence,
        evidence=build_evidence(document, passage.block, find_sentence(passage, focus), focus),
        attributes=tuple(sorted((key, value) for key, value in attributes.items() if value)),
    )
