"""Certainty: what rests on words that OCR was unsure of is held for less sure."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import msgspec

from extract.records import Document
from transform.records import Mention, RelationMention

DIGITS = 4
Finding = TypeVar("Finding", Mention, RelationMention)


def weigh_reading(document: Document, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return findings with their confidence lowered by how sure the reader is of the words on their page."""
    sureness = {page.number: page.sureness for page in document.pages if page.sureness < 1}
    return tuple(weigh(finding, sureness) for finding in findings) if sureness else tuple(findings)


def weigh(finding: Finding, sureness: Mapping[int, float]) -> Finding:
    """Return a finding with its confidence times the sureness of its page, if that is below 1."""
    factor = sureness.get(finding.evidence.page, 1.0)
    if factor == 1:
        return finding
    return msgspec.structs.replace(finding, confidence=round(finding.confidence * factor, DIGITS))
