import json
import re
from pathlib import Path

import pytest

from load.cards import FONT, LINE, MARGIN, SIDE, STRIPE, count_lines
from load.describe import count_units
from load.graph import build_graph
from load.html import build_policy as build_content_policy
from load.html import list_json, read_page_file, write_html, write_json
from load.layout import build_scene
from load.pictures import Original
from tests.builders import DOCUMENT, build_entity, build_evidence, build_facts, build_many, build_policy
from tests.pipeline.drawing import draw_pdf
from transform.records import Facts

HOSTILE = '</script><script>alert(1)</script><img src=x onerror="alert(2)"> & \u2028 ${title} $data'


def write(facts: Facts, folder: Path, title: str = "A page") -> str:
    path = folder / "graph.html"
    write_html(build_graph(facts), facts, path, title=title)
    return path.read_text("utf-8")


def read_data(page: str) -> dict:
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)[1])


def test_the_page_points_to_nothing_outside(tmp_path: Path):
    page = write(build_policy(), tmp_path)
    assert not re.search(r"<(?:link|iframe|img|object|embed)\b", page)
    assert not re.search(r"<script[^>]*\bsrc=", page)
    assert "sourceMappingURL" not in page
    assert "cdn" not in page.lower()
    assert not re.search(r"\b(?:fetch|XMLHttpRequest|WebSocket|importScripts)\s*\(", page)


def test_nothing_of_the_documents_is_markup(tmp_path: Path):
    facts = build_facts([build_entity("issue", HOSTILE, build_evidence(HOSTILE), aliases=[HOSTILE + "2"])])
    page = write(facts, tmp_path, title=HOSTILE)
    assert "<img" not in page
    assert page.count("</script>") == 3
    [node] = read_data(page)["nodes"]
    assert node["label"] == HOSTILE


def test_data_is_written_without_marks_that_end_a_script():
    text = write_json({"a": "</script>&\u2028\u2029"}).decode()
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == {"a": "</script>&\u2028\u2029"}


def test_half_a_character_is_written_as_a_question_mark():
    assert write_json({"b": "a\ud800<", "a": 1}) == b'{"a":1,"b":"a?\\u003c"}'


def test_lists_made_item_by_item_are_written_as_others():
    made = {
        "rows": iter([[1], [2, "<"]]),
        "none": iter(()),
        "drawn": {"nodes": iter([{"b": 1, "a": 2}])},
        "n": {},
    }
    text = b"".join(list_json(made)).decode()
    assert text == '{"rows":[[1],[2,"\\u003c"]],"none":[],"drawn":{"nodes":[{"a":2,"b":1}]},"n":{}}'
    assert b"".join(list_json({})) == b"{}"


def test_the_policy_lets_in_the_scripts_of_the_page_and_nothing_else(tmp_path: Path):
    page = write(build_policy(), tmp_path)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1].replace("&#x27;", "'")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.S)
    [styles] = re.findall(r"<style>(.*?)</style>", page, re.S)
    assert policy == build_content_policy(scripts, [styles])
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy


def test_evidence_is_there_once_with_its_words(tmp_path: Path):
    data = read_data(write(build_policy(), tmp_path))
    rows = data["evidence"]
    assert len({json.dumps(row) for row in rows}) == len(rows)
    ministry = next(node for node in data["nodes"] if node["label"] == "Ministry of Rivers")
    document, page, quote, start, end, boxes, _ = rows[ministry["evidence"][0]]
    assert boxes == [2, 72, 100, 320, 112]
    assert data["nodes"][data["documents"][document]]["label"] == "Water for All Plan"
    assert (page, quote[start:end]) == (2, "build forty water points")


@pytest.mark.parametrize(("text", "units"), [("", 0), ("abc", 3), ("é", 1), ("🌍a", 3)])
def test_characters_are_counted_as_javascript_does(text: str, units: int):
    assert count_units(text) == units


def test_sources_are_linked_and_their_pages_shown_once(tmp_path: Path):
    source = tmp_path / "water plan.pdf"
    source.write_bytes(draw_pdf(*(f"Water for All, page {number}" for number in range(1, 11))))
    facts, path = build_policy(), tmp_path / "graph.html"
    originals = {DOCUMENT: Original(source, "water%20plan.pdf")}
    write_html(build_graph(facts), facts, path, title="x", originals=originals)
    page = path.read_text("utf-8")
    data = read_data(page)
    assert data["sources"] == [{"link": "water%20plan.pdf", "drawn": True, "missing": ""}]
    assert [picture[:2] for picture in data["pictures"]] == sorted([0, number] for number in (1, 2, 3, 10))
    blocks = re.findall(r'<script type="text/plain" id="picture-(\d+)">([A-Za-z0-9+/=]+)</script>', page)
    assert [int(number) for number, _ in blocks] == list(range(4))
    assert len({picture for _, picture in blocks}) == 4
    assert data["pictures_left_out"] == 0


def test_drawn_places_are_those_of_the_graph(tmp_path: Path):
    facts = build_policy()
    graph = build_graph(facts)
    drawn = read_data(write(facts, tmp_path))["drawn"]
    assert {node["id"]: (node["x"], node["y"]) for node in drawn["nodes"]} == {
        name: (data["x"], data["y"]) for name, data in graph.nodes(data=True)
    }
    assert {edge["id"]: (edge["from"], edge["to"]) for edge in drawn["edges"]} == {
        key: (source, target) for source, target, key in graph.edges(keys=True)
    }
    assert drawn["options"]["physics"]["enabled"] is False


@pytest.mark.parametrize(
    "facts", [build_facts([]), build_policy(), build_many(300, 3)], ids=["none", "one", "many"]
)
def test_the_same_facts_give_the_same_bytes(tmp_path: Path, facts: Facts):
    assert write(facts, tmp_path) == write(facts, tmp_path)


def test_the_graph_is_not_changed(tmp_path: Path):
    facts = build_policy()
    graph = build_graph(facts)
    before = (dict(graph.nodes(data=True)), list(graph.edges(keys=True, data=True)))
    write_html(graph, facts, tmp_path / "graph.html", title="x")
    assert (dict(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))) == before
    assert [path.name for path in tmp_path.iterdir()] == ["graph.html"]


def test_cards_are_drawn_with_the_sizes_that_were_measured():
    script = read_page_file("cards.js")
    sizes = {"FONT": FONT, "LINE": LINE, "MARGIN": MARGIN, "STRIPE": STRIPE, "SIDE": SIDE}
    for name, value in sizes.items():
        assert f"const {name} = {value:g};" in script


@pytest.mark.parametrize(
    ("label", "lines"),
    [("Roads", 1), ("", 1), ("word " * 12, 3), ("x" * 60, 3), ("水" * 30, 3)],
)
def test_lines_of_a_label_are_counted(label: str, lines: int):
    assert count_lines(label, 180.0) == lines


def test_a_long_label_does_not_make_a_card_grow_beyond_its_kind():
    facts = build_facts([build_entity("sector", "very long name " * 30)])
    [card] = build_scene(facts).cards.values()
    assert card.height == 2 * MARGIN + 2 * LINE
