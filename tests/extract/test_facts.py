import pytest

from extract.facts import find_country, find_date, find_publisher, find_year
from extract.records import BBox, Block, Line, Span
from extract.title_words import names_document, names_office
from extract.titles import find_title
from tests.extract.conftest import Read
from tests.extract.drawing import Drawing
from tests.extract.reading import PATHS, SPRINGS, find_block


@pytest.mark.parametrize(
    ("title", "lines", "said"),
    [
        (
            "Water Plan of Ghana",
            ["Ministry of Water", "12 May 2019"],
            ("Ministry of Water", "GH", 2019, "2019-05-12"),
        ),
        (
            "Help of Japan to Mongolia",
            ["Embassy of Japan", "April 2012"],
            ("Embassy of Japan", "MN", 2012, "2012-04"),
        ),
        (
            "Water Plan",
            ["Government of Kenya", "2021-03-07"],
            ("Government of Kenya", "KE", 2021, "2021-03-07"),
        ),
        ("Water Plan 2021", ["The herders of the valley"], ("", "", 2021, "")),
        ("Water Plan", ["The herders of the valley"], ("", "", 0, "")),
    ],
)
def test_the_first_page_says_title_publisher_country_and_date(
    read: Read, title: str, lines: list[str], said: tuple[str, str, int, str]
):
    drawing = Drawing().add_page()
    drawing.fill(title, size=20, bold=True, leading=26)
    for text in (*lines, SPRINGS, PATHS):
        drawing.fill(text)
    document = read(drawing)
    assert document.title == title
    assert find_block(document, title).kind == "title"
    assert (document.publisher, document.country, document.year, document.date) == said


def test_a_title_over_two_lines_below_the_publisher_is_whole(read: Read):
    drawing = Drawing().add_page()
    drawing.fill("Ministry of Water")
    title = "Plan for the Springs, the Wells and the Paths of the Valley in the Years to Come"
    drawing.fill(title, size=20, bold=True, leading=24)
    drawing.fill(SPRINGS)
    document = read(drawing)
    assert (document.title, document.publisher) == (title, "Ministry of Water")
    assert [block.kind for block in document.blocks] == ["paragraph", "title", "paragraph"]


def test_large_words_on_a_later_page_are_no_title(read: Read):
    drawing = Drawing().add_page()
    drawing.fill("Water Plan", size=16, bold=True, leading=26)
    drawing.fill(SPRINGS)
    drawing.add_page().fill("Part One", size=28, bold=True, leading=36)
    drawing.fill(PATHS)
    assert read(drawing).title == "Water Plan"


def test_a_running_header_may_name_the_publisher(read: Read):
    drawing = Drawing()
    for text in (SPRINGS, PATHS):
        drawing.add_page().put("Ministry of Water", 72, 40, 9)
        drawing.top = 200
        drawing.fill(text)
    assert read(drawing).publisher == "Ministry of Water"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("12 May 2019", "2019-05-12"),
        ("Adopted on 1st January 2020 in the hall", "2020-01-01"),
        ("May 12, 2019", "2019-05-12"),
        ("MAY 2019", "2019-05"),
        ("May, 2019", "2019-05"),
        ("2019-05-12", "2019-05-12"),
        ("2019-05", "2019-05"),
        ("2019", ""),
        ("2019/2020", ""),
        ("May 1819", ""),
        ("Maybe 2019", ""),
        (f"{SPRINGS} 12 May 2019", ""),
    ],
)
def test_dates(text: str, date: str):
    assert find_date(["Water Plan", text, "3 June 2020" if date else ""]) == date


@pytest.mark.parametrize(
    ("texts", "year"),
    [
        (["Water Plan 2021"], 2021),
        (["Water Plan", "north/plan-2017.pdf"], 2017),
        (["Water Plan", "1 of 3000"], 0),
        (["Plan 12021"], 0),
        ([], 0),
        ([f"{SPRINGS} 2019"], 0),
    ],
)
def test_years(texts: list[str], year: int):
    assert find_year(texts) == year


@pytest.mark.parametrize(
    ("texts", "furniture", "publisher"),
    [
        (["Water Plan", "Ministry of Water,"], [], "Ministry of Water"),
        (["Water Plan", "CITY OF NORTH FORD"], [], "CITY OF NORTH FORD"),
        (["Water Plan", "by the herders"], ["Valley Council"], "Valley Council"),
        (["Council Plan"], [], ""),
        ([SPRINGS], [], ""),
        ([], [], ""),
    ],
)
def test_publishers(texts: list[str], furniture: list[str], publisher: str):
    assert find_publisher(texts, furniture, "Council Plan") == publisher


@pytest.mark.parametrize(
    ("title", "publisher", "text", "country"),
    [
        ("Help of Japan to Mongolia", "", "", "MN"),
        ("Water Plan", "Ministry of Water of Ghana", "Kenya. Kenya. Kenya.", "GH"),
        ("Ghanaian Water Plan", "", "", "GH"),
        ("Water Plan", "", "Kenya has wells. Kenya has springs. So has Kenya.", "KE"),
        ("Water Plan", "", "Kenya has wells. Ghana has wells. Kenya has springs, and Ghana. Kenya!", ""),
        ("Water Plan", "", "Kenya has wells.", ""),
        ("Water Plan", "", "", ""),
    ],
)
def test_the_country_that_a_policy_is_about(title: str, publisher: str, text: str, country: str):
    assert find_country(title, publisher, [title], text) == country


@pytest.mark.parametrize(
    ("lines", "title", "publisher"),
    [
        (
            [
                "Ministry of Water",
                "Water Plan of the Upper Valley",
                "Prepared by the Wardens",
            ],
            "Water Plan of the Upper Valley",
            "Ministry of Water",
        ),
        (
            ["Water Plan of the Upper Valley", "October 12, 2019", "Prepared by the Water Department"],
            "Water Plan of the Upper Valley",
            "the Water Department",
        ),
    ],
)
def test_an_office_a_date_and_a_credit_in_the_type_of_the_title_are_no_part_of_it(
    read: Read, lines: list[str], title: str, publisher: str
):
    drawing = Drawing().add_page()
    for text in lines:
        drawing.fill(text, size=18, leading=24, after=20)
    drawing.add_page()
    drawing.fill(SPRINGS)
    drawing.fill(PATHS)
    document = read(drawing)
    assert (document.title, document.publisher) == (title, publisher)


def test_a_country_alone_above_a_smaller_heading_is_no_title(read: Read):
    drawing = Drawing().add_page()
    drawing.fill("MONGOLIA", size=14, bold=True, leading=30)
    drawing.fill("National Contribution on Wells and Springs", size=12, bold=True, leading=30)
    for text in (SPRINGS, PATHS, SPRINGS):
        drawing.fill(text)
    document = read(drawing)
    assert document.title == "National Contribution on Wells and Springs"
    assert document.country == "MN"


@pytest.mark.parametrize(
    ("text", "language", "office", "document"),
    [
        ("Ministère de l'Eau", "fr", True, False),
        ("Ministerio de Ambiente", "es", True, False),
        ("中华人民共和国国家发展和改革委员会", "zh", True, False),
        ("国家行动方案", "zh", False, True),
        ("وزارة البيئة", "ar", True, False),
        ("Sultanate of Oman", "en", True, False),
        ("National Water Policy of Kenya", "en", False, True),
        ("Herders of the valley", "en", False, False),
    ],
)
def test_words_tell_offices_and_documents(text: str, language: str, office: bool, document: bool):
    assert names_office(text, language) == office
    assert names_document(text, language) == document


def test_small_lines_in_one_block_with_a_title_are_no_part_of_it():
    text = "Water Plan for the Upper Valley Springs Fences"
    large = Line(1, Span(0, 31), BBox(72, 100, 400, 140))
    small = Line(1, Span(32, 46), BBox(72, 150, 200, 159))
    block = Block("b0001", "title", Span(0, 46), (large, small))
    assert find_title([block], text) == ("Water Plan for the Upper Valley", {"b0001"})
