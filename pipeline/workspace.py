"""The workspace: where a run's files lie, written whole or not at all."""

import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import msgspec

from extract.records import Document
from pipeline.locations import copy_file, is_local
from transform.records import Annotations

Record = TypeVar("Record")
STAGES = ("extract", "transform")
PART = ".part"
SLUG_LENGTH = 60  # characters of a file name that say which document it is
NAME_DIGITS = 10  # hexadecimal digits that tell documents of like names apart
_UNSAFE = re.compile(r"[^a-z0-9]+")


def name_artefact(source: str) -> str:
    """Return a file name for a document's records: readable, safe on every system, unique by its source."""
    plain = unicodedata.normalize("NFKD", source).encode("ascii", "ignore").decode().lower()
    slug = _UNSAFE.sub("-", plain).strip("-")[:SLUG_LENGTH].strip("-") or "document"
    return (
        f"{slug}-{hashlib.sha256(source.encode('utf-8', 'surrogateescape')).hexdigest()[:NAME_DIGITS]}.json"
    )


def locate_artefact(output: Path, stage: str, source: str) -> Path:
    """Return where the records of a document and stage lie."""
    return output / stage / name_artefact(source)


def write_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Have a file written under another name, then put it in its place in one step.

    What lies in a store is written on this machine first; the store shows it when all has arrived.

    Args:
        path: Of the finished file; its folder is made if need be.
        write: Writes to the path that it is given.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not is_local(path):
        with tempfile.TemporaryDirectory() as folder:
            whole = Path(folder) / path.name
            write(whole)
            copy_file(whole, path)
        return
    part = path.with_name(f"{path.name}.{os.getpid()}{PART}")
    try:
        write(part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    write_whole(path, lambda part: write_raw(part, data))


def write_raw(path: Path, data: bytes) -> None:
    """Write bytes to a path."""
    path.write_bytes(data)


def encode_record(record: Document | Annotations) -> bytes:
    """Return a record as JSON with one line for each entry of its lists, to be compared line by line."""
    fields = msgspec.json.decode(msgspec.json.encode(record), type=dict[str, msgspec.Raw])
    lines = [f"{encode_text(name)}: {encode_field(bytes(raw))}" for name, raw in fields.items()]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def encode_text(text: str) -> str:
    """Return a text as JSON."""
    return msgspec.json.encode(text).decode()


def encode_field(raw: bytes) -> str:
    """Return a field of a record as JSON, a list with one entry on each line."""
    if not raw.startswith(b"[") or raw == b"[]":
        return raw.decode()
    entries: Iterable[msgspec.Raw] = msgspec.json.decode(raw, type=list[msgspec.Raw])
    return "[\n" + ",\n".join(bytes(entry).decode() for entry in entries) + "\n]"


def read_record(path: Path, kind: type[Record]) -> Record:
    """Return the record in a file.

    Raises:
        msgspec.ValidationError: If the file has an unknown or missing field.
    """
    return msgspec.json.decode(path.read_bytes(), type=kind)


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal digits, or "" where there is no such file."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def remove_stray(output: Path, keep: Iterable[str]) -> None:
    """Remove records of documents that are no longer there, and parts that a crash left behind."""
    kept = set(keep)
    for stage in STAGES:
        folder = output / stage
        for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
            if path.name not in kept:
                path.unlink()
    for path in sorted(output.rglob(f"*{PART}")) if output.is_dir() else ():
        path.unlink()
