"""Sectors: words that name an OECD DAC/CRS sector."""

from collections.abc import Sequence
from functools import cache

import msgspec

from extract.records import Document, Span
from transform.cues import LEXICON
from transform.errors import LexiconError
from transform.evidence import build_evidence
from transform.ids import build_mention_id
from transform.language import Passage
from transform.records import Mention
from transform.sector_codes import read_sector_codes
from transform.sentences import find_sentence
from transform.terms import TermMatcher

STRONG, WEAK = 0.9, 0.6  # confidence of a term that is the sector's own, and of a common word


class SectorTerms(msgspec.Struct, frozen=True):
    """The lexicon of sector terms (see `lexicon/sectors.yaml`)."""

    terms: dict[str, tuple[str, ...]]
    weak: tuple[str, ...]
    not_: tuple[str, ...] = msgspec.field(name="not")


@cache
def read_terms() -> SectorTerms:
    """Return the lexicon.

    Raises:
        LexiconError: If it holds a code that the code list does not have.
    """
    terms = msgspec.yaml.decode((LEXICON / "sectors.yaml").read_bytes(), type=SectorTerms)
    unknown = sorted(set(terms.terms) - set(read_sector_codes()))
    if unknown:
        raise LexiconError(f"sectors.yaml: {', '.join(unknown)} are no DAC/CRS codes in use")
    return terms


@cache
def read_matcher() -> TermMatcher:
    """Return the matcher of all sector terms."""
    lexicon = read_terms()
    values = {term: code for code, terms in lexicon.terms.items() for term in terms}
    return TermMatcher(values, ignored=lexicon.not_)


@cache
def read_weak() -> frozenset[str]:
    """Return the terms that are common words."""
    return frozenset(read_terms().weak)


def find_sectors(document: Document, passages: Sequence[Passage]) -> list[Mention]:
    """Return a mention for every word of the document that names a sector."""
    mentions = []
    for passage in passages:
        if passage.block.kind == "footnote":
            continue
        text = document.text[passage.span.start : passage.span.end]
        for match in read_matcher().find(text):
            focus = Span(passage.span.start + match.start, passage.span.start + match.end)
            strength = WEAK if match.term in read_weak() else STRONG
            mentions.append(build_sector(document, passage, match.value, focus, strength))
    return mentions


def build_sector(document: Document, passage: Passage, code: str, focus: Span, confidence: float) -> Mention:
    """Return the mention of a sector at a place."""
    sector = read_sector_codes()[code]
    key = f"DAC-CRS:{code}"
    return Mention(
        id=build_mention_id("sector", key, focus.start, focus.end),
        kind="sector",
        name=sector.name,
        key=key,
        rule="sectors/term",
        confidence=confidence,
        evidence=build_evidence(document, passage.block, find_sentence(passage, focus), focus),
        attributes=(("code", code), ("level", sector.level), ("scheme", "DAC-CRS")),
    )
