"""The lexicon of actors: how governments, offices, bodies and groups are named."""

import csv
from functools import cache

import msgspec

from extract.countries import split_names
from transform.cues import LEXICON


class ActorCues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names and cues of governments, offices and references (see `lexicon/actors.yaml`)."""

    government_brands: dict[str, tuple[str, ...]]
    government_nouns: tuple[str, ...]
    government_ranks: tuple[str, ...]
    state_forms: tuple[str, ...]
    acting_verbs: frozenset[str]
    acting_nouns: frozenset[str]
    place_words: frozenset[str]
    heads_before: dict[str, tuple[str, ...]]
    heads_after: dict[str, tuple[str, ...]]
    weak_heads: frozenset[str]
    city_openers: frozenset[str]
    state_ranks: frozenset[str]
    wide_names: frozenset[str]
    regional_openers: frozenset[str]
    shared_names: dict[str, str]
    other_names_before: frozenset[str]
    other_names_after: frozenset[str]
    state_institutions: tuple[str, ...]
    not_followed_by: frozenset[str]
    documents_of: frozenset[str]
    cited_bodies: frozenset[str]
    not_actors: frozenset[str]
    plain_abbreviations: frozenset[str]
    owner_words: frozenset[str]
    government_words: tuple[str, ...]
    bare_verbs: frozenset[str]
    city_others: tuple[str, ...]
    country_words: tuple[str, ...]
    pair_words: tuple[str, ...]
    short_heads: tuple[str, ...]


class GroupCues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of groups of people, firms and bodies (see `lexicon/actors_groups.yaml`)."""

    heads: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[str, ...]]
    country_heads: frozenset[str]
    country_kinds: frozenset[str]
    nominal_adjectives: tuple[str, ...]
    bare_heads: frozenset[str]
    light_words: frozenset[str]
    participles: frozenset[str]
    belongings: frozenset[str]
    amounts: frozenset[str]
    dealt_with: frozenset[str]
    not_before: frozenset[str]
    not_groups: frozenset[str]
    same: dict[str, str]
    tails: tuple[str, ...]
    regions: dict[str, str]


class Body(msgspec.Struct, frozen=True):
    """A well-known body: its name, its other names, the type of the actor and its country, if it has one."""

    name: str
    other_names: tuple[str, ...]
    actor_type: str
    country: str


@cache
def read_actor_cues() -> ActorCues:
    """Return the cues of governments, offices and references."""
    return msgspec.yaml.decode((LEXICON / "actors.yaml").read_bytes(), type=ActorCues)


@cache
def read_group_cues() -> GroupCues:
    """Return the names of groups."""
    return msgspec.yaml.decode((LEXICON / "actors_groups.yaml").read_bytes(), type=GroupCues)


@cache
def read_bodies() -> tuple[Body, ...]:
    """Return the well-known bodies, in the order of the list."""
    with (LEXICON / "actors_organisations.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Body(row["name"], split_names(row["other_names"]), row["actor_type"], row["country"])
            for row in csv.DictReader(file)
        )
