"""Columns: what a header says that its cells are, and how far that counts."""

from types import SimpleNamespace

import pytest

from extract.records import Cell, Span
from transform.columns import NONE, find_column_kinds, name_column
from transform.judging import find_column_kind, judge_statements, weigh_column
from transform.language import parse_passages
from transform.models.linear import LinearModel
from transform.statements import join_statements

CHANCES = {"area": 0.3, "goal": 0.1, "measure": 0.2, NONE: 0.3, "target": 0.1}
KINDS = ("area", "goal", "measure", NONE, "target")


@pytest.fixture
def parse_page(read, nlp):
    """Return a function that reads the body of a web page under a title, and parses it."""

    def parse_body(body):
        document = read(
            f"<html lang='en'><body><h1>Rivers for All</h1><p>This is said.</p>{body}</body></html>",
            name="plan.html",
        )
        return document, parse_passages(document, nlp)

    return parse_body


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Adaptation goals", "goal"),
        ("Strategic objective", "goal"),
        ("Priority adaptation actions", "measure"),
        ("Key Activities", "measure"),
        ("Sector", "area"),
        ("Targets", "target"),
        ("Priority sectors", "area"),
        ("Number of actions", NONE),
        ("Cost of the measures (USD)", NONE),
        ("Responsible agency", NONE),
        ("Existing policies and measures", NONE),
        ("2015", NONE),
        ("Region", ""),
        ("", ""),
    ],
)
def test_a_header_names_the_kind_of_its_cells(header, kind):
    assert name_column(header)[0] == kind


def read_kinds(parse, *headers):
    """Return the kinds of the columns of a table with these headers."""
    row = "".join(f"<td>Mend well {number}</td>" for number in range(len(headers)))
    top = "".join(f"<th>{header}</th>" for header in headers)
    document, _ = parse(f"<table><tr>{top}</tr><tr>{row}</tr><tr>{row}</tr></table>")
    kinds = find_column_kinds(document)
    return [kinds[table, column] for table, column in sorted(kinds)]


def test_of_two_columns_of_action_the_left_one_groups_the_other(parse_page):
    assert read_kinds(parse_page, "Sector", "Priority actions", "Key activities") == [
        "area",
        "area",
        "measure",
    ]


def test_columns_of_the_same_action_stand_side_by_side(parse_page):
    assert read_kinds(parse_page, "Sector", "Urgent actions", "Further actions") == [
        "area",
        "measure",
        "measure",
    ]


def test_a_header_speaks_for_its_kind_and_against_the_others():
    weighed = weigh_column(CHANCES, "measure")
    assert sum(weighed.values()) == pytest.approx(1.0)
    assert max(weighed, key=lambda kind: weighed[kind]) == "measure"
    assert weighed["area"] < weighed[NONE] < weighed["measure"]
    assert weigh_column(CHANCES, "") == CHANCES


def test_under_a_header_of_costs_hardly_anything_is_found():
    weighed = weigh_column(CHANCES, NONE)
    assert weighed[NONE] > 0.9


def test_a_cell_is_judged_by_its_column(parse_page):
    model = LinearModel(KINDS, (0.0, 0.0, 0.0, 1.0, 0.0), {})
    rows = "".join(
        f"<tr><td>Wells of {place}</td><td>Deep wells in {place}</td></tr>" for place in ("Ost", "West")
    )
    document, passages = parse_page(f"<table><tr><th>Objective</th><th>Activities</th></tr>{rows}</table>")
    found = judge_statements(document, join_statements(passages), model, taken=[])
    assert {(one.kind, document.text[one.phrase.start : one.phrase.end]) for one in found} == {
        ("goal", "Wells of Ost"),
        ("goal", "Wells of West"),
        ("measure", "Deep wells in Ost"),
        ("measure", "Deep wells in West"),
    }


@pytest.mark.parametrize(("header", "kind"), [("Adaptation goals", "goal"), ("", "")])
def test_a_header_cell_itself_is_of_no_kind(header, kind):
    block = SimpleNamespace(table=1)
    statement = SimpleNamespace(passage=SimpleNamespace(block=block, cell=Cell(Span(0, 9), 2, header)))
    assert find_column_kind(statement, {(1, 2): "goal"}) == kind
