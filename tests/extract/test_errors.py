import pickle
import re
from pathlib import Path

import pytest

from extract.document import read_document
from extract.errors import (
    DamagedSource,
    EmptySource,
    EncryptedSource,
    ExtractError,
    NotAFile,
    NoUsableText,
    WrongFormat,
)
from extract.facts import Known
from tests.extract.conftest import Read
from tests.extract.drawing import Drawing

TEXT = "The council keeps a list of every spring in the valley and reads it out each autumn."
WORD = "brook"
GARBLED = " ".join(f"xq{letter}wz kjfth" for letter in "abcdefghijklm" * 4)


def build_drawing(text: str = TEXT) -> Drawing:
    """Return a drawing of one page."""
    drawing = Drawing().add_page()
    drawing.fill(text)
    return drawing


@pytest.mark.parametrize(
    ("name", "data", "error", "said"),
    [
        ("plan.pdf", b"", EmptySource, "the file is empty"),
        ("plan.pdf", b" \n\t \n", EmptySource, "the file is empty"),
        ("notes.txt", b"", EmptySource, "the file is empty"),
        ("notes.md", "\ufeff \n".encode(), EmptySource, "holds no text"),
        ("plan.pdf", TEXT.encode(), WrongFormat, "called a PDF and is none"),
        ("plan.PDF", b"PK\x03\x04 word document", WrongFormat, "called a PDF and is none"),
        ("notes.txt", b"\x7fELF\x00\x00\x01", WrongFormat, "holds binary data"),
        ("plan.dat", b"PK\x03\x04 other", WrongFormat, r'ending in "\.dat" are not read'),
        ("plan.pdf", b"%PDF-1.7\n", DamagedSource, "cut off or damaged"),
        ("plan.pdf", b"%PDF-1.4\nnothing of the kind\n%%EOF\n", DamagedSource, "cut off or damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_what_is_wrong(
    tmp_path: Path, name: str, data: bytes, error: type[ExtractError], said: str
):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error, match=said) as caught:
        read_document(path, source=f"north/{name}")
    assert str(caught.value).startswith(f"north/{name}: ")
    assert caught.value.remedy


@pytest.mark.parametrize("kept", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_pdf_that_is_cut_off_is_damaged(tmp_path: Path, kept: float):
    data = build_drawing().build()
    path = tmp_path / "plan.pdf"
    path.write_bytes(data[: int(kept * len(data))])
    with pytest.raises(DamagedSource, match="cut off or damaged"):
        read_document(path, source="plan.pdf")


def test_a_pdf_that_lacks_its_last_line_alone_is_read(tmp_path: Path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(build_drawing().build().removesuffix(b"%%EOF\n"))
    assert read_document(path, source="plan.pdf").text == TEXT


def test_a_pdf_without_pages_is_damaged(read: Read):
    with pytest.raises(DamagedSource, match="no page can be read"):
        read(Drawing())


def test_a_pdf_may_have_other_bytes_before_its_beginning(tmp_path: Path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"\n\n\n" + build_drawing().build())
    assert read_document(path, source="plan.pdf").text == TEXT


def test_a_folder_that_is_called_like_a_document_is_named(tmp_path: Path):
    folder = tmp_path / "annexes.pdf"
    folder.mkdir()
    with pytest.raises(NotAFile, match="this is a folder, not a file"):
        read_document(folder, source="annexes.pdf")


@pytest.mark.parametrize("password", ["", "stream"])
def test_a_locked_pdf_asks_for_its_password(tmp_path: Path, password: str):
    path = build_drawing().save(tmp_path / "plan.pdf", password=WORD)
    with pytest.raises(EncryptedSource, match=r"asks for a password.*sources\.toml"):
        read_document(path, source="plan.pdf", known=Known(password=password))


def test_a_locked_pdf_opens_with_its_password(tmp_path: Path):
    path = build_drawing().save(tmp_path / "plan.pdf", password=WORD)
    assert read_document(path, source="plan.pdf", known=Known(password=WORD)).text == TEXT


def test_a_scan_without_text_is_refused_with_a_remedy(read: Read):
    drawing = Drawing()
    for _ in range(2):
        drawing.add_page().picture()
    with pytest.raises(NoUsableText, match=r"none of its 2 pages has text .*OCR"):
        read(drawing)


def test_a_page_that_is_a_picture_is_reported_and_the_others_are_read(read: Read):
    drawing = build_drawing()
    drawing.add_page().picture()
    document = read(drawing)
    assert document.text == TEXT
    assert [page.flags for page in document.pages] == [(), ("no_text",)]
    assert [(problem.code, problem.page) for problem in document.problems] == [("no_text", 2)]


def test_a_text_layer_of_nonsense_is_refused(read: Read):
    with pytest.raises(NoUsableText, match="nonsense on every page"):
        read(build_drawing(GARBLED))


def test_a_page_of_nonsense_is_left_out_and_reported(read: Read):
    drawing = build_drawing(GARBLED)
    drawing.add_page().fill(TEXT)
    document = read(drawing)
    assert document.text == TEXT
    assert document.pages[0].flags == ("suspect_text",)
    assert " ".join(item.text for item in document.pages[0].dropped) == GARBLED
    assert {item.reason for item in document.pages[0].dropped} == {"suspect"}
    assert [(problem.code, problem.page) for problem in document.problems] == [("suspect_text", 1)]


def test_a_page_with_a_broken_content_does_not_cost_the_others(read: Read):
    drawing = build_drawing()
    drawing.add_page().pages[-1].append("BT /R (no size) Tf ((( 7 Td <<< Tj ET")
    document = read(drawing)
    assert document.text == TEXT
    assert [problem.page for problem in document.problems] == [2]


@pytest.mark.parametrize("broken", [1, 2, 3])
@pytest.mark.parametrize("damage", [b"null", b"<< /Type /Font"])
def test_a_broken_page_object_is_named_and_costs_no_other_page(tmp_path: Path, broken: int, damage: bytes):
    says = ["Each well gets a keeper.", "The bridge is built in spring.", "Schools stay open at noon."]
    drawing = Drawing()
    for sentence in says:
        drawing.add_page().fill(sentence)
    path = drawing.save(tmp_path / "plan.pdf")
    content = path.read_bytes()
    pages = [match.span() for match in re.finditer(rb"<< /Type /Page /.*?(?=endobj)", content, re.DOTALL)]
    start, end = pages[broken - 1]
    path.write_bytes(content[:start] + damage.ljust(end - start) + content[end:])
    document = read_document(path, source="plan.pdf")
    lines = [(line.page, block.span) for block in document.blocks for line in block.lines]
    assert [(page, document.text[span.start : span.end]) for page, span in lines] == [
        (number, sentence) for number, sentence in enumerate(says, 1) if number != broken
    ]
    assert [(problem.code, problem.page) for problem in document.problems] == [("damaged", broken)]


def test_an_error_is_the_same_after_the_way_out_of_a_worker():
    error = DamagedSource("plan.pdf", "the page cannot be read", "Fetch it again", page=3)
    back = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert type(back) is DamagedSource
    assert str(back) == str(error) == "plan.pdf, page 3: the page cannot be read. Fetch it again"
    assert (back.source, back.page, back.code) == ("plan.pdf", 3, "damaged")
