import pytest

from tests.pipeline.folders import HEALTH, WATER, Folders, draw_roads


def test_what_was_never_done_is_stale(bare: Folders):
    bare.put("plan.md", WATER)
    said = bare.run(command="status")
    assert said.code == 0
    assert said.lines == ("stale:  plan.md: extract and transform (never done)",)


def test_asking_writes_nothing(bare: Folders, folders: Folders):
    bare.put("plan.md", WATER)
    bare.run(command="status")
    assert not bare.output.exists()
    folders.put("water.md", HEALTH)
    folders.run(command="status")
    assert folders.list_written() == set()


def test_what_was_done_is_fresh(folders: Folders):
    said = folders.run(command="status")
    assert said.code == 0
    assert said.lines == ("fresh:  health.txt", "fresh:  roads.pdf", "fresh:  water.md")


def test_of_a_changed_document_it_says_why(folders: Folders):
    folders.put("water.md", WATER + "\nMore is to come.\n")
    [line] = folders.run(command="status").find("stale:")
    assert line.startswith("stale:  water.md: extract and transform (the file, ")


def test_a_word_on_a_document_in_sources_toml_makes_it_stale(folders: Folders):
    folders.put("sources.toml", '["roads.pdf"]\nyear = 2018\n')
    [line] = folders.run(command="status").find("stale:")
    assert line.startswith("stale:  roads.pdf: extract and transform (")
    assert "sources.toml" in line


def test_another_language_model_makes_only_the_second_stage_stale(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("POLICYGRAPH_MODEL", "another_model")
    lines = folders.run(command="status").find("stale:", ": transform (", "language model")
    assert len(lines) == 3
    monkeypatch.setenv("POLICYGRAPH_MODEL", "")
    assert len(folders.run(command="status").find("fresh:")) == 3


def test_a_changed_lexicon_makes_only_the_second_stage_stale(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
):
    from pipeline.fingerprint import hash_code

    monkeypatch.setattr(
        "pipeline.fingerprint.hash_code",
        lambda stage: "changed" if stage == "transform" else hash_code(stage),
    )
    assert len(folders.run(command="status").find("stale:", ": transform (", "the lexicon")) == 3


@pytest.mark.parametrize("stage", ["extract", "transform"])
def test_missing_records_are_named_as_the_reason(folders: Folders, stage: str):
    folders.find_record(stage, "roads-pdf").unlink()
    [line] = folders.run(command="status").find("stale:")
    assert line.startswith("stale:  roads.pdf: ")
    assert stage in line
    assert line.endswith("(its records are missing or were changed)")


def test_a_failed_document_is_named_with_the_reason_and_the_remedy(folders: Folders):
    folders.put("empty.pdf", b"")
    assert folders.run(command="status").find("stale:  empty.pdf")
    folders.run()
    said = folders.run(command="status")
    assert said.code == 0
    [line] = said.find("empty.pdf")
    assert line.startswith("failed: empty.pdf: the file is empty. Remove it")
    assert len(said.find("fresh:")) == 3


def test_a_failed_document_that_was_changed_is_stale(folders: Folders):
    folders.put("new.pdf", b"no pdf")
    folders.run()
    folders.put("new.pdf", draw_roads() + b"\n")
    said = folders.run(command="status")
    assert not said.find("failed:")
    [line] = said.find("new.pdf")
    assert line.startswith("stale:  new.pdf: extract and transform")


def test_force_says_what_would_be_done_again(folders: Folders):
    assert len(folders.run("--force", command="status").find("stale:", "extract and transform")) == 3


def test_of_an_empty_folder_it_says_so(bare: Folders):
    said = bare.run(command="status")
    assert said.code == 2
    assert said.lines == (f"No documents in {bare.sources}.",)
