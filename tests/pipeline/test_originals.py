from pathlib import Path

from pipeline.originals import link_to
from tests.pipeline.folders import Folders


def test_a_link_is_relative_and_safe_in_an_address(tmp_path: Path):
    path = tmp_path / "in" / 'plan #2 "é".pdf'
    assert link_to(path, tmp_path / "out") == "../in/plan%20%232%20%22%C3%A9%22.pdf"


def test_the_page_shows_and_points_to_its_sources(built: Folders):
    page = (built.output / "graph.html").read_text("utf-8")
    assert '"link":"../' in page
    assert "roads.pdf" in page
    assert 'id="picture-0">iVBOR' in page, "the PDF's words are there as a picture"


def test_moved_sources_make_the_page_stale(folders: Folders):
    moved = folders.sources.rename(folders.sources.with_name("moved"))
    said = Folders(moved, folders.output).run()
    assert said.code == 0
    assert "moved/roads.pdf" in (folders.output / "graph.html").read_text("utf-8")
