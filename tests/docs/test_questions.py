"""The scripts of the guide answer alike, and the guide names what there is."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from load.formats.registry import FORMATS
from tests.builders import (
    OTHER_DOCUMENT,
    build_entity,
    build_evidence,
    build_facts,
    build_policy,
    build_relation,
)
from tests.load.formats.drawn import write_format
from transform.records import Facts

DOCS = Path(__file__).resolve().parents[2] / "docs"
ANSWERS = """1 Which sectors does no measure serve?
Water Supply & Sanitation
2 Which actors carry most?
2 Government of Japan
1 Ministry of Rivers
3 What do two documents share?
1 Roads for All / Water for All Plan
4 Which committed measures does nobody carry?
keep "the =old" bridge & road
5 Which issues does no area or measure address?
floods – übers Ufer
"""
has_r = pytest.mark.skipif(
    shutil.which("Rscript") is None, reason="R is not installed: apt-get install r-cran-igraph"
)


def build_two() -> Facts:
    policy = build_policy()
    road = build_evidence("Roads for All", document_id=OTHER_DOCUMENT)
    other = build_entity("document", "Roads for All", road, key="00000000000000b2")
    shared = build_entity("framework", "Transport Act", build_evidence("The act."), road)
    bridge = build_entity("measure", 'keep "the =old" bridge & road', road, commitment="committed")
    floods = build_entity("issue", "floods – übers Ufer", road)
    states = build_relation(other, "states", bridge, road)
    return build_facts([*policy.entities, other, shared, bridge, floods], [*policy.relations, states])


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_python_script_answers_five_questions(tmp_path: Path):
    write_format("graphml", build_two(), tmp_path)
    assert run(sys.executable, str(DOCS / "questions.py"), str(tmp_path / "graph.graphml")) == ANSWERS


@has_r
def test_the_r_script_answers_alike_and_draws(tmp_path: Path):
    write_format("graphml", build_two(), tmp_path)
    picture = tmp_path / "picture.png"
    script = str(DOCS / "questions.R")
    assert run("Rscript", "--vanilla", script, str(tmp_path / "graph.graphml"), str(picture)) == ANSWERS
    assert picture.read_bytes().startswith(b"\x89PNG")


@has_r
@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed: apt-get install graphviz")
def test_graphviz_draws_labels_by_way_of_igraph(tmp_path: Path):
    write_format("graphml", build_policy(), tmp_path)
    run(
        "Rscript",
        "--vanilla",
        str(DOCS / "drawing.R"),
        str(tmp_path / "graph.graphml"),
        str(tmp_path / "graph.dot"),
    )
    drawing = run("dot", "-Tsvg", str(tmp_path / "graph.dot"))
    assert "Rural water supply" in drawing
    assert "is part of" in drawing


def test_the_guide_names_every_format_and_file():
    guide = (DOCS / "tools.md").read_text("utf-8")
    for name, item in FORMATS.items():
        if name != "html":
            assert f"`{name}`" in guide, name
            assert item.files[0].replace(".excel", "") in guide
    for picture in re.findall(r"\((pictures/[^)]+)\)", guide):
        assert (DOCS / picture).is_file()
