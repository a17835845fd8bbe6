import pytest

from extract.paragraphs import group_lines, read_mark
from extract.printed import PrintedLine, PrintedWord
from tests.extract.conftest import Read
from tests.extract.drawing import LEFT, RIGHT, SIZE, Drawing, measure, wrap
from tests.extract.reading import FENCES, PATHS, SPRINGS, find_block, list_kinds, list_texts

BROKEN = (
    "In every season the council of the valley gathers the infor-",
    "mation from all of the camps and it looks at the long-",
    "term needs of the herders as well as at the climate-",
    "smart ways of farming, at the trade with the Sino-",
    "Tibetan towns and at the well-being of all in the moun-",
    "tains.",
)
WHOLE = (
    "In every season the council of the valley gathers the information from all of the camps and it looks "
    "at the long-term needs of the herders as well as at the climate-smart ways of farming, at the trade "
    "with the Sino-Tibetan towns and at the well-being of all in the mountains."
)


def build_line(text: str) -> PrintedLine:
    """Return a line of words as a typewriter sets them."""
    words, x = [], 0.0
    for part in text.split():
        words.append(PrintedWord(part, x, 100.0, x + 5.0 * len(part), 110.0, 10.0))
        x += 5.0 * (len(part) + 1)
    return PrintedLine(1, tuple(words), 400.0)


def start_plan() -> Drawing:
    """Return a drawing with a title."""
    drawing = Drawing().add_page()
    drawing.fill("Water Plan", size=20, bold=True, leading=30)
    return drawing


def test_wrapped_lines_make_paragraphs(read: Read):
    drawing = start_plan()
    for text in (SPRINGS, PATHS, FENCES):
        drawing.fill(text)
    assert list_texts(read(drawing), "paragraph") == [SPRINGS, PATHS, FENCES]


def test_paragraphs_without_space_between_them_are_told_apart_by_their_short_last_lines(read: Read):
    drawing = start_plan()
    for text in (SPRINGS, PATHS, FENCES):
        drawing.fill(text, after=0)
    assert list_texts(read(drawing), "paragraph") == [SPRINGS, PATHS, FENCES]


def test_words_broken_at_a_line_end_are_whole_and_compounds_keep_their_hyphen(read: Read):
    drawing = start_plan()
    drawing.rows(BROKEN)
    document = read(drawing)
    assert list_texts(document, "paragraph") == [WHOLE]
    assert dict(document.repairs)["hyphenation"] == 2


def test_a_broken_word_can_be_boxed_on_both_lines(read: Read):
    drawing = start_plan()
    drawing.rows(BROKEN)
    document = read(drawing)
    first, second = find_block(document, "In every").lines[:2]
    assert document.text[first.words[-1].start : first.words[-1].end] == "infor"
    assert document.text[second.words[0].start : second.words[0].end] == "mation"
    assert first.words[-1].end == second.words[0].start
    assert first.words[-1].x0 > second.words[0].x0


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_paragraph_goes_on_over_a_page_break(read: Read, cut: int):
    drawing = start_plan()
    drawing.fill(PATHS)
    rows = wrap(SPRINGS + " " + FENCES, RIGHT - LEFT)
    drawing.top = 700
    drawing.rows(rows[:cut])
    drawing.put("1", 300, 800)
    drawing.add_page().rows(rows[cut:])
    drawing.put("2", 300, 800)
    document = read(drawing)
    assert list_texts(document, "paragraph") == [PATHS, f"{SPRINGS} {FENCES}"]
    assert [line.page for line in document.blocks[-1].lines] == [1] * cut + [2] * (len(rows) - cut)


def test_a_word_broken_by_the_page_is_whole(read: Read):
    drawing = start_plan()
    drawing.fill(PATHS)
    drawing.top = 700
    drawing.rows(["Each autumn the council of the valley gathers what the rangers have writ-"])
    drawing.add_page().rows(["ten down on their walks, and the warden reads it out to all who have come."])
    assert list_texts(read(drawing), "paragraph")[1].startswith(
        "Each autumn the council of the valley gathers"
    )
    assert "have written down" in read(drawing).text


def test_a_paragraph_that_ends_with_its_page_stays_alone(read: Read):
    drawing = start_plan()
    drawing.fill(SPRINGS)
    drawing.add_page().fill(PATHS)
    assert list_texts(read(drawing), "paragraph") == [SPRINGS, PATHS]


def test_a_heading_at_the_top_of_a_page_is_not_joined_to_the_text_before(read: Read):
    drawing = start_plan()
    drawing.fill(SPRINGS)
    drawing.add_page().fill("2. Fences", bold=True)
    drawing.fill(FENCES)
    assert list_kinds(read(drawing)) == ["title", "paragraph", "heading", "paragraph"]


def test_bold_words_within_a_paragraph_do_not_part_it(read: Read):
    drawing = start_plan()
    for index, row in enumerate(wrap(f"{SPRINGS} {PATHS}", RIGHT - LEFT - 20)):
        plain, bold = row.rsplit(maxsplit=2)[0], " ".join(row.rsplit(maxsplit=2)[1:])
        drawing.put(plain, LEFT, 140 + 14 * index)
        drawing.put(bold, LEFT + measure(f"{plain} ", SIZE), 140 + 14 * index, bold=True)
    assert list_texts(read(drawing), "paragraph") == [f"{SPRINGS} {PATHS}"]


@pytest.mark.parametrize(
    ("text", "mark", "style"),
    [
        ("1. Land", "1", "digit"),
        ("12) Land", "12", "digit"),
        ("(1) Land", "1", "bracket-digit"),
        ("(a) Land", "a", "bracket-letter"),
        ("(iv) Land", "iv", "bracket-letter"),
        ("3.2 Land", "3.2", "decimal-2"),
        ("3.2. Land", "3.2", "decimal-2"),
        ("3.2.10 Land", "3.2.10", "decimal-3"),
        ("a. land", "a", "letter"),
        ("b) land", "b", "letter"),
        ("IV. Land", "IV", "roman-upper"),
        ("ii) land", "ii", "roman"),
        ("4 Land", "4", "bare"),
        ("• land", "•", "bullet"),
        ("- land", "-", "bullet"),
        ("– land", "–", "bullet"),
        ("o land", "o", "bullet"),
        ("Land", "", ""),
        ("2019 was dry", "", ""),
        ("3.5% of all land", "", ""),
        ("12 May 2019", "", ""),
        ("4 wells", "", ""),
        ("-5 degrees", "", ""),
        ("(see below) Land", "", ""),
        ("on the land", "", ""),
    ],
)
def test_the_mark_that_a_line_opens_with(text: str, mark: str, style: str):
    found, words, found_style = read_mark(build_line(text))
    assert (found, found_style) == (mark, style)
    assert words == (1 if mark else 0)


def test_no_lines_make_no_groups():
    assert group_lines([]) == []
