"""The catalogue of rules: what each rule is for, and a text that it was made for (`rules.yaml`)."""

import ast
import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import msgspec

CATALOGUE = Path(__file__).with_name("rules.yaml")
_NAME = re.compile(r"[a-z]+(?:-[a-z]+)*/[a-z*]+(?:-[a-z*]+)*")


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a rule finds, a Markdown text for which it was made, and what is known of that document."""

    says: str
    text: str = ""
    known: dict[str, str] = {}


@cache
def read_rules() -> dict[str, Rule]:
    """Return the rules by name; a name that ends in "*" is a family."""
    return msgspec.yaml.decode(CATALOGUE.read_bytes(), type=dict[str, Rule])


def find_rule(name: str) -> str | None:
    """Return the name in the catalogue of the rule that a node or edge bears, or nothing."""
    if name in read_rules():
        return name
    return next((listed for listed in read_rules() if "*" in listed and fnmatchcase(name, listed)), None)


def list_missing(names: Iterable[str]) -> list[str]:
    """Return the names that no entry of the catalogue covers; a "*" in a name stands for any word."""
    listed = list(read_rules())
    return sorted(
        name
        for name in set(names)
        if find_rule(name) is None and not any(fnmatchcase(entry, name) for entry in listed)
    )


def list_names(folder: Path) -> Iterator[str]:
    """Yield the names of rules that the code of a folder can give, "*" for each word put in at run time."""
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            name = write_name(node)
            if _NAME.fullmatch(name):
                yield name


def write_name(node: ast.AST) -> str:
    """Return a string of the code, "*" for each part put in at run time, or ""."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)
    return ""
