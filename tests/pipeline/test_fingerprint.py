import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.fingerprint import (
    STAGE_PACKAGES,
    hash_code,
    hash_extract,
    hash_load,
    hash_parts,
    hash_transform,
    read_version,
)

PARTS = st.lists(st.text(max_size=5), max_size=4)
FILES = {
    "extract/pdf.py": "a = 1",
    "extract/data/words.csv": "a,b",
    "transform/schema.yaml": "kinds: []",
    "transform/lexicon/cues.yaml": "- will",
    "transform/lexicon/codes.csv": "140,Water",
    "load/page.css": "p {}",
    "load/page.js": "let a",
    "load/page.html": "<p>",
}


@settings(deadline=None, derandomize=True)
@given(PARTS, PARTS)
def test_only_the_same_parts_have_the_same_hash(one: list[str], other: list[str]):
    assert (hash_parts(*one) == hash_parts(*other)) == (one == other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        (("a",), ("a", "")),
        ((), ("",)),
        (("1:a",), ("", "a")),
        (("é",), ("e\u0301",)),
    ],
)
def test_parts_do_not_run_into_each_other(one: tuple[str, ...], other: tuple[str, ...]):
    assert hash_parts(*one) != hash_parts(*other)


def test_a_name_that_no_text_can_hold_has_a_hash():
    assert len(hash_parts(os.fsdecode(b"caf\xe9.pdf"))) == 64


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, content in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    monkeypatch.setattr("pipeline.fingerprint.ROOT", tmp_path)
    return tmp_path


def hash_all() -> dict[str, str]:
    """Return the hash of each stage's code as it is now."""
    return {stage: hash_code.__wrapped__(stage) for stage in STAGE_PACKAGES}


def find_changed(before: dict[str, str]) -> set[str]:
    return {stage for stage, digest in hash_all().items() if digest != before[stage]}


@pytest.mark.parametrize("name", FILES)
def test_any_file_of_code_or_knowledge_that_changes_changes_its_stage_alone(code: Path, name: str):
    before = hash_all()
    (code / name).write_text("something else", encoding="utf-8")
    assert find_changed(before) == {name.split("/")[0]}


def test_a_file_that_is_new_renamed_or_gone_changes_its_stage(code: Path):
    before = hash_all()
    (code / "transform" / "lexicon" / "more.yaml").write_text("- shall", encoding="utf-8")
    assert find_changed(before) == {"transform"}
    before = hash_all()
    (code / "extract" / "pdf.py").rename(code / "extract" / "pdfs.py")
    assert find_changed(before) == {"extract"}
    before = hash_all()
    (code / "load" / "page.js").unlink()
    assert find_changed(before) == {"load"}


def test_what_python_leaves_behind_and_a_touched_file_change_nothing(code: Path):
    before = hash_all()
    (code / "load" / "__pycache__").mkdir()
    (code / "load" / "__pycache__" / "html.cpython-311.pyc").write_bytes(b"x")
    (code / "load" / "README.md").write_text("notes", encoding="utf-8")
    os.utime(code / "load" / "page.css", ns=(0, 0))
    assert find_changed(before) == set()


@pytest.mark.parametrize(
    ("package", "stages"),
    [("pdfplumber", {"extract"}), ("spacy", {"transform"}), ("networkx", {"load"}), ("pytest", set())],
)
@pytest.mark.usefixtures("code")
def test_another_version_of_a_library_changes_the_stage_that_uses_it(
    monkeypatch: pytest.MonkeyPatch, package: str, stages: set[str]
):
    before = hash_all()
    monkeypatch.setattr(
        "pipeline.fingerprint.read_version", lambda name: "99" if name == package else read_version(name)
    )
    assert find_changed(before) == stages


def test_every_stage_has_files_of_its_own_to_watch():
    assert len(set(hash_all().values())) == 3


def test_a_package_that_is_not_installed_has_no_version():
    assert read_version("no-such-package-anywhere") == ""
    assert read_version("spacy").count(".") >= 1


def test_the_extract_stage_depends_on_the_file_and_what_is_known_of_it():
    assert hash_extract("file", "known") == hash_extract("file", "known")
    assert len({hash_extract("file", "known"), hash_extract("other", "known"), hash_extract("file", "")}) == 3


def test_the_transform_stage_depends_on_the_extract_stage_the_model_and_its_version(
    monkeypatch: pytest.MonkeyPatch,
):
    prints = {hash_transform("e", "model"), hash_transform("f", "model"), hash_transform("e", "other")}
    monkeypatch.setattr("pipeline.fingerprint.read_version", lambda _: "2.0")
    prints.add(hash_transform("e", "model"))
    assert len(prints) == 4


def test_the_load_stage_depends_on_the_documents_and_not_on_their_order():
    assert hash_load(["a", "b"]) == hash_load(["b", "a"])
    assert len({hash_load(["a", "b"]), hash_load(["a"]), hash_load(["a", "c"]), hash_load([])}) == 4


def test_the_three_stages_never_share_a_fingerprint():
    assert (
        len({hash_extract("x", ""), hash_transform("x", "m"), hash_load(["x"]), hash_load(["x", "m"])}) == 4
    )
