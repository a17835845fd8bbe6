import csv
from pathlib import Path

import pytest

from load.formats.tables import defuse, find_cell_faults, restore
from tests.load.formats.drawn import build_hostile, write_format


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+376", "'+376"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("'=1", "''=1"),
        ("1 = 1", "1 = 1"),
        ("", ""),
    ],
)
def test_a_formula_becomes_text_and_comes_back(text: str, cell: str):
    assert defuse(text) == cell
    assert restore(cell) == text


def test_a_number_below_zero_stays_a_number():
    assert defuse(-1.5) == "-1.5"


def test_excel_gets_a_mark_and_no_cell_is_a_formula(tmp_path: Path):
    write_format("excel", build_hostile(), tmp_path)
    for path in sorted(tmp_path.iterdir()):
        raw = path.read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
        assert rows
        for row in rows:
            for name in ("label", "quote", "aliases", "focus"):
                assert not row.get(name, "").startswith(("=", "+", "-", "@"))


def test_a_formula_in_a_file_is_a_fault(tmp_path: Path):
    path = tmp_path / "table.csv"
    path.write_text("id,label\r\n1,=1+1\r\n2\r\n", encoding="utf-8")
    assert list(find_cell_faults(path, ("id", "label"), "utf-8")) == [
        "table.csv: row 2 holds a formula",
        "table.csv: row 3 has 1 cells for 2 columns",
    ]
