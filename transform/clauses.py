"""Clauses: statements that sentences make by their verbs: "will …", "aims to …", "in order to …"."""

from collections.abc import Iterator

import msgspec
from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from transform.cues import read_statement_cues
from transform.language import Passage
from transform.parts import split_gerunds
from transform.statement import LEAST_WORDS, SUBJECTS, Statement, trim


class Said(msgspec.Struct, frozen=True):
    """What a verb says: the words, the rule, how strongly it commits, the word that they hang from."""

    tokens: Tokens
    rule: str
    commitment: str
    head: Token


def find_in_sentence(passage: Passage, sentence: Tokens) -> Iterator[Statement]:
    """Yield what the sentence's verbs announce, each with the rule that found it."""
    for token in sentence:
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
            yield from find_at_verb(passage, sentence, token)


def find_at_verb(passage: Passage, sentence: Tokens, verb: Token) -> Iterator[Statement]:
    """Yield the statements that hang from one verb."""
    said = read_equated(verb) or read_announced(verb) or read_main(verb) or read_dependent(verb)
    whole = trim(said.tokens) if said is not None else None
    if said is None or whole is None:
        return
    subject = find_subject(verb)
    negated = any(child.dep_ == "neg" for child in verb.children)
    for phrase in split_gerunds(whole):
        top = said.head if phrase.start == whole.start else phrase.root
        if len(phrase) >= LEAST_WORDS:
            yield Statement(
                passage, sentence, phrase, f"statements/{said.rule}", top, subject, said.commitment, negated
            )


def list_auxiliaries(verb: Token) -> set[str]:
    """Return the auxiliaries of a verb in lower case."""
    return {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}


def read_equated(verb: Token) -> Said | None:
    """Return what is said to be an aim: "our aim is to …", "… is a priority of ours"."""
    if verb.lemma_.lower() == "be" and find_subject(verb) in read_statement_cues().aim_nouns:
        return Said(find_predicate(verb), "aim-is", "planned", verb)
    called = find_called(verb)
    if called is None:
        return None
    return Said(verb.doc[called.left_edge.i : called.right_edge.i + 1], "called-aim", "planned", called)


def read_announced(verb: Token) -> Said | None:
    """Return what a verb announces: "needs to …", "intends to …", "pledged to …"."""
    cues = read_statement_cues()
    lemma = verb.lemma_.lower()
    commitment = read_commitment(list_auxiliaries(verb), lemma)
    complement = next((child for child in verb.children if child.dep_ in ("xcomp", "ccomp")), None)
    wanted = find_wanted(verb)
    if wanted is not None:
        needed = lemma in cues.needing
        rule, strength = ("modal-recommended", "recommended") if needed else ("intends", "planned")
        return Said(cover(wanted), rule, strength, wanted)
    if find_bond(verb) is not None:
        return Said(cover(verb), "pledges", "committed", verb)
    if lemma in cues.planned and complement is not None:
        return Said(cover(complement), "intends", commitment or "planned", complement)
    if lemma in cues.pledged and complement is not None and lemma not in ("work", "help", "continue"):
        return Said(cover(complement), "pledges", commitment or "committed", complement)
    return None


def read_main(verb: Token) -> Said | None:
    """Return what a verb says by its form: "will build", "shall be built", "is building", "builds"."""
    lemma, auxiliaries = verb.lemma_.lower(), list_auxiliaries(verb)
    commitment = read_commitment(auxiliaries, lemma)
    if commitment and "have" not in auxiliaries:
        passive = any(child.dep_ == "nsubjpass" for child in verb.children)
        rule = "passive" if passive else f"modal-{commitment}"
        return Said(cover(verb, passive=passive), rule, commitment, verb)
    if is_progressive(verb, auxiliaries):
        return Said(cover(verb), "progressive", "committed", verb)
    if verb.tag_ in ("VBP", "VBZ") and verb.dep_ in ("ROOT", "conj") and lemma not in ("be", "have"):
        return Said(cover(verb), "present", "committed", verb)
    return None


def read_dependent(verb: Token) -> Said | None:
    """Return what a verb says that hangs from another word: "in order to build", "by building"."""
    to = any(child.lower_ == "to" for child in verb.lefts)
    if to and verb.dep_ in ("advcl", "acl"):
        return Said(cover(verb), "purpose", "planned", verb)
    if verb.tag_ == "VBG" and verb.dep_ == "pcomp":
        return Said(cover(verb), f"after-{verb.head.lower_}"[:20], "planned", verb)
    if to and verb.tag_ == "VB" and verb.dep_ in ("xcomp", "ROOT"):
        return Said(cover(verb), "to-verb", "planned", verb)
    return None


def find_called(verb: Token) -> Token | None:
    """Return the subject of which a verb says that it is a priority or aim; else none.

    "[Safe roads] are a priority of the council", "[Ending hunger] remains our main goal"
    """
    cues = read_statement_cues()
    if verb.lemma_.lower() not in ("be", "remain"):
        return None
    called = any(child.dep_ == "attr" and child.lemma_.lower() in cues.aim_nouns for child in verb.rights)
    subject = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    named = subject is not None and subject.pos_ != "PRON" and subject.lemma_.lower() not in cues.aim_nouns
    return subject if called and named else None


def find_wanted(verb: Token) -> Token | None:
    """Return the verb that is needed or wished: "needs [to train]", "would like [to help]"; else none."""
    cues = read_statement_cues()
    lemma = verb.lemma_.lower()
    wishes = lemma in cues.wishing and any(child.lower_ in ("would", "'d") for child in verb.lefts)
    if not (wishes or lemma in cues.needing) or verb.tag_ in ("VBD", "VBN"):
        return None
    for child in verb.rights:
        if child.dep_ == "xcomp" and child.tag_ == "VB" and any(mark.lower_ == "to" for mark in child.lefts):
            return child
    return None


def find_bond(verb: Token) -> Token | None:
    """Return the word by which somebody is bound to do what a verb says: "is [committed] to protecting"."""
    head = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ == "to" else verb.head
    to = verb.dep_ == "pcomp" or any(child.lower_ == "to" for child in verb.lefts)
    linked = head.head.lemma_ == "be" or any(child.dep_ in ("auxpass", "cop") for child in head.children)
    return head if to and linked and head.i < verb.i and head.lower_ in read_statement_cues().bound else None


def read_commitment(auxiliaries: set[str], lemma: str) -> str:
    """Return how strongly a verb with these auxiliaries commits: "will" → committed; "" for none."""
    cues = read_statement_cues()
    if auxiliaries & cues.committed:
        return "committed"
    if auxiliaries & cues.recommended or lemma in ("need", "require"):
        return "recommended" if lemma not in ("need", "require") or auxiliaries else ""
    if auxiliaries & cues.possible:
        return "possible"
    return ""


def is_progressive(verb: Token, auxiliaries: set[str]) -> bool:
    """Tell whether the verb is in the present progressive ("is developing"), not the perfect or past."""
    return (
        verb.tag_ == "VBG"
        and bool(auxiliaries & {"is", "are", "am", "'re", "’re"})
        and "have" not in auxiliaries
    )


def find_subject(verb: Token) -> str:
    """Return the head noun of the verb's subject in lower case, of the first verb's in a chain of verbs."""
    current = verb
    while True:
        for child in current.children:
            if child.dep_ in SUBJECTS:
                return child.lemma_.lower() if child.pos_ != "PRON" else child.lower_
        bond = find_bond(current)
        if current.dep_ in ("conj", "xcomp") and current.head.i != current.i:
            current = current.head
        elif bond is not None:
            current = bond.head if bond.dep_ == "acomp" else bond
        else:
            return ""


def find_predicate(verb: Token) -> Tokens:
    """Return what is said after "is": "Our goal is [to halve poverty]"; nothing if nothing is."""
    for child in verb.rights:
        if child.dep_ in ("attr", "xcomp", "acomp", "ccomp", "advcl", "prep"):
            return verb.doc[child.left_edge.i : child.right_edge.i + 1]
    return verb.doc[verb.i : verb.i]


def cover(verb: Token, *, passive: bool = False) -> Tokens:
    """Return the verb with what follows it in its clause; in the passive with its subject before it.

    A further clause with a subject or modal verb of its own stands for itself.
    """
    doc = verb.doc
    start = verb.i
    if passive:
        start = min(
            (child.left_edge.i for child in verb.children if child.dep_ == "nsubjpass"), default=verb.i
        )
    end = max([verb.i, *(child.right_edge.i for child in verb.rights)]) + 1
    own = (token for token in doc[verb.i + 1 : end] if opens_clause(token, verb))
    return doc[start : min((token.left_edge.i for token in own if token.left_edge.i > verb.i), default=end)]


def opens_clause(token: Token, verb: Token) -> bool:
    """Tell whether a verb joined to another has a modal verb of its own: "…, and will assist in …"."""
    above = token
    while above.dep_ == "conj" and above.head.i >= verb.i:
        above = above.head
    if above.i != verb.i or token.i == verb.i:
        return False
    return any(child.tag_ == "MD" for child in token.lefts)
