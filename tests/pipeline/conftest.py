"""What the tests of pipeline share: a folder of three documents and what a run made of it."""

from pathlib import Path

import pytest

from tests.pipeline.folders import HEALTH, WATER, Folders, draw_roads, make_folders


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """Return folders that were run once; nobody changes them."""
    documents = {"water.md": WATER, "health.txt": HEALTH, "roads.pdf": draw_roads()}
    folders = make_folders(tmp_path_factory.mktemp("built"), documents)
    said = folders.run()
    assert said.code == 0, said.lines
    return folders


@pytest.fixture
def folders(built: Folders, tmp_path: Path) -> Folders:
    """Return a copy of the run's folders to change; every file of its output looks old."""
    copied = built.copy(tmp_path / "copy")
    copied.age()
    return copied


@pytest.fixture
def bare(tmp_path: Path) -> Folders:
    """Return an empty sources folder and no output."""
    return make_folders(tmp_path)
