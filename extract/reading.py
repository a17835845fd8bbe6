"""Reading: how documents are to be read, beside what is known of each."""

from typing import Literal, Protocol

import msgspec

from extract.facts import Known

OcrMode = Literal["auto", "off", "force"]
"""`auto` reads pages without usable text by OCR, `force` every page of a PDF, `off` none."""


class Shelf(Protocol):
    """Where what OCR made of a page is kept for the next run."""

    def read(self, key: str) -> bytes | None:
        """Return what was kept under the key, or `None`."""

    def write(self, key: str, content: bytes) -> None:
        """Keep the content under the key."""


class Reading(msgspec.Struct, frozen=True):
    """How documents are to be read.

    Attributes:
        ocr: Which pages are read by OCR.
        passwords: Tried in turn on a document that asks for one.
        shelf: Keeps what OCR made of a page; without it every run reads the page again.
    """

    ocr: OcrMode = "off"
    passwords: tuple[str, ...] = ()
    shelf: Shelf | None = None


def list_passwords(known: Known, reading: Reading) -> tuple[str, ...]:
    """Return the passwords to try on a document, its own first, then none."""
    return tuple(dict.fromkeys((known.password, "", *reading.passwords)))
