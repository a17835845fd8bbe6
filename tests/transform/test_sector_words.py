"""The sector model: what its features are and what it says of plain texts."""

import pytest

from transform.models.sector_words import SectorModel, list_features, read_sector_model, weigh_features
from transform.sector_codes import read_sector_codes


def test_features_are_words_in_the_singular_and_the_categories_of_terms():
    features = set(list_features("Teachers repaired 40 rural roads"))
    assert {"teacher", "repaired", "rural", "road", "own:110", "own:210"} <= features


def test_words_share_one_length_and_terms_count_half():
    weights = weigh_features("Teachers repaired bridges", ["teacher", "repaired", "own:110"])
    assert weights == {
        "own:110": 0.5,
        "repaired": pytest.approx(0.7071, abs=1e-4),
        "teacher": pytest.approx(0.7071, abs=1e-4),
    }
    assert weigh_features("", None) == {}


def test_a_chance_is_the_logistic_of_bias_and_weights():
    model = SectorModel(("110", "120"), (0.0, -2.0), {"teacher": (2.0, 0.0), "own:110": (1.0, 0.0)})
    chances = model.predict("Teachers")
    assert chances["110"] == pytest.approx(0.924, abs=0.001)
    assert chances["120"] == pytest.approx(0.119, abs=0.001)


def test_the_model_that_ships_knows_dac_categories_and_one_number_for_each():
    model = read_sector_model()
    assert set(model.classes) - {"110", "120", "230"} <= set(read_sector_codes())
    assert len(model.bias) == len(model.classes)
    assert all(len(weights) == len(model.classes) for weights in model.weights.values())


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Train primary school teachers and print textbooks.", "110"),
        ("Improve maternal health and give hospitals medicines for patients.", "120"),
        ("Repair highways and bridges between the towns.", "210"),
        ("Connect households to the electricity grid and add power generation.", "230"),
        ("Raise yields of farmers by irrigation and extension.", "311"),
    ],
)
def test_plain_objectives_have_their_category_as_the_likeliest(text, category):
    chances = read_sector_model().predict(text)
    assert max(chances, key=lambda name: chances[name]) == category
    assert read_sector_model().predict(text) == chances
