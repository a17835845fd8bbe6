"""Actors, actions and what is tied to them, for the tests of roles and links; no model is needed."""

import msgspec

from extract.records import Document
from tests.transform.sector_builders import mention
from transform.records import Mention, RelationMention


def actor(document: Document, words: str, actor_type: str = "public_agency", key: str = "") -> Mention:
    """Return a mention of an actor of a type; a key of a group or government says who it is."""
    found = mention(document, "actor", words)
    return msgspec.structs.replace(found, key=key or found.key, attributes=(("actor_type", actor_type),))


def group(document: Document, words: str) -> Mention:
    """Return a mention of a group of people."""
    return actor(document, words, "population_group", f"group:{words.lower()}")


def overall_goal(document: Document, words: str) -> Mention:
    """Return a mention of the overall goal."""
    return msgspec.structs.replace(mention(document, "goal", words), attributes=(("level", "overall"),))


def name_ties(ties: list[RelationMention], *mentions: Mention) -> set[tuple[str, str, str, str]]:
    """Return source, relation, target and rule of each tie, the ends by name."""
    names = {one.id: one.name for one in mentions}
    return {(names[one.source], one.relation, names[one.target], one.rule) for one in ties}
