"""The state of a workspace: what was made from what, so that the next run redoes only what changed."""

from pathlib import Path

import msgspec

from extract.records import Problem
from pipeline.workspace import hash_file, locate_artefact, write_bytes

STATE_FILE = "state.json"


class StageState(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stage's result for one document: what it was made from, and the hash of what was written."""

    fingerprint: str
    written: str


class DocumentState(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of a document from the last run.

    Attributes:
        stages: By stage name; a stage that failed is not there.
        failed: The fingerprint of the stage that failed, or "".
        problems: What a person should know, in order.
        pages, words: Size of the document.
        silent: Share of its text that no finding rests on, 0 to 1.
        repairs: Name and count of text repairs.
        dropped: Reason and count of printed lines that are not in the text.
        flags: What is odd about pages, and on how many.
        language: ISO 639-1 code, or "".
    """

    stages: dict[str, StageState] = {}
    failed: str = ""
    problems: tuple[Problem, ...] = ()
    pages: int = 0
    words: int = 0
    silent: float = 1.0
    repairs: dict[str, int] = {}
    dropped: dict[str, int] = {}
    flags: dict[str, int] = {}
    language: str = ""


class State(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The state of all documents by source name, of the load stage, and what is wrong with corrections."""

    documents: dict[str, DocumentState] = {}
    load: str = ""
    files: dict[str, str] = {}
    counts: dict[str, int] = {}
    corrections: tuple[Problem, ...] = ()


def read_state(output: Path) -> State:
    """Return the state that the last run left; an empty one where there is none that can be read."""
    try:
        return msgspec.json.decode((output / STATE_FILE).read_bytes(), type=State)
    except (OSError, msgspec.DecodeError):
        return State()


def write_state(output: Path, state: State) -> None:
    """Write the state for the next run."""
    data = msgspec.json.format(msgspec.json.encode(state, order="sorted"), indent=1)
    write_bytes(output / STATE_FILE, data + b"\n")


def is_fresh(output: Path, source: str, stage: str, fingerprint: str, state: DocumentState | None) -> bool:
    """Tell whether a stage's result was made from the same and still stands as it was written."""
    known = state.stages.get(stage) if state else None
    if known is None or known.fingerprint != fingerprint:
        return False
    return hash_file(locate_artefact(output, stage, source)) == known.written
