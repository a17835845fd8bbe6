"""OCR: pictures of pages are read where Tesseract is there, and a page that cannot be is said to be so."""

from pathlib import Path

import pytest

from extract.document import read_document
from extract.errors import NoUsableText
from extract.facts import Known
from extract.ocr import (
    SCRIPT_DPI,
    FoundWord,
    PictureText,
    choose_languages,
    read_script_languages,
    read_table,
)
from extract.page_picture import MOST_PIXELS, draw_picture
from extract.printed import PrintedPage
from extract.reading import Reading
from extract.records import Document
from extract.scanned import build_scanned
from extract.tesseract import Engine
from tests.extract.drawing import HEIGHT, WIDTH, Drawing
from tests.extract.reading import SPRINGS, list_dropped, list_texts
from tests.extract.scans import COLUMNS, FakeTesseract, draw_scan, needs_tesseract

AUTO = Reading(ocr="auto")
SOURCES = (
    "Les sources de la vallée sont visitées par les gardes du parc en automne,",
    "et les familles savent alors où est la bonne eau pour les troupeaux.",
)


def draw_text() -> Drawing:
    drawing = Drawing().add_page()
    drawing.put("Springs of the Valley", 72, 90, 20, bold=True)
    drawing.top = 140
    drawing.fill(SPRINGS)
    return drawing


def read_scan(path: Path, reading: Reading = AUTO, **known: str) -> Document:
    return read_document(path, source="scan.pdf", known=Known(**known), reading=reading)


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a folder first in the path where a fake Tesseract may stand."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


@needs_tesseract
def test_a_scanned_page_is_read_with_its_title(tmp_path: Path):
    document = read_scan(draw_scan(tmp_path, draw_text()))
    assert document.title == "Springs of the Valley"
    [words] = [text.split() for text in list_texts(document, "paragraph")]
    assert len(words) == len(SPRINGS.split())
    assert sum(map(str.__eq__, words, SPRINGS.split())) >= 0.9 * len(words)
    assert document.language == "en"


@needs_tesseract
def test_a_scanned_page_is_marked_and_said_to_be_read_by_ocr(tmp_path: Path):
    document = read_scan(draw_scan(tmp_path, draw_text()))
    assert document.pages[0].flags == ("ocr",)
    assert 0.8 < document.pages[0].sureness < 1
    [problem] = document.problems
    assert (problem.code, problem.page, problem.severity) == ("ocr", 1, "info")
    assert problem.message.startswith("read by OCR: it has no text (Tesseract ")


@needs_tesseract
def test_the_boxes_of_scanned_words_lie_where_they_are_printed(tmp_path: Path):
    drawing = draw_text()
    printed = read_document(drawing.save(tmp_path / "p.pdf"), source="p.pdf")
    scanned = read_scan(draw_scan(tmp_path, drawing))
    for here, there in zip(printed.blocks[-1].lines, scanned.blocks[-1].lines, strict=True):
        assert there.bbox.x0 == pytest.approx(here.bbox.x0, abs=2)
        assert there.bbox.x1 == pytest.approx(here.bbox.x1, abs=2)
        assert there.bbox.top == pytest.approx(here.bbox.top, abs=4)
        assert there.bbox.bottom == pytest.approx(here.bbox.bottom, abs=4)


@needs_tesseract
def test_only_the_page_without_text_is_read_by_ocr(tmp_path: Path):
    scan = draw_scan(tmp_path, draw_text())
    document = read_scan(scan)
    forced = read_document(draw_text().save(tmp_path / "p.pdf"), source="p.pdf", reading=Reading(ocr="force"))
    plain = read_document(draw_text().save(tmp_path / "q.pdf"), source="q.pdf", reading=AUTO)
    assert [page.flags for page in plain.pages] == [()]
    assert [page.flags for page in forced.pages] == [("ocr",)]
    assert forced.title == document.title
    assert {reason for _, reason, _ in list_dropped(forced)} == {"duplicate"}


def test_without_tesseract_a_scan_fails_with_the_way_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoUsableText, match="apt install tesseract-ocr; macOS: brew") as caught:
        read_scan(draw_scan(tmp_path, draw_text()))
    assert [(problem.page, problem.code) for problem in caught.value.pages] == [(1, "no_text")]


def test_with_ocr_off_a_scan_fails_with_the_way_to_switch_it_on(tmp_path: Path, fake: Path):
    FakeTesseract(fake).answer("eng", SPRINGS)
    with pytest.raises(NoUsableText, match="leave out --ocr off"):
        read_scan(draw_scan(tmp_path, draw_text()), Reading(ocr="off"))


def test_a_script_without_data_is_named_with_the_package_to_install(tmp_path: Path, fake: Path):
    tesseract = FakeTesseract(fake, script="Arabic")
    with pytest.raises(NoUsableText, match=r"shows Arabic writing.*apt install tesseract-ocr-ara"):
        read_scan(draw_scan(tmp_path, draw_text()))
    assert tesseract.list_asked() == []


def test_a_script_with_data_is_read_in_it_and_in_english(tmp_path: Path, fake: Path):
    tesseract = FakeTesseract(fake, languages=("eng", "osd", "rus"), script="Cyrillic")
    tesseract.answer("rus+eng", "Леса и реки края охраняются законом для всех семей")
    document = read_scan(draw_scan(tmp_path, draw_text()))
    assert tesseract.list_asked() == ["rus+eng"]
    assert document.language == "ru"


def test_a_page_that_turns_out_french_is_read_again_in_french(tmp_path: Path, fake: Path):
    tesseract = FakeTesseract(fake, languages=("eng", "fra", "osd"))
    tesseract.answer("eng", *(line.replace("é", "e") for line in SOURCES))
    tesseract.answer("fra", *SOURCES)
    document = read_scan(draw_scan(tmp_path, draw_text()))
    assert tesseract.list_asked() == ["eng", "fra"]
    assert "visitées" in document.text
    assert [problem.severity for problem in document.problems] == ["info"]


def test_a_page_that_turns_out_french_without_the_data_is_a_warning(tmp_path: Path, fake: Path):
    FakeTesseract(fake).answer("eng", *SOURCES)
    [problem] = read_scan(draw_scan(tmp_path, draw_text())).problems
    assert problem.severity == "warning"
    assert 'data for "fra"' in problem.remedy


def test_the_language_in_sources_toml_is_read_first(tmp_path: Path, fake: Path):
    tesseract = FakeTesseract(fake, languages=("eng", "fra", "osd"))
    tesseract.answer("fra", *SOURCES)
    read_scan(draw_scan(tmp_path, draw_text()), language="fr")
    assert tesseract.list_asked() == ["fra"]


def test_what_ocr_is_unsure_of_is_dropped_by_name(tmp_path: Path, fake: Path):
    FakeTesseract(fake).answer("eng", "The springs are read each autumn by the warden of the valley")
    table = fake / "eng.tsv"
    table.write_text(table.read_text().replace("95\twarden", "12\twxrdxn"))
    document = read_scan(draw_scan(tmp_path, draw_text()))
    assert document.text == "The springs are read each autumn by the of the valley"
    assert list_dropped(document) == [(1, "unsure", "wxrdxn")]


def test_a_page_that_ocr_makes_nothing_of_is_left_out(tmp_path: Path, fake: Path):
    FakeTesseract(fake).answer("eng", *["x7 9k Q#q zz!k w@ rJ4x ,,~ k%k p0q] }{ vv^ 1iI| tT7t"] * 3)
    with pytest.raises(NoUsableText, match="none of its 1 pages has text"):
        read_scan(draw_scan(tmp_path, draw_text()))


def test_a_tesseract_that_fails_costs_the_page_alone(tmp_path: Path, fake: Path):
    FakeTesseract(fake)
    with pytest.raises(NoUsableText, match="Tesseract failed on the page"):
        read_scan(draw_scan(tmp_path, draw_text()))


def test_an_empty_page_is_not_given_to_tesseract(tmp_path: Path, fake: Path):
    tesseract = FakeTesseract(fake)
    with pytest.raises(NoUsableText):
        read_scan(Drawing().add_page().save(tmp_path / "blank.pdf"))
    assert tesseract.list_asked() == []


def test_the_table_gives_words_with_box_line_and_sureness():
    rows = [
        COLUMNS,
        "1\t1\t0\t0\t0\t0\t0\t0\t2480\t3508\t-1\t",
        "4\t1\t2\t1\t3\t0\t300\t400\t500\t40\t-1\t",
        '5\t1\t2\t1\t3\t1\t300\t400\t150\t34\t96.5\t"Rivers"',
        "5\t1\t2\t1\t3\t2\t470\t400\t10\t34\t95\t ",
        "5\t1\t2\t1\t4\t1\t300\t470\t90\t30\t41\tund",
    ]
    assert list(read_table("\n".join(rows))) == [
        FoundWord("2.1.3", '"Rivers"', 300, 400, 150, 34, 96.5),
        FoundWord("2.1.4", "und", 300, 470, 90, 30, 41.0),
    ]


def test_an_empty_table_gives_no_words():
    assert list(read_table("")) == []
    assert list(read_table(COLUMNS)) == []


@pytest.mark.parametrize(
    ("script", "language", "installed", "chosen"),
    [
        ("Latin", "", ("eng", "fra"), ("eng", "")),
        ("Latin", "fr", ("eng", "fra"), ("fra", "")),
        ("Latin", "fr", ("eng",), ("eng", "fra")),
        ("Latin", "", ("osd",), ("", "eng")),
        ("Arabic", "", ("ara", "eng"), ("ara+eng", "")),
        ("Arabic", "fa", ("ara", "eng"), ("ara+eng", "")),
        ("Arabic", "", ("eng",), ("", "ara")),
        ("Devanagari", "hi", ("eng", "hin", "nep"), ("hin+eng", "")),
    ],
)
def test_a_script_is_read_in_the_data_that_is_there(
    script: str, language: str, installed: tuple[str, ...], chosen: tuple[str, str]
):
    assert choose_languages(script, language, Engine("tesseract", "5", installed)) == chosen


def test_every_script_has_a_language():
    assert {"Latin", "Arabic", "Cyrillic", "Devanagari", "Han"} <= set(read_script_languages())


def test_words_keep_to_the_page(tmp_path: Path):
    page = read_document(draw_text().save(tmp_path / "p.pdf"), source="p.pdf").pages[0]
    assert (page.width, page.height) == (WIDTH, HEIGHT)
    words = tuple(FoundWord("1.1.1", "edge", 2400, top, 80, 40, 90.0) for top in (0, 3468))
    scanned = build_scanned(PrintedPage(1, WIDTH, HEIGHT, ()), PictureText(2480, 3508, words=words))
    for line in scanned.lines:
        assert 0 <= line.bbox.x0 < line.bbox.x1 <= WIDTH
        assert 0 <= line.bbox.top < line.bbox.bottom <= HEIGHT


def test_the_picture_of_a_huge_page_stays_small_enough_to_hold(tmp_path: Path):
    data = Drawing().add_page().build().replace(b"[0 0 595 842]", b"[0 0 14400 14400]")
    path = tmp_path / "huge.pdf"
    path.write_bytes(data)
    picture = draw_picture(path, 1, dpi=SCRIPT_DPI, grey=True)
    assert picture.width * picture.height <= 1.01 * MOST_PIXELS
