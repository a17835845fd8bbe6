"""References: who is meant by "we", "our country", "the Government", "the Ministry" or "it"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import msgspec
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from extract.countries import country_name
from transform.language import read_text
from transform.mentions.actor_lexicon import read_actor_cues
from transform.mentions.found import Found
from transform.names import build_organisation_key
from transform.roles_of_document import Parties

CONFIDENCE = 0.7  # that a reference is resolved to who is meant
SURE = 0.8  # of "we" and "our country": the document's owner speaks


def find_references(doc: Doc, parties: Parties, country: str = "") -> Iterator[Found]:
    """Yield the words by which a document speaks of the governments that it is about.

    "The Government" is the government of the country that the document is about, in a donor's strategy the
    partner's. "The country" counts where it does something.

    Args:
        doc: The passage.
        parties: Whose document it is.
        country: Of the document.
    """
    text = read_text(doc)
    about = parties.recipient or parties.owner
    yield from find_speaker(text, parties, country)
    if about:
        for pattern in (read_words_pattern("government_words"), read_bare_pattern()):
            for match in pattern.finditer(text):
                yield refer(match, about, "references/the-government", CONFIDENCE)
        for match in read_words_pattern("country_words").finditer(text):
            own = match.group().lower().startswith("our ")
            if own or does_something(doc, match.start(), match.end()):
                code = parties.owner if own and parties.owner else about
                yield refer(match, code, "references/the-country", SURE if own else CONFIDENCE)
    if parties.donor and parties.recipient:
        for match in read_words_pattern("pair_words").finditer(text):
            for code in (parties.donor, parties.recipient):
                yield refer(match, code, "references/the-two-countries", CONFIDENCE)


def find_speaker(text: str, parties: Parties, country: str) -> Iterator[Found]:
    """Yield "we" and "our": the owner of the document, a country or a city of one."""
    if parties.city or parties.owner:
        for match in read_owner_pattern().finditer(text):
            if parties.city:
                yield name_city(match, parties.city, country, "references/we-owner", SURE)
            else:
                yield refer(match, parties.owner, "references/we-owner", SURE)
    for match in read_city_pattern(parties.city.split()[0]).finditer(text) if parties.city else ():
        yield name_city(match, parties.city, country, "references/the-city", CONFIDENCE)


@cache
def read_city_pattern(head: str) -> re.Pattern[str]:
    """Return the pattern of "the City" in the document of a city, not of "the City Council" or a place."""
    other = "|".join(read_actor_cues().city_others)
    return re.compile(rf"\b(?:[Tt]he|[Oo]ur|THE) {head}\b(?!-|\s+(?:[A-Z]|(?:{other})\b))")


@cache
def read_bare_pattern() -> re.Pattern[str]:
    """Return the pattern of "Government" without an article, as the subject: "Government will also …"."""
    verbs = "|".join(sorted(read_actor_cues().bare_verbs))
    return re.compile(rf"(?:^|(?<=[.,;:] ))Government(?= (?:{verbs})\b)")


@cache
def read_owner_pattern() -> re.Pattern[str]:
    """Return the pattern of "we" and "our", but not of "US" nor of "our country", which is another rule's."""
    words = "|".join(sorted(read_actor_cues().owner_words))
    return re.compile(rf"\b(?!US\b)(?i:{words})\b(?! (?:country|nation|government)\b)")


@cache
def read_words_pattern(field: str) -> re.Pattern[str]:
    """Return the pattern of one list of words of the lexicon; not where "of …" says who."""
    phrases: tuple[str, ...] = getattr(read_actor_cues(), field)
    parts = sorted((phrase for phrase in phrases), key=lambda phrase: (-len(phrase), phrase))
    words = "|".join(
        r"(?:the|The) State" if part == "the state" else f"(?i:{re.escape(part)})" for part in parts
    )
    other = r"of |in [A-Z]|and county|and local|agenc|institution|department|bod|sector|employee"
    return re.compile(rf"\b(?:{words})\b(?![\w-]| (?:{other}))")


def refer(match: re.Match[str], code: str, rule: str, confidence: float) -> Found:
    """Return the government that the words of a match refer to."""
    country = country_name(code)
    return Found(
        match.start(),
        match.end(),
        f"government:{code}",
        f"Government of {country}",
        "government",
        rule,
        confidence,
        code,
        (country,),
    )


def name_city(match: re.Match[str], city: str, country: str, rule: str, confidence: float) -> Found:
    """Return the city that the words of a match refer to."""
    key = build_organisation_key(city, country)
    return Found(match.start(), match.end(), key, city, "local_government", rule, confidence, country)


def does_something(doc: Doc, start: int, end: int) -> bool:
    """Tell whether words are the subject of a verb of action: "the country commits to …"."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or span.root.dep_ != "nsubj":
        return False
    verb = span.root.head
    beside = (child.lemma_.lower() for child in verb.children if child.dep_ in ("xcomp", "aux"))
    return bool({verb.lemma_.lower(), *beside} & read_actor_cues().acting_verbs)


@cache
def read_short_pattern() -> re.Pattern[str]:
    """Return the pattern of "the Ministry", "this Council" and the like."""
    heads = "|".join(read_actor_cues().short_heads)
    return re.compile(
        rf"\b(?:[Tt]he|[Tt]his) (?P<head>{heads})\b(?!\s+(?:[A-Z]|(?:of|for|on) (?:the )?[A-Z])|-|\s\()"
    )


def find_short_names(text: str, offices: Sequence[Found]) -> Iterator[tuple[re.Match[str], Found | None]]:
    """Yield each "the Ministry" with the office that is meant, or `None` where it is unclear.

    Args:
        text: Of the passage.
        offices: Named in the document so far, the last one last; where none is named before, those named
            later.
    """
    for match in read_short_pattern().finditer(text):
        head = match.group("head")
        same = {office.key: office for office in offices if head in office.name.split()}
        yield match, next(iter(same.values())) if len(same) == 1 else find_last(head, offices, same)


def find_last(head: str, offices: Sequence[Found], same: dict[str, Found]) -> Found | None:
    """Return the office with this head noun that was named last, if it ends or opens with it."""
    for office in reversed(offices):
        words = office.name.split()
        if office.key in same and head in (words[0], words[-1]):
            return office
    return None


def name_short(match: re.Match[str], office: Found) -> Found:
    """Return the office that "the Ministry" means, as found at its place."""
    return point_to(office, match.start(), match.end(), "references/the-office")


def point_to(who: Found, start: int, end: int, rule: str) -> Found:
    """Return an actor as found where a reference to it stands."""
    return msgspec.structs.replace(who, start=start, end=end, rule=rule, confidence=CONFIDENCE)


def find_pronouns(doc: Doc, found: Sequence[Found]) -> Iterator[Found]:
    """Yield whom "It" at the start of a sentence means: the one subject of the sentence before.

    "The Council approves the plan. It shall also …"
    """
    for before, sentence in pairwise(doc.sents):
        first = sentence[0]
        if first.lower_ == "it" and first.dep_ == "nsubj":
            subjects = [item for item in found if is_subject(before, item)]
            if len(subjects) == 1:
                yield point_to(subjects[0], first.idx, first.idx + len(first), "references/it-subject")


def is_subject(sentence: Tokens, found: Found) -> bool:
    """Tell whether an actor is the subject of a sentence's main verb."""
    span = sentence.doc.char_span(found.start, found.end, alignment_mode="expand")
    inside = span is not None and sentence.start <= span.start < sentence.end
    return (
        inside
        and span is not None
        and span.root.dep_ in ("nsubj", "nsubjpass")
        and span.root.head == sentence.root
    )
