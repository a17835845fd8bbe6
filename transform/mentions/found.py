"""What a finder of actors or places hands on: where in a passage a name stands, and who is meant."""

from collections.abc import Iterable

import msgspec

from extract.records import Document, Span
from transform.evidence import build_evidence
from transform.ids import build_mention_id
from transform.language import Passage
from transform.records import Mention
from transform.sentences import find_sentence


class Found(msgspec.Struct, frozen=True):
    """A name in a passage.

    Attributes:
        start: First character, counted from the start of the passage.
        end: Character after the last.
        key: Says who is meant ("government:JP", "organisation:KE:energy-commission", "group:woman").
        name: The full name.
        actor_type: A type of the schema, or "" for a place.
        rule: The pattern that found it.
        confidence: 0 to 1.
        country: ISO 3166-1 alpha-2 code, or "".
        aliases: Other names that the document or a code list gives.
        shared: Whether its words alone are no name, as it shares some with a neighbour ("Ministries of
            Health and Education").
    """

    start: int
    end: int
    key: str
    name: str
    actor_type: str
    rule: str
    confidence: float
    country: str = ""
    aliases: tuple[str, ...] = ()
    shared: bool = False

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether it shares a character with a range."""
        return self.start < end and start < self.end


def drop_overlaps(found: Iterable[Found], taken: Iterable[Found] = ()) -> list[Found]:
    """Return what overlaps neither what was found earlier in the list nor what is taken, in that order."""
    kept: list[Found] = []
    blocked = list(taken)
    for item in found:
        if not any(item.overlaps(other.start, other.end) for other in blocked):
            kept.append(item)
            blocked.append(item)
    return kept


def build_mention(document: Document, passage: Passage, kind: str, found: Found) -> Mention:
    """Return the mention of what was found at its place in the document."""
    focus = Span(passage.span.start + found.start, passage.span.start + found.end)
    surface = document.text[focus.start : focus.end]
    named = () if found.shared or found.rule.startswith("references/") else (surface,)
    attributes = (("actor_type", found.actor_type), ("country", found.country))
    return Mention(
        id=build_mention_id(kind, found.key, focus.start, focus.end),
        kind=kind,
        name=found.name,
        key=found.key,
        rule=found.rule,
        confidence=found.confidence,
        evidence=build_evidence(document, passage.block, find_sentence(passage, focus), focus),
        attributes=tuple((name, value) for name, value in attributes if value),
        aliases=tuple(sorted({*found.aliases, *named} - {found.name, ""})),
    )
