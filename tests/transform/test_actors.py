"""Actors: who is named or meant, of what type, and which words name nobody."""

import pytest

from transform.mentions.actors import find_actors, find_unresolved

AID = {"title": "Country Assistance Policy for Mongolia", "publisher": "Government of Japan", "country": "MN"}


def list_keys(find, text, **known):
    return [one.key for one in find(find_actors, text, **known)]


@pytest.mark.parametrize(
    ("text", "words", "rule"),
    [
        ("The Government of Kenya will build schools.", "Government of Kenya", "actors/government-of"),
        ("Kenyan authorities check the wells.", "Kenyan authorities", "actors/government-adjective"),
        ("Kenya will build schools.", "Kenya", "actors/government-bare"),
        ("The Government will build schools.", "The Government", "references/the-government"),
        ("The authorities will check it.", "The authorities", "references/the-government"),
        ("In these years, Government will build schools.", "Government", "references/the-government"),
        ("We will build schools.", "We", "references/we-owner"),
        ("Our country needs schools.", "Our country", "references/the-country"),
        ("The country will build schools.", "The country", "references/the-country"),
    ],
)
def test_the_government_of_the_document_is_meant(find, text, words, rule):
    (found,) = find(find_actors, text)
    said = found.evidence.focus.start - found.evidence.span.start
    assert (found.key, found.name, found.rule) == ("government:KE", "Government of Kenya", rule)
    assert found.evidence.quote[said:].startswith(words)
    assert dict(found.attributes) == {"actor_type": "government", "country": "KE"}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Norway supports the schools of the north.", "government:NO"),
        ("The Norwegian Government pays for it.", "government:NO"),
        ("The work is done with support from Sweden.", "government:SE"),
        ("Norway will build schools.", "government:NO"),
        ("Norway should dig wells.", "government:NO"),
        ("Finland wants to build schools.", "government:FI"),
        ("The Federal Republic of Nigeria will build schools.", "government:NG"),
        ("The Federation of St. Kitts and Nevis will build schools.", "government:KN"),
        ("The Union of Myanmar will build schools.", "government:MM"),
    ],
)
def test_other_governments_count_where_they_act(find, text, key):
    assert list_keys(find, text) == [key]


@pytest.mark.parametrize(
    "text",
    [
        "Schools are built in Kenya.",
        "Fish is sold in Norway.",
        "The roads of Norway are long.",
        "The US market is far away.",
        "Norway will be hit by floods.",
        "The country is mountainous.",
        "A jar of water stood there.",
        "It rains in May.",
        "The state of the roads is bad.",
    ],
)
def test_a_country_that_does_nothing_is_no_actor(find, text):
    assert list_keys(find, text) == []


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("We will meet.", {"government:JP"}),
        ("Our country will grow.", {"government:JP"}),
        ("The Government will build schools.", {"government:MN"}),
        ("The country will grow.", {"government:MN"}),
        ("The two countries will meet.", {"government:JP", "government:MN"}),
        ("Japan will help Mongolia.", {"government:JP", "government:MN"}),
        ("Fish is sold in Japan.", set()),
        ("Two countries met.", set()),
    ],
)
def test_in_an_aid_document_the_donor_speaks_of_its_partner(find, text, keys):
    assert set(list_keys(find, text, **AID)) == keys


@pytest.mark.parametrize(
    ("text", "key", "name", "actor_type"),
    [
        ("The Ministry of Rivers leads.", "KE:ministry-of-rivers", "Ministry of Rivers", "public_agency"),
        ("The Council of Elders met.", "KE:council-of-elders", "Council of Elders", "public_agency"),
        (
            "The Rural Roads Agency will mend it.",
            "KE:rural-roads-agency",
            "Rural Roads Agency",
            "public_agency",
        ),
        (
            "The Prime Minister’s Office will lead.",
            "KE:prime-minister-office",
            "Prime Minister’s Office",
            "public_agency",
        ),
        (
            "The University of Lakeside will study it.",
            "KE:university-of-lakeside",
            "University of Lakeside",
            "academic",
        ),
        (
            "Nairobi City Council repairs pipes.",
            "KE:nairobi-city-council",
            "Nairobi City Council",
            "local_government",
        ),
        (
            "The Lake Fishers Association will help.",
            "KE:lake-fishers-association",
            "Lake Fishers Association",
            "ngo",
        ),
        (
            "The plan says that The Department of Probation will train guards.",
            "KE:department-of-probation",
            "Department of Probation",
            "public_agency",
        ),
        (
            "The Department of Fisheries of St. Kitts and Nevis will meet.",
            "KN:department-of-fisheries-of-st-kitts-and-nevis",
            "Department of Fisheries of St. Kitts and Nevis",
            "public_agency",
        ),
        ("The Federation of Farmers will meet.", "KE:federation-of-farmers", "Federation of Farmers", "ngo"),
        ("Parliament will approve the law.", "KE:parliament", "Parliament of Kenya", "government"),
        ("The World Bank lends money.", "world-bank", "World Bank", "multilateral"),
        ("WHO helps.", "world-health-organisation", "World Health Organization", "multilateral"),
    ],
)
def test_offices_and_bodies_have_their_key_name_and_type(find, text, key, name, actor_type):
    (found,) = find(find_actors, text)
    assert (found.key, found.name) == (f"organisation:{key}", name)
    assert dict(found.attributes)["actor_type"] == actor_type


@pytest.mark.parametrize(
    "text",
    [
        "The Environment Agency Act was passed.",
        "The Rural Roads Plan is old.",
        "The WHO guidelines are followed.",
        "IPCC guidelines are used.",
        "The parliament building is old.",
        "The office is closed.",
        "A ministry is a house.",
        "The bank of the river is steep.",
        "Who helps is not known.",
        "THE MINISTRY OF RIVERS LEADS THE WORK",
        "The Civil Service is slow.",
    ],
)
def test_documents_of_bodies_and_common_nouns_are_no_actors(find, text):
    assert list_keys(find, text) == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The Ministry of Rivers leads. The Ministry reports each year.", "ministry-of-rivers"),
        (
            "The Ministry of Roads met the Ministry of Rivers.\n\nThe Ministry agreed.",
            "ministry-of-rivers",
        ),
        ("The Council of Elders met.\n\nThis Council agreed.", "council-of-elders"),
        ("The Ministry agreed.\n\nThe Ministry of Rivers leads.", "ministry-of-rivers"),
    ],
)
def test_the_ministry_is_the_one_named_last(find, text, meant):
    found = [one for one in find(find_actors, text) if one.rule == "references/the-office"]
    assert [one.key for one in found] == [f"organisation:KE:{meant}"]
    assert find(find_unresolved, text) == []


@pytest.mark.parametrize(
    "text",
    ["The Ministry reports each year.", "The Council of Elders met. The Ministry agreed."],
)
def test_a_ministry_that_nothing_names_is_reported_and_not_guessed(find, text):
    (problem,) = find(find_unresolved, text)
    assert "The Ministry" in problem.message
    assert problem.code == "unclear_reference"
    assert problem.page == 1
    assert not [one for one in find(find_actors, text) if one.rule == "references/the-office"]


def test_two_ministries_that_share_a_word_are_two_and_what_is_left_of_it_is_no_name(find):
    found = find(find_actors, "The Ministries of Health and Education will meet.")
    assert [(one.name, one.aliases) for one in found] == [
        ("Ministry of Health", ()),
        ("Ministry of Education", ()),
    ]
    quote, focus, span = found[1].evidence.quote, found[1].evidence.focus, found[1].evidence.span
    assert quote[focus.start - span.start : focus.end - span.start] == "Education"


def test_developed_and_developing_countries_are_two_groups(find):
    found = find(find_actors, "Developed and developing countries will share seed.")
    assert [(one.name, one.aliases) for one in found] == [
        ("developed countries", ()),
        ("developing countries", ()),
    ]


def test_an_abbreviation_stands_for_the_office_that_defines_it(find):
    found = find(find_actors, "The National Drought Authority (NDA) leads.\n\nThe NDA reports.")
    assert {one.key for one in found} == {"organisation:KE:national-drought-authority"}
    assert {one.aliases for one in found} == {("NDA",)}
    assert find(find_actors, "The NDA reports.") == []


def test_an_abbreviation_stands_for_the_government_before_its_bracket(find):
    text = "The Royal Government of Kenya (RGK) plans it. For this the RGK will build roads."
    last = [one.key for one in find(find_actors, text) if one.evidence.quote.startswith("For this the RGK")]
    assert last == ["government:KE"]


def test_a_list_of_acronyms_names_those_whom_the_text_names_by_them_alone(find):
    text = (
        "DBI: Desert Research Board and Institute\n\nRRA: Rural Roads Agency\n\n"
        "MTP: Medium Term Plan\n\nThe RRA will build the road."
    )
    found = [one for one in find(find_actors, text) if one.evidence.quote.startswith("The RRA")]
    assert [(one.key, one.name) for one in found] == [
        ("organisation:KE:rural-roads-agency", "Rural Roads Agency")
    ]


def test_a_department_that_is_a_government_is_no_office_with_the_word_that_follows(find):
    text = "Department for International Development Ten years have gone by since it came."
    assert list_keys(find, text, **AID) == ["government:GB"]


@pytest.mark.parametrize(
    ("text", "country", "keys"),
    [
        ("Georgia will build schools.", "GE", ["government:GE"]),
        ("Georgia will build schools.", "AM", ["government:GE"]),
        ("Georgia will build schools.", "US", []),
        ("New Mexico will build schools.", "US", []),
        ("Mexico will build schools.", "US", ["government:MX"]),
        ("Niger State will build schools.", "NG", []),
        ("The Niger Delta will be cleaned.", "NG", []),
        ("Niger will build schools.", "NG", ["government:NE"]),
    ],
)
def test_a_country_s_name_may_be_another_place_s(find, text, country, keys):
    assert list_keys(find, text, country=country) == keys


def test_a_body_of_a_region_is_one_in_the_documents_of_all_its_countries(find):
    keys = {
        list_keys(find, "The Caribbean Reef Institute maps it.", country=country)[0]
        for country in ("JM", "KN")
    }
    assert keys == {"organisation:caribbean-reef-institute"}


CITY = "The City of New Harbour grows. New Harbour has trams. New Harbour has a port. "


def test_in_a_city_s_plan_we_are_the_city(find):
    found = find(find_actors, CITY + "Next year we will plant trees.", country="US")
    assert [one.key for one in found if one.evidence.quote.startswith("Next year")] == [
        "organisation:US:city-of-new-harbour"
    ]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Next year the City will plant trees.", True),
        ("Next year the City’s parks will grow.", True),
        ("Next year the City Hall will be painted.", False),
        ("Next year the City population will grow.", False),
        ("Next year the city will grow.", False),
    ],
)
def test_in_a_city_s_plan_the_city_with_a_capital_is_its_owner(find, text, named):
    found = find(find_actors, CITY + text, country="US")
    keys = [one.key for one in found if one.evidence.quote.startswith("Next year")]
    assert keys == (["organisation:US:city-of-new-harbour"] if named else [])


def test_a_country_s_plan_that_names_a_city_stays_the_country_s(find):
    text = CITY + "Kenya, Kenya and again Kenya, above all Kenya. Next year we will plant trees."
    found = find(find_actors, text)
    assert [one.key for one in found if one.evidence.quote.startswith("Next year")] == ["government:KE"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "This is led by the City of Torvik Public Works Commission.",
            ["City of Torvik", "Public Works Commission"],
        ),
        ("This follows the City of Torvik Sustainability Plan.", ["City of Torvik"]),
        ("Use the Harbour Task Force for this.", ["Harbour Task Force"]),
        ("Strengthen the Harbour Commission.", ["Harbour Commission"]),
        ("The Central Government's Ministry of Works leads.", ["Ministry of Works"]),
        ("This is led by the Lake Board and the Vector Commission.", ["Lake Board", "Vector Commission"]),
    ],
)
def test_names_of_offices_end_where_another_begins_and_open_with_no_verb(find, text, names):
    offices = [one.name for one in find(find_actors, text) if one.rule == "actors/office"]
    assert offices == names


def test_it_is_the_one_subject_of_the_sentence_before(find):
    found = find(find_actors, "The Council of Elders approves the plan. It shall also watch the works.")
    assert [one.rule for one in found] == ["actors/office", "references/it-subject"]
    assert len({one.key for one in found}) == 1


def test_offices_of_two_countries_with_one_name_are_two(find):
    (one,) = find(find_actors, "The Ministry of Rivers leads.", country="KE")
    (other,) = find(find_actors, "The Ministry of Rivers leads.", country="GH")
    assert one.key != other.key


@pytest.mark.parametrize(
    ("text", "name", "actor_type"),
    [
        ("Smallholder farmers receive seed.", "smallholder farmers", "population_group"),
        ("Seed for displaced herder families.", "displaced herder families", "population_group"),
        ("Cash is given to the poor.", "the poor", "population_group"),
        ("The private sector will invest.", "private sector", "private_sector"),
        ("The help is for mainly women.", "women", "population_group"),
        ("Seed for towns and/citizens of the hills.", "citizens", "population_group"),
        ("The town has a rather young population.", "young population", "population_group"),
        ("Support non-government institutions with seed.", "non-government institutions", "ngo"),
        ("Internally displaced persons need seed.", "internally displaced persons", "population_group"),
        ("Civil society will watch over it.", "civil society", "ngo"),
        ("Development partners will pay.", "development partners", "multilateral"),
    ],
)
def test_groups_have_a_name_and_a_type(find, text, name, actor_type):
    (found,) = find(find_actors, text)
    assert (found.name, dict(found.attributes)) == (name, {"actor_type": actor_type})
    assert found.key.startswith("group:")


@pytest.mark.parametrize(
    "text",
    [
        "Half of the children are at school.",
        "Women make up half of the people.",
        "Community development is slow.",
        "The household survey was done.",
        "The poor quality of roads is known.",
        "The farmers grow maize.",
        "A community-based school was opened.",
        "The person who wrote it is gone.",
        "Train all people of the valley.",
        "Help persons in villages.",
    ],
)
def test_words_on_people_that_are_only_described_or_counted_name_no_group(find, text):
    assert list_keys(find, text) == []


def test_the_same_group_in_other_words_has_one_key(find):
    found = find(
        find_actors, "Seed for displaced herder families.\n\nDisplaced herder families receive seed."
    )
    assert [one.key for one in found] == ["group:displaced-family-herder"] * 2


def test_two_groups_that_are_never_named_alone_are_one(find):
    (pair,) = find(find_actors, "Support herders and farmers.")
    assert (pair.key, pair.name) == ("group:farmer-and-herder", "herders and farmers")
    apart = list_keys(find, "Support herders.\n\nSupport herders and farmers.")
    assert apart == ["group:herder", "group:herder", "group:farmer"]


def test_the_name_of_a_group_is_in_small_letters_to_its_end(find):
    (found,) = find(find_actors, "Vaccines for children Under 5.")
    assert found.name == "children under 5"


def test_evidence_lies_in_the_document(parse):
    document, passages = parse("The Ministry of Rivers will train smallholder farmers. We agree.")
    found = find_actors(document, passages)
    assert len(found) >= 3
    for one in found:
        span = one.evidence.span
        assert document.text[span.start : span.end] == one.evidence.quote
        assert span.start <= one.evidence.focus.start < one.evidence.focus.end <= span.end
