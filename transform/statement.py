"""Statement: a phrase of a document that may say a goal, an area, a measure or only describe."""

import msgspec
from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from transform.language import Passage

LABEL_LENGTH = 200  # characters: the longest label the GraphML contract allows
LEAST_WORDS = 2  # a phrase of one word says too little, unless it is a heading or a list item
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
CLOSING = (",", ";", ":", ".", "and", "or", "but", "as well as", "•")
OPENING = ("and", "or", "also", "to")


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
        part: Whether it is one of several things that a longer statement says.
        second: Token at which the second of the several things begins that it says itself, 0 for none.
    """

    passage: Passage
    sentence: Tokens
    phrase: Tokens
    rule: str
    head: Token
    subject: str = ""
    commitment: str = ""
    negated: bool = False
    part: bool = False
    second: int = 0


def trim(tokens: Tokens) -> Tokens | None:
    """Return the phrase without opening and closing punctuation and loose words, at most a label long."""
    doc, start, end = tokens.doc, tokens.start, tokens.end
    for token in tokens:
        if not (token.is_punct or token.is_space or token.lower_ in OPENING):
            break
        start += 1
    while end > start and ((token := doc[end - 1]).is_space or token.lower_ in CLOSING):
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
    return breaks[-1] if breaks else fitting[-1].i if fitting else tokens.start
