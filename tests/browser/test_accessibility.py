"""What axe-core finds on the page; `make axe` fetches it."""

import os
from pathlib import Path

import pytest

from tests.builders import build_many

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[2] / ".venv" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
PICK_AREA = 'policygraph.pick("node", policygraph.data.nodes.find((node) => node.kind === "area").id)'
PICK_TIE = "policygraph.pick('edge', policygraph.data.edges[0].id)"
FIND = """
const box = document.getElementById("search");
box.value = "water";
box.dispatchEvent(new Event("input"));
box.focus();
"""
STATES = {  # one after the other
    "as it opens": "",
    "every filter open": "document.querySelectorAll('.facet').forEach((one) => { one.open = true; })",
    "a node": PICK_AREA,
    "a tie": PICK_TIE,
    "a search": f"(() => {{ {FIND} }})()",
    "the menu": "document.querySelector('.more').open = true",
    "the network": "document.getElementById('tab-network').click()",
    "the outline": "document.getElementById('tab-outline').click()",
    "the tables": "document.getElementById('tab-matrix').click()",
}


@pytest.fixture(scope="module")
def axe() -> str:
    path = Path(os.environ.get("AXE_CORE", AXE))
    if not path.is_file():
        pytest.skip("axe-core is not there: `make axe` fetches it")
    return path.read_text("utf-8")


def find_faults(page, axe: str) -> list[str]:
    """Return what axe-core calls serious or critical, with the first element of each."""
    page.evaluate(axe)
    found = page.evaluate("axe.run()")["violations"]
    return [
        f"{fault['id']}: {fault['help']}: {fault['nodes'][0]['html'][:200]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_no_serious_fault(policy, axe: str, colours: str):
    policy.page.emulate_media(color_scheme=colours)
    faults = {}
    for name, action in STATES.items():
        policy.page.evaluate(action or "0")
        faults[name] = find_faults(policy.page, axe)
    policy.page.emulate_media(color_scheme="light")
    assert faults == {name: [] for name in STATES}


def test_axe_finds_no_serious_fault_on_a_phone_with_several_documents(open_page, axe: str):
    opened = open_page(build_many(300, 3), width=390, height=800)
    assert find_faults(opened.page, axe) == []


def test_everything_can_be_reached_by_tab(policy):
    reached = set()
    for _ in range(90):
        policy.page.keyboard.press("Tab")
        reached.add(policy.page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert {"search", "back", "forward", "tab-graph", "tab-network", "tab-outline", "tab-matrix"} <= reached
    assert {"drawing", "zoom-in", "zoom-out", "fit", "clear", "least", "only"} <= reached


def test_the_evidence_is_reached_and_left_by_keyboard(policy):
    policy.page.focus("#drawing")
    policy.page.keyboard.press("ArrowDown")
    policy.page.keyboard.press("Enter")
    assert policy.page.evaluate("document.activeElement.tagName") == "H2"
    policy.page.keyboard.press("Escape")
    assert policy.page.is_hidden("#panel")
    assert policy.page.evaluate("document.activeElement.id") == "drawing"


def test_every_control_has_a_name(policy):
    policy.click("build forty water points")
    nameless = policy.page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, a")]
          .filter((one) => one.checkVisibility() && !one.textContent.trim())
          .filter((one) => !one.getAttribute("aria-label") && !(one.labels && one.labels.length))
          .map((one) => one.outerHTML)"""
    )
    assert nameless == []
