"""Items: titles of list items, names of programmes, counted parts, sentences without a subject."""

import msgspec
import pytest

from extract.records import Cell, Span
from transform.language import split_cell
from transform.statements import find_statements


@pytest.fixture
def list_rules(parse):
    def list_found(text, rule):
        _, passages = parse(text)
        found = [one for passage in passages[2:] for one in find_statements(passage)]
        return [one.phrase.text for one in found if one.rule == f"statements/{rule}"]

    return list_found


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("- Mend the harbour - by dredging the basin", ["Mend the harbour"]),
        ("- Mend the harbour \u2013 the state will dredge the basin", ["Mend the harbour"]),
        ("- Clean water: new wells for forty villages", ["Clean water"]),
        ("Drainage: Repair of the main sewers of the old town.", ["Drainage"]),
        ("- Long-term repair of the harbour", []),
        ("- Ferries at 10:30 from the harbour", []),
        ("- Build the harbour", []),
    ],
)
def test_a_title_ends_at_a_colon_or_a_dash_between_spaces(list_rules, text, titles):
    assert list_rules(text, "title") == titles


def test_what_follows_a_title_is_a_statement_without_the_word_that_joins_it(list_rules):
    assert list_rules("- Mend the harbour - by dredging the basin", "gerund") == ["dredging the basin"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We give \u00a34 million to the Green Harbours Programme.", ["Green Harbours Programme"]),
        ("The Fund for Rivers and Lakes Initiative helps.", ["Fund for Rivers and Lakes Initiative"]),
        ("We give money to a programme.", []),
        ("The programme was closed.", []),
    ],
)
def test_a_programme_is_found_by_its_name(list_rules, text, names):
    assert list_rules(text, "programme") == names


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "The plan has three priorities: clean water, safe roads and better schools.",
            ["clean water", "safe roads", "better schools"],
        ),
        (
            "We will focus on two key areas; mending the port and its piers; training the guards.",
            ["mending the port and its piers", "training the guards"],
        ),
        ("The plan has three chapters: rivers, roads and schools.", []),
        ("Our priorities are clear.", []),
    ],
)
def test_what_a_sentence_counts_up_after_a_word_for_parts_are_parts(list_rules, text, parts):
    assert list_rules(text, "enumerated") == parts


@pytest.mark.parametrize(
    ("text", "rule", "phrases"),
    [
        ("Training of forty nurses in the north.", "gerund", ["Training of forty nurses in the north"]),
        ("Expansion of the port.", "nominal", ["Expansion of the port"]),
        ("Ten large schools in the hills.", "nominal", []),
        ("The expansion was stopped in May.", "nominal", []),
    ],
)
def test_a_sentence_without_subject_that_names_a_deed_is_an_item(list_rules, text, rule, phrases):
    assert list_rules(text, rule) == phrases


def test_a_short_line_before_a_list_is_a_heading_in_all_but_print(list_rules):
    text = "## Dangers\n\nStorms and floods\n\n- Build shelters\n- Plant reeds"
    assert "Storms and floods" in list_rules(text, "nominal")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("\u2022 Dig wells \u2022 Mend pipes", ["Dig wells", "Mend pipes"]),
        ("-To dig wells -To mend pipes", ["To dig wells", "To mend pipes"]),
        ("1.1 Dig two wells 1.2 Mend 3.5 km of pipes", ["Dig two wells", "Mend 3.5 km of pipes"]),
        ("Dig long-term wells - and mend pipes", ["Dig long-term wells - and mend pipes"]),
        ("Dig wells", ["Dig wells"]),
    ],
)
def test_a_cell_is_parsed_by_its_bullets(read, text, parts):
    document = msgspec.structs.replace(read("Cells."), text=text)
    cell = Cell(column=0, span=Span(0, len(text)))
    assert [text[part.start : part.end] for part in split_cell(document, cell)] == parts
