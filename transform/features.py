"""Features of a statement: what a classifier may know of a phrase, its sentence and its place."""

import re
from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Token

from transform.cues import find_roles_of, read_statement_cues
from transform.goal_levels import read_level_cues
from transform.parts import is_deed
from transform.phrase_features import LENGTHS, describe_amounts, describe_syntax, describe_wording
from transform.setting import Setting, find_left_roles, is_acting, list_outer_roles
from transform.statement import SUBJECTS, Statement

_NUMBER_STYLES = (
    ("decimal-3", re.compile(r"\d+\.\d+\.\d+")),
    ("decimal-2", re.compile(r"\d+\.\d+")),
    ("digit", re.compile(r"\d+")),
    ("roman", re.compile(r"[ivxIVX]+")),
    ("letter", re.compile(r"[A-Za-z]")),
    ("word", re.compile(r"\w+ .*")),
)
_AMOUNTS = (1, 2, 4, 8, 16)  # statements: each twice the last
_HANGING = (
    "xcomp",
    "ccomp",
    "conj",
    "advcl",
    "acl",
    "pcomp",
    "prep",
    "relcl",
)  # how a verb hangs from another
SENTENCE = "sentence"  # what is remembered with a spaCy document: how its sentences are said


def list_features(statement: Statement, setting: Setting) -> list[str]:
    """Return the names of the features that hold for a statement, sorted, each once."""
    found = {
        *describe_form(statement),
        *describe_wording(statement),
        *describe_syntax(statement),
        *describe_amounts(statement, setting),
        *describe_place(statement, setting),
        *describe_block(statement, setting),
        *describe_group(statement, setting),
        *describe_sense(statement),
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
    group = name_subject(statement)
    yield f"subject={group}"
    yield f"rule+subject={rule}+{group}"
    if subject:
        yield f"subject-is={subject}"
    if statement.negated:
        yield "negated"
    if head.lemma_.lower() in cues.action_verbs or statement.phrase[0].lower_ in cues.action_verbs:
        yield "action-verb"
        yield f"rule+action={rule}"
    yield f"above={read_tense(head)}"
    yield f"rule+above={rule}+{read_tense(head)}"
    yield from describe_sentence(statement)
    if statement.phrase.start == statement.sentence.start:
        yield "opens-sentence"


def describe_sentence(statement: Statement) -> tuple[str, ...]:
    """Return how the sentence of a phrase is said, remembered for its further phrases."""
    sentence = statement.sentence
    remembered = sentence.doc.user_data
    key = f"{SENTENCE} {sentence.start} {sentence.end}"
    if key not in remembered:
        tokens = list(sentence)
        tags, words = {token.tag_ for token in tokens}, {token.lower_ for token in tokens}
        held = {
            "sentence-past": "VBD" in tags,
            "sentence-perfect": bool(words & {"has", "have", "had", "been"}),
            "sentence-colon": statement.passage.read(sentence).rstrip().endswith(":"),
        }
        remembered[key] = tuple(name for name, holds in held.items() if holds)
    found: tuple[str, ...] = remembered[key]
    return found


def name_subject(statement: Statement) -> str:
    """Return what sort of subject a sentence has: who acts, a paper, a pronoun that points back, another."""
    cues = read_statement_cues()
    subject = statement.subject
    if not subject:
        return "none"
    if subject in ("this", "these", "that", "those", "it", "they", "which", "who", "there"):
        return "pointing"
    if subject in cues.paper_subjects:
        return "paper"
    if subject in cues.policy_subjects:
        return "policy"
    named = any(
        token.dep_ in SUBJECTS and token.pos_ == "PROPN" and subject in (token.lower_, token.lemma_.lower())
        for token in statement.sentence
    )
    return "name" if named else "other"


def read_tense(head: Token) -> str:
    """Return the tense of the verb that the whole clause hangs from: "has helped to [build]" is perfect."""
    current = head
    while current.head.i != current.i and current.dep_ in _HANGING:
        current = current.head
    auxiliaries = {child.lower_ for child in current.children if child.dep_ in ("aux", "auxpass")}
    if auxiliaries & {"will", "shall", "should", "must", "can", "may", "would", "could", "might"}:
        return "modal"
    if auxiliaries & {"has", "have", "had", "been", "'ve", "\u2019ve"}:
        return "perfect"
    if current.tag_ == "VBD" or auxiliaries & {"was", "were"}:
        return "past"
    return "progressive" if current.tag_ == "VBG" and auxiliaries else current.tag_


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
    if not setting.section_roles:
        yield "section=none"
    yield from describe_headings(setting)
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


def describe_headings(setting: Setting) -> Iterator[str]:
    """Yield the words of the headings above, and the pairs of words of the innermost one."""
    for word in setting.section_words:
        yield f"heading-word={word}"
    for pair in pairwise(setting.heading_words):
        yield f"heading-pair={'_'.join(pair)}"


def describe_sense(statement: Statement) -> Iterator[str]:
    """Yield what the phrase is about: what its verb does, whether it names a deed or an end."""
    cues = read_statement_cues()
    rule = statement.rule.removeprefix("statements/")
    called, broad = read_level_cues()
    lemmas = {statement.head.lemma_.lower(), statement.phrase[0].lemma_.lower()}
    for name, verbs in cues.verb_classes.items():
        if lemmas & verbs:
            yield f"verb={name}"
            yield f"rule+verb={rule}+{name}"
    if is_deed(statement.phrase[0]):
        yield "deed"
    before = statement.sentence.doc[statement.sentence.start : statement.phrase.start]
    if called.search(statement.passage.read(before)):
        yield "called-overall"
    if broad.search(statement.passage.read(statement.phrase)):
        yield "broad"
        yield f"broad+rule={rule}"
    if statement.part:
        yield "part"
        yield f"part+rule={rule}"
    if is_title(statement):
        yield "title-case"


def is_title(statement: Statement) -> bool:
    """Tell whether most words of the phrase begin with a capital: "Safe Harbours and Coasts"."""
    words = [token for token in statement.phrase if token.is_alpha and not token.is_stop]
    return len(words) > 1 and sum(token.text[0].isupper() for token in words) > len(words) * 2 // 3


def describe_group(statement: Statement, setting: Setting) -> Iterator[str]:
    """Yield how the blocks or cells look that are printed like this one, and what stands beneath it."""
    kind, group = statement.passage.block.kind, setting.group
    share = int(3 * group.acting / max(group.size, 1))
    acting = "acting" if is_acting(statement) else "still"
    yield f"group={kind}+{min(group.size, 4)}"
    yield f"group-acting={kind}+{share}"
    yield f"group-acting+own={kind}+{share}+{acting}"
    yield f"group-words={kind}+{sum(group.words / max(group.size, 1) > length for length in LENGTHS)}"
    yield f"beneath={kind}+{sum(setting.beneath >= least for least in _AMOUNTS)}"
    yield f"near={sum(setting.near >= least for least in _AMOUNTS)}"
    yield f"near={kind}+{sum(setting.near >= least for least in _AMOUNTS)}"
    for role in list_outer_roles(setting):
        yield f"outer={role}"
        yield f"outer={role}+{acting}"
    for role in find_left_roles(setting)[:2]:
        yield f"left={role}"
    if setting.left:
        yield f"left-words={sum(len(setting.left.split()) > length for length in LENGTHS)}"


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
        start = statement.sentence.start_char
        before = sum(first < start for first, _ in statement.passage.sentences)
        yield f"sentence-number={min(before, 3)}"
