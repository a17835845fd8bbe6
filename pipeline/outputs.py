"""Outputs: the graph's files in the chosen formats, written whole, then reopened and checked."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from load.certificate import Certificate, certify_format, check_certificates
from load.formats.export import Export
from load.formats.registry import open_format
from pipeline.progress import say
from pipeline.workspace import write_whole


def write_formats(export: Export, formats: Iterable[str], output: Path) -> None:
    """Write the graph in formats, reopen each file, and say what was found.

    Raises:
        load.errors.BrokenFile: If a file does not hold what the graph does.
    """
    certificates = []
    for name in formats:
        write_format(name, export, output)
        certificates.append(certify_format(name, export.graph, output))
        say(describe_certificate(certificates[-1]))
    check_certificates(certificates)


def write_format(name: str, export: Export, output: Path) -> None:
    """Write the files of a format, each whole or not at all."""
    for file, write in open_format(name).FILES.items():
        write_whole(output / file, partial(write, export))


def describe_certificate(item: Certificate) -> str:
    """Return what was found as one line."""
    files = ", ".join(item.files)
    if item.faults:
        return f"failed: {files}: {'; '.join(item.faults)}"
    if not item.read:
        return f"checked: {files}: whole"
    return f"checked: {files}: {item.nodes} nodes, {item.edges} edges, as written"
