"""The shelf: what OCR made of pages, kept in the output folder so that no page is read twice.

An entry is named by all that it depends on, so that it never goes stale and `--force` need not throw it
away; what belongs to documents that are gone is removed. Removing the folder has the pages read again.
"""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from pipeline.workspace import write_bytes

SHELF = "ocr"


class FolderShelf(msgspec.Struct, frozen=True):
    """A folder with one file for each page that was read by OCR."""

    folder: Path

    def read(self, key: str) -> bytes | None:
        """Return what was kept under the key, or `None`."""
        path = self.folder / f"{key}.json"
        return path.read_bytes() if path.is_file() else None

    def write(self, key: str, content: bytes) -> None:
        """Keep the content under the key."""
        write_bytes(self.folder / f"{key}.json", content)


def build_shelf(output: Path) -> FolderShelf:
    """Return the shelf of an output folder."""
    return FolderShelf(output / SHELF)


def clear_shelf(output: Path, contents: Iterable[str]) -> None:
    """Remove what is kept of other documents than those whose SHA-256 is given."""
    kept = tuple(contents)
    folder = output / SHELF
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        digest = path.name.split("-")[0]
        if not any(content.startswith(digest) for content in kept):
            path.unlink()
