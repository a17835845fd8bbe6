"""Sharing: equal parts of records become one object, so that the facts of a whole archive fit into memory.

Read from files, each mention and tie brings its own copy of words, boxes and names that others have too.
"""

from typing import TypeVar

from transform.records import Attributes, Evidence, Mention, RelationMention

Part = TypeVar("Part", str, Attributes, Evidence, tuple[str, ...])


class Pool:
    """Parts of records, each kept once."""

    def __init__(self) -> None:
        """Begin without any."""
        self._known: dict[object, object] = {}

    def share(self, part: Part) -> Part:
        """Return the first part that was equal to this one."""
        known = self._known.setdefault(part, part)
        return known if isinstance(known, type(part)) else part


class Sharing:
    """Makes the records of one document share their parts, and their names with those of all documents."""

    def __init__(self, names: Pool) -> None:
        """Share rules, attributes and the like in a pool for all documents."""
        self._names = names
        self._own = Pool()

    def share_mention(self, mention: Mention) -> Mention:
        """Return an equal mention."""
        return Mention(
            id=mention.id,
            kind=self._names.share(mention.kind),
            name=self._own.share(mention.name),
            key=mention.key,
            rule=self._names.share(mention.rule),
            confidence=mention.confidence,
            evidence=self.share_evidence(mention.evidence),
            attributes=self._names.share(mention.attributes),
            aliases=self._names.share(mention.aliases),
        )

    def share_tie(self, tie: RelationMention) -> RelationMention:
        """Return an equal tie."""
        return RelationMention(
            id=tie.id,
            relation=self._names.share(tie.relation),
            source=tie.source,
            target=tie.target,
            rule=self._names.share(tie.rule),
            basis=tie.basis,
            confidence=tie.confidence,
            evidence=self.share_evidence(tie.evidence),
            attributes=self._names.share(tie.attributes),
        )

    def share_evidence(self, evidence: Evidence) -> Evidence:
        """Return equal evidence, with one copy of a sentence for all that rests on it."""
        same = evidence.focus == evidence.span
        return self._own.share(
            Evidence(
                document_id=self._names.share(evidence.document_id),
                page=evidence.page,
                span=evidence.span,
                quote=self._own.share(evidence.quote),
                focus=evidence.span if same else evidence.focus,
                regions=evidence.regions,
                ocr=evidence.ocr,
            )
        )
