"""The page: `graph.html`, which every run writes."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from load.formats.export import Export, Reading, Writer
from load.html import write_html

PIECE = 1 << 20  # characters that are looked at at a time
_OUTSIDE = re.compile(
    r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)\s*=\s*[\"']?(?:https?:)?//", re.IGNORECASE
)


def write_file(export: Export, path: Path) -> None:
    """Write the graph as a page."""
    write_html(
        export.graph,
        export.facts,
        path,
        title=export.title,
        originals=export.originals,
        store=export.store,
        plan=export.plan,
    )


FILES: Mapping[str, Writer] = {"graph.html": write_file}


def read_files(_folder: Path) -> Reading | None:
    """Return nothing: a page is for people; its rules alone are checked."""
    return None


def find_faults(folder: Path) -> Iterator[str]:
    """Yield where the page is cut off, not UTF-8, or loads anything from outside."""
    first = last = ""
    try:
        for text in list_pieces(folder / "graph.html"):
            first, last = first.lstrip() or text, text if text.strip() else last
            for found in _OUTSIDE.finditer(text):
                yield f"loads something from outside: {found[0][:60]}"
    except UnicodeDecodeError as error:
        yield f"not UTF-8: {error}"
        return
    if not first.lstrip().lower().startswith("<!doctype html"):
        yield "does not begin as a page"
    if not last.rstrip().lower().endswith("</html>"):
        yield "does not end as a page"


def list_pieces(path: Path) -> Iterator[str]:
    """Yield a page in pieces, none of which ends within a tag; its data, in which there is none, may be cut.

    Raises:
        UnicodeDecodeError: If it is not UTF-8.
    """
    left = ""
    with path.open(encoding="utf-8") as file:
        while piece := file.read(PIECE):
            text = left + piece
            end = text.rfind(">") + 1 or (text.rfind("<") if "<" in text else len(text))
            left = text[end:]
            if end:
                yield text[:end]
    if left:
        yield left
