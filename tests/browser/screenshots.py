"""Screenshots of the page: of the sample for the README, of a folder of documents, of a graph of 5,000 nodes.

usage: python -m tests.browser.screenshots [--sources DIR] [--readme FILE] [--folder DIR]
"""

import argparse
import contextlib
import io
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from load.graph import build_graph
from load.html import write_html
from pipeline.cli import main as run
from tests.browser.launching import NO_BROWSER, find_browser, launch
from tests.builders import build_many

SAMPLE = Path("source_docs")
SIZE = {"width": 1400, "height": 900}
PHONE = {"width": 390, "height": 800}
NODES, DOCUMENTS = 5000, 40
PICK = """(kind) => {
  const { data, listShown, pick } = policygraph;
  const found = [...listShown().places.keys()].filter((node) => node.kind === kind);
  pick("node", (found.find((node) => node.ties.length > 4) || found[0] || data.nodes[0]).id, true);
}"""
STATES = {  # name: address, kind of the node that is picked
    "graph": ("", ""),
    "evidence": ("", "area"),
    "network": ("view=network", ""),
    "outline": ("tab=outline", ""),
    "tables": ("tab=matrix", ""),
}


def make_page(sources: Path, output: Path) -> Path:
    """Return the page of a run over a folder."""
    with contextlib.redirect_stderr(io.StringIO()):
        code = run(["run", "--sources", str(sources), "--output", str(output)])
    if code == 2:
        raise SystemExit(f"nothing to draw in {sources}")
    return output / "graph.html"


def make_large(output: Path) -> Path:
    """Return the page of a made-up graph of 5,000 nodes."""
    facts, path = build_many(NODES, DOCUMENTS), output / "graph.html"
    write_html(build_graph(facts), facts, path, title=f"A graph of {NODES:,} nodes")
    return path


def open_page(
    browser: Browser, path: Path, address: str, size: dict[str, int], colours: str = "light"
) -> Page:
    """Return a page as it is first seen at an address."""
    context = browser.new_context(viewport=size, offline=True, color_scheme=colours)
    page = context.new_page()
    page.goto(f"{path.as_uri()}#{address}")
    page.wait_for_selector("body[data-ready=true]")
    return page


def save(page: Page, path: Path) -> None:
    """Write what the page shows to a PNG, and close the page."""
    page.wait_for_function(
        "() => [...document.querySelectorAll('.crop')].every((crop) => crop.dataset.drawn)"
    )
    with Image.open(io.BytesIO(page.screenshot())) as shot:
        path.parent.mkdir(parents=True, exist_ok=True)
        shot.convert("RGB").save(path, optimize=True)
    page.context.close()
    sys.stdout.write(f"{path}\n")


def draw_states(browser: Browser, path: Path, name: str, folder: Path) -> None:
    """Write a screenshot of each state of a page, of dark colours, and of a phone."""
    for state, (address, kind) in STATES.items():
        page = open_page(browser, path, address, SIZE)
        if kind:
            page.evaluate(PICK, kind)
        save(page, folder / f"{name}-{state}.png")
    save(open_page(browser, path, "", SIZE, "dark"), folder / f"{name}-dark.png")
    save(open_page(browser, path, "", PHONE), folder / f"{name}-phone.png")


def main(arguments: Sequence[str]) -> int:
    """Draw everything that is asked for, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sources", type=Path, help="a folder of documents of your own")
    parser.add_argument("--readme", type=Path, default=Path("docs/graph.png"), help="the README's picture")
    parser.add_argument("--folder", type=Path, default=Path("output/screenshots"))
    options = parser.parse_args(arguments)
    program = find_browser()
    if not program:
        raise SystemExit(NO_BROWSER)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = launch(playwright, program)
        pages = {"sample": make_page(SAMPLE, Path(scratch, "sample"))}
        if options.sources:
            pages["documents"] = make_page(options.sources, Path(scratch, "documents"))
        pages["large"] = make_large(Path(scratch))
        for name, path in pages.items():
            draw_states(browser, path, name, options.folder)
        page = open_page(browser, pages["sample"], "", SIZE)
        page.evaluate(PICK, "area")
        save(page, options.readme)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
