"""Names of countries and bodies: how they are matched, and when two spellings are one; no model is needed."""

import pytest

from transform.names import (
    NameMatcher,
    build_organisation_key,
    normalise_name,
    read_adjective_matcher,
    read_country_matcher,
)

MATCHER = NameMatcher(
    {"WHO": "w", "World Health Organization": "w", "Ministry of Labour and Trade": "l", "Trade": "t"}
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the WHO and who", ["WHO"]),
        ("the WHO’s staff", ["WHO"]),
        ("World Health Organisation", ["World Health Organisation"]),
        ("WORLD HEALTH ORGANIZATION", ["WORLD HEALTH ORGANIZATION"]),
        ("Ministry of Labor & Trade", ["Ministry of Labor & Trade"]),
        ("Ministry of Labour and Trade, Trade", ["Ministry of Labour and Trade", "Trade"]),
        ("TRADE", ["TRADE"]),
    ],
)
def test_listed_names_are_found_in_either_spelling_the_longest_first(text, found):
    assert [text[one.start : one.end] for one in MATCHER.find(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "who",
        "trade",
        "world health organization",
        "Trade-off",
        "xWHO",
        "WHOM",
        "Trader",
        "Ministry of Labour",
        "",
    ],
)
def test_other_words_are_no_names(text):
    assert list(MATCHER.find(text)) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Chad is here", ["TD"]),
        ("KENYA", ["KE"]),
        ("Kenya’s lakes", ["KE"]),
        ("Nigeria and Niger", ["NG", "NE"]),
        ("Guinea-Bissau", ["GW"]),
        ("the United Kingdom and the UK", ["GB", "GB"]),
        ("chad is not a name", []),
        ("a jordan stream", []),
        ("Kenyan lakes", []),
        ("the uk", []),
    ],
)
def test_countries_are_found_by_their_names_in_capitals(text, codes):
    assert [one.value for one in read_country_matcher().find(text)] == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [("Kenyan lakes", ["KE"]), ("the Norwegian coast", ["NO"]), ("Kenya", []), ("kenyan", [])],
)
def test_adjectives_name_their_country(text, codes):
    assert [one.value for one in read_adjective_matcher().find(text)] == codes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The World Health Organisation", "World Health Organization"),
        ("Labour Centre", "Labor Center"),
        ("Trade & Roads", "Trade and Roads"),
        ("Co-operation Fund", "Cooperation Fund"),
        ("Seed Programme", "SEED PROGRAM"),
        ("Defence Board", "Defense Board"),
        ("Women’s Union", "Women's Union"),
    ],
)
def test_spellings_of_one_name_have_one_key(one, other):
    assert normalise_name(one) == normalise_name(other)
    assert build_organisation_key(one, "KE") == build_organisation_key(other, "KE")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fund 1", "Fund 2"),
        ("Ministry of Roads", "Ministry of Rivers"),
        ("National Bank", "Bank"),
        ("Health Board North", "Health Board South"),
    ],
)
def test_other_names_have_other_keys(one, other):
    assert build_organisation_key(one) != build_organisation_key(other)


def test_a_national_body_has_its_country_in_its_key():
    assert build_organisation_key("Ministry of Rivers", "KE") == "organisation:KE:ministry-of-rivers"
    assert build_organisation_key("World Bank") == "organisation:world-bank"
