"""RDF as Turtle: one resource after the other, each property on a line of its own."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from load.formats.export import Export, Reading, Writer
from load.formats.resource_reading import find_resource_faults, read_edges, read_evidence, read_nodes
from load.formats.resources import PREFIXES, Name, Resource, Value, list_resources

FILE = "graph.ttl"
DOUBLE = "^^xsd:double"


def write_file(export: Export, path: Path) -> None:
    """Write the graph."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
        file.writelines(map(write_resource, list_resources(export)))


FILES: Mapping[str, Writer] = {FILE: write_file}


def write_resource(resource: Resource) -> str:
    """Return a resource as Turtle."""
    lines = " ;\n".join([f"  {name} {write_term(value)}" for name, value in resource.properties])
    return f"<{resource.iri}>\n{lines} .\n"


def write_term(value: Value) -> str:
    """Return a value as Turtle; a text as in JSON, whose escapes Turtle has too."""
    if isinstance(value, Name):
        return value.text if value.text.partition(":")[0] in PREFIXES else f"<{value.text}>"
    if isinstance(value, str):
        return msgspec.json.encode(value).decode()
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"{DOUBLE}' if isinstance(value, float) else str(value)


def read_resources(path: Path) -> Iterator[Resource]:
    """Yield the resources of a file that `write_file` wrote.

    Raises:
        ValueError: If a line is none of those that it writes.
    """
    iri = ""
    properties: list[tuple[str, Value]] = []
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            if line.startswith("<"):
                iri, properties = line[1:-2], []
            elif line.startswith("  "):
                name, _, rest = line.strip().partition(" ")
                properties.append((name, read_term(rest[:-2])))
                if rest.endswith(" ."):
                    yield Resource(iri, tuple(properties))
                    iri = ""
            elif not line.startswith("@prefix "):
                raise ValueError(f"{path.name}: {line[:60]!r} is no property")
    if iri:
        raise ValueError(f"{path.name}: cut off in {iri}")


def read_term(text: str) -> Value:
    """Return a value from its Turtle.

    Raises:
        ValueError: If it is none.
    """
    if text.endswith(DOUBLE):
        return float(msgspec.json.decode(text.removesuffix(DOUBLE), type=str))
    if text.startswith('"'):
        return msgspec.json.decode(text, type=str)
    if text.startswith("<"):
        return Name(text[1:-1])
    if text in ("true", "false"):
        return text == "true"
    return Name(text) if ":" in text else int(text)


def read_files(folder: Path) -> Reading:
    """Return what the file holds."""
    path = folder / FILE
    evidence = read_evidence(read_resources(path))
    return Reading(read_nodes(read_resources(path)), read_edges(read_resources(path)), evidence)


def find_faults(folder: Path) -> Iterator[str]:
    """Yield the resources that are named and not described."""
    yield from find_resource_faults(read_resources(folder / FILE))
