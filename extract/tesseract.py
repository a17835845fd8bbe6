"""Tesseract: the OCR program as it is installed, if it is, and how it is run."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache

import msgspec

from extract.reading import OcrMode

PROGRAM = "tesseract"
LONGEST = 600  # seconds that one page may take before it is given up
INSTALL = (
    "install Tesseract (Debian, Ubuntu: apt install tesseract-ocr; macOS: brew install tesseract; "
    "Windows: winget install UB-Mannheim.TesseractOCR) and run again"
)


class Engine(msgspec.Struct, frozen=True):
    """Tesseract as it is installed: its program, version, and the languages that it has data for."""

    program: str
    version: str
    languages: tuple[str, ...]


def find_engine() -> Engine | None:
    """Return Tesseract as it is installed, or `None`."""
    program = shutil.which(PROGRAM)
    return ask_engine(program) if program else None


@cache
def ask_engine(program: str) -> Engine | None:
    """Return what a Tesseract program says of itself, or `None` if it does not run."""
    try:
        version = run([program, "--version"]).splitlines()
        languages = run([program, "--list-langs"]).splitlines()[1:]
    except (OSError, subprocess.SubprocessError):
        return None
    return Engine(program, version[0].removeprefix("tesseract ").strip(), tuple(sorted(languages)))


def describe_engine(engine: Engine | None) -> str:
    """Return the version and languages of Tesseract as one text, "none" without it."""
    return f"tesseract {engine.version} {','.join(engine.languages)}" if engine else "none"


def describe_ocr(mode: OcrMode) -> str:
    """Return what the result for a PDF depends on beside its bytes: the setting and Tesseract's version."""
    return "off" if mode == "off" else f"{mode}: {describe_engine(find_engine())}"


def run(command: Sequence[str], picture: bytes = b"") -> str:
    """Return what a program writes when it is given a picture.

    Raises:
        subprocess.SubprocessError: If it fails or hangs.
    """
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # pages run side by side: threads would fight
    done = subprocess.run(  # noqa: S603 - the program that the user has installed, on a picture of our own
        command, input=picture, capture_output=True, check=True, timeout=LONGEST, env=environment
    )
    return done.stdout.decode("utf-8", "replace")
