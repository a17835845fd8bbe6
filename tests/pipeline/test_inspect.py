"""Inspecting a page: the picture shows each block in its kind's colour where it is printed."""

from pathlib import Path

import pytest
from PIL import Image

from extract.document import read_document
from extract.inspection import COLOURS, DPI, GREY, LEGEND_WIDTH, list_legend, list_shapes
from pipeline.cli import main
from tests.extract.drawing import HEIGHT, WIDTH, Drawing
from tests.extract.reading import FENCES, PATHS, SPRINGS


def draw_plan(pages: int = 3) -> Drawing:
    """Return a plan with a running header, a heading, a paragraph, a list and a table on each page."""
    drawing = Drawing()
    for page in range(pages):
        drawing.add_page()
        drawing.put("Valley Council", 250, 40, 9)
        drawing.put(str(page + 1), 290, 800, 9)
        drawing.put(("Springs", "Paths and camps", "Fences")[page], 72, 160, 18, bold=True)
        drawing.top = 200
        drawing.fill(SPRINGS)
        drawing.fill(f"• {PATHS}", 90)
        drawing.table(
            [["Camp", "Warden"], ["Upper valley", "Two"], ["Lower valley", "Three"]], [72, 250, 500]
        )
        drawing.fill(FENCES)
    return drawing


KEY = "heron"


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return draw_plan().save(tmp_path / "plan.pdf")


def inspect(*arguments: str) -> int:
    return main(["inspect", *arguments, "--ocr", "off"])


def test_the_picture_shows_the_page_and_a_legend(plan: Path):
    assert inspect(str(plan), "--page", "2") == 0
    picture = Image.open(plan.with_name("plan-page-2.png"))
    assert picture.height == pytest.approx(HEIGHT * DPI / 72, abs=2)
    assert picture.width == pytest.approx(WIDTH * DPI / 72 + LEGEND_WIDTH, abs=2)


def test_each_kind_is_drawn_in_its_colour_around_its_words(plan: Path, tmp_path: Path):
    target = tmp_path / "seen.png"
    assert inspect(str(plan), "--page", "2", "--output", str(target)) == 0
    picture = Image.open(target).convert("RGB")
    document = read_document(plan, source="plan.pdf")
    shapes = list_shapes(document, 2)
    assert {shape.kind for shape in shapes} == {"heading", "paragraph", "list_item", "table_row"}
    for shape in shapes:
        x, y = round(shape.frame.x1 * DPI / 72), round((shape.frame.top + 3) * DPI / 72)
        assert COLOURS[shape.kind] in {picture.getpixel((x + step, y)) for step in range(4)}, shape


def test_blocks_are_numbered_in_reading_order(plan: Path):
    shapes = list_shapes(read_document(plan, source="plan.pdf"), 2)
    assert [shape.order for shape in shapes] == list(range(1, len(shapes) + 1))
    assert shapes[0].label == "1 heading 1"
    tops = [shape.frame.top for shape in shapes]
    assert tops == sorted(tops)


def test_the_legend_counts_blocks_and_what_was_dropped(plan: Path):
    document = read_document(plan, source="plan.pdf")
    rows = dict(list_legend(document, document.pages[1], list_shapes(document, 2)))
    assert rows["page 2 of 3, 595 x 842 points"] is None
    assert rows["table row: 3"] == COLOURS["table_row"]
    assert rows["header: 1"] == GREY
    assert rows["page number: 1"] == GREY


def test_the_same_page_gives_the_same_picture(plan: Path):
    for name in ("a.png", "b.png"):
        inspect(str(plan), "--output", str(plan.with_name(name)))
    assert plan.with_name("a.png").read_bytes() == plan.with_name("b.png").read_bytes()


def test_a_locked_page_is_drawn_with_the_password_in_sources_toml(tmp_path: Path):
    path = draw_plan(1).save(tmp_path / "locked.pdf", password=KEY)
    target = tmp_path / "seen.png"
    assert inspect(str(path), "--output", str(target)) == 2
    (tmp_path / "sources.toml").write_text('["locked.pdf"]\npassword = "heron"\n', encoding="utf-8")
    assert inspect(str(path), "--output", str(target)) == 0
    assert target.is_file()


@pytest.mark.parametrize(
    ("name", "page", "words"),
    [
        ("plan.pdf", "9", "there is no page 9 that can be read. Name one of 3 pages"),
        ("none.pdf", "1", "there is no such file"),
        ("notes.md", "1", "only pages of PDFs can be drawn"),
    ],
)
def test_what_cannot_be_drawn_is_wrong_usage(
    plan: Path, capsys: pytest.CaptureFixture[str], name: str, page: str, words: str
):
    plan.with_name("notes.md").write_text("# Notes", encoding="utf-8")
    assert inspect(str(plan.with_name(name)), "--page", page) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("error: ")
    assert words in line
    assert list(plan.parent.glob("*.png")) == []
