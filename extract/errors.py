"""What can be wrong with a source: one base, one child for each thing that is wrong."""

from collections.abc import Sequence

from extract.records import Problem


class ExtractError(Exception):
    """A source that cannot be read.

    Args:
        source: The file's path relative to the sources folder.
        message: What was seen.
        remedy: What the user can do about it.
        page: Page number from 1, or 0 where the whole file is meant.
    """

    code = "unreadable"

    def __init__(self, source: str, message: str, remedy: str, *, page: int = 0) -> None:
        super().__init__(source, message, remedy, page)
        self.source = source
        self.message = message
        self.remedy = remedy
        self.page = page

    def __str__(self) -> str:
        where = f"{self.source}, page {self.page}" if self.page else self.source
        return f"{where}: {self.message}. {self.remedy}"

    def __reduce__(self) -> tuple[object, ...]:
        """Rebuild from the four parts, so that the error survives the way out of a worker process."""
        return (_rebuild, (type(self), self.source, self.message, self.remedy, self.page))


def _rebuild(kind: type[ExtractError], source: str, message: str, remedy: str, page: int) -> ExtractError:
    return kind(source, message, remedy, page=page)


class EmptySource(ExtractError):
    """A file of zero bytes, or one with nothing but white space."""

    code = "empty"


class NotAFile(ExtractError):
    """A folder, or another thing that is no regular file, under a document's name."""

    code = "not_a_file"


class WrongFormat(ExtractError):
    """The content is not what the file name's ending says."""

    code = "wrong_format"


class DamagedSource(ExtractError):
    """A file of the right format that is cut off or damaged beyond reading."""

    code = "damaged"


class EncryptedSource(ExtractError):
    """A file that asks for a password."""

    code = "encrypted"


class NoUsableText(ExtractError):
    """Pages without text (a scan), or whose text layer is nonsense on every page.

    Args:
        source, message, remedy, page: See `ExtractError`.
        pages: What is wrong with each page.
    """

    code = "no_text"

    def __init__(
        self, source: str, message: str, remedy: str, *, page: int = 0, pages: Sequence[Problem] = ()
    ) -> None:
        super().__init__(source, message, remedy, page=page)
        self.pages = tuple(pages)
