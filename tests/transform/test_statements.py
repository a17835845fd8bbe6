"""Statements: the phrases by which policies say what they want, and how strongly they commit."""

import pytest

from transform.statement import LABEL_LENGTH
from transform.statements import find_statements, join_statements


@pytest.fixture
def state(parse):
    def list_statements(text):
        _, passages = parse(text)
        return [one for passage in passages[2:] for one in find_statements(passage)]

    return list_statements


@pytest.mark.parametrize(
    ("text", "phrase", "commitment", "subject"),
    [
        ("The Ministry will build forty schools.", "build forty schools", "committed", "ministry"),
        ("The council shall repair the bridge.", "repair the bridge", "committed", "council"),
        ("The council is developing a new map.", "developing a new map", "committed", "council"),
        ("We have decided to open a clinic.", "open a clinic", "committed", "we"),
        ("The board has promised to pay for seed.", "pay for seed", "committed", "board"),
        ("New wells will be dug in the north.", "New wells will be dug in the north", "committed", "well"),
        ("The plan aims to reduce poverty.", "reduce poverty", "planned", "plan"),
        ("We intend to build a road to the lake.", "build a road to the lake", "planned", "we"),
        ("Our goal is to halve poverty.", "halve poverty", "planned", "goal"),
        ("Safe roads are a priority of the council.", "Safe roads", "planned", "road"),
        ("Ending hunger remains our main goal.", "Ending hunger", "planned", "end"),
        ("Farmers should plant trees.", "plant trees", "recommended", "farmer"),
        ("The city must close the landfill.", "close the landfill", "recommended", "city"),
        ("The board may lend money to farms.", "lend money to farms", "possible", "board"),
        ("The agency could train guards.", "train guards", "possible", "agency"),
        ("The ministry is committed to protecting the lake.", "protecting the lake", "committed", "ministry"),
        ("The ministry is committed to protect the lake.", "protect the lake", "committed", "ministry"),
        ("The council needs to train guards.", "train guards", "recommended", "council"),
        ("The council will need to train guards.", "train guards", "recommended", "council"),
        ("The council has to train guards.", "train guards", "recommended", "council"),
        ("We would like to help farms.", "help farms", "planned", "we"),
    ],
)
def test_a_sentence_says_what_is_wanted_by_whom_and_how_strongly(state, text, phrase, commitment, subject):
    (found,) = state(text)
    assert (found.phrase.text, found.commitment, found.subject) == (phrase, commitment, subject)
    assert found.sentence.text == text


@pytest.mark.parametrize(
    "text",
    [
        "The ministry has built ten schools.",
        "The ministry built ten schools.",
        "The lake is deep.",
        "The bridge was closed in May.",
        "Ducks swim.",
        "This is a report.",
        "The road had been built.",
        "The state will have built the dam.",
        "The wells were dry.",
        "Ten schools stood there.",
        "Rain fell in the hills.",
        "The council has a seat.",
        "There are many lakes.",
        "It is a priority.",
        "The lake is a place of rest.",
    ],
)
def test_what_was_or_is_says_nothing_that_is_wanted(state, text):
    assert state(text) == []


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("The Ministry will not raise the price of water.", True),
        ("The council shall not close the school.", True),
        ("The Ministry will raise the price of water.", False),
        ("No school will close the gate.", False),
    ],
)
def test_a_denied_verb_makes_a_negated_statement(state, text, negated):
    assert [one.negated for one in state(text)] == [negated]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        (
            "We will strengthen the capacity of the council, and will assist in mending roads.",
            ["strengthen the capacity of the council", "assist in mending roads", "mending roads"],
        ),
        ("We will dig wells and mend pipes.", ["dig wells and mend pipes"]),
        (
            "- Strengthening councils, building roads and training guards",
            ["Strengthening councils", "building roads", "training guards"],
        ),
        ("- Planning, building and mending roads", ["Planning, building and mending roads"]),
        ("- Digging wells and mending pipes", ["Digging wells and mending pipes"]),
        (
            "We will help by strengthening councils, building roads and training guards.",
            [
                "help by strengthening councils, building roads and training guards",
                "strengthening councils",
                "building roads",
                "training guards",
            ],
        ),
    ],
)
def test_clauses_and_lists_with_objects_of_their_own_are_statements_of_their_own(state, text, phrases):
    assert [one.phrase.text for one in state(text)] == phrases


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("- Improve access to safe water", "imperative"),
        ("- Ensuring good schools", "gerund"),
        ("- Expansion of the port", "nominal"),
        ("## Better schools in the hills\n\nText.", "nominal"),
        ("- Bring seed to the hills", "imperative"),
    ],
)
def test_an_item_is_a_statement_by_its_form(state, text, form):
    assert state(text)[0].rule == f"statements/{form}"
    assert state(text)[0].commitment == ""


def test_an_item_has_no_mark_at_its_ends(state):
    (found,) = state("- Expansion of the port;")
    assert found.phrase.text == "Expansion of the port"


def test_a_long_item_is_cut_to_a_label(state):
    (found,) = state("- Expansion of " + "the port of the lake and of " * 12 + "the river")
    assert len(found.phrase.text) <= LABEL_LENGTH
    assert found.phrase.text.startswith("Expansion of the port")


def test_no_phrase_is_returned_twice_and_all_lie_in_their_sentence(parse):
    text = "We will dig wells, mend pipes and train guards.\n\n- Improve schools\n- Build roads and bridges"
    _, passages = parse(text)
    found = join_statements(passages)
    places = [(one.passage.span.start + one.phrase.start_char, one.phrase.text) for one in found]
    assert places == sorted(set(places))
    for one in found:
        assert one.sentence.start <= one.phrase.start < one.phrase.end <= one.sentence.end
