"""GEXF 1.3, Gephi's own format: labels, colours, places, sizes, and a time line of the documents' years.

Gephi draws y upwards, so that the sign of y is turned. Edges of one pair are told apart by their `kind`,
without which Gephi adds them up. networkx writes GEXF too, but the whole graph in memory and without `kind`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from load.contract import EDGE_TYPES, NODE_TYPES
from load.formats.export import Edge, Export, Node, Reading, Writer
from load.formats.values import read_value, write_value
from transform.records import Entity, Relation

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">\n'
)
NAMESPACE, VIZ = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"
GEXF_TYPES = {"string": "string", "int": "integer", "double": "double", "boolean": "boolean"}
DRAWN = ("label", "color", "r", "g", "b", "x", "y", "size")  # of nodes: XML of their own in GEXF
NAMED = ("eid", "label", "weight")  # of edges
NODE_ATTRIBUTES = {name: kind for name, kind in NODE_TYPES.items() if name not in DRAWN}
EDGE_ATTRIBUTES = {name: kind for name, kind in EDGE_TYPES.items() if name not in NAMED}
EMPTY: Mapping[str, object] = {"string": "", "int": 0, "double": 0.0, "boolean": False}
_YEAR = re.compile(r"[12]\d{3}")


def write_file(export: Export, path: Path) -> None:
    """Write the graph."""
    years = find_years(export)
    mode = 'mode="dynamic" timeformat="date" timerepresentation="interval"' if years else 'mode="static"'
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEAD)
        about = f"<creator>PolicyGraph</creator><description>{escape(export.title)}</description>"
        file.write(f"  <meta>{about}</meta>\n")
        file.write(f'  <graph defaultedgetype="directed" {mode}>\n')
        file.writelines(list_attributes("node", NODE_ATTRIBUTES))
        file.writelines(list_attributes("edge", EDGE_ATTRIBUTES))
        file.write("    <nodes>\n")
        file.writelines(write_node(node, years) for node in export.list_nodes())
        file.write("    </nodes>\n    <edges>\n")
        file.writelines(write_edge(edge, years) for edge in export.list_edges())
        file.write("    </edges>\n  </graph>\n</gexf>\n")


FILES: Mapping[str, Writer] = {"graph.gexf": write_file}


def find_years(export: Export) -> dict[str, tuple[str, ...]]:
    """Return the years of the documents that each node or edge stands in, where all of them are known."""
    known = {
        entity.evidence[0].document_id: dict(entity.attributes).get("year", "")
        for entity in export.facts.entities
        if entity.kind == "document"
    }
    years: dict[str, tuple[str, ...]] = {}
    owners: Iterable[Entity | Relation] = (*export.facts.entities, *export.facts.relations)
    for owner in owners:
        found = {known.get(item.document_id, "") for item in owner.evidence}
        if all(_YEAR.fullmatch(year) for year in found):
            years[owner.id] = tuple(sorted(found))
    return years


def list_attributes(owner: str, types: Mapping[str, str]) -> Iterator[str]:
    """Yield the declaration of the attributes of nodes or edges."""
    yield f'    <attributes class="{owner}" mode="static">\n'
    for name, kind in types.items():
        yield f'      <attribute id="{name}" title="{name}" type="{GEXF_TYPES[kind]}"/>\n'
    yield "    </attributes>\n"


def write_node(node: Node, years: Mapping[str, tuple[str, ...]]) -> str:
    """Return a node as XML."""
    name, values = node
    x, y = values["x"], 0 - float(str(values["y"]))
    return (
        f"      <node id={quoteattr(name)} label={quoteattr(str(values['label']))}>\n"
        f"{write_values(values, NODE_ATTRIBUTES)}"
        f"{write_spells(years.get(name, ()))}"
        f'        <viz:color r="{values["r"]}" g="{values["g"]}" b="{values["b"]}"/>\n'
        f'        <viz:position x="{x}" y="{y}" z="0.0"/>\n'
        f'        <viz:size value="{values["size"]}"/>\n'
        "      </node>\n"
    )


def write_edge(edge: Edge, years: Mapping[str, tuple[str, ...]]) -> str:
    """Return an edge as XML."""
    name, source, target, values = edge
    return (
        f"      <edge id={quoteattr(name)} source={quoteattr(source)} target={quoteattr(target)}"
        f" kind={quoteattr(str(values['relation']))} label={quoteattr(str(values['label']))}"
        f' weight="{values["weight"]}">\n'
        f"{write_values(values, EDGE_ATTRIBUTES)}"
        f"{write_spells(years.get(name, ()))}"
        "      </edge>\n"
    )


def write_values(values: Mapping[str, object], types: Mapping[str, str]) -> str:
    """Return the attributes that are not empty texts, as XML."""
    cells = [(name, write_value(values[name])) for name in types]
    rows = [f'          <attvalue for="{name}" value={quoteattr(cell)}/>\n' for name, cell in cells if cell]
    return f"        <attvalues>\n{''.join(rows)}        </attvalues>\n"


def write_spells(years: tuple[str, ...]) -> str:
    """Return the years in which a node or edge is there, as XML."""
    if not years:
        return ""
    spells = "".join(f'<spell start="{year}-01-01" end="{year}-12-31"/>' for year in years)
    return f"        <spells>{spells}</spells>\n"


def read_files(folder: Path) -> Reading:
    """Return what the file holds."""
    path = folder / "graph.gexf"
    return Reading(map(read_node, list_elements(path, "node")), map(read_edge, list_elements(path, "edge")))


def list_elements(path: Path, name: str) -> Iterator[ElementTree.Element]:
    """Yield the nodes or edges, forgetting each when the next is asked for."""
    inside: list[ElementTree.Element] = []
    for event, element in ElementTree.iterparse(path, events=("start", "end")):  # noqa: S314 - our own file
        if event == "start":
            inside.append(element)
            continue
        inside.pop()
        if element.tag == NAMESPACE + name:
            yield element
        if element.tag in (NAMESPACE + "node", NAMESPACE + "edge"):
            inside[-1].remove(element)


def read_node(element: ElementTree.Element) -> Node:
    """Return a node from its XML."""
    colour, position, size = (require(element, VIZ + name) for name in ("color", "position", "size"))
    red, green, blue = (int(colour.get(part, "")) for part in "rgb")
    values = read_values(element, NODE_ATTRIBUTES) | {
        "label": element.get("label", ""),
        "color": f"#{red:02x}{green:02x}{blue:02x}",
        "r": red,
        "g": green,
        "b": blue,
        "x": float(position.get("x", "")),
        "y": 0 - float(position.get("y", "")),
        "size": float(size.get("value", "")),
    }
    return element.get("id", ""), values


def read_edge(element: ElementTree.Element) -> Edge:
    """Return an edge from its XML."""
    name = element.get("id", "")
    named = {"eid": name, "label": element.get("label", ""), "weight": float(element.get("weight", ""))}
    values = read_values(element, EDGE_ATTRIBUTES) | named
    return name, element.get("source", ""), element.get("target", ""), values


def read_values(element: ElementTree.Element, types: Mapping[str, str]) -> dict[str, object]:
    """Return the attributes of a node or edge; what is not written is empty."""
    values = {name: EMPTY[kind] for name, kind in types.items()}
    for item in element.iter(NAMESPACE + "attvalue"):
        name = item.get("for", "")
        values[name] = read_value(item.get("value", ""), types[name])
    return values


def require(element: ElementTree.Element, name: str) -> ElementTree.Element:
    """Return a part of an element.

    Raises:
        ValueError: If it is not there.
    """
    found = element.find(name)
    if found is None:
        raise ValueError(f"{element.get('id')}: no {name.rpartition('}')[2]}")
    return found


def find_faults(folder: Path) -> Iterator[str]:
    """Yield where Gephi would refuse or merge: ids twice, ends that do not exist, twin edges of a kind."""
    path = folder / "graph.gexf"
    nodes: set[str] = set()
    for element in list_elements(path, "node"):
        if element.get("id", "") in nodes:
            yield f"node {element.get('id')} occurs more than once"
        nodes.add(element.get("id", ""))
    pairs: set[tuple[str | None, ...]] = set()
    for element in list_elements(path, "edge"):
        pair = element.get("source"), element.get("target"), element.get("kind")
        if pair in pairs:
            yield f"edge {element.get('id')}: Gephi adds it to another of its kind"
        pairs.add(pair)
        for end in pair[:2]:
            if end not in nodes:
                yield f"edge {element.get('id')}: {end} is no node"
