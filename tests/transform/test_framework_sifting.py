"""Framework sifting: names of what is yet to be made, of reports, services and sorts of plans."""

import pytest

from transform.mentions.framework_names import find_framework_names
from transform.mentions.framework_sifting import names_none
from transform.mentions.frameworks import find_frameworks


def list_names(find, text):
    return [one.name for one in find(find_frameworks, text)]


@pytest.mark.parametrize(
    "text",
    [
        "The office will develop a Coastal Fisheries Policy.",
        "Drafting a new Mining Act comes first.",
        "We shall prepare and adopt a National Seed Strategy.",
        "See the Health Department Annual Report for figures.",
        "Figures follow the IPCC Good Practice Guidelines.",
        "All joined the Road Safety Campaign.",
        "It sums up Trade Policies and Debt Strategies.",
        "The Working Group on the Paris Agreement met.",
        "Ministers follow national development plans.",
    ],
)
def test_what_is_no_framework_yet_or_at_all_is_left_out(find, text):
    assert list_names(find, text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The country has developed the Coastal Fisheries Policy.", "Coastal Fisheries Policy"),
        ("In 2010 the office prepared a Coastal Fisheries Policy.", "Coastal Fisheries Policy"),
        ("Pupils eat in the National School Lunch Programme.", "National School Lunch Programme"),
        ("The Green Schools Initiative is under way.", "Green Schools Initiative"),
        ("It follows the Rural Sanitation Regulations.", "Rural Sanitation Regulations"),
        ("All parties signed the Paris Agreement.", "Paris Agreement"),
        ("It follows the National REDD+ Strategy.", "National REDD+ Strategy"),
        ("Forests count for REDD+ too.", "REDD+"),
    ],
)
def test_what_is_in_force_or_names_its_country_is_kept(find, text, name):
    assert list_names(find, text) == [name]


@pytest.mark.parametrize(
    ("text", "reviewed", "none"),
    [
        ("Pupils eat in the School Lunch Programme.", True, True),
        ("Pupils eat in the School Lunch Programme.", False, False),
        ("Pupils eat in the National School Lunch Programme.", True, False),
    ],
)
def test_where_a_document_tells_what_there_is_already_programmes_are_services(text, reviewed, none):
    (name,) = find_framework_names(text)
    assert names_none(text, name, listed=False, reviewed=reviewed) == none


def test_a_heading_that_lists_policies_makes_names_of_its_items_and_another_does_not(find):
    items = "\n\n- School lunch programme\n- Radio scheme\n"
    assert list_names(find, f"## Relevant policies{items}") == ["School lunch programme", "Radio scheme"]
    assert list_names(find, f"## Towards a policy on schools and radio{items}") == []
