"""SDGs: which words name a goal or target, and which do not; what is aligned with them."""

import pytest

from tests.transform.sector_builders import build_document, mention, parse
from transform.mentions.sdgs import find_sdgs, name_sdg, read_goals, read_sdg_lexicon, read_subject_finder
from transform.relations.sectors import tie_sdgs


def find_codes(document, rule):
    found = find_sdgs(document, parse(document))
    return [dict(one.attributes)["code"] for one in found if one.rule == rule]


def find_stated(text):
    return find_codes(build_document(text), "sdgs/stated")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("in line with SDG 6 and SDG 13", ["6", "13"]),
        ("SDGs 1, 2 and 6.1", ["1", "2", "6.1"]),
        ("towards SDG4", ["4"]),
        ("Sustainable Development Goals (SDGs) 1-3", ["1", "2", "3"]),
        ("Sustainable Development Goal 4.7 on citizenship", ["4.7"]),
        ("SDG target 13.a", ["13.a"]),
        ("SDG indicator 6.1.1", ["6.1"]),
        ("Goal 7 of the 2030 Agenda", ["7"]),
        ("The SDG on life below water", ["14"]),
        ("SDG 16+", ["16"]),
    ],
)
def test_stated(text, codes):
    assert find_stated(text) == codes


@pytest.mark.parametrize(
    "text",
    [
        "MDG 4 on child health",
        "Goal 6: raise exports",
        "Goals 3 and 4 of the Millennium Development Goals",
        "Goal 4 of the MDGs, now the SDGs",
        "the SDGs 2030",
        "the 17 SDGs by 2030",
        "SDG 25",
        "Our education shall be of quality",
        "The plan is for zero hunger",
    ],
)
def test_not_stated(text):
    assert find_stated(text) == []


def test_a_number_after_one_goal_is_no_goal():
    assert find_stated("SDG 11 and 5 provinces") == ["11"]
    assert find_stated("SDG 1, 5% of the budget") == ["1"]


def test_plain_numbers_count_in_a_column_of_sdgs():
    rows = ("table_row", ["Build wells", "6, 13", "2, 3"])
    document = build_document(rows, headers=["Action", "SDG", "Months"])
    assert find_codes(document, "sdgs/stated") == ["6", "13"]


def test_every_term_is_found_and_means_its_goal():
    lost = [
        (code, term)
        for code, terms in read_sdg_lexicon().terms.items()
        for term in terms
        if [match.value for match in read_subject_finder().find(term)] != [code]
    ]
    assert lost == []


def test_every_goal_has_a_title_and_words_on_its_subject():
    goals = {code for code, (_, level) in read_goals().items() if level == "goal"}
    assert goals == set(read_sdg_lexicon().names)
    assert goals == {code.split(".")[0] for code in read_sdg_lexicon().terms}


def test_names_show_number_and_title():
    assert name_sdg("6") == "SDG 6: Clean Water and Sanitation"
    assert name_sdg("6.1").startswith("SDG 6.1: By 2030, achieve universal")


def tie(document, *mentions):
    found = [*mentions, *find_sdgs(document, parse(document))]
    kept, ties = tie_sdgs(document, found)
    names = {one.id: one.name for one in [*mentions, *kept]}
    return {(names[one.source], names[one.target].split(":")[0], one.basis) for one in ties}


def test_what_names_a_goal_beside_it_is_aligned_by_its_own_words():
    document = build_document("Build wells in every village (SDG 6). Something else follows.")
    wells = mention(document, "measure", "Build wells in every village")
    assert tie(document, wells) == {("Build wells in every village", "SDG 6", "stated")}


def test_areas_are_aligned_by_their_subject_and_measures_are_not():
    document = build_document(("heading", "Safe water for all"), "Pipes bring drinking water.")
    area = mention(document, "area", "Safe water for all")
    measure = mention(document, "measure", "Pipes bring drinking water")
    assert tie(document, area, measure) == {("Safe water for all", "SDG 6.1", "inferred")}


def test_a_target_stands_for_its_goal():
    document = build_document(("heading", "Education for all, primary education first"))
    area = mention(document, "area", "Education for all, primary education first")
    assert {target for _, target, _ in tie(document, area)} == {"SDG 4.1"}


def test_what_nothing_is_tied_to_is_not_kept():
    document = build_document("Hunger is a worry.")
    assert tie_sdgs(document, find_sdgs(document, parse(document))) == ([], [])
