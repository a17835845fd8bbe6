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
from collections.abc import Sequence
from itertools import pairwise

import msgspec
from spacy.language import Language

from pipeline.settings import read_model_name
from tests.eval.calibration import Finding, is_tie, judge_facts
from training.labelled import list_labelled, read_example
from training.policy import FOLDS, Lesson, read_written, split_evenly, train_without
from training.shares import look_up, measure_shares
from transform.annotate import annotate_uncalibrated
from transform.cues import LEXICON
from transform.language import load_language
from transform.resolve import resolve

STEPS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 1.01)  # bands that are printed


def read_findings(lessons: Sequence[Lesson], nlp: Language) -> list[list[Finding]]:
    """Return what is found in each document by models that did not learn from it, and whether it is right."""
    documents = []
    for fold, models in train_without(lessons, split_evenly(lessons, FOLDS), read_written(nlp)):
        for lesson in fold:
            found = annotate_uncalibrated(lesson.example.document, nlp, models)
            documents.append(judge_facts(lesson.example.labels, resolve([found])))
    return documents


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
