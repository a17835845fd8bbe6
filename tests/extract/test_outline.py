"""The outline of a PDF as evidence of its headings."""

from tests.extract.conftest import Read
from tests.extract.drawing import Drawing
from tests.extract.reading import FENCES, PATHS, SPRINGS, list_texts

NAMES = ("water of the valley", "springs in the hills", "fences of the camps", "paths and rangers")


def draw(*, marked: int, page: int = 0) -> Drawing:
    """Return a drawing of headings set like the text, of which the outline names the first ones."""
    drawing = Drawing().add_page()
    drawing.fill("Water Plan", size=20, bold=True, leading=30)
    for name, text in zip(NAMES, (SPRINGS, PATHS, FENCES, SPRINGS), strict=True):
        drawing.fill(name, after=0)
        drawing.fill(text)
    drawing.add_page()
    drawing.fill(PATHS)
    for name in NAMES[:marked]:
        drawing.bookmarks.append((name, page))
    return drawing


def test_an_entry_of_the_outline_on_its_page_is_a_heading_however_it_is_set(read: Read):
    document = read(draw(marked=4))
    assert list_texts(document, "heading") == list(NAMES)
    assert list_texts(document, "paragraph")[0] == SPRINGS
    assert [block.level for block in document.blocks if block.kind == "heading"] == [1] * 4


def test_an_outline_that_leads_elsewhere_is_not_believed(read: Read):
    assert list_texts(read(draw(marked=4, page=1)), "heading") == []


def test_an_outline_of_which_most_is_not_there_is_not_believed(read: Read):
    drawing = draw(marked=3)
    drawing.bookmarks += [(f"cover{number}.pdf", 0) for number in range(4)]
    assert list_texts(read(drawing), "heading") == []
