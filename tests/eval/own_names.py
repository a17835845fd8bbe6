"""Names of single documents in the lexicon: what a rule must not rest on.

    python -m tests.eval.own_names GOLD_DIR… --codelists DIR

prints each proper name of the lexicon that labels an actor or a framework of exactly one labelled document
and that no public code list holds, with that document; nothing is the aim.
"""

import argparse
import csv
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from extract.countries import read_countries
from transform.cues import LEXICON
from transform.names import normalise_name

# Treaties, bodies and common nouns. The registers were written from memory; `checked_in` names the file (of
# the code lists or of the World Bank's projects) in which the name was found, and is empty where it was not.
PUBLIC = Path(__file__).with_name("public_names.csv")
KINDS = ("actor", "framework")
CODED = ("code", "channel", "source")  # columns of our tables that say from which code list a row is
_PROPER = re.compile(r"[A-Z].*[A-Z]")


def list_lexicon() -> Iterator[tuple[str, str]]:
    """Yield each string of the lexicon with the name of its file; rows of a code list are left out."""
    for path in sorted(LEXICON.glob("*.yaml")):
        yield from ((text, path.name) for text in list_strings(yaml.safe_load(path.read_text("utf-8"))))
    for path in sorted(LEXICON.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if not any(row.get(column) for column in CODED):
                    cells = (part.strip() for cell in row.values() for part in (cell or "").split("|"))
                    yield from ((cell, path.name) for cell in cells if cell)


def list_strings(data: object) -> Iterator[str]:
    """Yield all strings in nested lists and mappings."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from list_strings(key)
            yield from list_strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from list_strings(value)


def read_labels(folders: Sequence[Path]) -> dict[str, set[str]]:
    """Return by normalised name the documents in whose labels it stands as an actor or framework."""
    found: dict[str, set[str]] = defaultdict(set)
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            for node in json.loads(path.read_text("utf-8")).get("nodes", ()):
                if node["kind"] in KINDS:
                    for name in (node["label"], *node.get("alt", ())):
                        found[normalise_name(name)].add(path.stem)
    return found


def read_public(folder: Path) -> set[str]:
    """Return the normalised names of all code lists of a folder, and of the countries."""
    names = {name for country in read_countries() for name in (country.name, *country.other_names)}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            names |= {cell for row in csv.reader(file) for cell in row}
    with PUBLIC.open(encoding="utf-8", newline="") as file:
        names |= {row["name"] for row in csv.DictReader(file)}
    plain = {re.sub(r"\s*\([^)]*\)", "", name) for name in names}
    inside = {short for name in names for short in re.findall(r"\(([^)]*)\)", name)}
    return {normalise_name(name) for name in (*names, *plain, *inside)}


def find_own_names(folders: Sequence[Path], codelists: Path) -> list[tuple[str, str, str]]:
    """Return the names of single documents that the lexicon holds: name, file of the lexicon, document."""
    labels, public = read_labels(folders), read_public(codelists)
    found = set()
    for text, file in list_lexicon():
        name = normalise_name(text)
        documents = labels.get(name, ())
        if len(documents) == 1 and name not in public and _PROPER.search(text):
            found.add((text, file, *documents))
    return sorted(found)


def main(arguments: Sequence[str]) -> int:
    """Print the names, and return 1 if there are any."""
    parser = argparse.ArgumentParser(description="find names of single documents in the lexicon")
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--codelists", type=Path, required=True)
    options = parser.parse_args(arguments)
    found = find_own_names(options.gold, options.codelists)
    sys.stdout.writelines(f"{name}\t{file}\t{document}\n" for name, file, document in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
