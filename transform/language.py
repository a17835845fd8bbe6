"""The spaCy pipeline: blocks of a document become parsed passages."""

from collections.abc import Iterator, Sequence
from functools import cache

import msgspec
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from extract.records import Block, Cell, Document, Span
from transform.errors import ModelMissing

BATCH_SIZE = 32  # passages; memory peaks at batch size times passage length


class Passage(msgspec.Struct, frozen=True):
    """A block, or one cell of a table row, parsed by spaCy.

    Characters of `doc` are those of `document.text` from `span.start` on, so a token's place in
    the document is `span.start + token.idx`.
    """

    block: Block
    span: Span
    doc: Doc
    cell: Cell | None = None

    def locate(self, tokens: Tokens) -> Span:
        """Return the characters of `Document.text` that the tokens cover."""
        return Span(self.span.start + tokens.start_char, self.span.start + tokens.end_char)


@cache
def load_language(model: str) -> Language:
    """Return the spaCy pipeline of an installed model package.

    Raises:
        ModelMissing: If no such package is installed.
    """
    try:
        return spacy.load(model)
    except OSError as error:
        raise ModelMissing(f"language model {model!r} is not installed; run `make setup`") from error


def list_pieces(document: Document) -> list[tuple[Block, Span, Cell | None]]:
    """Return what is parsed by itself, in reading order: each block, and each cell of a table row."""
    pieces: list[tuple[Block, Span, Cell | None]] = []
    for block in document.blocks:
        if block.cells:
            pieces.extend((block, cell.span, cell) for cell in block.cells if cell.span.end > cell.span.start)
        elif block.span.end > block.span.start:
            pieces.append((block, block.span, None))
    return pieces


def parse_passages(document: Document, nlp: Language) -> Sequence[Passage]:
    """Return the document's blocks and cells parsed, in reading order."""
    pieces = list_pieces(document)
    texts = (document.text[span.start : span.end] for _, span, _ in pieces)
    docs: Iterator[Doc] = nlp.pipe(texts, batch_size=BATCH_SIZE)
    return [Passage(block, span, doc, cell) for (block, span, cell), doc in zip(pieces, docs, strict=True)]
