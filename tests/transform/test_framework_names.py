"""Names of frameworks as one text prints them; no model is needed."""

import pytest

from transform.mentions.framework_names import abbreviates, find_framework_names, keeps_tail


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("in line with the National Drought Policy (NDP) of May", ["National Drought Policy"]),
        ("It follows the Water Act 2012.", ["Water Act 2012"]),
        ("The Constitution of Kenya protects water.", ["Constitution of Kenya"]),
        ("The Forest and Wildlife Policy was adopted.", ["Forest and Wildlife Policy"]),
        ("The National bioenergy strategy comes next.", ["National bioenergy strategy"]),
        ("as the Law on energy, passed in May", ["Law on energy"]),
        ("The Land Use Act and the Rural Roads Act were passed.", ["Land Use Act", "Rural Roads Act"]),
        (
            "The Agriculture, Forestry and Fisheries Policy was renewed.",
            ["Agriculture, Forestry and Fisheries Policy"],
        ),
        ("Kenya Vision 2030 sets the course.", ["Kenya Vision 2030"]),
        ("the Third National Communication", ["Third National Communication"]),
        ("a fee set by the Harbour Fees Ordinance", ["Harbour Fees Ordinance"]),
        ("under the Treaty of Lakeside", ["Treaty of Lakeside"]),
        ("the Rural Energy Programme", ["Rural Energy Programme"]),
        ("the National Water Mission", ["National Water Mission"]),
        ("the Plastic Waste Rules", ["Plastic Waste Rules"]),
        ("regional development plans will be renewed", ["regional development plans"]),
        ("Implementation of the Hill Farms Strategy", ["Hill Farms Strategy"]),
        ("Party to the Lake Fishing Agreement", ["Lake Fishing Agreement"]),
        ("(see the Water Act, 2012)", ["Water Act"]),
        ("Vision 2040 sets the course.", ["Vision 2040"]),
        ("This is in line with Vision 2040.", ["Vision 2040"]),
        ("The Law on energy was passed.", ["Law on energy"]),
        ("The Decree on mines has ten parts.", ["Decree on mines"]),
        ("the Law on energy and the Hill Farms Act", ["Law on energy", "Hill Farms Act"]),
        (
            "The Convention on Lakes and the Convention on Rivers were signed.",
            ["Convention on Lakes", "Convention on Rivers"],
        ),
        ("The Convention on Lakes and Rivers was signed.", ["Convention on Lakes and Rivers"]),
        (
            "the Mining Code 2015 and the National Water Strategy and Action Plan",
            ["Mining Code 2015", "National Water Strategy and Action Plan"],
        ),
        ("District development plans will be renewed.", ["District development plans"]),
        (
            "The National Policy for Lake Safety and Rescue was adopted.",
            ["National Policy for Lake Safety and Rescue"],
        ),
        ("It adopted the National Farm Policy in 2014.", ["National Farm Policy"]),
        (
            "the National Farm Policy of 2014 and Road Policy of 2002",
            ["National Farm Policy", "Road Policy"],
        ),
        ("‘Bright Homes Transfer Scheme’", ["Bright Homes Transfer Scheme"]),
    ],
)
def test_names_of_frameworks_are_found(text, names):
    assert [one.name for one in find_framework_names(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "We plan to act.",
        "The Ministry of Planning will act.",
        "An action plan will be drawn up.",
        "A strategy is needed.",
        "The law must be kept.",
        "The government has a new policy.",
        "The Department of Strategy met.",
        "The National Planning Commission met.",
        "They agreed on a framework.",
        "The Action Plan",
        "The Strategy Unit works hard.",
        "The Bill Office of the Ministry opened.",
        "He had a vision.",
        "The agenda was long.",
        "The vision of 2040 is clear.",
        "In 2040 the vision ends.",
        "The code was written in May.",
        "The Lake Bank lent money.",
        "This Policy is new.",
        "The University of Law opened.",
        "A treaty may come.",
        "",
    ],
)
def test_common_nouns_and_offices_are_no_frameworks(text):
    assert find_framework_names(text) == []


def test_a_bracket_gives_the_short_form_and_the_year():
    (found,) = find_framework_names("The River Basin Master Plan (RBMP, 2015) was drawn up.")
    assert (found.name, found.aliases, found.year) == ("River Basin Master Plan", ("RBMP",), "2015")


@pytest.mark.parametrize("bracket", ["(see below)", "(UNICEF)", "(XYZ)", "(in force)"])
def test_a_bracket_with_other_words_is_no_short_form(bracket):
    (found,) = find_framework_names(f"The River Basin Master Plan {bracket} was drawn up.")
    assert found.aliases == ()


def test_years_after_a_name_are_its_date_and_no_part_of_it():
    (found,) = find_framework_names("The National Water Strategy 2010-2020 names five basins.")
    assert (found.name, found.year) == ("National Water Strategy", "2010")


@pytest.mark.parametrize(
    ("tail", "kept"), [(" 2030", True), (" II", True), ("", False), (" (2015)", False), (", 2012", False)]
)
def test_a_number_belongs_to_the_name_unless_it_is_a_date(tail, kept):
    assert keeps_tail(tail) is kept


def test_in_a_list_of_policies_names_need_no_further_sign():
    text = "Rural energy scheme"
    assert [one.name for one in find_framework_names(text, listed=True)] == [text]
    assert find_framework_names(text) == []


@pytest.mark.parametrize(
    ("short", "name", "fits"),
    [
        ("NDP", "National Drought Policy", True),
        ("RBMP", "River Basin Master Plan", True),
        ("NAPs", "National Adaptation Plans", True),
        ("XYZ", "National Drought Policy", False),
        ("N", "National Drought Policy", False),
        ("DPN", "River Law", False),
    ],
)
def test_a_short_form_has_the_initials_of_its_name(short, name, fits):
    assert abbreviates(short, name) is fits


def test_names_stand_in_the_order_of_the_text_and_do_not_overlap():
    text = "The Land Use Act, the Rural Roads Act and the National Drought Policy (NDP) apply."
    found = find_framework_names(text)
    assert [text[one.start :].startswith(one.name) for one in found] == [True, True, True]
    assert found[0].end <= found[1].start < found[1].end <= found[2].start
