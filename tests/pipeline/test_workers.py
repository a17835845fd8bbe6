"""The command as a user starts it: a process of its own, with worker processes, in a bare environment."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipeline.drawing import SCAN, draw_pdf
from tests.pipeline.folders import Folders, Said

ROOT = Path(__file__).resolve().parents[2]
ODD = {"Стратегия.pdf": draw_pdf(SCAN), "-x 'y' \"z\".pdf": b"", "cut.pdf": draw_pdf("Roads.")[:200]}


def start(folders: Folders, *options: str, seed: str) -> Said:
    """Run the command in a process of its own under the plainest of locales."""
    places = ["--sources", str(folders.sources), "--output", str(folders.output)]
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "run", *places, *options],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C", "PYTHONHASHSEED": seed},
        capture_output=True,
        check=False,
    )
    return Said(done.returncode, tuple(done.stderr.decode().splitlines()), done.stdout.decode())


@pytest.fixture(scope="module")
def several(built: Folders, tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """Return the three documents beside some that cannot be read, with no output yet."""
    folders = built.copy(tmp_path_factory.mktemp("several"))
    for name, content in ODD.items():
        folders.put(name, content)
    for path in folders.list_output():
        path.unlink()
    return folders


@pytest.fixture(scope="module")
def side_by_side(several: Folders) -> Said:
    """Return what a run with two workers said."""
    return start(several, "--workers", "2", seed="1")


def test_a_process_of_its_own_ends_with_the_exit_code_and_keeps_to_standard_error(side_by_side: Said):
    assert side_by_side.code == 1
    assert side_by_side.piped == ""
    assert len(side_by_side.find("error: ")) == len(ODD)
    assert side_by_side.find("Done: ", "from 3 documents")
    assert not side_by_side.find("Traceback")


def test_two_workers_write_the_bytes_that_one_writes(several: Folders, side_by_side: Said):
    alone = Folders(several.sources, several.output.with_name("alone"))  # the page links from where it lies
    said = alone.run()
    assert said.code == side_by_side.code
    assert alone.read_output() == several.read_output()


def test_what_other_workers_made_is_fresh(several: Folders, side_by_side: Said):
    said = several.run()
    assert said.code == side_by_side.code
    assert said.find("All is fresh")
