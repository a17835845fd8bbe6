"""Marks: labels of real documents without their text.

What a label says is kept as a short mark of each of its words, in the order of the marks: enough to tell
which phrase of the document it is, and to score against, but no copy of the document.
"""

import hashlib
from functools import lru_cache

MARK_SIZE = 3  # bytes: two of the words of a document seldom have one mark
REMEMBERED = 65536


@lru_cache(REMEMBERED)
def mark_word(stem: str) -> str:
    """Return the mark of a word without its ending: six hexadecimal digits."""
    return hashlib.blake2s(stem.encode(), digest_size=MARK_SIZE).hexdigest()


@lru_cache(REMEMBERED)
def mark_words(stems: frozenset[str]) -> frozenset[str]:
    """Return the marks of words without their endings."""
    return frozenset(mark_word(stem) for stem in stems)
