"""Places: countries, regions, towns, rivers and lakes that a document names as where something is."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import msgspec
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from extract.records import Document, Span
from transform.language import Passage
from transform.mentions.found import Found, build_mention, drop_overlaps
from transform.mentions.place_names import (
    NAME,
    Context,
    build_key,
    find_cued,
    find_directed,
    find_lands,
    find_regions,
    names_country,
    names_more,
    opens_name,
    read_context,
    read_cues,
)
from transform.names import NameMatch, NameMatcher
from transform.records import Mention

AGAIN, BARE = 0.8, 0.7  # confidence: a name shown elsewhere to be a place's, "in" before a name
OPEN = (
    "places/noun",
    "places/direction",
    "places/again",
)  # rules of names that are places whatever stands before them
LEAD_LENGTH = 60  # characters before a name that are read for "in"
STARTS = (
    "in",
    "across",
    "throughout",
    "within",
    "for",
    "from",
    "to",
    "of",
    "the",
    "improve",
    "support",
    "develop",
)
_SKIPPED = ("title", "footnote", "caption")
_JOINED = re.compile(r"(?:,? (?:and|or|&|as well as)|,)(?: in)?(?: the)? ")
_CAPITAL = re.compile(r"\b([A-Z][\w’'-]*) $")
_FROM = re.compile(r"\b(?:from|than)(?: the)? $")


class Taken:
    """The words of a document that name actors, frameworks and sectors."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        """Sort the mentions; groups of people are no names and take no words."""
        kept = [item for item in mentions if item.kind in ("framework", "sector") or is_body(item)]
        self._mentions = sorted(kept, key=lambda item: item.evidence.focus)
        self._starts = [item.evidence.focus.start for item in self._mentions]
        self.names = {name.lower() for item in kept for name in (item.name, *item.aliases)}

    def list_within(self, span: Span) -> list[Mention]:
        """Return the mentions whose words start within a span."""
        return self._mentions[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]


def is_body(mention: Mention) -> bool:
    """Tell whether a mention is of an actor other than a group of people."""
    return mention.kind == "actor" and ("actor_type", "population_group") not in mention.attributes


def find_places(
    document: Document, passages: Sequence[Passage], mentions: Sequence[Mention]
) -> list[Mention]:
    """Return a mention for every place where the document names one that is neither its country nor acts.

    Args:
        document: As extract reads it.
        passages: Its blocks, parsed.
        mentions: Of actors, frameworks and sectors. The words that name them name no place, but a place
            may stand within an actor's name.
    """
    known_words = read_context(document)
    read = [passage for passage in passages if passage.block.kind not in _SKIPPED]
    texts = [document.text[passage.span.start : passage.span.end] for passage in read]
    contexts = [
        msgspec.structs.replace(known_words, heading=passage.block.kind == "heading") for passage in read
    ]
    cued = [list(find_cued(text, one)) for text, one in zip(texts, contexts, strict=True)]
    known, taken = Known(document.text, [found for items in cued for found in items]), Taken(mentions)
    return [
        build_mention(document, passage, "place", found)
        for passage, text, context, named in zip(read, texts, contexts, cued, strict=True)
        for found in find_in_passage(passage, text, context, [*named, *known.find(text)], taken)
        if found.key != f"country:{document.country}"
    ]


class Known:
    """The names that a document shows to be places', to be found where they stand alone: "in Amhara"."""

    def __init__(self, text: str, cued: Iterable[Found]) -> None:
        """Prepare a matcher of the names without their nouns; a name of two places is left out."""
        self._places: dict[str, Found] = {}
        keys: dict[str, set[str]] = {}
        for found in cued:
            for name in found.aliases:
                self._places.setdefault(name, found)
                keys.setdefault(name, set()).add(found.key)
        own = [name for name, among in keys.items() if len(among) == 1 and stands_alone(name, text)]
        self._matcher = NameMatcher({name: name for name in own})

    def find(self, text: str) -> Iterator[Found]:
        """Yield the places named in a text by their name alone."""
        for match in self._matcher.find(text):
            before = _CAPITAL.search(text, 0, match.start)
            if not names_more(text, match.end) and (not before or before.group(1).lower() in STARTS):
                yield self._name_again(match)

    def _name_again(self, match: NameMatch) -> Found:
        """Return the place that a name stands for."""
        place = self._places[match.value]
        return msgspec.structs.replace(
            place,
            start=match.start,
            end=match.end,
            name=match.value,
            rule="places/again",
            confidence=AGAIN,
            aliases=(place.name,),
        )


def stands_alone(name: str, text: str) -> bool:
    """Tell whether a name is mostly a whole one, and not the end of another: "Orleans" of "New Orleans"."""
    pattern = re.compile(rf"(\b[A-Z][\w’'.-]*)?\s?\b{re.escape(name)}\b")
    all_places = [before for part in list_around(name, text) for before in pattern.findall(part)]
    longer = [before for before in all_places if before and before.lower() not in STARTS]
    return 2 * len(longer) < len(all_places)


def list_around(name: str, text: str) -> Iterator[str]:
    """Yield the parts of a text that hold a name, each with the whole word before it and a sign after it."""
    begin = end = 0
    at = text.find(name)
    while at >= 0:
        first = find_word_start(text, find_word_start(text, at) - 1)
        if first > end:
            yield text[begin:end]
            begin = first
        end = at + len(name) + 1
        at = text.find(name, at + 1)
    yield text[begin:end]


def find_word_start(text: str, end: int) -> int:
    """Return where what stands before a place without a space begins."""
    while end > 0 and not text[end - 1].isspace():
        end -= 1
    return max(end, 0)


def find_in_passage(
    passage: Passage, text: str, context: Context, named: Iterable[Found], taken: Taken
) -> list[Found]:
    """Return the places that a passage names, and those in the names of its actors."""
    bodies = taken.list_within(passage.span)
    inside = [
        found
        for body in bodies
        if body.kind == "actor"
        for found in find_in_name(passage, text, body, context)
    ]
    spans = [body.evidence.focus for body in bodies]
    listed = [*named, *find_directed(text), *find_regions(text), *find_lands(text)]
    listed.sort(key=lambda item: (item.rule == "places/again", item.start - item.end, item.start))
    found = keep_placed(text, drop_overlaps([*listed, *find_bare(passage.doc, text, context, taken)]))
    free = [item for item in found if not is_taken(item, passage, spans)]
    return [*inside, *free]


def is_taken(found: Found, passage: Passage, spans: Sequence[Span]) -> bool:
    """Tell whether the words of a place name something else; a country's in "northern Kenya" do not."""
    start, end = passage.span.start + found.start, passage.span.start + found.end
    overlapping = (span for span in spans if span.start < end and start < span.end)
    return any(span.start <= start or span.end > end for span in overlapping)


def find_in_name(passage: Passage, text: str, body: Mention, context: Context) -> Iterator[Found]:
    """Yield the places in an actor's name: "Municipality of Ulaanbaatar", "Kano State Government"."""
    focus = body.evidence.focus
    start = focus.start - passage.span.start
    name = text[start : focus.end - passage.span.start]
    for found in find_cued(name, msgspec.structs.replace(context, in_name=True)):
        yield msgspec.structs.replace(
            found, start=start + found.start, end=start + found.end, rule="places/in-name"
        )


@cache
def read_lead_pattern() -> re.Pattern[str]:
    """Return the pattern of what says before a name that something is there: "in the", "in parts of"."""
    cues = read_cues()
    before, between = "|".join(cues.prepositions), "|".join(sorted(cues.between, key=len, reverse=True))
    return re.compile(rf"(?:(?P<word>[\w’'-]+),? )?\b(?:{before}) (?:(?:{between}) )*$", re.IGNORECASE)


def keep_placed(text: str, found: Iterable[Found]) -> list[Found]:
    """Return the names before which a word says that something is there, and those joined to them by "and".

    A name with a place noun needs no such word.
    """
    kept: list[Found] = []
    for item in sorted(found, key=lambda item: item.start):
        joined = bool(kept) and bool(_JOINED.fullmatch(text, kept[-1].end, item.start))
        from_there = _FROM.search(text, max(0, item.start - LEAD_LENGTH), item.start)
        if is_aside(text, item.start):
            continue
        if joined or says_where(text, item.start) or (item.rule in OPEN and not from_there):
            kept.append(item)
    return kept


def says_where(text: str, start: int) -> bool:
    """Tell whether a word before a name says that something is there, and not only compared with there."""
    lead = read_lead_pattern().search(text, max(0, start - LEAD_LENGTH), start)
    return lead is not None and (lead.group("word") or "").lower() not in read_cues().compared


def is_aside(text: str, start: int) -> bool:
    """Tell whether a name stands in brackets, after other words: "(one at a port in Chile and …)".

    Brackets hold examples and the addresses of others; "(in Turkana)" says where.
    """
    opened = text.rfind("(", 0, start)
    return opened > text.rfind(")", 0, start) and len(text[opened:start].split()) > len(("in", "the"))


@cache
def read_bare_pattern() -> re.Pattern[str]:
    """Return the pattern of names after "in" and the like: "in Turkana, Marsabit and Wajir"."""
    before = "|".join(read_cues().prepositions)
    return re.compile(rf"\b(?:{before}) (?P<names>{NAME}(?:, {NAME})*(?:,? (?:and|or|&) {NAME})?)")


def find_bare(doc: Doc, text: str, context: Context, taken: Taken) -> Iterator[Found]:
    """Yield names that only "in" before them shows to be places': "in Turkana and Wajir"."""
    if context.heading:
        return
    pattern = re.compile(NAME)
    for match in read_bare_pattern().finditer(text):
        for part in pattern.finditer(text, match.start("names"), match.end("names")):
            start, name = part.start(), part.group()
            if not is_bare_name(doc, start, name, context) or name.lower() in taken.names:
                break
            yield Found(start, start + len(name), build_key(name), name, "", "places/bare", BARE)


def is_bare_name(doc: Doc, start: int, name: str, context: Context) -> bool:
    """Tell whether capitalised words after "in" are a place's name by themselves."""
    span = doc.char_span(start, start + len(name))
    words = name.split(" ")
    if span is None or names_country(name) or not context.is_name(words[-1]):
        return False
    return (
        all(context.is_name(word) or opens_name(word) for word in words)
        and all(token.pos_ == "PROPN" for token in span)
        and span.root.dep_ in ("pobj", "conj", "appos")
        and span.root.head.head.lemma_.lower() not in read_cues().not_where
        and not goes_on(span)
    )


def goes_on(span: Tokens) -> bool:
    """Tell whether a name is the first word of something else: "in Maputo schools", "in Vision 2030"."""
    after = span.doc[span.end : span.end + 1]
    return any(
        token.pos_ in ("NOUN", "PROPN", "NUM", "PART") or token.text in ("(", "-", "/", "’", "'")
        for token in after
    )
