"""Sketches: the pictures of a page, kept in the output folder for the next one.

They are named by all that they depend on, so that none goes stale. Removing the file has them drawn again.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from pipeline.workspace import write_bytes

if TYPE_CHECKING:
    from load.picture_store import PictureStore

SKETCHES = "pictures.msgpack"


def read_sketches(output: Path) -> "PictureStore":
    """Return the pictures that an earlier run kept; none if the file cannot be read."""
    from load.picture_store import Picture, PictureStore

    path = output / SKETCHES
    try:
        known = msgspec.msgpack.decode(path.read_bytes(), type=dict[str, Picture])
    except (OSError, msgspec.MsgspecError):
        known = {}
    return PictureStore(known)


def write_sketches(output: Path, store: "PictureStore") -> None:
    """Keep the pictures of this run, and no others."""
    if store.changed:
        write_bytes(output / SKETCHES, msgspec.msgpack.encode(dict(sorted(store.kept.items()))))
