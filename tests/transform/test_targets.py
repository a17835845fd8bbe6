"""Targets: which sentences set a quantified aim, with what value, unit, year and baseline."""

import pytest

from transform.language import parse_passages
from transform.mentions.targets import find_targets


@pytest.mark.parametrize(
    ("text", "name", "attributes"),
    [
        (
            "We will cut water losses by 30% by 2030.",
            "cut water losses by 30% by 2030",
            {"value": "30", "unit": "%", "year": "2030", "commitment": "committed"},
        ),
        (
            "The city will plant 200,000 trees by 2028.",
            "plant 200,000 trees by 2028",
            {"value": "200,000", "unit": "trees", "year": "2028", "commitment": "committed"},
        ),
        (
            "The council intends to spend $12 million on new wells by 2027.",
            "spend $12 million on new wells by 2027",
            {"value": "12 million", "unit": "$", "year": "2027", "commitment": "planned"},
        ),
        (
            "The goal is to connect 5,000 villages to the grid by 2029.",
            "connect 5,000 villages to the grid by 2029",
            {"value": "5,000", "unit": "villages", "year": "2029"},
        ),
        (
            "We plan to restore 3,000 hectares of wetland by 2031.",
            "restore 3,000 hectares of wetland by 2031",
            {"value": "3,000", "unit": "hectares", "year": "2031", "commitment": "planned"},
        ),
        (
            "The ministry will train 1,200 nurses.",
            "train 1,200 nurses",
            {"value": "1,200", "unit": "nurses", "commitment": "committed"},
        ),
        (
            "Install 400 MW of solar power by 2034.",
            "Install 400 MW of solar power by 2034",
            {"value": "400", "unit": "MW", "year": "2034"},
        ),
        (
            "Coverage will rise to 95 percent by 2030.",
            "Coverage will rise to 95 percent by 2030",
            {"value": "95", "unit": "percent", "year": "2030", "commitment": "committed"},
        ),
        (
            "The programme should reach 50,000 farmers by 2026.",
            "reach 50,000 farmers by 2026",
            {"value": "50,000", "unit": "farmers", "year": "2026", "commitment": "recommended"},
        ),
        (
            "We will reduce child deaths from 40% to 20% by 2035.",
            "reduce child deaths from 40% to 20% by 2035",
            {"value": "20", "unit": "%", "year": "2035", "baseline": "40%", "commitment": "committed"},
        ),
        (
            "Reduce child deaths from 40 to 20 percent by 2035.",
            "Reduce child deaths from 40 to 20 percent by 2035",
            {"value": "20", "unit": "percent", "year": "2035", "baseline": "40"},
        ),
        (
            "By 2030, 80% of households will have a toilet.",
            "80% of households will have a toilet",
            {"value": "80", "unit": "%", "year": "2030", "commitment": "committed"},
        ),
        (
            "In 2030, the council will build 40 water points; in 2010 it had two.",
            "build 40 water points",
            {"value": "40", "unit": "water points", "year": "2030", "commitment": "committed"},
        ),
        (
            "Halve the number of flooded homes by 2032.",
            "Halve the number of flooded homes by 2032",
            {"value": "halve", "year": "2032"},
        ),
        (
            "Double the output of rice by 2030.",
            "Double the output of rice by 2030",
            {"value": "double", "year": "2030"},
        ),
        (
            "Cut losses from 30% in 2014 to 20% by 2025 and 10% by 2030.",
            "Cut losses from 30% in 2014 to 20% by 2025 and 10% by 2030",
            {"value": "20", "unit": "%", "year": "2025", "baseline": "30%"},
        ),
        (
            "The council plans to limit losses in 2030 to 145 tonnes.",
            "limit losses in 2030 to 145 tonnes",
            {"value": "145", "unit": "tonnes", "year": "2030", "commitment": "planned"},
        ),
        ("Zero deaths on roads by 2040.", "Zero deaths on roads by 2040", {"value": "zero", "year": "2040"}),
        (
            "Emissions shall fall by 15% by 2030.",
            "Emissions shall fall by 15% by 2030",
            {"value": "15", "unit": "%", "year": "2030", "commitment": "committed"},
        ),
        (
            "The rate will reach 95% by 2030.",
            "rate will reach 95% by 2030",
            {"value": "95", "unit": "%", "year": "2030", "commitment": "committed"},
        ),
        (
            "The share will rise from 20% to between 30 and 40%.",
            "share will rise from 20% to between 30 and 40%",
            {"value": "40", "unit": "%", "baseline": "20%", "commitment": "committed"},
        ),
        (
            "The ministry will reach 95% of families by 2030.",
            "reach 95% of families by 2030",
            {"value": "95", "unit": "%", "year": "2030", "commitment": "committed"},
        ),
        (
            "The ministry will help 1 million poor children by 2030.",
            "help 1 million poor children by 2030",
            {"value": "1 million", "unit": "children", "year": "2030", "commitment": "committed"},
        ),
    ],
)
def test_a_quantified_aim_is_a_target(find, text, name, attributes):
    found = find(find_targets, text)
    assert [(one.name, dict(one.attributes)) for one in found] == [(name, attributes)]


@pytest.mark.parametrize(
    "text",
    [
        "Water losses fell by 30% in 2011.",
        "In 2010, 40% of children had no school.",
        "The council has planted 200,000 trees.",
        "Rice output doubled between 2000 and 2010.",
        "About 60% of the people live in villages.",
        "The river is 400 km long.",
        "Losses are projected to grow by 20% by 2030.",
        "Emissions rose from 10% to 30% in 2009.",
        "The plan has 12 chapters.",
        "The country accounts for 2% of world trade.",
        "We will improve schools.",
        "Four reasons explain the fall in yields.",
        "In 2015 the ministry trained 1,200 nurses.",
        "Forests cover 30% of the land.",
        "The bank lent $12 million in 2012.",
        "The dam was built with 3,000 tonnes of stone.",
        "At present 80% of the wells are dry.",
        "A baseline of 15% was measured in 2012.",
        "The law of 2012 has 40 articles.",
        "Training of farmers in zero-tillage methods.",
    ],
)
def test_past_figures_states_and_forecasts_are_no_targets(find, text):
    assert find(find_targets, text) == []


def test_a_target_names_the_level_that_its_change_counts_from(find):
    (found,) = find(find_targets, "Emissions shall fall by 15% relative to 2010 levels by 2030.")
    attributes = dict(found.attributes)
    assert attributes["value"] == "15"
    assert attributes["year"] == "2030"
    assert attributes["baseline"] == "2010 levels"


def test_a_target_has_no_attribute_that_the_text_does_not_give(find):
    (found,) = find(find_targets, "The ministry will train 1,200 nurses.")
    assert not {"year", "baseline"} & set(dict(found.attributes))


def test_a_title_sets_no_target(read, nlp):
    document = read("# We will plant 200,000 trees by 2028\n\nThis text says what comes next.\n")
    assert document.blocks[0].kind == "title"
    assert find_targets(document, parse_passages(document, nlp)) == []


def test_two_sentences_of_a_paragraph_set_two_targets_in_their_order(find):
    found = find(find_targets, "We will build 300 wells by 2027. We will train 1,200 nurses by 2029.")
    assert [dict(one.attributes)["year"] for one in found] == ["2027", "2029"]


@pytest.mark.parametrize(
    ("text", "names", "years"),
    [
        (
            "We will build 300 wells by 2027 and train 1,200 nurses by 2029.",
            ["build 300 wells by 2027", "train 1,200 nurses by 2029"],
            ["2027", "2029"],
        ),
        (
            "Create 5,000 jobs and protect 300 hectares of wetland by 2030.",
            ["Create 5,000 jobs", "protect 300 hectares of wetland by 2030"],
            ["2030", "2030"],
        ),
    ],
)
def test_two_aims_of_a_sentence_are_two_targets(find, text, names, years):
    found = find(find_targets, text)
    assert [one.name for one in found] == names
    assert [dict(one.attributes)["year"] for one in found] == years


def test_the_same_aim_said_twice_has_one_key(find):
    found = find(find_targets, "We will train 1,200 nurses.\n\nAgain: we will train 1,200 nurses.")
    assert len(found) == 2
    assert len({one.key for one in found}) == 1
    assert len({one.id for one in found}) == 2


def test_the_same_aim_of_two_documents_has_two_keys(find):
    (one,) = find(find_targets, "We will train 1,200 nurses.")
    (other,) = find(find_targets, "We will train 1,200 nurses.\n\nThis one ends in another way.")
    assert one.key != other.key


def test_evidence_is_the_sentence_and_the_focus_the_aim(find):
    (found,) = find(find_targets, "It is late. We will cut water losses by 30% by 2030. All agree.")
    assert found.evidence.quote == "We will cut water losses by 30% by 2030."
    start = found.evidence.focus.start - found.evidence.span.start
    assert found.evidence.quote[start:].startswith(found.name)
