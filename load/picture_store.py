"""The picture store: what was drawn for the last page, so that only new strips are drawn for the next."""

import hashlib
from collections.abc import Mapping, Sequence

import msgspec
import PIL

from extract.page_picture import describe_drawing
from load.bands import Band

DPI = 100  # ten-point letters are read without effort; a page of text takes 15 to 40 kB
SHADES = 4  # enough for letters with smooth edges, and two bits a dot
EFFORT = 6  # of zlib: 9 saves another 5 % and takes six times as long
KEY_DIGITS = 32  # hexadecimal digits of a key


class Picture(msgspec.Struct, frozen=True):
    """A strip of a page as a PNG, with its place and size in points."""

    document_id: str
    page: int
    top: float
    width: float
    height: float
    png: bytes


class PictureStore:
    """Pictures by all that they depend on, so that none goes stale.

    Attributes:
        kept: Those that were asked for or added: what the next run may need.
    """

    def __init__(self, known: Mapping[str, Picture] | None = None) -> None:
        """Begin with what an earlier run kept, by key."""
        self._known = dict(known or {})
        self._style = f"{DPI} {SHADES} {EFFORT} {describe_drawing()} Pillow {PIL.__version__}"
        self.kept: dict[str, Picture] = {}

    def find(self, strips: Sequence[Band]) -> list[Picture] | None:
        """Return the pictures of the strips of a page in order, or `None` if one is not there."""
        keys = [self._name(band) for band in strips]
        if not all(key in self._known for key in keys):
            return None
        self.kept |= {key: self._known[key] for key in keys}
        return [self._known[key] for key in keys]

    def add(self, strips: Sequence[Band], pictures: Sequence[Picture]) -> None:
        """Keep the pictures of the strips of a page."""
        self.kept |= {self._name(band): picture for band, picture in zip(strips, pictures, strict=True)}

    @property
    def changed(self) -> bool:
        """Whether other pictures are kept than there were."""
        return self.kept.keys() != self._known.keys()

    def _name(self, band: Band) -> str:
        """Return the key of a strip: a document's id says its bytes."""
        place = f"{band.document_id} {band.page} {band.top!r} {band.bottom!r} {self._style}"
        return hashlib.sha256(place.encode()).hexdigest()[:KEY_DIGITS]
