"""Ids: the same parts give the same id, other parts another, and each is an XML name token."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transform.ids import (
    DIGEST_LENGTH,
    SLUG_LENGTH,
    build_digest,
    build_entity_id,
    build_mention_id,
    build_relation_id,
    build_relation_mention_id,
    build_slug,
)

NMTOKEN = re.compile(r"[A-Za-z0-9._:-]+")


@pytest.mark.parametrize(
    ("kind", "key", "name"),
    [
        ("sector", "DAC-CRS:32210", "sector:DAC-CRS:32210"),
        ("sdg", "UNSDG:6.1", "sdg:UNSDG:6.1"),
        ("actor", "government:JP", "actor:government:JP"),
        ("actor", "organisation:KE:ministry-of-rivers", "actor:organisation:KE:ministry-of-rivers"),
    ],
)
def test_a_key_of_safe_characters_is_the_id(kind, key, name):
    assert build_entity_id(kind, key) == name


def test_ids_do_not_change_from_one_version_to_the_next():
    assert build_digest("a", "bc") == "5310a5878878"
    assert build_entity_id("goal", "safe water").startswith("goal:safe-water:")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a", "bc"), ("ab", "c")),
        (("a",), ("a", "")),
        (("", "a"), ("a", "")),
        (("1:a",), ("a",)),
        (("Priority area 1",), ("Priority area 2",)),
        (("é",), ("e",)),
        ((), ("",)),
    ],
)
def test_other_parts_give_another_digest(one, other):
    assert build_digest(*one) != build_digest(*other)
    assert len(build_digest(*one)) == DIGEST_LENGTH


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Ministry of Rivers", "ministry-of-rivers"),
        ("  Côte d’Ivoire! ", "cote-divoire"),
        ("A & B / C", "a-b-c"),
        ("水", ""),
        ("", ""),
        ("---", ""),
    ],
)
def test_a_slug_is_lower_case_words_and_hyphens(text, slug):
    assert build_slug(text) == slug


def test_a_slug_is_cut_without_a_hyphen_at_its_end():
    slug = build_slug("river " * 40)
    assert len(slug) <= SLUG_LENGTH
    assert not slug.endswith("-")


def test_long_keys_with_a_common_beginning_have_ids_of_their_own():
    words = "clean water for every village of the hills and of the plains and of the coast "
    assert build_entity_id("goal", words + "by 2030") != build_entity_id("goal", words + "by 2040")


def test_the_kind_is_part_of_the_id():
    assert build_entity_id("goal", "clean water") != build_entity_id("area", "clean water")


def test_the_direction_and_the_name_of_a_tie_are_part_of_its_id():
    assert build_relation_id("a", "supports", "b") == build_relation_id("a", "supports", "b")
    ids = {
        build_relation_id("a", "supports", "b"),
        build_relation_id("b", "supports", "a"),
        build_relation_id("a", "funds", "b"),
        build_relation_mention_id("a", "supports", "b"),
    }
    assert len(ids) == 4


def test_the_place_is_part_of_a_mentions_id():
    ids = {
        build_mention_id("goal", "water", 0, 5),
        build_mention_id("goal", "water", 5, 10),
        build_mention_id("area", "water", 0, 5),
        build_mention_id("goal", "roads", 0, 5),
    }
    assert len(ids) == 4


@settings(deadline=None)
@given(st.sampled_from(["goal", "actor"]), st.text(min_size=1, max_size=80))
def test_every_id_is_a_name_token_and_stable(kind, key):
    assert NMTOKEN.fullmatch(build_entity_id(kind, key))
    assert NMTOKEN.fullmatch(build_mention_id(kind, key, 3, 9))
    assert NMTOKEN.fullmatch(build_relation_id(key, "part_of", kind))
    assert build_entity_id(kind, key) == build_entity_id(kind, key)


@settings(deadline=None)
@given(st.lists(st.text(max_size=20), min_size=2, max_size=30, unique=True))
def test_different_keys_have_different_ids(keys):
    assert len({build_entity_id("goal", key) for key in keys}) == len(keys)
