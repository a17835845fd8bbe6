"""Sectors of World Bank objectives: how well the lexicon finds them, beside linear models of their words.

    python -m training.sectors worldbank_projects.csv.gz

prints micro and macro F1 over countries that nothing was fitted on. scikit-learn is needed here only.
The labels are the World Bank's, put into DAC categories by `worldbank_sectors.csv`.
"""

import argparse
import csv
import gzip
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.multiclass import OneVsRestClassifier
from sklearn.preprocessing import MultiLabelBinarizer

from transform.mentions.sectors import read_lexicon, read_matcher, read_weak
from transform.sector_codes import find_category

CROSSWALK = Path(__file__).with_name("worldbank_sectors.csv")
LABELS = ("sector1", "sector2", "sector3")
EVERY = 5  # of the countries by name, one in five is held out and one in five chooses the settings
STRENGTHS = (1.0, 3.0, 10.0)  # inverse of the regularisation
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4)
TERM_WEIGHT = 0.5  # of a lexicon feature beside the words' TF-IDF, which are at most 1


class Objective(NamedTuple):
    """A project's development objective with the DAC categories of its sectors."""

    country: str
    text: str
    categories: frozenset[str]


def read_crosswalk() -> dict[str, str]:
    """Return the DAC category of each World Bank sector."""
    with CROSSWALK.open(encoding="utf-8", newline="") as file:
        return {row["worldbank"]: row["category"] for row in csv.DictReader(file)}


def read_objectives(path: Path) -> list[Objective]:
    """Return the projects that have an objective and a sector."""
    crosswalk = read_crosswalk()
    found = []
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            categories = frozenset(crosswalk[row[name]] for name in LABELS if row[name] in crosswalk)
            if categories and row["pdo"].strip():
                found.append(Objective(row["countryname"], row["pdo"], categories))
    return found


def split(objectives: Sequence[Objective]) -> tuple[list[Objective], list[Objective], list[Objective]]:
    """Return objectives to fit on, to choose settings by, and to measure with; no country is in two."""
    countries = sorted({one.country for one in objectives})
    place = {country: index % EVERY for index, country in enumerate(countries)}
    held = [one for one in objectives if place[one.country] == 0]
    chooser = [one for one in objectives if place[one.country] == 1]
    return [one for one in objectives if place[one.country] > 1], chooser, held


def find_by_lexicon(text: str) -> set[str]:
    """Return the categories that the terms in a text name; common words where none is a sector's own."""
    matches = read_matcher().find(text)
    own = [match for match in matches if match.term not in read_weak()]
    return {find_category(match.value) for match in own or matches}


def build_term_features(texts: Sequence[str]) -> csr_matrix:
    """Return for each text which categories its own terms name, and which its common ones."""
    names = sorted({find_category(code) for code in read_lexicon().sectors})
    matrix = np.zeros((len(texts), 2 * len(names)))
    for row, text in enumerate(texts):
        for match in read_matcher().find(text):
            common = len(names) if match.term in read_weak() else 0
            matrix[row, names.index(find_category(match.value)) + common] = TERM_WEIGHT
    return csr_matrix(matrix)


class Model:
    """TF-IDF of words and pairs of words, with or without lexicon features, and one regression a category."""

    def __init__(self, texts: Sequence[str], wanted: np.ndarray, strength: float, *, terms: bool) -> None:
        """Fit the model."""
        self.terms = terms
        self.vectorizer = TfidfVectorizer(
            ngram_range=(1, 2), min_df=3, sublinear_tf=True, stop_words="english"
        )
        self.vectorizer.fit(texts)
        self.regression = OneVsRestClassifier(LogisticRegression(C=strength, max_iter=500))
        self.regression.fit(self._features(texts), wanted)

    def predict(self, texts: Sequence[str]) -> np.ndarray:
        """Return the chance of each category for each text."""
        return self.regression.predict_proba(self._features(texts))

    def _features(self, texts: Sequence[str]) -> csr_matrix:
        words = self.vectorizer.transform(texts)
        return hstack([words, build_term_features(texts)]).tocsr() if self.terms else words


def measure(wanted: np.ndarray, found: np.ndarray) -> str:
    """Return micro and macro F1 as text."""
    micro = f1_score(wanted, found, average="micro", zero_division=0)
    macro = f1_score(wanted, found, average="macro", zero_division=0)
    return f"micro-F1 {micro:.3f}  macro-F1 {macro:.3f}"


def choose(
    fitted: Sequence[Objective], chooser: Sequence[Objective], binarizer: MultiLabelBinarizer, *, terms: bool
) -> tuple[Model, float, float]:
    """Return the model with the strength and threshold that do best on the choosing countries."""
    texts, wanted = [one.text for one in fitted], binarizer.transform([one.categories for one in fitted])
    goal = binarizer.transform([one.categories for one in chooser])
    best: tuple[float, Model, float, float] | None = None
    for strength in STRENGTHS:
        model = Model(texts, wanted, strength, terms=terms)
        chances = model.predict([one.text for one in chooser])
        for threshold in THRESHOLDS:
            score = f1_score(goal, chances > threshold, average="micro", zero_division=0)
            if best is None or score > best[0]:
                best = (score, model, threshold, strength)
    if best is None:
        raise ValueError("no settings to choose from")
    return best[1], best[2], best[3]


def main(arguments: Sequence[str]) -> int:
    """Print the held-out figures."""
    parser = argparse.ArgumentParser(description="measure sectors on World Bank objectives")
    parser.add_argument("projects", type=Path)
    objectives = read_objectives(parser.parse_args(arguments).projects)
    fitted, chooser, held = split(objectives)
    binarizer = MultiLabelBinarizer().fit([one.categories for one in objectives])
    known = set(binarizer.classes_)
    goal = binarizer.transform([one.categories for one in held])
    texts = [one.text for one in held]
    lines = [f"{len(fitted)} objectives to fit, {len(chooser)} to choose settings, {len(held)} held out"]
    by_lexicon = binarizer.transform([find_by_lexicon(text) & known for text in texts])
    lines.append(f"lexicon alone            {measure(goal, by_lexicon)}")
    for terms, name in ((False, "TF-IDF, linear          "), (True, "TF-IDF and lexicon terms")):
        model, threshold, strength = choose(fitted, chooser, binarizer, terms=terms)
        found = model.predict(texts) > threshold
        lines.append(f"{name} {measure(goal, found)}  (C {strength:g}, threshold {threshold:g})")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
