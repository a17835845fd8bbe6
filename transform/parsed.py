"""Parsed texts as bytes: what the spaCy pipeline says of texts, handed from one process to another.

Tokens are not among it, since cutting a text into them anew is cheap and gives the same ones.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
import numpy
from spacy.language import Language
from spacy.tokens import Doc

SAID = ("TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD")  # of each token; sentences follow from heads


class Parsed(msgspec.Struct, frozen=True, array_like=True):
    """What is said of the tokens of texts that follow each other.

    Attributes:
        said: Numbers of eight bytes, one row of `SAID` for each token.
        lemmas, morphs: Texts whose numbers stand in it.
    """

    said: bytes
    lemmas: tuple[str, ...]
    morphs: tuple[str, ...]


def parse_texts(texts: Sequence[str], nlp: Language, batch_size: int) -> Parsed:
    """Return what a pipeline says of texts."""
    docs = list(nlp.pipe(texts, batch_size=batch_size))
    rows = [doc.to_array(list(SAID)) for doc in docs]
    said = numpy.concatenate([numpy.empty((0, len(SAID)), dtype="uint64"), *rows])
    lemmas, morphs = (list_strings(said, name, nlp) for name in ("LEMMA", "MORPH"))
    return Parsed(said.tobytes(), lemmas, morphs)


def list_strings(said: "numpy.ndarray[Any, Any]", name: str, nlp: Language) -> tuple[str, ...]:
    """Return the texts that stand in a column."""
    numbers = numpy.unique(said[:, SAID.index(name)]).tolist()
    return tuple(nlp.vocab.strings[number] for number in numbers)


def restore_docs(texts: Iterable[str], ranges: Sequence[Parsed], nlp: Language) -> Iterator[Doc]:
    """Yield texts as the pipeline would parse them.

    Args:
        texts: All that were parsed, in order.
        ranges: What was said of them, one part after the other.
        nlp: The pipeline that said it, in whatever process.

    Raises:
        ValueError: If other texts were parsed.
    """
    for parsed in ranges:
        for lemma in parsed.lemmas:
            nlp.vocab.strings.add(lemma)
        for morph in parsed.morphs:
            nlp.vocab.morphology.add(morph)
    said: Any = numpy.frombuffer(b"".join(parsed.said for parsed in ranges), dtype="uint64")
    said = said.reshape(-1, len(SAID))
    start = 0
    for text in texts:
        doc = nlp.make_doc(text)
        end = start + len(doc)
        yield doc.from_array(list(SAID), said[start:end])
        start = end
    if start != len(said):
        raise ValueError(f"{len(said)} tokens were parsed, and there are {start}")
