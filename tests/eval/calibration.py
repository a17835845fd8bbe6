"""Calibration: how often what is found is right, by how sure it is said to be."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from tests.eval.scoring import EITHER, KINDS, Labels, in_scope, match, match_sectors
from transform.records import Facts

STEPS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9)  # confidences at which the bands of the table begin


class Finding(msgspec.Struct, frozen=True):
    """A thing or tie found in a labelled document.

    Attributes:
        name: Its kind or relation.
        rule: The rule that found it.
        confidence: 0 to 1.
        right: Whether the labels have it.
        between: Of a tie, whether the labels have both of its ends.
        ends: Of a tie, the two things.
    """

    name: str
    rule: str
    confidence: float
    right: bool
    between: bool = True
    ends: tuple["Finding", ...] = ()


def judge_facts(labels: Labels, facts: Facts) -> list[Finding]:
    """Return the things of the labelled kinds and the ties between them, each with whether it is right."""
    scored = [item for item in facts.entities if item.kind in KINDS and in_scope(labels, item)]
    matched: dict[str, str] = {}
    for kind in KINDS:
        wanted = [node for node in labels.nodes if node.kind == kind]
        found = [item for item in scored if item.kind == kind]
        matched |= match_sectors(wanted, found) if kind == "sector" else match(kind, wanted, found)
    things = {item.id: Finding(item.kind, item.rule, item.confidence, item.id in matched) for item in scored}
    findings = list(things.values())
    edges = {(edge.source, edge.relation, edge.target) for edge in labels.edges}
    for tie in facts.relations:
        if tie.source in things and tie.target in things:
            ends = (things[tie.source], things[tie.target])
            source, target = matched.get(tie.source, ""), matched.get(tie.target, "")
            names = (tie.relation, EITHER.get(tie.relation, ""))
            right = any((source, name, target) in edges for name in names)
            between = bool(source and target)
            findings.append(Finding(tie.relation, tie.rule, tie.confidence, right, between, ends))
    return findings


def is_tie(finding: Finding) -> bool:
    """Tell whether a finding is a tie and no thing."""
    return finding.name not in KINDS


def list_calibration(judged: Sequence[Finding]) -> Iterator[str]:
    """Yield the lines of a table: for each band of confidence how many ties are right, of how many.

    First of all ties, then of those between things that the labels have.
    """
    bands: dict[float, list[Finding]] = defaultdict(list)
    for one in filter(is_tie, judged):
        bands[max(step for step in STEPS if step <= one.confidence)].append(one)
    yield f"{'ties at confidence':18} {'right':>6} {'found':>6} {'share':>6} {'between':>8} {'share':>6}"
    for step in STEPS:
        own = bands[step]
        right, between = sum(one.right for one in own), sum(one.between for one in own)
        share, known = right / max(len(own), 1), right / max(between, 1)
        yield f"  from {step:<11} {right:6} {len(own):6} {share:6.2f} {between:8} {known:6.2f}"
