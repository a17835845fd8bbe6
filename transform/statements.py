"""Statements: phrases of a document that may say a goal, an area, a measure or only describe.

Each finder here knows one way in which policies say what they want; none decides what a phrase is
(`transform.mentions.policy` does). A statement is a run of tokens of one passage, trimmed to what an
analyst would write on a card.
"""

from collections.abc import Iterator, Sequence

import msgspec
from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from transform.cues import read_statement_cues
from transform.language import Passage

LABEL_LENGTH = 200  # characters: the longest label the GraphML contract allows
LEAST_WORDS = 2  # a phrase of one word says too little, unless it is a heading or a list item
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
LEFT_OUT = (*SUBJECTS, "aux", "auxpass", "mark", "punct", "advmod", "cc", "preconj", "npadvmod", "neg")
CLOSING = (",", ";", ":", ".", "and", "or", "but", "as well as", "•")


class Statement(msgspec.Struct, frozen=True):
    """A phrase that may be a goal, an area or a measure.

    Attributes:
        passage: Where it stands.
        sentence: The whole sentence.
        phrase: The phrase itself, within the sentence.
        rule: The way in which it is said.
        head: The word that the phrase hangs from.
        subject: Who does it, as the sentence says, or "" (lower-case head noun).
        commitment: committed, planned, recommended, possible, or "".
        negated: Whether the sentence denies it.
    """

    passage: Passage
    sentence: Tokens
    phrase: Tokens
    rule: str
    head: Token
    subject: str = ""
    commitment: str = ""
    negated: bool = False


def find_statements(passage: Passage) -> list[Statement]:
    """Return the statements of a passage, in the order of its text; a phrase is returned once."""
    found: dict[tuple[int, int], Statement] = {}
    if passage.block.kind in ("footnote", "caption"):
        return []
    if passage.block.kind in ("heading", "list_item", "table_row"):
        statement = find_item(passage)
        if statement is not None:
            found[statement.phrase.start, statement.phrase.end] = statement
    if passage.block.kind != "heading":
        for sentence in passage.doc.sents:
            for statement in find_in_sentence(passage, sentence):
                found.setdefault((statement.phrase.start, statement.phrase.end), statement)
    return [found[place] for place in sorted(found)]


def find_item(passage: Passage) -> Statement | None:
    """Return the first sentence of a heading, list item or cell as a statement.

    "Improve access to safe water.", "Expansion of geothermal energy", "Ensuring quality education".
    """
    sentence = passage.doc[:] if passage.block.kind == "heading" else next(iter(passage.doc.sents), None)
    if sentence is None:
        return None
    phrase = trim(sentence)
    if phrase is None:
        return None
    return Statement(passage, sentence, phrase, f"statements/{name_form(phrase)}", phrase.root)


def name_form(phrase: Tokens) -> str:
    """Return how an item opens: gerund, infinitive, imperative, nominal."""
    first = phrase[0]
    if (
        first.lower_.endswith("ing")
        and first.pos_ in ("VERB", "NOUN", "PROPN", "ADJ")
        and len(first) > len("bring")
    ):
        return "gerund"
    if first.lower_ == "to":
        return "infinitive"
    if first.lower_ in read_statement_cues().action_verbs and not first.text.isupper():
        return "imperative"
    return "nominal"


def find_in_sentence(passage: Passage, sentence: Tokens) -> Iterator[Statement]:
    """Yield what the sentence's verbs announce, each with the rule that found it."""
    for token in sentence:
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
            yield from find_at_verb(passage, sentence, token)


def find_at_verb(passage: Passage, sentence: Tokens, verb: Token) -> Iterator[Statement]:
    """Yield the statements that hang from one verb."""
    cues = read_statement_cues()
    lemma = verb.lemma_.lower()
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    subject = find_subject(verb)
    negated = any(child.dep_ == "neg" for child in verb.children)
    commitment = read_commitment(auxiliaries, lemma)
    complement = next((child for child in verb.children if child.dep_ in ("xcomp", "ccomp")), None)

    def build(tokens: Tokens | None, rule: str, strength: str, head: Token = verb) -> Iterator[Statement]:
        phrase = trim(tokens) if tokens is not None else None
        if phrase is not None and len(phrase) >= LEAST_WORDS:
            yield Statement(passage, sentence, phrase, f"statements/{rule}", head, subject, strength, negated)

    if lemma == "be" and subject in cues.aim_nouns:
        yield from build(find_predicate(verb), "aim-is", "planned")
    elif lemma in cues.planned and complement is not None:
        yield from build(
            cover(complement), "intends", "planned" if not commitment else commitment, complement
        )
    elif lemma in cues.pledged and complement is not None and lemma not in ("work", "help", "continue"):
        yield from build(cover(complement), "pledges", commitment or "committed", complement)
    elif commitment and "have" not in auxiliaries:
        passive = any(child.dep_ == "nsubjpass" for child in verb.children)
        yield from build(
            cover(verb, passive=passive), "passive" if passive else f"modal-{commitment}", commitment
        )
    elif is_progressive(verb, auxiliaries):
        yield from build(cover(verb), "progressive", "committed")
    elif verb.tag_ in ("VBP", "VBZ") and verb.dep_ in ("ROOT", "conj") and lemma not in ("be", "have"):
        yield from build(cover(verb), "present", "committed")
    elif verb.dep_ in ("advcl", "acl") and any(child.lower_ == "to" for child in verb.lefts):
        yield from build(cover(verb), "purpose", "planned")
    elif verb.tag_ == "VBG" and verb.dep_ == "pcomp":
        yield from build(cover(verb), f"after-{verb.head.lower_}"[:20], "planned")
    elif (
        verb.tag_ == "VB"
        and any(child.lower_ == "to" for child in verb.lefts)
        and verb.dep_ in ("xcomp", "ROOT")
    ):
        yield from build(cover(verb), "to-verb", "planned")


def read_commitment(auxiliaries: set[str], lemma: str) -> str:
    """Return how strongly a verb with these auxiliaries commits: "will" → committed; "" for none."""
    cues = read_statement_cues()
    if auxiliaries & set(cues.committed):
        return "committed"
    if auxiliaries & set(cues.recommended) or lemma in ("need", "require"):
        return "recommended" if lemma not in ("need", "require") or auxiliaries else ""
    if auxiliaries & set(cues.possible):
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
        if current.dep_ in ("conj", "xcomp") and current.head.i != current.i:
            current = current.head
        else:
            return ""


def find_predicate(verb: Token) -> Tokens | None:
    """Return what is said after "is": "Our goal is [to halve poverty]"."""
    for child in verb.rights:
        if child.dep_ in ("attr", "xcomp", "acomp", "ccomp", "advcl", "prep"):
            return verb.doc[child.left_edge.i : child.right_edge.i + 1]
    return None


def cover(verb: Token, *, passive: bool = False) -> Tokens:
    """Return the verb with what follows it in its clause; in the passive with its subject before it."""
    doc = verb.doc
    start = verb.i
    if passive:
        start = min(
            (child.left_edge.i for child in verb.children if child.dep_ == "nsubjpass"), default=verb.i
        )
    end = max([verb.i, *(child.right_edge.i for child in verb.rights)])
    return doc[start : end + 1]


def trim(tokens: Tokens) -> Tokens | None:
    """Return the phrase without opening and closing punctuation and loose words, at most a label long."""
    doc, start, end = tokens.doc, tokens.start, tokens.end
    while start < end and (
        doc[start].is_punct or doc[start].is_space or doc[start].lower_ in ("and", "or", "also", "to")
    ):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].lower_ in CLOSING):
        end -= 1
    end = shorten(doc[start:end]) if end > start else end
    while end > start and doc[end - 1].lower_ in CLOSING:
        end -= 1
    return doc[start:end] if end > start else None


def shorten(tokens: Tokens) -> int:
    """Return where to end a phrase so that it fits a label: at the last break before the limit."""
    limit = tokens.start_char + LABEL_LENGTH
    if tokens.end_char <= limit:
        return tokens.end
    fitting = [token for token in tokens if token.idx + len(token) <= limit]
    breaks = [
        token.i
        for token in fitting[len(fitting) // 2 :]
        if token.lower_ in (",", ";", "(", "–", "which", "and")
    ]
    return breaks[-1] if breaks else fitting[-1].i


def join_statements(passages: Sequence[Passage]) -> list[Statement]:
    """Return the statements of all passages, in the order of the text."""
    return [statement for passage in passages for statement in find_statements(passage)]
