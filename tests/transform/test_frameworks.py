"""Frameworks of a document: listed names, short forms, references, which are one, and its own name."""

import pytest

from transform.language import parse_passages
from transform.mentions.frameworks import find_frameworks, read_key_words, singular


def list_names(find, text, **known):
    return [one.name for one in find(find_frameworks, text, **known)]


@pytest.mark.parametrize(
    ("text", "name", "year"),
    [
        ("The country ratified the Paris Agreement.", "Paris Agreement", "2015"),
        (
            "Under the UNFCCC, parties report.",
            "United Nations Framework Convention on Climate Change",
            "1992",
        ),
        ("It is in line with the SENDAI framework.", "Sendai Framework for Disaster Risk Reduction", "2015"),
        ("Agenda 2063 sets the course.", "Agenda 2063", "2015"),
    ],
)
def test_listed_frameworks_have_their_full_name_and_year_and_no_country(find, text, name, year):
    (found,) = find(find_frameworks, text)
    assert (found.name, dict(found.attributes)) == (name, {"year": year})
    assert found.rule == "frameworks/listed"


@pytest.mark.parametrize(
    "text",
    [
        "The unfccc is written in small letters.",
        "The trip to Paris was an agreement.",
        "An agreement in Paris was reached.",
        "The framework of the house is wood.",
        "In 2063 the agenda ends.",
        "The city of Sendai is in Japan.",
        "The charter flight left.",
    ],
)
def test_words_of_listed_names_alone_are_no_framework(find, text):
    assert list_names(find, text) == []


def test_a_decision_is_named_by_its_number(find):
    (found,) = find(find_frameworks, "See decision 1/CP.20 on the matter.")
    assert (found.name, found.rule) == ("Decision 1/CP.20", "frameworks/decision")


def test_a_national_framework_has_the_country_of_its_document_or_of_its_name(find):
    (own,) = find(find_frameworks, "The Rural Roads Act was passed.")
    (other,) = find(find_frameworks, "The Constitution of Ghana was read.")
    assert dict(own.attributes) == {"country": "KE"}
    assert dict(other.attributes) == {"country": "GH"}


def test_a_short_form_stands_for_the_name_that_defines_it(find):
    found = find(find_frameworks, "The National Drought Policy (NDP) is new.\n\nThe NDP is short.")
    assert [one.rule for one in found] == ["frameworks/capitalised", "frameworks/short-form"]
    assert {(one.name, one.key, one.aliases) for one in found} == {
        ("National Drought Policy", "national drought policy ke", ("NDP",))
    }


def test_a_short_form_that_nothing_defines_is_no_framework(find):
    assert list_names(find, "The NDP is short.") == []


def test_the_convention_is_the_only_one_named(find):
    found = find(find_frameworks, "The Convention on Lakes was signed.\n\nThe Convention binds all.")
    assert [one.name for one in found] == ["Convention on Lakes"] * 2
    assert found[1].rule == "frameworks/reference"


@pytest.mark.parametrize(
    "text",
    [
        "The Convention binds all.",
        "The Treaty binds all.",
        "The Agreement of the elders was loud.",
        "The Protocol was kept.",
    ],
)
def test_the_convention_is_nothing_where_none_is_named(find, text):
    assert list_names(find, text) == []


def test_the_convention_is_unclear_where_two_are_named(find):
    text = "The Convention on Lakes is old. The Convention on Rivers is new.\n\nThe Convention binds all."
    assert list_names(find, text) == ["Convention on Lakes", "Convention on Rivers"]


def test_the_constitution_is_that_of_the_country(find):
    assert list_names(find, "The Constitution binds all.") == ["Constitution of Kenya"]


def test_the_same_framework_in_other_words_is_one(find):
    text = "The Wells Policy is old. The Wells Policies are old. The Kenyan Wells Policy is old."
    assert len({one.key for one in find(find_frameworks, text)}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Water Act 2012", "Water Act 2016"),
        ("Land Use Act", "Land Use Policy"),
        ("Rural Roads Act", "Rural Wells Act"),
    ],
)
def test_frameworks_that_differ_by_a_word_or_number_are_two(find, one, other):
    found = find(find_frameworks, f"The {one} is old.\n\nThe {other} is new.")
    assert [item.name for item in found] == [one, other]
    assert found[0].key != found[1].key


def test_a_document_does_not_refer_to_itself(read, nlp):
    text = "# National Drought Policy\n\nThis text says more.\n\n"
    document = read(text + "The National Drought Policy is new. The National Wells Policy is old.\n")
    found = find_frameworks(document, parse_passages(document, nlp))
    assert [one.name for one in found] == ["National Wells Policy"]


def test_what_only_a_heading_names_is_no_reference(find):
    assert list_names(find, "## National Wells Policy\n\nIt is old.") == []


def test_items_under_a_heading_on_policies_are_frameworks(find):
    rows = "- Rural energy scheme\n- Lakes protection programme\n"
    assert list_names(find, f"## Legal framework\n\n{rows}") == [
        "Rural energy scheme",
        "Lakes protection programme",
    ]
    assert list_names(find, f"## Our rivers\n\n{rows}") == []


def test_key_words_leave_out_small_words_countries_and_plurals():
    assert read_key_words("The Kenyan Policies on Wells") == ("policy", "well")
    assert read_key_words("Water Act 2012") == ("water", "act", "2012")


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("policies", "policy"),
        ("programmes", "program"),
        ("rivers", "river"),
        ("access", "access"),
        ("gas", "gas"),
        ("ties", "tie"),
        ("paris", "paris"),
        ("census", "census"),
    ],
)
def test_plural_endings_are_dropped(word, plain):
    assert singular(word) == plain


def test_evidence_is_the_sentence_that_names_the_framework(find):
    (found,) = find(find_frameworks, "It is late. We follow the Rural Roads Act. All agree.")
    assert found.evidence.quote == "We follow the Rural Roads Act."
