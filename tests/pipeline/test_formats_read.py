"""Formats that are read: one plan as Word, OpenDocument, web page, e-book and text, and hostile files."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.extract.flowing import _RELATIONS, _TYPES, W, pack, write_epub, write_odt, write_word
from tests.pipeline.folders import Folders

TITLE = "Springs Plan of Mongolia 2031"
HEADING = "Water points"
SENTENCE = "The Ministry of Rivers will build forty water points for herders in the dry valleys."
HTML = f"<h1>{TITLE}</h1><h2>{HEADING}</h2><p>{SENTENCE}</p>"
STYLES = (
    f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>'
)
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
EXPLODING = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY secret SYSTEM "{secret}">]>'
)


def write_plan(folder: Path, ending: str) -> Path:
    """Write the plan in a format."""
    path = folder / f"plan{ending}"
    if ending == ".docx":
        style = '<w:p><w:pPr><w:pStyle w:val="{0}"/></w:pPr><w:r><w:t>{1}</w:t></w:r></w:p>'
        plain = f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>"
        body = style.format("Title", TITLE) + style.format("Heading1", HEADING) + plain
        return write_word(path, body, more={"styles": STYLES})
    if ending == ".odt":
        heads = "".join(
            f'<text:h text:outline-level="{level}">{text}</text:h>'
            for level, text in ((1, TITLE), (2, HEADING))
        )
        return write_odt(path, f"{heads}<text:p>{SENTENCE}</text:p>")
    if ending == ".epub":
        return write_epub(path, HTML)
    text = HTML if ending == ".html" else f"# {TITLE}\n\n## {HEADING}\n\n{SENTENCE}\n"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("ending", [".docx", ".odt", ".html", ".epub", ".md"])
def test_the_same_plan_gives_the_same_findings_in_each_format(bare: Folders, ending: str):
    write_plan(bare.sources, ending)
    said = bare.run()
    assert said.code == 0, said.lines
    record = json.loads(bare.find_record("transform", f"plan-{ending[1:]}").read_text("utf-8"))
    [measure] = [item for item in record["mentions"] if item["kind"] == "measure"]
    assert measure["evidence"]["quote"] == SENTENCE
    assert {item["name"] for item in record["mentions"] if item["kind"] == "actor"} >= {"Ministry of Rivers"}
    document = json.loads(bare.find_record("extract", f"plan-{ending[1:]}").read_text("utf-8"))
    assert (document["title"], document["country"], document["year"]) == (TITLE, "MN", 2031)


def build_bomb() -> bytes:
    """Return a Word document that unpacks to gigabytes' worth of blanks."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 300_000_000)
        archive.writestr(
            "_rels/.rels",
            f'<Relationships {_RELATIONS}><Relationship Id="a" Type="{_TYPES}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
    return file.getvalue()


HOSTILE: dict[str, tuple[bytes, str]] = {
    "bomb.docx": (build_bomb(), "unpacks to more than"),
    "locked.docx": (OLE, "asks for a password"),
    "plain.docx": (b"Minutes of a meeting.", "is none"),
    "cut.odt": (b"PK\x03\x04" + bytes(40), "cut off or damaged"),
    "empty.epub": (b"", "the file is empty"),
    "binary.html": (bytes(range(256)) * 20, "holds binary data"),
    "deep.html": (b"<div>" * 200_000 + b"x", "nested too deep"),
    "old.doc": (OLE + b"old", ".doc"),
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Folders, list[str]]:
    folders = Folders(tmp_path_factory.mktemp("hostile") / "sources", tmp_path_factory.mktemp("made"))
    folders.sources.mkdir()
    for name, (content, _) in HOSTILE.items():
        folders.put(name, content)
    write_plan(folders.sources, ".md")
    said = folders.run()
    assert said.code == 1
    return folders, list(said.lines)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_one_line_with_a_remedy(hostile: tuple[Folders, list[str]], name: str):
    [line] = [line for line in hostile[1] if line.startswith(f"error: {name}: ")]
    assert HOSTILE[name][1] in line
    assert "internal error" not in line


def test_hostile_files_leave_the_others_alone(hostile: tuple[Folders, list[str]]):
    assert "forty water points" in hostile[0].read_graph()


def test_a_script_and_a_comment_of_a_web_page_are_no_text(bare: Folders):
    bare.put("page.html", f"<script>var secret = 1</script><!-- hidden -->{HTML}<style>p{{}}</style>")
    assert bare.run().code == 0
    record = bare.find_record("extract", "page-html").read_text("utf-8")
    assert "secret" not in record
    assert "hidden" not in record


def test_entities_of_a_word_document_reach_no_file(bare: Folders, tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("kingfisher", encoding="utf-8")
    path = write_plan(bare.sources, ".docx")
    with zipfile.ZipFile(path) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    body = bytes(parts["word/document.xml"]).decode()
    parts["word/document.xml"] = EXPLODING.replace("{secret}", secret.as_uri()) + body.replace(
        SENTENCE, f"{SENTENCE} &b; &secret;"
    )
    pack(path, parts)
    said = bare.run()
    assert not said.find("internal error")
    for content in bare.read_output().values():
        assert b"aaaaaaaaaaaaaaaaaaaa" not in content
        assert b"kingfisher" not in content


def test_the_words_of_a_document_are_data_in_every_output(bare: Folders):
    bare.put("page.html", HTML.replace("dry valleys", "dry &lt;script&gt;alert(1)&lt;/script&gt; valleys"))
    assert bare.run().code == 0
    page = (bare.output / "graph.html").read_text("utf-8")
    assert "<script>alert(1)" not in page
    assert "<script>alert(1)" not in bare.read_graph()
