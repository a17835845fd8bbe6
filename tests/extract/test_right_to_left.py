from extract.page_layout import lay_out
from extract.printed import DrawnPage, PrintedWord
from extract.records import BBox, Block, Dropped, Line, Page, Span, Word
from extract.right_to_left import FLAG, is_right_to_left, restore_blocks, restore_pages, spell_word

WATER = "\u0627\u0644\u0645\u0627\u0621"  # the water
LAND = "\u0627\u0644\u0623\u0631\u0636"  # the land
CLEAN = "\u0627\u0644\u0646\u0642\u064a"  # the clean


def put(text: str, x0: float, top: float = 100.0) -> PrintedWord:
    """Return a word of 30 points at a place, stored from its left end."""
    return PrintedWord(text[::-1], x0, top, x0 + 30, top + 10, 10.0)


def test_words_are_read_from_the_right_and_spelled_from_their_beginning():
    page = lay_out(DrawnPage(1, 300, 400, (put(CLEAN, 200), put(WATER, 235), put(LAND, 235, 120))))
    assert [line.text for line in page.lines] == [f"{WATER} {CLEAN}", LAND]
    assert FLAG in page.flags


def test_a_page_from_left_to_right_is_left_alone():
    words = (PrintedWord("clean", 40, 100, 70, 110, 10.0), PrintedWord("water", 75, 100, 105, 110, 10.0))
    assert not is_right_to_left(words)
    assert lay_out(DrawnPage(1, 300, 400, words)).lines[0].words == words


def test_numbers_keep_their_order_and_brackets_enclose():
    assert spell_word("2030") == "2030"
    assert spell_word(f"2030{WATER[::-1]}") == f"{WATER}2030"
    assert spell_word(f"({WATER[::-1]})") == f"({WATER})"
    assert spell_word(f"){WATER[::-1]}(") == f"({WATER})"


def test_boxes_come_back_to_where_the_words_are_seen():
    line = Line(1, Span(0, 4), BBox(20, 100, 50, 110), (Word(0, 4, 20, 50),))
    page = Page(1, 300, 400, (FLAG,), (Dropped("header", "x", BBox(0, 5, 10, 15)),))
    block = restore_blocks([Block("b0001", "paragraph", Span(0, 4), (line,))], [page])[0]
    assert block.lines[0].bbox == BBox(250, 100, 280, 110)
    assert block.lines[0].words == (Word(0, 4, 250, 280),)
    assert restore_pages([page])[0].dropped[0].bbox == BBox(290, 5, 300, 15)
