"""Progress: a bar on a terminal, plain lines elsewhere, always on standard error."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def say(text: str) -> None:
    """Print a line for the user."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def show_progress(items: Iterable[Item], total: int, label: str) -> Iterator[Item]:
    """Yield the items while showing how far they have come."""
    if not sys.stderr.isatty() or total < 2:
        yield from items
        return
    from tqdm import tqdm

    yield from tqdm(items, total=total, desc=label, unit="doc", file=sys.stderr, leave=False)
