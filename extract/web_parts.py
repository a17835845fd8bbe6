"""Parts of a web page: which of its elements are the document, and which only stand around it."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
MAIN_SHARE = 0.3  # of the page's characters: a main part with less is none
_SKIPPED = frozenset(
    [
        "head",
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "button",
        "select",
        "input",
        "textarea",
        "iframe",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
        "map",
        "datalist",
    ]
)
_MENUS = frozenset(
    [
        "nav",
        "navbar",
        "navigation",
        "menu",
        "breadcrumb",
        "breadcrumbs",
        "sitenav",
        "skip-link",
        "skiplink",
        "cookie-banner",
    ]
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_MARK = re.compile(r"[\[(]?(\d{1,3}|[*†‡§]+|[a-z])[\])]?")
_NOTE_WORDS = re.compile(r"noteref|footnote|fnref|endnote", re.IGNORECASE)
_BACK = re.compile(r"[\W_]*")
_NOTE_BLOCKS = frozenset(("p", "li", "div", "aside", "dd", "td", "section"))
_TYPE = "epub:type"


def name_tag(element: etree._Element) -> str:
    """Return the name of an element in lower case, without a namespace."""
    return str(element.tag).rsplit("}", 1)[-1].lower()


def read_plain(element: etree._Element) -> str:
    """Return the text in an element, without scripts and the like."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and name_tag(child) not in _SKIPPED:
            parts.append(f" {read_plain(child)}" if name_tag(child) in _NOTE_BLOCKS else read_plain(child))
        parts.append(child.tail or "")
    return "".join(parts)


def find_reason(element: etree._Element) -> str:
    """Return why an element is no part of the document, or "" if it is one.

    The reasons are those of `Dropped`; "skipped" is for what shows no text.
    """
    tag, role = name_tag(element), element.get("role", "")
    if tag in _SKIPPED:
        return "skipped"
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
        return "invisible"
    if tag == "nav" or role in ("navigation", "doc-toc"):
        toc = role == "doc-toc" or "toc" in element.get(_TYPE, "")
        return "contents" if toc else "side_text"
    if tag == "footer" or role == "contentinfo":
        return "" if holds_text(element) else "footer"
    if (tag == "header" or role == "banner") and next(element.iter("h1", "h2"), None) is None:
        return "header"
    words = f"{element.get('class', '')} {element.get('id', '')}".lower().split()
    return "side_text" if tag in ("div", "ul", "p", "a", "td") and not _MENUS.isdisjoint(words) else ""


def holds_text(element: etree._Element) -> bool:
    """Tell whether a footer holds a part of the document: a heading, a table, or notes."""
    return next(element.iter("h1", "h2", "h3", "table"), None) is not None or bool(
        _NOTE_WORDS.search(" ".join(str(value) for value in element.values()))
    )


def find_main(root: etree._Element) -> etree._Element | None:
    """Return the element that a page names as its main part, if most of the text stands in it."""
    found = next(root.iter("main"), None)
    if found is None:
        found = next((item for item in root.iter() if item.get("role") == "main"), None)
    if found is None or len(read_plain(found)) < MAIN_SHARE * len(read_plain(root)):
        return None
    return found


class NoteMarks:
    """The footnotes of a document: the marks that refer to them, and the elements that hold them.

    Attributes:
        marks: Links to notes, and the links back from them.
        blocks: Elements that are notes, each with its number.
    """

    def __init__(self, roots: Sequence[etree._Element]) -> None:
        self.marks: set[etree._Element] = set()
        self.blocks: dict[etree._Element, str] = {}
        targets: dict[str, str] = {}
        for link in list_links(roots):
            mark = read_mark(link)
            if mark:
                targets.setdefault(link.get("href", "").rsplit("#", 1)[-1], mark)
                self.marks.add(link)
        if not targets:
            return
        links = set(self.marks)
        for root in roots:
            for element in root.iter():
                for name in (element.get("id"), element.get("name")):
                    if name in targets and element not in links:
                        self.add_note(element, targets[name])
        self.drop_backlinks()

    def add_note(self, element: etree._Element, number: str) -> None:
        """Remember the block that a mark refers to as a note."""
        block: etree._Element | None = element
        while block is not None and name_tag(block) not in _NOTE_BLOCKS:
            block = block.getparent()
        if block is not None and block not in self.blocks:
            self.blocks[block] = number

    def drop_backlinks(self) -> None:
        """Count the links of notes back to their marks among the marks."""
        for block, number in self.blocks.items():
            for link in block.iter("a", "{*}a"):
                text = "".join(read_plain(link).split())
                found = _MARK.fullmatch(text.rstrip("."))
                if "#" in link.get("href", "") and (
                    _BACK.fullmatch(text) or (found is not None and found.group(1) == number)
                ):
                    self.marks.add(link)


def list_links(roots: Sequence[etree._Element]) -> Iterator[etree._Element]:
    """Yield the links into pages of the document."""
    for root in roots:
        for link in root.iter("a", "{*}a"):
            if "#" in link.get("href", "") and not link.get("href", "").endswith("#"):
                yield link


def read_mark(link: etree._Element) -> str:
    """Return the number of the note that a link refers to, or "" if it refers to no note."""
    found = _MARK.fullmatch("".join(read_plain(link).split()))
    if found is None:
        return ""
    named = _NOTE_WORDS.search(
        " ".join((link.get("class", ""), link.get("role", ""), link.get(_TYPE, ""), link.get("href", "")))
    )
    above = link.getparent()
    raised = next(link.iter("sup", "{*}sup"), None) is not None
    raised = raised or (above is not None and name_tag(above) == "sup")
    back = "backlink" in link.get("role", "") or "ref" in link.get("href", "").rsplit("#", 1)[-1].lower()
    return found.group(1) if (named or raised) and not back else ""
