"""The page: one self-contained HTML file, drawn by vis-network as pyvis carries it, that opens offline."""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from string import Template

import msgspec
import networkx as nx

from load.bands import find_bands
from load.describe import describe_page
from load.drawing import draw_graph, read_library
from load.layout import Plan, plan_layout
from load.picture_store import PictureStore
from load.pictures import Album, Original, draw_album
from load.views import build_views
from transform.records import Facts

PAGE = Path(__file__).with_name("page")
SCRIPTS = (  # in this order they make one script
    "model.js",
    "theme.js",
    "icons.js",
    "cards.js",
    "facets.js",
    "shown.js",
    "dots.js",
    "ties.js",
    "graph.js",
    "moves.js",
    "pictures.js",
    "evidence.js",
    "panel.js",
    "filters.js",
    "search.js",
    "outline.js",
    "matrix.js",
    "svg.js",
    "painting.js",
    "saving.js",
    "graphml.js",
    "address.js",
    "start.js",
)
POLICY = (
    "default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
MARKS = {mark.encode(): b"\\u%04x" % ord(mark) for mark in "<>&\u2028\u2029"}
"""What ends a script element or a line of a script, as UTF-8, and what stands for it in JSON."""
DATA = "$data"  # where the page's template has the data
ENCODER = msgspec.json.Encoder(order="sorted")


def write_html(
    graph: "nx.MultiDiGraph[str]",
    facts: Facts,
    path: Path,
    *,
    title: str,
    originals: Mapping[str, Original] | None = None,
    store: PictureStore | None = None,
    plan: Plan | None = None,
) -> None:
    """Write the page to a file.

    Args:
        graph: As `load.graph.build_graph` makes it.
        facts: What the graph was built from; their evidence is shown on the page.
        path: The file, overwritten if it exists.
        title: Of the page.
        originals: The documents' files by document id, for pictures of their pages and links to them.
        store: Pictures that were drawn before, and gets those that are drawn now.
        plan: The layout of all that is in the facts; made here if none is given.
    """
    plan, originals = plan or plan_layout(facts), originals or {}
    album = draw_album(find_bands(facts), originals, store=store)
    data = describe_page(facts, draw_graph(graph), plan.scene, build_views(facts, plan), album, originals)
    library, script, styles = read_library(), read_script(), read_page_file("page.css")
    before, after = (
        Template(part).substitute(
            title=escape(title),
            policy=escape(build_policy([library, script], [styles])),
            styles=styles,
            pictures=write_pictures(album),
            library=library,
            script=script,
        )
        for part in read_page_file("page.html").split(DATA)
    )
    with path.open("wb") as file:
        file.write(before.encode("utf-8", "replace"))
        file.writelines(list_json(data))
        file.write(after.encode("utf-8", "replace"))


def read_page_file(name: str) -> str:
    """Return a file of the page with line ends as browsers count them."""
    return (PAGE / name).read_text(encoding="utf-8")


def read_script() -> str:
    """Return the page's modules as one script with a scope of its own."""
    modules = "\n".join(read_page_file(name) for name in SCRIPTS)
    return f'"use strict";\n(function () {{\n{modules}}})();\n'


def build_policy(scripts: list[str], styles: list[str]) -> str:
    """Return a Content-Security-Policy that lets these scripts and styles in and nothing else."""
    return POLICY.format(
        scripts=" ".join(f"'sha256-{hash_source(text)}'" for text in scripts),
        styles=" ".join(f"'sha256-{hash_source(text)}'" for text in styles),
    )


def hash_source(text: str) -> str:
    """Return the SHA-256 of an inline script or style as a Content-Security-Policy names it."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def write_pictures(album: Album) -> str:
    """Return a block of data for each picture, which the page reads when the picture is wanted."""
    return "\n".join(
        f'<script type="text/plain" id="picture-{number}">{base64.b64encode(picture.png).decode()}</script>'
        for number, picture in enumerate(album.pictures)
    )


def list_json(data: Mapping[str, object]) -> Iterator[bytes]:
    """Yield the parts of an object as JSON, with the items of what is an iterator one after the other."""
    yield b"{"
    for number, (name, value) in enumerate(data.items()):
        yield b"%b%b:" % (b"," if number else b"", write_json(name))
        if isinstance(value, Iterator):
            yield from list_items(value)
        elif isinstance(value, dict) and any(isinstance(part, Iterator) for part in value.values()):
            yield from list_json(value)
        else:
            yield write_json(value)
    yield b"}"


def list_items(items: Iterator[object]) -> Iterator[bytes]:
    """Yield the parts of a list as JSON."""
    yield b"["
    for number, item in enumerate(items):
        yield b"%b%b" % (b"," if number else b"", write_json(item))
    yield b"]"


def write_json(data: object) -> bytes:
    """Return data as JSON that cannot end the script element that it stands in."""
    try:
        text = ENCODER.encode(data)
    except UnicodeEncodeError:  # half a character, as broken fonts give it
        text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
            "utf-8", "replace"
        )
    for mark, instead in MARKS.items():
        text = text.replace(mark, instead)
    return text
