import math
from itertools import combinations

import pytest

from load.force import LENGTH, lay_out_by_force, part_dots
from load.layout import build_scene
from load.style import size_of
from tests.builders import build_entity, build_facts, build_many, build_policy, build_relation
from transform.records import Facts


def lay_out(facts: Facts) -> dict[str, tuple[float, float]]:
    return dict(lay_out_by_force(facts, build_scene(facts)).places)


@pytest.mark.parametrize(
    "facts", [build_facts([]), build_policy(), build_many(300, 3)], ids=["none", "one", "many"]
)
def test_every_entity_has_a_place_and_always_the_same(facts: Facts):
    places = lay_out(facts)
    assert set(places) == {entity.id for entity in facts.entities}
    assert places == lay_out(facts)


def test_no_two_dots_touch():
    facts = build_many(300, 3)
    places, ties = lay_out(facts), dict.fromkeys((entity.id for entity in facts.entities), 0)
    for relation in facts.relations:
        ties[relation.source] += 1
        ties[relation.target] += 1
    for one, other in combinations(places, 2):
        wanted = (size_of(ties[one]) + size_of(ties[other])) / 2
        assert math.dist(places[one], places[other]) >= wanted, (one, other)


def test_tied_entities_stand_nearer_than_others():
    facts = build_many(300, 6)
    places = lay_out(facts)
    tied = [math.dist(places[tie.source], places[tie.target]) for tie in facts.relations]
    others = [math.dist(places[one], places[other]) for one, other in combinations(sorted(places), 2)]
    assert sum(tied) / len(tied) < 0.7 * sum(others) / len(others)


def test_parts_that_nothing_ties_stay_in_sight():
    issues = [build_entity("issue", f"issue {number}") for number in range(40)]
    assert max(math.hypot(x, y) for x, y in lay_out(build_facts(issues)).values()) < LENGTH * 2 * math.sqrt(
        40
    )


def test_a_tie_to_itself_does_no_harm():
    one = build_entity("actor", "Ministry of Rivers")
    facts = build_facts([one], [build_relation(one, "assists", one)])
    assert len(lay_out(facts)) == 1


def test_dots_in_one_place_are_moved_apart():
    first, second = part_dots([(0.0, 0.0), (0.0, 0.0)], [20.0, 20.0])
    assert math.dist(first, second) >= 20
