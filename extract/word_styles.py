"""Styles and numbers of a Word document: what a paragraph's style says of it, and which number it shows."""

import re
from collections.abc import Iterator

import msgspec
from lxml import etree

from extract.numbering import format_number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEEPEST_STYLE = 20  # styles based on one another: more is a ring
BODY_LEVEL = 9  # outline level of text that is no heading
_HEADING_NAME = re.compile(r"heading (\d)")
_LIST_NAME = re.compile(r"list (bullet|number)(?: (\d))?")
_PLACE = re.compile(r"%(\d)")
_BULLETS = ("-", "–", "*")  # other bullets are glyphs of symbol fonts, or the letter o
_OFF = ("0", "false", "off", "none")


def find_value(element: etree._Element | None, path: str) -> str | None:
    """Return the `w:val` of the element at a path of Word's names ("pPr/outlineLvl"), or `None`."""
    if element is None:
        return None
    found = element.find("/".join(W + name for name in path.split("/")))
    return None if found is None else found.get(f"{W}val", "")


def read_switch(element: etree._Element | None, path: str) -> bool | None:
    """Return whether a switch such as bold is on or off, or `None` where nothing is said."""
    value = find_value(element, path)
    return None if value is None else value not in _OFF


def read_count(text: str | None, default: int = 0) -> int:
    """Return a number in an attribute; the default where it is none."""
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,6}", text) else default


class Styles:
    """The styles of a document, each with those that it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        self.styles: dict[str, etree._Element] = {}
        self.default = ""
        self.defaults: etree._Element | None = None
        if root is None:
            return
        self.defaults = root.find(f"{W}docDefaults/{W}rPrDefault")
        for style in root.iterfind(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            self.styles[name] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self.default = name

    def list_chain(self, name: str | None) -> Iterator[etree._Element]:
        """Yield a style and those that it is based on, the nearest first."""
        for _ in range(DEEPEST_STYLE):
            style = self.styles.get(name or "")
            if style is None:
                return
            yield style
            name = find_value(style, "basedOn")

    def find(self, name: str | None, path: str) -> str | None:
        """Return a value that a style says or inherits, or `None`."""
        values = (find_value(style, path) for style in self.list_chain(name))
        return next((value for value in values if value is not None), None)

    def list_names(self, name: str | None) -> list[str]:
        """Return the names of a style and of those that it is based on, in lower case."""
        return [(find_value(style, "name") or "").lower() for style in self.list_chain(name)]

    def read_level(self, paragraph: etree._Element, style: str) -> int:
        """Return the level of a heading from 1, or 0 for a paragraph that is none."""
        own = find_value(paragraph, "pPr/outlineLvl")
        level = own if own is not None else self.find(style, "pPr/outlineLvl")
        if level is not None:
            count = read_count(level, BODY_LEVEL)
            return count + 1 if 0 <= count < BODY_LEVEL else 0
        found = next((_HEADING_NAME.fullmatch(name) for name in self.list_names(style)), None)
        return int(found.group(1)) if found else 0

    def read_list_name(self, style: str) -> tuple[str, int]:
        """Return the bullet or number sign and the depth of a style that is named for lists, or nothing."""
        for name in self.list_names(style):
            found = _LIST_NAME.fullmatch(name)
            if found:
                return ("•" if found.group(1) == "bullet" else "1"), int(found.group(2) or 1)
        return "", 0


class Level(msgspec.Struct, frozen=True):
    """One level of a numbering: first value, number format, and the text with %1 … %9 for the counters."""

    start: int
    style: str
    text: str
    legal: bool = False


class Numbering:
    """The numbers of a document's lists and headings, counted on from paragraph to paragraph."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self.styles = styles
        self.levels: dict[str, dict[int, Level]] = {}
        self.by_style: dict[tuple[str, str], int] = {}
        self.lists: dict[str, str] = {}
        self.restarts: dict[str, dict[int, int]] = {}
        self.counters: dict[str, dict[int, int]] = {}
        if root is not None:
            for item in root.iterfind(f"{W}abstractNum"):
                self.read_levels(item)
            for item in root.iterfind(f"{W}num"):
                self.read_list(item)

    def read_levels(self, item: etree._Element) -> None:
        """Remember the levels of a numbering."""
        name = item.get(f"{W}abstractNumId", "")
        self.levels[name] = {}
        for level in item.iterfind(f"{W}lvl"):
            depth = read_count(level.get(f"{W}ilvl"))
            self.levels[name][depth] = Level(
                read_count(find_value(level, "start"), 1),
                find_value(level, "numFmt") or "decimal",
                find_value(level, "lvlText") or "",
                bool(read_switch(level, "isLgl")),
            )
            style = find_value(level, "pStyle")
            if style:
                self.by_style[name, style] = depth

    def read_list(self, item: etree._Element) -> None:
        """Remember which numbering a list uses, and where it starts anew."""
        name = item.get(f"{W}numId", "")
        self.lists[name] = find_value(item, "abstractNumId") or ""
        self.restarts[name] = {
            read_count(change.get(f"{W}ilvl")): read_count(start, 1)
            for change in item.iterfind(f"{W}lvlOverride")
            if (start := find_value(change, "startOverride")) is not None
        }

    def find_list(self, paragraph: etree._Element, style: str) -> tuple[str, int]:
        """Return the list and the depth from 0 of a paragraph, by itself or by its style; "" for none."""
        own = find_value(paragraph, "pPr/numPr/numId")
        name = own if own is not None else self.styles.find(style, "pPr/numPr/numId")
        if name is None or name not in self.lists:
            return "", 0
        depth = find_value(paragraph, "pPr/numPr/ilvl")
        if depth is None and own is None:
            for item in self.styles.list_chain(style):
                key = (self.lists[name], item.get(f"{W}styleId", ""))
                if key in self.by_style:
                    return name, self.by_style[key]
            depth = self.styles.find(style, "pPr/numPr/ilvl")
        return name, read_count(depth)

    def count(self, name: str, depth: int) -> str:
        """Count on and return the number or bullet that a paragraph of a list shows, or "" for none."""
        numbering = self.lists[name]
        levels = self.levels.get(numbering, {})
        level = levels.get(depth)
        if level is None:
            return "•"
        counters = self.counters.setdefault(numbering, {})
        restart = self.restarts[name].pop(depth, None)
        if restart is not None:
            counters[depth] = restart - 1
        counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in [key for key in counters if key > depth]:
            del counters[deeper]
        if level.style == "bullet":
            return level.text if level.text in _BULLETS else "•"
        return "" if level.style == "none" else self.write(level, levels, counters)

    def write(self, level: Level, levels: dict[int, Level], counters: dict[int, int]) -> str:
        """Return the text of a level with its counters in it."""

        def write_counter(match: re.Match[str]) -> str:
            depth = int(match.group(1)) - 1
            upper = levels.get(depth)
            value = counters.setdefault(depth, upper.start if upper else 1)
            return format_number(value, "decimal" if level.legal or upper is None else upper.style)

        return _PLACE.sub(write_counter, level.text)
