"""The characters of a page, told all at once, are those that pdfium tells one by one."""

import os
from itertools import repeat
from pathlib import Path

import pypdfium2
import pytest

from extract.chars import NO_CHARACTER, read_signs
from extract.fast_reader import LINE_END_HYPHEN
from extract.pdfium_calls import address, get_unicode
from tests.extract.drawing import Drawing

DOCUMENTS = Path(os.environ.get("POLICYGRAPH_DOCUMENTS") or Path(__file__).parents[3] / "shared" / "docs")
PAGES = 12  # of each document, spread over it


def read_one_by_one(text: int, count: int) -> str:
    return "".join(map(chr, map(get_unicode, repeat(text), range(count))))


def read_both(pdf: pypdfium2.PdfDocument, number: int) -> tuple[str, str]:
    textpage = pdf[number].get_textpage()
    text, count = address(textpage.raw), textpage.count_chars()
    return "".join(read_signs(text, count)), read_one_by_one(text, count)


def test_signs_of_a_drawn_page_are_told_all_at_once(tmp_path: Path):
    drawing = Drawing().add_page()
    drawing.put("Wells for house-", 72, 100)
    drawing.put("holds: 40 %", 72, 114)
    together, alone = read_both(pypdfium2.PdfDocument(drawing.save(tmp_path / "plan.pdf")), 0)
    assert together == alone
    assert NO_CHARACTER not in together
    assert "".join(together.split()).endswith("holds:40%")
    assert LINE_END_HYPHEN in together


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason=f"needs the documents in {DOCUMENTS}")
def test_signs_of_real_pages_are_told_all_at_once():
    read = 0
    for path in sorted(DOCUMENTS.glob("*.pdf")):
        pdf = pypdfium2.PdfDocument(path)
        for number in range(0, len(pdf), max(len(pdf) // PAGES, 1)):
            together, alone = read_both(pdf, number)
            assert together == alone, f"{path.name}, page {number + 1}"
            read += bool(alone)
    assert read
