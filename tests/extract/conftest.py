from collections.abc import Callable
from pathlib import Path

import pytest

from extract.document import read_document
from extract.drawn import NotReadable
from extract.facts import Known
from extract.fast_reader import FastReader
from extract.glyphs import GlyphPage
from extract.records import Document
from tests.extract.drawing import Drawing

Read = Callable[..., Document]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return a function that saves a drawing and reads it as a document."""

    def read_drawing(drawing: Drawing, name: str = "plan.pdf", known: Known | None = None) -> Document:
        return read_document(drawing.save(tmp_path / name), source=name, known=known)

    return read_drawing


@pytest.fixture
def read_words(tmp_path: Path) -> Read:
    """Return a function that saves a text file and reads it as a document."""

    def read_file(text: str | bytes, name: str = "notes.md") -> Document:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return read_document(path, source=name)

    return read_file


@pytest.fixture(params=["pdfium", "pdfplumber"])
def either_reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have pages read by the fast reader, then by the reader of reference."""

    def refuse(_: FastReader, number: int) -> GlyphPage:
        raise NotReadable(f"page {number}")

    if request.param == "pdfplumber":
        monkeypatch.setattr(FastReader, "read", refuse)
