"""Gains: for whom a measure or area is, and which country or body a donor assists by it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.records import Span
from transform.records import Mention, RelationMention
from transform.relations.context import MentionIndex, tie
from transform.relations.role_cues import continues_list, get_type, read_role_cues
from transform.roles_of_document import Parties

NAMED, HELPED, ASSISTED = (
    0.75,
    0.65,
    0.7,
)  # confidence: named in the measure, helped by it, assisted by a donor
GAINING = (
    "population_group",
    "private_sector",
    "ngo",
)  # types of groups that a measure is for when it names them


def find_gains(
    index: MentionIndex, parties: Parties, roles: Sequence[RelationMention]
) -> Iterator[RelationMention]:
    """Yield for whom each measure and area is, and whom the donor assists by it.

    Args:
        index: What stands where.
        parties: Whose document it is.
        roles: Found before: whoever does a thing does not gain by it.
    """
    doing = {(item.source, item.target) for item in roles}
    donor = next(
        (actor for actor in index.of_kind("actor") if actor.key == f"government:{parties.donor}"), None
    )
    for action in index.of_kind("measure", "area"):
        for actor in list_gaining(action, index, parties):
            if (actor.id, action.id) in doing:
                continue
            yield tie(action, "benefits", actor, "roles/named-in-measure", NAMED * action.confidence)
            if donor is not None and get_type(actor) == "government" and actor.key != donor.key:
                confidence = ASSISTED * action.confidence
                yield tie(donor, "assists", actor, "roles/donor-helps", confidence, evidence=action.evidence)


def list_gaining(action: Mention, index: MentionIndex, parties: Parties) -> list[Mention]:
    """Return who gains by an action: whom it names, and whom its sentence says right before that it helps."""
    text, focus = index.document.text, action.evidence.focus
    found: list[Mention] = []
    for actor in index.within(action.evidence.span, "actor"):
        place = actor.evidence.focus
        if parties.owns(actor.key, actor.name):
            continue
        if focus.start <= place.start and place.end <= focus.end:
            listed = bool(found) and continues_list(text[found[-1].evidence.focus.end : place.start])
            if names_gaining(actor) or listed or is_helped(actor, focus, index):
                found.append(actor)
        elif (
            place.end <= focus.start
            and leads_to(text[place.end : focus.start])
            and is_helped(actor, action.evidence.span, index)
        ):
            found.append(actor)
    return found


def leads_to(between: str) -> bool:
    """Tell whether nothing but "to" stands between whom a sentence helps and what for."""
    return between.strip() in ("", "to")


def names_gaining(actor: Mention) -> bool:
    """Tell whether an actor is a group for which a measure that names it is."""
    return get_type(actor) in GAINING and actor.key.startswith("group:")


@cache
def read_helped_pattern() -> re.Pattern[str]:
    """Return the pattern of the words right before whom a measure helps."""
    return re.compile(rf"\b(?:{read_role_cues().helped_before})\s$", re.IGNORECASE)


def is_helped(actor: Mention, within: Span, index: MentionIndex) -> bool:
    """Tell whether words of help stand right before an actor: "help the Government to …", not "its coast"."""
    text, place = index.document.text, actor.evidence.focus
    owning = text[place.end : place.end + 2] in ("\u2019s", "'s")
    return not owning and read_helped_pattern().search(text[within.start : place.start]) is not None
