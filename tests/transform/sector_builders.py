"""Small documents and mentions for the tests of sectors and SDGs; no model is needed."""

from collections.abc import Sequence

import spacy

from extract.records import Block, Cell, Document, Span
from transform.evidence import build_evidence
from transform.ids import build_mention_id, build_relation_mention_id
from transform.language import Passage, parse_passages
from transform.records import Mention, RelationMention


def build_document(
    *rows: str | tuple[str, str] | tuple[str, list[str]], headers: Sequence[str] = ()
) -> Document:
    """Return a document of blocks: "text" or ("heading", "text") or ("table_row", ["cell", "cell"]).

    Blocks stand under the nearest heading above them.
    """
    text, blocks, section = "", [], ()
    for number, row in enumerate(rows):
        kind, body = ("paragraph", row) if isinstance(row, str) else row
        cells = tuple(body) if isinstance(body, list) else ()
        body = " | ".join(cells) if cells else body
        text += "\n\n" if text else ""
        start = len(text)
        text += body
        name = f"b{number:04}"
        blocks.append(
            Block(
                name,
                kind,
                Span(start, len(text)),
                (),
                () if kind in ("title", "heading") else section,
                cells=place_cells(cells, start, headers),
            )
        )
        section = (name,) if kind == "heading" else section
    return Document("doc:test", "test.pdf", text, (), tuple(blocks))


def place_cells(cells: Sequence[str], start: int, headers: Sequence[str]) -> tuple[Cell, ...]:
    """Return the cells of a row that starts at a character."""
    placed = []
    for column, cell in enumerate(cells):
        header = headers[column] if column < len(headers) else ""
        placed.append(Cell(Span(start, start + len(cell)), column, header))
        start += len(cell) + len(" | ")
    return tuple(placed)


def parse(document: Document) -> Sequence[Passage]:
    """Return the passages of a document, sentences split at full stops."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return parse_passages(document, nlp)


def mention(document: Document, kind: str, words: str, confidence: float = 0.9) -> Mention:
    """Return a mention of the first place of these words."""
    start = document.text.index(words)
    span = Span(start, start + len(words))
    block = next(one for one in document.blocks if one.span.start <= start < one.span.end)
    key = f"{kind}:{words.lower()}"
    evidence = build_evidence(document, block, block.span, span)
    return Mention(
        build_mention_id(kind, key, span.start, span.end),
        kind,
        words,
        key,
        f"test/{kind}",
        confidence,
        evidence,
    )


def part_of(part: Mention, whole: Mention) -> RelationMention:
    """Return the tie of a part to what it is part of."""
    name = build_relation_mention_id(part.id, "part_of", whole.id)
    return RelationMention(name, "part_of", part.id, whole.id, "test/part", "stated", 0.9, part.evidence)
