"""Tiny PDF files, written object by object: printed lines, a scanned picture, a password."""

import hashlib
from collections.abc import Sequence
from itertools import accumulate

PADDING = bytes.fromhex(
    "28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a"
)  # PDF 1.7, 7.6.3.3
FILE_ID = bytes(range(16))
PERMISSIONS = (-4).to_bytes(4, "little", signed=True)
TEXT_SIZE, TITLE_SIZE, LEADING = 11, 20, 16
CATALOG, PAGES, FONT, LOCK, FIRST = 1, 2, 3, 4, 5  # object numbers; pages take three each from FIRST on
SCAN = ""  # a page that is nothing but a picture
PICTURE = bytes(range(0, 256, 4))  # 8 by 8 pixels, grey
PICTURE_ENTRIES = b"/Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8"


def draw_pdf(*pages: str, password: str = "") -> bytes:
    """Return a PDF with these pages; a line that begins with "# " is set large, `SCAN` is a picture.

    With a password it is locked by the standard security handler, revision 2 (RC4, 40 bits).
    """
    key, lock = build_lock(password) if password else (b"", b"null")
    names = [FIRST + 3 * index for index in range(len(pages))]
    objects = [
        b"<</Type/Catalog/Pages %d 0 R>>" % PAGES,
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), b" ".join(b"%d 0 R" % name for name in names)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        lock,
    ]
    for name, text in zip(names, pages, strict=True):
        shown = write_lines(text.splitlines()) if text else b"q 400 0 0 400 90 200 cm /Scan Do Q"
        objects += [
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F %d 0 R>>/XObject<</Scan %d 0 R>>>>>>" % (PAGES, name + 1, FONT, name + 2),
            build_stream(shown, b"", key, name + 1),
            build_stream(PICTURE, PICTURE_ENTRIES, key, name + 2),
        ]
    return join_objects(objects, locked=bool(password))


def write_lines(lines: Sequence[str]) -> bytes:
    """Return the drawing of lines, one below the other."""
    parts = [b"BT 72 760 Td %d TL" % LEADING]
    for line in lines:
        size, words = (TITLE_SIZE, line[2:]) if line.startswith("# ") else (TEXT_SIZE, line)
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
        parts.append(b"/F %d Tf (%s) Tj T*" % (size, escaped))
    return b"\n".join([*parts, b"ET"])


def build_stream(data: bytes, entries: bytes, key: bytes, number: int) -> bytes:
    """Return a stream, enciphered if there is a key."""
    if key:
        data = encipher(digest(key + number.to_bytes(3, "little") + b"\0\0")[:10], data)
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def join_objects(objects: Sequence[bytes], *, locked: bool) -> bytes:
    """Return the file that the objects make, with its table of places."""
    head = b"%PDF-1.4\n"
    parts = [b"%d 0 obj\n%s\nendobj\n" % (index + 1, body) for index, body in enumerate(objects)]
    *places, end = accumulate(map(len, parts), initial=len(head))
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    lock = b"/Encrypt %d 0 R" % LOCK if locked else b""
    size = len(objects) + 1
    return b"%s%sxref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root %d 0 R/ID[<%s><%s>]%s>>\n%s" % (
        head,
        b"".join(parts),
        size,
        table,
        size,
        CATALOG,
        FILE_ID.hex().encode(),
        FILE_ID.hex().encode(),
        lock,
        b"startxref\n%d\n%%%%EOF\n" % end,
    )


def build_lock(password: str) -> tuple[bytes, bytes]:
    """Return the key of the file and the entries that ask for the password (PDF 1.7, 7.6.3)."""
    padded = (password.encode("latin-1") + PADDING)[:32]
    owner = encipher(digest(padded)[:5], padded)
    key = digest(padded + owner + PERMISSIONS + FILE_ID)[:5]
    user = encipher(key, PADDING)
    entries = b"<</Filter/Standard/V 1/R 2/Length 40/P -4/O<%s>/U<%s>>>"
    return key, entries % (owner.hex().encode(), user.hex().encode())


def digest(data: bytes) -> bytes:
    """Return the MD5 of data, which this old lock is made of."""
    return hashlib.md5(data, usedforsecurity=False).digest()


def encipher(key: bytes, data: bytes) -> bytes:
    """Return data enciphered by RC4; doing it again gives the data back."""
    state = list(range(256))
    swap = 0
    for index in range(256):
        swap = (swap + state[index] + key[index % len(key)]) % 256
        state[index], state[swap] = state[swap], state[index]
    output = bytearray()
    first = second = 0
    for byte in data:
        first = (first + 1) % 256
        second = (second + state[first]) % 256
        state[first], state[second] = state[second], state[first]
        output.append(byte ^ state[(state[first] + state[second]) % 256])
    return bytes(output)
