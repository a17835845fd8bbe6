"""Columns: what the header of a table column says that its cells are."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

import msgspec

from extract.records import Document
from transform.cues import LEXICON, REMEMBERED, compile_entries

NONE = "none"


class ColumnCues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Regular expressions of `lexicon/columns.yaml`, by the kind that they show."""

    none: tuple[str, ...]
    target: tuple[str, ...]
    goal: tuple[str, ...]
    measure: tuple[str, ...]
    area: tuple[str, ...]


@cache
def read_column_patterns() -> Mapping[str, re.Pattern[str]]:
    """Return one pattern for each kind, in the order in which they are tried."""
    return compile_entries(msgspec.yaml.decode((LEXICON / "columns.yaml").read_bytes(), type=ColumnCues))


@lru_cache(REMEMBERED)
def name_column(header: str) -> tuple[str, str]:
    """Return the kind that a header announces, and the word that says so.

    The kind is goal, area, measure, target, "none" for none of them, or "" where it tells nothing.

    >>> name_column("Adaptation goals"), name_column("Cost (million USD)"), name_column("Region")
    (('goal', 'goal'), ('none', 'cost'), ('', ''))
    """
    for kind, pattern in read_column_patterns().items():
        found = pattern.search(header)
        if found is not None:
            return kind, found.group().lower().removesuffix("s")
    return "", ""


def find_column_kinds(document: Document) -> dict[tuple[int, int], str]:
    """Return what the columns of the tables hold by their headers, by the numbers of table and column.

    Of two columns of action with names of their own, the left one groups the other: "Priority actions |
    Key activities".
    """
    named: dict[int, dict[int, tuple[str, str]]] = defaultdict(dict)
    for block in document.blocks:
        for cell in block.cells:
            if cell.header:
                named[block.table].setdefault(cell.column, name_column(cell.header))
    kinds = dict[tuple[int, int], str]()
    for table, columns in named.items():
        last = max((column for column, (kind, _) in columns.items() if kind == "measure"), default=-1)
        for column, (kind, word) in columns.items():
            groups = kind == "measure" and word != columns[last][1]
            kinds[table, column] = "area" if groups else kind
    return kinds
