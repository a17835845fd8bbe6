"""Measure how time and memory grow over three decades, print a table, and draw it.

usage: python -m tests.scale [--documents N,N,…] [--pages N,N,…] [--workers N] [--plot FILE.svg]

Archives of more and more documents, then single documents of more and more pages, are run as whole
processes from an empty output. Beside the time on the wall stands that of the processors, which other work
of the machine hardly lengthens. The slope is that of a straight line through the logarithms: 1 is linear;
the start of the program makes it less for small sizes, so that of the last two sizes is printed too.
"""

import argparse
import json
import math
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from tests.scale.archive import PAGES, draw_archive
from tests.scale.plot import draw_plot

KIBIBYTES = 1024  # in a mebibyte; Linux counts peak memory in kibibytes
BETWEEN = 0.2  # seconds between two looks at a process's memory
DOCUMENTS, LENGTHS = (10, 100, 1000), (4, 40, 400)


class Growth(msgspec.Struct, frozen=True):
    """What one run took.

    Attributes:
        size: Documents, or pages of the one document.
        wall: Seconds of the whole process.
        processor: Seconds of processor time, of its worker processes too.
        stages: Seconds of reading the documents and of building the graph.
        driver, worker: Peak memory in MiB of the process itself, and of the largest that it started.
        nodes, edges: Size of the graph.
    """

    size: int
    wall: float
    processor: float
    stages: dict[str, float]
    driver: float
    worker: float
    nodes: int
    edges: int


def measure_run(sources: Path, output: Path, size: int, workers: int) -> Growth:
    """Return what a run over a folder takes.

    Raises:
        SystemExit: If it fails.
    """
    command = [sys.executable, "-m", "pipeline", "run", "--sources", str(sources), "--output", str(output)]
    start, before = time.perf_counter(), read_processor_time()
    process = subprocess.Popen(
        [*command, "--workers", str(workers)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    driver, worker = watch(process)
    wall, processor = time.perf_counter() - start, read_processor_time() - before
    if process.returncode:
        raise SystemExit(f"failed: {' '.join(command)}")
    report = json.loads((output / "run.json").read_text("utf-8"))
    graph = report["graph"]
    return Growth(size, wall, processor, report["seconds"], driver, worker, graph["nodes"], graph["edges"])


def read_processor_time() -> float:
    """Return the seconds that the processes took that this one has started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def watch(process: subprocess.Popen[bytes]) -> tuple[float, float]:
    """Wait for a process and return the peak memory in MiB of it and of the largest that it started.

    The kernel keeps each process's peak, so looking now and then misses only what grew just before the end.
    """
    driver = worker = 0.0
    while True:
        driver = max(driver, read_peak(process.pid))
        worker = max([worker, *map(read_peak, list_children(process.pid))])
        try:
            process.wait(timeout=BETWEEN)
        except subprocess.TimeoutExpired:
            continue
        return driver, worker


def read_peak(pid: int) -> float:
    """Return the peak resident memory of a process in MiB; 0 if it has ended."""
    try:
        text = Path(f"/proc/{pid}/status").read_text("ascii", "replace")
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+) kB", text)
    return int(found[1]) / KIBIBYTES if found else 0.0


def list_children(pid: int) -> list[int]:
    """Return the processes that a process has started and that still run."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
    except OSError:
        return []


def measure_slope(points: Sequence[tuple[float, float]]) -> float:
    """Return the slope of the straight line through the logarithms of points, by least squares."""
    logs = [(math.log(x), math.log(max(y, 1e-9))) for x, y in points]
    mean_x, mean_y = (sum(column) / len(logs) for column in zip(*logs, strict=True))
    spread = sum((x - mean_x) ** 2 for x, _ in logs)
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / spread if spread else 0.0


def print_growth(what: str, found: Sequence[Growth]) -> None:
    """Print a row for each size, then the slopes."""
    stages = list(found[0].stages)
    heads = [
        what,
        "wall s",
        "cpu s",
        *(f"{stage} s" for stage in stages),
        "driver MiB",
        "worker MiB",
        "nodes",
        "edges",
    ]
    say("".join(f"{head:>14}" for head in heads))
    for item in found:
        seconds = [f"{value:.1f}" for value in (item.wall, item.processor, *item.stages.values())]
        cells = [str(item.size), *seconds, f"{item.driver:.0f}", f"{item.worker:.0f}", item.nodes, item.edges]
        say("".join(f"{cell!s:>14}" for cell in cells))
    columns = [[item.wall for item in found], [item.processor for item in found]]
    columns += [[item.stages[stage] for item in found] for stage in stages]
    columns += [[item.driver for item in found], [item.worker for item in found]]
    sizes = [item.size for item in found]
    for name, first in (("slope", 0), ("last slope", -2)):
        slopes = [measure_slope(list(zip(sizes, column, strict=True))[first:]) for column in columns]
        say("".join(f"{cell!s:>14}" for cell in [name, *(f"{slope:.2f}" for slope in slopes)]))


def measure_archives(sizes: Sequence[int], workers: int) -> list[Growth]:
    """Return what archives of these numbers of documents take."""
    found = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            draw_archive(Path(folder) / "sources", size)
            found.append(measure_run(Path(folder) / "sources", Path(folder) / "output", size, workers))
    return found


def measure_lengths(lengths: Sequence[int], workers: int) -> list[Growth]:
    """Return what single documents of these numbers of pages take."""
    found = []
    for pages in lengths:
        with tempfile.TemporaryDirectory() as folder:
            draw_archive(Path(folder) / "sources", 1, pages)
            found.append(measure_run(Path(folder) / "sources", Path(folder) / "output", pages, workers))
    return found


def read_sizes(text: str) -> list[int]:
    """Return the numbers in a list with commas."""
    return [int(part) for part in text.split(",")]


def main(arguments: Sequence[str]) -> int:
    """Measure, print, draw, and return the exit code."""
    parser = argparse.ArgumentParser(description="measure growth over three decades")
    parser.add_argument("--documents", type=read_sizes, default=list(DOCUMENTS))
    parser.add_argument("--pages", type=read_sizes, default=list(LENGTHS))
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args(arguments)
    archives = measure_archives(options.documents, options.workers)
    print_growth("documents", archives)
    lengths = measure_lengths(options.pages, options.workers)
    print_growth("pages", lengths)
    if options.plot:
        curves = {
            f"documents of {PAGES} pages: s": [(item.size, item.wall) for item in archives],
            "pages of one document: s": [(item.size, item.wall) for item in lengths],
            "documents: driver MiB": [(item.size, item.driver) for item in archives],
            "documents: worker MiB": [(item.size, item.worker) for item in archives],
        }
        options.plot.write_text(draw_plot(curves), encoding="utf-8")
    return 0


def say(text: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
