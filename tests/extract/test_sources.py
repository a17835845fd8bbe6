from pathlib import Path

import pytest

from extract.document import read_document
from extract.errors import ExtractError
from extract.facts import Known
from extract.sources import Source, SourcesFileError, find_sources, read_known
from tests.extract.drawing import Drawing
from tests.extract.reading import PATHS

ODD_NAMES = (
    "-rf.pdf",
    "a plan with spaces.pdf",
    "b'quote\".pdf",
    "c;$(touch x).pdf",
    "d%20&<plan>.pdf",
    "größe.pdf",
    "план.pdf",
    "水.pdf",
)


def fill_folder(folder: Path, *names: str) -> Path:
    """Make files of these names in a folder and return it."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words")
    return folder


def list_names(folder: Path) -> list[str]:
    """Return the names of the documents that a folder holds."""
    return [source.name for source in find_sources(folder).sources]


def test_documents_are_found_in_all_folders_sorted_by_name(tmp_path: Path):
    fill_folder(tmp_path, "b.pdf", "north/a.pdf", "a.pdf", "north/far/c.md", "notes.txt", "Z.pdf")
    assert list_names(tmp_path) == ["Z.pdf", "a.pdf", "b.pdf", "north/a.pdf", "north/far/c.md", "notes.txt"]
    assert all(source.path == tmp_path / source.name for source in find_sources(tmp_path).sources)


@pytest.mark.parametrize("name", ["plan.PDF", "plan.Pdf", "notes.TXT", "notes.Md"])
def test_the_case_of_an_ending_does_not_matter(tmp_path: Path, name: str):
    assert list_names(fill_folder(tmp_path, name)) == [name]


def test_other_files_are_named_and_left_alone(tmp_path: Path):
    listing = find_sources(fill_folder(tmp_path, "plan.dat", "north/map.png", "plan.pdf", "plain"))
    assert [source.name for source in listing.sources] == ["plan.pdf"]
    assert listing.ignored == ("north/map.png", "plain", "plan.dat")


def test_hidden_files_and_notes_on_the_folder_are_no_documents(tmp_path: Path):
    fill_folder(tmp_path, ".hidden.pdf", ".cache/plan.pdf", "README.md", "north/readme.txt", "sources.toml")
    listing = find_sources(tmp_path)
    assert (listing.sources, listing.ignored) == ((), ())


def test_the_text_that_a_pdf_was_made_of_is_no_second_document(tmp_path: Path):
    assert list_names(fill_folder(tmp_path, "plan.md", "plan.pdf", "other.md")) == ["other.md", "plan.pdf"]


def test_a_folder_called_like_a_document_is_listed_to_be_named(tmp_path: Path):
    fill_folder(tmp_path, "annex.pdf/inner.md")
    assert list_names(tmp_path) == ["annex.pdf", "annex.pdf/inner.md"]


def test_an_empty_folder_holds_nothing(tmp_path: Path):
    assert find_sources(tmp_path).sources == ()


@pytest.mark.parametrize("name", ["missing", "plan.pdf"])
def test_what_is_no_folder_is_named(tmp_path: Path, name: str):
    fill_folder(tmp_path, "plan.pdf")
    with pytest.raises(ExtractError, match="there is no such folder"):
        find_sources(tmp_path / name)


def test_odd_names_are_found_and_read(tmp_path: Path):
    drawing = Drawing().add_page()
    drawing.fill(PATHS)
    for name in ODD_NAMES:
        drawing.save(tmp_path / name)
    found = find_sources(tmp_path).sources
    assert [source.name for source in found] == sorted(ODD_NAMES)
    assert {read_document(source.path, source=source.name).text for source in found} == {PATHS}


def read_table(folder: Path, text: str, *names: str) -> dict[str, Known]:
    """Return what a `sources.toml` of this text says of documents of these names."""
    (folder / "sources.toml").write_text(text, encoding="utf-8")
    return read_known(folder, [Source(folder / name, name) for name in names])


def test_without_a_sources_file_nothing_is_known(tmp_path: Path):
    assert read_known(tmp_path, []) == {}


def test_a_sources_file_says_what_is_known_of_each_document(tmp_path: Path):
    text = """
        ["north/water plan.pdf"]
        title = "Größe des Wassers"
        publisher = "Valley Council"
        country = "NO"
        year = 2018
        language = "de"
        licence = "CC BY 4.0"
        url = "https://valley.example/plan"
        password = "brook"

        ["notes.md"]
    """
    known = read_table(tmp_path, text, "north/water plan.pdf", "notes.md", "other.pdf")
    assert known == {
        "north/water plan.pdf": Known(
            title="Größe des Wassers",
            publisher="Valley Council",
            country="NO",
            year=2018,
            language="de",
            licence="CC BY 4.0",
            url="https://valley.example/plan",
            password="brook",  # noqa: S106
        ),
        "notes.md": Known(),
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('["plan.pdf"]\ntitle = Water', "cannot be used: Invalid value.*line 2"),
        ('["plan.pdf"]\ntitel = "Water"', "unknown field `titel`"),
        ('["plan.pdf"]\nyear = "2018"', "Expected `int`"),
        ('["plan.pdf"]\ntitle = 12', "Expected `str`"),
        ('title = "Water"', "Expected `object`"),
        ('["plane.pdf"]\ntitle = "Water"', r'no document called "plane\.pdf"'),
        ('["plan.pdf"]\n["plan.pdf"]', "cannot be used"),
    ],
)
def test_a_sources_file_that_cannot_be_used_is_named(tmp_path: Path, text: str, said: str):
    with pytest.raises(SourcesFileError, match=said) as caught:
        read_table(tmp_path, text, "plan.pdf")
    assert str(caught.value).startswith("sources.toml: ")


def test_a_sources_file_that_is_no_text_is_named(tmp_path: Path):
    (tmp_path / "sources.toml").write_bytes(b"\xff\xfe\x00t")
    with pytest.raises(SourcesFileError, match="cannot be used"):
        read_known(tmp_path, [])


def test_what_is_known_outranks_what_the_document_says(tmp_path: Path):
    drawing = Drawing().add_page()
    drawing.fill("Water Plan of Ghana", size=20, bold=True, leading=30)
    drawing.fill("Ministry of Water, May 2019")
    drawing.fill(PATHS)
    known = Known(title="The plan", publisher="Valley Council", country="NO", year=2018, language="de")
    document = read_document(drawing.save(tmp_path / "plan.pdf"), source="plan.pdf", known=known)
    said = (document.title, document.publisher, document.country, document.year, document.language)
    assert said == ("The plan", "Valley Council", "NO", 2018, "de")
    assert document.text.startswith("Water Plan of Ghana")
