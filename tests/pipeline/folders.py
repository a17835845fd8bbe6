"""A sources folder with its output, the command line run on them in this process, and made-up documents."""

import contextlib
import io
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import msgspec

from pipeline.cli import main
from tests.pipeline.drawing import draw_pdf

LONG_AGO = 1_000_000_000 * 10**9  # nanoseconds; a file that is older than any test was not written by it

WATER = """# Rivers for All Plan

Ministry of Rivers, March 2021

## 1 Clean water

The goal of this plan is safe water for every household by 2030.

The Ministry of Rivers will build forty water points in Lakeside Province by 2030.
"""
HEALTH = """Healthy Valleys Strategy

Ministry of Health, 2020

The overall goal of the strategy is to reduce maternal deaths.

The Ministry of Health will train 300 midwives for rural clinics by 2025.
"""
ROADS = """# Roads That Last
Department of Roads, 2019
The goal of this programme is safer roads for all travellers.
The Department of Roads will repair 90 bridges in Hilltop District by 2024."""


class Said(msgspec.Struct, frozen=True):
    """What a command gave back: its exit code, the lines for the user, and what a pipe would get.

    The lines on files that were reopened and found as written stand apart, in `checked`.
    """

    code: int
    lines: tuple[str, ...]
    piped: str
    checked: tuple[str, ...] = ()

    def find(self, *words: str) -> list[str]:
        """Return the lines that hold all these words."""
        return [line for line in self.lines if all(word in line for word in words)]


class Folders(msgspec.Struct, frozen=True):
    """A folder of documents and the folder that runs fill."""

    sources: Path
    output: Path

    def run(self, *options: str, command: str = "run", workers: int = 1) -> Said:
        """Run a command on the folders."""
        places = ["--sources", str(self.sources), "--output", str(self.output), "--workers", str(workers)]
        errors, printed = io.StringIO(), io.StringIO()
        with contextlib.redirect_stderr(errors), contextlib.redirect_stdout(printed):
            code = main([command, *places, *options])
        told = errors.getvalue().splitlines()
        checked = tuple(line for line in told if line.startswith("checked: "))
        others = tuple(line for line in told if not line.startswith("checked: "))
        return Said(code, others, printed.getvalue(), checked)

    def put(self, name: str, content: str | bytes) -> Path:
        """Write a document of that name."""
        path = self.sources / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def age(self) -> None:
        """Make every file of the output look old, so that a rewritten one stands out."""
        for path in self.list_output():
            os.utime(path, ns=(LONG_AGO, LONG_AGO))

    def list_output(self) -> list[Path]:
        """Return every file of the output."""
        return sorted(path for path in self.output.rglob("*") if path.is_file())

    def list_written(self) -> set[str]:
        """Return the names of the files that were written since `age`."""
        return {self.name(path) for path in self.list_output() if path.stat().st_mtime_ns != LONG_AGO}

    def read_output(self) -> dict[str, bytes]:
        """Return the bytes of every file of the output; of `run.json` all but the timings."""
        contents = {self.name(path): path.read_bytes() for path in self.list_output()}
        if "run.json" in contents:
            report = json.loads(contents["run.json"])
            del report["seconds"]
            contents["run.json"] = json.dumps(report).encode()
        return contents

    def read_graph(self) -> str:
        """Return the text of the GraphML file."""
        return (self.output / "graph.graphml").read_text("utf-8")

    def read_issues(self) -> list[dict[str, str]]:
        """Return what `issues.jsonl` tells."""
        return [json.loads(line) for line in (self.output / "issues.jsonl").read_text("utf-8").splitlines()]

    def read_report(self) -> dict:
        """Return what `run.json` tells."""
        return json.loads((self.output / "run.json").read_text("utf-8"))

    def find_record(self, stage: str, slug: str) -> Path:
        """Return the file with the records of a document whose file name begins so."""
        [path] = (self.output / stage).glob(f"{slug}-*.json")
        return path

    def name(self, path: Path) -> str:
        """Return a file's path relative to the output."""
        return path.relative_to(self.output).as_posix()

    def copy(self, folder: Path) -> "Folders":
        """Return a copy of both folders."""
        copied = Folders(folder / "sources", folder / "output")
        shutil.copytree(self.sources, copied.sources)
        if self.output.is_dir():
            shutil.copytree(self.output, copied.output)
        return copied


def make_folders(folder: Path, documents: Mapping[str, str | bytes] | None = None) -> Folders:
    """Return folders with these documents and nothing made of them yet."""
    folders = Folders(folder / "sources", folder / "output")
    folders.sources.mkdir(parents=True)
    for name, content in (documents or {}).items():
        folders.put(name, content)
    return folders


def draw_roads() -> bytes:
    """Return the programme for roads as a PDF."""
    return draw_pdf(ROADS)
