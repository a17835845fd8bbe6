"""The spaCy pipeline: blocks of a document become parsed passages."""

import gc
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import msgspec
import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens
from spacy.util import registry

from extract.records import Block, Cell, Document, Span
from transform.attributes import remember_attributes
from transform.cues import find_roles_of
from transform.errors import ModelMissing
from transform.lemmas import remember_lemmas
from transform.parsed import Parsed, parse_texts, restore_docs

BLANK = "policygraph.blank_tokenizer"
UNUSED = ["ner"]  # half of the pipeline's time; the finders name actors by lexicon, form and syntax
TEXT = "text"  # where the text of a passage is kept with its spaCy document
_BULLET = re.compile(
    r"(?:(?<=\s)|(?<=^))"
    r"(?:[\u2022\u25cf\u25aa\u25e6\u2023\uf0b7]\s*|-\s?(?=[A-Z][a-z])|\d{1,2}\.\d{1,2}\.?\s+(?=[A-Z][a-z]))"
)
_LETTER = re.compile(r"[^\W\d_]")
BATCH_SIZE = 32  # passages; memory peaks at batch size times passage length


class Passage(msgspec.Struct, frozen=True):
    """A block, or one cell of a table row, parsed by spaCy.

    Characters of `doc` are those of `document.text` from `span.start` on, so a token's place in
    the document is `span.start + token.idx`.

    Attributes:
        text: Of the passage, as `read_text` gives it for its `doc`.
        sentences: Characters of the passage that each sentence covers, from the first to one past the last.
    """

    block: Block
    span: Span
    doc: Doc
    text: str
    sentences: tuple[tuple[int, int], ...]
    cell: Cell | None = None

    def locate(self, tokens: Tokens) -> Span:
        """Return the characters of `Document.text` that the tokens cover."""
        return Span(self.span.start + tokens.start_char, self.span.start + tokens.end_char)

    def read(self, tokens: Tokens) -> str:
        """Return the text of tokens; spaCy puts `tokens.text` together anew whenever it is asked for."""
        return self.text[tokens.start_char : tokens.end_char]


@cache
def load_language(model: str) -> Language:
    """Return the spaCy pipeline of an installed model package.

    Raises:
        ModelMissing: If no such package is installed.
    """
    try:
        nlp = spacy.load(model, exclude=UNUSED, config={"nlp": {"tokenizer": {"@tokenizers": BLANK}}})
    except OSError as error:
        message = f"language model {model!r} is not installed; install its package, or name another one"
        raise ModelMissing(message) from error
    remember_attributes(nlp)
    remember_lemmas(nlp)
    gc.freeze()  # what is loaded stays, and need not be searched for garbage again and again
    return nlp


@registry.tokenizers(BLANK)  # type: ignore[untyped-decorator]
def prepare_tokenizer() -> Callable[[Language], Tokenizer]:
    """Return what makes a tokenizer without rules: it gets all of them from the model, not twice."""
    return lambda nlp: Tokenizer(nlp.vocab)


def list_pieces(document: Document) -> list[tuple[Block, Span, Cell | None]]:
    """Return what is parsed by itself, in reading order: each block, and each cell of a table row.

    Header rows of tables, lists of acronyms, references and the like say nothing of the policy: left out.
    """
    silent = {
        block.id
        for block in document.blocks
        if block.kind == "heading"
        and find_roles_of(document.text[block.span.start : block.span.end])[:1] == ("apparatus",)
    }
    headers = {cell.header for block in document.blocks for cell in block.cells} - {""}
    pieces: list[tuple[Block, Span, Cell | None]] = []
    for block in document.blocks:
        if block.cells and all(
            document.text[cell.span.start : cell.span.end] in headers for cell in block.cells
        ):
            continue
        if block.section and block.section[-1] in silent:
            continue
        if block.cells:
            pieces.extend((block, part, cell) for cell in block.cells for part in split_cell(document, cell))
        elif block.span.end > block.span.start:
            pieces.append((block, block.span, None))
    return pieces


def split_cell(document: Document, cell: Cell) -> Iterator[Span]:
    """Yield the parts of a cell between its bullets: "• Dig wells • Mend pipes", "-To dig -To mend pipes"."""
    text, start = document.text, cell.span.start
    for mark in (*_BULLET.finditer(text, cell.span.start, cell.span.end), None):
        end = mark.start() if mark is not None else cell.span.end
        while end > start and text[end - 1].isspace():
            end -= 1
        if end > start:
            yield Span(start, end)
        start = mark.end() if mark is not None else end


def list_texts(document: Document) -> list[str]:
    """Return the texts that are parsed, in reading order: those of pieces that hold a letter."""
    texts = (document.text[span.start : span.end] for _, span, _ in list_pieces(document))
    return [text for text in texts if _LETTER.search(text)]


def list_batches(document: Document) -> list[list[str]]:
    """Return the texts that are parsed in the batches in which the pipeline takes them."""
    texts = list_texts(document)
    return [texts[start : start + BATCH_SIZE] for start in range(0, len(texts), BATCH_SIZE)]


def parse_range(texts: Sequence[str], nlp: Language) -> Parsed:
    """Return what the pipeline says of some batches of texts; it says the same of them among all others."""
    return parse_texts(texts, nlp, BATCH_SIZE)


def parse_passages(
    document: Document, nlp: Language, ranges: Sequence[Parsed] | None = None
) -> Sequence[Passage]:
    """Return the document's blocks and cells parsed, in reading order.

    Args:
        document: As extract reads it.
        nlp: The pipeline.
        ranges: What it said of the texts of the document, if they were parsed before.
    """
    texts = list_texts(document)
    docs = nlp.pipe(texts, batch_size=BATCH_SIZE) if ranges is None else restore_docs(texts, ranges, nlp)
    parsed = iter(docs)
    passages = []
    for piece in list_pieces(document):
        text = document.text[piece[1].start : piece[1].end]
        doc = next(parsed) if _LETTER.search(text) else split_tokens(text, nlp)
        passages.append(build_passage(piece, text, doc))
    next(parsed, None)  # so that it is told if more was parsed than there is
    return passages


def split_tokens(text: str, nlp: Language) -> Doc:
    """Return a text without a letter (a number, a tick, a dash) as one sentence, not parsed."""
    doc = nlp.make_doc(text)
    for token in doc:
        token.is_sent_start = not token.i
    return doc


def build_passage(piece: tuple[Block, Span, Cell | None], text: str, doc: Doc) -> Passage:
    """Return a passage of the document, parsed."""
    block, span, cell = piece
    doc.user_data[TEXT] = text
    return Passage(block, span, doc, text, list_sentences(doc), cell)


def read_text(doc: Doc) -> str:
    """Return the text of a passage; spaCy puts `doc.text` together anew each time that it is asked for."""
    text: str = doc.user_data.get(TEXT) or doc.text
    return text


def list_sentences(doc: Doc) -> tuple[tuple[int, int], ...]:
    """Return the characters of each sentence, from the first to one past the last."""
    return tuple((sentence.start_char, sentence.end_char) for sentence in doc.sents)
