"""The DAC/CRS code list: names and categories of sector codes."""

import csv
from functools import cache

import msgspec

from transform.cues import LEXICON

# Categories under which the finer ones are counted when a policy is compared with another.
BROAD = {"11": "110", "12": "120", "23": "230"}


class SectorCode(msgspec.Struct, frozen=True):
    """A sector: code, official name, level ("category" or "purpose"), category code of a purpose."""

    code: str
    name: str
    level: str
    category: str


@cache
def read_sector_codes() -> dict[str, SectorCode]:
    """Return all sectors by code."""
    with (LEXICON / "dac_sectors.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {
            row["code"]: SectorCode(row["code"], row["name"], row["level"], row["category"]) for row in rows
        }


def find_category(code: str) -> str:
    """Return the 3-digit category of a code; education, health and energy are one category each.

    >>> find_category("11220"), find_category("32130")
    ('110', '321')
    """
    return BROAD.get(code[:2], code[:3])
