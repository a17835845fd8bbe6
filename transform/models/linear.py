"""A linear classifier over named features: weights are data, the sum is all there is to it."""

import math
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

MODELS = Path(__file__).parent


class LinearModel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Multinomial logistic regression over features that hold or do not hold.

    Attributes:
        classes: What it tells apart.
        bias: One number for each class.
        weights: For each feature one number for each class.
    """

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]

    def predict(self, features: Iterable[str]) -> dict[str, float]:
        """Return the probability of each class; features that the model does not know count nothing."""
        known = filter(None, map(self.weights.get, features))
        scores = list(map(math.fsum, zip(self.bias, *known, strict=True)))
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        total = sum(powers)
        return {name: power / total for name, power in zip(self.classes, powers, strict=True)}


class Models(msgspec.Struct, frozen=True):
    """The models that find what a policy says: its phrases (`statements`), what belongs where (`kinship`)."""

    statements: LinearModel
    kinship: LinearModel


@cache
def read_models() -> Models:
    """Return the models that ship."""
    return Models(read_model("statements"), read_model("kinship"))


@cache
def read_model(name: str) -> LinearModel:
    """Return the model in `transform/models/<name>.json`."""
    return msgspec.json.decode((MODELS / f"{name}.json").read_bytes(), type=LinearModel)
