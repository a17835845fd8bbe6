import hashlib
import string
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.document import read_document
from extract.records import Document
from tests.extract.conftest import Read
from tests.extract.drawing import LEFT, Drawing, measure
from tests.extract.reading import FENCES, PATHS, QUICK, SPRINGS, cite, list_dropped

WORD = st.text(string.ascii_lowercase, min_size=2, max_size=9)
LINE = st.tuples(
    st.lists(WORD, min_size=1, max_size=5).map(" ".join),
    st.integers(40, 200),
    st.integers(3, 78),
    st.sampled_from([8.0, 11.0, 14.0]),
    st.booleans(),
)
CUT = (
    "Each spring the wardens of all the camps come to the hall and tell the council what",
    "they have seen in it, so that it can be written down for the years that are to come soon af-",
    "ter this one, and then they go home.",
)
PAGES = st.lists(st.lists(LINE, max_size=10, unique_by=lambda line: line[2]), min_size=1, max_size=3)


def draw_policy() -> Drawing:
    """Return a drawing with all kinds of blocks, on three pages, the last in two columns."""
    drawing = Drawing()
    start_page(drawing, "1")
    drawing.fill("Water Plan of Ghana", size=20, bold=True, leading=30)
    drawing.fill("Ministry of Water, May 2019")
    drawing.fill("1. Land", bold=True)
    drawing.fill(SPRINGS)
    drawing.fill("• mend the fences", LEFT + 12)
    drawing.fill("– in the north", LEFT + 30)
    drawing.top = 690
    drawing.rows(CUT[:1])
    drawing.put("1", LEFT, 740, 8)
    drawing.put("The hall stands at the ford.", 80, 740, 8)
    start_page(drawing, "2")
    drawing.rows(CUT[1:])
    drawing.fill("1.1 Wells", bold=True)
    drawing.fill("Table 1: Wells by village")
    drawing.table([["Village", "Wells"], ["North Ford", "12"], ["Mill End", "7"]], (72, 220, 320))
    drawing.fill(FENCES)
    start_page(drawing, "3")
    for text, x, right in ((f"{SPRINGS} {FENCES}", 72, 285), (f"{PATHS} {SPRINGS}", 310, 523)):
        drawing.top = 160
        drawing.fill(text, x, right)
    return drawing


def start_page(drawing: Drawing, number: str) -> None:
    """Begin a page with a running header and a page number."""
    drawing.add_page().put("Valley Council", LEFT, 40, 9)
    drawing.put(number, 300, 800, 9)


def check_invariants(document: Document) -> None:
    """Check what must hold for every document."""
    place = 0
    pages = {page.number: page for page in document.pages}
    names = [block.id for block in document.blocks]
    assert len(set(names)) == len(names)
    for block in document.blocks:
        assert place <= block.span.start < block.span.end <= len(document.text)
        assert document.text[place : block.span.start] == ("\n\n" if place else "")
        assert "\n" not in cite(document, block)
        assert set(block.section) <= set(names[: names.index(block.id)])
        place = block.span.end
        assert block.lines
        edge = block.span.start
        for line in block.lines:
            page = pages[line.page]
            assert edge <= line.span.start < line.span.end <= block.span.end
            edge = line.span.end
            assert 0 <= line.bbox.x0 < line.bbox.x1 <= page.width
            assert 0 <= line.bbox.top < line.bbox.bottom <= page.height
            for word in line.words:
                assert line.span.start <= word.start < word.end <= line.span.end
                assert line.bbox.x0 <= word.x0 < word.x1 <= line.bbox.x1
        for cell in block.cells:
            assert block.span.start <= cell.span.start <= cell.span.end <= block.span.end
    assert place == len(document.text)


def test_what_must_hold_of_a_document_holds_of_a_policy(read: Read):
    document = read(draw_policy())
    check_invariants(document)
    kinds = {"title", "heading", "paragraph", "list_item", "table_row", "footnote", "caption"}
    assert {block.kind for block in document.blocks} == kinds
    assert document.problems == ()


def test_a_whole_policy_is_read_in_order(read: Read):
    document = read(draw_policy())
    assert [
        (block.kind, block.level, block.number, cite(document, block)[:24]) for block in document.blocks
    ] == [
        ("title", 0, "", "Water Plan of Ghana"),
        ("paragraph", 0, "", "Ministry of Water, May 2"),
        ("heading", 1, "1", "Land"),
        ("paragraph", 0, "", SPRINGS[:24]),
        ("list_item", 1, "•", "mend the fences"),
        ("list_item", 2, "–", "in the north"),
        ("paragraph", 0, "", "Each spring the wardens "),
        ("heading", 2, "1.1", "Wells"),
        ("caption", 0, "", "Table 1: Wells by villag"),
        ("table_row", 0, "", "Village | Wells"),
        ("table_row", 0, "", "North Ford | 12"),
        ("table_row", 0, "", "Mill End | 7"),
        ("paragraph", 0, "", FENCES[:24]),
        ("paragraph", 0, "", SPRINGS[:24]),
        ("paragraph", 0, "", PATHS[:24]),
        ("footnote", 0, "1", "The hall stands at the f"),
    ]
    assert "for the years that are to come soon after this one, and then they go home." in document.text


def test_boxes_stand_where_the_words_were_drawn(read: Read):
    drawing = Drawing().add_page()
    drawing.fill(PATHS)
    drawing.put("wells", 200, 400, 14)
    document = read(drawing)
    line = document.blocks[-1].lines[0]
    assert cite(document, document.blocks[-1]) == "wells"
    assert (line.bbox.x0, line.words[0].x0) == (200, 200)
    assert line.bbox.top == pytest.approx(400, abs=4)
    assert line.bbox.bottom == pytest.approx(410, abs=6)
    assert line.bbox.x1 == pytest.approx(200 + measure("wells", 14), abs=0.1)


def test_a_document_is_called_by_the_bytes_of_its_file(tmp_path: Path):
    path = draw_policy().save(tmp_path / "plan.pdf")
    document = read_document(path, source="north/plan.pdf")
    assert document.id == f"doc:{hashlib.sha256(path.read_bytes()).hexdigest()[:16]}"
    assert document.source == "north/plan.pdf"


def test_two_reads_give_the_same_bytes(tmp_path: Path):
    path = draw_policy().save(tmp_path / "plan.pdf")
    first, second = (msgspec.json.encode(read_document(path, source="plan.pdf")) for _ in range(2))
    assert first == second


def test_the_name_of_a_file_changes_nothing_but_the_source(tmp_path: Path):
    drawing = draw_policy()
    first = read_document(drawing.save(tmp_path / "a.pdf"), source="a.pdf")
    second = read_document(drawing.save(tmp_path / "b.pdf"), source="b.pdf")
    assert msgspec.structs.replace(second, source="a.pdf") == first


def test_a_document_read_back_from_json_is_equal(read: Read):
    document = read(draw_policy())
    assert msgspec.json.decode(msgspec.json.encode(document), type=Document) == document


def test_a_document_with_an_unknown_field_is_refused(read: Read):
    data = msgspec.json.encode(read(draw_policy())).replace(b'{"id":', b'{"colour":"red","id":', 1)
    with pytest.raises(msgspec.ValidationError, match="colour"):
        msgspec.json.decode(data, type=Document)


@QUICK
@given(PAGES)
def test_no_word_of_any_page_is_lost_in_silence(tmp_path_factory: pytest.TempPathFactory, pages: list):
    drawing = Drawing()
    for lines in [*pages, [("the wells", 72.0, 20, 11.0, False)]]:
        drawing.add_page()
        for text, x, row, size, bold in lines:
            drawing.put(text, x, 10.0 * row, size, bold=bold)
    path = drawing.save(tmp_path_factory.getbasetemp() / "random.pdf")
    document = read_document(path, source="random.pdf")
    check_invariants(document)
    kept = document.text + "".join(block.number for block in document.blocks)
    kept += "".join(text for _, _, text in list_dropped(document))
    drawn = "the wells" + "".join(text for lines in pages for text, *_ in lines)
    assert sorted(filter(str.isalpha, kept)) == sorted(filter(str.isalpha, drawn))
