"""Abbreviations that a text defines in brackets; no model is needed."""

import pytest

from tests.transform.sector_builders import build_document
from transform.abbreviations import find_abbreviations, fits, match_initials, read_entries


@pytest.mark.parametrize(
    ("text", "short", "long_form"),
    [
        ("the National Drought Authority (NDA) met", "NDA", "National Drought Authority"),
        ("the Ministry of Rivers and Lakes (MoRL)", "MoRL", "Ministry of Rivers and Lakes"),
        ("the Lake and River Fund (LRF, the fund)", "LRF", "Lake and River Fund"),
        ("the Lake Chad Basin Plan (LCBP; 2012)", "LCBP", "Lake Chad Basin Plan"),
        ("a Council of Elders (CE)", "CE", "Council of Elders"),
        ("Public-Private Partnership (PPP)", "PPP", "Public-Private Partnership"),
        ("the Northern Herders’ Union (NHU)", "NHU", "Northern Herders’ Union"),
        ("Village Saving Funds (VSFs)", "VSFs", "Village Saving Funds"),
        ("The Big Long Rural Roads Agency (RRA)", "RRA", "Rural Roads Agency"),
        ("Forest, Water and Soil Board (FWSB)", "FWSB", "Forest, Water and Soil Board"),
    ],
)
def test_a_bracket_defines_the_words_before_it(text, short, long_form):
    assert find_abbreviations(build_document(text)) == {short: long_form}


@pytest.mark.parametrize(
    "text",
    [
        "a plan (see annex)",
        "Rural Roads Agency (WHO)",
        "water users (WUs)",
        "in 2012 (Table)",
        "the national drought authority (NDA)",
        "Greenland Ice Survey (A)",
        "Lakes (L)",
        "River Basin Authority [RBA]",
        "NDA means National Drought Authority",
        "(NDA) at the start",
        "The Drought Authority of the whole Nation (NDA)",
        "",
    ],
)
def test_other_brackets_define_nothing(text):
    assert find_abbreviations(build_document(text)) == {}


def test_the_first_definition_holds():
    text = "Harbour Board (HB) and Hill Bureau (HB)"
    assert find_abbreviations(build_document(text)) == {"HB": "Harbour Board"}


def test_words_of_another_block_define_nothing():
    assert find_abbreviations(build_document("National Drought Authority", "(NDA) leads.")) == {}


@pytest.mark.parametrize(
    ("words", "letters", "fit"),
    [
        (["Ministry", "of", "Rivers"], "mr", True),
        (["Ministry", "of", "Rivers"], "mor", True),
        (["Ministry", "Rivers"], "mrx", False),
        (["Ministry", "Large", "Rivers"], "mr", False),
        (["Ministry"], "", False),
    ],
)
def test_only_small_words_may_be_left_out(words, letters, fit):
    assert fits(words, list(letters)) is fit


def test_nothing_before_a_bracket_matches_nothing():
    assert match_initials("NDA", "") == ""


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("NDA - National Drought Authority", [("NDA", "National Drought Authority")]),
        ("NDA: National Drought Authority.", [("NDA", "National Drought Authority")]),
        ("HLB = Hill and Lake Board", [("HLB", "Hill and Lake Board")]),
        ("GoK | Government of Kenya", [("GoK", "Government of Kenya")]),
        (
            "NDA - National Drought Authority PLWA - People Living with Asthma",
            [("NDA", "National Drought Authority"), ("PLWA", "People Living with Asthma")],
        ),
    ],
)
def test_an_entry_of_a_list_of_acronyms_gives_its_long_form(text, entries):
    assert read_entries(text) == entries


@pytest.mark.parametrize(
    "text",
    [
        "NDA - Hill and Lake Board",
        "Box 1: National Drought Authority",
        "We thank the NDA - National Drought Authority",
        "NDA: it will be set up by 2030 and have a board: five members",
        "NDA",
        "",
    ],
)
def test_other_text_is_no_entry(text):
    assert read_entries(text) == []


def test_fewer_than_three_entries_are_no_list():
    lines = ["NDA: National Drought Authority", "HLB: Hill and Lake Board", "WUA: Water Users' Association"]
    assert find_abbreviations(build_document(*lines[:2])) == {}
    assert len(find_abbreviations(build_document(*lines))) == 3
