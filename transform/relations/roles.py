"""Roles: who implements, supports and funds what, who assists whom, and who gains."""

import re
from collections.abc import Iterator, Sequence

from extract.records import Block, Document
from transform.cues import find_roles_of
from transform.records import Mention, RelationMention
from transform.relations.arrangements import find_arrangements
from transform.relations.context import MentionIndex, tie
from transform.relations.gains import find_gains, is_helped
from transform.relations.role_cues import (
    NATIONAL,
    continues_list,
    get_type,
    read_column_role,
    read_cue,
    read_role_before,
)
from transform.roles_of_document import Parties, find_parties

STATED, SUBJECT, COLUMN = 0.75, 0.7, 0.9  # confidence, by what shows the role
_DOING = re.compile(
    r"(?:\s*\([^)]*\))?[\s,]*(?:(?:will|shall|must|should|is|are|has|have|to|also|therefore|further|plans?|intends?|aims?|seeks?|"
    r"wish(?:es)?|wants?|continues?|continued?|committed|required|expected|mandated|determined|be|been|being|its|their|intention|"
    r"stated|reiterated|announced|agreed|decided|currently|now|in|addition|the|lead|agency|responsible|for|of|full|"
    r"responsibility|focus(?:ed|ing)?|on|interested|opportunities|looking|by|working|regularly|\d{4}|and)\b[\s,]*)*"
)


def find_roles(
    document: Document, mentions: Sequence[Mention], ties: Sequence[RelationMention]
) -> list[RelationMention]:
    """Return the ties between actors and what they do.

    Args:
        document: The document.
        mentions: All that were found in it.
        ties: Of the structure: what is part of what.
    """
    index = MentionIndex(document, mentions)
    parties = find_parties(document)
    placed = {item.source for item in ties if item.relation in ("part_of", "contributes_to")}
    actions = index.of_kind("measure", "area")
    found = [item for action in actions for item in find_in_sentence(action, index, parties)]
    cued = {(item.source, item.target) for item in found}
    doers = [item for action in actions for item in find_doers(action, index, parties, placed)]
    found += [item for item in doers if (item.source, item.target) not in cued]
    found += [item for action in actions for item in find_in_row(action, index)]
    found += find_gains(index, parties, found)
    found += find_arrangements(document, index, parties, ties, found)
    return found


def find_in_sentence(action: Mention, index: MentionIndex, parties: Parties) -> Iterator[RelationMention]:
    """Yield the roles that words right before the actors in an action's sentence give them.

    "UNDP will, in cooperation with the Ministry of Health, UNICEF and WHO, train …": what is said of the
    first of a list is said of all.
    """
    text, sentence = index.document.text, action.evidence.span
    role, last = "", sentence.start
    for actor in index.within(sentence, "actor"):
        place = actor.evidence.focus
        own = read_role_before(text[sentence.start : place.start], actor)
        if own or not (role and continues_list(text[last : place.start])):
            role = own
        last = place.end
        if role and not is_own(actor, parties) and belongs_to(action, actor, index):
            yield tie(
                actor, role, action, f"roles/{role}-cue", STATED * action.confidence, evidence=action.evidence
            )


def belongs_to(action: Mention, actor: Mention, index: MentionIndex) -> bool:
    """Tell whether an actor in the same sentence belongs to this action and not to another one there.

    Of several measures in a sentence it is the one that names the actor, else the nearest before it, else
    the first.
    """
    others = index.within(action.evidence.span, action.kind)
    if len(others) <= 1:
        return True
    place = actor.evidence.focus
    naming = [item for item in others if item.evidence.focus.start <= place.start < item.evidence.focus.end]
    before = [item for item in others if item.evidence.focus.end <= place.start]
    nearest = naming[-1] if naming else before[-1] if before else others[0]
    return nearest.id == action.id


def find_doers(
    action: Mention, index: MentionIndex, parties: Parties, placed: set[str]
) -> Iterator[RelationMention]:
    """Yield the tie to the subject of an action's sentence: "[The Council] shall [approve the plan]".

    A donor is the subject of all that its strategy says: it is tied only to what stands under no area, and
    what it pays for or helps with it does not itself carry out.
    """
    text, sentence, focus = index.document.text, action.evidence.span, action.evidence.focus
    subjects = [
        actor
        for actor in index.within(sentence, "actor")
        if actor.evidence.focus.end <= focus.start
        and _DOING.fullmatch(text[actor.evidence.focus.end : focus.start])
    ]
    for actor in subjects[-1:]:
        donor = actor.key == f"government:{parties.donor}"
        if action.kind == "area" or (donor and action.id in placed) or is_helped(actor, sentence, index):
            continue
        confidence = SUBJECT * action.confidence
        if read_cue("receiving").match(text[focus.start : focus.end]):
            yield tie(action, "benefits", actor, "roles/receives", confidence)
        else:
            role = read_doing(index, action) if donor else "implements"
            yield tie(actor, role, action, "roles/subject", confidence, evidence=action.evidence)


def is_own(actor: Mention, parties: Parties) -> bool:
    """Tell whether an actor is the government whose document it is."""
    return actor.key in (f"government:{parties.owner}", f"government:{parties.donor}")


def read_doing(index: MentionIndex, action: Mention) -> str:
    """Return what a donor does by a measure: it funds, supports or itself implements it."""
    text = index.document.text
    words = text[action.evidence.focus.start : action.evidence.focus.end]
    sentence = text[action.evidence.span.start : action.evidence.span.end]
    opening = " ".join(words.split()[:4])
    if read_cue("funding").match(opening) or (
        read_cue("helping").search(opening)
        and (
            read_cue("money").search(sentence) or re.search(r"\bcontribution|\bfunds?\b|\bshare of", sentence)
        )
    ):
        return "funds"
    return "supports" if read_cue("helping").search(opening) else "implements"


def find_in_row(action: Mention, index: MentionIndex) -> Iterator[RelationMention]:
    """Yield what the actors of a table row do for its measure, by the headers of their columns.

    "Lead agency", "Partners", "Source of funds", "Beneficiaries"; a column that only says that actors stand
    in it means that offices implement and others support.
    """
    block: Block = index.home(action)
    for cell in block.cells:
        role = read_column_role(cell.header)
        if not role and "actors" not in find_roles_of(cell.header):
            continue
        for actor in index.within(cell.span, "actor"):
            own = role or ("implements" if get_type(actor) in NATIONAL else "supports")
            ends = (action, own, actor) if own == "benefits" else (actor, own, action)
            yield tie(*ends, "roles/column", COLUMN * action.confidence, evidence=actor.evidence)
