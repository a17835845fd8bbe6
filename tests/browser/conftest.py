"""A real browser without a network, and pages opened in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from load.graph import build_graph
from load.html import write_html
from load.pictures import Original
from tests.browser.launching import NO_BROWSER, find_browser, launch
from tests.builders import DOCUMENT, build_policy
from tests.pipeline.drawing import draw_pdf
from transform.records import Facts

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
SOURCE = "water plan.pdf"  # beside the page that shows its pages


class Opened:
    """A page in the browser, with what it wrote to the console and what it asked the network for."""

    def __init__(self, page: "sync_api.Page", path: Path) -> None:
        self.page = page
        self.errors: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.errors.append(message.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", lambda dialog: (self.errors.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: self.requests.append(request.url))
        self.go(path.as_uri())

    def go(self, address: str) -> None:
        self.page.goto(address)
        self.page.wait_for_selector("body[data-ready=true]", timeout=20_000)

    def reset(self) -> None:
        """Load the page anew as it is first seen, and forget what it did before."""
        self.page.evaluate("history.replaceState(null, '', location.pathname)")
        self.errors.clear()
        self.requests.clear()
        self.page.reload()
        self.page.wait_for_selector("body[data-ready=true]", timeout=20_000)

    def locate(self, label: str) -> tuple[float, float]:
        """Return where on the screen the card with a label is."""
        x, y = self.page.evaluate(
            """(label) => {
              const { network, data } = policygraph;
              const place = network.getPosition(data.nodes.find((node) => node.label === label).id);
              const at = network.canvasToDOM(place);
              const box = document.getElementById("network").getBoundingClientRect();
              return [box.x + at.x, box.y + at.y];
            }""",
            label,
        )
        return x, y

    def click(self, label: str, **options: object) -> None:
        self.page.mouse.click(*self.locate(label), **options)

    def double_click(self, label: str, until: str) -> None:
        """Double-click a card until a condition holds: a busy machine may take it for two clicks."""
        for _ in range(3):
            self.page.mouse.dblclick(*self.locate(label))
            try:
                self.page.wait_for_function(f"() => {until}", timeout=5_000)
                return
            except sync_api.TimeoutError:
                self.page.keyboard.press("Escape")
        raise AssertionError(f"a double click on {label!r} does not bring about {until}")

    def shown(self) -> set[str]:
        """Return the labels of the cards that are drawn."""
        return set(self.page.evaluate("[...policygraph.listShown().places.keys()].map((node) => node.label)"))

    def panel(self) -> str:
        self.page.wait_for_selector("#panel:not([hidden])")
        return self.page.inner_text("#panel-body")


@pytest.fixture(scope="package")
def browser() -> Iterator["sync_api.Browser"]:
    """Return the browser; it is closed with this package's last test, since its event loop bars any other."""
    program = find_browser()
    if not program:
        pytest.skip(NO_BROWSER)
    with sync_api.sync_playwright() as playwright:
        browser = launch(playwright, program)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def write_page(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Facts, str], Path]:
    """Return a function that writes a page, the same one only once."""
    known: dict[tuple[Facts, str], Path] = {}

    def write_one(facts: Facts, title: str) -> Path:
        if (facts, title) not in known:
            path = tmp_path_factory.mktemp("page") / "graph.html"
            write_html(build_graph(facts), facts, path, title=title)
            known[facts, title] = path
        return known[facts, title]

    return write_one


@pytest.fixture(scope="session")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of a policy whose source lies beside it."""
    folder = tmp_path_factory.mktemp("pictured")
    source = folder / SOURCE
    source.write_bytes(draw_pdf(*(f"Water for All\nThe words of page {number}" for number in range(1, 11))))
    facts, originals = build_policy(), {DOCUMENT: Original(source, "water%20plan.pdf")}
    path = folder / "graph.html"
    write_html(build_graph(facts), facts, path, title="Water for All Plan", originals=originals)
    return path


@pytest.fixture(scope="module")
def shared(browser: "sync_api.Browser", pictured: Path) -> Iterator[Opened]:
    """Return the page of a policy, opened once for a module."""
    context = browser.new_context(
        viewport={"width": 1400, "height": 900},
        offline=True,
        color_scheme="light",
        permissions=["clipboard-read", "clipboard-write"],
    )
    yield Opened(context.new_page(), pictured)
    context.close()


@pytest.fixture
def policy(shared: Opened) -> Iterator[Opened]:
    """Return the shared page as it is first seen; afterwards it must have kept quiet and to itself."""
    shared.reset()
    yield shared
    assert shared.errors == []
    assert len(shared.requests) == 1, "nothing but the page itself is asked for"


@pytest.fixture
def open_page(
    browser: "sync_api.Browser", write_page: Callable[[Facts, str], Path]
) -> Iterator[Callable[..., Opened]]:
    contexts = []

    def open_one(facts: Facts, *, title: str = "A page", width: int = 1400, height: int = 900) -> Opened:
        context = browser.new_context(viewport={"width": width, "height": height}, offline=True)
        contexts.append(context)
        return Opened(context.new_page(), write_page(facts, title))

    yield open_one
    for context in contexts:
        context.close()
