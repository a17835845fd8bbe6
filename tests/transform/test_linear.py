"""The linear model: reads its file, and gives probabilities by weights alone."""

import math

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transform.models.linear import MODELS, LinearModel, read_model

MODEL = LinearModel(("goal", "none"), (0.5, -0.5), {"opens:to": (2.0, 0.0), "past": (-3.0, 1.0)})


@pytest.mark.parametrize(
    ("features", "scores"),
    [
        ([], (0.5, -0.5)),
        (["opens:to"], (2.5, -0.5)),
        (["past"], (-2.5, 0.5)),
        (["opens:to", "past"], (-0.5, 0.5)),
        (["unknown"], (0.5, -0.5)),
        (["opens:to", "opens:to"], (4.5, -0.5)),
    ],
)
def test_a_prediction_is_the_sum_of_the_weights(features, scores):
    found = MODEL.predict(features)
    assert list(found) == ["goal", "none"]
    assert found["goal"] == pytest.approx(1 / (1 + math.exp(scores[1] - scores[0])))


@pytest.mark.parametrize("weight", [1000.0, -1000.0, 0.0])
def test_large_weights_do_not_overflow(weight):
    model = LinearModel(("a", "b"), (weight, -weight), {"x": (weight, weight)})
    found = model.predict(["x"] * 100)
    assert sum(found.values()) == pytest.approx(1.0)
    assert all(0.0 <= value <= 1.0 for value in found.values())


@pytest.mark.parametrize(
    "text",
    [
        '{"classes": ["a"], "bias": [0.0]}',
        '{"classes": ["a"], "bias": [0.0], "weights": {}, "name": "x"}',
        '{"classes": ["a"], "bias": ["high"], "weights": {}}',
        "[]",
    ],
)
def test_a_file_with_unknown_missing_or_wrong_fields_is_refused(text):
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text, type=LinearModel)


def test_a_model_that_is_not_there_is_an_error():
    with pytest.raises(FileNotFoundError, match="nothing"):
        read_model("nothing")


@pytest.mark.parametrize("name", sorted(path.stem for path in MODELS.glob("*.json")))
def test_every_model_file_has_a_weight_for_each_class(name):
    model = read_model(name)
    assert len(model.classes) == len(set(model.classes)) == len(model.bias) > 1
    assert {len(weights) for weights in model.weights.values()} == {len(model.classes)}
    numbers = [*model.bias, *(weight for weights in model.weights.values() for weight in weights)]
    assert all(math.isfinite(number) for number in numbers)
    assert read_model(name) is model


@settings(deadline=None)
@given(st.lists(st.sampled_from(sorted(read_model("statements").weights))))
def test_probabilities_are_positive_and_sum_to_one(features):
    found = read_model("statements").predict(features)
    assert sum(found.values()) == pytest.approx(1.0)
    assert all(0.0 <= value <= 1.0 for value in found.values())
    assert found == read_model("statements").predict(features)
