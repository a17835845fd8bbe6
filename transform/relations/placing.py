"""Placing: which areas and goals a mention stands under, by table rows, lists, lead-ins and headings."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from extract.records import Block, Document
from transform.records import Mention
from transform.sections import Place, find_column, find_left_cells, find_places

GROUPS = ("area", "goal")
STRUCTURE_CONFIDENCE = 0.9  # headings and lists: the printed structure itself
ROW_CONFIDENCE = 0.85  # a cell of the same table row, or the one that it repeats


class Above(msgspec.Struct, frozen=True):
    """An area or goal that something stands under: by which rule, how sure."""

    group: Mention
    rule: str
    confidence: float


class Placing:
    """What each mention of a document stands under."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        """Find the areas and goals of each block."""
        self._blocks = document.blocks
        self._starts = [block.span.start for block in document.blocks]
        self._places = find_places(document)
        self._groups: dict[str, list[Mention]] = {}
        for mention in sorted(mentions, key=lambda item: (item.evidence.focus, item.id)):
            if mention.kind in GROUPS:
                self._groups.setdefault(self.home(mention).id, []).append(mention)
        self._cells: dict[str, list[Mention]] = {}
        for block in document.blocks:
            for group in self._groups.get(block.id, ()) if block.cells else ():
                name = f"{block.id}/{find_column(block, group.evidence.focus.start)}"
                self._cells.setdefault(name, []).append(group)
        self._left = find_left_cells(document)
        self._rows = {block.id: block for block in document.blocks if block.cells}
        self._text = document.text

    def home(self, mention: Mention) -> Block:
        """Return the block that a mention stands in."""
        return self._blocks[bisect_right(self._starts, mention.evidence.focus.start) - 1]

    def place(self, block: Block) -> Place:
        """Return what a block stands under."""
        return self._places[block.id]

    def list_left(self, mention: Mention) -> Iterator[str]:
        """Yield the words of the cells to the left of a mention, and of those that they repeat."""
        home = self.home(mention)
        column = find_column(home, mention.evidence.focus.start) if home.cells else 0
        for at, name in self._left.get(home.id, ()):
            if at < column:
                block, _, number = name.partition("/")
                cell = next(one for one in self._rows[block].cells if one.column == int(number))
                yield self._text[cell.span.start : cell.span.end]

    def list_above(self, mention: Mention) -> list[Above]:
        """Return the areas and goals that a mention stands under, the nearest first, none of its own name."""
        home = self.home(mention)
        found = [
            *self._list_beside(mention, home),
            *self._list_in_lists(home),
            *self._list_headings(home),
        ]
        return [item for item in found if (item.group.kind, item.group.key) != (mention.kind, mention.key)]

    def _list_beside(self, mention: Mention, home: Block) -> Iterator[Above]:
        """Yield the groups in cells to the left, or before the mention in its own block."""
        start = mention.evidence.focus.start
        if home.cells:
            column = find_column(home, start)
            for _, name in reversed([cell for cell in self._left[home.id] if cell[0] < column]):
                for group in sorted(self._cells.get(name, ()), key=lambda item: item.kind):
                    yield Above(group, "row", ROW_CONFIDENCE)
        for group in reversed(self._groups.get(home.id, ())):
            same_cell = not home.cells or find_column(home, group.evidence.focus.start) == column
            if same_cell and group.kind == "area" and group.evidence.focus.end <= start:
                yield Above(group, "same-block", STRUCTURE_CONFIDENCE)

    def _list_in_lists(self, home: Block) -> Iterator[Above]:
        """Yield the groups of the list items above, and of the sentence that introduces the list."""
        place = self._places[home.id]
        parent = place.parent
        while parent is not None:
            for group in self._groups.get(parent.id, ()):
                yield Above(group, "under-item", STRUCTURE_CONFIDENCE)
            parent = self._places[parent.id].parent
        if place.introduced_by is not None:
            end = place.introduced_by.span.end - len(place.lead_in) - 1
            for group in self._groups.get(place.introduced_by.id, ()):
                if group.evidence.focus.start >= end:
                    yield Above(group, "lead-in", STRUCTURE_CONFIDENCE)

    def _list_headings(self, home: Block) -> Iterator[Above]:
        """Yield the groups of the headings above, the innermost first."""
        for heading in reversed(self._places[home.id].headings):
            for group in self._groups.get(heading.id, ()):
                yield Above(group, "under-heading", STRUCTURE_CONFIDENCE)
