"""Of many areas only those are weighed that something may well belong to; of few all."""

import pytest

from tests.builders import build_evidence
from transform.records import Mention
from transform.relations.rivals import MOST_WEIGHED, NEAREST, RARE, Rivals, Thing
from transform.wording import list_stems

MANY = MOST_WEIGHED + 200


def build_thing(kind, number, name, *, overall=False):
    evidence = build_evidence(name, start=1000 * number)
    mention = Mention(f"{kind}:{number}", kind, name, f"{number}", "test", 1.0, evidence)
    return Thing(
        kind=kind,
        key=f"{number}",
        mentions=(mention,),
        stems=list_stems(name),
        around=frozenset(),
        topics=frozenset(),
        numbers=frozenset(),
        overall=overall,
        places=(number,),
        sections=frozenset(),
        forms=("heading",),
        spans=frozenset({evidence.span}),
    )


def build_areas(count):
    return [build_thing("area", 2 * number, f"services in region {number}") for number in range(count)]


@pytest.mark.parametrize("count", [1, MOST_WEIGHED])
def test_of_few_areas_all_are_weighed_in_the_order_of_the_text(count):
    areas = build_areas(count)
    child = build_thing("measure", 1, "build a pier")
    assert Rivals(areas).choose(child, ()) == areas


def test_an_area_is_not_weighed_against_itself():
    areas = build_areas(3)
    assert Rivals(areas).choose(areas[1], ()) == [areas[0], areas[2]]


def test_of_many_areas_the_near_the_ones_above_and_those_with_a_rare_word_are_weighed():
    areas = build_areas(MANY)
    child = build_thing("measure", 201, "open a clinic for services in region 7")
    chosen = [int(thing.key) for thing in Rivals(areas).choose(child, {f"{2 * 250}", "of another kind"})]
    near = [2 * number for number in range(101 - NEAREST, 101 + NEAREST)]
    assert chosen == [2 * 7, *near, 2 * 250]


def test_overall_goals_are_weighed_wherever_they_stand_but_not_without_end():
    goals = [build_thing("goal", number, f"aim {number}", overall=True) for number in range(MANY)]
    child = build_thing("measure", MANY, "build a pier")
    chosen = [int(thing.key) for thing in Rivals(goals).choose(child, ())]
    assert chosen == [*range(RARE), *range(MANY - NEAREST, MANY)]


def test_the_last_groups_before_something_are_ranked_and_each_counts_once():
    areas = build_areas(9)
    twice = build_thing("area", 2 * 7 + 1, "services in region 7")
    again = [thing for thing in areas if thing.key != "14"] + [
        Thing(**{**{name: getattr(twice, name) for name in Thing.__struct_fields__}, "key": "14"}),
    ]
    mention = build_thing("measure", 100, "build a pier").mentions[0]
    assert Rivals(again).rank_before(mention) == ["16", "14", "12", "10"]
