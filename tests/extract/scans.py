"""Scans for tests: pages that are pictures alone, and a stand-in for Tesseract that says what it is told."""

import io
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image

from extract.page_picture import draw_picture
from tests.extract.drawing import Drawing

SCAN_DPI = 200
needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="Tesseract is not installed: apt install tesseract-ocr"
)
COLUMNS = "level page_num block_num par_num line_num word_num left top width height conf text".replace(
    " ", "\t"
)
PROGRAM = """#!{python}
import sys
from pathlib import Path
folder = Path({folder!r})
arguments = sys.argv[1:]
if "--version" in arguments:
    print("tesseract 9.9.9")
elif "--list-langs" in arguments:
    print("List of available languages in (2):")
    print({languages!r})
elif "--psm" in arguments:
    sys.stdin.buffer.read()
    print("Script: {script}")
else:
    sys.stdin.buffer.read()
    asked = arguments[arguments.index("-l") + 1]
    with (folder / "asked.txt").open("a") as file:
        print(asked, file=file)
    table = folder / (asked + ".tsv")
    if not table.exists():
        sys.exit("no such table")
    sys.stdout.buffer.write(table.read_bytes())
"""


def draw_scan(folder: Path, drawing: Drawing, name: str = "scan.pdf", *, pages: int = 1) -> Path:
    """Save the pictures of a drawing's pages as a PDF without text and return its path."""
    whole = drawing.save(folder / "drawn.pdf")
    pictures = [draw_picture(whole, page + 1, dpi=SCAN_DPI, grey=True) for page in range(pages)]
    whole.unlink()
    path = folder / name
    path.write_bytes(join_pictures(pictures))
    return path


def join_pictures(pictures: Sequence[Image.Image]) -> bytes:
    """Return a PDF of pictures, one on each page."""
    file = io.BytesIO()
    pictures[0].save(file, "PDF", resolution=SCAN_DPI, save_all=True, append_images=pictures[1:])
    return file.getvalue()


class FakeTesseract:
    """A program called `tesseract` that tells a script and gives prepared tables."""

    def __init__(self, folder: Path, *, languages: Sequence[str] = ("eng", "osd"), script: str = "Latin"):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        program = folder / "tesseract"
        program.write_text(
            PROGRAM.format(
                python=sys.executable, folder=str(folder), languages="\n".join(languages), script=script
            )
        )
        program.chmod(0o755)

    def answer(self, languages: str, *lines: str, sure: float = 95) -> None:
        """Have a page that is read in these languages give these lines."""
        rows = [COLUMNS]
        for number, line in enumerate(lines):
            for place, word in enumerate(line.split()):
                where = [300 + 170 * place, 400 + 70 * number, 150, 34]
                rows.append("\t".join(map(str, [5, 1, 1, 1, number + 1, place + 1, *where, sure, word])))
        (self.folder / f"{languages}.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")

    def list_asked(self) -> list[str]:
        """Return the languages that pages were read in, one for each reading."""
        path = self.folder / "asked.txt"
        return path.read_text().split() if path.exists() else []
