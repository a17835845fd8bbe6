"""The sector model: which DAC categories the words of a phrase speak of, beside the terms that they hold."""

import math
import re
from collections.abc import Container, Iterator
from functools import cache

import msgspec

from transform.mentions.sectors import read_matcher, read_weak, reduce_word
from transform.models.linear import MODELS
from transform.sector_codes import find_category

TERM_WEIGHT = 0.5  # of a lexicon feature beside the words, whose squares sum to 1
_WORD = re.compile(r"[^\W\d_]{2,}")


class SectorModel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One logistic regression for each category, over words and the categories of listed terms.

    Attributes:
        classes: DAC categories, three digits.
        bias: One number for each category.
        weights: For each feature one number for each category.
    """

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]

    def predict(self, text: str) -> dict[str, float]:
        """Return the probability of each category; several may be likely, or none."""
        scores = list(self.bias)
        for feature, value in weigh_features(text, self.weights.keys()).items():
            for index, weight in enumerate(self.weights[feature]):
                scores[index] += value * weight
        return {name: 1 / (1 + math.exp(-score)) for name, score in zip(self.classes, scores, strict=True)}


def list_features(text: str) -> Iterator[str]:
    """Yield the features of a text: its words in the singular, the categories of its terms."""
    for word in _WORD.findall(text):
        yield reduce_word(word)
    for match in read_matcher().find(text):
        yield ("common:" if match.term in read_weak() else "own:") + find_category(match.value)


def weigh_features(text: str, known: Container[str] | None = None) -> dict[str, float]:
    """Return the value of each feature of a text: words share one length, a term's category counts half.

    Args:
        text: Of any length.
        known: The features that count; all if not given.
    """
    features = {name: 1.0 for name in list_features(text) if known is None or name in known}
    words = sum(":" not in name for name in features)
    return {name: TERM_WEIGHT if ":" in name else 1 / math.sqrt(words) for name in sorted(features)}


@cache
def read_sector_model() -> SectorModel:
    """Return the model in `sectors.json`; `training/sectors.md` says how it was made and how well it does."""
    return msgspec.json.decode((MODELS / "sectors.json").read_bytes(), type=SectorModel)
