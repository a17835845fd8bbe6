"""The catalogue of rules: complete, and each text of it is found by its rule."""

from fnmatch import fnmatchcase
from pathlib import Path

import pytest

import transform
from extract.document import read_document
from extract.facts import Known
from pipeline.settings import read_model_name
from tests.eval.catalogue import Rule, list_missing, list_names, read_rules
from transform.annotate import annotate
from transform.language import load_language

CODE = Path(transform.__file__).parent
OPENING = "# Rivers for all\n\nThis text says what comes next.\n\n"
FIRM = ("actors/", "frameworks/", "references/")  # rules that rest on no statistical model
LEAST_RIGHT = 0.5  # share of the other rules that find something in a text of one or two sentences
WITH_TEXT = sorted(name for name, rule in read_rules().items() if rule.text)


@pytest.fixture(scope="module")
def find_rules(tmp_path_factory):
    """Return a function that gives the names of the rules that fire on a rule's text."""
    nlp = load_language(read_model_name())
    path = tmp_path_factory.mktemp("rules") / "plan.md"

    def find(rule: Rule) -> set[str]:
        path.write_text(OPENING + rule.text, encoding="utf-8")
        known = Known(**{"country": "KE", **rule.known})
        found = annotate(read_document(path, source=path.name, known=known), nlp)
        return {one.rule for one in (*found.mentions, *found.relations)}

    return find


def test_every_rule_that_the_code_can_name_is_in_the_catalogue():
    names = set(list_names(CODE))
    assert "actors/office" in names
    assert list_missing(names) == [], "describe these rules in tests/eval/rules.yaml"


def test_a_name_that_nothing_covers_is_missing():
    assert list_missing(["actors/unheard-of", "statements/after-within"]) == ["actors/unheard-of"]


@pytest.mark.parametrize("name", [name for name in WITH_TEXT if name.startswith(FIRM)])
def test_a_rule_finds_something_in_the_text_that_it_was_made_for(name, find_rules):
    assert any(fnmatchcase(fired, name) for fired in find_rules(read_rules()[name]))


def test_most_rules_that_rest_on_a_model_find_something_in_their_texts(find_rules):
    names = [name for name in WITH_TEXT if not name.startswith(FIRM)]
    right = [name for name in names if any(fnmatchcase(one, name) for one in find_rules(read_rules()[name]))]
    assert len(right) >= LEAST_RIGHT * len(names), sorted(set(names) - set(right))
