import pytest

pytestmark = pytest.mark.browser
MEASURE, MINISTRY = "build forty water points", "Ministry of Rivers"
PLACES = "JSON.stringify(policygraph.network.getPositions())"


@pytest.fixture
def network(policy):
    policy.page.click("#tab-network")
    return policy


def test_the_network_is_one_click_away_with_every_node(network):
    assert len(network.shown()) == 17
    assert network.page.get_attribute("#tab-network", "aria-pressed") == "true"
    assert network.page.url.endswith("#view=network")
    network.page.click("#tab-graph")
    assert network.page.get_attribute("#tab-graph", "aria-pressed") == "true"
    assert "view" not in network.page.url


def test_a_click_on_a_dot_shows_its_words(network):
    network.click(MEASURE)
    assert "Committed" in network.panel()


def test_labels_of_dots_do_not_cover_one_another(network):
    network.page.evaluate(
        """() => {
          window.boxes = [];
          const draw = CanvasRenderingContext2D.prototype.fillText;
          CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
            const at = this.getTransform().transformPoint({ x, y });
            const wide = this.measureText(text).width * this.getTransform().a;
            window.boxes.push([at.x - wide / 2, at.y, at.x + wide / 2, at.y + 12, text]);
            draw.call(this, text, x, y);
          };
          policygraph.network.redraw();
        }"""
    )
    network.page.wait_for_function("() => boxes.length > 3")
    boxes = network.page.evaluate("boxes")
    drawn = {box[4]: box for box in boxes}
    assert len(drawn) > 8
    for name, (left, top, right, bottom, _) in drawn.items():
        for other, box in drawn.items():
            apart = box[0] >= right or box[2] <= left or box[1] >= bottom or box[3] <= top
            assert name == other or apart, (name, other)


def test_physics_is_off_until_it_is_asked_for(network):
    before = network.page.evaluate(PLACES)
    network.page.click("#zoom-in")
    assert network.page.evaluate(PLACES) == before
    network.page.click("#moving")
    assert network.page.get_attribute("#moving", "aria-pressed") == "true"
    network.page.wait_for_function(f"(before) => {PLACES} !== before", arg=before)
    network.page.click("#moving")
    assert network.page.get_attribute("#moving", "aria-pressed") == "false"


def test_zoom_buttons(network):
    scale = "policygraph.network.getScale()"
    before = network.page.evaluate(scale)
    network.page.click("#zoom-in")
    assert network.page.evaluate(scale) > before
    network.page.click("#zoom-out")
    assert network.page.evaluate(scale) == pytest.approx(before)
    network.page.click("#zoom-in")
    network.page.click("#fit")
    assert network.page.evaluate(scale) == pytest.approx(before)
