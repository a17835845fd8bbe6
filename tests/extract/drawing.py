"""Drawing: small PDFs for tests, written by hand so that every coordinate in them is known."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from pdfminer.fontmetrics import FONT_METRICS

WIDTH, HEIGHT = 595.0, 842.0  # points: A4
LEFT, RIGHT, TOP = 72.0, 523.0, 90.0  # points: the block of text
SIZE, LEADING = 11.0, 14.0  # points: type size and distance from line to line
FONTS = {False: "Helvetica", True: "Helvetica-Bold"}
PADDING = bytes.fromhex(
    "28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A"
)  # PDF 32000, 7.6.3.3


class Drawing:
    """A PDF to draw on, page by page; places are in points from the top left, as extract has them."""

    def __init__(self) -> None:
        self.pages: list[list[str]] = []
        self.rotations: list[int] = []
        self.bookmarks: list[tuple[str, int]] = []
        self.units: list[str] = []
        self.top = TOP

    def add_page(self, *, rotate: int = 0) -> "Drawing":
        """Begin a new page; what is drawn next stands on it."""
        self.pages.append([])
        self.rotations.append(rotate)
        self.top = TOP
        return self

    def put(
        self, text: str, x: float = LEFT, top: float = TOP, size: float = SIZE, *, bold: bool = False
    ) -> None:
        """Put one line of text; `top` is the upper edge of its letters."""
        if not self.pages:
            self.add_page()
        escaped = "".join(f"\\{byte:03o}" for byte in text.encode("cp1252"))
        base = HEIGHT - top - 0.718 * size
        font = "B" if bold else "R"
        self.pages[-1].append(f"BT /{font} {size:g} Tf 1 0 0 1 {x:.2f} {base:.2f} Tm ({escaped}) Tj ET")

    def put_sideways(self, text: str, x: float, top: float, size: float = SIZE, *, turn: int = 90) -> None:
        """Put one line of text from a place upwards, or turned to the left by other degrees."""
        escaped = "".join(f"\\{byte:03o}" for byte in text.encode("cp1252"))
        across, up = {90: (0, 1), 180: (-1, 0), 270: (0, -1)}[turn]
        matrix = f"{across} {up} {-up} {across} {x:.2f} {HEIGHT - top:.2f}"
        self.pages[-1].append(f"BT /R {size:g} Tf {matrix} Tm ({escaped}) Tj ET")

    def put_units(self, units: Sequence[str], x: float = LEFT, top: float = TOP, size: float = SIZE) -> None:
        """Put one line of glyphs of which the file says what characters each stands for, one or several."""
        self.units += [unit for unit in dict.fromkeys(units) if unit not in self.units]
        codes = "".join(f"{33 + self.units.index(unit):02x}" for unit in units)
        base = HEIGHT - top - 0.718 * size
        self.pages[-1].append(f"BT /U {size:g} Tf 1 0 0 1 {x:.2f} {base:.2f} Tm <{codes}> Tj ET")

    def put_unknown(
        self, codes: Sequence[int], x: float = LEFT, top: float = TOP, size: float = SIZE
    ) -> None:
        """Put one line of glyphs of which the file does not say what they stand for."""
        base = HEIGHT - top - 0.718 * size
        shown = "".join(f"{code:04x}" for code in codes)
        self.pages[-1].append(f"BT /C {size:g} Tf 1 0 0 1 {x:.2f} {base:.2f} Tm <{shown}> Tj ET")

    def fill(
        self,
        text: str,
        x: float = LEFT,
        right: float = RIGHT,
        *,
        size: float = SIZE,
        leading: float = LEADING,
        bold: bool = False,
        after: float = 8.0,
        hang: float = 0.0,
    ) -> None:
        """Put a paragraph below what was put last, wrapped at `right`, its further lines `hang` points in."""
        for index, row in enumerate(wrap(text, right - x, size, bold=bold, hang=hang)):
            self.put(row, x + (hang if index else 0.0), self.top, size, bold=bold)
            self.top += leading
        self.top += after

    def rows(self, rows: Iterable[str], x: float = LEFT, *, size: float = SIZE, after: float = 8.0) -> None:
        """Put a paragraph whose line ends are given."""
        for row in rows:
            self.put(row, x, self.top, size)
            self.top += LEADING
        self.top += after

    def rule(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Draw a thin straight line."""
        self.pages[-1].append(f"0.5 w {x0:.2f} {HEIGHT - top:.2f} m {x1:.2f} {HEIGHT - bottom:.2f} l S")

    def bookmark(self, title: str) -> None:
        """Add an entry to the outline that leads to this page."""
        self.bookmarks.append((title, len(self.pages) - 1))

    def list_outline(self) -> dict[int, bytes]:
        """Return the objects of the outline, by number; its entries stand on one level."""
        root = 5 + 2 * len(self.pages)
        numbers = range(root + 1, root + 1 + len(self.bookmarks))
        objects = {root: f"<< /Type /Outlines /First {root + 1} 0 R /Last {numbers[-1]} 0 R >>"}
        for number, (title, page) in zip(numbers, self.bookmarks, strict=True):
            beside = f"/Next {number + 1} 0 R" if number < numbers[-1] else ""
            objects[number] = (
                f"<< /Title ({title}) /Parent {root} 0 R {beside} /Dest [{5 + 2 * page} 0 R /Fit] >>"
            )
        return {number: text.encode("latin-1") for number, text in objects.items()}

    def frame(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Draw the edges of a box."""
        box = f"{x0:.2f} {HEIGHT - bottom:.2f} {x1 - x0:.2f} {bottom - top:.2f}"
        self.pages[-1].append(f"0.5 w {box} re S")

    def shade(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Lay a pale colour behind what is put next; no rule is drawn around it."""
        box = f"{x0:.2f} {HEIGHT - bottom:.2f} {x1 - x0:.2f} {bottom - top:.2f}"
        self.pages[-1].append(f"0.8 0.9 0.8 rg {box} re f 0 g")

    def cells(
        self,
        rows: Sequence[Sequence[str]],
        edges: Sequence[float],
        *,
        after: float = 4.0,
        header: bool = True,
    ) -> None:
        """Put rows of wrapped cells without rules below what was put last; the header is set in bold."""
        for index, row in enumerate(rows):
            top = low = self.top
            for x, right, text in zip(edges, edges[1:], row, strict=False):
                self.top = top
                self.fill(text, x, right - 8, size=10, leading=12, bold=header and not index, after=0)
                low = max(low, self.top)
            self.top = low + after

    def table(
        self,
        rows: Sequence[Sequence[str]],
        edges: Sequence[float],
        *,
        height: float = 20.0,
        header: bool = True,
    ) -> None:
        """Draw a table with all its rules below what was put last; its header is set in bold."""
        top = self.top
        for row in range(len(rows) + 1):
            self.rule(edges[0], top + row * height, edges[-1], top + row * height)
        for edge in edges:
            self.rule(edge, top, edge, top + len(rows) * height)
        for index, row in enumerate(rows):
            for x, text in zip(edges, row, strict=False):
                self.put(text, x + 4, top + index * height + 5, 10, bold=header and not index)
        self.top = top + len(rows) * height + 12

    def picture(self) -> None:
        """Draw a grey picture over most of the page: a scan."""
        self.pages[-1].append("q 400 0 0 600 80 120 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x7f EI Q")

    def build(self, password: str | None = None) -> bytes:
        """Return the bytes of the PDF, locked with a password (it may be empty) if one is given."""
        lock = None if password is None else Lock(password)
        objects = {
            1: "<< /Type /Catalog /Pages 2 0 R >>",
            2: f"<< /Type /Pages /Count {len(self.pages)} /Kids [{self.name_kids()}] >>",
            3: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            4: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        }
        written = {number: text.encode("latin-1") for number, text in objects.items()}
        special = 5 + 2 * len(self.pages)
        written |= build_fonts(special, self.units)
        for index, (parts, rotate) in enumerate(zip(self.pages, self.rotations, strict=True)):
            page, number = 5 + 2 * index, 6 + 2 * index
            written[page] = (
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH:g} {HEIGHT:g}] /Rotate {rotate} "
                f"/Resources << /Font << /R 3 0 R /B 4 0 R /U {special} 0 R /C {special + 2} 0 R >> >> "
                f"/Contents {number} 0 R >>"
            ).encode("latin-1")
            data = "\n".join(parts).encode("latin-1")
            data = lock.encrypt(number, data) if lock else data
            written[number] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)
        if self.bookmarks:
            outline = self.list_outline()
            written |= outline
            written[1] = f"<< /Type /Catalog /Pages 2 0 R /Outlines {min(outline)} 0 R >>".encode("latin-1")
        return assemble(written, lock.describe() if lock else "")

    def name_kids(self) -> str:
        """Return the references to all pages."""
        return " ".join(f"{5 + 2 * index} 0 R" for index in range(len(self.pages)))

    def save(self, path: Path, password: str | None = None) -> Path:
        """Write the PDF and return its path."""
        path.write_bytes(self.build(password))
        return path


def build_fonts(first: int, units: Sequence[str]) -> dict[int, bytes]:
    """Return two fonts: one that says what its glyphs stand for, and its map, and one that does not."""
    rows = "\n".join(
        f"<{33 + index:02x}> <{unit.encode('utf-16-be').hex()}>" for index, unit in enumerate(units)
    )
    table = (
        "/CIDInit /ProcSet findresource begin begincmap /CMapType 2 def 1 begincodespacerange <00> <ff> "
        f"endcodespacerange {len(units)} beginbfchar\n{rows}\nendbfchar endcmap end"
    ).encode("ascii")
    described = "<< /Type /FontDescriptor /FontName /Unknown /Flags 4 /Ascent 718 /Descent -207 >>"
    return {
        first: (
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding "
            f"/ToUnicode {first + 1} 0 R >>"
        ).encode("ascii"),
        first + 1: b"<< /Length %d >>\nstream\n%s\nendstream" % (len(table), table),
        first + 2: (
            "<< /Type /Font /Subtype /Type0 /BaseFont /Unknown /Encoding /Identity-H /DescendantFonts [<< "
            "/Type /Font /Subtype /CIDFontType2 /BaseFont /Unknown /CIDSystemInfo << /Registry (Adobe) "
            f"/Ordering (Identity) /Supplement 0 >> /DW 556 /FontDescriptor {described} >>] >>"
        ).encode("ascii"),
    }


def assemble(objects: dict[int, bytes], extra: str) -> bytes:
    """Return a PDF file of numbered objects, with its cross-reference table."""
    data = b"%PDF-1.4\n"
    places = []
    for number, text in sorted(objects.items()):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(data)
    count = len(objects) + 1
    return data + (
        f"xref\n0 {count}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {count} /Root 1 0 R{extra} >>\nstartxref\n{start}\n%%EOF\n"
    ).encode("latin-1")


class Lock:
    """The oldest password lock of PDF (RC4, 40 bits, revision 2), enough to ask for a password."""

    def __init__(self, password: str) -> None:
        padded = (password.encode("latin-1") + PADDING)[:32]
        self.name = bytes(range(16))
        self.owner = cipher(md5(padded)[:5], padded)
        self.key = md5(padded + self.owner + (0xFFFFFFFC).to_bytes(4, "little") + self.name)[:5]
        self.user = cipher(self.key, PADDING)

    def encrypt(self, number: int, data: bytes) -> bytes:
        """Return the data of an object encrypted."""
        key = md5(self.key + number.to_bytes(3, "little") + b"\x00\x00")[:10]
        return cipher(key, data)

    def describe(self) -> str:
        """Return the entries of the trailer that tell of the lock."""
        name = self.name.hex()
        return (
            f" /ID [<{name}> <{name}>] /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 "
            f"/O <{self.owner.hex()}> /U <{self.user.hex()}> >>"
        )


def md5(data: bytes) -> bytes:
    """Return the digest that the lock is built with."""
    return hashlib.md5(data, usedforsecurity=False).digest()


def cipher(key: bytes, data: bytes) -> bytes:
    """Return data encrypted (or decrypted) with RC4."""
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def measure(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a text in points."""
    widths = FONT_METRICS[FONTS[bold]][1]
    return sum(widths.get(char, 556) for char in text) * size / 1000


def wrap(text: str, width: float, size: float = SIZE, *, bold: bool = False, hang: float = 0.0) -> list[str]:
    """Return a text cut into lines that fit a width, as a word processor does."""
    rows = [""]
    for word in text.split():
        longer = f"{rows[-1]} {word}".strip()
        room = width - (hang if len(rows) > 1 else 0.0)
        if rows[-1] and measure(longer, size, bold=bold) > room:
            rows.append(word)
        else:
            rows[-1] = longer
    return rows
