"""What is known of documents, held against what their first pages say: `python -m tests.eval.facts FOLDER`.

`facts.csv` lists title, publisher, country, year and language of documents by file name, variants joined by
" | "; an empty field is one that the document does not tell. Every second row is held out from tuning.
"""

import csv
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from extract.document import read_document
from extract.errors import ExtractError
from extract.reading import Reading
from extract.records import Document

TRUTH = Path(__file__).with_name("facts.csv")
FIELDS = ("title", "publisher", "country", "year", "language")
_PLAIN = re.compile(r"[^\w]+")
Row = dict[str, str]
Wrong = tuple[str, str, str]


def read_truth() -> list[Row]:
    """Return the rows of the list of documents."""
    with TRUTH.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def find_files(folder: Path, names: Iterable[str]) -> dict[str, Path]:
    """Return the documents of these names below a folder."""
    wanted = set(names)
    return {path.name: path for path in sorted(folder.rglob("*")) if path.name in wanted}


def normalise(text: str) -> str:
    """Return a text without case, accents and signs."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return _PLAIN.sub(" ", "".join(char for char in parts if not unicodedata.combining(char))).strip()


def find_wrong(row: Row, document: Document) -> Iterator[Wrong]:
    """Yield the fields that differ from the truth: file, field, what was found."""
    for field in FIELDS:
        found = getattr(document, field)
        shown = str(found) if found else ""
        if normalise(shown) not in {normalise(part) for part in row[field].split(" | ")}:
            yield row["file"], field, shown


def score(rows: Sequence[Row], files: dict[str, Path]) -> tuple[dict[str, float], list[Wrong]]:
    """Return the share of documents with each field right, and what is wrong."""
    wrong: list[Wrong] = []
    for row in rows:
        try:
            path = files[row["file"]]
            document = read_document(path, source=path.name, reading=Reading(ocr="auto"))
        except ExtractError as error:
            wrong += [(row["file"], field, str(error)) for field in FIELDS]
        else:
            wrong += find_wrong(row, document)
    shares = {field: 1 - sum(item[1] == field for item in wrong) / max(len(rows), 1) for field in FIELDS}
    return shares, wrong


def main(folder: Path) -> None:
    """Print the accuracy of each field on both halves, and the errors of the one that may be tuned on."""
    truth = read_truth()
    files = find_files(folder, [row["file"] for row in truth])
    rows = [row for row in truth if row["file"] in files]
    for name, part in (("open", rows[::2]), ("held out", rows[1::2])):
        shares, wrong = score(part, files)
        line = "  ".join(f"{field} {share:.2f}" for field, share in shares.items())
        sys.stdout.write(f"{name} ({len(part)} documents): {line}\n")
        for item in wrong if name == "open" else ():
            sys.stdout.write(f"  {': '.join(item)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
