import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from extract import archive
from extract.errors import DamagedSource, EmptySource, EncryptedSource, ExtractError, WrongFormat
from tests.extract.flowing import (
    W,
    get_text,
    list_cells,
    list_dropped,
    list_pages,
    list_rows,
    pack,
    read,
    write_word,
)

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
SENTENCE = "The council keeps a list of every spring in the valley and reads it out each autumn."
NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Big"/>
<w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Less"/>
<w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/>
<w:lvlText w:val="(%3)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="8"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>"""
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:styleId="Big"><w:name w:val="heading 1"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>
<w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Less"><w:name w:val="heading 2"/><w:basedOn w:val="Big"/>
<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Chapter of ours"/>
<w:basedOn w:val="Big"/></w:style>
<w:style w:type="paragraph" w:styleId="Ring"><w:name w:val="a"/><w:basedOn w:val="Ring"/></w:style>
</w:styles>"""


def paragraph(text: str, style: str = "", numbered: tuple[int, int] | None = None, more: str = "") -> str:
    """Return a paragraph; `numbered` is its list and its depth from 0."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbered:
        named += f'<w:numPr><w:ilvl w:val="{numbered[1]}"/><w:numId w:val="{numbered[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{named}</w:pPr><w:r>{more}<w:t>{text}</w:t></w:r></w:p>"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.docx"


def test_headings_lists_and_a_title_as_another_program_writes_them(path: Path):
    file = docx.Document()
    file.add_heading("The Plan for the Springs", 0)
    file.add_heading("1. Water", 1)
    file.add_paragraph(SENTENCE)
    file.add_paragraph("Count the springs", style="List Bullet")
    file.add_paragraph("those in the hills", style="List Bullet 2")
    file.add_paragraph("Name the springs", style="List Bullet")
    file.add_heading("Rain", 2)
    file.add_paragraph().add_run("Roofs in the town").bold = True
    file.add_paragraph(SENTENCE)
    file.save(str(path))
    document = read(path)
    assert document.title == "The Plan for the Springs"
    assert list_rows(document) == [
        ("title", 0, "", "The Plan for the Springs"),
        ("heading", 1, "1", "Water"),
        ("paragraph", 0, "", SENTENCE),
        ("list_item", 1, "•", "Count the springs"),
        ("list_item", 2, "•", "those in the hills"),
        ("list_item", 1, "•", "Name the springs"),
        ("heading", 2, "", "Rain"),
        ("heading", 3, "", "Roofs in the town"),
        ("paragraph", 0, "", SENTENCE),
    ]
    assert document.blocks[-1].section == ("b0002", "b0007", "b0008")


def test_a_table_as_another_program_writes_it(path: Path):
    file = docx.Document()
    table = file.add_table(3, 3)
    rows = [
        ("Action", "Lead", "By"),
        ("Plant willows along the brook", "Forest office", "2031"),
        ("Dig", "Well guild", "2032"),
    ]
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 1).merge(table.cell(1, 2))
    file.save(str(path))
    assert list_cells(read(path)) == [
        [("", "Action"), ("", "Lead"), ("", "By")],
        [("Action", "Plant willows along the brook"), ("Lead By", "Forest office 2031")],
        [("Action", "Dig"), ("Lead", "Well guild"), ("By", "2032")],
    ]


def test_numbers_are_counted_as_word_shows_them(path: Path):
    body = (
        paragraph("Water", "Big")
        + paragraph("Wells", "Less")
        + paragraph("Deep wells", "", (1, 2))
        + paragraph("Old wells", "", (1, 2))
        + paragraph("Rain", "Less")
        + paragraph("Land", "Own")
        + paragraph("Hedges", "Less")
        + paragraph("plant", "", (2, 0))
        + paragraph("willow", "", (2, 1))
        + paragraph("tend", "", (2, 0))
        + paragraph("cut", "", (3, 0))
        + paragraph("no number", "Big", (0, 0))
    )
    document = read(write_word(path, body, more={"numbering": NUMBERING, "styles": STYLES}))
    assert [(*row[:3], row[3]) for row in list_rows(document)] == [
        ("heading", 1, "1", "Water"),
        ("heading", 2, "1.1", "Wells"),
        ("list_item", 3, "i", "Deep wells"),
        ("list_item", 3, "ii", "Old wells"),
        ("heading", 2, "1.2", "Rain"),
        ("heading", 1, "2", "Land"),
        ("heading", 2, "2.1", "Hedges"),
        ("list_item", 1, "a", "plant"),
        ("list_item", 2, "•", "willow"),
        ("list_item", 1, "b", "tend"),
        ("list_item", 1, "a", "cut"),
        ("heading", 1, "", "no number"),
    ]


def test_a_note_stands_at_the_end_of_its_section_under_its_number(path: Path):
    mark = '</w:t></w:r><w:r><w:footnoteReference w:id="{}"/></w:r><w:r><w:t xml:space="preserve">'
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="4"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>See the roll.</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>And the map.</w:t></w:r></w:p></w:footnote>"
        '<w:footnote w:id="2"><w:p><w:r><w:t>Of last year.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    body = (
        paragraph("Water", "Big")
        + paragraph("Springs" + mark.format(4) + " are listed" + mark.format(2) + " here.")
        + paragraph("Each has a name.")
        + paragraph("Land", "Big")
    )
    document = read(write_word(path, body, more={"styles": STYLES, "footnotes": notes}))
    assert list_rows(document) == [
        ("heading", 1, "", "Water"),
        ("paragraph", 0, "", "Springs are listed here."),
        ("paragraph", 0, "", "Each has a name."),
        ("footnote", 0, "1", "See the roll. And the map."),
        ("footnote", 0, "2", "Of last year."),
        ("heading", 1, "", "Land"),
    ]


@pytest.mark.parametrize(
    "between",
    [
        '<w:p><w:r><w:br w:type="page"/></w:r></w:p>',
        "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>",
        '<w:p><w:r><w:br w:type="page"/></w:r><w:r><w:lastRenderedPageBreak/></w:r></w:p>',
    ],
)
def test_page_breaks_are_counted_once(path: Path, between: str):
    document = read(write_word(path, paragraph("One spring.") + between + paragraph("Two springs.")))
    assert list_pages(document) == [1, 2]
    assert [page.number for page in document.pages] == [1, 2]


def test_a_paragraph_over_a_page_break_is_one_and_knows_both_pages(path: Path):
    body = "<w:p><w:r><w:t>The council keeps</w:t><w:lastRenderedPageBreak/><w:t> a list.</w:t></w:r></w:p>"
    document = read(write_word(path, body))
    assert document.text == "The council keeps a list."
    assert [(line.page, line.span.start) for line in document.blocks[0].lines] == [(1, 0), (2, 18)]


def test_without_page_breaks_all_is_on_page_1(path: Path):
    document = read(write_word(path, paragraph("One spring.") + paragraph("Two springs.")))
    assert list_pages(document) == [1, 1]
    assert [block.lines for block in document.blocks] == [(), ()]


def test_what_was_taken_back_is_not_read_and_what_was_put_in_is(path: Path):
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>Springs </w:t></w:r>"
        "<w:del><w:r><w:delText>and wells </w:delText><w:t>gone </w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>are </w:t></w:r></w:ins><w:hyperlink><w:r><w:t>named</w:t></w:r></w:hyperlink>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> in secret</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText><w:noBreakHyphen/><w:softHyphen/></w:r>"
        "<w:sdt><w:sdtContent><w:r><w:t>ly.</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    assert read(write_word(path, body)).text == "Springs are named-ly."


def test_contents_headers_and_footers_are_dropped_by_name(path: Path):
    contents = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{paragraph('Water 2')}</w:sdtContent></w:sdt>"
    )
    head = f"<w:hdr {W}>{paragraph('Ministry of Springs')}</w:hdr>"
    document = read(write_word(path, contents + paragraph(SENTENCE), more={"header": head}))
    assert document.text == SENTENCE
    assert list_dropped(document) == [("header", "Ministry of Springs"), ("contents", "Water 2")]
    assert document.publisher == "Ministry of Springs"


def test_a_text_box_is_read_once_and_a_frame_table_is_opened(path: Path):
    box = f"<w:txbxContent>{paragraph('In a box.')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    drawing = (
        f"<w:p {mc}><w:r><w:t>Beside.</w:t><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    frame = f"<w:tbl><w:tr><w:tc>{paragraph('In a frame.')}</w:tc></w:tr></w:tbl>"
    document = read(write_word(path, drawing + frame))
    assert [get_text(document, block) for block in document.blocks] == ["Beside.", "In a box.", "In a frame."]


def test_rows_and_cells_that_go_on_downwards(path: Path):
    def cell(text: str, setting: str = "") -> str:
        return f"<w:tc><w:tcPr>{setting}</w:tcPr>{paragraph(text)}</w:tc>"

    body = (
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" + cell("Sector") + cell("Action") + "</w:tr>"
        "<w:tr>" + cell("Water", '<w:vMerge w:val="restart"/>') + cell("Dig wells") + "</w:tr>"
        "<w:tr>" + cell("", "<w:vMerge/>") + cell("Name springs") + "</w:tr></w:tbl>"
    )
    assert list_cells(read(write_word(path, body))) == [
        [("", "Sector"), ("", "Action")],
        [("Sector", "Water"), ("Action", "Dig wells")],
        [("Action", "Name springs")],
    ]


def build_cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def build_entities(_: bytes) -> bytes:
    """Return a document whose text is an entity of entities, and one that names a file."""
    laughs = "".join(f'<!ENTITY e{index} "{f"&e{index - 1};" * 10}">' for index in range(1, 12))
    doctype = f'<!DOCTYPE x [<!ENTITY e0 "ha">{laughs}<!ENTITY f SYSTEM "file:///etc/hosts">]>'
    body = f"<w:document {W}><w:body>{paragraph('&e11;&f;')}</w:body></w:document>"
    return pack_parts(f"{doctype}{body}")


def pack_parts(main: str | bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="a" Type="x/officeDocument" Target="/word/document.xml"/></Relationships>',
        )
        target.writestr("word/document.xml", main)
    return file.getvalue()


@pytest.mark.parametrize(
    ("build", "error", "said"),
    [
        (build_cut, DamagedSource, "the Word document is cut off or damaged"),
        (lambda data: data.replace(b"PK\x01\x02", b"PK\x01\x09"), DamagedSource, "cut off or damaged"),
        (lambda _: pack_parts("<w:document"), DamagedSource, "cut off or damaged"),
        (lambda _: pack_parts("<document/>"), WrongFormat, "called a Word document and is none"),
        (lambda _: b"springs and wells", WrongFormat, "called a Word document and is none"),
        (lambda _: OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedSource, "asks for a password"),
        (lambda _: OLE + bytes(99), WrongFormat, "an old Office file"),
        (lambda _: pack_parts(f"<w:document {W}><w:body/></w:document>"), EmptySource, "holds no text"),
        (build_entities, DamagedSource, "damaged"),
    ],
)
def test_what_cannot_be_read_is_named_with_a_remedy(
    path: Path, build: Callable[[bytes], bytes], error: type[ExtractError], said: str
):
    path.write_bytes(build(write_word(path, paragraph(SENTENCE)).read_bytes()))
    with pytest.raises(error, match=said) as caught:
        read(path)
    assert str(caught.value).startswith("plan.docx: ")
    assert caught.value.remedy


def test_a_document_that_unpacks_without_end_is_refused_at_once(path: Path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("_rels/.rels", bytes(archive.LARGEST_PART + 1))
    start = time.perf_counter()
    with pytest.raises(DamagedSource, match="unpacks to more than 64 MB"):
        read(path)
    assert time.perf_counter() - start < 1.0


def test_an_old_word_file_says_how_to_save_it(tmp_path: Path):
    old = tmp_path / "plan.doc"
    old.write_bytes(OLE + bytes(99))
    with pytest.raises(WrongFormat, match=r"save it as \.docx or PDF"):
        read(old)
    pack(old, {"word/document.xml": "x"})
    with pytest.raises(WrongFormat, match=r"Rename it to \.docx"):
        read(old)


def test_no_cut_of_a_document_ends_in_anything_but_an_extract_error(path: Path):
    more = {"numbering": NUMBERING, "styles": STYLES}
    data = write_word(path, paragraph(SENTENCE, "Ring") * 40, more=more).read_bytes()
    for kept in range(1, len(data), 29):
        path.write_bytes(data[:kept] + bytes(byte ^ 255 for byte in data[kept : kept + 3]) + data[kept + 3 :])
        assert all(error.remedy for error in find_error(path))


def find_error(path: Path) -> list[ExtractError]:
    """Return the error that reading ends in, if any."""
    try:
        read(path)
    except ExtractError as error:
        return [error]
    return []
