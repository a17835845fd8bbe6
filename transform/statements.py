"""Statements: phrases of a document that may say a goal, an area, a measure or only describe.

Each finder (`transform.items`, `transform.clauses`) knows some ways in which policies say what they want;
none decides what a phrase is (`transform.judging` does). A statement is a run of tokens of one passage,
trimmed to what an analyst would write on a card.
"""

from collections.abc import Sequence

import msgspec

from transform.clauses import find_in_sentence
from transform.items import find_enumerated, find_items, find_programmes
from transform.language import Passage
from transform.parts import split_actions
from transform.statement import Statement


def find_statements(passage: Passage) -> list[Statement]:
    """Return the statements of a passage, in the order of its text; a phrase is returned once."""
    found: dict[tuple[int, int], Statement] = {}
    if passage.block.kind in ("footnote", "caption"):
        return []
    for statement in find_items(passage):
        found.setdefault((statement.phrase.start, statement.phrase.end), statement)
    if passage.block.kind != "heading":
        for sentence in passage.doc.sents:
            for statement in find_in_sentence(passage, sentence):
                found.setdefault((statement.phrase.start, statement.phrase.end), statement)
        for named in (*find_programmes(passage), *find_enumerated(passage)):
            found.setdefault((named.phrase.start, named.phrase.end), named)
    for place, whole in list(found.items()):
        parts = split_actions(whole.phrase)
        if len(parts) > 1:
            found[place] = msgspec.structs.replace(whole, second=parts[1].start)
        for part in parts:
            said = msgspec.structs.replace(whole, phrase=part, head=part.root, part=True)
            found.setdefault((part.start, part.end), said)
    return [found[place] for place in sorted(found)]


def join_statements(passages: Sequence[Passage]) -> list[Statement]:
    """Return the statements of all passages, in the order of the text."""
    return [statement for passage in passages for statement in find_statements(passage)]
