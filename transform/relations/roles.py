"""Roles: who implements, supports and funds what, who assists whom, and who gains."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from extract.records import Block, Document, Span
from transform.cues import LEXICON, find_roles_of
from transform.evidence import build_evidence
from transform.records import Evidence, Mention, RelationMention
from transform.relations.context import MentionIndex, tie
from transform.roles_of_document import Parties, find_parties

STATED, SUBJECT, COLUMN, WITHIN, ROLE = 0.8, 0.75, 0.9, 0.8, 0.65  # confidence, by what shows the role
GAINING = ("population_group", "private_sector")  # types of actors that a measure is for when it names them
_MONEY = re.compile(r"[£$€]\s?\d|\b(?:USD|US\$|EUR|GBP|JPY)\s?\d|\d\s*(?:million|billion)", re.IGNORECASE)


class RoleCues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lexicon of roles (see `lexicon/roles.yaml`)."""

    implements: tuple[str, ...]
    supports: tuple[str, ...]
    funds: tuple[str, ...]


@cache
def read_role_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return for each role the pattern of the words right before the actor."""
    cues = msgspec.yaml.decode((LEXICON / "roles.yaml").read_bytes(), type=RoleCues)
    return tuple(
        (role, re.compile(rf"(?:{'|'.join(getattr(cues, role))})\s+(?:[\w,/-]+\s+){{0,3}}$", re.IGNORECASE))
        for role in ("implements", "supports", "funds")
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
    found = [
        item
        for action in index.of_kind("measure", "area")
        for item in find_in_sentence(action, index, parties, placed)
    ]
    found += [
        item for action in index.of_kind("measure", "area") for item in find_gaining(action, index, parties)
    ]
    found += [item for action in index.of_kind("measure") for item in find_in_row(action, index)]
    found += tie_parties(document, index, parties, ties)
    return found


def find_in_sentence(
    action: Mention, index: MentionIndex, parties: Parties, placed: set[str]
) -> Iterator[RelationMention]:
    """Yield the roles of the actors in the sentence that a measure or area stands in."""
    text = index.document.text
    sentence, focus = action.evidence.span, action.evidence.focus
    for actor in index.within(sentence, "actor"):
        place = actor.evidence.focus
        role = read_cue(text[sentence.start : place.start])
        if role:
            yield tie(
                actor, role, action, f"roles/{role}-cue", STATED * action.confidence, evidence=action.evidence
            )
        elif place.end <= focus.start and is_doer(text[place.end : focus.start]):
            own = actor.key in (f"government:{parties.owner}", f"government:{parties.donor}")
            if not own or action.id not in placed:
                yield tie(
                    actor,
                    "implements",
                    action,
                    "roles/subject",
                    SUBJECT * action.confidence,
                    evidence=action.evidence,
                )


def read_cue(before: str) -> str:
    """Return the role that the words right before an actor give it, or ""."""
    for role, pattern in read_role_patterns():
        if pattern.search(before[-90:]):
            return role
    return ""


def is_doer(between: str) -> bool:
    """Tell whether only a verb's opening stands between an actor and the measure: "[The Council] shall [approve …]"."""
    return bool(
        re.fullmatch(
            r"(?:\s*\([^)]*\))?[\s,]*(?:will|shall|must|should|is to|are to|plans? to|intends? to|aims? to|seeks? to|is|are|has|have|to|also|therefore|"
            r"further|continue[sd]?|committed|required|expected|mandated|the|lead|agency|government|government's|responsible|for|be|\s|,)*",
            between.lower(),
        )
    )


def find_gaining(action: Mention, index: MentionIndex, parties: Parties) -> Iterator[RelationMention]:
    """Yield for whom a measure or area is: the groups and the partner government that its own words name."""
    for actor in index.within(action.evidence.focus, "actor"):
        kind = dict(actor.attributes).get("actor_type", "")
        partner = bool(parties.recipient) and actor.key == f"government:{parties.recipient}"
        helped = partner and re.search(
            r"\b(?:help|support|assist|enabl|strengthen)",
            index.document.text[action.evidence.focus.start : actor.evidence.focus.start],
        )
        if kind in GAINING or helped:
            yield tie(action, "benefits", actor, "roles/named-in-measure", WITHIN * action.confidence)


def find_in_row(action: Mention, index: MentionIndex) -> Iterator[RelationMention]:
    """Yield who is responsible for the measure of a table row, by the header of the column."""
    block: Block = index.home(action)
    for cell in block.cells:
        if "actors" in find_roles_of(cell.header):
            for actor in index.within(cell.span, "actor"):
                yield tie(
                    actor,
                    "implements",
                    action,
                    "roles/column",
                    COLUMN * action.confidence,
                    evidence=actor.evidence,
                )


def tie_parties(
    document: Document, index: MentionIndex, parties: Parties, ties: Sequence[RelationMention]
) -> Iterator[RelationMention]:
    """Yield what the parties to a document do by their role: donors support, owners implement its areas."""
    first = {actor.key: actor for actor in reversed(index.of_kind("actor"))}
    areas = index.of_kind("area")
    below = {item.source for item in ties if item.relation == "part_of"}
    donor, recipient = first.get(f"government:{parties.donor}"), first.get(f"government:{parties.recipient}")
    owner = first.get(f"government:{parties.owner}")
    if donor is not None:
        if recipient is not None:
            shown = show_title(document) or donor.evidence
            yield tie(donor, "assists", recipient, "roles/donor-of-document", 0.9, evidence=shown)
        money = find_spending(document, index, donor.key)
        for area in areas:
            yield tie(
                donor,
                "supports",
                area,
                "roles/donor-of-document",
                ROLE,
                basis="inferred",
                evidence=area.evidence,
            )
            if money is not None and area.id not in below:
                yield tie(donor, "funds", area, "roles/donor-spends", ROLE, basis="inferred", evidence=money)
    elif owner is not None:
        for area in areas:
            if area.id not in below:
                yield tie(
                    owner,
                    "implements",
                    area,
                    "roles/owner-of-document",
                    ROLE,
                    basis="inferred",
                    evidence=area.evidence,
                )


def show_title(document: Document) -> Evidence | None:
    """Return the document's title as evidence, if it has one."""
    title = next((block for block in document.blocks if block.kind == "title"), None)
    return build_evidence(document, title, title.span) if title is not None else None


def find_spending(document: Document, index: MentionIndex, donor: str) -> Evidence | None:
    """Return the sentence in which the donor says how much it will spend, if there is one."""
    for actor in index.of_kind("actor"):
        span: Span = actor.evidence.span
        sentence = document.text[span.start : span.end]
        if (
            actor.key == donor
            and _MONEY.search(sentence)
            and re.search(r"\b(?:will|plan to|to) (?:spend|provide|invest|allocate)", sentence)
        ):
            return actor.evidence
    return None
