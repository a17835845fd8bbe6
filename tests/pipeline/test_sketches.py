"""Pictures are kept from run to run, and a file that cannot be read costs no more than to draw them again."""

from pathlib import Path

import pytest

from load.bands import Band
from load.picture_store import Picture
from pipeline.sketches import SKETCHES, read_sketches, write_sketches

BAND = Band("doc:00000000000000a1", 1, 60.0, 120.0, 1)
PICTURE = Picture(BAND.document_id, 1, 60.0, 595.0, 60.0, b"\x89PNG")


def test_pictures_are_read_back_as_they_were_kept(tmp_path: Path):
    store = read_sketches(tmp_path)
    assert store.find([BAND]) is None
    store.add([BAND], [PICTURE])
    write_sketches(tmp_path, store)
    again = read_sketches(tmp_path)
    assert again.find([BAND]) == [PICTURE]
    written = (tmp_path / SKETCHES).stat().st_mtime_ns
    write_sketches(tmp_path, again)
    assert (tmp_path / SKETCHES).stat().st_mtime_ns == written


@pytest.mark.parametrize("content", [b"", b"\xff\x00", b"\x81\xa1k\x01"], ids=["empty", "torn", "odd"])
def test_a_file_that_cannot_be_read_holds_nothing(tmp_path: Path, content: bytes):
    (tmp_path / SKETCHES).write_bytes(content)
    assert read_sketches(tmp_path).find([BAND]) is None
