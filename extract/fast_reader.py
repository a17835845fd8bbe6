"""Fast reader: the glyphs of PDF pages by pdfium, about ten times as fast as pdfplumber reads them.

Boxes are made as pdfplumber makes them: from a glyph's origin and advance and the font's descent and size.
A page that pdfium reads otherwise than it is printed is left to pdfplumber (see `read_glyphs`).
"""

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium

from extract.glyphs import BOLD, DOUBLED_SHARE, Glyph, GlyphPage, name_turn
from extract.ruled import FEWEST_RULES

Matrix = tuple[float, float, float, float]
"""One step right and one step up in a glyph's own units, in the page's own space: (a, b) and (c, d)."""
Box = tuple[float, float, float, float]
"""Left, lower, right and upper edge in the page's own space."""
Char = tuple[str, float, float, int]
"""A character, its origin in the page's own space, and its index in pdfium's text of the page."""

LINE_END_HYPHEN = "\x02"  # what pdfium makes of a hyphen at the end of a line
NAME_BYTES = 256  # longest name of a font
STRAIGHT = 0.001  # slope of a line, or slant of a letter, that counts as none
LOOSE = 0.05  # type sizes: glyphs further apart than this, or closer, do not meet
EDGE = 0.01  # points: edges this near are one
STAND_IN = " MM"  # ends the names of the two fonts that pdfium has for all that it does not know
STROKE_SEGMENTS = 2  # of a straight rule, the least of the shapes that one path may hold several of
DEEPEST = 12  # forms within forms; deeper ones are left to pdfplumber
UNSEEN_SHARE = 0.2  # of a page's text objects, of which pdfium shows nothing for want of their font
# Control characters, and scripts whose letters pdfium reorders or joins: Hebrew to Myanmar, Khmer, Mongolian.
_LEFT = re.compile(
    r"[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    r"\u0590-\u109f\u1780-\u18af\ud800-\udfff\ufb1d-\ufdff\ufe70-\ufefe\ufff0-\uffff]"
)


class NotReadable(Exception):
    """A page that the fast reader cannot be trusted with."""


class Drawn(msgspec.Struct, frozen=True):
    """What is drawn on a page: addresses of its text objects in the order of the file, number of shapes.

    `direct` are the text objects that do not stand in a form.
    """

    texts: list[int]
    direct: set[int]
    shapes: int


class Frame(msgspec.Struct, frozen=True):
    """Where a place of a page's own space is on the page as shown: a·x + c·y + e, b·x + d·y + f down."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float


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


def bind(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Return a function of pdfium that takes addresses as plain numbers, for calls that must be cheap."""
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    bound: Callable[..., Any] = ctypes.CFUNCTYPE(result, *arguments)(address or 0)
    return bound


_POINTER, _INT, _FLOAT, _LONG = ctypes.c_void_p, ctypes.c_int, ctypes.c_float, ctypes.c_ulong
get_unicode = bind("FPDFText_GetUnicode", ctypes.c_uint, _POINTER, _INT)
lacks_unicode = bind("FPDFText_HasUnicodeMapError", _INT, _POINTER, _INT)
get_owner = bind("FPDFText_GetTextObject", _POINTER, _POINTER, _INT)
get_origin = bind("FPDFText_GetCharOrigin", _INT, _POINTER, _INT, _POINTER, _POINTER)
get_matrix = bind("FPDFText_GetMatrix", _INT, _POINTER, _INT, _POINTER)
get_size = bind("FPDFText_GetFontSize", ctypes.c_double, _POINTER, _INT)
get_loose_box = bind("FPDFText_GetLooseCharBox", _INT, _POINTER, _INT, _POINTER)
get_ink_box = bind("FPDFText_GetCharBox", _INT, _POINTER, _INT, _POINTER, _POINTER, _POINTER, _POINTER)
get_font = bind("FPDFTextObj_GetFont", _POINTER, _POINTER)
get_object_size = bind("FPDFTextObj_GetFontSize", _INT, _POINTER, _POINTER)
get_object_matrix = bind("FPDFPageObj_GetMatrix", _INT, _POINTER, _POINTER)
get_font_name = bind("FPDFFont_GetBaseFontName", ctypes.c_size_t, _POINTER, _POINTER, ctypes.c_size_t)
get_family_name = bind("FPDFFont_GetFamilyName", ctypes.c_size_t, _POINTER, _POINTER, ctypes.c_size_t)
is_embedded = bind("FPDFFont_GetIsEmbedded", _INT, _POINTER)
get_descent = bind("FPDFFont_GetDescent", _INT, _POINTER, _FLOAT, _POINTER)
get_advance = bind("FPDFFont_GetGlyphWidth", _INT, _POINTER, ctypes.c_uint32, _FLOAT, _POINTER)
count_objects = bind("FPDFPage_CountObjects", _INT, _POINTER)
get_object = bind("FPDFPage_GetObject", _POINTER, _POINTER, _INT)
count_form_objects = bind("FPDFFormObj_CountObjects", _INT, _POINTER)
get_form_object = bind("FPDFFormObj_GetObject", _POINTER, _POINTER, _LONG)
get_bounds = bind("FPDFPageObj_GetBounds", _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
count_segments = bind("FPDFPath_CountSegments", _INT, _POINTER)
get_kind = bind("FPDFPageObj_GetType", _INT, _POINTER)


def address(handle: Any) -> int:
    """Return the address that a handle of pypdfium2 points to."""
    return ctypes.cast(handle, _POINTER).value or 0


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
        width, height = box[2] - box[0], box[3] - box[1]
        frame = build_frame(box, turn)
        drawn = list_objects(address(page.raw))
        runs = self.read_runs(address(textpage.raw), textpage.count_chars(), frame)
        blanks = [owner for owner in drawn.texts if owner not in runs and is_blank(owner)]
        check_blanks(blanks, len(drawn.texts))
        for owner in drawn.direct.intersection(blanks):
            runs[owner] = [self.place_space(owner, frame)]
        glyphs = tuple(glyph for owner in drawn.texts for glyph in runs.get(owner, ()))
        if _LEFT.search("".join(glyph.text for glyph in glyphs)):
            raise NotReadable("its script is left to pdfplumber")
        width, height = (height, width) if turn in (90, 270) else (width, height)
        hidden = len(drawn.texts) - len(runs) - len(blanks) + len(drawn.direct.intersection(blanks))
        doubled = hidden > DOUBLED_SHARE * (len(drawn.texts) - len(blanks))
        return GlyphPage(width, height, turn, glyphs, drawn.shapes >= FEWEST_RULES, doubled)

    def read_runs(self, text: int, count: int, frame: Frame) -> dict[int, list[Glyph]]:
        """Return the glyphs of each text object that pdfium shows, by its address."""
        runs: dict[int, list[Glyph]] = {}
        numbers = (ctypes.c_float * 6)()
        start = ctypes.addressof(numbers)
        for owner, indices in group_owners(text, count):
            get_matrix(text, indices[0], start)
            a, b, c, d = numbers[:4]
            setting = self.find_setting(get_font(owner), get_size(text, indices[0]), (a, b, c, d), frame)
            chars = read_chars(text, indices)
            advances = measure(text, chars, setting)
            level = not (setting.turn or setting.right[1] or setting.up[0])
            place = place_upright if level else place_turned
            runs.setdefault(owner, []).extend(place(chars, advances, setting, frame))
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
        return place_turned([(" ", x, y, 0)], [0.0], setting, frame)[0]


def is_blank(item: int) -> bool:
    """Tell whether a text object leaves no ink on the page."""
    edges = (ctypes.c_float * 4)()
    start = ctypes.addressof(edges)
    get_bounds(item, start, start + 4, start + 8, start + 12)
    return edges[2] - edges[0] < EDGE


def check_blanks(blanks: Sequence[int], texts: int) -> None:
    """Check that text objects without ink are spaces.

    Raises:
        NotReadable: If pdfium lacks the font of many.
    """
    fonts = Counter(map(get_font, blanks))
    absent = sum(count for font, count in fonts.items() if is_stand_in(font))
    if absent > UNSEEN_SHARE * texts:
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


def find_page_box(page: pypdfium2.PdfPage) -> Box:
    """Return the media box of a page: left, lower, right, upper edge in its own space.

    pdfium tells it where the page itself says it; where it is said above the pages, what is shown of them.
    """
    box = page.get_mediabox(fallback_ok=False) or page.get_bbox()
    left, lower, right, upper = (float(edge) for edge in box)
    return min(left, right), min(lower, upper), max(left, right), max(lower, upper)


def build_frame(box: Box, turn: int) -> Frame:
    """Return the frame of a page with a media box, turned clockwise by degrees."""
    x0, y0, x1, y1 = box
    if turn == 90:
        return Frame(0, 1, 1, 0, -y0, -x0)
    if turn == 180:
        return Frame(-1, 0, 0, 1, x1, -y0)
    if turn == 270:
        return Frame(0, -1, -1, 0, y1, x1)
    return Frame(1, 0, 0, -1, -x0, y1)


def group_owners(text: int, count: int) -> Iterator[tuple[int, list[int]]]:
    """Yield each text object with the indices of its characters; those that pdfium made up have none."""
    last = 0
    indices: list[int] = []
    for index in range(count):
        owner = get_owner(text, index)
        if not owner:
            continue
        if owner != last and indices:
            yield last, indices
            indices = []
        last = owner
        indices.append(index)
    if indices:
        yield last, indices


def read_chars(text: int, indices: Sequence[int]) -> list[Char]:
    """Return the characters of a text object with their origins; those of a ligature are one."""
    places = (ctypes.c_double * 2)()
    start = ctypes.addressof(places)
    chars: list[Char] = []
    last: Char = ("", 0.0, 0.0, 0)
    for index in indices:
        get_origin(text, index, start, start + 8)
        char, (x, y) = chr(get_unicode(text, index)), places
        if last[1] == x and last[2] == y and chars and " " not in (char, last[0]):
            char = chars.pop()[0] + char
        last = (char, x, y, index)
        chars.append(last)
    return chars


def measure(text: int, chars: Sequence[Char], setting: Setting) -> list[float]:
    """Return how far each glyph moves on, in type sizes.

    Two glyphs of a font may stand for one character: an advance that does not meet the next glyph is
    measured anew.

    Raises:
        NotReadable: If a glyph stands for no character, or the line runs downwards.
    """
    face, width = setting.face, setting.width
    known, slack = face.advances, LOOSE * setting.width
    found: list[float] = []
    last = len(chars) - 1
    for place, (char, x, y, index) in enumerate(chars):
        advance = known.get(char)
        if advance is None:
            if lacks_unicode(text, index):
                raise NotReadable("a glyph stands for no character")
            advance = known[char] = measure_advance(text, index, char, x, setting)
        elif width and (
            char in face.varied or (place < last and abs(chars[place + 1][1] - x - advance * width) > slack)
        ):
            anew = measure_advance(text, index, char, x, setting)
            if abs(anew - advance) > LOOSE:
                face.varied.add(char)
            advance = anew
        if width and place < last and abs(chars[place + 1][2] - y) > width:
            raise NotReadable("a line runs downwards")
        found.append(advance)
    return found


def measure_advance(text: int, index: int, char: str, x: float, setting: Setting) -> float:
    """Return how far a glyph moves on, in type sizes.

    pdfium tells the box around the glyph's ink, and one around its ink and its advance: where the two end at
    one place, the ink reaches as far as the advance or further, and the font is asked.
    """
    value = ctypes.c_float()
    get_advance(setting.face.handle, ord(char[-1]), 1.0, ctypes.addressof(value))
    if not setting.width:
        return value.value
    loose, ink = (ctypes.c_float * 4)(), (ctypes.c_double * 4)()
    start = ctypes.addressof(ink)
    get_loose_box(text, index, ctypes.addressof(loose))
    get_ink_box(text, index, start, start + 8, start + 16, start + 24)
    reach = max((loose[2] - x) / setting.width, 0.0)
    overhangs = ink[1] > loose[2] - EDGE and len(char) == 1
    return value.value if overhangs and 0 < value.value < reach else reach


def place_upright(
    chars: Sequence[Char], advances: Sequence[float], setting: Setting, frame: Frame
) -> list[Glyph]:
    """Return glyphs that stand upright and straight, with their boxes."""
    face, up, right = setting.face, setting.up[1], setting.right[0]
    high, low, size = (face.descent + 1.0) * up, face.descent * up, setting.size
    bold = face.bold
    glyphs = []
    for (char, x, y, _), advance in zip(chars, advances, strict=True):
        left, base = frame.a * x + frame.c * y + frame.e, frame.b * x + frame.d * y + frame.f
        shown = "-" if char == LINE_END_HYPHEN else char
        glyphs.append(Glyph(shown, left, base + high, left + advance * right, base + low, size, bold))
    return glyphs


def place_turned(
    chars: Sequence[Char], advances: Sequence[float], setting: Setting, frame: Frame
) -> list[Glyph]:
    """Return glyphs however they are turned, with the boxes around their own."""
    face = setting.face
    (rx, ry), (ux, uy) = setting.right, setting.up
    low, high = face.descent, face.descent + 1.0
    glyphs = []
    for (char, x, y, _), advance in zip(chars, advances, strict=True):
        left, base = frame.a * x + frame.c * y + frame.e, frame.b * x + frame.d * y + frame.f
        xs = (low * ux, high * ux, advance * rx + low * ux, advance * rx + high * ux)
        ys = (low * uy, high * uy, advance * ry + low * uy, advance * ry + high * uy)
        box = left + min(xs), base + min(ys), left + max(xs), base + max(ys)
        shown = "-" if char == LINE_END_HYPHEN else char
        glyphs.append(Glyph(shown, *box, setting.size, face.bold, setting.turn))
    return glyphs


def list_objects(page: int) -> Drawn:
    """Return what is drawn on a page."""
    texts: list[int] = []
    direct: set[int] = set()
    shapes = 0
    for item, kind, depth in walk_objects(page, count_objects(page), get_object, 0):
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            texts.append(item)
            if not depth:
                direct.add(item)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            shapes += max(count_segments(item) // STROKE_SEGMENTS, 1)
    return Drawn(texts, direct, shapes)


def walk_objects(
    holder: int, count: int, get_item: Callable[..., int], depth: int
) -> Iterator[tuple[int, int, int]]:
    """Yield the objects of a page or form with their kinds and how deep in forms they lie.

    Raises:
        NotReadable: If forms lie too deep within each other.
    """
    if depth > DEEPEST:
        raise NotReadable("forms lie too deep within each other")
    for index in range(count):
        item = get_item(holder, index)
        kind = get_kind(item)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from walk_objects(item, count_form_objects(item), get_form_object, depth + 1)
        else:
            yield item, kind, depth
