"""No rule rests on a name of one labelled document."""

import json

import pytest

from tests.eval.__main__ import SHARED
from tests.eval.own_names import find_own_names, list_lexicon, main

CODELISTS = SHARED / "data" / "codelists"
here = pytest.mark.skipif(not CODELISTS.is_dir(), reason="no labelled documents beside the repository")


def write_labels(folder, name, *labels):
    nodes = [{"kind": "actor", "label": label} for label in labels]
    (folder / f"{name}.json").write_text(json.dumps({"nodes": nodes}), encoding="utf-8")


def test_a_name_of_one_document_is_found_and_one_of_two_is_not(tmp_path):
    codelists = tmp_path / "lists"
    codelists.mkdir()
    write_labels(
        tmp_path,
        "one",
        "Bundesministerium f\u00fcr wirtschaftliche Zusammenarbeit und Entwicklung",
        "Irish Aid",
    )
    write_labels(tmp_path, "two", "Irish Aid", "Lake Board")
    found = find_own_names([tmp_path], codelists)
    assert [(name.split()[0], document) for name, _, document in found] == [("Bundesministerium", "one")]
    assert main([str(tmp_path), "--codelists", str(codelists)]) == 1
    (codelists / "list.csv").write_text(f"{found[0][0]}\n", encoding="utf-8")
    assert main([str(tmp_path), "--codelists", str(codelists)]) == 0


def test_rows_that_bear_a_code_are_left_out():
    assert ("Irish Aid", "actors.yaml") in set(list_lexicon())
    assert "Transparency International" not in {text for text, _ in list_lexicon()}


@here
def test_the_lexicon_holds_no_name_of_a_single_labelled_document():
    assert find_own_names([SHARED / "gold"], CODELISTS) == []
