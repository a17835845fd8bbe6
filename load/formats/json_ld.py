"""RDF as JSON-LD 1.1: the same resources as in Turtle, each on a line."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from load.formats.export import Export, Reading, Writer
from load.formats.resource_reading import find_resource_faults, read_edges, read_evidence, read_nodes
from load.formats.resources import PREFIXES, Name, Resource, Value, list_resources

FILE = "graph.jsonld"
_ENCODER = msgspec.json.Encoder()


def write_file(export: Export, path: Path) -> None:
    """Write the graph."""
    with path.open("wb") as file:
        file.write(b'{"@context": ' + _ENCODER.encode(PREFIXES) + b',\n"@graph": [\n')
        for number, resource in enumerate(list_resources(export)):
            file.write((b",\n" if number else b"") + _ENCODER.encode(describe_resource(resource)))
        file.write(b"\n]}\n")


FILES: Mapping[str, Writer] = {FILE: write_file}


def describe_resource(resource: Resource) -> dict[str, object]:
    """Return a resource as an object; a property with several values has a list."""
    values: dict[str, list[object]] = {}
    for name, value in resource.properties:
        if name == "rdf:type" and isinstance(value, Name):
            values.setdefault("@type", []).append(value.text)
        else:
            values.setdefault(name, []).append(describe_value(value))
    return {"@id": resource.iri, **{name: items if items[1:] else items[0] for name, items in values.items()}}


def describe_value(value: Value) -> object:
    """Return a value; a double with its type, since JSON-LD takes 3.0 for a whole number."""
    if isinstance(value, Name):
        return {"@id": value.text}
    return {"@value": str(value), "@type": "xsd:double"} if isinstance(value, float) else value


def read_resources(path: Path) -> Iterator[Resource]:
    """Yield the resources of a file that `write_file` wrote."""
    data = msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
    for item in data["@graph"]:
        pairs = (
            (name, value)
            for name, values in item.items()
            if name != "@id"
            for value in (values if isinstance(values, list) else [values])
        )
        yield Resource(item["@id"], tuple(map(read_property, pairs)))


def read_property(pair: tuple[str, Any]) -> tuple[str, Value]:
    """Return a property with its value."""
    name, value = pair
    if name == "@type":
        return "rdf:type", Name(value)
    if isinstance(value, dict):
        return name, Name(value["@id"]) if "@id" in value else float(value["@value"])
    if not isinstance(value, str | int):
        raise ValueError(f"{name}: {value!r} is no value")
    return name, value


def read_files(folder: Path) -> Reading:
    """Return what the file holds."""
    resources: Iterable[Resource] = tuple(read_resources(folder / FILE))
    return Reading(read_nodes(resources), read_edges(resources), read_evidence(resources))


def find_faults(folder: Path) -> Iterator[str]:
    """Yield the resources that are named and not described."""
    yield from find_resource_faults(read_resources(folder / FILE))
