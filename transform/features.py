"""Features of a statement: what a classifier may know of a phrase, its sentence and its place."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from extract.records import Block
from transform.cues import find_roles_of, read_statement_cues
from transform.sections import Place
from transform.statements import Statement

_NUMBER_STYLES = (
    ("decimal-3", re.compile(r"\d+\.\d+\.\d+")),
    ("decimal-2", re.compile(r"\d+\.\d+")),
    ("digit", re.compile(r"\d+")),
    ("roman", re.compile(r"[ivxIVX]+")),
    ("letter", re.compile(r"[A-Za-z]")),
    ("word", re.compile(r"\w+ .*")),
)
_QUANTITY = re.compile(
    r"\d+(?:[.,]\d+)*\s*(?:%|per cent|percent|million|billion|MW|GW|ha\b|tonnes)", re.IGNORECASE
)
_MONEY = re.compile(r"[£$€¥]\s?\d|\b(?:USD|US\$|EUR|GBP)\s?\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LENGTHS = (2, 4, 7, 12, 20, 35, 60)  # words: roughly each doubles


class Setting(msgspec.Struct, frozen=True):
    """What surrounds a statement.

    Attributes:
        place: Of its block.
        children: Blocks right under it, if it is a heading.
        position: Share of the document's text before it, 0 to 1.
        pages: Number of pages of the document.
    """

    place: Place
    children: Sequence[Block]
    position: float
    pages: int
    section_roles: tuple[tuple[str, ...], ...]
    section_words: tuple[str, ...]


def list_features(statement: Statement, setting: Setting) -> list[str]:
    """Return the names of the features that hold for a statement, sorted, each once."""
    found = {
        *describe_form(statement),
        *describe_wording(statement),
        *describe_place(statement, setting),
        *describe_block(statement, setting),
    }
    return sorted(found)


def describe_form(statement: Statement) -> Iterator[str]:
    """Yield how the phrase is said: rule, verb, subject, commitment, tense."""
    cues = read_statement_cues()
    head = statement.head
    rule = statement.rule.removeprefix("statements/")
    yield f"rule={rule}"
    yield f"head={head.lemma_.lower()}"
    yield f"tag={head.tag_}"
    yield f"dep={head.dep_}"
    yield f"rule+dep={rule}+{head.dep_}"
    yield f"commitment={statement.commitment}"
    subject = statement.subject
    group = "none" if not subject else "policy" if subject in cues.policy_subjects else "other"
    yield f"subject={group}"
    yield f"rule+subject={rule}+{group}"
    if subject:
        yield f"subject-is={subject}"
    if statement.negated:
        yield "negated"
    if head.lemma_.lower() in cues.action_verbs:
        yield "action-verb"
        yield f"rule+action={rule}"
    if any(token.tag_ in ("VBD",) for token in statement.sentence):
        yield "sentence-past"
    if any(token.lower_ in ("has", "have", "had", "been") for token in statement.sentence):
        yield "sentence-perfect"
    if statement.phrase.start == statement.sentence.start:
        yield "opens-sentence"
    if statement.sentence.text.rstrip().endswith(":"):
        yield "sentence-colon"


def describe_wording(statement: Statement) -> Iterator[str]:
    """Yield the words of the phrase, its length, and the numbers in it."""
    words = [token for token in statement.phrase if token.is_alpha]
    for token in words[:14]:
        if not token.is_stop:
            yield f"word={token.lemma_.lower()}"
    for token in words[:2]:
        yield f"first={token.lemma_.lower()}"
    if words:
        yield f"suffix={words[0].lower_[-4:]}"
    yield f"length={sum(len(statement.phrase) > length for length in _LENGTHS)}"
    text = statement.phrase.text
    yield from (
        name
        for name, pattern in (("quantity", _QUANTITY), ("money", _MONEY), ("year", _YEAR))
        if pattern.search(text)
    )
    if text.isupper():
        yield "capitals"
    for role in find_roles_of(text)[:3]:
        yield f"own={role}"
    before = statement.sentence.doc[statement.sentence.start : statement.phrase.start]
    for token in before[-3:] if len(before) else ():
        yield f"before={token.lower_}"


def describe_place(statement: Statement, setting: Setting) -> Iterator[str]:
    """Yield what the headings, lead-in and column header above the phrase announce."""
    kind = statement.passage.block.kind
    for depth, roles in enumerate(setting.section_roles[:3]):
        for role in roles[:2]:
            yield f"section-{depth}={role}"
            yield f"section={role}"
            yield f"{kind}+section={role}"
        if not roles:
            yield f"section-{depth}=plain"
    for word in setting.section_words:
        yield f"heading-word={word}"
    if not setting.section_roles:
        yield "section=none"
    lead_roles = find_roles_of(setting.place.lead_in)[:2] if setting.place.lead_in else ()
    for role in lead_roles:
        yield f"lead={role}"
    if setting.place.lead_in.endswith(":"):
        yield "lead-colon"
    cell = statement.passage.cell
    if cell is not None:
        yield f"column={min(cell.column, 4)}"
        for role in find_roles_of(cell.header)[:2]:
            yield f"header={role}"
        yield "header=none" if not cell.header else "header=some"
    yield f"position={int(setting.position * 5)}"
    yield f"pages={'one' if setting.pages <= 2 else 'few' if setting.pages <= 8 else 'many'}"


def describe_block(statement: Statement, setting: Setting) -> Iterator[str]:
    """Yield what sort of block it is, its numbering, and what stands under it."""
    block = statement.passage.block
    rule = statement.rule.removeprefix("statements/")
    yield f"block={block.kind}"
    yield f"block+rule={block.kind}+{rule}"
    yield f"level={block.kind}{block.level}"
    style = next((name for name, pattern in _NUMBER_STYLES if pattern.fullmatch(block.number)), "")
    if style:
        yield f"number={block.kind}+{style}"
    if block.kind == "heading":
        kinds = [child.kind for child in setting.children]
        for kind in ("heading", "list_item", "paragraph", "table_row"):
            yield f"under={kind}:{min(kinds.count(kind), 3)}"
    if block.kind == "list_item":
        yield "nested" if setting.place.parent is not None else "top-item"
        yield f"first-sentence={statement.sentence.start == 0}"
    if block.kind == "paragraph":
        before = sum(1 for one in statement.passage.doc.sents if one.start < statement.sentence.start)
        yield f"sentence-number={min(before, 3)}"
