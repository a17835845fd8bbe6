"""Shares: how often findings of each rule and rank were right."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import msgspec

from tests.eval.calibration import Finding
from transform.calibration import Band, Shares, rank_tie

LEANING = 4.0  # findings for which the share of the kind or relation counts beside a rule's own
FEWEST = 20  # findings of a rule that make a band of their own
CUTS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)  # confidences at which bands may begin
DIGITS = 3


def measure_shares(findings: Iterable[Finding]) -> dict[str, Shares]:
    """Return the share of right findings by kind or relation, and by rule and band.

    Ties are ranked by their own confidence and by the measured one of their ends.
    """
    known = list(findings)
    shares = measure_groups(finding for finding in known if not finding.ends)
    return shares | measure_groups(rank_finding(shares, finding) for finding in known if finding.ends)


def rank_finding(shares: Mapping[str, Shares], tie: Finding) -> Finding:
    """Return a tie with the confidence by which it ranks among those of its rule."""
    return msgspec.structs.replace(tie, confidence=rank_tie(tie.confidence, look_up_ends(shares, tie)))


def look_up_ends(shares: Mapping[str, Shares], tie: Finding) -> float:
    """Return the measured confidence of the less sure end of a tie."""
    return min(look_up(shares, end) for end in tie.ends)


def measure_groups(findings: Iterable[Finding]) -> dict[str, Shares]:
    """Return the same for findings whose confidences rank those of a rule."""
    groups: dict[str, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        groups[finding.name][finding.rule].append(finding)
    shares = {}
    for name, rules in sorted(groups.items()):
        every = [finding for found in rules.values() for finding in found]
        share = sum(finding.right for finding in every) / len(every)
        bands = {rule: split_bands(found, share) for rule, found in sorted(rules.items())}
        shares[name] = Shares(round(share, DIGITS), bands)
    return shares


def split_bands(found: Sequence[Finding], share: float) -> tuple[Band, ...]:
    """Return bands of a rule's findings, each of enough of them, with shares that do not fall."""
    groups: list[tuple[float, list[Finding]]] = []
    for low, high in pairwise((*CUTS, 1.01)):
        own = [finding for finding in found if low <= finding.confidence < high]
        if groups and len(groups[-1][1]) < FEWEST:
            groups[-1][1].extend(own)
        else:
            groups.append((low, own))
    if len(groups) > 1 and len(groups[-1][1]) < FEWEST:
        groups[-2][1].extend(groups.pop()[1])
    return tuple(
        Band(low, value) for (low, _), value in zip(groups, join_falling(groups, share), strict=True)
    )


def join_falling(groups: Sequence[tuple[float, Sequence[Finding]]], share: float) -> list[float]:
    """Return the share of each group; neighbours whose shares fall have one, that of both together."""
    pools: list[list[float]] = []
    for _, own in groups:
        pools.append([sum(one.right for one in own), float(len(own)), 1.0])
        while len(pools) > 1 and lean(pools[-2], share) >= lean(pools[-1], share):
            last = pools.pop()
            pools[-1] = [old + new for old, new in zip(pools[-1], last, strict=True)]
    shares = [(round(lean(pool, share), DIGITS), int(pool[2])) for pool in pools]
    return [value for value, size in shares for _ in range(size)]


def lean(pool: Sequence[float], share: float) -> float:
    """Return the share of right findings (first) of all (second) of a pool, leaning on that of its kind."""
    right, count = pool[0], pool[1]
    return (right + LEANING * share) / (count + LEANING)


def look_up(shares: Mapping[str, Shares], finding: Finding) -> float:
    """Return the measured confidence of a finding; of a tie no more than that of its ends."""
    own = shares.get(finding.name)
    if own is None:
        return finding.confidence
    ranked = rank_finding(shares, finding) if finding.ends else finding
    bands = [band.share for band in own.rules.get(finding.rule, ()) if ranked.confidence >= band.least]
    share = bands[-1] if bands else own.share
    return min(share, look_up_ends(shares, finding)) if finding.ends else share
