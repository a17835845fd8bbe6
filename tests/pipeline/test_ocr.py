"""OCR and passwords in runs: what the command line asks for, what is kept, what the graph says of it."""

import json
from pathlib import Path

import pytest

from extract.records import Problem
from pipeline.messages import describe_problems, name_pages
from tests.extract.drawing import Drawing
from tests.extract.scans import FakeTesseract, draw_scan
from tests.pipeline.drawing import SCAN, draw_pdf
from tests.pipeline.folders import ROADS, Folders

KEY = "heron"
HEADING = "Springs Plan 2031"
SENTENCE = "The Ministry of Rivers will build forty water points for herders in the dry valleys."


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeTesseract:
    program = FakeTesseract(tmp_path / "bin")
    program.answer("eng", HEADING, SENTENCE, sure=80)
    monkeypatch.setenv("PATH", str(program.folder))
    return program


@pytest.fixture
def scanned(bare: Folders) -> Folders:
    """Return folders with one document that has one scanned page."""
    drawing = Drawing().add_page()
    drawing.put("Springs", 72, 90)
    draw_scan(bare.sources, drawing, "springs.pdf")
    return bare


def list_shelf(folders: Folders) -> list[str]:
    return sorted(path.name for path in (folders.output / "ocr").glob("*"))


def test_a_scan_is_read_and_its_findings_are_marked_and_less_sure(scanned: Folders, tesseract: FakeTesseract):
    assert scanned.run().code == 0
    record = json.loads(scanned.find_record("transform", "springs-pdf").read_text("utf-8"))
    [measure] = [item for item in record["mentions"] if item["kind"] == "measure"]
    assert measure["evidence"]["ocr"] is True
    assert measure["confidence"] <= 0.8
    assert "water points" in scanned.read_graph()
    assert scanned.read_report()["documents"]["springs.pdf"]["page_flags"] == {"ocr": 1}
    assert tesseract.list_asked() == ["eng"]


def test_the_graph_tells_what_rests_on_ocr_alone(scanned: Folders, tesseract: FakeTesseract):
    scanned.put("roads.pdf", draw_pdf(ROADS))
    assert scanned.run().code == 0
    graph = scanned.read_graph()
    assert ">true</data>" in graph
    record = json.loads(scanned.find_record("transform", "roads-pdf").read_text("utf-8"))
    assert {item["evidence"]["ocr"] for item in record["mentions"]} == {False}
    assert len(tesseract.list_asked()) == 1


def test_no_page_is_read_twice_not_even_by_force(scanned: Folders, tesseract: FakeTesseract):
    scanned.run()
    first = scanned.read_output()
    assert len(list_shelf(scanned)) == 1
    scanned.run("--force")
    assert tesseract.list_asked() == ["eng"]
    assert scanned.read_output() == first


def test_without_the_shelf_the_same_bytes_come_out(scanned: Folders, tesseract: FakeTesseract):
    scanned.run()
    first = scanned.read_output()
    [kept] = (scanned.output / "ocr").iterdir()
    kept.write_bytes(b"{")
    scanned.run("--force")
    assert tesseract.list_asked() == ["eng", "eng"]
    assert scanned.read_output() == first


@pytest.mark.usefixtures("tesseract")
def test_what_is_kept_of_a_document_goes_with_it(scanned: Folders):
    scanned.put("roads.pdf", draw_pdf(ROADS))
    scanned.run()
    (scanned.sources / "springs.pdf").unlink()
    scanned.run()
    assert list_shelf(scanned) == []


def test_a_run_without_ocr_fails_the_scan_and_a_run_with_it_mends_it(
    scanned: Folders, tesseract: FakeTesseract
):
    said = scanned.run("--ocr", "off")
    assert said.code == 1
    assert said.find("error: springs.pdf: none of its 1 pages has text (a scan)", "leave out --ocr off")
    assert [issue["page"] for issue in scanned.read_issues()] == [0, 1]
    assert scanned.run().code == 0
    assert tesseract.list_asked() == ["eng"]
    assert scanned.run("--ocr", "off").code == 1


def test_a_document_is_done_again_when_tesseract_is_installed(
    scanned: Folders, tesseract: FakeTesseract, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("PATH", str(tmp_path))
    said = scanned.run()
    assert said.code == 1
    assert said.find("apt install tesseract-ocr")
    assert scanned.run().find("All is fresh")
    monkeypatch.setenv("PATH", str(tesseract.folder))
    assert scanned.run(command="status").find("stale:  springs.pdf")
    assert scanned.run().code == 0


def test_a_text_document_is_not_done_again_for_ocr(bare: Folders):
    bare.put("plan.md", f"# {HEADING}\n\n{SENTENCE}\n")
    bare.run()
    assert bare.run("--ocr", "force").find("All is fresh")


def test_another_word_for_ocr_is_wrong_usage(bare: Folders):
    with pytest.raises(SystemExit, match="2"):
        bare.run("--ocr", "maybe")


def test_pages_with_the_same_problem_are_one_line_and_each_an_issue(
    bare: Folders, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("PATH", str(tmp_path))
    bare.put("plan.pdf", draw_pdf(ROADS, SCAN, SCAN, SCAN, ROADS, SCAN))
    said = bare.run()
    [line] = said.find("warning")
    assert line.startswith("warning: plan.pdf, pages 2-4 and 6: no text (a picture, or empty). Run OCR on it")
    assert [issue["page"] for issue in bare.read_issues()] == [2, 3, 4, 6]


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([4], "page 4"),
        ([1, 2], "pages 1-2"),
        ([3, 1, 2, 7], "pages 1-3 and 7"),
        ([1, 3, 5], "pages 1, 3 and 5"),
        (range(1, 40, 2), "pages 1, 3, 5, 7, 9, 11, 13, 15 and 12 more"),
    ],
)
def test_pages_are_named_in_runs(numbers: list[int], words: str):
    assert name_pages(numbers) == words


def test_what_is_particular_to_a_page_is_said_of_one_page_alone():
    problems = [Problem("x", "odd", "Look", page, detail=f"{page} signs") for page in (1, 2)]
    assert describe_problems([("a.pdf", problems[0])]) == ["warning: a.pdf, page 1: odd (1 signs). Look."]
    both = [("a.pdf", problem) for problem in problems]
    assert describe_problems(both) == ["warning: a.pdf, pages 1-2: odd. Look."]


def test_a_file_of_passwords_opens_a_locked_document(bare: Folders, tmp_path: Path):
    bare.put("locked.pdf", draw_pdf(ROADS, password=KEY))
    passwords = tmp_path / "passwords.txt"
    passwords.write_text("swan\n\nheron\n", encoding="utf-8")
    assert bare.run().code == 1
    said = bare.run("--password-file", str(passwords))
    assert said.code == 0
    assert "repair 90 bridges" in bare.read_graph()
    assert not said.find(KEY)
    assert [name for name, content in bare.read_output().items() if KEY.encode() in content] == []


def test_a_document_opened_once_stays_fresh_without_the_file(bare: Folders, tmp_path: Path):
    bare.put("locked.pdf", draw_pdf(ROADS, password=KEY))
    passwords = tmp_path / "passwords.txt"
    passwords.write_text(KEY, encoding="utf-8")
    bare.run("--password-file", str(passwords))
    assert bare.run().find("All is fresh")


def test_a_locked_document_is_tried_again_with_another_file(bare: Folders, tmp_path: Path):
    bare.put("locked.pdf", draw_pdf(ROADS, password=KEY))
    passwords = tmp_path / "passwords.txt"
    for word, code in (("swan", 1), (KEY, 0)):
        passwords.write_text(word, encoding="utf-8")
        assert bare.run("--password-file", str(passwords)).code == code


def test_a_document_locked_with_an_empty_password_opens(bare: Folders):
    data = Drawing().add_page()
    data.put("Springs Plan", 72, 90, 20)
    data.put(SENTENCE, 72, 140)
    bare.put("open.pdf", data.build(password=""))
    assert bare.run().code == 0
    assert "forty water points" in bare.read_graph()


def test_a_file_of_passwords_that_is_not_there_is_wrong_usage(bare: Folders, tmp_path: Path):
    bare.put("plan.md", SENTENCE)
    said = bare.run("--password-file", str(tmp_path / "none.txt"))
    assert said.code == 2
    [line] = said.lines
    assert "none.txt" in line
    assert "one password on each line" in line
