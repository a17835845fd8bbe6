"""Quantities, deadlines and baselines as a text prints them; no model is needed."""

import pytest

from transform.mentions.target_values import (
    find_baseline,
    find_deadline,
    find_quantities,
    find_years,
    read_target_cues,
    split_unit,
)


@pytest.mark.parametrize(
    ("text", "value", "unit", "sort"),
    [
        ("cut losses by 30% soon", "30", "%", "percent"),
        ("between 30-40 per cent of wells", "30-40", "per cent", "percent"),
        ("up 3.5 percentage points", "3.5", "percentage points", "percent"),
        ("£94 million per year", "94 million", "£", "money"),
        ("a fund of US$ 3 billion", "3 billion", "US$", "money"),
        ("$12 for each pipe", "12", "$", "money"),
        ("20 million euros of grants", "20 million", "euros", "money"),
        ("EUR 5 million", "5 million", "EUR", "money"),
        ("pave 8,000 km of road", "8,000", "km", "measure"),
        ("from 2000 to 3000 km of road", "3000", "km", "measure"),
        ("some 2000 to 3000 km of road", "2000 to 3000", "km", "measure"),
        ("in 2030 to 145 ha", "145", "ha", "measure"),
        ("400 MW of wind power", "400", "MW", "measure"),
        ("12 MtCO2e less", "12", "MtCO2e", "measure"),
        ("1.5 tCO2e/capita", "1.5", "tCO2e/capita", "measure"),
        ("250 kwh a year", "250", "kwh", "measure"),
        ("100 ha of land", "100", "ha", "measure"),
        ("halving the fees", "halving", "", "multiple"),
        ("two-thirds of schools", "two-thirds", "", "multiple"),
        ("zero leaks", "zero", "", "multiple"),
    ],
)
def test_a_quantity_has_its_value_and_unit(text, value, unit, sort):
    assert [(one.value, one.unit, one.sort) for one in find_quantities(text)] == [(value, unit, sort)]


@pytest.mark.parametrize(
    "text",
    [
        "30 houses",
        "in 2030",
        "room 5m",
        "the 3rd kg",
        "x400 km",
        "at 4.30 pm",
        "30 percentiles",
        "Section 3.2",
        "a doublet",
        "10 habits",
        "5 kgs",
        "a kilometre of road",
        "the percent sign",
        "MW and GW",
        "dollars and euros",
        "no number at all",
        "",
    ],
)
def test_numbers_without_a_unit_are_no_quantities(text):
    assert find_quantities(text) == []


def test_quantities_stand_in_the_order_of_the_text_and_their_places_hold_them():
    text = "Spend $5 million on 30 km of pipes and cut leaks by 40 %."
    found = find_quantities(text)
    assert [text[one.start : one.end] for one in found] == ["$5 million", "30 km", "40 %"]


def test_a_money_unit_is_what_stands_around_the_number():
    assert split_unit("US$ 5 million", "money") == ("5 million", "US$")
    assert split_unit("Halving", "multiple") == ("halving", "")
    assert split_unit("no figure", "measure") == ("no figure", "")


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("by 2030", "2030"),
        ("by the end of 2030", "2030"),
        ("by end of 2028", "2028"),
        ("by the year 2025", "2025"),
        ("until June 2031", "2031"),
        ("through 2027", "2027"),
        ("before the end of 2040", "2040"),
        ("from 2020 to 2030", "2030"),
        ("by 2025 and by 2030", "2030"),
        ("By 2031, all wells are safe", "2031"),
    ],
)
def test_a_deadline_is_the_last_year_by_which_something_is_done(text, year):
    assert find_deadline(text) == year


@pytest.mark.parametrize(
    "text",
    [
        "in 1999",
        "relative to 2010 levels",
        "since 2030",
        "the 2030 plan",
        "by 20300",
        "by 30",
        "2031",
        "by the river",
        "",
        "by 2 030",
    ],
)
def test_a_year_that_nothing_is_due_in_is_no_deadline(text):
    assert find_deadline(text) == ""


@pytest.mark.parametrize(
    ("text", "baseline"),
    [
        ("from 40% to 20%", "40%"),
        ("from 40 to 20 percent", "40"),
        ("from 12 in 2010 to 30", "12"),
        ("from an estimated 12,000 tonnes", "12,000 tonnes"),
        ("rise from current 12%", "12%"),
        ("relative to 2010 levels", "2010 levels"),
        ("compared with 2005", "2005"),
        ("compared to business as usual", "business as usual"),
        ("below current levels", "current levels"),
        ("below BAU", "BAU"),
        ("below BAU levels in 2030", "BAU levels"),
        ("from 19.5 MtCO2e to 12", "19.5 MtCO2e"),
        ("from the river", ""),
        ("above all", ""),
        ("below zero", ""),
        ("relative to others", ""),
        ("fall by 5%", ""),
        ("far from town", ""),
        ("against the wind", ""),
        ("", ""),
    ],
)
def test_a_baseline_is_what_a_change_counts_from(text, baseline):
    assert find_baseline(text) == baseline


@pytest.mark.parametrize(
    ("text", "years"),
    [("2020-2030", [2020, 2030]), ("in 1987", [1987]), ("12030", []), ("1800", []), ("20 30", []), ("", [])],
)
def test_years_are_of_this_century_and_the_last(text, years):
    assert find_years(text) == years


def test_the_units_of_the_lexicon_are_read_as_units():
    lost = [unit for unit in read_target_cues().units if not find_quantities(f"about 7 {unit} more")]
    assert lost == []
