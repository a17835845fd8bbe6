"""OCR: the words on the picture of a page, as Tesseract reads them."""

import csv
import hashlib
import io
import re
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import msgspec
from PIL import Image

from extract.errors import ExtractError
from extract.languages import name_language
from extract.page_picture import describe_drawing, draw_picture
from extract.reading import OcrMode, Shelf
from extract.tesseract import INSTALL, Engine, describe_engine, run

DPI = 300  # what Tesseract's models were trained on; less loses small type
SCRIPT_DPI = 150  # enough to tell the script, at a quarter of the time
FORM = "2"  # of what is kept on the shelf; to be raised when this file makes other things of a picture
KEY_DIGITS = 24  # hexadecimal digits
LANGUAGES_FILE = Path(__file__).with_name("data") / "ocr_languages.csv"
LATIN, ENGLISH = "Latin", "eng"
UPRIGHT = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
"""How a picture is turned upright whose lines are turned to the left by so many degrees."""
SURE_TURN = 2.0  # Tesseract's confidence in the turn of a page; stains and stamps give less
_SCRIPT = re.compile(r"^Script: (\w+)", re.MULTILINE)
_TURN = re.compile(r"^Rotate: (\d+)\s*^Orientation confidence: ([\d.]+)", re.MULTILINE)


class OcrFailed(ExtractError):
    """A page that Tesseract could not read."""

    code = "ocr_failed"


class FoundWord(msgspec.Struct, frozen=True, array_like=True):
    """A word on a picture: its line's name, text, box in pixels, and how sure it is (0 to 100)."""

    line: str
    text: str
    left: int
    top: int
    width: int
    height: int
    sure: float


class PictureText(msgspec.Struct, frozen=True):
    """What OCR made of the picture of a page.

    Attributes:
        width, height: Of the picture in pixels, turned upright.
        script: The writing that the page shows, as Tesseract calls it.
        languages: Read in, Tesseract's names joined with "+"; "" where the data for them is missing.
        missing: Name of the data that is missing, or "".
        words: In Tesseract's order.
    """

    width: int
    height: int
    script: str = LATIN
    languages: str = ""
    missing: str = ""
    words: tuple[FoundWord, ...] = ()
    turn: int = 0


class Scanner(msgspec.Struct, frozen=True):
    """Reads single pages of one PDF by OCR.

    Attributes:
        path, source: The PDF, and its name relative to the sources folder.
        mode: Which pages are to be read.
        engine: `None` where Tesseract is not installed.
        language: ISO 639-1 code that the pages are likely in, or "".
        passwords: Tried in turn if the PDF asks for one.
        shelf: Keeps what was made of a page.
        digest: Hash of the PDF's bytes.
    """

    path: Path
    source: str
    mode: OcrMode
    engine: Engine | None
    language: str = ""
    passwords: tuple[str, ...] = ()
    shelf: Shelf | None = None
    digest: str = ""

    def read(self, number: int) -> PictureText:
        """Return the words on the picture of a page, from the shelf where they are kept.

        Raises:
            OcrFailed: If Tesseract fails.
            DamagedSource: If the page cannot be drawn.
        """
        if self.engine is None:
            raise OcrFailed(self.source, "Tesseract is not installed", capitalise(INSTALL), page=number)
        key = name_key(self.digest, number, self.language, describe_engine(self.engine))
        kept = read_kept(self.shelf, key)
        if kept is not None:
            return kept
        try:
            found = self.scan(number, self.engine)
        except (OSError, subprocess.SubprocessError) as error:
            message = f"Tesseract failed on the page ({type(error).__name__})"
            raise OcrFailed(self.source, message, "Try `tesseract --version`", page=number) from error
        if self.shelf:
            self.shelf.write(key, msgspec.json.encode(found))
        return found

    def scan(self, number: int, engine: Engine) -> PictureText:
        """Return the words on the picture of a page.

        Raises:
            subprocess.SubprocessError: If Tesseract fails.
            DamagedSource: If the page cannot be drawn.
        """
        small = draw_picture(self.path, number, dpi=SCRIPT_DPI, passwords=self.passwords, grey=True)
        darkest, lightest = small.getextrema()
        if darkest == lightest:
            return PictureText(*small.size)
        script, turn = find_script(small, engine)
        languages, missing = choose_languages(script, self.language, engine)
        if not languages:
            return PictureText(*small.size, script, missing=missing)
        picture = draw_picture(self.path, number, dpi=DPI, passwords=self.passwords, grey=True)
        if turn:
            picture = picture.transpose(UPRIGHT[turn])
        words = read_picture(picture, engine, languages)
        if script == LATIN and not self.language:
            again, missing = reconsider(words, engine)
            if again:
                languages, words = again, read_picture(picture, engine, again)
        return PictureText(*picture.size, script, languages, missing, words, turn)


def capitalise(text: str) -> str:
    """Return a text with its first letter large."""
    return text[:1].upper() + text[1:]


def name_key(digest: str, page: int, *parts: str) -> str:
    """Return the name under which the result for a page is kept: of all that the result depends on."""
    made = hashlib.sha256("\0".join((FORM, str(DPI), describe_drawing(), *parts)).encode())
    return f"{digest.removeprefix('doc:')}-{page}-{made.hexdigest()[:KEY_DIGITS]}"


def read_kept(shelf: Shelf | None, key: str) -> PictureText | None:
    """Return what is kept of a page; `None` if nothing is, or nothing that can be read."""
    kept = shelf.read(key) if shelf else None
    if kept is None:
        return None
    try:
        return msgspec.json.decode(kept, type=PictureText)
    except msgspec.DecodeError:
        return None


def advise(scanner: Scanner) -> str:
    """Return what a user can do about a page without usable text that was not read by OCR."""
    if scanner.mode == "off":
        return "Run OCR on it: leave out --ocr off"
    if scanner.engine is None:
        return f"Run OCR on it: {INSTALL}"
    return "Run OCR on it by hand (for example with ocrmypdf), or put a better scan in its place"


def read_picture(picture: Image.Image, engine: Engine, languages: str) -> tuple[FoundWord, ...]:
    """Return the words on a picture, read in languages that Tesseract has data for.

    Raises:
        subprocess.SubprocessError: If Tesseract fails.
    """
    command = [engine.program, "stdin", "stdout", "-l", languages, "--dpi", str(DPI), "tsv"]
    return tuple(read_table(run(command, encode_picture(picture))))


def reconsider(words: Sequence[FoundWord], engine: Engine) -> tuple[str, str]:
    """Return the languages to read a page in Latin letters in again, if another one than English shows.

    The second part is the name of data that is missing for it.
    """
    language = name_language(" ".join(word.text for word in words))
    names = read_script_languages()[LATIN]
    if language == "en" or language not in names:
        return "", ""
    languages, missing = choose_languages(LATIN, language, engine)
    return ("", missing) if missing else (languages, "")


def encode_picture(picture: Image.Image) -> bytes:
    """Return a picture as an uncompressed file."""
    file = io.BytesIO()
    picture.save(file, format="PPM")
    return file.getvalue()


def find_script(picture: Image.Image, engine: Engine) -> tuple[str, int]:
    """Return the writing that a picture shows, and by how many degrees its lines are turned to the left.

    Latin where the writing cannot be told, 0 where the turn is not sure.
    """
    if "osd" not in engine.languages:
        return LATIN, 0
    command = [engine.program, "stdin", "stdout", "--psm", "0", "--dpi", str(SCRIPT_DPI)]
    try:
        said = run(command, encode_picture(picture))
    except subprocess.CalledProcessError:  # too few characters to tell
        return LATIN, 0
    found, turned = _SCRIPT.search(said), _TURN.search(said)
    script = found.group(1) if found and found.group(1) in read_script_languages() else LATIN
    turn = int(turned.group(1)) if turned and float(turned.group(2)) >= SURE_TURN else 0
    return script, turn if turn in UPRIGHT else 0


@cache
def read_script_languages() -> dict[str, dict[str, str]]:
    """Return Tesseract's names of languages by script (as Tesseract calls it) and ISO 639-1 code.

    The likeliest language of a script comes first.
    """
    names: dict[str, dict[str, str]] = {}
    with LANGUAGES_FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names.setdefault(row["script"], {})[row["language"]] = row["data"]
    return names


def choose_languages(script: str, language: str, engine: Engine) -> tuple[str, str]:
    """Return the languages to read a script in, joined with "+", and the name of data that is missing.

    Pages in another script name things in English too, so English is read beside it.
    """
    names = read_script_languages()[script]
    wanted = names.get(language) or next(iter(names.values()))
    installed = wanted if wanted in engine.languages else ""
    if not installed and not (script == LATIN and language in names):
        installed = next((name for name in names.values() if name in engine.languages), "")
    missing = "" if installed else wanted
    english = ENGLISH if ENGLISH in engine.languages and installed != ENGLISH else ""
    if script == LATIN:
        return installed or english, missing
    return "+".join(filter(None, (installed, english))) if installed else "", missing


def read_table(table: str) -> Iterator[FoundWord]:
    """Yield the words of Tesseract's table, one row for each with its box and how sure it is."""
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row["text"] or "").strip()
        if row["level"] == "5" and text:
            yield FoundWord(
                line=f"{row['block_num']}.{row['par_num']}.{row['line_num']}",
                text=text,
                left=int(row["left"]),
                top=int(row["top"]),
                width=int(row["width"]),
                height=int(row["height"]),
                sure=float(row["conf"]),
            )
