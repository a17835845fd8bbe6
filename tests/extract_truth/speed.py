"""What reading a document costs beside plain `extract_words` of pdfplumber on the same pages.

usage: python -m tests.extract_truth.speed DOCS [NAME …]

Prints processor time for each document of a folder (or for those whose name contains one of the words
given), and the sum. Both sides run in one process, in turn; OCR is off.
"""

import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber

from extract.document import read_document
from extract.errors import ExtractError

WIDTH = 36  # characters of a document's name
MOST = 1.3  # times plain `extract_words`: what reading may cost at most


def read_plainly(path: Path) -> None:
    """Read the words of each page as pdfplumber's own example does."""
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_words()
            page.close()


def read_ours(path: Path) -> None:
    """Read a document; one without usable text is read in vain."""
    try:
        read_document(path, source=path.name)
    except ExtractError:
        return


def measure(read: Callable[[Path], None], path: Path) -> float:
    """Return the processor time in seconds that reading a document takes."""
    start = time.process_time()
    read(path)
    return time.process_time() - start


def main() -> int:
    """Print the costs of a folder; 1 if the sum is above the limit, 2 if there is nothing to measure."""
    folder, words = Path(sys.argv[1]), sys.argv[2:]
    paths = [
        path for path in sorted(folder.glob("*.pdf")) if not words or any(word in path.name for word in words)
    ]
    if not paths:
        sys.stderr.write(f"no PDFs in {folder}\n")
        return 2
    logging.getLogger("pdfminer").addHandler(logging.NullHandler())
    read_ours(paths[0])
    sums = [0.0, 0.0]
    sys.stdout.write(f"{'processor time in seconds':{WIDTH}} {'plain':>7} {'ours':>7} {'times':>6}\n")
    for path in paths:
        plain, ours = measure(read_plainly, path), measure(read_ours, path)
        sums = [sums[0] + plain, sums[1] + ours]
        sys.stdout.write(f"{path.stem[:WIDTH]:{WIDTH}} {plain:>7.2f} {ours:>7.2f} {ours / plain:>6.2f}\n")
        sys.stdout.flush()
    share = sums[1] / sums[0]
    sys.stdout.write(f"{'all':{WIDTH}} {sums[0]:>7.2f} {sums[1]:>7.2f} {share:>6.2f} (at most {MOST})\n")
    return int(share > MOST)


if __name__ == "__main__":
    sys.exit(main())
