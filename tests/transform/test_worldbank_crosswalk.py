"""The table that puts World Bank sectors into DAC categories."""

import csv
from pathlib import Path

import training
from transform.sector_codes import find_category, read_sector_codes

ROWS = Path(training.__file__).with_name("worldbank_sectors.csv")


def test_each_sector_stands_once_and_has_a_category_of_the_code_list():
    with ROWS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [row["worldbank"] for row in rows]
    assert len(names) == len(set(names)) > 60
    categories = {row["category"] for row in rows}
    assert categories <= {find_category(code) for code in read_sector_codes()}
    assert all(len(category) == 3 for category in categories)
