"""Papers that bear their labels: what marks say, what is wrong with them, and that all of ours are sound."""

from collections import Counter
from pathlib import Path

import pytest

from tests.eval.scoring import LabelledEdge
from training.domains import WRITTEN, is_written, mark_written
from training.marked import Fault, build_labels, build_node, find_marks, list_marked, strip_marks

TEXT = (
    "The State ⟦m3>a2, g1: trains forty nurses⟧. ⟦a2>g0: Health⟧ ⟦g0: A healthy people⟧ ⟦g1>g0: Fewer deaths⟧"
)
PAPERS = list_marked()


def test_a_mark_names_kind_parents_and_words() -> None:
    mark = find_marks(TEXT, "plan.md")[0]
    assert mark == ("m3", ("a2", "g1"), "trains forty nurses")


def test_text_without_marks_keeps_every_word() -> None:
    assert strip_marks(TEXT) == "The State trains forty nurses. Health A healthy people Fewer deaths"


def test_what_is_said_twice_is_one_node_with_two_wordings() -> None:
    labels = build_labels(find_marks("⟦a1: Water⟧ ⟦m1>a1: dig wells⟧ ⟦a1: Clean water⟧", "plan.md"))
    assert [(node.id, node.label, node.alt) for node in labels.nodes] == [
        ("a1", "Water", ("Clean water",)),
        ("m1", "dig wells", ()),
    ]
    assert labels.edges == (LabelledEdge("m1", "part_of", "a1"),)


def test_only_the_first_goal_is_the_overall_one() -> None:
    nodes = {node.id: build_node(node) for node in build_labels(find_marks(TEXT, "plan.md")).nodes}
    assert [nodes[name].level for name in ("g0", "g1", "a2")] == ["overall", "specific", ""]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("⟦m1>a9: dig wells⟧", "plan.md: m1 belongs to a9"),
        ("⟦m1>m1: dig wells⟧", "plan.md: m1 belongs to m1"),
        ("\n⟦a1: Water ⟦m1: dig wells⟧⟧", "plan.md, line 2"),
        ("⟦x1: dig wells⟧", "plan.md, line 1"),
    ],
)
def test_a_mark_that_says_nothing_sure_is_named(text: str, says: str) -> None:
    with pytest.raises(Fault, match=says):
        find_marks(text, "plan.md")


def test_written_features_stand_beside_the_shared_ones() -> None:
    (row,) = mark_written([("verb", "noun")])
    assert [name for name in row if not is_written(name)] == ["verb", "noun"]
    assert [name for name in row if is_written(name)] == [WRITTEN, f"{WRITTEN}verb", f"{WRITTEN}noun"]


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_each_paper_is_sound(path: Path) -> None:
    labels = build_labels(find_marks(path.read_text(encoding="utf-8"), path.name))
    counts = Counter(node.kind for node in labels.nodes)
    assert counts["measure"] >= 5
    ids = {node.id for node in labels.nodes}
    assert all({edge.source, edge.target} <= ids for edge in labels.edges)
    assert not {(edge.source, edge.target) for edge in labels.edges} & {
        (edge.target, edge.source) for edge in labels.edges
    }, "two things belong to each other"
