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
NAMED_RULE = "roles/named-in-measure"
_PURPOSE = re.compile(
    r"(?:To|In order to|For|So as to|With a view to)\b"
    r"(?!.*\b(?:will|shall|should|must|is|are|was|were|has|have)\b)",
    re.DOTALL,
)  # how a sentence says for what its measure is, before it and without a verb of its own
_AT = re.compile(
    r"\b(?:in|for|to|among|other)\s(?:(?:all|the|other|our|its|their|more|poor|small) )*$", re.IGNORECASE
)


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
        for actor, rule in list_gaining(action, index, parties):
            if (actor.id, action.id) in doing:
                continue
            yield tie(action, "benefits", actor, rule, NAMED * action.confidence)
            if donor is not None and get_type(actor) == "government" and actor.key != donor.key:
                confidence = ASSISTED * action.confidence
                yield tie(donor, "assists", actor, "roles/donor-helps", confidence, evidence=action.evidence)


def list_gaining(action: Mention, index: MentionIndex, parties: Parties) -> Iterator[tuple[Mention, str]]:
    """Yield who gains by an action, and the rule: whom it names, and whom its sentence helps before it."""
    text, focus = index.document.text, action.evidence.focus
    last = focus.end
    for actor in index.within(action.evidence.span, "actor"):
        place = actor.evidence.focus
        if parties.owns(actor.key, actor.name):
            continue
        if focus.start <= place.start and place.end <= focus.end:
            listed = last < place.start and continues_list(text[last : place.start])
            if listed or is_for(actor, focus, index):
                last = place.end
                yield actor, NAMED_RULE
        elif place.end <= focus.start and is_meant(actor, action, index):
            yield actor, NAMED_RULE if leads_to(text[place.end : focus.start]) else "roles/purpose-before"


def is_for(actor: Mention, focus: Span, index: MentionIndex) -> bool:
    """Tell whether the words of an action say that it is for an actor that they name."""
    return names_gaining(actor) or is_helped(actor, focus, index) or is_place(actor, focus, index)


def is_meant(actor: Mention, action: Mention, index: MentionIndex) -> bool:
    """Tell whether a sentence says before an action for whom it is: "help X to …", "For all X, …"."""
    text, sentence, focus = index.document.text, action.evidence.span, action.evidence.focus
    between = text[actor.evidence.focus.end : focus.start]
    if leads_to(between):
        return is_helped(actor, sentence, index)
    opening = text[sentence.start : focus.start]
    return names_gaining(actor) and "," in between and _PURPOSE.match(opening) is not None


def is_place(actor: Mention, focus: Span, index: MentionIndex) -> bool:
    """Tell whether an action is for countries or local authorities, as a group: "in developing countries"."""
    before = index.document.text[focus.start : actor.evidence.focus.start]
    group = get_type(actor) in ("government", "local_government") and actor.key.startswith("group:")
    return group and _AT.search(before) is not None


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
