"""What stands where: mentions by the block and sentence that they stand in, for the finders of ties."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from extract.records import Block, Document, Span
from transform.ids import build_relation_mention_id
from transform.records import Basis, Evidence, Mention, RelationMention


class MentionIndex:
    """Mentions of a document, to be asked which of them lie within a span."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        """Sort the mentions by place."""
        self.document = document
        self.mentions = sorted(mentions, key=lambda item: (item.evidence.focus, item.id))
        self._starts = [item.evidence.focus.start for item in self.mentions]
        self._kinds: dict[tuple[str, ...], Sequence[Mention]] = {}
        self._blocks = [block.span.start for block in document.blocks]

    def within(self, span: Span, *kinds: str) -> list[Mention]:
        """Return the mentions of these kinds whose words lie within a span, in the order of the text."""
        inside = self.mentions[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]
        return [item for item in inside if item.kind in kinds and item.evidence.focus.end <= span.end]

    def home(self, mention: Mention) -> Block:
        """Return the block that a mention stands in."""
        return self.document.blocks[bisect_right(self._blocks, mention.evidence.focus.start) - 1]

    def of_kind(self, *kinds: str) -> Sequence[Mention]:
        """Return the mentions of these kinds, in the order of the text."""
        if kinds not in self._kinds:
            self._kinds[kinds] = tuple(item for item in self.mentions if item.kind in kinds)
        return self._kinds[kinds]


def tie(
    source: Mention,
    relation: str,
    target: Mention,
    rule: str,
    confidence: float,
    *,
    basis: Basis = "stated",
    evidence: Evidence | None = None,
) -> RelationMention:
    """Return a tie between two mentions; shown by the source's words unless other evidence is given."""
    return RelationMention(
        id=build_relation_mention_id(source.id, relation, target.id),
        relation=relation,
        source=source.id,
        target=target.id,
        rule=rule,
        basis=basis,
        confidence=round(confidence, 4),
        evidence=evidence or source.evidence,
    )
