"""Ties to sectors: which of the sectors named in a document a goal, area or measure is in."""

from tests.transform.sector_builders import build_document, mention, parse, part_of
from transform.mentions.sectors import find_sectors
from transform.relations.sectors import tie_sectors
from transform.sector_codes import find_category


def tie(document, *mentions, parts=()):
    """Return name and category of each tie, with its rule, whatever the model of words makes of it."""
    sectors, ties = tie_sectors(document, [*mentions, *find_sectors(document, parse(document))], parts)
    names = {one.id: one.name for one in mentions}
    codes = {one.id: find_category(dict(one.attributes)["code"]) for one in sectors}
    return {
        (names[one.source], codes[one.target], one.rule.removesuffix("-doubted"))
        for one in ties
        if one.relation == "in_sector"
    }


def test_an_area_has_the_sectors_of_its_label():
    document = build_document(("heading", "Health and education"), "Roads will be built.")
    area = mention(document, "area", "Health and education")
    assert tie(document, area) == {
        ("Health and education", "120", "in-sector/own-words"),
        ("Health and education", "110", "in-sector/own-words"),
    }


def test_common_words_count_only_where_nothing_better_stands():
    document = build_document(("heading", "Research on forestry"), ("heading", "Research"))
    forestry, research = (
        mention(document, "area", "Research on forestry"),
        mention(document, "area", "Research"),
    )
    assert {category for _, category, _ in tie(document, forestry)} == {"312"}
    document = build_document(("heading", "Research"))
    research = mention(document, "area", "Research")
    assert {category for _, category, _ in tie(document, research)} == {"430"}


def test_an_area_without_a_sector_has_those_of_its_parts_and_theirs():
    document = build_document(
        ("heading", "Adaptation"),
        ("heading", "Villages first"),
        "Dig boreholes.",
        "Vaccinate cattle on farms.",
    )
    outer, inner = mention(document, "area", "Adaptation"), mention(document, "area", "Villages first")
    wells, cattle = (
        mention(document, "measure", "Dig boreholes"),
        mention(document, "measure", "Vaccinate cattle on farms"),
    )
    parts = [part_of(inner, outer), part_of(wells, inner), part_of(cattle, inner)]
    found = tie(document, outer, inner, wells, cattle, parts=parts)
    assert ("Adaptation", "410", "in-sector/own-words") in found
    assert {("Adaptation", "140", "in-sector/parts"), ("Adaptation", "311", "in-sector/parts")} <= found
    assert ("Villages first", "140", "in-sector/parts") in found
    assert ("Dig boreholes", "140", "in-sector/own-words-in-mixed") in found


def test_a_measure_of_an_area_whose_parts_are_in_one_sector_has_none_of_its_own():
    document = build_document(("heading", "Villages first"), "Dig boreholes.", "Chlorinate boreholes.")
    area = mention(document, "area", "Villages first")
    wells, clean = (mention(document, "measure", name) for name in ("Dig boreholes", "Chlorinate boreholes"))
    found = tie(document, area, wells, clean, parts=[part_of(wells, area), part_of(clean, area)])
    assert {name for name, _, _ in found} == {"Villages first"}


def test_an_area_with_a_sector_does_not_take_those_of_its_parts():
    document = build_document(("heading", "Education"), "Dig boreholes at schools.")
    area, measure = (
        mention(document, "area", "Education"),
        mention(document, "measure", "Dig boreholes at schools"),
    )
    found = tie(document, area, measure, parts=[part_of(measure, area)])
    assert {category for name, category, _ in found if name == "Education"} == {"110"}
    assert ("Dig boreholes at schools", "140", "in-sector/own-words") in found, (
        "nothing else says so: it is not lost"
    )


def test_a_measure_that_differs_from_its_area_has_its_own_sector():
    document = build_document(("heading", "Education"), "Vaccination of herders.")
    area, measure = (
        mention(document, "area", "Education"),
        mention(document, "measure", "Vaccination of herders"),
    )
    found = tie(document, area, measure, parts=[part_of(measure, area)])
    assert ("Vaccination of herders", "120", "in-sector/own-words") in found


def test_a_measure_without_an_area_has_the_sectors_that_it_names():
    document = build_document("Build clinics and rural roads.")
    measure = mention(document, "measure", "Build clinics and rural roads")
    assert {category for _, category, _ in tie(document, measure)} == {"120", "210"}


def test_a_measure_in_a_table_has_the_sector_of_its_first_cell():
    document = build_document(("table_row", ["Forestry", "Train the guards", "2030"]))
    measure = mention(document, "measure", "Train the guards")
    assert tie(document, measure) == {("Train the guards", "312", "in-sector/row")}


def test_text_under_a_heading_counts_where_it_names_a_sector_twice():
    document = build_document(("heading", "The way ahead"), "Clinics will open. Nurses come. A road helps.")
    area = mention(document, "area", "The way ahead")
    assert tie(document, area) == {("The way ahead", "120", "in-sector/text-under")}


def test_the_title_says_the_sector_where_nothing_else_does():
    document = build_document(
        ("title", "National forestry strategy"), ("heading", "Guiding principles"), "Set up a board."
    )
    area, measure = (
        mention(document, "area", "Guiding principles"),
        mention(document, "measure", "Set up a board"),
    )
    found = tie(document, area, measure)
    assert ("Guiding principles", "312", "in-sector/title") in found
    assert ("Set up a board", "312", "in-sector/title") in found
    within = tie(document, area, measure, parts=[part_of(measure, area)])
    assert ("Set up a board", "312", "in-sector/title") not in within


def test_a_measure_under_a_mere_theme_has_its_own_sector():
    document = build_document(
        ("heading", "Mitigation"), "Efficient lighting of streets.", "Rail freight.", ("heading", "Transport")
    )
    theme, transport = mention(document, "area", "Mitigation"), mention(document, "area", "Transport")
    lamps = mention(document, "measure", "Efficient lighting of streets")
    rail = mention(document, "measure", "Rail freight")
    parts = [part_of(lamps, theme), part_of(rail, theme)]
    found = tie(document, theme, transport, lamps, rail, parts=parts)
    assert ("Efficient lighting of streets", "230", "in-sector/own-words-in-theme") in found
    assert "Rail freight" not in {name for name, _, _ in found}


def test_goals_have_sectors_only_where_no_area_groups_the_action():
    document = build_document("More children in school.", ("heading", "Health"))
    goal, area = mention(document, "goal", "More children in school"), mention(document, "area", "Health")
    assert {name for name, _, _ in tie(document, goal)} == {"More children in school"}
    assert {name for name, _, _ in tie(document, goal, area)} == {"Health"}


def test_one_measure_among_hundreds_makes_no_sector_of_the_policy():
    texts = [f"Teach pupils number {number}." for number in range(120)]
    document = build_document(*texts, "Repair the airport.")
    measures = [mention(document, "measure", text) for text in [*texts, "Repair the airport."]]
    assert {category for _, category, _ in tie(document, *measures)} == {"110"}


def test_sectors_that_nothing_is_tied_to_are_not_kept():
    document = build_document("Poor roads were a worry in the past.")
    assert tie_sectors(document, find_sectors(document, parse(document)), []) == ([], [])


def list_purposes(document, *subjects):
    sectors, ties = tie_sectors(document, [*subjects, *find_sectors(document, parse(document))], [])
    keys = {one.id: one.key for one in sectors}
    return {(keys[one.source], keys[one.target]) for one in ties if one.relation == "part_of"}


def test_a_purpose_is_part_of_its_category_where_both_are_named():
    document = build_document("Build rural roads.", "Plan all transport.")
    roads, transport = (
        mention(document, "measure", "Build rural roads"),
        mention(document, "measure", "Plan all transport"),
    )
    assert list_purposes(document, roads) == set()
    assert list_purposes(document, roads, transport) == {("DAC-CRS:21020", "DAC-CRS:210")}


def test_ties_rest_on_words_within_the_document():
    document = build_document(("heading", "Health"))
    area = mention(document, "area", "Health")
    _, ties = tie_sectors(document, [area, *find_sectors(document, parse(document))], [])
    assert [one.basis for one in ties] == ["stated"]
    assert all(document.text[one.evidence.focus.start : one.evidence.focus.end] == "Health" for one in ties)
    assert all(0 < one.confidence <= area.confidence for one in ties)


def test_a_sector_that_the_rest_of_the_words_does_not_speak_of_is_less_sure():
    document = build_document("Power plants feed electricity into the grid.", "Chairs made of electricity.")
    sure = mention(document, "measure", "Power plants feed electricity into the grid")
    odd = mention(document, "measure", "Chairs made of electricity")
    _, ties = tie_sectors(document, [sure, odd, *find_sectors(document, parse(document))], [])
    surest = {key: max(one.confidence for one in ties if one.source == key.id) for key in (sure, odd)}
    assert surest[sure] >= surest[odd]
    assert {one.rule for one in ties if one.source == sure.id} == {"in-sector/own-words"}
