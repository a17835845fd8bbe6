"""spaCy is loaded without its command line, which is there all the same."""

import subprocess
import sys

LOAD = "from transform.start import load_spacy; load_spacy(); import sys, spacy; "


def run(script: str) -> str:
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_what_the_command_line_needs_is_not_loaded():
    heavy = "('spacy.cli', 'spacy.cli.info', 'weasel', 'httpx', 'typer')"
    assert run(f"{LOAD} print([name for name in {heavy} if name in sys.modules])") == "[]"


def test_the_commands_are_there_for_whoever_asks_for_them():
    version = run("import spacy; print(spacy.__version__)")
    assert version in run(f"{LOAD} print(spacy.info(silent=True))")
    assert run(f"{LOAD} import spacy.cli; print(spacy.cli.download.__name__)") == "download"
