import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image

from load import picture_store, pictures
from load.bands import Band
from load.picture_store import DPI, SHADES, PictureStore
from load.pictures import Original, draw_album, encode_png
from tests.pipeline.drawing import draw_pdf

WHITE = 255
KEY = "wells"
PLAN, OTHER = "doc:00000000000000a1", "doc:00000000000000b2"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.pdf"
    path.write_bytes(draw_pdf("Rivers for all\nClean wells by 2030", "A second page", "A third page"))
    return path


def band(page: int = 1, top: float = 60.0, bottom: float = 120.0, document_id: str = PLAN) -> Band:
    return Band(document_id, page, top, bottom, 1)


def draw(bands: Sequence[Band], path: Path, **options):
    return draw_album(bands, {PLAN: Original(path, "plan.pdf")}, **options)


def open_png(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


def test_a_picture_is_the_strip_of_the_page(plan: Path):
    [picture] = draw([band()], plan).pictures
    image = open_png(picture.png)
    assert (picture.document_id, picture.page) == (PLAN, 1)
    assert picture.top == pytest.approx(60, abs=0.5)
    assert picture.height == pytest.approx(60, abs=1)
    assert picture.width == pytest.approx(595, abs=1)
    assert image.width == pytest.approx(picture.width * DPI / 72, abs=1)
    assert len(image.convert("L").getcolors()) <= SHADES
    dark = image.convert("L").point(lambda value: 255 if value < 128 else 0).getbbox()
    left, top, _, bottom = (edge * 72 / DPI for edge in dark)
    assert left == pytest.approx(72, abs=3)
    assert 72 < top + picture.top < 80
    assert 95 < bottom + picture.top < 104


def test_a_strip_ends_with_its_page(plan: Path):
    [picture] = draw([band(top=800.0, bottom=900.0)], plan).pictures
    assert picture.top + picture.height == pytest.approx(842, abs=1)


def test_above_the_limit_later_pages_are_left_out_and_counted(plan: Path):
    bands = [band(2), band(1), band(3), band(3, 200.0, 240.0)]
    album = draw(bands, plan, most_bytes=1)
    assert [picture.page for picture in album.pictures] == [2]
    assert album.left_out == 3
    assert draw(bands, plan).left_out == 0


def test_a_source_that_is_gone_is_named(plan: Path):
    album = draw([band()], plan.with_name("gone.pdf"))
    assert album.pictures == ()
    assert "not there" in album.missing[PLAN]


def test_a_page_that_cannot_be_drawn_does_not_stop_the_others(plan: Path):
    album = draw([band(9), band(1)], plan)
    assert [picture.page for picture in album.pictures] == [1]
    assert "page 9" in album.missing[PLAN]


def test_a_damaged_file_is_named(tmp_path: Path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"%PDF-1.4\nnothing")
    album = draw([band()], path)
    assert album.pictures == ()
    assert "cannot be drawn" in album.missing[PLAN]


def test_a_locked_file_is_drawn_with_its_password(tmp_path: Path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(draw_pdf("Rivers for all", password=KEY))
    opened = draw_album([band()], {PLAN: Original(path, "plan.pdf", (KEY,))})
    assert len(opened.pictures) == 1
    assert draw([band()], path).pictures == ()


def test_other_sorts_of_file_have_no_pictures_and_no_complaint(tmp_path: Path):
    path = tmp_path / "plan.md"
    path.write_text("Rivers for all")
    album = draw([band(), band(document_id=OTHER)], path)
    assert (album.pictures, album.missing) == ((), {})


def test_the_same_page_gives_the_same_bytes(plan: Path):
    assert draw([band()], plan) == draw([band()], plan)


def test_black_and_white_stay_black_and_white():
    image = Image.new("L", (4, 1), WHITE)
    image.putpixel((0, 0), 0)
    assert list(open_png(encode_png(image)).convert("L").tobytes()) == [0, WHITE, WHITE, WHITE]


def test_what_was_drawn_before_is_not_drawn_again(plan: Path, monkeypatch: pytest.MonkeyPatch):
    bands = [band(1), band(2), band(2, 200.0, 240.0)]
    first = PictureStore()
    album = draw(bands, plan, store=first)
    assert first.changed
    second = PictureStore(first.kept)
    monkeypatch.setattr(pictures.Drawer, "draw", lambda *_, **__: pytest.fail("drawn again"))
    assert draw(bands, plan, store=second) == album
    assert not second.changed


def test_only_what_is_on_the_page_is_kept_and_a_page_with_a_new_strip_is_drawn(plan: Path):
    first = PictureStore()
    draw([band(1), band(2)], plan, store=first)
    second = PictureStore(first.kept)
    album = draw([band(2), band(2, 200.0, 240.0)], plan, store=second)
    assert album == draw([band(2), band(2, 200.0, 240.0)], plan)
    assert second.changed
    assert sorted(picture.page for picture in second.kept.values()) == [2, 2]


def test_another_file_or_way_to_draw_has_other_pictures(plan: Path, monkeypatch: pytest.MonkeyPatch):
    first = PictureStore()
    draw([band()], plan, store=first)
    assert PictureStore(first.kept).find([band(document_id=OTHER)]) is None
    monkeypatch.setattr(picture_store, "describe_drawing", lambda: "another pdfium")
    assert PictureStore(first.kept).find([band()]) is None
