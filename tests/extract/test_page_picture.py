"""Pictures of pages: the whole media box, wherever the file says it."""

from pathlib import Path

import pytest

from extract.page_picture import draw_picture
from tests.extract import drawing as drawn
from tests.extract.drawing import HEIGHT, WIDTH, Drawing

BOX = b"/MediaBox [0 0 %d %d]" % (WIDTH, HEIGHT)


def test_a_media_box_that_is_said_above_the_pages_is_drawn_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    assemble = drawn.assemble

    def assemble_above(objects: dict[int, bytes], extra: str) -> bytes:
        bare = {number: text.replace(BOX, b"") for number, text in objects.items()}
        bare[2] = bare[2].replace(b"/Type /Pages", b"/Type /Pages " + BOX)
        return assemble(bare, extra)

    monkeypatch.setattr(drawn, "assemble", assemble_above)
    drawing = Drawing().add_page()
    drawing.put("At the foot of the page", top=820)
    picture = draw_picture(drawing.save(tmp_path / "plan.pdf"), 1, dpi=72, grey=True)
    assert picture.size == (int(WIDTH), int(HEIGHT))
    assert picture.crop((0, 810, *picture.size)).getextrema()[0] < 128
