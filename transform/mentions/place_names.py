"""Names of places in a text: which capitalised words are a place's, by the cue words beside them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import msgspec

from extract.countries import country_name, read_adjectives, read_names
from extract.records import Document
from transform.cues import LEXICON
from transform.ids import build_slug
from transform.mentions.found import Found
from transform.names import NameMatcher, normalise_name, read_country_matcher

CUED, LISTED, DIRECTED = 0.9, 0.9, 0.85  # confidence: a place noun, a listed name, "northern Ghana"
WORD = r"[^\W\d_a-zß-öø-ÿ][\w’'-]*"
NAME = rf"{WORD}(?:(?: (?:de|del|da|do|dos|la|el|al|du|des))? {WORD}){{0,3}}"
_LIST = rf"{NAME}(?:, {NAME})*,? (?:and|&) (?:the )?{NAME}"
_END = r"\b(?![-\w]| [A-Z])"
_RUN = re.compile(r"\w+")
_STARTS = re.compile(r"(?:^|[.:;!?•–])\s*$")


class PlaceCues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lexicon of places (see `lexicon/places.yaml`)."""

    administrative: tuple[str, ...]
    towns: tuple[str, ...]
    natural: tuple[str, ...]
    before: tuple[str, ...]
    prepositions: tuple[str, ...]
    between: tuple[str, ...]
    compared: frozenset[str]
    not_where: frozenset[str]
    directions: frozenset[str]
    openers: frozenset[str]
    no_names: frozenset[str]
    regions: tuple[str, ...]


class Context(msgspec.Struct, frozen=True):
    """What is known of a text.

    Attributes:
        country: Of its document: ISO 3166-1 alpha-2 code, or "".
        common: The words that its document writes in lower case: capitalised elsewhere, they are no names.
        words: All words of its document, in lower case.
        heading: Whether it is a heading, whose words may all be capitalised.
        in_name: Whether it is the name of an actor, which may go on after a place: "Kano State Government".
    """

    country: str
    common: frozenset[str]
    words: frozenset[str] = frozenset()
    heading: bool = False
    in_name: bool = False

    def is_name(self, word: str) -> bool:
        """Tell whether a capitalised word is a name: no acronym, and no word of the language."""
        parts = re.split(r"[-’']", word)
        return (
            len(word) > 2
            and all(part[1:].islower() or not part[1:] for part in parts)
            and not self.is_common(word)
        )

    def is_common(self, word: str) -> bool:
        """Tell whether a word is one of the language, or the plural of another one."""
        lower = word.lower()
        listed = lower in read_cues().no_names or lower in self.common
        return listed or not self.words.isdisjoint(list_singulars(lower))


@cache
def read_cues() -> PlaceCues:
    """Return the cue words of places."""
    return msgspec.yaml.decode((LEXICON / "places.yaml").read_bytes(), type=PlaceCues)


def read_context(document: Document) -> Context:
    """Return what is known of a document's words."""
    words = frozenset(re.findall(r"\w[\w’'-]+", document.text))
    common = frozenset(word for word in words if word[0].islower())
    return Context(document.country, common, frozenset(word.lower() for word in words))


@cache
def read_patterns(*, within: bool = False) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of names before a place noun, after "province of", and after "Lake".

    Args:
        within: Whether the text is an actor's name, which may go on: "Kano State Government".
    """
    cues, end = read_cues(), r"\b" if within else _END
    nouns = {*cues.administrative, *cues.towns, *cues.natural}
    single = write_choice(nouns)
    plural = write_choice(map(write_plural, nouns))
    before = "|".join(sorted(cues.before, key=len, reverse=True))
    return (
        re.compile(rf"\b(?P<list>{_LIST}) (?P<plural>{plural}){end}"),
        re.compile(rf"\b(?P<plural>{plural}) of (?:the )?(?P<list>{_LIST}){end}"),
        re.compile(rf"\b(?P<before>{before}) (?:the )?(?P<name>{NAME}){end}"),
        re.compile(rf"\b(?P<name>{NAME}) (?P<noun>{single}){end}"),
        re.compile(rf"\b(?P<noun>{single}) of (?:the )?(?P<name>{NAME}){end}"),
    )


@cache
def read_cue_words() -> frozenset[str]:
    """Return the first words, in lower case, of all that shows names: a text without any of them has none."""
    cues = read_cues()
    nouns = {*cues.administrative, *cues.towns, *cues.natural}
    return frozenset(
        _RUN.findall(cue.lower())[0] for cue in (*nouns, *map(write_plural, nouns), *cues.before)
    )


def write_choice(words: Iterable[str]) -> str:
    """Return the pattern of any of the words, in lower case or capitalised, the longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in ordered)


def write_plural(noun: str) -> str:
    """Return the plural of a place noun."""
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun if noun.endswith("s") else noun + "s"


def list_singulars(word: str) -> tuple[str, ...]:
    """Return what a word is the plural of, if it is one."""
    return (word[:-1], word[:-3] + "y") if word.endswith("s") else ()


def write_singular(noun: str) -> str:
    """Return a place noun of which `write_plural` gives this one."""
    cues = read_cues()
    nouns = {write_plural(word): word for word in (*cues.administrative, *cues.towns, *cues.natural)}
    return nouns.get(noun.lower(), noun)


def find_cued(text: str, context: Context) -> Iterator[Found]:
    """Yield the names that a place noun shows: "Amhara region", "Lake Victoria", "Kano and Jigawa states"."""
    if read_cue_words().isdisjoint(_RUN.findall(text.lower())):
        return
    for pattern in read_patterns(within=context.in_name):
        for match in pattern.finditer(text):
            groups = match.groupdict()
            if groups.get("list"):
                yield from name_list(text, match, context)
            elif groups.get("before"):
                yield from name_after(match, context)
            else:
                yield from name_one(text, match, context)


def name_list(text: str, match: re.Match[str], context: Context) -> Iterator[Found]:
    """Yield each of several names that share a noun: "Kano and Jigawa states"."""
    noun = write_singular(match.group("plural"))
    for part in re.finditer(NAME, match.group("list")):
        start = match.start("list") + part.start()
        words = strip_words(text, start, part.group().split(" "), context)
        if is_place_name(words, noun, context):
            begin = match.start("list") + part.end() - len(" ".join(words))
            yield name_place(begin, match.start("list") + part.end(), " ".join(words), noun, context)


def name_after(match: re.Match[str], context: Context) -> Iterator[Found]:
    """Yield the name after "Lake" or "coast of"."""
    words = match.group("name").split(" ")
    if all(context.is_name(word) or opens_name(word) for word in words) and not opens_name(words[-1]):
        name = f"{match.group('before')} {match.group('name')}"
        yield build_found(match.start(), match.end(), name, build_key(name), "places/noun")


def name_one(text: str, match: re.Match[str], context: Context) -> Iterator[Found]:
    """Yield the name before or after one noun: "Amhara region", "the province of Sindh"."""
    noun, before = match.group("noun"), match.start("noun") < match.start("name")
    words = match.group("name").split(" ")
    if before:
        words = words if all(map(context.is_name, words)) else []
        start, noun = match.start(), noun.lower()
    else:
        words = strip_words(text, match.start(), words, context)
        start = match.end("name") - len(" ".join(words))
    if is_place_name(words, noun, context):
        yield name_place(start, match.end(), " ".join(words), noun, context)


def strip_words(text: str, start: int, words: list[str], context: Context) -> list[str]:
    """Return a name without the words of the language that stand before it at the start of a sentence."""
    if context.in_name:
        return words
    if context.heading or _STARTS.search(text[max(0, start - 4) : start]):
        while words and context.is_common(words[0]) and not opens_name(words[0]):
            words = words[1:]
    return words


def is_place_name(words: list[str], noun: str, context: Context) -> bool:
    """Tell whether capitalised words before a noun are a name: not "Priority Regions", "Kenyan districts".

    Directions alone are one where the noun is capitalised in running text: "the Northern Region".
    """
    cues = read_cues()
    rest = [word for word in words if not opens_name(word)]
    if not rest:
        return (
            is_directed(words)
            and noun.lower() in cues.administrative
            and noun[0].isupper()
            and not context.heading
        )
    if names_country(" ".join(words)) and not (noun.lower() in cues.natural and noun[0].isupper()):
        return False
    return (
        not rest[-1].endswith(("’s", "'s"))
        and context.is_name(rest[0])
        and not any(word.lower() in cues.no_names.difference(cues.natural) for word in rest)
    )


def opens_name(word: str) -> bool:
    """Tell whether a common word is part of the names that it opens: "Upper East", "New Orleans"."""
    return word.lower() in read_cues().directions or word.lower() in read_cues().openers


def is_directed(words: Sequence[str]) -> bool:
    """Tell whether words are directions alone: "Upper East"."""
    return bool(words) and all(word.lower() in read_cues().directions for word in words)


def names_country(name: str) -> bool:
    """Tell whether a name is a country's, or the adjective of one."""
    lower = name.lower()
    return lower in read_names() or lower in read_adjectives()


def name_place(start: int, end: int, name: str, noun: str, context: Context) -> Found:
    """Return a place by its name and noun; a town is known without it, a direction only in its country."""
    cues = read_cues()
    town, directed = noun.lower() in cues.towns, is_directed(name.split())
    label = name if town and noun.islower() else f"{name} {noun}"
    key = build_key(name if town else label)
    if directed and context.country:
        return build_found(
            start, end, label, f"{key}-{context.country.lower()}", "places/noun", context.country
        )
    alone = town or noun.lower() in cues.administrative
    return build_found(
        start, end, label, key, "places/noun", aliases=(name,) if alone and not directed else ()
    )


def build_found(
    start: int, end: int, name: str, key: str, rule: str, country: str = "", aliases: tuple[str, ...] = ()
) -> Found:
    """Return a place found by its noun."""
    return Found(start, end, key, name, "", rule, CUED, country, aliases)


def build_key(name: str) -> str:
    """Return what is equal for two spellings of a place's name."""
    plain = normalise_name(name)
    return build_slug(plain) or plain


def find_directed(text: str) -> Iterator[Found]:
    """Yield a part of a country by its direction: "northern Ghana", "Eastern Chad"."""
    for match in read_country_matcher().find(text):
        lead = re.search(r"\b([A-Za-z-]+) $", text[max(0, match.start - 16) : match.start])
        if lead and lead.group(1).lower() in read_cues().directions and not names_more(text, match.end):
            name = f"{lead.group(1).lower()} {country_name(match.value)}"
            start = match.start - len(lead.group())
            yield Found(
                start, match.end, build_key(name), name, "", "places/direction", DIRECTED, match.value
            )


def names_more(text: str, end: int) -> bool:
    """Tell whether a name goes on after its words: "the Niger Delta", "Kenya's"."""
    return bool(re.match(r"[-’']| (?:of )?[A-Z]", text[end : end + 6]))


@cache
def read_region_matcher() -> NameMatcher:
    """Return a matcher of the parts of the world; each name stands for the first of its forms."""
    forms = [region.split("|") for region in read_cues().regions]
    return NameMatcher({form: names[0] for names in forms for form in names})


def find_regions(text: str) -> Iterator[Found]:
    """Yield the parts of the world that a text names."""
    for match in read_region_matcher().find(text):
        if not names_more(text, match.end):
            key = build_key(match.value)
            yield Found(match.start, match.end, key, match.value, "", "places/region", LISTED)


def find_lands(text: str) -> Iterator[Found]:
    """Yield the countries that a text names, the document's own among them."""
    for match in read_country_matcher().find(text):
        if not names_more(text, match.end):
            code = match.value
            name = country_name(code)
            yield Found(match.start, match.end, f"country:{code}", name, "", "places/country", LISTED, code)
