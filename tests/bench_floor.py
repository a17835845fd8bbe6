"""The floor: what it takes to read the text of a PDF and to parse it, and nothing else.

usage: python -m tests.bench_floor PDF [--remembering]

The text is parsed by spaCy's own components, those that the product needs; with `--remembering` by the
product's pipeline, in which two of them remember what they said of words like those that they meet.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import spacy

from pipeline.settings import read_model_name
from transform.language import BATCH_SIZE, UNUSED, load_language

REMEMBERING = "--remembering"


def main(arguments: Sequence[str]) -> int:
    """Read and parse a PDF, page by page, with the components that the product uses."""
    pdf = pypdfium2.PdfDocument(Path(arguments[0]))
    texts = [page.get_textpage().get_text_bounded() for page in pdf]
    paragraphs = [part for text in texts for part in text.split("\r\n\r\n") if part.strip()]
    model = read_model_name()
    nlp = load_language(model) if REMEMBERING in arguments else spacy.load(model, exclude=UNUSED)
    for _ in nlp.pipe(paragraphs, batch_size=BATCH_SIZE):
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
