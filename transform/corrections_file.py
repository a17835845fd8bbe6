"""The corrections file: what an analyst wants otherwise, read from `corrections.toml` from top to bottom."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from transform.errors import CorrectionsError
from transform.schema import read_schema

CORRECTIONS_FILE = "corrections.toml"
ATTRIBUTES = "attributes of the node"  # each is a key of its own in the file
MOST_LABEL = 200  # characters: the most that a label in the graph has
_HEADER = re.compile(r"\s*\[\[\s*[\"']?([\w-]+)[\"']?\s*\]\]")
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_FIELD = re.compile(r"field `(\w+)`|at `\$\.(\w+)")


class Node(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which node is meant: its id, label or alias; kind and document tell it from others of that name."""

    name: str
    kind: str = ""
    document: str = ""


Named = str | Node


class Merge(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Make one node of several: the first one, with what the others are called, say and are tied to."""

    nodes: tuple[Named, ...]
    label: str = ""


class Split(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Make a node of its own of a node's evidence in some documents, on some pages, or both."""

    node: Named
    label: str
    documents: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()


class Rename(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Give a node another label; the old one becomes an alias."""

    node: Named
    label: str


class Retype(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Give a node another kind, other attributes, or both; an empty attribute is taken away."""

    node: Named
    kind: str = ""
    attributes: dict[str, str] = msgspec.field(name=ATTRIBUTES, default_factory=dict)


class DeleteNode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Take a node and its ties out."""

    node: Named


class DeleteTie(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Take a tie out, named by its ends."""

    source: Named
    relation: str
    target: Named


class DeleteEdge(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Take a tie out, named by its id in the graph."""

    tie: str


class AddNode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Put a node in that a document names; `quote` (else the label) are words of that document."""

    kind: str
    label: str
    document: str
    quote: str = ""
    attributes: dict[str, str] = msgspec.field(name=ATTRIBUTES, default_factory=dict)


class AddTie(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Put a tie in; with words of a document it is stated, without it is inferred."""

    source: Named
    relation: str
    target: Named
    document: str = ""
    quote: str = ""


Action = Merge | Split | Rename | Retype | DeleteNode | DeleteTie | DeleteEdge | AddNode | AddTie
FORMS: dict[str, tuple[type[Action], ...]] = {
    "merge": (Merge,),
    "split": (Split,),
    "rename": (Rename,),
    "retype": (Retype,),
    "delete": (DeleteNode, DeleteTie, DeleteEdge),
    "add": (AddNode, AddTie),
}


class Correction(msgspec.Struct, frozen=True):
    """An entry of the file: its line, its name as written there, what is to be done."""

    line: int
    name: str
    action: Action


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Return the corrections of a file in its order; none where there is no such file.

    Raises:
        CorrectionsError: If it is no TOML, or has an unknown key, kind, relation or value; names the line.
    """
    if not path.is_file():
        return ()
    text = decode(path.read_bytes())
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise refuse(find_toml_line(str(error), text), _TOML_PLACE.sub("", str(error))) from error
    lines = text.splitlines()
    found = [item for name, rows in table.items() for item in read_rows(name, rows, lines)]
    return tuple(sorted(found, key=lambda correction: correction.line))


def decode(raw: bytes) -> str:
    """Return the text of the file with plain line ends; a byte order mark is left out.

    Raises:
        CorrectionsError: If it is no UTF-8.
    """
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise refuse(line, "this is no UTF-8 text", "Save the file as UTF-8") from error


def read_rows(name: str, rows: object, lines: list[str]) -> Iterator[Correction]:
    """Yield the corrections of one name.

    Raises:
        CorrectionsError: If there is no such correction, or one of them is wrong.
    """
    headers = find_headers(name, lines)
    if name not in FORMS:
        raise refuse(headers[0], f'"{name}" is none of {join(FORMS)}')
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise refuse(headers[0], f"a correction opens with [[{name}]] on a line of its own")
    for index, row in enumerate(rows):
        line = headers[min(index, len(headers) - 1)]
        yield Correction(line, name, read_action(name, row, line, lines))


def read_action(name: str, row: Mapping[str, Any], line: int, lines: list[str]) -> Action:
    """Return what an entry says is to be done.

    Raises:
        CorrectionsError: If it has an unknown key, lacks one, or has a value that cannot be.
    """
    form = choose_form(name, row)
    row = gather_attributes(form, row)
    for key, value in row.get(ATTRIBUTES, {}).items():
        if not isinstance(value, str):
            raise refuse(find_key(lines, line, [key]), f"[[{name}]]: {key} is neither text nor a number")
    try:
        action: Action = msgspec.convert(row, form)
    except msgspec.ValidationError as error:
        fields = [group for groups in _FIELD.findall(str(error)) for group in groups if group]
        keys = "; or ".join(join(form.__struct_encode_fields__) for form in FORMS[name])
        said = f"{describe_fault(str(error))}; it has {keys}"
        raise refuse(find_key(lines, line, fields), f"[[{name}]]: {said}") from error
    for fault, key in find_faults(action):
        raise refuse(find_key(lines, line, [key]), f"[[{name}]]: {fault}")
    return action


def choose_form(name: str, row: Mapping[str, Any]) -> type[Action]:
    """Return the form of an entry: of those of its name the one that shares most keys with it."""
    return max(FORMS[name], key=lambda form: len(set(form.__struct_fields__) & set(row)))


def gather_attributes(form: type[Action], row: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry with the attributes of the node put together; numbers and yes or no become text."""
    if ATTRIBUTES not in form.__struct_encode_fields__:
        return dict(row)
    names = list_attributes() - set(form.__struct_fields__)
    plain = {key: value for key, value in row.items() if key not in names}
    return plain | {ATTRIBUTES: {key: write_value(row[key]) for key in row if key in names}}


def list_attributes() -> set[str]:
    """Return the attributes that a node may have, but for those that a document alone has."""
    kinds = read_schema().kinds
    return {name for kind, rule in kinds.items() if kind != "document" for name in rule.attributes}


def write_value(value: object) -> object:
    """Return a number, or true or false, as the text that an attribute holds."""
    if isinstance(value, bool):
        return "true" if value else ""
    return f"{value}" if isinstance(value, int | float) else value


def find_faults(action: Action) -> Iterator[tuple[str, str]]:
    """Yield what cannot be, whatever the documents say, with the key that says it."""
    schema = read_schema()
    for key in ("label", "node", "source", "target", "document", "tie"):
        if is_blank(getattr(action, key, None)) and not is_optional(action, key):
            yield f"{key} is empty", key
    if len(getattr(action, "label", "")) > MOST_LABEL:
        yield f"the label has more than {MOST_LABEL} characters", "label"
    kind, relation = getattr(action, "kind", ""), getattr(action, "relation", "")
    if kind and (kind == "document" or kind not in schema.kinds):
        yield f'kind "{kind}" is none of {join(name for name in schema.kinds if name != "document")}', "kind"
    if relation and relation not in schema.relations:
        yield f'relation "{relation}" is none of {join(schema.relations)}', "relation"
    for name, key in list_named_kinds(action):
        if name not in schema.kinds:
            yield f'kind "{name}" is none of {join(schema.kinds)}', key
    yield from find_attribute_faults(kind, getattr(action, "attributes", {}))
    yield from find_thin_faults(action)


def find_attribute_faults(kind: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the attributes that a node of the kind has not, or that have a value that is not listed."""
    schema = read_schema()
    for name, value in attributes.items():
        allowed = schema.values.get(name, ())
        if kind in schema.kinds and name not in schema.kinds[kind].attributes:
            yield f"a node of kind {kind} has no {name}", name
        elif value and allowed and value not in allowed:
            yield f'{name} "{value}" is none of {join(allowed)}', name


def find_thin_faults(action: Action) -> Iterator[tuple[str, str]]:
    """Yield what an entry lacks although each of its keys is well."""
    if isinstance(action, Merge) and len(action.nodes) < 2:
        yield "nodes names fewer than two", "nodes"
    if isinstance(action, Split) and not (action.documents or action.pages):
        yield "it needs documents, pages or both", "node"
    if isinstance(action, Retype) and not (action.kind or action.attributes):
        yield "it needs a kind, or an attribute such as actor_type", "node"
    if isinstance(action, AddTie) and action.quote and not action.document:
        yield "a quote needs the document that it stands in", "quote"


def list_named_kinds(action: Action) -> Iterator[tuple[str, str]]:
    """Yield the kinds by which an entry tells nodes of one name apart, each with its key."""
    for key in action.__struct_fields__:
        value = getattr(action, key)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Node) and item.kind:
                yield item.kind, key


def is_blank(value: object) -> bool:
    """Tell whether a value is a text, or names a node, without a letter."""
    return isinstance(value, str | Node) and not (value.name if isinstance(value, Node) else value).strip()


def is_optional(action: Action, key: str) -> bool:
    """Tell whether an entry may leave a key out."""
    fields = {field.name: field for field in msgspec.structs.fields(type(action))}
    return not fields[key].required


def find_headers(name: str, lines: list[str]) -> list[int]:
    """Return the lines on which entries of a name open; where that cannot be seen, where it first stands."""
    headers = [number for number, line in enumerate(lines, 1) if is_header(line, name)]
    named = (number for number, line in enumerate(lines, 1) if re.search(rf"\b{re.escape(name)}\b", line))
    return headers or [next(named, 1)]


def is_header(line: str, name: str) -> bool:
    """Tell whether an entry of a name opens on a line."""
    header = _HEADER.match(line)
    return header is not None and header.group(1) == name


def find_key(lines: list[str], line: int, keys: list[str]) -> int:
    """Return the line of the first of these keys in the entry that opens on a line, else that line."""
    for number in range(line, len(lines)):
        if _HEADER.match(lines[number]):
            break
        if any(re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", lines[number]) for key in keys):
            return number + 1
    return line


def find_toml_line(message: str, text: str) -> int:
    """Return the line that a message of the TOML reader names; the last one where it names the end."""
    place = _TOML_PLACE.search(message)
    return int(place.group(1)) if place and place.group(1) else max(len(text.splitlines()), 1)


def describe_fault(message: str) -> str:
    """Return a message on a wrong entry in the words of the file."""
    said = message.replace("Object contains unknown field", "there is no key")
    said = said.replace("Object missing required field", "it lacks the key")
    said = re.sub(r" - at `\$\.?([^`]*)`", r" at \1", said)
    return said.replace("`", '"')


def join(names: Iterable[str]) -> str:
    """Return names as one text."""
    return ", ".join(names)


def refuse(line: int, message: str, remedy: str = "Mend that line") -> CorrectionsError:
    """Return the error for a line of the file."""
    return CorrectionsError(f"{CORRECTIONS_FILE}: line {line}: {message}. {remedy}")
