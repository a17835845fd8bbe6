"""Roles: who implements, supports and funds what, and who gains; in sentences, rows and whole policies."""

import msgspec
import pytest

from tests.transform.role_builders import actor, group, name_ties
from tests.transform.sector_builders import build_document, mention, part_of
from transform.relations.role_cues import read_column_role
from transform.relations.roles import find_roles


def find(document, *mentions, parts=(), **known):
    """Return the ties of roles by name."""
    document = msgspec.structs.replace(document, **known)
    return name_ties(find_roles(document, mentions, parts), *mentions)


@pytest.mark.parametrize(
    ("text", "role", "rule"),
    [
        ("Roads are mended, led by the Highway Board.", "implements", "roles/implements-cue"),
        ("Roads are mended under the guidance of the Highway Board.", "implements", "roles/implements-cue"),
        ("Roads are mended in cooperation with the Highway Board.", "supports", "roles/supports-cue"),
        ("Roads are mended with the support of the Highway Board.", "supports", "roles/supports-cue"),
        ("Roads are mended, financed by the Highway Board.", "funds", "roles/funds-cue"),
        ("Roads are mended with funding from the Highway Board.", "funds", "roles/funds-cue"),
        ("Roads are mended through the Highway Board.", "implements", "roles/implements-cue"),
    ],
)
def test_words_before_an_actor_say_what_it_does(text, role, rule):
    document = build_document(text)
    doer, measure = actor(document, "Highway Board"), mention(document, "measure", "Roads are mended")
    assert find(document, doer, measure) == {("Highway Board", role, "Roads are mended", rule)}


@pytest.mark.parametrize(
    "text",
    [
        "Roads are mended near the Highway Board.",
        "Roads are mended, says the Highway Board.",
        "The Highway Board knows that Roads are mended.",
        "Roads are mended for cars of the Highway Board.",
    ],
)
def test_an_actor_that_is_only_named_does_nothing(text):
    document = build_document(text)
    assert (
        find(document, actor(document, "Highway Board"), mention(document, "measure", "Roads are mended"))
        == set()
    )


def test_what_is_said_of_the_first_of_a_list_is_said_of_all():
    document = build_document(
        "Roads are mended in partnership with the Highway Board, the Rail Board and the Bus Board."
    )
    boards = [actor(document, name) for name in ("Highway Board", "Rail Board", "Bus Board")]
    found = find(document, *boards, mention(document, "measure", "Roads are mended"))
    assert {(source, role) for source, role, _, _ in found} == {
        ("Highway Board", "supports"),
        ("Rail Board", "supports"),
        ("Bus Board", "supports"),
    }


@pytest.mark.parametrize("verb", ["will", "shall", "plans to", "is committed to", "also intends to"])
def test_the_subject_of_a_measure_implements_it(verb):
    document = build_document(f"The Highway Board {verb} mend all roads.")
    doer, measure = actor(document, "Highway Board"), mention(document, "measure", "mend all roads")
    assert find(document, doer, measure) == {
        ("Highway Board", "implements", "mend all roads", "roles/subject")
    }


def test_who_will_receive_gains():
    document = build_document("The Highway Board will receive new trucks.")
    doer, measure = actor(document, "Highway Board"), mention(document, "measure", "receive new trucks")
    assert find(document, doer, measure) == {
        ("receive new trucks", "benefits", "Highway Board", "roles/receives")
    }


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Lead agency", "implements"),
        ("Responsible", "implements"),
        ("Department", "implements"),
        ("Implementing agencies", "implements"),
        ("Partners", "supports"),
        ("Supporting agencies", "supports"),
        ("Source of funds", "funds"),
        ("Funding", "funds"),
        ("Donors", "funds"),
        ("Beneficiaries", "benefits"),
        ("Target group", "benefits"),
        ("Indicator", ""),
        ("Timeframe", ""),
        ("Supporting national policy", ""),
        ("Implementation period", ""),
        ("Estimated cost", ""),
        ("Status", ""),
        ("", ""),
    ],
)
def test_the_header_of_a_column_says_what_its_actors_do(header, role):
    assert read_column_role(header) == role


def test_actors_of_a_row_do_what_their_columns_say():
    document = build_document(
        ("table_row", ["Mend all roads", "Highway Board", "Norwegian Fund", "bus drivers"]),
        headers=("Action", "Lead agency", "Source of funds", "Beneficiaries"),
    )
    board, fund = actor(document, "Highway Board"), actor(document, "Norwegian Fund", "multilateral")
    drivers, measure = group(document, "bus drivers"), mention(document, "measure", "Mend all roads")
    assert find(document, board, fund, drivers, measure) == {
        ("Highway Board", "implements", "Mend all roads", "roles/column"),
        ("Norwegian Fund", "funds", "Mend all roads", "roles/column"),
        ("Mend all roads", "benefits", "bus drivers", "roles/column"),
    }


def test_a_group_that_a_measure_names_gains_and_an_office_does_not():
    document = build_document("Train young farmers at the Farm Board.")
    measure = mention(document, "measure", "Train young farmers at the Farm Board")
    found = find(document, group(document, "young farmers"), actor(document, "Farm Board"), measure)
    assert found == {(measure.name, "benefits", "young farmers", "roles/named-in-measure")}


def build_donor(document):
    donor = actor(document, "Norway", "government", "government:NO")
    recipient = actor(document, "Malawi", "government", "government:MW")
    return donor, recipient


def test_a_donor_supports_the_areas_of_its_strategy_and_its_channels_carry_them_out():
    document = build_document(
        "Norway helps Malawi.",
        ("heading", "Better schools"),
        "Our aid is delivered through the Children Fund and local charities.",
    )
    donor, recipient = build_donor(document)
    fund = actor(document, "Children Fund", "multilateral")
    charities = actor(document, "local charities", "ngo", "group:charity")
    area = mention(document, "area", "Better schools")
    found = find(
        document, donor, recipient, fund, charities, area, title="Norway aid to Malawi", country="MW"
    )
    assert {(source, role, target) for source, role, target, _ in found} == {
        ("Norway", "assists", "Malawi"),
        ("Norway", "supports", "Better schools"),
        ("Children Fund", "implements", "Better schools"),
        ("local charities", "implements", "Better schools"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Our aid is delivered to the Children Fund.",
        "Water is delivered through the Children Fund.",
        "The Children Fund delivers aid.",
    ],
)
def test_others_carry_out_nothing_of_a_donors_strategy(text):
    document = build_document("Norway helps Malawi.", ("heading", "Better schools"), text)
    donor, recipient = build_donor(document)
    fund, area = actor(document, "Children Fund", "multilateral"), mention(document, "area", "Better schools")
    found = find(document, donor, recipient, fund, area, title="Norway aid to Malawi", country="MW")
    assert not [one for one in found if one[0] == "Children Fund"]


def test_the_owner_of_a_plan_does_what_nobody_else_is_said_to_do():
    document = build_document("Malawi has a plan.", "The plan will be reviewed each year.")
    owner = actor(document, "Malawi", "government", "government:MW")
    measure = msgspec.structs.replace(
        mention(document, "measure", "The plan will be reviewed each year"), rule="statements/passive"
    )
    expected = ("Malawi", "implements", measure.name, "roles/owner-unsaid")
    assert expected in find(document, owner, measure, country="MW")
    area = mention(document, "area", "has a plan")
    assert expected not in find(document, owner, measure, area, parts=[part_of(measure, area)], country="MW")
    active = msgspec.structs.replace(measure, rule="statements/present")
    assert expected not in find(document, owner, active, country="MW")


def test_developing_countries_are_helped_and_do_not_help():
    document = build_document(("heading", "Adaptation"), "It asks for cooperation of developing countries.")
    document = build_document(
        "Malawi leads.", ("heading", "Adaptation"), "It asks for cooperation of developing countries."
    )
    owner = actor(document, "Malawi", "government", "government:MW")
    poor = actor(document, "developing countries", "population_group", "group:developing country")
    area = mention(document, "area", "Adaptation")
    assert not [one for one in find(document, owner, poor, area, country="MW") if one[0] == poor.name]


def test_a_plan_is_the_towns_that_it_names_more_often_than_its_country():
    document = build_document(
        "Rivertown leads. Malawi helps.", ("heading", "Clean streets"), "The Rivertown Council meets."
    )
    town = actor(document, "Rivertown", "local_government", "organisation:MW:rivertown")
    again = actor(document, "Rivertown Council", "local_government", "organisation:MW:rivertown")
    owner = actor(document, "Malawi", "government", "government:MW")
    area = mention(document, "area", "Clean streets")
    found = find(document, town, again, owner, area, country="MW")
    assert ("Rivertown", "implements", "Clean streets", "roles/owner-of-document") in found
    assert not [one for one in found if one[0] == "Malawi"]
    alone = find(document, town, owner, area, country="MW")
    assert ("Malawi", "implements", "Clean streets", "roles/owner-of-document") in alone


@pytest.mark.parametrize(
    ("text", "gains"),
    [
        ("To bring all bus drivers home, Roads are mended.", True),
        ("For lessons to bus drivers in the north, Roads are mended.", True),
        ("To mend is what bus drivers like, Roads are mended.", False),
        ("As said by bus drivers, Roads are mended.", False),
    ],
)
def test_a_measure_is_for_whom_the_purpose_before_it_names(text, gains):
    document = build_document(text)
    drivers, measure = group(document, "bus drivers"), mention(document, "measure", "Roads are mended")
    ties = {("Roads are mended", "benefits", "bus drivers", "roles/purpose-before")} if gains else set()
    assert {one for one in find(document, drivers, measure) if one[1] == "benefits"} == ties


@pytest.mark.parametrize(
    ("text", "gains"),
    [("Build roads in poor countries", True), ("Build roads with poor countries", False)],
)
def test_a_measure_in_countries_of_a_sort_is_for_them(text, gains):
    document = build_document(text)
    countries = actor(document, "poor countries", "government", "group:poor country")
    ties = {(text, "benefits", "poor countries", "roles/named-in-measure")} if gains else set()
    assert find(document, countries, mention(document, "measure", text)) == ties


def test_a_city_carries_out_the_areas_of_its_plan_and_does_not_gain_by_it():
    document = build_document(
        "The City of Torvik leads. City of Torvik and Torvik again.",
        ("heading", "Clean streets"),
        "Sweep streets for the City of Torvik.",
    )
    city = msgspec.structs.replace(
        actor(document, "City of Torvik", "local_government"), name="City of Torvik"
    )
    area = mention(document, "area", "Clean streets")
    measure = mention(document, "measure", "Sweep streets for the City of Torvik")
    assert find(document, city, area, measure, title="Clean streets") == {
        ("City of Torvik", "implements", "Clean streets", "roles/owner-of-document")
    }
