"""Logistic regression over named features, written as plain numbers that every machine reads alike."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from training.domains import is_written
from transform.models.linear import LinearModel

DIGITS = 3
LEAST_WEIGHT = 0.01  # a feature whose weights are all smaller says nothing


def fit_linear(
    rows: Sequence[Sequence[str]],
    labels: Sequence[str],
    weights: Sequence[float],
    *,
    strength: float,
    fewest_uses: int,
) -> LinearModel:
    """Return the regression of labels on features.

    Args:
        rows: The features of each example.
        labels: Its class.
        weights: How much it counts.
        strength: Inverse of the regularisation.
        fewest_uses: Features seen in fewer examples are left out.
    """
    uses = Counter(feature for row in rows for feature in row)
    kept = [{name: 1.0 for name in row if uses[name] >= fewest_uses} for row in rows]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(kept)
    matrix.indices = matrix.indices.astype(np.int32)
    matrix.indptr = matrix.indptr.astype(np.int32)
    model = LogisticRegression(C=strength, solver="newton-cg", max_iter=200)
    model.fit(matrix, list(labels), sample_weight=np.array(weights))
    return export_linear(vectorizer.get_feature_names_out(), model)


def export_linear(names: Sequence[str], model: LogisticRegression) -> LinearModel:
    """Return a regression as rounded numbers; with two classes the first one's are 0.

    What holds of written text alone (`training.domains`) is left out.
    """
    two = len(model.classes_) == len(("one", "other"))
    columns = np.vstack([np.zeros_like(model.coef_), model.coef_]) if two else model.coef_
    bias = np.concatenate([[0.0], model.intercept_]) if two else model.intercept_
    weights = {
        str(name): tuple(round(float(value), DIGITS) + 0.0 for value in columns[:, index])
        for index, name in enumerate(names)
    }
    kept = {
        name: values
        for name, values in sorted(weights.items())
        if any(abs(value) >= LEAST_WEIGHT for value in values) and not is_written(name)
    }
    return LinearModel(
        classes=tuple(str(name) for name in model.classes_),
        bias=tuple(round(float(value), DIGITS) for value in bias),
        weights=kept,
    )
