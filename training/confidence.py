"""Measure how often each rule is right: `transform/lexicon/confidence.json`, for `transform.calibration`.

usage: python -m training.confidence GOLD_DIR[,GOLD_DIR…] PDF_DIR[,PDF_DIR…] [--hold-out NAME …] [--write]

A gold directory holds graphs as JSON (nodes with kind, label, alt; edges), a PDF directory the documents of
the same names. A thing found is right if it is matched to a gold node; a tie if both of its ends are and gold
ties them so. The share of a rule leans on that of its kind or relation the more, the less often the rule
fired, so that one lucky hit makes no certainty. Each document is read by models that were trained on the
other folds of documents, since the models that ship are surer of those that they have learnt from. Prints,
each document judged by the shares of the others, how many findings of each band of confidence were right.
scikit-learn is needed here only.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec
from spacy.language import Language

from pipeline.settings import read_model_name
from tests.eval.calibration import Finding, is_tie, judge_facts
from training.labelled import list_labelled, read_example
from training.policy import FOLDS, Lesson, split_evenly, train
from transform.annotate import annotate_uncalibrated
from transform.calibration import Band, Shares
from transform.cues import LEXICON
from transform.language import load_language
from transform.resolve import resolve

LEANING = 4.0  # findings for which the share of the kind or relation counts beside a rule's own
FEWEST = 20  # findings of a rule that make a band of their own
CUTS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)  # confidences at which bands may begin
STEPS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 1.01)  # bands that are printed
DIGITS = 3


def read_findings(lessons: Sequence[Lesson], nlp: Language) -> list[list[Finding]]:
    """Return what is found in each document by models that did not learn from it, and whether it is right."""
    documents = []
    for fold in split_evenly(lessons, FOLDS):
        models = train([lesson for lesson in lessons if lesson not in fold])
        for lesson in fold:
            found = annotate_uncalibrated(lesson.example.document, nlp, models)
            documents.append(judge_facts(lesson.example.labels, resolve([found])))
    return documents


def measure_shares(findings: Iterable[Finding]) -> dict[str, Shares]:
    """Return the share of right findings by kind or relation, and by rule and band."""
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
        while len(pools) > 1 and pools[-2][0] * pools[-1][1] >= pools[-1][0] * pools[-2][1]:
            last = pools.pop()
            pools[-1] = [old + new for old, new in zip(pools[-1], last, strict=True)]
    shares = [
        (round((right + LEANING * share) / (count + LEANING), DIGITS), int(size))
        for right, count, size in pools
    ]
    return [value for value, size in shares for _ in range(size)]


def print_bands(documents: Sequence[Sequence[Finding]]) -> None:
    """Print how many of each band of confidence were right, by shares of the other documents."""
    judged: list[tuple[float, Finding]] = []
    for place, own in enumerate(documents):
        others = [one for other, found in enumerate(documents) if other != place for one in found]
        shares = measure_shares(others)
        judged += [(look_up(shares, finding), finding) for finding in own]
    for title, ties in (("things", False), ("ties", True)):
        say(title)
        for low, high in pairwise(STEPS):
            own = [one.right for value, one in judged if low <= value < high and is_tie(one) == ties]
            if own:
                share = sum(own) / len(own)
                say(f"  {low:.1f} to {min(high, 1):.1f}  {sum(own):5} right of {len(own):5}  {share:.2f}")


def look_up(shares: dict[str, Shares], finding: Finding) -> float:
    """Return the measured confidence of a finding."""
    own = shares.get(finding.name)
    if own is None:
        return finding.confidence
    bands = [band.share for band in own.rules.get(finding.rule, ()) if finding.confidence >= band.least]
    return bands[-1] if bands else own.share


def say(text: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{text}\n")


def main(arguments: Sequence[str]) -> int:
    """Measure, print the bands, and write the shares."""
    parser = argparse.ArgumentParser(description="measure how often each rule is right")
    parser.add_argument("gold")
    parser.add_argument("pdfs")
    parser.add_argument("--hold-out", nargs="*", default=[])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    nlp = load_language(read_model_name())
    files = list_labelled(options.gold, options.pdfs, options.hold_out)
    documents = read_findings([Lesson(read_example(gold, pdf, nlp)) for gold, pdf in files], nlp)
    print_bands(documents)
    if options.write:
        shares = measure_shares(finding for found in documents for finding in found)
        (LEXICON / "confidence.json").write_bytes(
            msgspec.json.format(msgspec.json.encode(shares), indent=1) + b"\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
