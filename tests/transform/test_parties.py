"""Whose document it is, and in aid documents who gives and who receives; no model is needed."""

import msgspec
import pytest

from tests.transform.sector_builders import build_document
from transform.roles_of_document import Parties, find_parties


def find(*, title, publisher="", country="", text="This is all."):
    document = build_document(text)
    known = {"title": title, "publisher": publisher, "country": country}
    return find_parties(msgspec.structs.replace(document, **known))


@pytest.mark.parametrize(
    ("title", "publisher", "country", "parties"),
    [
        ("UK aid to Ghana", "", "GH", Parties("GB", "GB", "GH")),
        (
            "Country Assistance Policy for Mongolia",
            "Government of Japan",
            "MN",
            Parties("JP", "JP", "MN"),
        ),
        ("Partnership of Norway and Malawi", "", "MW", Parties("NO", "NO", "MW")),
        ("National Plan of Ghana", "", "GH", Parties("GH")),
        ("Rivers for All", "Government of Japan", "KE", Parties("KE")),
        ("First aid at school", "", "KE", Parties("KE")),
        ("UK aid to Ghana", "", "", Parties()),
        ("", "", "KE", Parties("KE")),
    ],
)
def test_only_an_aid_document_has_a_donor_and_a_recipient(title, publisher, country, parties):
    assert find(title=title, publisher=publisher, country=country) == parties


def test_the_donor_is_the_country_that_the_text_names_often():
    text = "Sweden gives. Sweden pays. Sweden lends. Norway came."
    assert find(title="Aid plan", country="GH", text=text) == Parties("SE", "SE", "GH")


def test_a_country_named_once_or_twice_is_no_donor():
    text = "Sweden gives. Norway pays. Sweden lends."
    assert find(title="Aid plan", country="GH", text=text) == Parties("GH")
