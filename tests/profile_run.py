"""Where the time goes: the phases of one document's way, and the functions that take most of it.

usage: python -m tests.profile_run DOCUMENT [--functions N]
"""

import argparse
import cProfile
import pstats
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TypeVar

Made = TypeVar("Made")


class Clock:
    """Writes how long each phase takes, wall and processor time in seconds."""

    def run(self, name: str, do: Callable[[], Made]) -> Made:
        """Return what is made in a phase, and print its time."""
        wall, processor = time.perf_counter(), time.process_time()
        made = do()
        sys.stdout.write(
            f"{name:12}{time.perf_counter() - wall:9.2f}{time.process_time() - processor:9.2f}\n"
        )
        return made


def go_through(path: Path, clock: Clock) -> None:
    """Take a document from its file to the page, phase by phase."""
    clock.run("start", start)
    from extract.document import read_document
    from load.graph import build_graph
    from load.graphml import write_graphml
    from load.html import write_html
    from pipeline.settings import read_model_name
    from transform.annotate import annotate
    from transform.language import load_language, parse_passages
    from transform.resolve import resolve

    document = clock.run("extract", lambda: read_document(path, source=path.name))
    nlp = clock.run("model", lambda: load_language(read_model_name()))
    clock.run("parse", lambda: parse_passages(document, nlp))
    annotations = clock.run("transform", lambda: annotate(document, nlp))  # parses again
    facts = clock.run("resolve", lambda: resolve([annotations]))
    graph = clock.run("load", lambda: build_graph(facts))
    with tempfile.TemporaryDirectory() as folder:
        clock.run("graphml", lambda: write_graphml(graph, Path(folder) / "graph.graphml"))
        clock.run("page", lambda: write_html(graph, facts, Path(folder) / "graph.html", title=path.name))


def start() -> None:
    """Load the libraries."""
    for name in ("transform.annotate", "load.html"):
        import_module(name)


def main(arguments: Sequence[str]) -> int:
    """Print the phases, then the functions, and return the exit code."""
    parser = argparse.ArgumentParser(description="show where the time goes")
    parser.add_argument("document", type=Path)
    parser.add_argument("--functions", type=int, default=30)
    options = parser.parse_args(arguments)
    sys.stdout.write(f"{'':12}{'wall s':>9}{'cpu s':>9}\n")
    go_through(options.document, Clock())
    profile = cProfile.Profile()
    profile.runcall(go_through, options.document, Clock())
    pstats.Stats(profile, stream=sys.stdout).sort_stats("tottime").print_stats(options.functions)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
