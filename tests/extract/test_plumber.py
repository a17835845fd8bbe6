"""The reader of reference: what it leaves out to find rules faster, and what it must not leave out."""

import logging
from pathlib import Path

import pytest
from pdfminer.pdfinterp import PDFPageInterpreter

from extract import plumber
from extract.plumber import Plumber, strip_text
from tests.extract.drawing import Drawing


@pytest.mark.parametrize(
    ("content", "left"),
    [
        (b"q 0 0 m BT /R 9 Tf (wells) Tj ET 9 9 l S Q", b"q 0 0 m   9 9 l S Q"),
        (b"BT (said ET once) Tj ET 1 0 0 1 0 0 cm", b"  1 0 0 1 0 0 cm"),
        (b"BT (a \\( b ET (c ET) d) Tj <45542045> Tj ET\n0 0 5 5 re f", b" \n0 0 5 5 re f"),
        (b"BT [(E) -20 (T)] TJ T* ET BT /ET 1 Tf (x) Tj ET S", b"    S"),
        (b"(BT) 0 0 5 5 re (ET) f", b"(BT) 0 0 5 5 re (ET) f"),
        (b"BT (never ended) Tj 0 0 5 5 re f", b"BT (never ended) Tj 0 0 5 5 re f"),
    ],
)
def test_text_objects_are_cut_out_whole(content: bytes, left: bytes):
    assert strip_text(content).split() == left.split()


def test_tables_are_found_without_text_as_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    drawing = Drawing().add_page()
    drawing.table([["Goal", "Year (ET)"], ["Wells", "2030"], ["Roads", "2040"]], [72, 200, 320])
    path = drawing.save(tmp_path / "plan.pdf")
    without = Plumber(path, "plan.pdf", ("",)).find_ruling(1)
    monkeypatch.setattr(plumber, "ShapesOnly", PDFPageInterpreter)
    assert without == Plumber(path, "plan.pdf", ("",)).find_ruling(1)
    assert [len(cells) for cells in without.grids] == [6]


def test_notes_of_the_library_about_colours_stay_off_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    notes = logging.getLogger("pdfminer")
    monkeypatch.setattr(notes, "handlers", [])
    monkeypatch.setattr(notes, "propagate", False)
    drawing = Drawing().add_page()
    drawing.pages[0].append("/DeviceRGB cs 0.5 scn /Pattern cs 0.114 scn")
    drawing.table([["Goal", "Year"], ["Wells", "2030"]], [72, 200, 320])
    Plumber(drawing.save(tmp_path / "plan.pdf"), "plan.pdf", ("",)).find_ruling(1)
    assert capfd.readouterr().err == ""
