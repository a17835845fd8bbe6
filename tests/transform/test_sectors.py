"""Sectors: which words name which sector, and which do not."""

import csv
import re

import pytest

from tests.transform.sector_builders import build_document, parse
from transform.cues import LEXICON
from transform.mentions.sectors import (
    SectorTerms,
    find_sectors,
    read_lexicon,
    read_matcher,
    read_weak,
    reduce_word,
)
from transform.sector_codes import find_category, read_sector_codes


def find_codes(text):
    return [match.value for match in read_matcher().find(text)]


def find_own(text):
    return {
        find_category(match.value) for match in read_matcher().find(text) if match.term not in read_weak()
    }


@pytest.mark.parametrize(
    ("text", "categories"),
    [
        ("Getting more girls into secondary schools", {"110"}),
        ("Train teachers and print textbooks", {"110"}),
        ("Universal health coverage by 2030", {"120"}),
        ("Fewer women will die in pregnancy", {"130"}),
        ("Rolling out antiretroviral treatment", {"130"}),
        ("Clean water and latrines for 200 villages", {"140"}),
        ("A landfill for municipal solid waste", {"140"}),
        ("Strengthen tax administration and the supreme audit institution", {"151"}),
        ("Ending violence against women", {"151"}),
        ("Clearing landmines along the border", {"152"}),
        ("Cash transfers for the poorest households", {"160"}),
        ("Rehabilitate 400 km of rural roads", {"210"}),
        ("Broadband for every district", {"220"}),
        ("Off-grid solar home systems and mini-grids", {"230"}),
        ("Savings groups and microfinance", {"240"}),
        ("Promote entrepreneurship", {"250"}),
        ("Drip irrigation and improved seed", {"311"}),
        ("Plant trees: reforestation of degraded hills", {"312"}),
        ("Sustainable fisheries and aquaculture", {"313"}),
        ("Cement and textile industries", {"321"}),
        ("Credit lines for SMEs", {"240", "321"}),
        ("Artisanal mining", {"322"}),
        ("New building codes", {"323"}),
        ("Trade facilitation at the border crossing", {"331"}),
        ("Community-based ecotourism", {"332"}),
        ("Protect biodiversity and wetlands", {"410"}),
        ("Urban planning for secondary towns", {"430"}),
        ("Disaster risk reduction", {"430"}),
        ("General budget support", {"510"}),
        ("Food aid during the lean season", {"520"}),
        ("Debt relief", {"600"}),
        ("Humanitarian assistance", {"720"}),
        ("Post-disaster reconstruction", {"730"}),
        ("Early warning systems for floods", {"740"}),
    ],
)
def test_words_name_their_sector(text, categories):
    assert find_own(text) == categories


@pytest.mark.parametrize(
    "text",
    [
        "A health check of the economy",
        "The health of the economy matters",
        "An enabling environment for investors",
        "The capital city was chosen",
        "We will not water down our promises",
        "The plan is a road map",
        "He has the power of attorney",
        "In the fiscal year 2014",
        "The World Bank and the Asian Development Bank",
        "The Ministry of Health and Social Welfare reports twice a year",
        "Ministry of Finance, Ministry of Energy, Ministry of Education",
        "This aids development and will wash out over time",
        "Data mining finds patterns",
        "A state of emergency",
    ],
)
def test_words_of_another_sense_name_none(text):
    assert find_own(text) == set()


def test_longest_term_wins_and_none_overlap():
    assert find_codes("drinking water supply and sanitation") == ["14031", "14032"]
    assert find_codes("small and medium-sized enterprises") == ["32130"]


def test_a_term_does_not_run_over_a_comma_or_bracket():
    assert "14020" not in find_codes("Savings in water, supply of seeds")


def test_spelling_number_and_hyphens_do_not_matter():
    assert find_codes("decentralization") == find_codes("Decentralisation") == ["15112"]
    assert find_codes("land-mines") == find_codes("land mines") == ["15250"]
    assert find_codes("programmes of labour markets") == find_codes("programs of labor market") == ["16020"]
    assert find_codes("information and communications technologies") == ["22040"]


def test_capitals_of_a_term_are_asked_for():
    assert find_codes("AIDS") == ["13040"]
    assert find_codes("aids") == []
    assert find_codes("NCDs") == ["12310"]


def test_text_after_an_office_is_read_again():
    assert find_codes("The Ministry of Agriculture will build rural roads") == ["21020"]


@pytest.mark.parametrize(
    "word", ["gas", "bus", "business", "analysis", "access", "services", "policies", "boxes"]
)
def test_reduced_words_stay_as_they_are(word):
    once = reduce_word(word)
    assert reduce_word(once) == once


def test_each_term_is_found_and_stands_for_its_code():
    lost = [
        (code, term)
        for code, terms in read_lexicon().sectors.items()
        for term in (*terms.own, *terms.common)
        if [match.value for match in read_matcher().find(term.replace("*", ""))][:1] != [code]
    ]
    assert lost == []


def test_no_term_stands_for_two_sectors_or_is_ignored():
    meanings = {}
    for code, found in [*read_lexicon().sectors.items(), ("", SectorTerms(own=read_lexicon().ignored))]:
        for term in (*found.own, *found.common):
            reduced = " ".join(reduce_word(word) for word in re.findall(r"[\w']+", term))
            if not term.isupper():
                meanings.setdefault(reduced, set()).add(code)
    assert {term: codes for term, codes in meanings.items() if len(codes) > 1} == {}


def test_every_category_of_sectors_in_use_has_terms():
    named = {find_category(code) for code in read_lexicon().sectors}
    categories = {find_category(code) for code, one in read_sector_codes().items() if one.level == "category"}
    without = {"530", "910", "920", "998"}  # commodities, donors' costs, unallocated: no policy names them
    assert categories - without - named == set()


def test_names_are_those_of_the_code_list():
    with (LEXICON / "dac_sectors.csv").open(encoding="utf-8", newline="") as file:
        names = {row["code"]: row["name"] for row in csv.DictReader(file)}
    document = build_document("Vaccination against measles. Schools.")
    found = find_sectors(document, parse(document))
    assert [(one.key, one.name) for one in found] == [
        ("DAC-CRS:12220", names["12220"]),
        ("DAC-CRS:12250", names["12250"]),
        ("DAC-CRS:110", names["110"]),
    ]


def test_evidence_is_the_sentence_and_the_focus_the_words():
    document = build_document("We build roads. We train nurses in clinics.")
    nurses = find_sectors(document, parse(document))[1]
    assert nurses.evidence.quote == "We train nurses in clinics."
    assert document.text[nurses.evidence.focus.start : nurses.evidence.focus.end] == "nurses"
    assert dict(nurses.attributes) == {"code": "12281", "level": "purpose", "scheme": "DAC-CRS"}


def test_common_words_are_less_sure_and_footnotes_say_nothing():
    document = build_document("Research and forestry.", ("footnote", "See the report on schools."))
    found = {one.name: one.confidence for one in find_sectors(document, parse(document))}
    assert set(found) == {"Research/scientific institutions", "Forestry"}
    assert found["Research/scientific institutions"] < found["Forestry"]
