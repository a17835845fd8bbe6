"""Resources read back as nodes and edges, whatever they were written as."""

from collections.abc import Iterable, Iterator, Mapping

from load.contract import LIST_BREAK
from load.formats.export import Edge, Node
from load.formats.resources import BASE, EDGE_ATTRIBUTES, NODE_ATTRIBUTES, Name, Resource, Value
from load.formats.values import LIST_ATTRIBUTES

EMPTY: Mapping[str, object] = {"string": "", "int": 0, "double": 0.0, "boolean": False}


def read_nodes(resources: Iterable[Resource]) -> Iterator[Node]:
    """Yield the entities."""
    for resource in resources:
        known = dict(resource.properties)
        if resource.iri.startswith(f"{BASE}entity:") and "dcterms:identifier" in known:
            yield str(known["dcterms:identifier"]), restore(resource, NODE_ATTRIBUTES)


def read_edges(resources: Iterable[Resource]) -> Iterator[Edge]:
    """Yield the relations; the ends of one are told by the entities' names, which come before."""
    names: dict[Value, str] = {}
    for resource in resources:
        known = dict(resource.properties)
        if "dcterms:identifier" not in known:
            continue
        name = str(known["dcterms:identifier"])
        names[Name(resource.iri)] = name
        if "rdf:subject" in known:
            ends = names[known["rdf:subject"]], names[known["rdf:object"]]
            yield name, *ends, {"eid": name, **restore(resource, EDGE_ATTRIBUTES)}


def read_evidence(resources: Iterable[Resource]) -> int:
    """Return the number of annotations."""
    return sum(("rdf:type", Name("oa:Annotation")) in resource.properties for resource in resources)


def restore(resource: Resource, types: Mapping[str, str]) -> dict[str, object]:
    """Return the attributes of a resource; what is not said is empty."""
    values: dict[str, object] = {name: EMPTY[kind] for name, kind in types.items()}
    lists: dict[str, list[str]] = {name: [] for name in LIST_ATTRIBUTES}
    for key, value in resource.properties:
        name = key.removeprefix("pg:")
        if name in lists and name in types:
            lists[name].append(str(value))
        elif key.startswith("pg:") and name in types:
            values[name] = value
    return values | {name: LIST_BREAK.join(parts) for name, parts in lists.items() if name in types}


def find_resource_faults(resources: Iterable[Resource]) -> Iterator[str]:
    """Yield the resources of our own that are named and not described."""
    described: set[str] = set()
    named: set[str] = set()
    for resource in resources:
        if any(name == "rdf:type" for name, _ in resource.properties):
            described.add(resource.iri)
        values = (value for _, value in resource.properties if isinstance(value, Name))
        named |= {value.text for value in values if value.text.startswith(BASE)}
    for iri in sorted(named - described):
        yield f"{iri} is named and not described"
