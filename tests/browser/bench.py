"""Time, size and memory of the page beside pyvis's own page of the same graph, physics on.

usage: python -m tests.browser.bench [NODES …]

Times are milliseconds from the start of the navigation: to the first drawing, and to usable, which is when
the drawing stands still and the next frame has come. "all" is what it takes to go from there to the network
of all nodes; pyvis's page has shown them by then.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
import networkx as nx
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLong
from pyvis.network import Network

from load.graph import build_graph
from load.html import write_html
from tests.browser.launching import NO_BROWSER, find_browser, launch
from tests.builders import build_many

SIZES = (50, 500, 5000)
NODES_IN_DOCUMENT = 125
PATIENCE = 60_000  # milliseconds that a page may take
MEGABYTE = 1_000_000
WATCH = """(() => {
  window.times = {};
  const look = setInterval(() => {
    const network = window.policygraph ? policygraph.network : window.network;
    if (!network || !network.on) return;
    clearInterval(look);
    network.once("afterDrawing", () => { times.drawn = times.drawn || performance.now(); });
    const frame = window.requestAnimationFrame;
    const settled = () => frame(() => frame(() => { times.usable = performance.now(); }));
    if (window.policygraph) {
      times.drawn = performance.now();
      settled();
    } else {
      network.once("stabilizationIterationsDone", settled);
    }
  }, 4);
})()"""
SHOW_ALL = """() => new Promise((resolve) => {
  const start = performance.now();
  const frame = window.requestAnimationFrame;
  const done = () => resolve(performance.now() - start);
  policygraph.network.once("afterDrawing", () => frame(() => frame(done)));
  policygraph.openView("network");
})"""


class Cost(msgspec.Struct, frozen=True):
    """What a page takes: milliseconds (infinite when it took too long) and megabytes."""

    drawn: float
    usable: float
    all: float
    size: float
    memory: float


def write_pyvis(graph: "nx.MultiDiGraph[str]", path: Path) -> None:
    """Write pyvis's own page of a graph: its template, its physics, its library within the file."""
    network = Network(directed=True, cdn_resources="in_line")
    for name, data in graph.nodes(data=True):
        network.add_node(name, label=data["label"], title=data["quote"], color=data["color"])
    for source, target, data in graph.edges(data=True):
        network.edges.append({"from": source, "to": target, "title": data["quote"], "arrows": "to"})
    path.write_text(network.generate_html(), encoding="utf-8")


def write_time(milliseconds: float) -> str:
    """Return a time as the table shows it."""
    return f"{milliseconds:9.0f}" if milliseconds < PATIENCE else f"  > {PATIENCE}"


def read_memory(page: Page) -> float:
    """Return the megabytes that the page's script holds after its rubbish is collected."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    return metrics["JSHeapUsedSize"] / MEGABYTE


def measure(browser: Browser, path: Path) -> Cost:
    """Return what a page takes in a browser without a network."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.add_init_script(WATCH)
    never = float("inf")
    try:
        page.goto(path.as_uri(), wait_until="commit")
        page.wait_for_function("() => window.times && times.usable")
        times = page.evaluate("times")
        ours = page.evaluate("Boolean(window.policygraph)")
        everything = page.evaluate(SHOW_ALL) if ours else 0.0
        memory = read_memory(page)
    except TooLong:
        times, everything, memory = {}, never, never
    finally:
        context.close()
    size = path.stat().st_size / MEGABYTE
    return Cost(times.get("drawn", never), times.get("usable", never), everything, size, memory)


def main(arguments: Sequence[str]) -> int:
    """Measure both pages at each size, print a table, and return the exit code."""
    program = find_browser()
    if not program:
        raise SystemExit(NO_BROWSER)
    sizes = [int(argument) for argument in arguments] or SIZES
    sys.stdout.write(
        f"{'nodes':24} {'drawn':>9} {'usable':>9} {'all, ms':>9} {'file MB':>8} {'heap MB':>8}\n"
    )
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = launch(playwright, program)
        for nodes in sizes:
            facts = build_many(nodes, max(nodes // NODES_IN_DOCUMENT, 1))
            graph = build_graph(facts)
            ours, theirs = Path(scratch, "ours.html"), Path(scratch, "theirs.html")
            write_html(graph, facts, ours, title="bench")
            write_pyvis(graph, theirs)
            for name, path in (("this page", ours), ("pyvis, physics on", theirs)):
                cost = measure(browser, path)
                times = " ".join(write_time(one) for one in (cost.drawn, cost.usable, cost.all))
                sys.stdout.write(f"{nodes:>5} {name:18} {times} {cost.size:8.2f} {cost.memory:8.1f}\n")
                sys.stdout.flush()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
