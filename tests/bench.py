"""Time, processor time and peak memory of a run over a folder, beside another program if one is named.

usage: python -m tests.bench SOURCES [--rounds N] [--workers N] [--baseline SCRIPT]

A baseline is a Python script that is called with a document and an output folder. Both sides run in turn,
each as a whole process, so that what else the machine does falls on both alike; medians are printed.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import msgspec

from extract.sources import find_sources

KIBIBYTES = 1024  # in a mebibyte; Linux counts peak memory in kibibytes


class Cost(msgspec.Struct, frozen=True):
    """What one process took: wall and processor time in seconds, peak memory of one process in MiB."""

    wall: float
    processor: float
    memory: float


def measure(command: Sequence[str]) -> Cost:
    """Return what a command costs.

    Raises:
        SystemExit: If it fails.
    """
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"failed: {' '.join(command)}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / KIBIBYTES)


def run_product(sources: Path, output: Path, workers: int) -> Cost:
    """Return the cost of a run of the product."""
    command = [sys.executable, "-m", "pipeline", "run", "--sources", str(sources), "--output", str(output)]
    return measure([*command, *(["--workers", str(workers)] if workers else [])])


def run_baseline(script: Path, documents: Sequence[Path], output: Path) -> Cost:
    """Return the cost of a baseline over the documents, one after the other."""
    costs = [measure([sys.executable, str(script), str(path), str(output)]) for path in documents]
    return Cost(
        sum(cost.wall for cost in costs),
        sum(cost.processor for cost in costs),
        max(cost.memory for cost in costs),
    )


def print_costs(name: str, costs: Sequence[Cost]) -> None:
    """Print medians, and the spread of the wall time."""
    walls = sorted(cost.wall for cost in costs)
    sys.stdout.write(
        f"{name:24} {median(walls):8.2f} {walls[0]:8.2f} {walls[-1]:8.2f} "
        f"{median(cost.processor for cost in costs):10.2f} {median(cost.memory for cost in costs):9.0f}\n"
    )


def main(arguments: Sequence[str]) -> int:
    """Measure, print a table, and return the exit code."""
    parser = argparse.ArgumentParser(description="measure runs over a folder")
    parser.add_argument("sources", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--baseline", type=Path)
    options = parser.parse_args(arguments)
    documents = [source.path for source in find_sources(options.sources).sources]
    cold: list[Cost] = []
    warm: list[Cost] = []
    other: list[Cost] = []
    for _ in range(options.rounds):
        folder = Path(tempfile.mkdtemp())
        cold.append(run_product(options.sources, folder / "product", options.workers))
        warm.append(run_product(options.sources, folder / "product", options.workers))
        if options.baseline:
            other.append(run_baseline(options.baseline, documents, folder / "baseline"))
        shutil.rmtree(folder)
    sys.stdout.write(f"{len(documents)} documents, {options.rounds} rounds\n")
    sys.stdout.write(f"{'':24} {'wall s':>8} {'least':>8} {'most':>8} {'processor s':>10} {'peak MiB':>8}\n")
    print_costs("product, first run", cold)
    print_costs("product, nothing new", warm)
    if other:
        print_costs("baseline", other)
        ratios = [theirs.wall / ours.wall for ours, theirs in zip(cold, other, strict=True)]
        sys.stdout.write(
            f"baseline / product       {median(ratios):8.2f} {min(ratios):8.2f} {max(ratios):8.2f}\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
