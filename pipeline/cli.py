"""The command line: `python -m pipeline run|extract|transform|load|status|inspect`.

This is the second of the two places where errors are caught: what stops a whole run becomes one line.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from extract.errors import ExtractError
from extract.reading import OcrMode, Reading
from load.errors import LoadError, MissingLibrary, UnknownFormat, UnknownSelection
from load.formats.registry import choose_formats
from load.selection import Selection, check_selection
from pipeline.cluster import ClusterError
from pipeline.inspecting import write_inspection
from pipeline.limits import LONGEST, MOST_MEMORY, Limits, collect_rarely
from pipeline.locations import LocationError, open_location
from pipeline.progress import say
from pipeline.run import DONE, run_pipeline, show_status
from pipeline.settings import Settings, count_processors, read_model_name, read_passwords
from pipeline.workspace import STAGES
from transform.errors import CorrectionsError

USAGE, FAILED, INTERRUPTED = 2, 1, 130
COMMANDS = {
    "run": "read what is new or changed and build the graph",
    "extract": "only read the documents",
    "transform": "only read the documents and find what they say",
    "load": "only build the graph from what was found before",
    "certify": "open what was written with every tool that is installed, and write certificate.json",
    "status": "say which document is fresh, stale or failed, and why",
}


INSPECT = "draw a page with its blocks, their kinds and order, and what was dropped"


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m pipeline", description="Policy documents in, a graph with evidence on every edge out."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, text in COMMANDS.items():
        command = commands.add_parser(name, help=text, description=text)
        add_place_options(command)
        add_run_options(command)
        add_view_options(command)
        add_reading_options(command)
    add_inspect(commands.add_parser("inspect", help=INSPECT, description=INSPECT))
    return parser


def add_place_options(command: argparse.ArgumentParser) -> None:
    """Add the options that say where documents lie, where what is made goes, and in which formats."""
    command.add_argument("--sources", default="source_docs", help="folder of the documents, or an fsspec URL")
    command.add_argument("--output", default="output", help="folder for what is made, or an fsspec URL")
    command.add_argument(
        "--formats", default="", help="more formats to write, with commas between, or all (see docs/formats)"
    )


def add_run_options(command: argparse.ArgumentParser) -> None:
    """Add the options that say how the jobs are run, and what stops them."""
    command.add_argument(
        "--workers", type=count, default=0, help="worker processes (default: one for each processor)"
    )
    command.add_argument(
        "--scheduler", default="", metavar="tcp://HOST:PORT", help="run the jobs on this Dask cluster"
    )
    command.add_argument(
        "--timeout",
        type=amount,
        default=LONGEST,
        metavar="SECONDS",
        help=f"stop a document that takes longer (default: {LONGEST}; 0: never)",
    )
    command.add_argument(
        "--memory",
        type=amount,
        default=MOST_MEMORY,
        metavar="MIB",
        help=f"stop a document whose process needs more (default: {MOST_MEMORY}; 0: never)",
    )
    command.add_argument("--force", action="store_true", help="do again what is fresh")
    command.add_argument("--strict", action="store_true", help="let warnings fail the run too")


def add_view_options(command: argparse.ArgumentParser) -> None:
    """Add the options that choose what is in the view."""
    command.add_argument(
        "--level",
        default="all",
        help="write a view too: goals, areas or measures, the ties of what is below taken up",
    )
    command.add_argument("--kinds", default="", help="kinds that are in the view, with commas between")
    command.add_argument(
        "--documents", default="", help="words of the titles of the documents that are in the view"
    )


def add_inspect(command: argparse.ArgumentParser) -> None:
    """Add the options of the command that draws a page."""
    command.add_argument("file", type=Path, metavar="FILE", help="a PDF")
    command.add_argument("--page", type=count, default=1, help="number of the page, from 1")
    command.add_argument("--output", type=Path, help="the PNG to write (default: FILE-page-N.png)")
    add_reading_options(command)


def add_reading_options(command: argparse.ArgumentParser) -> None:
    """Add the options that say how documents are read."""
    command.add_argument(
        "--ocr",
        choices=get_args(OcrMode),
        default="auto",
        help="read pages without usable text by OCR (auto, the default), no page (off) or every page of "
        "PDFs (force)",
    )
    command.add_argument(
        "--password-file", type=Path, help="file of passwords for locked documents, one on each line"
    )
    command.add_argument("--debug", action="store_true", help="print tracebacks")


def amount(text: str) -> int:
    """Return a limit as a whole number.

    Raises:
        argparse.ArgumentTypeError: If it is none.
    """
    if not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number")
    return int(text)


def count(text: str) -> int:
    """Return a number of things, at least 1.

    Raises:
        argparse.ArgumentTypeError: If it is none.
    """
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1")
    return int(text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return the exit code: 0 done, 1 something failed, 2 wrong usage or nothing to do."""
    options = build_parser().parse_args(arguments)
    collect_rarely()
    try:
        if options.command == "inspect":
            return inspect(options)
        return run_command(options.command, read_settings(options))
    except KeyboardInterrupt:
        say("Stopped; what was finished is kept.")
        return INTERRUPTED
    except (
        ExtractError,
        CorrectionsError,
        LocationError,
        ClusterError,
        UnknownFormat,
        MissingLibrary,
        UnknownSelection,
    ) as error:
        say(f"error: {error}")
        return USAGE
    except (OSError, ValueError, LoadError) as error:
        if options.debug:
            raise
        say(f"error: {error} (run with --debug for details)")
        return FAILED


def inspect(options: argparse.Namespace) -> int:
    """Draw a page and return the exit code."""
    reading = Reading(options.ocr, read_passwords(options.password_file))
    say(f"Wrote {write_inspection(options.file, options.page, options.output, reading)}")
    return DONE


def read_settings(options: argparse.Namespace) -> Settings:
    """Return the settings that the command line and the environment ask for.

    Raises:
        PasswordFileError: If the file of passwords cannot be read.
        load.errors.LoadError: If a format does not exist, or its library is not installed.
        LocationError: If a folder is a URL that cannot be reached.
    """
    return Settings(
        sources=open_location(options.sources, absolute=bool(options.scheduler)),
        output=open_location(options.output, absolute=bool(options.scheduler)),
        workers=options.workers or count_processors(),
        model=read_model_name(),
        ocr=options.ocr,
        passwords=read_passwords(options.password_file),
        formats=choose_formats(options.formats.split(",")),
        view=read_selection(options),
        force=options.force,
        strict=options.strict,
        debug=options.debug,
        scheduler=options.scheduler,
        limits=Limits(options.timeout, options.memory),
    )


def read_selection(options: argparse.Namespace) -> Selection:
    """Return what is to be in the view.

    Raises:
        load.errors.UnknownSelection: If there is no such level or kind.
    """
    kinds, documents = (
        tuple(name.strip() for name in text.split(",") if name.strip())
        for text in (options.kinds, options.documents)
    )
    selection = Selection(options.level, kinds, documents)
    check_selection(selection)
    return selection


def run_command(command: str, settings: Settings) -> int:
    """Run one command and return its exit code."""
    if command == "status":
        return show_status(settings)
    if command == "certify":
        from pipeline.certify import certify_output

        return certify_output(settings.output)
    if command == "run":
        return run_pipeline(settings)
    if command == "load":
        return run_pipeline(settings, stages=())
    return run_pipeline(settings, stages=STAGES[: STAGES.index(command) + 1], load=False)
