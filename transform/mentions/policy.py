"""Goals, areas, measures and targets: which phrases of a document say what the policy sets out to do."""

import re
from collections.abc import Sequence

import msgspec

from extract.records import Block, Document, Span
from transform.evidence import build_evidence
from transform.goal_levels import Goal, choose_overall
from transform.ids import build_mention_id
from transform.judging import Finding, judge_statements, skip_part_name, trim_span
from transform.language import Passage
from transform.mentions.targets import find_targets, read_aim
from transform.models.linear import LinearModel, read_models
from transform.outline import Role, find_outline_roles
from transform.records import Mention
from transform.review import find_review
from transform.spans import Taken
from transform.statement import LABEL_LENGTH
from transform.statements import join_statements
from transform.wording import Alike, group_same, list_stems

_WORD = re.compile(r"[a-z0-9]+")


def find_policy(
    document: Document, passages: Sequence[Passage], *, model: LinearModel | None = None
) -> list[Mention]:
    """Return the goals, areas, measures and targets of a document.

    What says a quantity is a target by its syntax (`mentions.targets`) or by what the model makes of it.

    Args:
        document: The document.
        passages: Its blocks and cells, parsed.
        model: Tells statements apart (`transform.features`); the one that ships if none is given.
    """
    roles, review = find_outline_roles(document), find_review(document)
    outlined = [
        outline_finding(document, block, roles[block.id])
        for block in document.blocks
        if block.id in roles and block.id not in review
    ]
    judged = judge_statements(
        document,
        join_statements(passages),
        model or read_models().statements,
        taken=[finding.phrase for finding in outlined],
    )
    findings = drop_nested([*outlined, *judged])
    findings += find_named_again(document, findings)
    findings = settle_kinds(document, findings)
    findings = set_levels(document.text, sorted(findings, key=lambda finding: finding.phrase))
    keys = build_keys(document, findings)
    found = [build_mention(document, finding, key) for finding, key in zip(findings, keys, strict=True)]
    targets = find_targets(document, passages)
    said = Taken([item.evidence.focus for item in targets])
    return [
        *(item for item in found if item.kind != "target" or not said.overlaps(item.evidence.focus)),
        *targets,
    ]


def find_named_again(document: Document, findings: Sequence[Finding]) -> list[Finding]:
    """Return the headings that name an area which was found elsewhere: what stands under them is its own."""
    taken = {finding.block.id for finding in findings}
    areas = [
        (list_stems(document.text[item.phrase.start : item.phrase.end]), item.confidence)
        for item in findings
        if item.kind == "area"
    ]
    alike = Alike(stems for stems, _ in areas)
    for index, (stems, _) in enumerate(areas):
        alike.add(index, stems)
    found = []
    for block in document.blocks:
        if block.kind != "heading" or block.id in taken:
            continue
        phrase = skip_part_name(document.text, block.span)
        stems = list_stems(document.text[phrase.start : phrase.end])
        sure = max((areas[index][1] for index in alike.list_same(stems)), default=0.0)
        if sure:
            found.append(Finding(block, "area", block.span, phrase, "outline/named-again", sure))
    return found


def settle_kinds(document: Document, findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings with one kind for what is said twice: what is an area once is no measure.

    A table of areas may say them again, row by row, with what is done in each.
    """
    both = [item for item in findings if item.kind in ("area", "measure")]
    leaders = group_same([document.text[item.phrase.start : item.phrase.end] for item in both])
    areas = {leader for item, leader in zip(both, leaders, strict=True) if item.kind == "area"}
    settled = {
        item.phrase: msgspec.structs.replace(item, kind="area") if leader in areas else item
        for item, leader in zip(both, leaders, strict=True)
    }
    return [settled.get(item.phrase, item) for item in findings]


def build_keys(document: Document, findings: Sequence[Finding]) -> list[str]:
    """Return a key for each finding, the same for those of a kind that say the same: document and words."""
    keys = [""] * len(findings)
    order = sorted(
        range(len(findings)), key=lambda index: (-findings[index].confidence, findings[index].phrase)
    )
    for kind in sorted({finding.kind for finding in findings}):
        own = [index for index in order if findings[index].kind == kind]
        names = [document.text[findings[index].phrase.start : findings[index].phrase.end] for index in own]
        for index, leader in zip(own, group_same(names), strict=True):
            keys[index] = (
                f"{document.id.removeprefix('doc:')}:{' '.join(_WORD.findall(names[leader].lower()))}"
            )
    return keys


def outline_finding(document: Document, block: Block, role: Role) -> Finding:
    """Return the finding for a block that the document itself names as a goal or an area."""
    start = block.span.start + role.label_start
    phrase = trim_span(document.text, Span(start, min(block.span.end, start + LABEL_LENGTH)))
    named = phrase if phrase.end > phrase.start else block.span  # "Policy: )" names nothing but itself
    return Finding(block, role.kind, block.span, named, role.rule, role.confidence, role.level)


def drop_nested(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings without those whose words overlap with a surer one's."""
    kept, taken = list[Finding](), Taken()
    for finding in sorted(findings, key=lambda item: (-item.confidence, item.phrase)):
        if not taken.overlaps(finding.phrase):
            kept.append(finding)
            taken.add(finding.phrase)
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


def build_mention(document: Document, finding: Finding, key: str) -> Mention:
    """Return the mention for a finding."""
    name = document.text[finding.phrase.start : finding.phrase.end]
    attributes = {
        "level": finding.level,
        "number": finding.block.number if any(mark.isalnum() for mark in finding.block.number) else "",
        "commitment": finding.commitment if finding.kind in ("measure", "target") else "",
        "negated": "true" if finding.negated and finding.kind == "measure" else "",
    }
    if finding.kind == "target":
        attributes |= read_aim(name, document.text[finding.sentence.start : finding.sentence.end])
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
