import string
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.blocks import RawBlock
from extract.printed import PrintedLine, PrintedWord
from extract.records import Block
from extract.writing import TextWriter, count_words
from tests.extract.reading import QUICK

LETTERS = st.text(string.ascii_lowercase, min_size=1, max_size=10)
ROWS = st.lists(st.lists(LETTERS, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=6)
BREAKS = st.lists(
    st.lists(st.tuples(LETTERS, st.sampled_from(["", "-", "."])).map("".join), min_size=1, max_size=6).map(
        " ".join
    ),
    min_size=1,
    max_size=6,
)


def build_line(text: str, row: int = 0, *, raised: str = "") -> PrintedLine:
    """Return a line of words as a typewriter sets them; `raised` is set high behind its last word."""
    words, x, top = [], 10.0, 20.0 * row
    for part in text.split():
        words.append(PrintedWord(part, x, top, x + 5.0 * len(part), top + 10.0, 10.0))
        x += 5.0 * (len(part) + 1)
    if raised:
        x -= 4.5
        words.append(PrintedWord(raised, x, top, x + 3.0 * len(raised), top + 6.0, 6.0, raised=True))
    return PrintedLine(1, tuple(words), 500.0)


def write_rows(rows: list[str], known: str = "") -> tuple[str, Block, TextWriter]:
    """Return the text, the block and the writer of a paragraph of these lines."""
    writer = TextWriter(count_words([build_line(f"{known} end")]))
    lines = [build_line(text, row) for row, text in enumerate(rows)]
    block = writer.write_block(RawBlock("paragraph", lines), "b0001", ())
    return writer.text, block, writer


@pytest.mark.parametrize(
    ("rows", "known", "text"),
    [
        (["the infor-", "mation of all"], "", "the information of all"),
        (["the long-", "term plan"], "", "the long-term plan"),
        (["self-", "help"], "", "self-help"),
        (["non-", "sense"], "nonsense", "nonsense"),
        (["the co-", "council"], "", "the co-council"),
        (["a re-", "entry"], "re-entry", "a re-entry"),
        (["a re-", "entry"], "reentry", "a reentry"),
        (["Sino-", "Tibetan"], "", "Sino-Tibetan"),
        (["state-of-", "the-art"], "", "state-of-the-art"),
        (["years 2010-", "2012"], "", "years 2010- 2012"),
        (["so -", "and so"], "", "so - and so"),
        (["the moun-", "tains, all"], "", "the mountains, all"),
        (["the moun-", "tain's foot"], "", "the mountain's foot"),
        (["moun-", "tain-", "eers"], "", "mountaineers"),
    ],
)
def test_hyphens_at_line_ends(rows: list[str], known: str, text: str):
    assert write_rows(rows, known)[0] == text


@QUICK
@given(ROWS)
def test_lines_without_hyphens_are_joined_by_spaces(rows: list[str]):
    assert write_rows(rows)[0] == " ".join(rows)


@QUICK
@given(BREAKS)
def test_undoing_hyphens_keeps_every_letter(rows: list[str]):
    text = write_rows(rows)[0]
    assert [char for char in text if char.isalpha()] == [char for char in "".join(rows) if char.isalpha()]


@QUICK
@given(BREAKS)
def test_hyphens_within_a_line_stay(rows: list[str]):
    text, _, writer = write_rows(rows)
    assert text.count("-") == "".join(rows).count("-") - writer.repairs["hyphenation"]
    assert writer.repairs["hyphenation"] <= len(rows) - 1


@QUICK
@given(BREAKS)
def test_every_word_has_its_place_in_the_text(rows: list[str]):
    text, block, _ = write_rows(rows)
    assert (block.span.start, block.span.end) == (0, len(text))
    place = 0
    for line, row in zip(block.lines, rows, strict=True):
        assert line.span.start >= place
        place = line.span.end
        for index, (word, printed) in enumerate(zip(line.words, row.split(), strict=True)):
            found = text[word.start : word.end]
            assert found == printed or (index == len(line.words) - 1 and f"{found}-" == printed)
    assert place == len(text)


@QUICK
@given(st.lists(ROWS, min_size=1, max_size=5))
def test_blocks_are_parted_by_a_blank_line(blocks: list[list[str]]):
    writer = TextWriter(Counter())
    written = [
        writer.write_block(RawBlock("paragraph", [build_line(text) for text in rows]), f"b{index}", ())
        for index, rows in enumerate(blocks)
    ]
    assert writer.text == "\n\n".join(" ".join(rows) for rows in blocks)
    assert [writer.text[block.span.start : block.span.end] for block in written] == [
        " ".join(rows) for rows in blocks
    ]


def test_a_footnote_mark_is_no_word():
    writer = TextWriter(Counter())
    line = build_line("the wells", raised="12")
    block = writer.write_block(RawBlock("paragraph", [line, build_line("of all", 1)]), "b0001", ())
    assert writer.text == "the wells of all"
    assert writer.repairs == {"footnote_mark": 1}
    assert block.lines[0].bbox.x1 == line.words[1].x1


@pytest.mark.parametrize(
    ("before", "raised", "text"),
    [("40 km", "2", "40 km2"), ("12", "th", "12th"), ("CO", "2", "CO2"), ("5 m", "3", "5 m3")],
)
def test_a_raised_sign_of_a_unit_or_ordinal_stays(before: str, raised: str, text: str):
    writer = TextWriter(Counter())
    writer.write_block(RawBlock("paragraph", [build_line(before, raised=raised)]), "b0001", ())
    assert writer.text == text


def test_the_mark_of_a_list_item_is_not_written():
    writer = TextWriter(Counter())
    raw = RawBlock("list_item", [build_line("• mend the fences")], skip=1, number="•", level=1)
    block = writer.write_block(raw, "b0001", ("b0000",))
    assert writer.text == "mend the fences"
    assert (block.number, block.level, block.section) == ("•", 1, ("b0000",))


def test_the_cells_of_a_row_are_parted_by_a_bar():
    writer = TextWriter(Counter())
    cells = (((build_line("North Ford"),), 0, "Village"), ((build_line("12"),), 2, "Wells"))
    block = writer.write_block(RawBlock("table_row", [], cells=cells, table=3), "b0001", ())
    assert writer.text == "North Ford | 12"
    found = [(cell.header, cell.column, writer.text[cell.span.start : cell.span.end]) for cell in block.cells]
    assert found == [("Village", 0, "North Ford"), ("Wells", 2, "12")]
    assert block.table == 3


@pytest.mark.parametrize(
    ("rows", "known", "text"),
    [
        (["Energy (trans", "port)"], "transport and transport", "Energy (transport)"),
        (["Agricult", "ure"], "agriculture, agriculture", "Agriculture"),
        (["Agricult", "ure"], "agriculture", "Agricult ure"),
        (["Agricult", "ure"], "", "Agricult ure"),
        (["Trans", "Port"], "transport transport", "Trans Port"),
        (["for", "mal notice"], "formal formal for", "for mal notice"),
    ],
)
def test_a_word_that_a_narrow_cell_breaks_is_joined_if_the_document_knows_it_whole(rows, known, text):
    writer = TextWriter(count_words([build_line(f"{known} end")]))
    lines = [build_line(row, place) for place, row in enumerate(rows)]
    block = writer.write_block(RawBlock("table_row", lines, cells=((tuple(lines), 0, ""),)), "b0001", ())
    assert writer.text == text
    assert [writer.text[word.start : word.end] for line in block.lines for word in line.words] == [
        part for row in rows for part in row.split()
    ]
    assert writer.repairs["broken_word"] == text.count("transport") + text.count("Agriculture")


def test_outside_of_cells_words_are_not_joined_by_what_is_known():
    assert write_rows(["Agricult", "ure"], "agriculture agriculture")[0] == "Agricult ure"
