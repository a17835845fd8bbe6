"""Locations: what is located in a place, and which places are kept."""

import pytest

from tests.transform.conftest import OPENING
from transform.annotate import annotate


@pytest.fixture(scope="session")
def locate(read, nlp):
    """Return a function that gives source and place of what a text under a title locates, by name."""

    def locate_in_string(text):
        document = read(OPENING + text, country="KE", year=2020)
        annotations = annotate(document, nlp)
        by_id = {one.id: one for one in annotations.mentions}
        kept = {one.id for one in annotations.mentions if one.kind == "place"}
        ties = [one for one in annotations.relations if one.relation == "located_in"]
        assert {one.target for one in ties} == kept
        return [(by_id[one.source].kind, by_id[one.target].name, one.rule) for one in ties]

    return locate_in_string


def test_a_measure_is_located_in_the_place_after_its_verb(locate):
    found = locate("The Ministry of Rivers will build 20 dams along the Mirova River.")
    assert found == [("measure", "Mirova River", "locations/in-sentence")]


def test_a_measure_is_located_in_the_place_that_opens_its_sentence(locate):
    found = locate("In Uganda, the Ministry of Rivers will build 20 dams for farmers.")
    assert found == [("measure", "Uganda", "locations/in-sentence")]


def test_each_place_belongs_to_the_measure_before_it(locate):
    found = locate(
        "- Build 20 dams along the Mirova River for farmers\n- Train the keepers of wells in Uganda\n"
    )
    assert [(kind, place) for kind, place, _ in found] == [("measure", "Mirova River"), ("measure", "Uganda")]


def test_an_area_is_located_in_the_place_of_its_label(locate):
    found = locate("## Priority areas\n\n### 1. Clean water around Lake Mirova\n\nWe will dig 20 wells.\n")
    assert ("area", "Lake Mirova", "locations/in-label") in found


def test_an_actor_is_located_in_the_place_of_its_name(locate):
    found = locate("The Municipality of Oltana will build 20 dams.")
    assert found == [("actor", "Oltana", "locations/in-name")]


def test_a_place_in_which_nothing_is_located_is_left_out(locate):
    assert locate("The Oltana region has seen little rain, and Lake Mirova has been dry for years.") == []
