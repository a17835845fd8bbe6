from collections.abc import Callable
from pathlib import Path

import pytest

from extract.document import read_document
from extract.facts import Known
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
