"""Time, processor time and peak memory of whole runs beside a baseline and beside the floor, in turn.

usage: python -m tests.bench PATH... [--rounds N] [--baseline SCRIPT] [--tuned SCRIPT]

A PATH that is a document is measured by itself with one worker and with two, and run again unchanged. A
folder is measured as a whole, unchanged, and with one document changed, which is measured alone beside it.
A baseline is a Python script that is called with a document and an output folder; a tuned one is called
with "plumber" or "pdfium" and a number of workers after them. The floor (`tests.bench_floor`) does no more
than read the text and parse it: by spaCy's own components, and by the product's, which remember. All sides
run in turn, round by round, so that what else the machine does falls on all alike; of the ratios of wall
times medians are printed, with the least and the most, and of those of processor times.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

import msgspec

from extract.sources import find_sources

KIBIBYTES = 1024  # in a mebibyte; Linux counts peak memory in kibibytes
WORKERS = (1, 2)
KEEPS_NOTHING = "PYTHONDONTWRITEBYTECODE"
CHANGED = "\nOne sentence is new.\n"
Measure = Callable[[], "Cost"]


class Cost(msgspec.Struct, frozen=True):
    """What one process took: wall and processor time in seconds, peak memory of one process in MiB."""

    wall: float
    processor: float
    memory: float


def measure(command: Sequence[str], folder: Path | None = None, *, worst: int = 0) -> Cost:
    """Return what a command costs, its worker processes with it.

    Args:
        command: What is run.
        folder: Where, if not here.
        worst: The highest exit code that is no failure.

    Raises:
        SystemExit: If it fails.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, env=list_environment()
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    if not 0 <= code <= worst:
        raise SystemExit(f"failed: {' '.join(command)}")
    if code:
        sys.stderr.write(f"ended with {code}, and counts: {' '.join(command)}\n")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / KIBIBYTES)


def list_environment() -> dict[str, str]:
    """Return the environment of what is measured: Python keeps what it has compiled, as it does by itself.

    Where it is told not to, each process compiles the modules of the product anew.
    """
    return {name: value for name, value in os.environ.items() if name != KEEPS_NOTHING}


def run_product(sources: Path, output: Path, workers: int, *, worst: int = 0) -> Cost:
    """Return the cost of a run of the product; of a folder some documents may fail."""
    places = ["--sources", str(sources), "--output", str(output), "--workers", str(workers)]
    return measure([sys.executable, "-m", "pipeline", "run", *places], worst=worst)


def run_script(script: Path, document: Path, output: Path, *options: str) -> Cost:
    """Return the cost of a baseline on one document; what it strews about goes to its output.

    One that cannot write what it found (signs that XML does not allow) counts by what it took until then.
    """
    places = [str(path.resolve()) for path in (script, document, output)]
    return measure([sys.executable, *places, *options], output, worst=1)


class Bench:
    """Measures in folders of its own, round by round."""

    def __init__(self, folder: Path, options: argparse.Namespace) -> None:
        self.folder, self.options = folder, options
        self.count = 0

    def make_folder(self) -> Path:
        """Return a new empty folder."""
        self.count += 1
        path = self.folder / str(self.count)
        path.mkdir()
        return path

    def isolate(self, document: Path) -> Path:
        """Return a folder that holds one document alone."""
        folder = self.make_folder()
        shutil.copy(document, folder / document.name)
        return folder

    def list_sides(self, document: Path) -> dict[str, Measure]:
        """Return what is measured of one document, by name."""
        sources, last = self.isolate(document), [Path()]

        def run_cold(workers: int) -> Cost:
            last[0] = self.make_folder()
            return run_product(sources, last[0], workers)

        sides: dict[str, Measure] = {
            f"product, {workers} worker{'s'[: workers - 1]}": lambda workers=workers: run_cold(workers)  # type: ignore[misc]
            for workers in WORKERS
        }
        sides["product, unchanged"] = lambda: run_product(sources, last[0], WORKERS[-1])
        floor = [sys.executable, "-m", "tests.bench_floor", str(document)]
        sides["floor"] = lambda: measure(floor)
        sides["floor, remembering"] = lambda: measure([*floor, "--remembering"])
        baseline, tuned = self.options.baseline, self.options.tuned
        if baseline:
            sides["baseline"] = lambda: run_script(baseline, document, self.make_folder())
        for reader in ("plumber", "pdfium") if tuned else ():
            sides[f"tuned, {reader}, 2 workers"] = lambda reader=reader: run_script(  # type: ignore[misc]
                tuned, document, self.make_folder(), reader, "2", "full"
            )
        return sides

    def list_folder_sides(self, sources: Path) -> dict[str, Measure]:
        """Return what is measured of a folder: cold, unchanged, one document changed, and that one alone."""
        copy = self.make_folder() / "sources"
        shutil.copytree(sources, copy)
        document = choose_changed(copy)
        alone, last = self.isolate(document), [Path()]

        def run_cold() -> Cost:
            last[0] = self.make_folder()
            return run_product(copy, last[0], WORKERS[-1], worst=1)

        def run_changed() -> Cost:
            with document.open("ab") as file:
                file.write(CHANGED.encode())
            return run_product(copy, last[0], WORKERS[-1], worst=1)

        return {
            "cold": run_cold,
            "unchanged": lambda: run_product(copy, last[0], WORKERS[-1], worst=1),
            "one changed": run_changed,
            "that one alone": lambda: run_product(alone, self.make_folder(), WORKERS[-1], worst=1),
        }

    def measure_sides(self, sides: Mapping[str, Measure]) -> dict[str, list[Cost]]:
        """Return the costs of every side, each measured once in every round."""
        costs: dict[str, list[Cost]] = {name: [] for name in sides}
        for _ in range(self.options.rounds):
            for name, run in sides.items():
                costs[name].append(run())
        return costs


def choose_changed(folder: Path) -> Path:
    """Return the document that is changed, the one of middle size; nothing reads what follows a PDF's end."""
    paths = [source.path for source in find_sources(folder).sources]
    return sorted(paths, key=lambda path: (path.stat().st_size, path.name))[len(paths) // 2]


def print_costs(title: str, costs: Mapping[str, Sequence[Cost]]) -> None:
    """Print a table of costs."""
    sys.stdout.write(f"\n{title}\n{'':28}{'wall s':>9}{'least':>9}{'most':>9}{'cpu s':>9}{'peak MiB':>10}\n")
    for name, found in costs.items():
        walls = sorted(cost.wall for cost in found)
        sys.stdout.write(
            f"{name:28}{median(walls):9.2f}{walls[0]:9.2f}{walls[-1]:9.2f}"
            f"{median(cost.processor for cost in found):9.2f}{median(cost.memory for cost in found):10.0f}\n"
        )


def print_ratios(costs: Mapping[str, Sequence[Cost]], pairs: Sequence[tuple[str, str]]) -> None:
    """Print medians of ratios, round by round: of wall times, with the least and the most, and of work."""
    for name, other in pairs:
        if name in costs and other in costs:
            pairs_of_costs = list(zip(costs[name], costs[other], strict=True))
            walls = sorted(mine.wall / theirs.wall for mine, theirs in pairs_of_costs)
            work = median(mine.processor / theirs.processor for mine, theirs in pairs_of_costs)
            spread = f"({walls[0]:.2f}-{walls[-1]:.2f})"
            sys.stdout.write(f"{f'{name} / {other}':52}{median(walls):6.2f} {spread:14} cpu{work:6.2f}\n")


def main(arguments: Sequence[str]) -> int:
    """Measure, print tables, and return the exit code."""
    parser = argparse.ArgumentParser(description="measure runs beside a baseline")
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--baseline", type=Path)
    parser.add_argument("--tuned", type=Path)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), options)
        for path in options.paths:
            sides = bench.list_folder_sides(path) if path.is_dir() else bench.list_sides(path)
            costs = bench.measure_sides(sides)
            print_costs(path.name, costs)
            others = [name for name in costs if name.startswith(("floor", "baseline", "tuned"))]
            pairs = [(name, other) for name in costs if name.startswith("product") for other in others]
            print_ratios(costs, [*pairs, ("one changed", "that one alone"), ("unchanged", "cold")])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
