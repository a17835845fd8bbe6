"""Sectors and organisations in the columns and codes of IATI activities, for tools that read IATI tables.

A policy is no activity: percentages are not known and stay empty, and of the relations only "funds" and
"implements" are roles in IATI's list; "supports" and "benefits" are named without a code.
Codes: IATI code lists Sector Vocabulary, Organisation Role, Organisation Type, version 2.03.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from load.formats.export import Export, Reading, Writer
from load.formats.tables import find_cell_faults, write_rows

SECTORS, ROLES = "graph.iati-sectors.csv", "graph.iati-roles.csv"
SECTOR_COLUMNS = (
    "iati-identifier",
    "title",
    "kind",
    "sector/vocabulary",
    "sector/code",
    "sector/narrative",
    "sector/percentage",
    "basis",
    "document",
    "page",
)
ROLE_COLUMNS = (
    "iati-identifier",
    "title",
    "kind",
    "participating-org/role",
    "participating-org/type",
    "participating-org/narrative",
    "relation",
    "country",
    "basis",
    "document",
    "page",
)
PURPOSE_DIGITS = 5  # of a CRS purpose code; a DAC category has three
ROLE_CODES = {"funds": "1", "implements": "4", "supports": "", "benefits": ""}
TYPE_CODES = {
    "government": "10",
    "local_government": "11",
    "public_agency": "15",
    "multilateral": "40",
    "private_sector": "70",
    "academic": "80",
}
ENCODING = "utf-8"


def write_sectors(export: Export, path: Path) -> None:
    """Write a row for each tie to a sector or Sustainable Development Goal."""
    write_rows(path, SECTOR_COLUMNS, list_sectors(export), ENCODING)


def write_roles(export: Export, path: Path) -> None:
    """Write a row for each tie of an actor to a measure or area."""
    write_rows(path, ROLE_COLUMNS, list_roles(export), ENCODING)


FILES: Mapping[str, Writer] = {SECTORS: write_sectors, ROLES: write_roles}


def list_sectors(export: Export) -> Iterator[list[object]]:
    """Yield the cells of each tie to a code."""
    for _, source, target, values in export.list_edges():
        activity, coded = export.graph.nodes[source], export.graph.nodes[target]
        if coded["kind"] in ("sector", "sdg") and activity["kind"] in ("measure", "area"):
            vocabulary = find_vocabulary(str(coded["kind"]), str(coded["code"]))
            where = [values["basis"], values["document"], values["page"]]
            yield [
                source,
                activity["label"],
                activity["kind"],
                vocabulary,
                coded["code"],
                coded["label"],
                "",  # percentage
                *where,
            ]


def find_vocabulary(kind: str, code: str) -> str:
    """Return IATI's code of a code list: 1 CRS purposes, 2 DAC categories, 7 SDGs, 8 their targets."""
    if kind == "sdg":
        return "8" if "." in code else "7"
    return "1" if len(code) == PURPOSE_DIGITS else "2"


def list_roles(export: Export) -> Iterator[list[object]]:
    """Yield the cells of each tie of an actor."""
    for _, source, target, values in export.list_edges():
        relation = str(values["relation"])
        if relation not in ROLE_CODES:
            continue
        ends = (target, source) if relation == "benefits" else (source, target)
        actor, activity = (export.graph.nodes[end] for end in ends)
        kind = TYPE_CODES.get(str(actor["actor_type"]), "")
        party = [ROLE_CODES[relation], kind, actor["label"], relation, actor["country"]]
        where = [values["basis"], values["document"], values["page"]]
        yield [ends[1], activity["label"], activity["kind"], *party, *where]


def read_files(_folder: Path) -> Reading | None:
    """Return nothing: the tables hold a part of the graph that cannot be made a graph again."""
    return None


def find_faults(folder: Path) -> Iterator[str]:
    """Yield cells that a program would misread, and codes that are not in IATI's lists."""
    yield from find_cell_faults(folder / SECTORS, SECTOR_COLUMNS, ENCODING)
    yield from find_cell_faults(folder / ROLES, ROLE_COLUMNS, ENCODING)
    yield from find_code_faults(folder / SECTORS, "sector/vocabulary", ("1", "2", "7", "8"))
    yield from find_code_faults(folder / ROLES, "participating-org/role", ROLE_CODES.values())
    yield from find_code_faults(folder / ROLES, "participating-org/type", ("", *TYPE_CODES.values()))


def find_code_faults(path: Path, column: str, codes: Iterable[str]) -> Iterator[str]:
    """Yield the rows whose code is none of a list's."""
    allowed: Sequence[str] = tuple(codes)
    with path.open(encoding=ENCODING, newline="") as file:
        for row in csv.DictReader(file):
            if row.get(column) not in allowed:
                yield f"{path.name}: {column} {row.get(column)!r} is no code of IATI"
