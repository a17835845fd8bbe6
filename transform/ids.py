"""Ids made of their parts alone: no clock, no random number, no position in a list.

Every id is an XML NMTOKEN (letters, digits, ".", "-", "_", ":"), since GraphML asks for it.
"""

import hashlib
import re
import unicodedata

DIGEST_LENGTH = 12  # hexadecimal digits: 48 bits, one clash expected beyond 10 million ids of a kind
SLUG_LENGTH = 60  # characters of readable text in an id
_UNSAFE = re.compile(r"[^a-z0-9]+")


def build_digest(*parts: str) -> str:
    """Return a hexadecimal digest of the parts, each delimited, so that ("a", "bc") is not ("ab", "c")."""
    joined = b"".join(b"%d:%s" % (len(raw), raw) for raw in (part.encode() for part in parts))
    return hashlib.sha256(joined).hexdigest()[:DIGEST_LENGTH]


def build_slug(text: str) -> str:
    """Return lower-case ASCII words of a text joined by hyphens, at most `SLUG_LENGTH` characters."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _UNSAFE.sub("-", ascii_text).strip("-")[:SLUG_LENGTH].rstrip("-")


def build_entity_id(kind: str, key: str) -> str:
    """Return the id of the thing that a key names: readable where the key is, distinct in any case.

    >>> build_entity_id("sector", "DAC-CRS:32210")
    'sector:DAC-CRS:32210'
    """
    if re.fullmatch(r"[A-Za-z0-9._:-]+", key):
        return f"{kind}:{key}"
    return f"{kind}:{build_slug(key)}:{build_digest(kind, key)}".replace("::", ":")


def build_relation_id(source: str, relation: str, target: str) -> str:
    """Return the id of a tie between two entities."""
    return f"{relation}:{build_digest(source, relation, target)}"


def build_mention_id(kind: str, key: str, start: int, end: int) -> str:
    """Return the id of a mention; unique within its document."""
    return f"m:{kind}:{start}-{end}:{build_digest(kind, key)}"


def build_relation_mention_id(source: str, relation: str, target: str) -> str:
    """Return the id of a relation mention between two mentions of one document."""
    return f"r:{relation}:{build_digest(source, relation, target)}"
