"""The floor: what it takes to read the text of a PDF and to parse it, and nothing else.

usage: python -m tests.bench_floor PDF
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import pypdfium2

from pipeline.settings import read_model_name
from transform.language import BATCH_SIZE, load_language


def main(arguments: Sequence[str]) -> int:
    """Read and parse a PDF, page by page, with the components that the product uses."""
    pdf = pypdfium2.PdfDocument(Path(arguments[0]))
    texts = [page.get_textpage().get_text_bounded() for page in pdf]
    paragraphs = [part for text in texts for part in text.split("\r\n\r\n") if part.strip()]
    for _ in load_language(read_model_name()).pipe(paragraphs, batch_size=BATCH_SIZE):
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
