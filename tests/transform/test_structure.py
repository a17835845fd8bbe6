"""Structure: what belongs to what in made-up plans, by the printed order and by words."""

import msgspec
import pytest

from transform.annotate import annotate
from transform.mentions.document import find_document
from transform.mentions.policy import find_policy
from transform.mentions.targets import find_targets
from transform.models.linear import LinearModel
from transform.relations.kinship import Kinship, describe_surety
from transform.relations.structure import find_structure

KINDS = ("area", "goal", "measure", "none", "target")
IMPERATIVES = LinearModel(KINDS, (0.0, 0.0, 0.0, 2.0, 0.0), {"rule=imperative": (0.0, 0.0, 6.0, 0.0, 0.0)})
NEVER = LinearModel(("apart", "belongs"), (9.0, 0.0), {})
PRINTED = LinearModel(("apart", "belongs"), (9.0, 0.0), {"above=first": (0.0, 18.0)})

PLAN = """## Priority areas

### Safe harbours

- Build a new pier in the old port
- Train the guards of the harbours

### Clean water

- Build boreholes in the dry villages
- Protect the springs in the hills
"""


@pytest.fixture
def tie_up(parse):
    def tie_text(text, model=None):
        document, passages = parse(text)
        mentions = [
            *find_document(document),
            *find_policy(document, passages, model=IMPERATIVES),
            *find_targets(document, passages),
        ]
        names = {mention.id: mention.name for mention in mentions}
        ties = find_structure(document, mentions, model=model)
        return {(names[tie.source], tie.relation, names[tie.target]): tie for tie in ties}

    return tie_text


def test_a_measure_is_part_of_the_area_that_it_is_printed_under(tie_up):
    ties = tie_up(PLAN)
    tie = ties["Build a new pier in the old port", "part_of", "Safe harbours"]
    assert (tie.rule, tie.basis) == ("structure/under-heading", "stated")
    assert tie.evidence.quote.startswith("Build a new pier")
    assert ("Build boreholes in the dry villages", "part_of", "Clean water") in ties
    assert ("Build boreholes in the dry villages", "part_of", "Safe harbours") not in ties


def test_a_group_is_known_by_how_sure_it_is_and_the_outer_one_by_the_inner_one_too(parse):
    text = "## Pillar 1: Safe coasts\n\n### Area A: Harbours\n\n- Build a pier\n- Train the guards"
    document, passages = parse(text)
    sure = {"Safe coasts": 0.9, "Harbours": 0.35}
    mentions = [
        msgspec.structs.replace(one, confidence=sure.get(one.name, one.confidence))
        for one in find_policy(document, passages, model=IMPERATIVES)
    ]
    known = {
        (one.mentions[0].name, other.mentions[0].name): features
        for one, other, features in Kinship(document, mentions).list_pairs()
    }
    inner, outer = known["Build a pier", "Harbours"], known["Build a pier", "Safe coasts"]
    assert "parent-sure=1" in inner
    assert {"inner-sure=1", "parent-sure=5"} <= set(outer)
    assert not any(name.startswith("inner-sure") for name in inner)


def test_what_a_reader_has_marked_bears_no_surety():
    assert list(describe_surety("parent", 1.0)) == []
    assert list(describe_surety("parent", 0.6)) == ["parent-sure=3"]


def test_the_document_states_its_areas_and_what_stands_under_none(tie_up):
    ties = tie_up(PLAN, NEVER)
    assert {relation for _, relation, _ in ties} == {"states"}
    stated = {target for _, _, target in ties}
    assert {"Safe harbours", "Build a new pier in the old port"} <= stated


def test_what_has_a_place_is_not_stated_by_the_document(tie_up):
    stated = {target for _, relation, target in tie_up(PLAN, PRINTED) if relation == "states"}
    assert "Safe harbours" in stated
    assert "Build a new pier in the old port" not in stated


def test_the_chance_that_the_model_gives_is_the_confidence(tie_up):
    ties = tie_up(PLAN, PRINTED)
    assert {tie.confidence for (_, relation, _), tie in ties.items() if relation == "part_of"} == {0.9999}


def read_features(parse, text, child, parent):
    document, passages = parse(text)
    mentions = [*find_policy(document, passages, model=IMPERATIVES), *find_targets(document, passages)]
    for one, other, features in Kinship(document, mentions).list_pairs():
        if one.mentions[0].name.startswith(child) and other.mentions[0].name.startswith(parent):
            return set(features)
    return None


@pytest.mark.parametrize(
    ("child", "parent", "present", "absent"),
    [
        ("Build a new pier", "Safe harbours", "above=under-heading+first", "free"),
        ("Build a new pier", "Clean water", "before=none", "above=first"),
        ("Build boreholes", "Clean water", "before=1", "above=later"),
        ("Build boreholes", "Safe harbours", "before=2", "above=first"),
        ("Train the guards", "Safe harbours", "words=most", "number-under"),
    ],
)
def test_what_speaks_for_a_tie_is_how_things_are_printed_and_what_words_they_share(
    parse, child, parent, present, absent
):
    features = read_features(parse, PLAN, child, parent)
    assert present in features
    assert absent not in features


def test_every_feature_is_given_once_alone_and_once_with_the_kinds_of_its_ends(parse):
    features = read_features(parse, PLAN, "Build a new pier", "Safe harbours")
    alone = {name for name in features if ":" not in name and ">" not in name}
    assert {f"measure>area:{name}" for name in alone} <= features


def test_the_order_of_the_mentions_makes_no_difference(parse):
    document, passages = parse(PLAN)
    mentions = [*find_policy(document, passages, model=IMPERATIVES), *find_targets(document, passages)]
    ties = find_structure(document, mentions)
    turned = find_structure(document, mentions[::-1])
    assert {tie.id for tie in ties} == {tie.id for tie in turned}


def test_a_document_without_goals_and_areas_has_no_ties_but_its_own(parse, nlp):
    document, _ = parse("The ministry will dig wells in the dry villages.")
    relations = {tie.relation for tie in annotate(document, nlp).relations}
    assert relations & {"part_of", "contributes_to"} == set()


def test_words_are_weighed_the_same_in_whatever_order_a_set_holds_them(parse):
    document, passages = parse(PLAN)
    kinship = Kinship(document, find_policy(document, passages, model=IMPERATIVES))
    weights = {f"word{number}": 0.1 * (number % 7 + 1) for number in range(40)}
    shares = set()
    for turn in range(len(weights)):
        names = list(weights)[turn:] + list(weights)[:turn]
        kinship.weights = {name: weights[name] for name in names}
        shares.add(kinship.weigh(names))
    assert len(shares) == 1
