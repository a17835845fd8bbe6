"""Locations: where a run reads and writes, on this machine or in a store that fsspec knows (`s3://…`)."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

SCHEME = "://"
THIS_MACHINE = "file://"
INSTALL = "Install them: .venv/bin/python -m pip install universal-pathlib, and s3fs, gcsfs or adlfs"


class LocationError(ValueError):
    """A location that cannot be used."""


def open_location(text: str, *, absolute: bool = False) -> Path:
    """Return a location as a path; what fsspec knows is a `UPath`, which answers as a `Path` does.

    Args:
        text: As it is written on the command line: a path or a URL.
        absolute: Whether it has to hold in processes that run in another folder too.

    Raises:
        LocationError: If the packages that reach it are missing, or there is no such kind of store.
    """
    if SCHEME not in text:
        return Path(text).absolute() if absolute else Path(text)
    if text.startswith(THIS_MACHINE):
        return Path(text.removeprefix(THIS_MACHINE))
    try:
        from upath import UPath

        return cast("Path", UPath(text))
    except ImportError as error:
        raise LocationError(f"{text}: the packages that reach it are missing. {INSTALL}") from error
    except ValueError as error:
        raise LocationError(f"{text}: no such kind of store is known. {INSTALL}") from error


def is_local(path: Path) -> bool:
    """Tell whether a location lies on this machine."""
    return isinstance(path, Path)


@contextmanager
def fetch(path: Path) -> Iterator[Path]:
    """Yield a file of this machine with the content of a location, for libraries that read no other.

    A folder, or what is no longer there, is given on as it is: reading it says what is wrong.
    """
    if is_local(path) or not path.is_file():
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        copy_file(path, copy)
        yield copy


@contextmanager
def open_folder(folder: Path) -> Iterator[Path]:
    """Yield a folder of this machine to write in: the one given, or one whose files then go to a store.

    Nothing is put there if an error leaves the block.
    """
    if is_local(folder):
        yield folder
        return
    with tempfile.TemporaryDirectory() as place:
        yield Path(place)
        folder.mkdir(parents=True, exist_ok=True)
        for path in sorted(Path(place).iterdir()):
            copy_file(path, folder / path.name)


def copy_file(source: Path, target: Path) -> None:
    """Copy a file from one location to another; a store shows it when all of it has arrived."""
    with source.open("rb") as read, target.open("wb") as written:
        shutil.copyfileobj(read, written)
