"""Documents that cannot be read, beside ones that can: each is named once, with what to do about it."""

from pathlib import Path

import pytest

from tests.pipeline.drawing import SCAN, draw_pdf
from tests.pipeline.folders import HEALTH, ROADS, WATER, Folders, Said, draw_roads, make_folders

KEY = "heron"
# Name of the document: its content (none for a folder), what is said of it, what the user can do.
BAD: dict[str, tuple[bytes | None, str, str]] = {
    "annual report.pdf": (b"", "the file is empty", "Remove it, or put the right file in its place"),
    "blank.txt": (b" \n\t\n", "the file is empty", "Remove it, or put the right file in its place"),
    "cut off.pdf": (draw_pdf(ROADS)[:300], "cut off or damaged", "fetch it again"),
    "no pdf at all.pdf": (b"Minutes of a meeting.", "is called a PDF and is none", "Rename it by what it is"),
    'the "secret" plan\'s.pdf': (draw_pdf(ROADS, password=KEY), "asks for a password", "sources.toml"),
    "-rf.pdf": (draw_pdf(SCAN), "(a scan)", "Run OCR on it"),
    "Стратегия 水 ünï.pdf": (draw_pdf(SCAN, SCAN), "(a scan)", "Run OCR on it"),
    "folder.pdf": (None, "this is a folder", "Move the documents out of it"),
    "nested/deeper/$(x) & 100% #1;.pdf": (b"%PDF-1.4\n%%EOF\n", "cut off or damaged", "fetch it again"),
}
GOOD = {
    "plan with  spaces.md": WATER.encode(),
    "-v.txt": HEALTH.encode(),
    'it\'s a "plan" für 道.pdf': draw_roads(),
}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Folders, Said]:
    folders = make_folders(tmp_path_factory.mktemp("mixed"), GOOD)
    for name, (content, _, _) in BAD.items():
        if content is None:
            (folders.sources / name).mkdir()
        else:
            folders.put(name, content)
    return folders, folders.run()


def test_a_bad_document_makes_the_exit_code_one(mixed: tuple[Folders, Said]):
    assert mixed[1].code == 1


@pytest.mark.parametrize("name", BAD)
def test_each_bad_document_has_one_line_that_says_what_is_wrong_and_what_to_do(
    mixed: tuple[Folders, Said], name: str
):
    [line] = [line for line in mixed[1].lines if line.startswith(f"error: {name}: ")]
    _, seen, remedy = BAD[name]
    assert seen in line
    assert remedy in line


def test_nothing_else_is_said_but_the_sum(mixed: tuple[Folders, Said]):
    said = mixed[1]
    assert len(said.lines) == len(BAD) + 2
    assert said.lines[-2].startswith("Done: ")
    assert "from 3 documents" in said.lines[-2]
    assert said.lines[-1].startswith(f"{len(BAD)} of {len(BAD) + len(GOOD)} documents failed; ")
    assert "issues.jsonl" in said.lines[-1]
    assert not said.find("Traceback")


@pytest.mark.parametrize("words", ["forty water points", "train 300 midwives", "repair 90 bridges"])
def test_the_good_documents_are_in_the_graph(mixed: tuple[Folders, Said], words: str):
    assert words in mixed[0].read_graph()


def test_the_issues_name_each_bad_document_once(mixed: tuple[Folders, Said]):
    issues = mixed[0].read_issues()
    errors = [issue for issue in issues if issue["severity"] == "error"]
    assert sorted(issue["document"] for issue in errors) == sorted(BAD)
    for issue in errors:
        assert BAD[issue["document"]][1] in issue["message"]
        assert BAD[issue["document"]][2] in issue["remedy"]


def test_the_report_tells_failed_documents_from_good_ones(mixed: tuple[Folders, Said]):
    documents = mixed[0].read_report()["documents"]
    assert {name for name, facts in documents.items() if facts["failed"]} == set(BAD)
    assert {name for name, facts in documents.items() if not facts["failed"]} == set(GOOD)


def test_records_are_left_of_the_good_documents_only(mixed: tuple[Folders, Said]):
    for stage in ("extract", "transform"):
        names = [path.name for path in (mixed[0].output / stage).iterdir()]
        assert len(names) == len(GOOD), names


def test_a_second_run_reads_no_bad_document_again_and_still_names_it(mixed: tuple[Folders, Said]):
    folders, first = mixed
    folders.age()
    second = folders.run()
    assert second.code == 1
    assert second.find("All is fresh")
    assert folders.list_written() == set()
    assert [line for line in second.lines if line.startswith("error: ")] == [
        line for line in first.lines if line.startswith("error: ")
    ]


def test_a_run_that_only_has_bad_documents_fails_with_an_empty_graph(bare: Folders):
    bare.put("empty.pdf", b"")
    said = bare.run()
    assert said.code == 1
    assert said.find("error: empty.pdf: ")
    assert said.find("0 nodes and 0 edges")
    assert "<node " not in bare.read_graph()


@pytest.mark.parametrize("bad", [b"", b"no pdf", draw_pdf(SCAN), draw_pdf(ROADS, password=KEY)])
def test_a_bad_document_that_is_mended_later_joins_the_graph(folders: Folders, bad: bytes):
    folders.put("new.pdf", bad)
    assert folders.run().code == 1
    folders.put("new.pdf", draw_pdf("# Harbour Plan\nThe Ports Agency will dredge two harbours by 2029."))
    said = folders.run()
    assert said.code == 0
    assert not said.find("error")
    assert "dredge two harbours" in folders.read_graph()
    assert folders.read_issues() == []


def test_a_good_document_that_turns_bad_leaves_the_graph(folders: Folders, built: Folders):
    folders.put("water.md", b"")
    said = folders.run()
    assert said.code == 1
    assert said.find("error: water.md: ")
    assert "Rivers for All" not in folders.read_graph()
    assert "midwives" in folders.read_graph()
    folders.put("water.md", WATER)
    assert folders.run().code == 0
    assert folders.read_output() == built.read_output()


def test_a_bad_document_that_is_removed_fails_no_longer(folders: Folders, built: Folders):
    folders.put("new.pdf", b"")
    folders.run()
    (folders.sources / "new.pdf").unlink()
    assert folders.run().code == 0
    assert folders.read_output() == built.read_output()


def test_the_password_in_sources_toml_opens_a_locked_document(bare: Folders):
    bare.put("locked.pdf", draw_pdf(ROADS, password=KEY))
    bare.put("sources.toml", '["locked.pdf"]\npassword = "swan"\n')
    said = bare.run()
    assert said.code == 1
    assert said.find("locked.pdf", "asks for a password")
    bare.put("sources.toml", '["locked.pdf"]\npassword = "heron"\n')
    assert bare.run().code == 0
    assert "repair 90 bridges" in bare.read_graph()


def test_the_password_is_written_nowhere(bare: Folders):
    bare.put("locked.pdf", draw_pdf(ROADS, password=KEY))
    bare.put("sources.toml", '["locked.pdf"]\npassword = "heron"\n')
    said = bare.run()
    assert [name for name, content in bare.read_output().items() if b"heron" in content] == []
    assert not said.find("heron")


def test_a_page_without_text_is_a_warning_that_names_the_page(bare: Folders):
    bare.put("plan.pdf", draw_pdf(ROADS, SCAN))
    said = bare.run()
    assert said.code == 0
    [line] = said.find("warning")
    assert line.startswith("warning: plan.pdf, page 2: no text")
    assert "Run OCR" in line
    assert [(issue["document"], issue["page"]) for issue in bare.read_issues()] == [("plan.pdf", 2)]
    assert "repair 90 bridges" in bare.read_graph()
    assert bare.run("--strict").code == 1


def test_a_name_with_a_line_break_stays_on_one_line(bare: Folders):
    bare.put("two\nlines.pdf", b"")
    said = bare.run()
    assert said.find("error: two?lines.pdf: ")
    assert len(said.lines) == 3


def test_two_folders_named_like_documents_are_two_problems(bare: Folders):
    for name in ("a.pdf", "b.pdf"):
        (bare.sources / name).mkdir()
    said = bare.run()
    assert [line.split(": ")[1] for line in said.find("this is a folder")] == ["a.pdf", "b.pdf"]


def test_lines_and_issues_are_in_the_order_of_the_names_and_pages(bare: Folders):
    bare.put("c.pdf", draw_pdf(SCAN, ROADS, SCAN))
    bare.put("Ж.md", b"")
    bare.put("b.docm", b"x")
    bare.put("a.txt", b"\n")
    lines = [line.split(": ")[1] for line in bare.run().lines[:-2]]
    assert lines == ["a.txt", "c.pdf, pages 1 and 3", "Ж.md"]
    assert [(issue["document"], issue["page"]) for issue in bare.read_issues()] == [
        ("a.txt", 0),
        ("b.docm", 0),
        ("c.pdf", 1),
        ("c.pdf", 3),
        ("Ж.md", 0),
    ]


def test_names_stand_in_the_reports_as_they_are_written(mixed: tuple[Folders, Said]):
    for report in ("issues.jsonl", "run.json"):
        assert "Стратегия 水 ünï.pdf" in (mixed[0].output / report).read_text("utf-8")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('["water.md"\n', "the file cannot be used"),
        ('["water.md"]\nauthor = "x"\n', "author"),
        ('["rivers.md"]\nyear = 2020\n', 'no document called "rivers.md"'),
        ('["water.md"]\nyear = "soon"\n', "the file cannot be used"),
    ],
    ids=["no toml", "unknown key", "unknown document", "wrong type"],
)
def test_a_wrong_sources_toml_stops_the_run_before_anything_is_written(
    folders: Folders, content: str, words: str
):
    folders.put("sources.toml", content)
    said = folders.run()
    assert said.code == 2
    [line] = said.lines
    assert line.startswith("error: sources.toml: ")
    assert words in line
    assert "Mend" in line
    assert folders.list_written() == set()


def test_a_folder_without_documents_is_named_with_a_hint(bare: Folders):
    said = bare.run()
    assert said.code == 2
    [line] = said.lines
    assert str(bare.sources) in line
    assert "put PDF or text files there" in line
    assert not bare.output.exists()


def test_a_folder_with_nothing_that_can_be_read_counts_as_empty(bare: Folders):
    bare.put("photo.jpeg", b"x")
    assert bare.run().code == 2


@pytest.mark.parametrize("command", ["run", "extract", "transform", "load", "status"])
def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path, command: str):
    folders = Folders(tmp_path / "nowhere", tmp_path / "output")
    said = folders.run(command=command)
    assert said.code == 2
    [line] = said.lines
    assert str(folders.sources) in line
    assert "there is no such folder" in line
    assert not folders.output.exists()


def test_a_file_in_place_of_the_sources_folder_is_wrong_usage(tmp_path: Path):
    path = tmp_path / "plan.md"
    path.write_text(WATER, encoding="utf-8")
    said = Folders(path, tmp_path / "output").run()
    assert said.code == 2
    assert len(said.lines) == 1


def test_a_file_in_place_of_the_output_folder_is_one_line(bare: Folders):
    bare.put("plan.md", WATER)
    bare.output.write_text("mine", encoding="utf-8")
    said = bare.run()
    assert said.code == 1
    [line] = said.lines
    assert line.startswith("error: ")
    assert str(bare.output) in line
    assert bare.output.read_text("utf-8") == "mine"
