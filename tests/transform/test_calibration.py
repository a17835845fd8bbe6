"""Calibration: measured confidences by kind, rule and band, ties never surer than their ends."""

import msgspec
import pytest

from tests.eval.calibration import Finding
from tests.transform.sector_builders import build_document, mention, part_of
from training.shares import measure_shares
from transform import calibration
from transform.calibration import Band, Shares, calibrate, measure, rank_tie, read_shares
from transform.records import Annotations
from transform.schema import read_schema

SHARES = {
    "measure": Shares(0.5, {"test/measure": (Band(0.0, 0.3), Band(0.6, 0.8))}),
    "area": Shares(0.4, {}),
    "part_of": Shares(0.6, {"test/part": (Band(0.0, 0.95),)}),
}


@pytest.fixture
def shares(monkeypatch):
    monkeypatch.setattr(calibration, "read_shares", lambda: SHARES)


@pytest.mark.usefixtures("shares")
@pytest.mark.parametrize(
    ("name", "rule", "confidence", "measured"),
    [
        ("measure", "test/measure", 0.2, 0.3),
        ("measure", "test/measure", 0.6, 0.8),
        ("measure", "test/measure", 0.99, 0.8),
        ("measure", "test/other", 0.99, 0.5),
        ("area", "test/any", 0.1, 0.4),
        ("place", "test/any", 0.7, 0.7),
    ],
)
def test_a_confidence_is_the_share_that_was_right_of_its_rule_and_band(name, rule, confidence, measured):
    assert measure(name, rule, confidence) == measured


@pytest.mark.usefixtures("shares")
def test_a_tie_is_never_surer_than_its_ends():
    document = build_document("Mend roads. Safe travel.")
    part, whole = mention(document, "measure", "Mend roads"), mention(document, "area", "Safe travel")
    found = calibrate(Annotations(document.id, (part, whole), (part_of(part, whole),)))
    assert [one.confidence for one in found.mentions] == [0.8, 0.4]
    assert [one.confidence for one in found.relations] == [0.4]


@pytest.mark.usefixtures("shares")
def test_a_tie_ranks_among_those_of_its_rule_by_its_ends_too(monkeypatch):
    bands = {**SHARES, "part_of": Shares(0.6, {"test/part": (Band(0.0, 0.1), Band(0.35, 0.9))})}
    monkeypatch.setattr(calibration, "read_shares", lambda: bands)
    document = build_document("Mend roads. Safe travel.")
    part, whole = mention(document, "measure", "Mend roads"), mention(document, "area", "Safe travel")
    tie = part_of(part, whole)
    assert rank_tie(tie.confidence, 0.4) == pytest.approx(tie.confidence * 0.4)
    weak = msgspec.structs.replace(tie, confidence=0.5)
    strong = msgspec.structs.replace(tie, confidence=1.0)
    for one, sure in ((weak, 0.1), (strong, 0.4)):
        found = calibrate(Annotations(document.id, (part, whole), (one,)))
        assert found.relations[0].confidence == sure


def test_shares_of_ties_tell_those_of_sure_ends_from_others():
    sure, unsure = Finding("measure", "sure", 0.9, True), Finding("measure", "unsure", 0.9, False)
    things = [sure] * 30 + [unsure] * 30
    ties = [Finding("part_of", "a", 0.9, True, ends=(sure, sure))] * 30
    ties += [Finding("part_of", "a", 0.9, False, ends=(sure, unsure))] * 30
    bands = measure_shares([*things, *ties])["part_of"].rules["a"]
    assert bands[0].share < 0.2
    assert bands[-1].share > 0.8


def test_the_measured_shares_are_shares_of_known_kinds_and_rise():
    names = {*read_schema().kinds, *read_schema().relations}
    for name, own in read_shares().items():
        assert name in names
        assert 0 <= own.share <= 1
        for bands in own.rules.values():
            assert bands[0].least == 0
            values = [band.share for band in bands]
            assert values == sorted(values)
            assert all(0 <= value <= 1 for value in values)


def build_findings(rule, confidence, right, wrong):
    hits = [Finding("measure", rule, confidence, True)] * right
    return hits + [Finding("measure", rule, confidence, False)] * wrong


def test_one_lucky_hit_makes_no_certainty():
    shares = measure_shares([*build_findings("a", 0.5, 1, 0), *build_findings("b", 0.5, 30, 30)])
    assert shares["measure"].rules["a"][0].share < 0.7


def test_bands_have_enough_findings_and_do_not_fall():
    findings = [
        *build_findings("a", 0.95, 10, 20),
        *build_findings("a", 0.65, 25, 5),
        *build_findings("a", 0.1, 5, 25),
        *build_findings("a", 0.45, 1, 1),
    ]
    bands = measure_shares(findings)["measure"].rules["a"]
    assert [band.share for band in bands] == sorted(band.share for band in bands)
    assert bands[0].share < 0.3 < bands[-1].share


def test_measuring_twice_gives_the_same():
    findings = [*build_findings("b", 0.95, 10, 20), *build_findings("a", 0.65, 25, 5)]
    assert msgspec.json.encode(measure_shares(findings)) == msgspec.json.encode(
        measure_shares(reversed(findings))
    )
