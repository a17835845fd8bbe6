"""Pictures of PDF pages, as a viewer shows them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import pypdfium2
from PIL import Image

from extract.errors import DamagedSource
from extract.frames import find_page_box

POINTS = 72  # to the inch
MOST_DOTS = 16_000_000  # of a coarse picture: A0 at a dot to the point has half as many
MOST_PIXELS = 40_000_000  # of a picture: A3 at 300 dots to the inch has 17 million; larger pages get coarser


def draw_picture(
    path: Path,
    number: int,
    *,
    dpi: int,
    passwords: Sequence[str] = (),
    grey: bool = False,
    most_dots: float = float("inf"),
) -> Image.Image:
    """Return the picture of a page, its whole media box, turned as it is shown.

    Args:
        path: Of the PDF.
        number: Of the page, from 1.
        dpi: Dots to the inch.
        passwords: Tried in turn if the PDF asks for one.
        grey: Whether a picture without colours is enough.
        most_dots: A page that would take more is not drawn.

    Raises:
        DamagedSource: If the page cannot be drawn.
    """
    with Drawer() as drawer:
        return drawer.draw(path, number, dpi=dpi, passwords=passwords, grey=grey, most_dots=most_dots)


class Drawer:
    """Draws pages as `draw_picture` does; the PDF that it drew from last stays open, with its fonts."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self.pdf: pypdfium2.PdfDocument | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def draw(
        self,
        path: Path,
        number: int,
        *,
        dpi: int,
        passwords: Sequence[str] = (),
        grey: bool = False,
        most_dots: float = float("inf"),
    ) -> Image.Image:
        """Return the picture of a page.

        Raises:
            DamagedSource: If it cannot be drawn.
        """
        try:
            page = self.open(path, passwords)[number - 1]
            try:
                page.set_cropbox(*find_page_box(page))
                if page.get_width() * page.get_height() * (dpi / POINTS) ** 2 > most_dots:
                    message = "the page is too large to be drawn"
                    raise DamagedSource(path.name, message, "Look at it in a PDF reader", page=number)
                area = max(page.get_width() * page.get_height(), 1.0)
                scale = min(dpi / POINTS, (MOST_PIXELS / area) ** 0.5)
                picture: Image.Image = page.render(scale=scale, grayscale=grey).to_pil()
                return picture.convert("L" if grey else "RGB")
            finally:
                page.close()
        except (pypdfium2.PdfiumError, IndexError) as error:
            message = f"the page cannot be drawn ({error})"
            raise DamagedSource(path.name, message, "Export the file as PDF again", page=number) from error

    def open(self, path: Path, passwords: Sequence[str]) -> pypdfium2.PdfDocument:
        """Return a PDF, open."""
        if self.pdf is None or path != self.path:
            self.close()
            self.pdf, self.path = open_for_drawing(path, passwords), path
        return self.pdf

    def close(self) -> None:
        """Close the PDF that is open."""
        if self.pdf is not None:
            self.pdf.close()
        self.pdf = None


def draw_coarsely(page: pypdfium2.PdfPage) -> Image.Image | None:
    """Return the picture of what is shown of an open page, a dot to the point.

    Nothing if it is too large or cannot be drawn.
    """
    if page.get_width() * page.get_height() > MOST_DOTS:
        return None
    try:
        picture: Image.Image = page.render(scale=1).to_pil()
    except pypdfium2.PdfiumError:
        return None
    return picture


def describe_drawing() -> str:
    """Return the version of what draws the pictures."""
    return f"pdfium {pypdfium2.PDFIUM_INFO}"


def open_for_drawing(path: Path, passwords: Sequence[str]) -> pypdfium2.PdfDocument:
    """Return the PDF, opened with the first password that fits.

    Raises:
        pypdfium2.PdfiumError: If none fits, or the file is damaged.
    """
    for password in passwords:
        try:
            return pypdfium2.PdfDocument(path, password=password or None)
        except pypdfium2.PdfiumError:
            continue
    return pypdfium2.PdfDocument(path)
