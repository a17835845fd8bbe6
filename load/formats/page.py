"""The page: `graph.html`, which every run writes."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from load.formats.export import Export, Reading, Writer
from load.html import write_html

_OUTSIDE = re.compile(
    r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)\s*=\s*[\"']?(?:https?:)?//", re.IGNORECASE
)


def write_file(export: Export, path: Path) -> None:
    """Write the graph as a page."""
    write_html(export.graph, export.facts, path, title=export.title, originals=export.originals)


FILES: Mapping[str, Writer] = {"graph.html": write_file}


def read_files(_folder: Path) -> Reading | None:
    """Return nothing: a page is for people; its rules alone are checked."""
    return None


def find_faults(folder: Path) -> Iterator[str]:
    """Yield where the page is cut off, not UTF-8, or loads anything from outside."""
    try:
        text = (folder / "graph.html").read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        yield f"not UTF-8: {error}"
        return
    if not text.lstrip().lower().startswith("<!doctype html"):
        yield "does not begin as a page"
    if not text.rstrip().lower().endswith("</html>"):
        yield "does not end as a page"
    for found in _OUTSIDE.finditer(text):
        yield f"loads something from outside: {found[0][:60]}"
