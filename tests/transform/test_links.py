"""Links: which issues goals, areas and measures address, and which frameworks they follow."""

import msgspec
import pytest

from tests.transform.role_builders import name_ties, overall_goal
from tests.transform.sector_builders import build_document, mention, part_of
from transform.relations.links import find_links


def find(document, *mentions, parts=()):
    """Return the ties of links by name, without what the document cites."""
    ties = [one for one in find_links(document, mentions, parts) if one.relation != "cites"]
    return name_ties(ties, *mentions)


def test_a_measure_addresses_the_issue_in_its_words():
    document = build_document("We will reduce soil erosion on farms. Poor roads are elsewhere.")
    measure, issue = (
        mention(document, "measure", "reduce soil erosion on farms"),
        mention(document, "issue", "soil erosion"),
    )
    other = mention(document, "issue", "Poor roads")
    assert find(document, measure, issue, other) == {
        (measure.name, "addresses", "soil erosion", "links/issue-in-words")
    }


def test_a_measure_follows_the_framework_of_its_sentence():
    document = build_document("In line with the Coast Act, we will plant trees.", "The Port Act is old.")
    measure = mention(document, "measure", "plant trees")
    act, other = mention(document, "framework", "Coast Act"), mention(document, "framework", "Port Act")
    assert find(document, measure, act, other) == {
        ("plant trees", "aligned_with", "Coast Act", "links/framework-in-sentence")
    }


def test_the_measure_of_a_row_follows_the_policy_in_it():
    document = build_document(
        ("table_row", ["Plant trees", "Coast Act"]), ("table_row", ["Mend roads", "Port Act"])
    )
    trees, roads = mention(document, "measure", "Plant trees"), mention(document, "measure", "Mend roads")
    coast, port = mention(document, "framework", "Coast Act"), mention(document, "framework", "Port Act")
    assert find(document, trees, roads, coast, port) == {
        ("Plant trees", "aligned_with", "Coast Act", "links/framework-in-row"),
        ("Mend roads", "aligned_with", "Port Act", "links/framework-in-row"),
    }


def test_an_area_addresses_the_issues_that_name_all_it_is_about():
    document = build_document(
        ("heading", "Road safety"),
        "Unsafe travel.",
        ("heading", "Annex"),
        "Poor road safety kills.",
        "Food safety is poor.",
    )
    area = mention(document, "area", "Road safety")
    near, far = (
        mention(document, "issue", "Poor road safety"),
        mention(document, "issue", "Food safety is poor"),
    )
    assert find(document, area, near, far) == {
        ("Road safety", "addresses", "Poor road safety", "links/issue-of-subject")
    }


def test_a_main_area_follows_the_frameworks_on_its_subject_and_a_part_does_not():
    document = build_document(
        ("heading", "Fisheries"),
        ("heading", "Forestry"),
        ("heading", "Annex"),
        "See the Fisheries Code and the Forestry Code.",
    )
    main, part = mention(document, "area", "Fisheries"), mention(document, "area", "Forestry")
    frameworks = [mention(document, "framework", name) for name in ("Fisheries Code", "Forestry Code")]
    assert find(document, main, part, *frameworks, parts=[part_of(part, main)]) == {
        ("Fisheries", "aligned_with", "Fisheries Code", "links/framework-of-subject")
    }


def test_an_area_follows_the_frameworks_right_under_its_heading():
    document = build_document(
        ("heading", "Forestry"), "See the Port Act.", ("heading", "Annex"), "See the Coast Act."
    )
    area = mention(document, "area", "Forestry")
    acts = [mention(document, "framework", name) for name in ("Port Act", "Coast Act")]
    assert find(document, area, *acts) == {
        ("Forestry", "aligned_with", "Port Act", "links/framework-under-area")
    }


def test_words_that_any_area_bears_tie_nothing():
    document = build_document(
        ("heading", "Priority development programmes"),
        ("heading", "Annex"),
        "See the National Development Strategy.",
    )
    area = mention(document, "area", "Priority development programmes")
    assert find(document, area, mention(document, "framework", "National Development Strategy")) == set()


@pytest.mark.parametrize(
    ("heading", "aligned"), [("Relevant policies and laws", True), ("Members of the board", False)]
)
def test_the_overall_goal_follows_the_policies_that_are_listed(heading, aligned):
    document = build_document(
        "Our aim is a clean coast.", ("heading", heading), ("list_item", "Port Act, 1990")
    )
    goal, act = overall_goal(document, "clean coast"), mention(document, "framework", "Port Act")
    expected = {("clean coast", "aligned_with", "Port Act", "links/listed-policy")}
    assert find(document, goal, act) == (expected if aligned else set())


def test_a_document_cites_each_framework():
    document = build_document("The Port Act is old.")
    own, act = mention(document, "document", "The"), mention(document, "framework", "Port Act")
    (tie,) = find_links(document, [own, act], ())
    assert (tie.relation, tie.rule, tie.evidence) == ("cites", "links/cites", act.evidence)


def test_an_area_addresses_the_problems_that_the_text_right_under_its_heading_names():
    document = build_document(
        ("heading", "Water"),
        "The lakes suffer from algae.",
        "We will fight old pipes.",
        ("heading", "Annex"),
        "There are many rats.",
    )
    area, measure = mention(document, "area", "Water"), mention(document, "measure", "fight old pipes")
    issues = [mention(document, "issue", name) for name in ("algae", "old pipes", "rats")]
    assert find(document, area, measure, *issues) == {
        ("Water", "addresses", "algae", "links/issue-under-area"),
        ("fight old pipes", "addresses", "old pipes", "links/issue-in-words"),
    }


def test_a_problem_under_a_heading_that_is_no_area_is_one_of_the_area_above_it():
    document = build_document(
        ("heading", "Water"), ("heading", "State of the lakes"), "The lakes suffer from algae."
    )
    nested = [
        msgspec.structs.replace(block, section=("b0000", "b0001")) if number == 2 else block
        for number, block in enumerate(document.blocks)
    ]
    document = msgspec.structs.replace(document, blocks=tuple(nested))
    area, issue = mention(document, "area", "Water"), mention(document, "issue", "algae")
    assert find(document, area, issue) == {("Water", "addresses", "algae", "links/issue-under-area")}


def test_the_country_in_an_area_s_name_ties_it_to_no_framework():
    document = build_document(
        ("heading", "Kenya’s forests"), ("heading", "Annex"), "The Kenya Roads Act and the Forests Act hold."
    )
    document = msgspec.structs.replace(document, country="KE")
    area = mention(document, "area", "Kenya’s forests")
    acts = [mention(document, "framework", name) for name in ("Kenya Roads Act", "Forests Act")]
    assert find(document, area, *acts) == {
        ("Kenya’s forests", "aligned_with", "Forests Act", "links/framework-of-subject")
    }
