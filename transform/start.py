"""Start: spaCy loaded without its command line."""

import sys
from types import ModuleType

COMMANDS = ("spacy.cli", "spacy.cli.info")  # of which spaCy loads the second, and with it all of the first


def load_spacy() -> None:
    """Load spaCy, if it is not yet, without what only its command line needs: a third of the time it takes.

    Its commands bring an HTTP client, a project manager and more. They are there for whoever asks for them
    later: that they are loaded is only put off.
    """
    if "spacy" in sys.modules:
        return
    stand_ins = {name: ModuleType(name) for name in COMMANDS}
    stand_ins[COMMANDS[1]].__dict__["info"] = print_info
    sys.modules.update(stand_ins)
    try:
        import spacy  # noqa: F401
    finally:
        for name in stand_ins:
            del sys.modules[name]


def print_info(*arguments: object, **options: object) -> object:
    """Return what `spacy.info` does, whose module is loaded only now."""
    from spacy.cli.info import info

    return info(*arguments, **options)  # type: ignore[arg-type]
