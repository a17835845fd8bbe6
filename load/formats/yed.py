"""GraphML with yEd's own extension, without which yEd shows boxes that have no text.

The attributes of the contract are in it too. The place of a node is its middle in the contract and its upper
left corner in yEd; both count y downwards.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from load.formats.export import Edge, Export, Node, Reading, Writer
from load.formats.graphml import read_graphml
from load.graphml import CONTRACT, HEAD, TAIL, list_keys, write_values
from load.style import STYLES

FILE = "graph.yed.graphml"
NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"
YED = "{http://www.yworks.com/xml/graphml}"
YED_HEAD = HEAD.replace(' xmlns:xsi="', ' xmlns:y="http://www.yworks.com/xml/graphml" xmlns:xsi="')
KEYS = (
    '  <key id="y_node" for="node" yfiles.type="nodegraphics"/>\n'
    '  <key id="y_edge" for="edge" yfiles.type="edgegraphics"/>\n'
)
SHAPES = {
    "document": "rectangle",
    "goal": "octagon",
    "area": "roundrectangle",
    "measure": "roundrectangle",
    "target": "parallelogram",
    "sector": "hexagon",
    "sdg": "hexagon",
    "actor": "ellipse",
    "issue": "trapezoid",
    "framework": "rectangle",
    "place": "ellipse",
}
LINE_HEIGHT, LETTER_WIDTH, MARGIN = 15.0, 6.6, 16.0  # points, for the 11-point label that is asked for
LINES = {"stated": "line", "inferred": "dashed"}


def write_file(export: Export, path: Path) -> None:
    """Write the graph."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(YED_HEAD)
        file.writelines(list_keys(CONTRACT))
        file.write(f'{KEYS}  <graph id="policygraph" edgedefault="directed">\n')
        file.writelines(map(write_node, export.list_nodes()))
        file.writelines(map(write_edge, export.list_edges()))
        file.write(TAIL)


FILES: Mapping[str, Writer] = {FILE: write_file}


def write_node(node: Node) -> str:
    """Return a node as XML, its label wrapped to the width of its box."""
    name, values = node
    kind, label = str(values["kind"]), str(values["label"])
    width = float(STYLES[kind].width)
    height = MARGIN + LINE_HEIGHT * -(-len(label) * LETTER_WIDTH // (width - MARGIN))
    left, top = float(str(values["x"])) - width / 2, float(str(values["y"])) - height / 2
    return (
        f"    <node id={quoteattr(name)}>\n"
        f"{write_values(values, [(key, key) for key in CONTRACT.nodes])}"
        '      <data key="y_node"><y:ShapeNode>'
        f'<y:Geometry x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
        f'<y:Fill color="{values["color"]}" transparent="false"/>'
        '<y:BorderStyle color="#333333" type="line" width="1.0"/>'
        f'<y:NodeLabel fontSize="11" textColor="#ffffff" modelName="internal" autoSizePolicy="node_width"'
        f' configuration="CroppingLabel">{escape(label)}</y:NodeLabel>'
        f'<y:Shape type="{SHAPES[kind]}"/>'
        "</y:ShapeNode></data>\n"
        "    </node>\n"
    )


def write_edge(edge: Edge) -> str:
    """Return an edge as XML; what is only inferred is drawn dashed."""
    name, source, target, values = edge
    keys = [(key, CONTRACT.name_edge_key(key)) for key in CONTRACT.edges]
    return (
        f"    <edge id={quoteattr(name)} source={quoteattr(source)} target={quoteattr(target)}>\n"
        f"{write_values(values, keys)}"
        '      <data key="y_edge"><y:PolyLineEdge>'
        f'<y:LineStyle color="#777777" type="{LINES[str(values["basis"])]}" width="1.0"/>'
        '<y:Arrows source="none" target="standard"/>'
        f'<y:EdgeLabel fontSize="9">{escape(str(values["label"]))}</y:EdgeLabel>'
        "</y:PolyLineEdge></data>\n"
        "    </edge>\n"
    )


def read_files(folder: Path) -> Reading:
    """Return what the file holds."""
    return read_graphml(folder / FILE)


def find_faults(folder: Path) -> Iterator[str]:
    """Yield what yEd would show without its text; what breaks other rules is seen when it is read."""
    root = ElementTree.parse(folder / FILE).getroot()  # noqa: S314 - our own file
    for element in root.iter(NAMESPACE + "node"):
        yield from find_label_faults(element, "NodeLabel", "label")
        if element.find(f".//{YED}Geometry") is None:
            yield f"node {element.get('id')}: no place and size"
    for element in root.iter(NAMESPACE + "edge"):
        yield from find_label_faults(element, "EdgeLabel", CONTRACT.name_edge_key("label"))


def find_label_faults(element: ElementTree.Element, tag: str, key: str) -> Iterator[str]:
    """Yield that yEd's label is not the label."""
    shown = element.findtext(f".//{YED}{tag}")
    if shown != element.findtext(f"{NAMESPACE}data[@key='{key}']"):
        yield f"{element.get('id')}: yEd shows {shown!r}"
