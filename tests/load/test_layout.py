from itertools import pairwise

import pytest

from load.layout import build_scene, lay_out, plan_layout
from tests.builders import build_entity, build_evidence, build_facts, build_many, build_policy, build_relation
from transform.records import Facts

GRAPHS = {
    "nothing": build_facts([]),
    "a policy": build_policy(),
    "many documents": build_many(600, 6),
    "one long document": build_many(600, 1),
}


@pytest.mark.parametrize("facts", GRAPHS.values(), ids=GRAPHS.keys())
def test_every_entity_has_a_place_and_no_cards_overlap(facts: Facts):
    scene = build_scene(facts)
    layout = lay_out(scene, scene.kinds)
    assert set(layout.places) == {entity.id for entity in facts.entities}
    boxes = []
    for name, (x, y) in layout.places.items():
        card = scene.cards[name]
        boxes.append((x - card.width / 2, y - card.height / 2, x + card.width / 2, y + card.height / 2))
    boxes.sort()
    active: list[tuple[float, float, float, float]] = []
    for box in boxes:
        active = [other for other in active if other[2] > box[0] + 0.2]
        for other in active:
            assert box[3] <= other[1] + 0.2 or box[1] >= other[3] - 0.2, (box, other)
        active.append(box)


def test_goals_stand_above_areas_and_areas_above_measures():
    facts = build_policy()
    heights = {
        entity.label: plan_layout(facts).whole.places[entity.id][1]
        for entity in facts.entities
        if entity.kind in ("document", "goal", "area", "measure")
    }
    order = [
        "Water for All Plan",
        "safe water for every household",
        "healthier rivers by 2035",
        "Rural water supply",
        "build forty water points",
    ]
    assert all(heights[above] < heights[below] for above, below in pairwise(order)), heights


def test_lanes_stand_at_the_sides():
    facts = build_policy()
    places = plan_layout(facts).whole.places
    columns = {
        kind: [places[entity.id][0] for entity in facts.entities if entity.kind == kind]
        for kind in ("issue", "actor", "area", "sector", "framework")
    }
    assert max(columns["issue"] + columns["actor"]) < min(columns["area"])
    assert max(columns["area"]) < min(columns["sector"] + columns["framework"])


def test_what_is_under_an_area_stands_in_its_column():
    area = build_entity("area", "Roads", build_evidence("Roads", start=0))
    other = build_entity("area", "Bridges", build_evidence("Bridges", start=500))
    measures = [
        build_entity(
            "measure", f"mend road {number}", build_evidence(f"mend road {number}", start=10 + number)
        )
        for number in range(4)
    ]
    ties = [build_relation(measure, "part_of", area) for measure in measures]
    facts = build_facts([area, other, *measures], ties)
    places = plan_layout(facts).whole.places
    column = [places[area.id], *(places[measure.id] for measure in measures)]
    assert {x for x, _ in column} == {places[area.id][0]}
    assert [y for _, y in column] == sorted(y for _, y in column), "in the order of the text"


def test_a_layout_of_a_part_holds_that_part_alone():
    facts = build_policy()
    scene = build_scene(facts)
    goals = [entity.id for entity in facts.entities if entity.kind == "goal"]
    assert set(lay_out(scene, goals).places) == set(goals)


def test_the_shape_suits_a_screen():
    scene = build_scene(build_many(400, 5))
    layout = lay_out(scene, scene.kinds)
    assert 0.7 < layout.width / layout.height < 3.0
