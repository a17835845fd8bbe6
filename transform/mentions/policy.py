"""Goals, areas and measures: which phrases of a document say what the policy sets out to do."""

import re
from collections.abc import Callable, Sequence

import msgspec

from extract.records import Block, Document, Span
from transform.evidence import build_evidence
from transform.features import Setting, list_features
from transform.goal_levels import Goal, choose_overall
from transform.ids import build_mention_id
from transform.language import Passage
from transform.models.linear import read_model
from transform.outline import Role, find_outline_roles
from transform.records import Mention
from transform.sections import find_places, find_section_roles, list_children
from transform.statements import LABEL_LENGTH, Statement, join_statements

MODEL = "statements"
THRESHOLDS = {"area": 0.33, "goal": 0.22, "measure": 0.27}  # best F1 on documents held out in training
SECTION_WORDS = 10  # words of the headings above that a classifier may know
_WORD = re.compile(r"[a-z0-9]+")


class Finding(msgspec.Struct, frozen=True):
    """What a phrase of the document is found to be; spans count characters of `Document.text`."""

    block: Block
    kind: str
    sentence: Span
    phrase: Span
    rule: str
    confidence: float
    level: str = ""
    commitment: str = ""
    negated: bool = False


def find_policy(document: Document, passages: Sequence[Passage]) -> list[Mention]:
    """Return the goals, areas and measures of a document, in the order of its text."""
    roles = find_outline_roles(document)
    statements = join_statements(passages)
    outlined = [
        outline_finding(document, block, roles[block.id]) for block in document.blocks if block.id in roles
    ]
    judged = judge_statements(document, statements, taken=[finding.phrase for finding in outlined])
    findings = sorted(drop_nested([*outlined, *judged]), key=lambda finding: finding.phrase)
    return [build_mention(document, finding) for finding in set_levels(document.text, findings)]


def outline_finding(document: Document, block: Block, role: Role) -> Finding:
    """Return the finding for a block that the document itself names as a goal or an area."""
    start = block.span.start + role.label_start
    phrase = trim_span(document.text, Span(start, min(block.span.end, start + LABEL_LENGTH)))
    return Finding(block, role.kind, block.span, phrase, role.rule, role.confidence, role.level)


def trim_span(text: str, span: Span) -> Span:
    """Return a span without white space and stops at its ends."""
    start, end = span.start, span.end
    while end > start + 1 and text[end - 1] in " .;,:":
        end -= 1
    while start < end - 1 and text[start] in " .;,:":
        start += 1
    return Span(start, end)


def judge_statements(
    document: Document, statements: Sequence[Statement], *, taken: Sequence[Span]
) -> list[Finding]:
    """Return the statements that the model finds to be goals, areas or measures, without those taken."""
    model = read_model(MODEL)
    settings = build_settings(document)
    findings = []
    for statement in statements:
        phrase = statement.passage.locate(statement.phrase)
        if any(phrase.start < other.end and phrase.end > other.start for other in taken):
            continue
        chances = model.predict(list_features(statement, settings(statement)))
        kind = max(sorted(THRESHOLDS), key=lambda name: chances[name])
        if chances[kind] >= THRESHOLDS[kind]:
            findings.append(
                Finding(
                    block=statement.passage.block,
                    kind=kind,
                    sentence=statement.passage.locate(statement.sentence),
                    phrase=phrase,
                    rule=statement.rule,
                    confidence=round(chances[kind], 4),
                    commitment=statement.commitment,
                    negated=statement.negated,
                )
            )
    return findings


def build_settings(document: Document) -> Callable[[Statement], Setting]:
    """Return a function that tells what surrounds a statement of the document."""
    places, children = find_places(document), list_children(document)
    length = max(len(document.text), 1)

    def describe(statement: Statement) -> Setting:
        block = statement.passage.block
        place = places[block.id]
        above = [document.text[heading.span.start : heading.span.end].lower() for heading in place.headings]
        words = [word for text in reversed(above[-2:]) for word in _WORD.findall(text)]
        return Setting(
            place=place,
            children=children.get(block.id, ()),
            position=block.span.start / length,
            pages=len(document.pages),
            section_roles=find_section_roles(document, place.headings),
            section_words=tuple(sorted(set(words[:SECTION_WORDS]))),
        )

    return describe


def drop_nested(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings without those whose words overlap with a surer one's."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda item: (-item.confidence, item.phrase)):
        phrase = finding.phrase
        if not any(phrase.start < other.phrase.end and phrase.end > other.phrase.start for other in kept):
            kept.append(finding)
    return kept


def set_levels(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings with a level for each goal: one overall goal, the others specific."""
    goals = [finding for finding in findings if finding.kind == "goal"]
    chosen = [goal for goal in goals if goal.level == "overall"]
    if not chosen:
        best = choose_overall([describe_goal(text, goal) for goal in goals])
        chosen = [] if best is None else [goals[best]]
    return [
        msgspec.structs.replace(finding, level="overall" if finding in chosen else "specific")
        if finding.kind == "goal"
        else finding
        for finding in findings
    ]


def describe_goal(text: str, finding: Finding) -> Goal:
    """Return a goal as far as its level depends on it."""
    sentence, phrase = finding.sentence, finding.phrase
    return Goal(
        words=text[phrase.start : phrase.end],
        sentence=text[sentence.start : sentence.end],
        rule=finding.rule,
        confidence=finding.confidence,
    )


def build_mention(document: Document, finding: Finding) -> Mention:
    """Return the mention for a finding; its key is the document and its normalised words."""
    name = document.text[finding.phrase.start : finding.phrase.end]
    key = f"{document.id.removeprefix('doc:')}:{' '.join(_WORD.findall(name.lower()))}"
    attributes = {
        "level": finding.level,
        "number": finding.block.number if any(mark.isalnum() for mark in finding.block.number) else "",
        "commitment": finding.commitment if finding.kind in ("measure", "target") else "",
        "negated": "true" if finding.negated and finding.kind == "measure" else "",
    }
    return Mention(
        id=build_mention_id(finding.kind, key, finding.phrase.start, finding.phrase.end),
        kind=finding.kind,
        name=name,
        key=key,
        rule=finding.rule,
        confidence=finding.confidence,
        evidence=build_evidence(document, finding.block, finding.sentence, finding.phrase),
        attributes=tuple(sorted((name, value) for name, value in attributes.items() if value)),
    )
