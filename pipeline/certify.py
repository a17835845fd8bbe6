"""The import certificate in full: every file of a run is opened with every tool that is installed."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from load.certificate import Certificate, certify_format
from load.consumers.consumer import Trial, try_consumer
from load.consumers.registry import CONSUMERS
from load.formats.graphml import read_graph
from load.formats.registry import FORMATS, is_writable
from pipeline.outputs import describe_certificate
from pipeline.progress import say
from pipeline.workspace import hash_file, write_bytes

CERTIFICATE = "certificate.json"
CERTIFIED, BROKEN, NOTHING_TO_DO = 0, 1, 2


def certify_output(output: Path) -> int:
    """Open what a run wrote, say and write what came of it, and return the exit code.

    Args:
        output: The folder of a run.
    """
    if not (output / "graph.graphml").is_file():
        say(f"No graph in {output}: run `make graph` first.")
        return NOTHING_TO_DO
    graph = read_graph(output)
    formats = list_formats(output)
    certificates = [certify_format(name, graph, output) for name in formats]
    for item in certificates:
        say(describe_certificate(item))
    trials = [try_consumer(consumer, output, graph) for consumer in CONSUMERS if consumer.format in formats]
    for trial in trials:
        say(describe_trial(trial))
    write_certificate(output, certificates, trials)
    broken = any(item.faults for item in certificates) or any(item.result == "failed" for item in trials)
    return BROKEN if broken else CERTIFIED


def list_formats(output: Path) -> list[str]:
    """Return the formats of which a folder holds every file, and whose library is installed."""
    return [
        name
        for name, item in FORMATS.items()
        if is_writable(item) and all((output / file).is_file() for file in item.files)
    ]


def describe_trial(trial: Trial) -> str:
    """Return what came of a trial as one line."""
    tool = f"{trial.consumer} {trial.version}".strip()
    if trial.result == "passed":
        return f"passed: {trial.format} in {tool}: {trial.nodes} nodes, {trial.edges} edges"
    return f"{trial.result}: {trial.format} in {tool}: {'; '.join(trial.notes)}"


def write_certificate(output: Path, formats: Iterable[Certificate], trials: Iterable[Trial]) -> None:
    """Write what was found, with the hashes of the files that it was found in."""
    formats = list(formats)
    files = sorted(file for item in formats for file in item.files)
    data = {
        "files": {name: hash_file(output / name) for name in files},
        "formats": formats,
        "tools": list(trials),
    }
    write_bytes(output / CERTIFICATE, msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n")
