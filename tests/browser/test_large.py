from itertools import islice, product

import pytest

from tests.browser.conftest import Opened
from tests.builders import build_facts, build_many, build_relation
from transform.records import Facts

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def large(browser, write_page):
    context = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True)
    yield Opened(context.new_page(), write_page(build_many(5000, 40), "A page"))
    context.close()


def test_a_view_for_each_document(open_page):
    opened = open_page(build_many(300, 3))
    assert "This overview leaves out measures" in opened.page.inner_text("#note")
    assert len(opened.shown()) < 120
    opened.double_click(
        "Plan 1", until="document.getElementById('view').selectedOptions[0].text === 'Plan 1'"
    )
    assert "a better life in district 1" in opened.shown()
    assert "a better life in district 2" not in opened.shown()
    assert any("of district 1" in label for label in opened.shown())
    opened.page.go_back()
    assert "a better life in district 2" in opened.shown()
    assert opened.errors == []


def test_five_thousand_nodes_begin_with_an_overview(large):
    large.reset()
    assert 10 <= len(large.shown()) <= 150
    assert "This overview leaves out" in large.page.inner_text("#note")
    assert "of 5,000 nodes" in large.page.inner_text("#counts")
    large.double_click("Plan 3", until="document.getElementById('view').selectedOptions[0].text === 'Plan 3'")
    assert len(large.shown()) > 100
    assert large.errors == []


@pytest.mark.parametrize("view", ["all", "network"])
def test_five_thousand_nodes_can_be_shown_at_once_and_used(large, view: str):
    large.reset()
    large.page.select_option("#view", view)
    assert len(large.shown()) == 5000
    note = large.page.inner_text("#note")
    assert "12,520 ties are drawn faintly: click a node to see its own" in note
    large.page.fill("#search", "improve service 7 of district 3 ")
    large.page.keyboard.press("Enter")
    assert "Improve service 7 of district 3 for all who live there" in large.panel()
    assert large.page.evaluate("policygraph.network.body.data.edges.length") == 3
    assert large.errors == []


def test_fifty_thousand_ties_say_what_is_shown(open_page):
    opened = open_page(build_thicket(50_000))
    assert "This overview leaves out" in opened.page.inner_text("#note")
    opened.page.select_option("#view", "network")
    assert "ties are too many to draw at once: click a node to see its own" in opened.page.inner_text("#note")
    opened.page.fill("#search", "improve service 7 of district 3 ")
    opened.page.keyboard.press("Enter")
    assert "Improve service 7 of district 3" in opened.panel()
    assert opened.errors == []


def build_thicket(ties: int) -> Facts:
    """Return facts of 2,000 entities with so many ties."""
    facts = build_many(2000, 10)
    kinds = {kind: [one for one in facts.entities if one.kind == kind] for kind in ("actor", "measure")}
    pairs = product(kinds["actor"], kinds["measure"])
    more = [build_relation(actor, "supports", measure) for actor, measure in islice(pairs, ties)]
    return build_facts(facts.entities, [*facts.relations, *more])
