import msgspec
import pytest

from tests.builders import build_entity, build_evidence, build_facts, build_policy, build_relation

pytestmark = pytest.mark.browser
HOSTILE = '</script><script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">'
MEASURE, MINISTRY, DONOR = "build forty water points", "Ministry of Rivers", "Government of Japan"
AREA = "Rural water supply"


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
        found = policy.page.locator("#results li").all_inner_texts()
        assert any(text.split("\n")[0] == label for text in found), query
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


def test_on_paper_stands_all_that_is_shown_with_the_evidence(policy):
    policy.click(MEASURE)
    policy.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    policy.page.emulate_media(media="print")
    drawn = policy.page.locator("#printed canvas").bounding_box()
    assert drawn["width"] > 500
    assert drawn["height"] > 200
    for hidden in ("#filters", "#search", "#tab-graph", "#network", "#fit", "#close"):
        assert policy.page.is_hidden(hidden), hidden
    assert policy.page.is_visible("#panel mark")
    policy.page.emulate_media(media="screen")
    policy.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert policy.page.locator("#printed canvas").count() == 0


def test_words_read_by_ocr_are_marked(open_page):
    read = msgspec.structs.replace(build_evidence("Wells are drying up."), ocr=True)
    opened = open_page(build_facts([build_entity("issue", "drying wells", read)]))
    opened.click("drying wells")
    assert "p. 1, read by OCR" in opened.panel()


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
    opened.page.click("#tab-graph")
    opened.page.click("#fit")
    assert opened.errors == []


def test_a_narrow_screen_has_the_filters_behind_a_button(open_page):
    opened = open_page(build_policy(), width=390, height=800)
    assert opened.page.is_hidden("#filters")
    opened.page.click("#menu")
    assert opened.page.is_visible("#filters")
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert opened.errors == []
