"""Sectors: words that name an OECD DAC/CRS sector."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

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

OWN, COMMON = 0.9, 0.6  # confidence of a term that is the sector's own, and of a common word
PREFIX_KEY = 3  # letters by which single words with any ending are looked up
LONGEST_NAME = 10  # words of an office's name after "Ministry of"
REMEMBERED = 65536  # words whose reduced form is remembered: more than a long document has
LAST_TEXTS = 8  # texts whose words are remembered
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")
_GAP = re.compile(r"['\u2019]?[ \-\u2013/&]{1,3}")
_JOINTS = frozenset(["and", "of", "for", "the", "on"])
_PLURALS = {"buses": "bus", "gases": "gas", "lives": "life", "women": "woman", "men": "man"}
_SPELLINGS = (
    (re.compile("isation"), "ization"),
    (re.compile("is(e|ed|er|ing)$"), r"iz\1"),
    (re.compile("our"), "or"),
    (re.compile("^(program)me$|^(cent)re$"), lambda match: match[1] or "center"),
    (re.compile("defence"), "defense"),
)


class SectorTerms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Terms of one sector: its own and common words."""

    own: tuple[str, ...] = ()
    common: tuple[str, ...] = ()


class SectorLexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lexicon of sector terms (see `lexicon/sectors.yaml`)."""

    sectors: dict[str, SectorTerms]
    ignored: tuple[str, ...]


class TermMatch(msgspec.Struct, frozen=True):
    """A term found in a text: characters from `start` to `end`, the term as listed, what it stands for."""

    start: int
    end: int
    term: str
    value: str


class Entry(msgspec.Struct, frozen=True):
    """A term prepared for matching: reduced words, and what its signs ask for."""

    term: str
    value: str
    words: tuple[str, ...]
    any_ending: bool
    capitals: bool
    name_follows: bool


class TermFinder:
    """Finds listed terms in texts as whole words, the longest at a place, none overlapping another."""

    def __init__(self, values: Mapping[str, str], *, ignored: Iterable[str] = ()) -> None:
        """Index the terms by their first word.

        Args:
            values: What each term stands for, by the term. A final "*" stands for any ending; a term
                in capitals matches capitals only.
            ignored: Phrases that are matched and left out, so that no term inside them is found. A final
                " *" takes in the name that follows.
        """
        self._entries: dict[str, list[Entry]] = defaultdict(list)
        for term, value in [*values.items(), *((phrase, "") for phrase in ignored)]:
            entry = build_entry(term, value)
            single = entry.any_ending and len(entry.words) == 1
            self._entries[entry.words[0][:PREFIX_KEY] + "*" if single else entry.words[0]].append(entry)
        for entries in self._entries.values():
            entries.sort(key=lambda entry: (-len(entry.words), entry.any_ending, entry.value, entry.term))
        self._opens: dict[str, bool] = {}

    def find(self, text: str) -> list[TermMatch]:
        """Return the terms in a text, in its order."""
        spans, words = cut_words(text)
        found, index = [], 0
        while index < len(words):
            entry = self._find_longest(text, spans, words, index) if self.is_opened(words[index]) else None
            if entry is None:
                index += 1
                continue
            last = index + len(entry.words) - 1
            if entry.value:
                found.append(TermMatch(spans[index][0], spans[last][1], entry.term, entry.value))
            index = (skip_name(text, spans, last, entry.words[0]) if entry.name_follows else last) + 1
        return found

    def is_opened(self, word: str) -> bool:
        """Tell whether a term begins with a reduced word; it is remembered, as a text has few words."""
        opened = self._opens.get(word)
        if opened is None:
            opened = word in self._entries or word[:PREFIX_KEY] + "*" in self._entries
            self._opens[word] = opened
        return opened

    def _find_longest(
        self, text: str, spans: Sequence[tuple[int, int]], words: Sequence[str], index: int
    ) -> Entry | None:
        """Return the longest term that starts at a word."""
        candidates = [
            *self._entries.get(words[index], ()),
            *self._entries.get(words[index][:PREFIX_KEY] + "*", ()),
        ]
        reach = count_joined(text, spans, index)
        fitting = (
            entry
            for entry in candidates
            if len(entry.words) <= reach
            and fits(entry, words[index : index + len(entry.words)])
            and (not entry.capitals or text[slice(*spans[index])].rstrip("s").isupper())
        )
        return max(fitting, key=lambda entry: len(entry.words), default=None)


@lru_cache(LAST_TEXTS)
def cut_words(text: str) -> tuple[list[tuple[int, int]], list[str]]:
    """Return the places of the words of a text, and the words reduced; finders read a text in turn."""
    spans = [match.span() for match in _WORD.finditer(text)]
    return spans, [reduce_word(text[start:end]) for start, end in spans]


def build_entry(term: str, value: str) -> Entry:
    """Return a listed term prepared for matching."""
    bare = term.rstrip("*").rstrip()
    words = _WORD.findall(bare)
    any_ending = term.endswith("*") and not term.endswith(" *")
    reduced = [reduce_word(word) for word in words]
    if any_ending:
        reduced[-1] = spell(words[-1].lower())
    return Entry(term, value, tuple(reduced), any_ending, bare.isupper(), term.endswith(" *"))


@lru_cache(REMEMBERED)
def reduce_word(word: str) -> str:
    """Return a word in lower case, singular, and American spelling.

    >>> reduce_word("Policies"), reduce_word("decentralisation"), reduce_word("Women's")
    ('policy', 'decentralization', 'woman')
    """
    word = re.sub("['\u2019]s?$", "", word.lower())
    if word in _PLURALS:
        word = _PLURALS[word]
    elif len(word) > 3 and word.endswith("ies"):
        word = f"{word[:-3]}y"
    elif re.search("(?:ss|x|z|ch|sh)es$", word):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return spell(word)


def spell(word: str) -> str:
    """Return a word in American spelling."""
    for pattern, other in _SPELLINGS:
        word = pattern.sub(other, word)
    return word


def fits(entry: Entry, words: Sequence[str]) -> bool:
    """Tell whether the words of a text are those of a term."""
    if entry.any_ending:
        return tuple(words[:-1]) == entry.words[:-1] and words[-1].startswith(entry.words[-1])
    return tuple(words) == entry.words


def count_joined(text: str, spans: Sequence[tuple[int, int]], index: int) -> int:
    """Return how many words from `index` on stand together, with no comma, bracket or full stop between."""
    count = 1
    while index + count < len(spans) and count < LONGEST_NAME:
        if not _GAP.fullmatch(text, spans[index + count - 1][1], spans[index + count][0]):
            break
        count += 1
    return count


def skip_name(text: str, spans: Sequence[tuple[int, int]], last: int, office: str) -> int:
    """Return the index of the last word of the name that follows: capitalised words and what joins them.

    A list of offices ("Ministry of Health, Ministry of Food") is one name for each.
    """
    end = last
    for index in range(last + 1, min(last + 1 + LONGEST_NAME, len(spans))):
        word = text[slice(*spans[index])]
        gap = text[spans[index - 1][1] : spans[index][0]]
        joined = (word[0].isupper() or word in _JOINTS) and not gap.strip(" ,&-")
        if not joined or reduce_word(word) == office:
            break
        end = index if word[0].isupper() else end
    return end


@cache
def read_lexicon() -> SectorLexicon:
    """Return the lexicon.

    Raises:
        LexiconError: If it holds a code that the code list does not have.
    """
    lexicon = msgspec.yaml.decode((LEXICON / "sectors.yaml").read_bytes(), type=SectorLexicon)
    unknown = sorted(set(lexicon.sectors) - set(read_sector_codes()))
    if unknown:
        raise LexiconError(f"sectors.yaml: {', '.join(unknown)} are no DAC/CRS codes in use")
    return lexicon


@cache
def read_matcher() -> TermFinder:
    """Return the finder of all sector terms."""
    lexicon = read_lexicon()
    values = {term: code for code, terms in lexicon.sectors.items() for term in (*terms.common, *terms.own)}
    return TermFinder(values, ignored=lexicon.ignored)


@cache
def read_weak() -> frozenset[str]:
    """Return the terms that are common words."""
    return frozenset(term for terms in read_lexicon().sectors.values() for term in terms.common)


def find_sectors(document: Document, passages: Sequence[Passage]) -> list[Mention]:
    """Return a mention for every word of the document that names a sector."""
    return [mention for passage in passages for mention in find_in_passage(document, passage)]


def find_in_passage(document: Document, passage: Passage) -> Iterator[Mention]:
    """Yield the sectors that the words of a block or cell name; footnotes are no policy."""
    if passage.block.kind == "footnote":
        return
    text = document.text[passage.span.start : passage.span.end]
    for match in read_matcher().find(text):
        focus = Span(passage.span.start + match.start, passage.span.start + match.end)
        confidence = COMMON if match.term in read_weak() else OWN
        yield build_sector(document, passage, match.value, focus, confidence)


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
