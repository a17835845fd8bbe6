import csv
from pathlib import Path

from tests.builders import build_policy
from tests.load.formats.drawn import build_hostile, write_format


def read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def test_sectors_have_vocabulary_and_code(tmp_path: Path):
    write_format("iati", build_policy(), tmp_path)
    [row] = read(tmp_path / "graph.iati-sectors.csv")
    assert (row["title"], row["sector/vocabulary"], row["sector/code"]) == (
        "build forty water points",
        "1",
        "14031",
    )
    assert row["sector/percentage"] == ""


def test_roles_have_codes_where_iati_has_one(tmp_path: Path):
    write_format("iati", build_policy(), tmp_path)
    rows = read(tmp_path / "graph.iati-roles.csv")
    assert sorted(
        (
            row["relation"],
            row["participating-org/role"],
            row["participating-org/type"],
            row["participating-org/narrative"],
        )
        for row in rows
    ) == [
        ("benefits", "", "", "herder families"),
        ("funds", "1", "10", "Government of Japan"),
        ("implements", "4", "10", "Ministry of Rivers"),
        ("supports", "", "10", "Government of Japan"),
    ]


def test_hostile_names_pass(tmp_path: Path):
    write_format("iati", build_hostile(), tmp_path)
    assert read(tmp_path / "graph.iati-roles.csv")
