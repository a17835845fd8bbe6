"""Text repair: what a PDF's text layer garbles and any reader would read past."""

import re
import unicodedata
from collections import Counter

LIGATURES: dict[str, str] = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
SPACES = dict.fromkeys(
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "
)
NOTHING = dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
BULLETS = dict.fromkeys(
    "\uf0b7\uf0a7\uf0d8\uf0fc\uf0a8\uf02d\uf076\uf0be\uf0de\uf0e0\uf06e\uf071\uf0ae\uf0f0\u25cf\u25aa\u25ab\u25a0\u25a1\u25e6\u2219\u00b7\u27a2\u2756\u2713\u2714\u25ba\u25b8\u2043\u204c\u204d\u2023",
    "•",
)
# A small l before capitals is a capital I that was misread on a scan: "lNDC", "lMPLEMENTATION".
_ELL = re.compile(r"(?<![^\W_])l(?=[A-Z]{3})")
_CID = re.compile(r"\(cid:(\d+)\)")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_HYPHENS = re.compile(r"-?[\u2010\u2011]|--(?=\w)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]|[\ud800-\udfff]")


def repair_word(text: str, counts: Counter[str]) -> str:
    """Return a printed word with its characters put right; `counts` gets one for each sort of repair."""
    if "l" in text and _ELL.search(text):
        counts["misread_letter"] += 1
        text = _ELL.sub("I", text)
    if text.isascii() and "(cid:" not in text and text.isprintable():
        return text
    for name, table in (
        ("ligature", LIGATURES),
        ("space", SPACES),
        ("invisible", NOTHING),
        ("bullet", BULLETS),
    ):
        if any(char in table for char in text):
            counts[name] += 1
            text = "".join(table.get(char, char) for char in text)
    if "(cid:" in text:
        counts["cid"] += 1
        alone = _CID.fullmatch(text)
        text = "•" if alone else _CID.sub("", text)
    if _PRIVATE.search(text):
        counts["private_use"] += 1
        text = "•" if len(text) == 1 else _PRIVATE.sub("", text)
    if _CONTROL.search(text):
        counts["control"] += 1
        text = _CONTROL.sub("", text)
    if _HYPHENS.search(text):
        counts["hyphen"] += 1
        text = _HYPHENS.sub("-", text)
    normal = unicodedata.normalize("NFC", text)
    if normal != text:
        counts["composed"] += 1
    return normal
