"""Roles: who implements, supports and funds what, who assists whom, and who gains."""

from collections.abc import Iterator, Sequence

from extract.records import Block, Document
from transform.cues import find_roles_of
from transform.records import Mention, RelationMention
from transform.relations.arrangements import find_arrangements
from transform.relations.context import MentionIndex, tie
from transform.relations.doers import find_doers
from transform.relations.gains import find_gains
from transform.relations.role_cues import (
    NATIONAL,
    continues_list,
    get_type,
    read_column_role,
    read_role_before,
)
from transform.roles_of_document import Parties, find_parties

STATED, COLUMN = 0.75, 0.9  # confidence, by what shows the role


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
        if role and not parties.owns(actor.key, actor.name) and belongs_to(action, actor, index):
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
