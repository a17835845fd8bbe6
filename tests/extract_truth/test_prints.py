from collections import Counter

from extract.records import BBox, Block, Document, Line, Page, Span, Word
from tests.extract_truth.accounting import match_words, spell_words
from tests.extract_truth.prints import PageText, share_following, take_print
from tests.extract_truth.truth import list_truth

BOX = BBox(0, 0, 1, 1)


def build(*texts: str) -> Document:
    """Return a document of one page with a block for each text."""
    whole, blocks = "", []
    for index, text in enumerate(texts):
        start = len(whole) + 2 * bool(whole)
        whole = f"{whole}\n\n{text}" if whole else text
        at, words = start, []
        for word in text.split(" "):
            words.append(Word(at, at + len(word), 0, 1))
            at += len(word) + 1
        span = Span(start, start + len(text))
        blocks.append(Block(f"b{index}", "paragraph", span, (Line(1, span, BOX, tuple(words)),)))
    return Document("doc:1", "plan.pdf", whole, (Page(1, 1, 1),), tuple(blocks))


def test_a_line_is_known_by_its_letters_whatever_its_signs_and_spaces():
    assert take_print("The wells of CO₂-free towns") == take_print("the wells of co2 free towns")
    assert take_print("The wells of the towns") != take_print("The towns of the wells")


def test_short_lines_are_known_by_their_digits_too():
    assert take_print("12 km") != take_print("21 km")


def test_lines_are_found_in_order_and_numbers_as_whole_words_only():
    page = PageText(build("Wells: 12 and 2 springs", "Two rivers meet here", "2 dams"), 1)
    found = page.find([take_print(text) for text in ("2", "Two rivers meet here", "2", "Lakes of the north")])
    assert [place and place[1] for place in found] == [0, 1, 2, None]


def test_order_counts_neighbours_that_follow_each_other_at_once():
    assert share_following([1, 2, 3]) == (2, 2)
    assert share_following([1, 3, 2]) == (0, 2)
    assert share_following([1, None, 2]) == (0, 2)


def test_words_that_readers_cut_apart_are_matched_by_their_letters():
    assert match_words(["off", "shore", "21goal"], ["offshore", "2.1", "Goal"])[:2] == (3, [])
    assert match_words(["north", "north"], ["north"])[:2] == (1, ["north"])


def test_a_word_that_is_kept_in_part_and_dropped_in_part_is_accounted_for():
    _, rest, left = match_words(["gases3", "north"], ["gases"])
    assert spell_words(rest, left + Counter("3")) == ["north"]


def test_every_truth_file_can_be_read():
    pages = list_truth()
    assert len({page.source for page in pages}) >= 8
    assert sum(page.held for page in pages) >= 4
    assert all(block.lines or block.cells for page in pages for block in page.blocks)
