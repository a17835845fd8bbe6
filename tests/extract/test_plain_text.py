import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.plain_text import build_line, decode_text
from tests.extract.conftest import Read
from tests.extract.reading import (
    FENCES,
    PATHS,
    QUICK,
    SPRINGS,
    cite,
    find_block,
    list_kinds,
    list_texts,
    name_sections,
)

PLAN = f"""# A Plan for the Springs

Ministry of Water of Ghana, 3 May 2019

{SPRINGS}

## 1. Land

{PATHS}

- mend fences
- clean wells
  - in the north
  - in the south

### 1.1 Grass

{FENCES}

## 2. Water

Words of *care*, **thrift** and `order` for [all](https://valley.example) who keep snake_case names.
"""


def test_a_markdown_file_is_headings_paragraphs_and_lists(read_words: Read):
    document = read_words(PLAN)
    assert [(block.kind, block.level, block.number, cite(document, block)) for block in document.blocks] == [
        ("title", 0, "", "A Plan for the Springs"),
        ("paragraph", 0, "", "Ministry of Water of Ghana, 3 May 2019"),
        ("paragraph", 0, "", SPRINGS),
        ("heading", 1, "1", "Land"),
        ("paragraph", 0, "", PATHS),
        ("list_item", 1, "-", "mend fences"),
        ("list_item", 1, "-", "clean wells"),
        ("list_item", 2, "-", "in the north"),
        ("list_item", 2, "-", "in the south"),
        ("heading", 2, "1.1", "Grass"),
        ("paragraph", 0, "", FENCES),
        ("heading", 1, "2", "Water"),
        ("paragraph", 0, "", "Words of care, thrift and order for all who keep snake_case names."),
    ]
    assert (document.title, document.country, document.date) == ("A Plan for the Springs", "GH", "2019-05-03")
    assert document.language == "en"


def test_blocks_of_a_markdown_file_know_their_section(read_words: Read):
    document = read_words(PLAN)
    assert name_sections(document, find_block(document, "in the south")) == ["Land"]
    assert name_sections(document, find_block(document, FENCES)) == ["Land", "Grass"]
    assert name_sections(document, document.blocks[-1]) == ["Water"]


def test_headings_without_numbers_have_the_level_of_their_signs(read_words: Read):
    text = f"# Plan\n\n## Land\n\n{PATHS}\n\n### Grass\n\n{FENCES}\n\n## Water\n\n{SPRINGS}\n"
    document = read_words(text)
    found = [(cite(document, block), block.level) for block in document.blocks if block.kind == "heading"]
    assert found == [("Land", 1), ("Grass", 2), ("Water", 1)]


def test_a_plain_text_with_wrapped_lines_is_paragraphs(read_words: Read):
    text = (
        "WATER PLAN\n\nMinistry of Water of Kenya\nJune 2021\n\n1. LAND\n\n"
        "The council keeps a list of springs and wells in the valley and reads it\n"
        "out each autumn so that the herders can plan their moves with care and the\n"
        "families know.\n\n   * mend fences\n   * clean wells\n\n2. WATER\n\n"
        "Rangers walk the paths between the camps in each season and write it\ndown.\n"
    )
    document = read_words(text, "notes.txt")
    assert document.title == "WATER PLAN"
    assert (document.country, document.date) == ("KE", "2021-06")
    assert list_texts(document, "heading") == ["LAND", "WATER"]
    assert list_texts(document, "list_item") == ["mend fences", "clean wells"]
    first, second = list_texts(document, "paragraph")[-2:]
    assert first.startswith(
        "The council keeps a list of springs and wells in the valley and reads it out each"
    )
    assert first.endswith("so that the herders can plan their moves with care and the families know.")
    assert second == "Rangers walk the paths between the camps in each season and write it down."


def test_a_text_has_one_page_and_no_boxes(read_words: Read):
    document = read_words(PLAN)
    assert [(page.number, page.dropped) for page in document.pages] == [(1, ())]
    assert all(block.lines == () for block in document.blocks)


def test_signs_of_markdown_are_words_in_a_plain_text(read_words: Read):
    assert read_words("# Plan *of* the valley_", "notes.txt").text == "# Plan *of* the valley_"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems_are_read(read_words: Read, ending: str):
    text = ending.join(["# Plan", "", SPRINGS, "", PATHS, ""])
    assert list_texts(read_words(text)) == ["Plan", SPRINGS, PATHS]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_texts_of_many_encodings_are_read(read_words: Read, encoding: str):
    text = "Größe und “Güte” der Quellen – für alle im Tal"
    assert read_words(text.encode(encoding), "notes.txt").text == text


def test_a_rule_is_no_text(read_words: Read):
    document = read_words(f"# Plan\n\n{SPRINGS}\n\n---\n\n{PATHS}\n\n* * *\n")
    assert list_kinds(document) == ["title", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("row", "text", "size", "bold"),
    [
        ("## Land ##", "Land", 17.0, True),
        ("#hash", "#hash", 10.0, False),
        ("a **bold** word", "a bold word", 10.0, False),
        ("2 * 3 * 4", "2 * 3 * 4", 10.0, False),
        ("![a map](map.png) of it", "a map of it", 10.0, False),
        ("tree_names stay", "tree_names stay", 10.0, False),
    ],
)
def test_rows_of_markdown(row: str, text: str, size: float, bold: bool):
    line = build_line(row, 3, markdown=True)
    assert line is not None
    assert (line.text, line.size, line.bold) == (text, size, bold)
    assert line.bbox.top == 36.0


@pytest.mark.parametrize("row", ["", "   ", "---", "***", "====", "- - -"])
def test_empty_rows_and_rules_make_no_line(row: str):
    assert build_line(row, 0, markdown=True) is None


@QUICK
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufeff")))
def test_every_text_of_the_usual_encoding_is_decoded(text: str):
    assert decode_text(text.encode(), "notes.txt") == text


@QUICK
@given(st.binary().filter(lambda data: b"\x00" not in data))
def test_bytes_without_a_zero_are_always_some_text(data: bytes):
    assert isinstance(decode_text(data, "notes.txt"), str)
