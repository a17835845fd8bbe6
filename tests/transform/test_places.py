"""Places: which words name a place, which do not, and which names are one place."""

import pytest

from transform.mentions.actors import find_actors
from transform.mentions.frameworks import find_frameworks
from transform.mentions.places import find_places


@pytest.fixture(scope="session")
def find_named(parse):
    """Return a function that gives the places that a text under a title names."""

    def find_in_string(text, **known):
        document, passages = parse(text, **known)
        taken = [*find_actors(document, passages), *find_frameworks(document, passages)]
        return find_places(document, passages, taken)

    return find_in_string


@pytest.mark.parametrize(
    ("text", "names", "rule"),
    [
        ("We will dig wells in the Oltana region.", ["Oltana region"], "noun"),
        ("We will dig wells in the province of Oltana.", ["Oltana province"], "noun"),
        ("We will plant trees around Lake Mirova.", ["Lake Mirova"], "noun"),
        ("We will plant trees in the Mirova River Basin.", ["Mirova River Basin"], "noun"),
        ("We will repave Oltana city by then.", ["Oltana"], "noun"),
        ("We will dig wells in Oltana and Mirova districts.", ["Oltana district", "Mirova district"], "noun"),
        ("Schools will open in the Upper East Region.", ["Upper East Region"], "noun"),
        ("Schools will open in northern Kenya.", ["northern Kenya"], "direction"),
        ("Schools will open in Uganda and Rwanda.", ["Uganda", "Rwanda"], "country"),
        ("Schools will open in Kenya and Uganda.", ["Uganda"], "country"),
        ("We will work for peace across the Horn of Africa.", ["Horn of Africa"], "region"),
        ("We will work for peace in parts of eastern Africa.", [], "region"),
        ("The council will build a clinic in Mirova.", ["Mirova"], "bare"),
        ("The council will build clinics in Mirova and Oltana.", ["Mirova", "Oltana"], "bare"),
        ("The council will build a clinic in New Mirova.", ["New Mirova"], "bare"),
    ],
)
def test_words_that_name_a_place(find_named, text, names, rule):
    found = find_named(text)
    assert [one.name for one in found] == names
    assert {one.rule for one in found} <= {f"places/{rule}"}


@pytest.mark.parametrize(
    "text",
    [
        "Schools will open in Kenya.",
        "Schools will open in every region.",
        "Priority Districts will have schools. The priority is water.",
        "Kenyan districts will have schools.",
        "Norway supports the works.",
        "We drew on lessons from Norway and on experience in Norway.",
        "Wages are higher than in Norway.",
        "The plan will be ready in June.",
        "The list is in Annex 2.",
        "We will teach in English.",
        "We will invest in Mirova.",
        "The results are shown in Table 3.",
        "We will build clinics in Mirova schools.",
        "We will speak to others (such as the port at the river in Norway).",
        "We will open an office in the SADC region.",
        "We will import seed from the Oltana region.",
    ],
)
def test_words_that_name_no_place(find_named, text):
    assert find_named(text) == []


def test_a_country_has_its_code(find_named):
    (found,) = find_named("Schools will open in Uganda.")
    assert (found.key, found.attributes) == ("country:UG", (("country", "UG"),))


def test_a_place_without_a_code_has_its_name(find_named):
    (found,) = find_named("We will plant trees around Lake Mirova.")
    assert (found.key, found.attributes) == ("lake-mirova", ())


def test_a_direction_alone_is_a_region_of_its_country(find_named):
    (kenyan,) = find_named("Schools will open in the Northern Region.")
    (ghanaian,) = find_named("Schools will open in the Northern Region.", country="GH")
    assert (kenyan.key, ghanaian.key) == ("northern-region-ke", "northern-region-gh")


def test_a_name_shown_to_be_a_places_is_found_by_itself(find_named):
    found = find_named("The Oltana region is dry.\n\nWe will raise the wells of Oltana.")
    assert [one.name for one in found] == ["Oltana region", "Oltana"]
    assert len({one.key for one in found}) == 1


def test_the_end_of_another_name_is_not_found_by_itself(find_named):
    found = find_named("We met at Oltana Parish.\n\nClinics of New Oltana and New Oltana City open.")
    assert "Oltana" not in [one.name for one in found]


def test_words_of_a_framework_or_an_actor_are_no_place(find_named):
    text = "The Oltana District Water Act 2012 and the Ministry of Lake Affairs stand."
    assert [one.name for one in find_named(text) if one.rule != "places/in-name"] == []


def test_a_place_within_an_actors_name(find_named):
    found = find_named("The Municipality of Oltana will build roads.")
    assert [(one.name, one.key, one.rule) for one in found] == [("Oltana", "oltana", "places/in-name")]


def test_evidence_is_the_sentence(find_named):
    (found,) = find_named("It is late. We will plant trees around Lake Mirova. All agree.")
    assert found.evidence.quote == "We will plant trees around Lake Mirova."
