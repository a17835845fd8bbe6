"""Sectors of World Bank objectives: the lexicon, a small model of words and terms, and a usual baseline.

    python -m training.sectors worldbank_projects.csv.gz [--save]

prints micro and macro F1 over countries that nothing was fitted on; with `--save` the small model is then
fitted on all countries and written to `transform/models/sectors.json`. scikit-learn is needed here only.
The labels are the World Bank's, put into DAC categories by `worldbank_sectors.csv`.
"""

import argparse
import csv
import gzip
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.multiclass import OneVsRestClassifier
from sklearn.preprocessing import MultiLabelBinarizer

from transform.mentions.sectors import read_matcher, read_weak
from transform.models.linear import MODELS
from transform.models.sector_words import SectorModel, list_features, weigh_features
from transform.sector_codes import find_category

CROSSWALK = Path(__file__).with_name("worldbank_sectors.csv")
LABELS = ("sector1", "sector2", "sector3")
EVERY = 5  # of the countries by name, one in five is held out and one in five chooses the threshold
STRENGTH = 3.0  # inverse of the regularisation, the best of 1, 3 and 10 on the choosing countries
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45)
FEWEST_USES = 4  # objectives that a feature must be in
DIGITS = 2


class Objective(NamedTuple):
    """A project's development objective with the DAC categories of its sectors."""

    country: str
    text: str
    categories: frozenset[str]


class Part(NamedTuple):
    """Objectives of some countries: texts, and a row of wanted categories for each."""

    texts: list[str]
    wanted: np.ndarray


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


def split(objectives: Sequence[Objective], binarizer: MultiLabelBinarizer) -> tuple[Part, Part, Part]:
    """Return objectives to fit on, to choose by, and to measure with; no country is in two."""
    countries = sorted({one.country for one in objectives})
    place = {country: index % EVERY for index, country in enumerate(countries)}
    held = [one for one in objectives if place[one.country] == 0]
    chooser = [one for one in objectives if place[one.country] == 1]
    fitted = [one for one in objectives if place[one.country] > 1]
    return build_part(fitted, binarizer), build_part(chooser, binarizer), build_part(held, binarizer)


def build_part(objectives: Sequence[Objective], binarizer: MultiLabelBinarizer) -> Part:
    """Return the texts and wanted categories of objectives."""
    wanted = binarizer.transform([one.categories for one in objectives])
    return Part([one.text for one in objectives], wanted)


def find_by_lexicon(text: str) -> set[str]:
    """Return the categories that the terms in a text name; common words where none is a sector's own."""
    matches = read_matcher().find(text)
    own = [match for match in matches if match.term not in read_weak()]
    return {find_category(match.value) for match in own or matches}


class Baseline:
    """TF-IDF of words and pairs of words, and one logistic regression a category."""

    def __init__(self, part: Part) -> None:
        """Fit the model."""
        self.vectorizer = TfidfVectorizer(
            ngram_range=(1, 2), min_df=3, sublinear_tf=True, stop_words="english"
        )
        self.regression = fit(self.vectorizer.fit_transform(part.texts), part.wanted)

    def predict(self, texts: Sequence[str]) -> np.ndarray:
        """Return the chance of each category for each text."""
        return self.regression.predict_proba(self.vectorizer.transform(texts))


class Small:
    """The model that ships: words and, if wanted, the categories of listed terms."""

    def __init__(self, part: Part, *, terms: bool) -> None:
        """Fit the model."""
        uses = Counter(name for text in part.texts for name in set(list_features(text)))
        names = sorted(name for name, count in uses.items() if count >= FEWEST_USES)
        self.columns = {name: index for index, name in enumerate(names) if terms or ":" not in name}
        self.columns = {name: index for index, name in enumerate(self.columns)}
        self.regression = fit(self._build_matrix(part.texts), part.wanted)

    def predict(self, texts: Sequence[str]) -> np.ndarray:
        """Return the chance of each category for each text."""
        return self.regression.predict_proba(self._build_matrix(texts))

    def write(self, path: Path, categories: Iterable[str]) -> None:
        """Write the model as the product reads it."""
        weights = np.vstack([one.coef_[0] for one in self.regression.estimators_])
        bias = [round(float(one.intercept_[0]), DIGITS) for one in self.regression.estimators_]
        model = SectorModel(
            tuple(categories),
            tuple(bias),
            {
                name: tuple(round(float(weight), DIGITS) for weight in weights[:, index])
                for name, index in self.columns.items()
            },
        )
        path.write_bytes(msgspec.json.encode(model) + b"\n")

    def _build_matrix(self, texts: Sequence[str]) -> csr_matrix:
        rows, columns, values = [], [], []
        for row, text in enumerate(texts):
            for name, value in weigh_features(text, self.columns).items():
                rows.append(row)
                columns.append(self.columns[name])
                values.append(value)
        indices = (np.array(rows, dtype=np.int32), np.array(columns, dtype=np.int32))
        return csr_matrix((values, indices), shape=(len(texts), len(self.columns)))


def fit(matrix: csr_matrix, wanted: np.ndarray) -> OneVsRestClassifier:
    """Return one logistic regression for each category."""
    regression = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0)
    return OneVsRestClassifier(regression).fit(matrix, wanted)


def decide(chances: np.ndarray, threshold: float) -> np.ndarray:
    """Return the categories above a threshold; every objective has one, so at least the likeliest."""
    found = chances > threshold
    found[np.arange(len(found)), chances.argmax(axis=1)] = True
    return found


def measure(name: str, wanted: np.ndarray, found: np.ndarray, note: str = "") -> str:
    """Return a line with micro and macro F1."""
    micro = f1_score(wanted, found, average="micro", zero_division=0)
    macro = f1_score(wanted, found, average="macro", zero_division=0)
    return f"{name:28} micro-F1 {micro:.3f}  macro-F1 {macro:.3f}{note}"


def measure_model(name: str, model: Baseline | Small, chooser: Part, held: Part) -> str:
    """Return a line with the F1 of a model, at the threshold that is best for the choosing countries."""
    chances = model.predict(chooser.texts)
    scores = {
        threshold: f1_score(chooser.wanted, decide(chances, threshold), average="micro", zero_division=0)
        for threshold in THRESHOLDS
    }
    best = max(THRESHOLDS, key=lambda threshold: scores[threshold])
    found = decide(model.predict(held.texts), best)
    return measure(name, held.wanted, found, f"  (threshold {best:g})")


def main(arguments: Sequence[str]) -> int:
    """Print the held-out figures, and write the model if asked to."""
    parser = argparse.ArgumentParser(description="measure sectors on World Bank objectives")
    parser.add_argument("projects", type=Path)
    parser.add_argument("--save", action="store_true", help="fit on all countries and write the model")
    options = parser.parse_args(arguments)
    objectives = read_objectives(options.projects)
    binarizer = MultiLabelBinarizer().fit([one.categories for one in objectives])
    fitted, chooser, held = split(objectives, binarizer)
    known = set(binarizer.classes_)
    by_lexicon = binarizer.transform([find_by_lexicon(text) & known for text in held.texts])
    counts = [len(part.texts) for part in (fitted, chooser, held)]
    lines = [
        "{} objectives to fit, {} to choose by, {} held out".format(*counts),
        measure("lexicon alone", held.wanted, by_lexicon),
        measure_model("TF-IDF, linear (baseline)", Baseline(fitted), chooser, held),
        measure_model("small model, words", Small(fitted, terms=False), chooser, held),
        measure_model("small model, words and terms", Small(fitted, terms=True), chooser, held),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    if options.save:
        model = Small(build_part(objectives, binarizer), terms=True)
        model.write(MODELS / "sectors.json", binarizer.classes_)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
