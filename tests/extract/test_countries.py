from collections import Counter

import pytest

from extract.countries import country_name, find_countries, find_countries_in, read_countries


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Kenya", ["KE"]),
        ("from Japan to Mongolia", ["JP", "MN"]),
        ("KENYA", ["KE"]),
        ("the Kenyan council", ["KE"]),
        ("Mongolian herders and Kenyan rangers", ["MN", "KE"]),
        ("Republic of Korea", ["KR"]),
        ("Guinea-Bissau", ["GW"]),
        ("Papua New Guinea", ["PG"]),
        ("Guinea", ["GN"]),
        ("Côte d’Ivoire", ["CI"]),
        ("Côte d'Ivoire", ["CI"]),
        ("South Sudan", ["SS"]),
        ("Dominican Republic", ["DO"]),
        ("the valley", []),
        ("a turkey and some china", []),
        ("Kenyatta Street", []),
        ("", []),
    ],
)
def test_countries_are_found_by_name_and_adjective(text: str, codes: list[str]):
    assert find_countries(text) == codes


def test_codes_are_unique():
    codes = [country.code for country in read_countries()]
    assert sorted(set(codes)) == sorted(codes)


def test_countries_with_a_name_of_their_own_are_found_by_it():
    names = Counter(country.name for country in read_countries())
    found = {name: find_countries(f"the plan of {name} for water") for name in names if names[name] == 1}
    assert found == {country.name: [country.code] for country in read_countries() if names[country.name] == 1}


def test_a_code_has_a_name():
    assert (country_name("KE"), country_name("??")) == ("Kenya", "")


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        ("CONTRIBUCION DE LA REPUBLICA DE MEXICO", "es", ["MX"]),
        ("Contribution de la Côte d’Ivoire et du Tchad", "fr", ["CI", "TD"]),
        ("República Democrática do Congo", "pt", ["CD"]),
        ("Национальный план: Российская Федерация", "ru", ["RU"]),
        ("中华人民共和国国家发展和改革委员会", "zh", ["CN"]),
        ("المساهمة الوطنية للعراق والعراق", "ar", ["IQ"]),
        ("la granada de mano", "es", []),
        ("Aid to Ghana", "sw", ["GH"]),
        ("Programme of the U.S. Department of Energy", "en", ["US"]),
    ],
)
def test_countries_are_known_in_other_languages(text: str, language: str, codes: list[str]):
    assert find_countries_in(text, language) == codes
