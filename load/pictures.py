"""Pictures: strips of the sources' pages as small PNG files in four shades of grey."""

import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
from PIL import Image

from extract.errors import ExtractError
from extract.page_picture import POINTS, Drawer
from load.bands import Band
from load.picture_store import DPI, EFFORT, SHADES, Picture, PictureStore

MOST_BYTES = 8_000_000  # of all pictures of one page file, so that mail and browsers still take it
MOST_DOTS = 40_000_000  # of a page that is drawn, about A0; a larger one would fill the memory
DRAWN_ENDINGS = (".pdf",)


class Original(msgspec.Struct, frozen=True):
    """The file that a document was read from.

    Attributes:
        path: Where it lies now.
        link: How the page points to it, relative to the page itself, as a URL.
        passwords: Tried in turn if the file asks for one.
    """

    path: Path
    link: str = ""
    passwords: tuple[str, ...] = ()


class Album(msgspec.Struct, frozen=True):
    """The pictures of a graph's evidence, and why some are not there.

    Attributes:
        left_out: How many strips were left out since the pictures reached their limit; pages come in the
            order of their strips.
        missing: Why a document has no pictures, by its id.
    """

    pictures: tuple[Picture, ...] = ()
    left_out: int = 0
    missing: Mapping[str, str] = {}


def draw_album(
    bands: Sequence[Band],
    originals: Mapping[str, Original],
    most_bytes: int = MOST_BYTES,
    store: PictureStore | None = None,
) -> Album:
    """Return pictures of strips in the order given, as many as the limit lets in.

    Args:
        bands: The most important first.
        originals: The files of the documents, by document id.
        most_bytes: Of all pictures together.
        store: What is drawn already, and gets what is drawn now.
    """
    store = store or PictureStore()
    missing = find_missing(bands, originals)
    pages: dict[tuple[str, int], list[Band]] = defaultdict(list)
    for band in bands:
        if band.document_id not in missing and is_drawn(originals.get(band.document_id)):
            pages[band.document_id, band.page].append(band)
    pictures: list[Picture] = []
    used = left_out = 0
    with Drawer() as drawer:
        for (document_id, number), strips in pages.items():
            if used > most_bytes:
                left_out += len(strips)
                continue
            try:
                drawn = draw_strips(originals[document_id], number, strips, store, drawer)
            except ExtractError as error:
                missing[document_id] = str(error)
                continue
            used += sum(len(picture.png) for picture in drawn)
            pictures += drawn
    return Album(tuple(pictures), left_out, missing)


def is_drawn(original: Original | None) -> bool:
    """Tell whether a document's file is of a sort that has pages to draw."""
    return original is not None and original.path.suffix.lower() in DRAWN_ENDINGS


def find_missing(bands: Iterable[Band], originals: Mapping[str, Original]) -> dict[str, str]:
    """Return why documents whose file is gone can have no pictures, by document id."""
    named = {band.document_id for band in bands if band.document_id in originals}
    gone = [name for name in sorted(named) if not originals[name].path.is_file()]
    return dict.fromkeys(gone, "the source was not there any more when this page was made")


def draw_strips(
    original: Original, number: int, strips: Sequence[Band], store: PictureStore, drawer: Drawer
) -> list[Picture]:
    """Return the pictures of strips of one page, from top to bottom.

    Raises:
        ExtractError: If the page cannot be drawn.
    """
    strips = sorted(strips, key=lambda band: band.top)
    known = store.find(strips)
    if known is not None:
        return known
    image = drawer.draw(
        original.path, number, dpi=DPI, passwords=original.passwords, grey=True, most_dots=MOST_DOTS
    )
    drawn = [cut_strip(image, band) for band in strips]
    store.add(strips, drawn)
    return drawn


def cut_strip(image: Image.Image, band: Band) -> Picture:
    """Return a strip of a page's picture."""
    scale = DPI / POINTS
    top, bottom = round(band.top * scale), min(round(band.bottom * scale), image.height)
    top = min(top, max(bottom - 1, 0))
    strip = image.crop((0, top, image.width, max(bottom, top + 1)))
    return Picture(
        band.document_id,
        band.page,
        round(top / scale, 2),
        round(strip.width / scale, 2),
        round(strip.height / scale, 2),
        encode_png(strip),
    )


def encode_png(image: Image.Image) -> bytes:
    """Return a grey picture as a PNG of four shades."""
    step = 255 / (SHADES - 1)
    grey = image if image.mode == "L" else image.convert("L")
    shaded = grey.point([round(value / step) for value in range(256)])
    shaded.putpalette([round(shade * step) for shade in range(SHADES) for _ in range(3)])
    stream = io.BytesIO()
    shaded.save(stream, "PNG", bits=2, optimize=False, compress_level=EFFORT)
    return stream.getvalue()
