import csv
import io
import time
from pathlib import Path

import pytest

from tests.builders import build_entity, build_evidence, build_facts, build_many, build_policy, build_relation

pytestmark = pytest.mark.browser
HOSTILE = '</script><script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">'
MEASURE, MINISTRY, DONOR = "build forty water points", "Ministry of Rivers", "Government of Japan"
AREA = "Rural water supply"


@pytest.fixture
def policy(open_page):
    opened = open_page(build_policy(), title="Water for All Plan")
    yield opened
    assert opened.errors == []
    assert len(opened.requests) == 1, "nothing but the page itself is asked for"


def test_every_node_is_drawn(policy):
    labels = {entity.label for entity in build_policy().entities}
    assert policy.shown() == labels
    assert policy.page.inner_text("#counts") == "17 of 17 nodes, 16 of 19 ties"
    painted = policy.page.evaluate(
        """() => {
          const canvas = document.querySelector("#network canvas");
          const bytes = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
          const colours = new Set();
          for (let at = 0; at < bytes.length; at += 400) colours.add(bytes.slice(at, at + 4).join());
          return colours.size;
        }"""
    )
    assert painted > 20


def test_all_cards_are_in_sight_at_first(policy):
    stage = policy.page.locator("#network").bounding_box()
    for label in policy.shown():
        x, y = policy.locate(label)
        assert stage["x"] < x < stage["x"] + stage["width"], label
        assert stage["y"] < y < stage["y"] + stage["height"], label


def test_a_click_on_a_card_shows_its_words(policy):
    policy.click(MEASURE)
    text = policy.panel()
    assert "Measure" in text
    assert "Build forty water points" in text
    assert "Committed" in text
    assert "this measure is in the sector Basic drinking water supply, inferred, p. 2" in text
    assert "Ministry of Rivers implements this measure, committed" not in text
    assert "Ministry of Rivers implements this measure, stated, p. 2" in text
    assert policy.page.inner_text("#panel mark") == "build forty water points"
    assert "Water for All Plan, p. 2" in text


def test_a_click_on_a_code_shows_what_it_is(policy):
    policy.click("Basic drinking water supply")
    assert "DAC-CRS 14031" in policy.panel()


def test_a_click_on_a_line_shows_the_tie(policy):
    point = policy.page.evaluate(
        """() => {
          const { network, listShown } = policygraph;
          const edge = listShown().ties.find((tie) => tie.relation === "implements");
          const box = document.getElementById("network").getBoundingClientRect();
          for (let x = 0; x < box.width; x += 4) for (let y = 0; y < box.height; y += 4) {
            const free = !network.getNodeAt({ x, y });
            if (free && network.getEdgeAt({ x, y }) === edge.id) return [box.x + x, box.y + y];
          }
          return null;
        }"""
    )
    policy.page.mouse.click(*point)
    text = policy.panel()
    assert "Ministry of Rivers implements Build forty water points" in text
    assert "stated: the words or the structure of the document say it" in text
    assert "The Ministry of Rivers will build forty water points" in text


def test_a_tie_in_the_panel_leads_on(policy):
    policy.click(AREA)
    policy.page.click("#panel >> text=Government of Japan")
    assert "Government of Japan supports" not in policy.panel()
    assert "this actor supports Rural water supply, possible, stated, p. 1" in policy.panel()
    policy.page.go_back()
    assert "Government of Japan supports this priority area" in policy.panel()


def test_search_finds_names_other_names_codes_and_quotes(policy):
    for query, label in [
        ("forty", "Build forty water points"),
        ("mor", "Ministry of Rivers"),
        ("14031", "Basic drinking water supply"),
        ("drying up", "Drying wells"),
    ]:
        policy.page.fill("#search", query)
        assert label in policy.page.locator("#results li").all_inner_texts(), query
    policy.page.fill("#search", "no such thing")
    assert policy.page.inner_text("#found") == "0 results"


def test_search_by_keyboard(policy):
    policy.page.keyboard.press("/")
    policy.page.keyboard.type("water")
    assert policy.page.inner_text("#found").endswith("results")
    policy.page.keyboard.press("ArrowDown")
    policy.page.keyboard.press("ArrowDown")
    second = policy.page.inner_text("#results li >> nth=1")
    policy.page.keyboard.press("Enter")
    assert second in policy.panel()
    policy.page.keyboard.press("Escape")
    assert policy.page.input_value("#search") == ""


def test_the_legend_filters_and_clears(policy):
    policy.page.uncheck('[data-facet=kind] [data-value="measure"]')
    assert MEASURE not in policy.shown()
    policy.page.click("#clear")
    assert MEASURE in policy.shown()


def test_only_one_kind_can_be_shown(policy):
    policy.page.hover('[data-facet=kind] .row:has([data-value="goal"])')
    policy.page.click('[data-facet=kind] .row:has([data-value="goal"]) .only')
    assert policy.shown() == {"safe water for every household", "healthier rivers by 2035"}


def test_filters_combine(policy):
    policy.page.click("[data-facet=country] summary")
    policy.page.uncheck("[data-facet=country] [data-value=MN]")
    assert MINISTRY not in policy.shown()
    assert DONOR in policy.shown()
    assert "herder families" in policy.shown(), "without a country it is not touched"
    policy.page.click("[data-facet=basis] summary")
    policy.page.uncheck("[data-facet=basis] [data-value=inferred]")
    bases = policy.page.evaluate("policygraph.listShown().ties.map((tie) => tie.basis)")
    assert set(bases) == {"stated"}


def test_a_double_click_shows_the_neighbourhood(policy):
    policy.page.mouse.dblclick(*policy.locate(DONOR))
    assert policy.shown() == {DONOR, AREA, MEASURE, "herder families"}
    policy.page.click("#panel >> role=button[name='2 steps']")
    assert "Wells and springs" in policy.shown()
    policy.page.click("#unfocus")
    assert len(policy.shown()) == 17


def test_a_shift_click_shows_the_path(policy):
    policy.click(MINISTRY)
    policy.page.keyboard.down("Shift")
    policy.click("Basic drinking water supply")
    policy.page.keyboard.up("Shift")
    policy.page.wait_for_function("document.getElementById('panel-body').innerText.includes('Path')")
    assert "2 ties from one to the other" in policy.panel()


def test_the_address_brings_the_same_picture_back(policy):
    policy.page.uncheck('[data-facet=kind] [data-value="issue"]')
    policy.click(AREA)
    policy.page.click("#tab-outline")
    address = policy.page.url
    policy.page.goto("about:blank")
    policy.requests.clear()
    policy.go(address)
    assert "drying wells" not in policy.shown()
    assert "Rural water supply" in policy.panel()
    assert policy.page.is_visible("#outline")


def test_the_outline_is_the_tree_as_text(policy):
    policy.page.click("#tab-outline")
    lines = policy.page.inner_text("#outline").splitlines()
    wanted = [
        "Safe water for every household",
        "Healthier rivers by 2035",
        "Rural water supply",
        "Wells and springs",
    ]
    at = [next(number for number, line in enumerate(lines) if label in line) for label in wanted]
    assert at == sorted(at)
    assert any("committed · Basic drinking water supply" in line for line in lines)


def test_the_matrix_counts_ties(policy):
    policy.page.click("#tab-matrix")
    text = policy.page.inner_text("#matrix")
    assert "Basic drinking water supply\t1" in text.replace("\n", "")
    assert "Government of Japan\t2" in text.replace("\n", "")


def test_the_keyboard_goes_from_card_to_card(policy):
    policy.page.focus("#drawing")
    policy.page.keyboard.press("ArrowDown")
    first = policy.panel()
    policy.page.keyboard.press("ArrowDown")
    assert policy.panel() != first
    policy.page.keyboard.press("Escape")
    assert policy.page.is_hidden("#panel")


def test_dark_colours(policy):
    policy.page.click(".more summary")
    policy.page.click("#theme")
    assert policy.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(23, 25, 28)"


def test_shown_ties_are_saved_as_a_table(policy, tmp_path: Path):
    policy.page.click(".more summary")
    with policy.page.expect_download() as download:
        policy.page.click("#save-ties")
    download.value.save_as(tmp_path / "ties.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "ties.csv").read_text("utf-8-sig"))))
    assert len(rows) == 16
    assert {
        "source": "Ministry of Rivers",
        "relation": "implements",
        "target": MEASURE,
        "page": "2",
    }.items() <= next(row for row in rows if row["relation"] == "implements").items()


def test_text_of_documents_is_shown_as_text(open_page):
    document = build_entity(
        "document", HOSTILE, build_evidence(HOSTILE), key="00000000000000a1", title=HOSTILE
    )
    issue = build_entity(
        "issue", "=" + HOSTILE, build_evidence(HOSTILE + " 🌍 then", "then"), aliases=[HOSTILE]
    )
    area = build_entity("area", "Area", build_evidence(HOSTILE), number=HOSTILE[:30])
    facts = build_facts([document, issue, area], [build_relation(area, "addresses", issue)])
    opened = open_page(facts, title=HOSTILE)
    opened.click("=" + HOSTILE)
    assert HOSTILE in opened.panel()
    assert opened.page.inner_text("#panel mark") == "then"
    opened.page.fill("#search", "onerror")
    opened.page.click("#tab-outline")
    opened.page.click("#tab-matrix")
    opened.page.mouse.move(*opened.locate("Area"))
    assert opened.page.evaluate("window.hacked") is None
    assert opened.page.locator("img").count() == 0
    assert opened.page.inner_text("h1") == HOSTILE
    assert opened.errors == []
    assert len(opened.requests) == 1


def test_a_graph_of_nothing_says_so(open_page):
    opened = open_page(build_facts([]))
    assert opened.page.is_visible("#nothing")
    opened.page.click("#tab-outline")
    opened.page.click("#tab-matrix")
    opened.page.click("#fit")
    assert opened.errors == []


def test_a_narrow_screen_has_the_filters_behind_a_button(open_page):
    opened = open_page(build_policy(), width=390, height=800)
    assert opened.page.is_hidden("#filters")
    opened.page.click("#menu")
    assert opened.page.is_visible("#filters")
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert opened.errors == []


def test_a_view_for_each_document(open_page):
    opened = open_page(build_many(300, 3))
    assert "This overview leaves out measures" in opened.page.inner_text("#note")
    assert len(opened.shown()) < 120
    opened.page.mouse.dblclick(*opened.locate("Plan 1"))
    assert "a better life in district 1" in opened.shown()
    assert "a better life in district 2" not in opened.shown()
    assert any("of district 1" in label for label in opened.shown())
    opened.page.go_back()
    assert "a better life in district 2" in opened.shown()
    assert opened.errors == []


def test_five_thousand_nodes_open_within_five_seconds(open_page):
    facts = build_many(5000, 40)
    opened = open_page(facts)
    started = time.monotonic()
    opened.page.reload()
    opened.page.wait_for_selector("body[data-ready=true]")
    assert time.monotonic() - started < 5
    opened.page.select_option("#view", "all")
    assert len(opened.shown()) == 5000
    assert "drawn only for the card that is picked" in opened.page.inner_text("#note")
    assert opened.errors == []
