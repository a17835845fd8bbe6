"""Archives: Word, OpenDocument and EPUB files are zip files of XML, opened here without trusting them."""

import zipfile
import zlib
from pathlib import Path
from types import TracebackType

from lxml import etree

from extract.errors import DamagedSource, EncryptedSource, WrongFormat

LARGEST_PART = 64 * 1024 * 1024  # bytes unpacked of one part: the XML of some 20,000 pages
LARGEST_SUM = 192 * 1024 * 1024  # bytes unpacked of all the parts that are read
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_OLE_MARK = bytes.fromhex("D0CF11E0A1B11AE1")  # the container of old Office files and of locked new ones
_LOCKED_MARK = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_BIT = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)


class Archive:
    """A zip file, read part by part within limits."""

    def __init__(self, path: Path, source: str, name: str) -> None:
        """Open a file that is called a `name` ("Word document").

        Raises:
            EncryptedSource: If it asks for a password.
            WrongFormat: If it is something else.
            DamagedSource: If it is cut off or damaged.
        """
        self.source, self.name = source, name
        self.read_bytes = 0
        check_mark(path, source, name)
        try:
            self.zip = zipfile.ZipFile(path)
        except _BROKEN as error:
            raise self.report_damage() from error
        self.names = frozenset(self.zip.namelist())

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.zip.close()

    def report_damage(self) -> DamagedSource:
        """Return the error for a file that cannot be read as what it is called."""
        return DamagedSource(
            self.source, f"the {self.name} is cut off or damaged", "Fetch it again, or save it anew as PDF"
        )

    def report_lock(self) -> EncryptedSource:
        """Return the error for a file that asks for a password."""
        return EncryptedSource(
            self.source, f"the {self.name} asks for a password", "Save it without a password, or as PDF"
        )

    def read(self, part: str) -> bytes:
        """Return a part unpacked; no bytes where there is none of this name.

        Raises:
            ExtractError: If it is damaged, locked, or larger unpacked than any document.
        """
        if part not in self.names:
            return b""
        info = self.zip.getinfo(part)
        if info.flag_bits & _ENCRYPTED_BIT:
            raise self.report_lock()
        self.read_bytes += info.file_size
        if info.file_size > LARGEST_PART or self.read_bytes > LARGEST_SUM:
            message = f"the {self.name} unpacks to more than {LARGEST_PART // 1024**2} MB of text"
            raise DamagedSource(self.source, message, "Save it anew in parts, or as PDF")
        try:
            with self.zip.open(info) as file:
                return file.read(info.file_size)
        except _BROKEN as error:
            raise self.report_damage() from error

    def read_xml(self, part: str) -> etree._Element | None:
        """Return the root element of a part, or `None` where there is none of this name.

        Raises:
            ExtractError: If it is damaged; entities are never resolved, nothing is fetched.
        """
        data = self.read(part)
        if not data.strip():
            return None
        try:
            return etree.fromstring(data, build_parser())
        except etree.XMLSyntaxError as error:
            raise self.report_damage() from error


def check_mark(path: Path, source: str, name: str) -> None:
    """Raise if the first bytes of a file are not those of a zip file."""
    with path.open("rb") as file:
        head = file.read(8)
        if head.startswith(_ZIP_MARKS):
            return
        locked = head == _OLE_MARK and _LOCKED_MARK in file.read(LARGEST_PART)
    if locked:
        raise EncryptedSource(
            source, f"the {name} asks for a password", "Save it without a password, or as PDF"
        )
    if head == _OLE_MARK:
        raise WrongFormat(source, "the file is an old Office file", "Open it and save it as .docx or PDF")
    raise WrongFormat(source, f"the file is called a {name} and is none", "Rename it by what it is")


def build_parser() -> etree.XMLParser:
    """Return a parser that expands no entities, loads no DTD, fetches nothing, and refuses huge trees."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
