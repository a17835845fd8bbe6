"""Documents that garble, double, turn or hide their text, where they are at hand; skipped elsewhere."""

import re
from functools import cache
from pathlib import Path

import pytest

from extract.document import read_document
from extract.reading import OcrMode, Reading
from extract.records import Document
from tests.extract.scans import needs_tesseract

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "docs"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the folder of real documents is not here")
SENTENCE_LETTERS = 60  # a sentence as long as this does not stand in a document twice by chance


@cache
def read(name: str, ocr: OcrMode = "off") -> Document:
    return read_document(FOLDER / name, source=name, reading=Reading(ocr=ocr))


def list_sentences(document: Document) -> list[str]:
    texts = [document.text[block.span.start : block.span.end] for block in document.blocks]
    sentences = [part.strip() for text in texts for part in re.split(r"(?<=[.!?])\s+", text)]
    return [sentence for sentence in sentences if len(sentence) >= SENTENCE_LETTERS]


def test_a_doubled_text_layer_gives_each_sentence_once():
    document = read("swz-indc-2015-doubled-text.pdf")
    sentences = list_sentences(document)
    assert len(sentences) > 50
    assert len(sentences) == len(set(sentences))
    assert dict(document.repairs)["doubled_glyphs"] == len(document.pages)


def test_words_parted_by_tabs_and_hard_spaces_have_single_spaces():
    document = read("col-indc-2015-spanish-tabs.pdf")
    assert document.language == "es"
    assert not re.search(r"[\t\u00a0\u00ad]|  ", document.text)
    assert "cambio climático" in document.text


def test_two_languages_are_both_read_and_the_document_is_tagged_in_english():
    document = read("chn-indc-2015-two-languages.pdf")
    sizes: dict[str, int] = {}
    for block in document.blocks:
        sizes[block.language] = sizes.get(block.language, 0) + block.span.end - block.span.start
    assert document.language == "en"
    assert sizes["en"] > 20_000
    assert sizes["zh"] > 5_000


def test_arabic_stands_in_logical_order():
    document = read("irq-indc-2015-arabic.pdf")
    assert document.language == "ar"
    words = document.text.split()
    articles = [word for word in words if word.startswith("ال")]
    turned = [word for word in words if word.endswith("لا") and len(word) > 3]
    assert len(articles) > 10 * len(turned)


def test_a_legacy_font_is_left_out_page_by_page():
    document = read("npl-subsidy-2023-legacy-font.pdf")
    suspect = {page.number for page in document.pages if "suspect_text" in page.flags}
    assert len(suspect) >= len(document.pages) - 1
    assert {problem.page for problem in document.problems if problem.code == "suspect_text"} == suspect
    assert all(
        not re.search(r"[A-Za-z]{4}", document.text[b.span.start : b.span.end]) for b in document.blocks
    )


def test_a_misread_scan_is_left_out_and_its_english_part_kept():
    document = read("omn-indc-2015-false-text.pdf")
    suspect = [page.number for page in document.pages if "suspect_text" in page.flags]
    assert suspect == [1, 2, 3, 4, 5]
    assert {line.page for block in document.blocks for line in block.lines} == {6, 7, 8, 9}
    assert document.language == "en"


@needs_tesseract
def test_a_scan_is_read_by_ocr():
    document = read("srb-indc-2015-scan.pdf", "auto")
    assert [page.flags for page in document.pages] == [("ocr",)] * 3
    assert document.country == "RS"
    assert len(document.text.split()) > 800


@pytest.mark.parametrize(
    "name",
    [
        "col-indc-2015-spanish-tabs.pdf",
        "fayetteville-2009-matrix.pdf",
        "jpn-indc-2015.pdf",
        "kna-indc-2015-sparse.pdf",
    ],
)
def test_no_page_of_a_good_document_is_held_for_nonsense(name: str):
    assert [page.number for page in read(name).pages if "suspect_text" in page.flags] == []
