import pytest

from load.graph import build_graph
from load.html import write_html
from load.pictures import Original
from tests.browser.conftest import Opened
from tests.builders import DOCUMENT, build_policy

pytestmark = pytest.mark.browser
MEASURE, MINISTRY = "build forty water points", "Ministry of Rivers"


def count_colours(page, selector: str) -> dict[str, int]:
    """Return how many dots of a picture are white, black and of the boxes' colours."""
    return page.evaluate(
        """(selector) => {
          const canvas = document.querySelector(selector);
          const dots = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
          const counts = { white: 0, ink: 0, box: 0, mark: 0 };
          for (let at = 0; at < dots.length; at += 4) {
            const [red, green, blue] = dots.slice(at, at + 3);
            if (red > 250 && green > 250 && blue > 250) counts.white += 1;
            else if (red < 60 && green < 60 && blue < 60) counts.ink += 1;
            else if (red > 150 && green < 70 && blue < 70) counts.box += 1;
            else if (red > 240 && green > 220 && blue < 170) counts.mark += 1;
          }
          return counts;
        }""",
        selector,
    )


def test_a_quote_has_its_place_on_the_page_with_the_words_boxed(policy):
    policy.click(MEASURE)
    policy.page.wait_for_selector("#panel .crop[data-drawn]")
    dots = count_colours(policy.page, "#panel .crop canvas")
    assert dots["white"] > 1000
    assert dots["ink"] > 50, "the printed words"
    assert dots["box"] > 300, "the line around them"
    assert dots["mark"] > 1000, "the colour over them"
    assert "Page 2 where it says “build forty water points”" in policy.page.get_attribute(
        "#panel .crop", "aria-label"
    )


def test_a_tie_has_its_place_on_the_page(policy):
    policy.click(MEASURE)
    policy.page.click("#panel .why >> nth=0")
    policy.page.wait_for_selector("#panel .crop[data-drawn]")
    assert policy.page.inner_text("#panel .kind") == "Tie"


def test_the_picture_can_be_enlarged_and_closed_by_keyboard(policy):
    policy.click(MEASURE)
    policy.page.wait_for_selector("#panel .crop[data-drawn]")
    policy.page.focus("#panel .crop")
    policy.page.keyboard.press("Enter")
    assert policy.page.is_visible("#large canvas")
    wide = policy.page.locator("#large canvas").bounding_box()["width"]
    assert wide > 2 * policy.page.locator("#panel .crop").bounding_box()["width"]
    policy.page.keyboard.press("Escape")
    assert policy.page.is_hidden("#large")
    assert policy.page.is_visible("#panel"), "only the picture was closed"


def test_each_quote_links_to_its_page(policy):
    policy.click(MINISTRY)
    addresses = policy.page.eval_on_selector_all(
        "#panel footer a", "links => links.map((link) => link.getAttribute('href'))"
    )
    assert addresses == ["water%20plan.pdf#page=2", "water%20plan.pdf#page=10"]
    with policy.page.context.expect_page() as opened:
        policy.page.click("#panel footer a >> nth=0")
    assert opened.value.url.endswith("/water%20plan.pdf#page=2")
    opened.value.close()


def test_a_source_that_is_gone_is_said_so(browser, tmp_path):
    path, facts = tmp_path / "graph.html", build_policy()
    originals = {DOCUMENT: Original(tmp_path / "gone.pdf", "gone.pdf")}
    write_html(build_graph(facts), facts, path, title="A page", originals=originals)
    context = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True)
    opened = Opened(context.new_page(), path)
    opened.click(MEASURE)
    assert "No picture: the source was not there any more when this page was made" in opened.panel()
    assert "build forty water points" in opened.page.inner_text("#panel mark")
    assert opened.errors == []
    context.close()
