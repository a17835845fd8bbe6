"""The schema: every kind and relation that is relied on from outside, and no tie beside them."""

import itertools

import msgspec
import pytest

from transform.schema import SCHEMA_FILE, read_schema

KINDS = {
    "document": {"title", "publisher", "country", "year", "page_count", "language"},
    "goal": {"level"},
    "area": {"number"},
    "measure": {"commitment", "negated"},
    "target": {"value", "unit", "year", "baseline"},
    "sector": {"scheme", "code"},
    "sdg": {"scheme", "code"},
    "actor": {"actor_type", "country"},
    "issue": set(),
    "framework": set(),
    "place": {"country"},
}
TIES = {
    "states": {("document", "goal"), ("document", "area"), ("document", "measure"), ("document", "target")},
    "contributes_to": {("area", "goal"), ("measure", "goal"), ("goal", "goal")},
    "part_of": {
        ("measure", "area"),
        ("target", "area"),
        ("area", "area"),
        ("measure", "goal"),
        ("target", "goal"),
        ("area", "goal"),
        ("sector", "sector"),
    },
    "in_sector": {("goal", "sector"), ("area", "sector"), ("measure", "sector"), ("target", "sector")},
    "implements": {("actor", "measure"), ("actor", "area")},
    "supports": {("actor", "measure"), ("actor", "area")},
    "funds": {("actor", "measure"), ("actor", "area")},
    "assists": {("actor", "actor")},
    "benefits": {("measure", "actor"), ("area", "actor")},
    "addresses": {("goal", "issue"), ("area", "issue"), ("measure", "issue")},
    "aligned_with": {
        (source, target)
        for source in ("goal", "area", "measure", "document")
        for target in ("framework", "sdg")
    },
    "located_in": {("measure", "place"), ("area", "place"), ("actor", "place")},
    "cites": {("document", "document"), ("document", "framework")},
}


def test_the_kinds_are_those_relied_on():
    assert set(read_schema().kinds) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_the_attributes_relied_on(kind):
    assert KINDS[kind] <= set(read_schema().kinds[kind].attributes)


def test_the_relations_are_those_relied_on():
    assert set(read_schema().relations) == set(TIES)


@pytest.mark.parametrize("relation", TIES)
def test_a_relation_ties_what_it_may_and_nothing_else(relation):
    allowed = {
        (source, target)
        for source, target in itertools.product(KINDS, repeat=2)
        if read_schema().allows(source, relation, target)
    }
    assert allowed == TIES[relation]


@pytest.mark.parametrize("relation", TIES)
def test_a_relation_reads_as_words(relation):
    assert read_schema().relations[relation].reads.replace("_", " ").strip()


@pytest.mark.parametrize(
    ("source", "relation", "target"),
    [
        ("measure", "implements", "actor"),
        ("area", "supports", "actor"),
        ("sector", "in_sector", "measure"),
        ("actor", "cites", "framework"),
        ("issue", "addresses", "goal"),
        ("measure", "is_part_of", "area"),
        ("measure", "", "area"),
        ("", "part_of", "area"),
        ("measure", "part_of", "pillar"),
        ("MEASURE", "part_of", "area"),
    ],
)
def test_a_wrong_tie_is_refused(source, relation, target):
    assert not read_schema().allows(source, relation, target)


def test_every_end_of_a_relation_is_a_kind():
    ends = {
        kind
        for rule in read_schema().relations.values()
        for source, targets in rule.ends.items()
        for kind in (source, *targets)
    }
    assert ends <= set(read_schema().kinds)


def test_every_closed_list_belongs_to_an_attribute_or_the_basis():
    attributes = {name for rule in read_schema().kinds.values() for name in rule.attributes}
    assert set(read_schema().values) <= attributes | {"basis"}
    assert all(len(values) == len(set(values)) for values in read_schema().values.values())


def test_the_strengths_of_commitment_and_types_of_actors_are_those_relied_on():
    values = read_schema().values
    assert values["commitment"] == ("committed", "planned", "recommended", "possible")
    assert set(values["actor_type"]) == {
        "government",
        "public_agency",
        "local_government",
        "multilateral",
        "ngo",
        "private_sector",
        "academic",
        "population_group",
    }


@pytest.mark.parametrize(
    "change",
    ["colours: {}\n", "kinds: []\n", "relations: {likes: {ends: {actor: [goal]}}}\n"],
)
def test_a_schema_with_an_unknown_or_missing_field_is_refused(tmp_path, change):
    name = change.split(":")[0]
    kept = [part for part in SCHEMA_FILE.read_text().split("\n\n") if not part.startswith(f"{name}:")]
    path = tmp_path / "schema.yaml"
    path.write_text("\n\n".join([*kept, change]))
    with pytest.raises(msgspec.ValidationError):
        read_schema(path)
