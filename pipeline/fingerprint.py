"""Fingerprints: what a stage's result depends on, as a hash of contents, never of times."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE_ENDINGS = (".py", ".yaml", ".csv", ".json", ".js", ".css", ".html", ".sql")
STAGE_FOLDERS = {"extract": ("extract",), "transform": ("transform",), "load": ("load",)}
# Packages whose version changes what a stage makes.
STAGE_PACKAGES = {
    "extract": ("pdfplumber", "pdfminer.six", "pypdfium2", "lxml"),
    "transform": ("spacy", "numpy"),
    "load": ("networkx", "numpy", "pillow", "pyvis"),
}


def hash_parts(*parts: str) -> str:
    """Return a hash of texts, each delimited."""
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogateescape")
        digest.update(b"%d:" % len(raw))
        digest.update(raw)
    return digest.hexdigest()


@cache
def hash_code(stage: str) -> str:
    """Return a hash of a stage's code, data files and library versions."""
    parts = []
    for folder in STAGE_FOLDERS[stage]:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in CODE_ENDINGS:
                parts += [path.relative_to(ROOT).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()]
    parts += [f"{name}=={read_version(name)}" for name in STAGE_PACKAGES[stage]]
    return hash_parts(*parts)


@cache
def read_version(package: str) -> str:
    """Return the installed version of a package, or "" if it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def hash_extract(content: str, known: str, ocr: str = "") -> str:
    """Return what the extract stage's result depends on: the file, what is known of it, OCR, the code."""
    return hash_parts("extract", content, known, ocr, hash_code("extract"))


def hash_transform(extracted: str, model: str) -> str:
    """Return what the transform stage's result depends on: the extract stage, the model, the code."""
    return hash_parts(
        "transform", extracted, model, read_version(model.replace("_", "-")), hash_code("transform")
    )


def hash_corrections(content: str, sources: Iterable[str]) -> str:
    """Return what corrections depend on: their file and the names of the documents, or "" without a file."""
    return hash_parts("corrections", content, *sorted(sources)) if content else ""


def hash_load(transformed: Iterable[str], corrections: str = "", links: Iterable[str] = ()) -> str:
    """Return what the load stage's result depends on: annotations, corrections, links, and the code."""
    return hash_parts(
        "load",
        *sorted(transformed),
        corrections,
        hash_parts(*sorted(links)),
        hash_code("transform"),
        hash_code("load"),
    )
