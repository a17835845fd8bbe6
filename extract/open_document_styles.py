"""Styles and numbers of an OpenDocument text: what a paragraph's style says of it, how its lists count."""

import re
from collections.abc import Iterator

import msgspec
from lxml import etree

from extract.numbering import format_number

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_FORMAT = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
DEEPEST_STYLE = 20  # styles based on one another: more is a ring
BOLD_FROM = 600  # weight from which letters are bold
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0}
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(pt|in|cm|mm|pc)")


def read_count(text: str | None, default: int = 0) -> int:
    """Return a number in an attribute; the default where it is none."""
    return int(text) if text is not None and re.fullmatch(r"\d{1,4}", text) else default


class Styles:
    """The styles of a document (its own and those made for single paragraphs) and its lists' levels."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self.styles: dict[tuple[str, str], etree._Element] = {}
        self.lists: dict[str, dict[int, etree._Element]] = {}
        self.outline: dict[int, etree._Element] = {}
        for root in roots:
            for element in root.iter(f"{STYLE}style") if root is not None else ():
                self.styles[element.get(f"{STYLE}family", ""), element.get(f"{STYLE}name", "")] = element
            for element in root.iter(f"{TEXT}list-style") if root is not None else ():
                self.lists[element.get(f"{STYLE}name", "")] = read_levels(element)
            for element in root.iter(f"{TEXT}outline-style") if root is not None else ():
                self.outline = read_levels(element)

    def list_chain(self, family: str, name: str) -> Iterator[etree._Element]:
        """Yield a style and those that it is based on, the nearest first."""
        for _ in range(DEEPEST_STYLE):
            style = self.styles.get((family, name))
            if style is None:
                return
            yield style
            name = style.get(f"{STYLE}parent-style-name", "")

    def find(self, family: str, name: str, properties: str, attribute: str) -> str | None:
        """Return a setting that a style says or inherits, or `None`."""
        for style in self.list_chain(family, name):
            found = style.find(f"{STYLE}{properties}-properties")
            if found is not None and found.get(attribute) is not None:
                return found.get(attribute)
        return None

    def list_names(self, name: str) -> list[str]:
        """Return the names of a paragraph style and of those that it is based on, in lower case."""
        names = [name]
        for style in self.list_chain("paragraph", name):
            names += [style.get(f"{STYLE}name", ""), style.get(f"{STYLE}display-name", "")]
            names.append(style.get(f"{STYLE}parent-style-name", ""))
        return [item.replace("_20_", " ").lower() for item in names if item]

    def breaks_page(self, name: str) -> bool:
        """Tell whether a paragraph or table of a style begins a page."""
        style = next(self.list_chain("paragraph", name), None)
        if style is not None and style.get(f"{STYLE}master-page-name"):
            return True
        return self.find("paragraph", name, "paragraph", f"{_FORMAT}break-before") == "page"

    def read_bold(self, family: str, name: str) -> bool | None:
        """Return whether a style sets letters in bold, or `None` where it says nothing of it."""
        weight = self.find(family, name, "text", f"{_FORMAT}font-weight")
        return None if weight is None else weight == "bold" or read_count(weight) >= BOLD_FROM

    def read_size(self, family: str, name: str) -> float | None:
        """Return the type size of a style in points, or `None` where it says nothing of it."""
        found = _LENGTH.fullmatch(self.find(family, name, "text", f"{_FORMAT}font-size") or "")
        return float(found.group(1)) * _POINTS[found.group(2)] if found else None

    def read_place(self, name: str) -> str:
        """Return "super", "sub" or "" for where a style sets letters."""
        place = (self.find("text", name, "text", f"{STYLE}text-position") or "").split()
        return place[0] if place and place[0] in ("super", "sub") else ""


def read_levels(element: etree._Element) -> dict[int, etree._Element]:
    """Return the levels of a list's style, from 1."""
    return {read_count(level.get(f"{TEXT}level")): level for level in element if isinstance(level.tag, str)}


class Counter(msgspec.Struct):
    """The counters of a list, by depth from 1."""

    levels: dict[int, etree._Element]
    values: dict[int, int] = {}

    def count(self, depth: int, start: int | None = None) -> str:
        """Count on and return the number or bullet that is shown, or "" for none."""
        level = self.levels.get(depth)
        first = read_count(level.get(f"{TEXT}start-value"), 1) if level is not None else 1
        self.values[depth] = start if start is not None else self.values.get(depth, first - 1) + 1
        for deeper in [key for key in self.values if key > depth]:
            del self.values[deeper]
        if level is None or not str(level.tag).endswith(("-number", "outline-level-style")):
            return "•" if level is None or "bullet" in str(level.tag) else ""
        return self.write(level, depth)

    def write(self, level: etree._Element, depth: int) -> str:
        """Return the number of a level as printed: "3.1", "(a)"."""
        if not level.get(f"{STYLE}num-format"):
            return ""
        shown = read_count(level.get(f"{TEXT}display-levels"), 1)
        parts = []
        for upper in range(max(depth - shown, 0) + 1, depth + 1):
            style = self.levels[upper].get(f"{STYLE}num-format", "") if upper in self.levels else "1"
            if style:
                parts.append(format_number(self.values.setdefault(upper, 1), style))
        text = ".".join(parts)
        return f"{level.get(f'{STYLE}num-prefix', '')}{text}{level.get(f'{STYLE}num-suffix', '')}"
