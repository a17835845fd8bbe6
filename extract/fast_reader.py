"""Fast reader: the glyphs of PDF pages by pdfium, about ten times as fast as pdfplumber reads them.

Boxes are made as pdfplumber makes them: from a glyph's origin and advance and the font's descent and size.
A page that pdfium reads otherwise than it is printed is left to pdfplumber (see `read_glyphs`).
"""

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from math import nan
from pathlib import Path

import msgspec
import pypdfium2

from extract.chars import Run, group_owners, read_run, read_signs
from extract.covered import find_twins, list_unseen
from extract.drawn import EDGE, NotReadable, is_blank, list_objects
from extract.frames import Frame, build_frame, find_page_box, frame_box
from extract.glyphs import BOLD, DOUBLED_SHARE, Glyph, GlyphPage, name_turn
from extract.page_picture import draw_coarsely
from extract.pdfium_calls import (
    address,
    get_advance,
    get_descent,
    get_family_name,
    get_font,
    get_font_name,
    get_ink_box,
    get_loose_box,
    get_matrix,
    get_object_matrix,
    get_object_size,
    get_size,
    is_embedded,
    lacks_unicode,
)
from extract.records import BBox
from extract.ruled import FEWEST_RULES, build_ruling
from extract.shapes import list_shapes
from extract.unseen import View

Matrix = tuple[float, float, float, float]
"""One step right and one step up in a glyph's own units, in the page's own space: (a, b) and (c, d)."""

LINE_END_HYPHEN = "\x02"  # what pdfium makes of a hyphen at the end of a line
NAME_BYTES = 256  # longest name of a font
STRAIGHT = 0.001  # slope of a line, or slant of a letter, that counts as none
LOOSE = 0.05  # type sizes: glyphs further apart than this, or closer, do not meet
STAND_IN = " MM"  # ends the names of the two fonts that pdfium has for all that it does not know
ABSENT_SHARE = 0.2  # of a page's text objects, of which pdfium shows nothing for want of their font
# Control characters, and scripts whose letters pdfium reorders or joins: Hebrew to Myanmar, Khmer, Mongolian.
_LEFT = re.compile(
    r"[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    r"\u0590-\u109f\u1780-\u18af\ud800-\udfff\ufb1d-\ufdff\ufe70-\ufefe\ufff0-\uffff]"
)


class Face(msgspec.Struct):
    """A font as pdfium knows it.

    Attributes:
        handle: Its address.
        descent: In type sizes, negative.
        bold: Whether it is called bold.
        advances: How far its glyphs move on, in type sizes.
        varied: Characters for which it has glyphs of several widths.
    """

    handle: int
    descent: float
    bold: bool
    advances: dict[str, float]
    varied: set[str]


class Setting(msgspec.Struct, frozen=True):
    """How glyphs are set: their font, and one type size to the right and up on the page as shown.

    Attributes:
        size: Type size in points.
        turn: As in `Glyph`.
        width: One type size along the line in the page's own space; 0 where lines or letters slant.
    """

    face: Face
    right: tuple[float, float]
    up: tuple[float, float]
    size: float
    turn: int
    width: float


def open_fast(path: Path, passwords: Sequence[str]) -> "FastReader | None":
    """Return a reader of the PDF, opened with the first password that fits, if pdfium can open it."""
    for password in passwords or ("",):
        try:
            return FastReader(pypdfium2.PdfDocument(path, password=password or None))
        except (pypdfium2.PdfiumError, UnicodeError):
            continue
    return None


class FastReader:
    """Reads the pages of one PDF."""

    def __init__(self, pdf: pypdfium2.PdfDocument) -> None:
        self.pdf = pdf
        self.faces: dict[int, Face] = {}
        self.settings: dict[tuple[int, float, Matrix, Frame], Setting] = {}

    @property
    def count(self) -> int:
        """The number of pages."""
        return len(self.pdf)

    def close(self) -> None:
        """Close the PDF."""
        self.pdf.close()

    def read(self, number: int) -> GlyphPage:
        """Return what stands on a page.

        Args:
            number: From 1.

        Raises:
            NotReadable: If pdfium cannot be trusted with it.
        """
        # Fonts live as long as their page, and another may come to lie at the same address.
        self.faces, self.settings = {}, {}
        try:
            page = self.pdf[number - 1]
            textpage = page.get_textpage()
        except pypdfium2.PdfiumError as error:
            raise NotReadable(str(error)) from error
        try:
            return self.read_page(page, textpage)
        finally:
            textpage.close()
            page.close()

    def read_page(self, page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage) -> GlyphPage:
        """Return what stands on an open page."""
        box, turn = find_page_box(page), page.get_rotation()
        frame = build_frame(box, turn)
        drawn = list_objects(address(page.raw))
        runs = self.read_runs(address(textpage.raw), textpage.count_chars(), frame)
        blanks = {owner for owner in drawn.texts if owner not in runs and is_blank(owner)}
        check_blanks(blanks, len(drawn.texts))
        twins = find_twins(
            [owner for owner in drawn.texts if owner not in runs and owner not in blanks], runs
        )
        shown = frame_box(page.get_bbox(), frame)
        view = View(partial(draw_coarsely, page), shown.x0, shown.top)
        unseen = list_unseen(drawn, runs, twins.values(), frame, view)
        for owner in drawn.direct.intersection(blanks):
            runs[owner] = [self.place_space(owner, frame)]
        glyphs = gather(drawn.texts, {owner: runs[owner] for owner in runs if owner not in unseen})
        if _LEFT.search("".join(glyph.text for glyph in glyphs)):
            raise NotReadable("its script is left to pdfplumber")
        wide, high = box[2] - box[0], box[3] - box[1]
        return GlyphPage(
            *((high, wide) if turn in (90, 270) else (wide, high)),
            turn,
            glyphs,
            build_ruling(list_shapes(address(page.raw), frame) if drawn.shapes >= FEWEST_RULES else ()),
            len(twins) > DOUBLED_SHARE * (len(drawn.texts) - len(blanks)),
            gather(drawn.texts, {owner: runs[owner] for owner in unseen}),
            gather(drawn.texts, {owner: runs[twin] for owner, twin in twins.items() if twin}),
            shown,
        )

    def view(self, number: int) -> tuple[View | None, BBox | None]:
        """Return a page as it is shown, and what part of its media box that is, if pdfium can open it."""
        try:
            page = self.pdf[number - 1]
        except pypdfium2.PdfiumError:
            return None, None
        shown = frame_box(page.get_bbox(), build_frame(find_page_box(page), page.get_rotation()))
        return View(partial(draw_coarsely, page), shown.x0, shown.top), shown

    def read_runs(self, text: int, count: int, frame: Frame) -> dict[int, list[Glyph]]:
        """Return the glyphs of each text object that pdfium shows, by its address."""
        runs: dict[int, list[Glyph]] = {}
        numbers = (ctypes.c_float * 6)()
        start = ctypes.addressof(numbers)
        signs = read_signs(text, count)
        for owner, indices in group_owners(text, count):
            get_matrix(text, indices[0], start)
            a, b, c, d = numbers[:4]
            setting = self.find_setting(get_font(owner), get_size(text, indices[0]), (a, b, c, d), frame)
            run = read_run(text, signs, indices)
            advances = measure(text, run, setting)
            level = not (setting.turn or setting.right[1] or setting.up[0])
            place = place_upright if level else place_turned
            runs.setdefault(owner, []).extend(place(run, advances, setting, frame))
        return runs

    def find_setting(self, font: int, size: float, matrix: Matrix, frame: Frame) -> Setting:
        """Return how glyphs of a font and size are set under a text matrix."""
        key = (font, size, matrix, frame)
        setting = self.settings.get(key)
        if setting is None:
            setting = self.settings[key] = build_setting(self.find_face(font), size, matrix, frame)
        return setting

    def find_face(self, font: int) -> Face:
        """Return a font, asked once for the whole file."""
        face = self.faces.get(font)
        if face is None:
            value = ctypes.c_float()
            get_descent(font, 1.0, ctypes.addressof(value))
            bold = bool(BOLD.search(read_name(get_font_name, font)))
            face = self.faces[font] = Face(font, value.value, bold, {}, set())
        return face

    def place_space(self, owner: int, frame: Frame) -> Glyph:
        """Return the space that a text object without ink is; it parts words."""
        numbers, size = (ctypes.c_float * 6)(), ctypes.c_float()
        get_object_matrix(owner, ctypes.addressof(numbers))
        get_object_size(owner, ctypes.addressof(size))
        a, b, c, d, x, y = numbers
        setting = self.find_setting(get_font(owner), size.value, (a, b, c, d), frame)
        return place_turned(Run([" "], [x], [y], [0]), [0.0], setting, frame)[0]


def gather(texts: Iterable[int], runs: Mapping[int, Sequence[Glyph]]) -> tuple[Glyph, ...]:
    """Return the glyphs of text objects in the order of the file."""
    return tuple(glyph for owner in texts for glyph in runs.get(owner, ()))


def check_blanks(blanks: Iterable[int], texts: int) -> None:
    """Check that text objects without ink are spaces.

    Raises:
        NotReadable: If pdfium lacks the font of many.
    """
    fonts = Counter(map(get_font, blanks))
    absent = sum(count for font, count in fonts.items() if is_stand_in(font))
    if absent > ABSENT_SHARE * texts:
        raise NotReadable("pdfium lacks a font of it")


def read_name(get_name: Callable[..., int], font: int) -> str:
    """Return a name of a font."""
    name = ctypes.create_string_buffer(NAME_BYTES)
    get_name(font, ctypes.addressof(name), NAME_BYTES)
    return name.value.decode("utf-8", "replace")


def is_stand_in(font: int) -> bool:
    """Tell whether pdfium has put its stand-in for unknown Latin fonts in the place of a font."""
    return not is_embedded(font) and read_name(get_family_name, font).endswith(STAND_IN)


def build_setting(face: Face, size: float, matrix: Matrix, frame: Frame) -> Setting:
    """Return how glyphs of a font and size are set under a text matrix."""
    a, b, c, d = matrix
    right = (size * (frame.a * a + frame.c * b), size * (frame.b * a + frame.d * b))
    up = (size * (frame.a * c + frame.c * d), size * (frame.b * c + frame.d * d))
    turn = name_turn(*right)
    points = round(max(map(abs, up)), 3)
    straight = a > 0 and abs(b) < STRAIGHT * a and abs(c) < STRAIGHT * abs(d)
    return Setting(face, right, up, points, turn, a * size if straight else 0.0)


def measure(text: int, run: Run, setting: Setting) -> list[float]:
    """Return how far each glyph moves on, in type sizes.

    Two glyphs of a font may stand for one character: an advance that does not meet the next glyph is
    measured anew.

    Raises:
        NotReadable: If a glyph stands for no character, or the line runs downwards.
    """
    face, width, xs = setting.face, setting.width, run.xs
    known, varied, slack = face.advances, face.varied, LOOSE * setting.width
    if width and not all(abs(below - y) <= width for y, below in pairwise(run.ys)):
        raise NotReadable("a line runs downwards")
    found: list[float] = []
    # Nothing follows the last one: of no number it is far away.
    for char, x, following, index in zip(run.texts, xs, [*xs[1:], nan], run.indices, strict=True):
        advance = known.get(char)
        if advance is None:
            if lacks_unicode(text, index):
                raise NotReadable("a glyph stands for no character")
            advance = known[char] = measure_advance(text, index, char, x, setting)
        elif width and (char in varied or abs(following - x - advance * width) > slack):
            anew = measure_advance(text, index, char, x, setting)
            if abs(anew - advance) > LOOSE:
                varied.add(char)
            advance = anew
        found.append(advance)
    return found


def measure_advance(text: int, index: int, char: str, x: float, setting: Setting) -> float:
    """Return how far a glyph moves on, in type sizes.

    pdfium tells the box around the glyph's ink, and one around its ink and its advance: where the two end at
    one place, the ink reaches as far as the advance or further, and the font is asked.
    """
    if not setting.width:
        return ask_advance(setting.face, char)
    loose, ink = (ctypes.c_float * 4)(), (ctypes.c_double * 4)()
    start = ctypes.addressof(ink)
    get_loose_box(text, index, ctypes.addressof(loose))
    get_ink_box(text, index, start, start + 8, start + 16, start + 24)
    reach = max((loose[2] - x) / setting.width, 0.0)
    if len(char) > 1 or ink[1] <= loose[2] - EDGE:
        return reach
    advance = ask_advance(setting.face, char)
    return advance if 0 < advance < reach else reach


def ask_advance(face: Face, char: str) -> float:
    """Return how far a font says that a character moves on, in type sizes."""
    value = ctypes.c_float()
    get_advance(face.handle, ord(char[-1]), 1.0, ctypes.addressof(value))
    return value.value


def place_upright(run: Run, advances: Sequence[float], setting: Setting, frame: Frame) -> list[Glyph]:
    """Return glyphs that stand upright and straight, with their boxes."""
    face, up, right = setting.face, setting.up[1], setting.right[0]
    high, low, size = (face.descent + 1.0) * up, face.descent * up, setting.size
    bold = face.bold
    a, b, c, d, e, f = frame.a, frame.b, frame.c, frame.d, frame.e, frame.f
    glyphs = []
    for char, x, y, advance in zip(run.texts, run.xs, run.ys, advances, strict=True):
        left, base = a * x + c * y + e, b * x + d * y + f
        shown = "-" if char == LINE_END_HYPHEN else char
        glyphs.append(Glyph(shown, left, base + high, left + advance * right, base + low, size, bold))
    return glyphs


def place_turned(run: Run, advances: Sequence[float], setting: Setting, frame: Frame) -> list[Glyph]:
    """Return glyphs however they are turned, with the boxes around their own."""
    face = setting.face
    (rx, ry), (ux, uy) = setting.right, setting.up
    low, high = face.descent, face.descent + 1.0
    glyphs = []
    for char, x, y, advance in zip(run.texts, run.xs, run.ys, advances, strict=True):
        left, base = frame.a * x + frame.c * y + frame.e, frame.b * x + frame.d * y + frame.f
        xs = (low * ux, high * ux, advance * rx + low * ux, advance * rx + high * ux)
        ys = (low * uy, high * uy, advance * ry + low * uy, advance * ry + high * uy)
        box = left + min(xs), base + min(ys), left + max(xs), base + max(ys)
        shown = "-" if char == LINE_END_HYPHEN else char
        glyphs.append(Glyph(shown, *box, setting.size, face.bold, setting.turn))
    return glyphs
