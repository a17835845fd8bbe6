"""Items: statements that are printed as such: headings, list items, cells, names, counted parts."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from spacy.tokens import Span as Tokens

from transform.cues import read_statement_cues
from transform.language import Passage
from transform.parts import LONGEST_TITLE, is_deed, name_form, split_gerunds, split_title
from transform.statement import LEAST_WORDS, SUBJECTS, Statement, trim

LONGEST_HEADING = 8  # words of a paragraph that may be a heading
LONGEST_PART = 28  # words of a part of a plan that a sentence counts up
ARTICLES = ("the", "this", "our", "a", "an")
LINKS = ("of", "and", "for", "on", "in", "the", "&", "to", "-")  # words within a name


def find_items(passage: Passage) -> Iterator[Statement]:
    """Yield what a heading, list item or cell says as a whole, its title, and sentences without a subject.

    "Improve access to safe water.", "Expansion of geothermal energy", "Ensuring quality education"; a
    paragraph is read in the same way where it is no sentence: "Drainage: Repair of the main sewers."
    """
    listed = passage.block.kind in ("list_item", "table_row")
    sentences = [passage.doc[:]] if passage.block.kind == "heading" else list(passage.doc.sents)
    for number, sentence in enumerate(sentences):
        whole = trim(sentence)
        if whole is None:
            continue
        title, rest = split_title(whole) if passage.block.kind != "heading" else (None, None)
        if title is not None and number == 0:
            yield Statement(passage, sentence, title, "statements/title", title.root)
        if rest is not None:
            for part in split_gerunds(rest):
                yield Statement(passage, sentence, part, f"statements/{name_form(part)}", part.root)
        if (
            (listed and number == 0)
            or passage.block.kind == "heading"
            or is_fragment(whole)
            or is_heading_like(passage)
        ):
            for part in split_gerunds(whole) if passage.block.kind != "heading" else [whole]:
                yield Statement(passage, sentence, part, f"statements/{name_form(part)}", part.root)


def is_heading_like(passage: Passage) -> bool:
    """Tell whether a paragraph is a title in all but print: few words, no full stop, no subject."""
    doc = passage.doc
    short = passage.block.kind == "paragraph" and len(doc) <= LONGEST_HEADING and doc[-1].text[-1:].isalnum()
    return short and not any(token.dep_ in SUBJECTS for token in doc)


def is_fragment(phrase: Tokens) -> bool:
    """Tell whether a sentence opens with an action and has no subject: "Training of forty nurses."."""
    if name_form(phrase) == "nominal" and not is_deed(phrase[0]):
        return False
    return not any(child.dep_ in SUBJECTS for child in phrase.root.children)


def find_programmes(passage: Passage) -> Iterator[Statement]:
    """Yield the programmes that a passage calls by name: "£4 million for the [Green Harbours Programme]"."""
    nouns = read_statement_cues().programme_nouns
    for sentence in passage.doc.sents if holds_any(passage, nouns) else ():
        for token in sentence:
            if token.lower_ in nouns:
                name = find_name(sentence, token.i)
                if len(name) >= LEAST_WORDS:
                    yield Statement(passage, sentence, name, "statements/programme", name.root)


def holds_any(passage: Passage, words: Iterable[str]) -> bool:
    """Tell whether any of some words may stand in a passage: its text is read faster than its tokens."""
    lower = passage.text.lower()
    return any(word in lower for word in words)


def find_name(sentence: Tokens, last: int) -> Tokens:
    """Return the words with capitals that end at a place in a sentence, without an article."""
    doc, start = sentence.doc, last
    while start > sentence.start and (doc[start - 1].text[:1].isupper() or doc[start - 1].lower_ in LINKS):
        start -= 1
    while start < last and (not doc[start].text[:1].isupper() or doc[start].lower_ in ARTICLES):
        start += 1
    return doc[start : last + 1]


def find_enumerated(passage: Passage) -> Iterator[Statement]:
    """Yield what a sentence counts up after a word for the parts of a plan.

    "It has three priorities: [clean water], [safe roads] and [better schools]."
    """
    nouns = read_statement_cues().part_nouns
    for sentence in passage.doc.sents if holds_any(passage, nouns) else ():
        opening = find_enumeration(sentence)
        for part in split_list(sentence.doc[opening : sentence.end]) if opening else ():
            if len(part) <= LONGEST_PART:
                yield Statement(passage, sentence, part, "statements/enumerated", part.root)


def split_list(phrase: Tokens) -> Iterator[Tokens]:
    """Yield the parts of a list: between its semicolons, or else its commas and its last "and"."""
    doc = phrase.doc
    marks = [token.i for token in phrase if token.text == ";"]
    if not marks:
        marks = [token.i for token in phrase if token.text == ","]
        marks += [token.i for token in phrase if token.lower_ == "and"][-1:]
    cuts = [phrase.start - 1, *sorted(marks), phrase.end]
    for before, after in pairwise(cuts):
        part = trim(doc[before + 1 : after]) if after > before + 1 else None
        if part is not None:
            yield part


def find_enumeration(sentence: Tokens) -> int | None:
    """Return where a list of the parts of a plan begins in a sentence, or `None`."""
    nouns = read_statement_cues().part_nouns
    for token in sentence:
        if token.lower_ not in nouns:
            continue
        for mark in sentence.doc[token.i + 1 : min(token.i + LONGEST_TITLE, sentence.end)]:
            if mark.text in (":", ";") or mark.lower_ in ("namely", "namely;"):
                return mark.i + 1 if mark.i + 1 < sentence.end else None
    return None
