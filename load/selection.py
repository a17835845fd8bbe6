"""A selection: which part of the facts a view holds."""

import msgspec

from load.errors import UnknownSelection
from transform.schema import read_schema

LEVELS = ("goals", "areas", "measures", "all")


class Selection(msgspec.Struct, frozen=True):
    """What is to be in a view; empty lists keep every kind and document."""

    level: str = "all"
    kinds: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


WHOLE = Selection()


def check_selection(selection: Selection) -> None:
    """Raise if there is no such level or kind.

    Raises:
        UnknownSelection: Names those that there are.
    """
    if selection.level not in LEVELS:
        raise UnknownSelection(f"no level is called {selection.level}; there are: {', '.join(LEVELS)}")
    known = read_schema().kinds
    for kind in selection.kinds:
        if kind not in known:
            raise UnknownSelection(f"no kind is called {kind}; there are: {', '.join(known)}")
