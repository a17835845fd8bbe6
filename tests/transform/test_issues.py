"""Issues: which words name a problem, and which do not; how sure, how many, which are one."""

from itertools import pairwise

import pytest

from transform.language import parse_passages
from transform.mentions.issues import FEWEST, PER_PAGE, find_issues


def list_names(find, text):
    return [one.name for one in find(find_issues, text)]


@pytest.mark.parametrize(
    ("text", "name", "rule"),
    [
        ("Recurrent droughts destroy the harvest.", "Recurrent droughts", "noun"),
        ("The lack of clean water hurts the villages.", "lack of clean water", "noun"),
        ("Youth unemployment remains high.", "Youth unemployment", "noun"),
        ("We must tackle corruption.", "corruption", "noun"),
        ("Many farms suffer from soil erosion.", "soil erosion", "noun"),
        ("Child malnutrition is common in the north.", "Child malnutrition", "noun"),
        ("Overgrazing ruins the pasture.", "Overgrazing", "noun"),
        ("Weak institutions hold the country back.", "Weak institutions", "bad-noun"),
        ("Poor road infrastructure keeps farmers from markets.", "Poor road infrastructure", "bad-noun"),
        ("Limited access to finance slows small firms.", "Limited access to finance", "bad-noun"),
        ("Rising food prices hurt families.", "Rising food prices", "bad-noun"),
        ("Low rainfall harms the pasture.", "Low rainfall", "bad-noun"),
        (
            "The impacts of climate change are felt in every valley.",
            "impacts of climate change",
            "effect",
        ),
        ("The coast is highly vulnerable to floods.", "coast is highly vulnerable to floods", "predicate"),
        ("The report shows how vulnerable the coast is.", "how vulnerable the coast is", "predicate"),
        ("It depends on how poor the soil is in the hills.", "how poor the soil is", "predicate"),
        ("How high the prices are is well known.", "How high the prices are", "predicate"),
        ("The rise in sea level threatens the ports.", "rise in sea level", "change"),
        ("The increase in temperature hurts the fields.", "increase in temperature", "change"),
        ("Many children die before the age of five.", "Many children die before the age of five", "harm"),
        ("Most families lack safe housing.", "Most families lack safe housing", "harm"),
        ("Half of the wells have been damaged.", "Half of the wells have been damaged", "harm"),
        (
            "Only one in five villages has a clinic.",
            "Only one in five villages has a clinic",
            "scarce",
        ),
        ("It is one of the poorest regions of the world.", "poorest regions of the world", "worst"),
        ("It is among the most violent towns of the coast.", "most violent towns of the coast", "worst"),
        ("Exporters face sudden customs checks.", "sudden customs checks", "faced"),
        ("The island has few challenges such as long journeys.", "long journeys", "listed"),
    ],
)
def test_words_that_name_a_problem_are_an_issue(find, text, name, rule):
    assert [(one.name, one.rule) for one in find(find_issues, text)] == [(name, f"issues/{rule}")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The most urgent problems are high unemployment among youth, weak institutions and pollution.",
            ["high unemployment among youth", "weak institutions", "pollution"],
        ),
        (
            "The main constraints are short leases, distant markets and soil erosion.",
            ["short leases", "distant markets", "soil erosion"],
        ),
        ("The main challenges include soil erosion and low yields.", ["soil erosion", "low yields"]),
        (
            "The country faces several challenges: poverty, weak institutions and recurrent floods.",
            ["poverty", "weak institutions", "recurrent floods"],
        ),
        (
            "Farms suffer from pests and from lack of water and high prices of seed.",
            ["pests", "lack of water", "high prices of seed"],
        ),
        ("Lack of water, sanitation and roads hurts villages.", ["Lack of water, sanitation and roads"]),
        ("The impacts of floods and droughts are felt.", ["impacts of floods and droughts"]),
    ],
)
def test_each_problem_of_a_list_is_an_issue_and_the_word_that_announces_them_is_none(find, text, names):
    found = sorted(find(find_issues, text), key=lambda one: one.evidence.focus)
    assert [one.name for one in found] == names


@pytest.mark.parametrize(
    "text",
    [
        "The Ministry will build schools.",
        "The main challenges come next.",
        "The plan has five parts.",
        "Clean water reaches every village.",
        "The council met in May.",
        "A new road links the two towns.",
        "Strong institutions help the country.",
        "The library has a high tower.",
        "Farmers sell maize at the market.",
        "The gap year is popular.",
        "We thank our partners.",
        "The loss adjuster came.",
        "Schools open in September.",
        "Good access to finance helps firms.",
        "The challenge is here.",
        "Forests grow well.",
        "Teachers receive training each year.",
        "Trade with neighbours is growing.",
        "High technology helps young firms.",
        "Growing employment helps young people.",
        "The town wants low carbon growth.",
        "The fund chooses pro-poor investment.",
        "Emissions of the island are low.",
        "Reduced vulnerability follows.",
        "The pace depends on support: action is dependent on international finance.",
        "The country is less dependent on poppies.",
        "The houses were destroyed long ago.",
        "All wells shall be degraded to reserve use.",
        "The mayor faces a choice.",
        "Mice pose a serious threat.",
        "Only one council met.",
        "The richest regions pay more.",
        "The report was printed in June.",
    ],
)
def test_words_of_no_problem_are_no_issue(find, text):
    assert list_names(find, text) == []


def read_under(find, heading):
    text = f"## {heading}\n\nThe lack of clean water hurts the villages.\n"
    return [one.confidence for one in find(find_issues, text)]


@pytest.mark.parametrize("heading", ["Methodology", "Annex", "Glossary", "Financing", "Monitoring"])
def test_sections_on_method_means_and_asides_give_no_issues(find, heading):
    assert read_under(find, heading) == []


@pytest.mark.parametrize("heading", ["Challenges", "Background", "Constraints and gaps", "Introduction"])
def test_sections_on_problems_make_an_issue_surer(find, heading):
    (inside,), (outside,) = read_under(find, heading), read_under(find, "Our rivers")
    assert inside > outside


def test_a_title_gives_no_issues(read, nlp):
    document = read("# Recurrent droughts\n\nThis text says what comes next.\n")
    assert find_issues(document, parse_passages(document, nlp)) == []


def test_the_same_problem_has_one_key_and_is_surer(find):
    once = find(find_issues, "Soil erosion ruins farms.")
    twice = find(find_issues, "Soil erosion ruins farms.\n\nAgain, soil erosion ruins the hills.")
    assert len(twice) == 2
    assert len({one.key for one in twice}) == 1
    assert twice[0].confidence > once[0].confidence


def test_other_problems_have_other_keys(find):
    found = find(find_issues, "Soil erosion ruins farms.\n\nWater pollution ruins farms.")
    assert len({one.key for one in found}) == 2


def test_no_more_issues_are_named_than_a_careful_reader_lists(find):
    needs = ["water", "roads", "clinics", "teachers", "nurses", "wells", "trees", "tools", "seed", "fuel"]
    text = "\n\n".join(f"The lack of {need} hurts the villages." for need in needs)
    assert len(find(find_issues, text)) == round(FEWEST + PER_PAGE) < len(needs)


def test_issues_do_not_overlap_and_are_not_too_sure(find):
    text = "The lack of clean water and weak health systems worsen the poverty of remote villages."
    found = find(find_issues, text)
    places = sorted(one.evidence.focus for one in found)
    assert found
    assert all(one.end <= other.start for one, other in pairwise(places))
    assert all(0 < one.confidence <= 0.95 for one in found)


def test_the_short_name_of_a_problem_is_an_alias(find):
    (found,) = find(find_issues, "Limited access to finance slows small firms.")
    assert found.aliases == ("Limited access",)


def test_evidence_is_the_sentence_that_names_the_problem(find):
    (found,) = find(find_issues, "It is late. The lack of clean water hurts the villages. All agree.")
    assert found.evidence.quote == "The lack of clean water hurts the villages."


def test_how_bad_a_problem_is_and_whose_makes_it_no_other(find):
    text = (
        "The impacts of climate change hurt the coast.\n\n"
        "Adverse effects of climate change hurt the hills.\n\n"
        "Kenya is highly vulnerable to climate change."
    )
    assert len({one.key for one in find(find_issues, text)}) == 1


def test_numbers_tell_problems_apart(find):
    text = "Floods in 2010 broke the dam.\n\nFloods in 2011 broke the dam."
    assert len({one.key for one in find(find_issues, text)}) == 2
