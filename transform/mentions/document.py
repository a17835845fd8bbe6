"""The document itself, as the mention that everything it states hangs from."""

from extract.records import Block, Document
from transform.evidence import build_evidence
from transform.ids import build_mention_id
from transform.records import Mention


def find_document(document: Document) -> list[Mention]:
    """Return the document's own mention, shown by its title or else by its first words."""
    block = find_title_block(document)
    if block is None:
        return []
    return [
        Mention(
            id=build_mention_id("document", document.id, block.span.start, block.span.end),
            kind="document",
            name=document.title or document.source,
            key=document.id.removeprefix("doc:"),
            rule="document/title" if block.kind == "title" else "document/first-words",
            confidence=1.0,
            evidence=build_evidence(document, block, block.span),
            attributes=tuple(sorted(describe_document(document).items())),
        )
    ]


def find_title_block(document: Document) -> Block | None:
    """Return the block that bears the title, else the first block with text."""
    filled = [block for block in document.blocks if block.span.end > block.span.start]
    return next((block for block in filled if block.kind == "title"), filled[0] if filled else None)


def describe_document(document: Document) -> dict[str, str]:
    """Return what is known of the document, as attributes of its entity."""
    return {
        "title": document.title,
        "publisher": document.publisher,
        "country": document.country,
        "year": str(document.year or ""),
        "page_count": str(len(document.pages)),
        "language": document.language,
    }
