"""Calibration: confidences that say how often what a rule finds is right.

What a finder gives as confidence only ranks its own findings. How often findings of that rule and rank were
right on labelled documents is measured by `training/confidence.py`, which writes `lexicon/confidence.json`.
"""

from collections.abc import Mapping
from functools import cache

import msgspec

from transform.cues import LEXICON
from transform.records import Annotations, Mention, RelationMention

DIGITS = 4


class Band(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Findings of one rule whose own confidence is `least` or more: the share of them that was right."""

    least: float
    share: float


class Shares(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How often the findings of one kind or relation were right: all of them, and by rule.

    Attributes:
        share: Of all rules together, for rules that were not seen.
        rules: Bands of each rule, the lowest first.
    """

    share: float
    rules: dict[str, tuple[Band, ...]]


@cache
def read_shares() -> Mapping[str, Shares]:
    """Return the measured shares by kind or relation."""
    return msgspec.json.decode((LEXICON / "confidence.json").read_bytes(), type=dict[str, Shares])


def calibrate(found: Annotations) -> Annotations:
    """Return the annotations with measured confidences; of kinds that were never measured, as they are.

    A tie is never surer than the less sure of its ends.
    """
    mentions = tuple(calibrate_mention(mention) for mention in found.mentions)
    sure = {mention.id: mention.confidence for mention in mentions}
    relations = tuple(calibrate_tie(tie, sure) for tie in found.relations)
    return msgspec.structs.replace(found, mentions=mentions, relations=relations)


def calibrate_mention(mention: Mention) -> Mention:
    """Return a mention with its measured confidence."""
    measured = measure(mention.kind, mention.rule, mention.confidence)
    return msgspec.structs.replace(mention, confidence=measured)


def calibrate_tie(tie: RelationMention, sure: Mapping[str, float]) -> RelationMention:
    """Return a tie with its measured confidence, given how sure its ends are."""
    ends = min(sure[tie.source], sure[tie.target])
    measured = tie.confidence
    if tie.relation in read_shares():
        measured = measure(tie.relation, tie.rule, rank_tie(tie.confidence, ends))
    return msgspec.structs.replace(tie, confidence=min(measured, ends))


def rank_tie(confidence: float, ends: float) -> float:
    """Return by what a tie ranks among those of its rule: its own confidence and that of its ends.

    Args:
        confidence: What its rule gives it.
        ends: The measured confidence of the less sure of its ends.
    """
    return confidence * ends


def measure(name: str, rule: str, confidence: float) -> float:
    """Return how often findings of a kind or relation, of a rule and of a confidence were right."""
    shares = read_shares().get(name)
    if shares is None:
        return confidence
    bands = [band for band in shares.rules.get(rule, ()) if confidence >= band.least]
    return round(bands[-1].share if bands else shares.share, DIGITS)
