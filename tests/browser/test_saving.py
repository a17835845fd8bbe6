import csv
import io
from pathlib import Path

import networkx as nx
import pytest
from lxml import etree
from PIL import Image

from load.contract import EDGE_TYPES, NODE_TYPES
from load.graph import build_graph
from load.graphml import write_graphml
from tests.builders import build_entity, build_evidence, build_facts, build_policy, build_relation

pytestmark = pytest.mark.browser
MEASURE, MINISTRY, DONOR = "build forty water points", "Ministry of Rivers", "Government of Japan"
AREA = "Rural water supply"


def save(opened, name: str, folder: Path) -> Path:
    """Return the file that a button of the page saves."""
    opened.page.locator(".more").evaluate("details => { details.open = true; }")
    with opened.page.expect_download() as download:
        opened.page.click(f"#save-{name}")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_shown_ties_are_saved_as_a_table(policy, tmp_path: Path):
    rows = list(csv.DictReader(io.StringIO(save(policy, "ties", tmp_path).read_text("utf-8-sig"))))
    assert len(rows) == 16
    assert {
        "source": "Ministry of Rivers",
        "relation": "implements",
        "target": MEASURE,
        "page": "2",
    }.items() <= next(row for row in rows if row["relation"] == "implements").items()


def test_shown_nodes_are_saved_as_a_table(policy, tmp_path: Path):
    policy.page.uncheck('[data-facet=kind] [data-value="issue"]')
    rows = list(csv.DictReader(io.StringIO(save(policy, "nodes", tmp_path).read_text("utf-8-sig"))))
    assert len(rows) == 16
    [ministry] = [row for row in rows if row["label"] == MINISTRY]
    assert {"kind": "actor", "country": "MN", "page": "2"}.items() <= ministry.items()


def test_the_saved_graphml_is_that_of_the_run(policy, tmp_path: Path):
    write_graphml(build_graph(build_policy()), tmp_path / "run.graphml")
    policy.page.check('[data-facet=relation] [data-value="states"]')
    policy.page.check('[data-facet=relation] [data-value="cites"]')
    made = nx.read_graphml(tmp_path / "run.graphml", force_multigraph=True)
    saved = nx.read_graphml(save(policy, "graphml", tmp_path), force_multigraph=True)
    assert dict(saved.nodes(data=True)) == dict(made.nodes(data=True))
    coarse = {"bbox"}  # whole points on the page, hundredths in the run's file
    for edges in (saved.edges, made.edges):
        for _, _, data in edges(data=True):
            for name in coarse:
                data.pop(name)
    rows = [
        sorted(((*ends, data) for *ends, data in graph.edges(data=True)), key=str) for graph in (saved, made)
    ]
    assert rows[0] == rows[1]


def test_saved_graphml_declares_every_attribute_once(policy, tmp_path: Path):
    root = etree.parse(save(policy, "graphml", tmp_path)).getroot()
    names = [key.get("attr.name") for key in root.iter("{*}key")]
    assert names == [*NODE_TYPES, *EDGE_TYPES]
    ids = [key.get("id") for key in root.iter("{*}key")]
    assert len(set(ids)) == len(ids)


def test_the_saved_picture_holds_all_that_is_shown(policy, tmp_path: Path):
    policy.page.set_viewport_size({"width": 700, "height": 500})
    with Image.open(save(policy, "png", tmp_path)) as picture:
        box = policy.page.evaluate(
            "Object.values(policygraph.network.getPositions()).map((at) => [at.x, at.y])"
        )
        wide = max(x for x, _ in box) - min(x for x, _ in box)
        assert picture.width > 2 * wide
        assert len(picture.convert("RGB").getcolors(picture.width * picture.height)) > 50
    policy.page.set_viewport_size({"width": 1400, "height": 900})


@pytest.mark.parametrize("view", ["graph", "network"])
def test_the_saved_drawing_can_be_edited(policy, tmp_path: Path, view: str):
    policy.page.click(f"#tab-{view}")
    root = etree.parse(save(policy, "svg", tmp_path)).getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    words = " ".join(text.text for text in root.iter("{*}text"))
    assert "Rural water supply" in words
    assert root.find("{*}title").text == "Water for All Plan"
    assert len(root.findall(".//{*}path")) > 50


def test_the_saved_drawing_looks_like_the_page(policy, tmp_path: Path):
    """Both are drawn by the same code, so the SVG, shown by the browser, has the colours of the PNG."""
    png, svg = save(policy, "png", tmp_path), save(policy, "svg", tmp_path)
    with Image.open(png) as picture:
        size = (picture.width // 2, picture.height // 2)
        wanted = picture.convert("RGB").resize((60, 40)).tobytes()
    page = policy.page.context.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(svg.as_uri())
    with Image.open(io.BytesIO(page.screenshot())) as shot:
        seen = shot.convert("RGB").resize((60, 40)).tobytes()
    page.close()
    assert sum(abs(one - other) for one, other in zip(wanted, seen, strict=True)) / len(seen) < 6


def test_the_link_is_copied(policy):
    policy.click(AREA)
    policy.page.click(".more summary")
    policy.page.click("#copy-address")
    policy.page.wait_for_selector("#message:text-is('Copied.')")
    assert policy.page.evaluate("navigator.clipboard.readText()") == policy.page.url
    assert "node=area" in policy.page.url


def test_hostile_text_stays_text_in_what_is_saved(open_page, tmp_path: Path):
    label = '=1+1","</text><script>alert(1)</script>& 🌍'
    issue = build_entity("issue", label, build_evidence(label))
    area = build_entity("area", "Area", build_evidence(label))
    opened = open_page(build_facts([issue, area], [build_relation(area, "addresses", issue)]))
    svg = etree.parse(save(opened, "svg", tmp_path)).getroot()
    assert not list(svg.iter("{*}script"))
    graph = nx.read_graphml(save(opened, "graphml", tmp_path))
    assert label in {data["label"] for _, data in graph.nodes(data=True)}
    rows = list(csv.DictReader(io.StringIO(save(opened, "nodes", tmp_path).read_text("utf-8-sig"))))
    assert "'" + label in {row["label"] for row in rows}
    assert opened.errors == []
