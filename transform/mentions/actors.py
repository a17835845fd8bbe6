"""Actors: governments, offices, organisations, firms and groups of people that a document names."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

import msgspec

from extract.countries import country_name, read_adjectives, read_countries
from extract.records import Document, Span
from transform.abbreviations import find_abbreviations
from transform.cues import LEXICON
from transform.evidence import build_evidence
from transform.ids import build_mention_id
from transform.language import Passage
from transform.records import Mention
from transform.roles_of_document import Parties, find_parties
from transform.sentences import find_sentence
from transform.terms import TermMatcher, normalise

_CAP = r"[A-Z\u00c0-\u00dd][\w\u2019'&/-]*"
_GAP = r"(?:,? (?:and |of |for |on |the |& |in |to )*)"
_AND = r"(?:, | and | & |, and )"
LONGEST_NAME = 12  # words of an organisation's name
NAMED, PATTERN, GROUP, REFERENCE = 0.95, 0.85, 0.75, 0.7  # confidence, by how the actor was found


class ActorCues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lexicon of actors (see `lexicon/actors.yaml`)."""

    government_brands: dict[str, tuple[str, ...]]
    multilateral: dict[str, tuple[str, ...]]
    ngo: dict[str, tuple[str, ...]]
    public_agency: dict[str, tuple[str, ...]]
    heads_of: dict[str, tuple[str, ...]]
    heads_after: dict[str, tuple[str, ...]]
    not_actors: tuple[str, ...]
    groups: dict[str, tuple[str, ...]]
    needs_modifier: tuple[str, ...]
    modifiers: tuple[str, ...]
    link_words: tuple[str, ...]


class Found(msgspec.Struct, frozen=True):
    """An actor found in a passage's text: characters, key, name, type, country, rule, confidence."""

    start: int
    end: int
    key: str
    name: str
    actor_type: str
    rule: str
    confidence: float
    country: str = ""


@cache
def read_cues() -> ActorCues:
    """Return the lexicon."""
    return msgspec.yaml.decode((LEXICON / "actors.yaml").read_bytes(), type=ActorCues)


def find_actors(document: Document, passages: Sequence[Passage]) -> list[Mention]:
    """Return a mention for every place where the document names an actor, or speaks as one."""
    parties = find_parties(document)
    abbreviations = find_abbreviations(document)
    finders: list[Callable[[str], Iterable[Found]]] = [
        find_known,
        lambda text: find_governments(text, parties),
        lambda text: find_offices(text, document.country, abbreviations),
        lambda text: find_references(text, parties),
        find_groups,
    ]
    mentions: list[Mention] = []
    names: dict[str, Found] = {}
    for passage in passages:
        if passage.block.kind in ("footnote", "title"):
            continue
        text = document.text[passage.span.start : passage.span.end]
        taken: list[Found] = []
        for finder in finders:
            for found in finder(text):
                if not any(found.start < other.end and found.end > other.start for other in taken):
                    taken.append(found)
        taken += list(find_shorts(text, abbreviations, names, taken))
        for found in sorted(taken, key=lambda item: item.start):
            names.setdefault(normalise(found.name), found)
            mentions.append(build_actor(document, passage, found))
    return add_aliases(mentions, abbreviations)


def build_actor(document: Document, passage: Passage, found: Found) -> Mention:
    """Return the mention of an actor at a place."""
    focus = Span(passage.span.start + found.start, passage.span.start + found.end)
    surface = document.text[focus.start : focus.end]
    attributes = (("actor_type", found.actor_type), ("country", found.country))
    return Mention(
        id=build_mention_id("actor", found.key, focus.start, focus.end),
        kind="actor",
        name=found.name,
        key=found.key,
        rule=found.rule,
        confidence=found.confidence,
        evidence=build_evidence(document, passage.block, find_sentence(passage, focus), focus),
        attributes=tuple((name, value) for name, value in attributes if value),
        aliases=(surface,) if surface != found.name and not found.rule.startswith("references/") else (),
    )


def add_aliases(mentions: Sequence[Mention], abbreviations: Mapping[str, str]) -> list[Mention]:
    """Return the mentions with the abbreviations and short names that the document or a code list gives."""
    shorts: dict[str, list[str]] = {}
    for short, name in abbreviations.items():
        shorts.setdefault(normalise(name), []).append(short)
    result = []
    for mention in mentions:
        extra = list(shorts.get(normalise(mention.name), ()))
        code = dict(mention.attributes).get("country", "")
        if mention.key.startswith("government:"):
            extra += [country_name(code), *read_cues().government_brands.get(code, ())[:3]]
        aliases = tuple(sorted({*mention.aliases, *extra} - {mention.name, ""}))
        result.append(msgspec.structs.replace(mention, aliases=aliases))
    return result


@cache
def read_known_matcher() -> tuple[TermMatcher, dict[str, tuple[str, str]]]:
    """Return a matcher of well-known bodies, with full name and type by its values."""
    values: dict[str, str] = {}
    known: dict[str, tuple[str, str]] = {}
    for kind in ("multilateral", "ngo", "public_agency"):
        table: Mapping[str, tuple[str, ...]] = getattr(read_cues(), kind)
        for name, others in table.items():
            known[name] = (name, kind)
            for form in (name, *others):
                values[form] = name
    return TermMatcher({form: name for form, name in values.items()}), known


def find_known(text: str) -> Iterator[Found]:
    """Yield well-known bodies; their abbreviations count only in capitals."""
    matcher, known = read_known_matcher()
    for match in matcher.find(text):
        surface = text[match.start : match.end]
        if surface[0].islower() or (
            len(surface) <= 6
            and " " not in surface
            and surface.lower() != surface
            and surface.istitle()
            and len(surface) < 4
        ):
            continue
        if (
            len(match.term) <= 5
            and " " not in match.term
            and not surface.isupper()
            and surface not in ("Gavi", "Sida", "AfDB", "IsDB")
        ):
            continue
        name, kind = known[match.value]
        yield Found(
            match.start, match.end, f"organisation:{normalise(name)}", name, kind, "actors/known", NAMED
        )


@cache
def read_government_pattern() -> re.Pattern[str]:
    """Return a pattern of governments by country name, adjective or department."""
    names = sorted(
        {n for c in read_countries() for n in (c.name, *c.other_names)}, key=lambda n: (-len(n), n)
    )
    adjectives = sorted({a for c in read_countries() for a in c.adjectives}, key=lambda n: (-len(n), n))
    country = "|".join(re.escape(name) for name in names)
    adjective = "|".join(re.escape(word) for word in adjectives)
    brands = "|".join(
        re.escape(brand)
        for forms in read_cues().government_brands.values()
        for brand in sorted(forms, key=len, reverse=True)
    )
    rank = "(?:Royal |Federal |Central |National |Transitional )?"
    return re.compile(
        rf"\b(?:(?P<brand>{brands})|{rank}[Gg]overnments? of (?:the )?(?:Republic of |State of |Kingdom of )?(?P<of>{country})"
        rf"|(?P<adjective>{adjective}) (?:[Gg]overnment|[Aa]uthorities|[Ss]tate\b)|(?P<name>{country})(?:(?:\u2019|')s)? [Gg]overnment"
        rf"|(?P<bare>{country}))(?![\w-])"
    )


@cache
def read_codes() -> dict[str, str]:
    """Return the country code for each name, adjective and department, in lower case."""
    codes = {name.lower(): c.code for c in read_countries() for name in (c.name, *c.other_names)}
    codes |= read_adjectives()
    codes |= {brand.lower(): code for code, forms in read_cues().government_brands.items() for brand in forms}
    return codes


def find_governments(text: str, parties: Parties) -> Iterator[Found]:
    """Yield governments; a country's bare name counts for the parties to the document alone."""
    own = {parties.owner, parties.donor, parties.recipient}
    for match in read_government_pattern().finditer(text):
        form = str(match.lastgroup)
        code = read_codes().get(match.group(form).lower(), "")
        if not code or (form == "bare" and code not in own):
            continue
        name = f"Government of {country_name(code)}"
        confidence = NAMED if form != "bare" else PATTERN
        yield Found(
            match.start(),
            match.end(),
            f"government:{code}",
            name,
            "government",
            f"actors/government-{form}",
            confidence,
            code,
        )


@cache
def read_office_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the patterns of offices by head noun, each with the type of the actor."""
    cues = read_cues()
    patterns = []
    for kind, heads in cues.heads_of.items():
        names = "|".join(re.escape(head) for head in sorted(heads, key=len, reverse=True))
        tail = rf"(?:the )?{_CAP}(?:(?:{_AND}| of | for | of the | )(?!(?:{names})\b){_CAP}){{0,9}}"
        patterns.append((re.compile(rf"\b(?:{_CAP} )?(?:{names}) (?:of|for|on) {tail}"), kind))
    for kind, heads in cues.heads_after.items():
        names = "|".join(re.escape(head) for head in sorted(heads, key=len, reverse=True))
        lead = rf"{_CAP}(?:(?: | of | for | and | on | of the | for the | & ){_CAP}){{0,8}}?"
        patterns.append(
            (
                re.compile(
                    rf"\b{lead} (?:{names})(?: (?:of|for|on) (?:the )?{_CAP}(?:(?: | and | of ){_CAP}){{0,5}})?(?![\w-])"
                ),
                kind,
            )
        )
    return tuple(patterns)


def find_offices(text: str, country: str, abbreviations: Mapping[str, str]) -> Iterator[Found]:
    """Yield ministries, agencies, councils and the like, by the head noun of their names."""
    del abbreviations
    taken: list[tuple[int, int]] = []
    letters = [char for char in text if char.isalpha()]
    if letters and sum(char.isupper() for char in letters) > 0.6 * len(letters):
        return
    for pattern, kind in read_office_patterns():
        for match in pattern.finditer(text):
            start, end = strip_opening(text, match.start(), match.end())
            name = re.sub(r"['\u2019]s$", "", text[start:end]).strip(" ,")
            end = start + len(name)
            if not is_office(name) or any(start < high and end > low for low, high in taken):
                continue
            taken.append((start, end))
            yield Found(
                start,
                end,
                f"organisation:{country}:{normalise(name)}",
                name,
                kind,
                "actors/office",
                PATTERN,
                country if kind != "multilateral" else "",
            )


_OPENING = re.compile(
    r"(?:The|A|An|This|That|Each|Its|Their|Our|In|By|To|For|With|As|Through|From|And|Under|Such|All|Any|If|When|However|Currently|Furthermore|Moreover|Also)\s+"
)


def strip_opening(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the place of a name without the capitalised small word that opens a sentence."""
    opening = _OPENING.match(text, start, end)
    while opening:
        start = opening.end()
        opening = _OPENING.match(text, start, end)
    return start, end


def is_office(name: str) -> bool:
    """Tell whether a capitalised run with a head noun is an office's name."""
    words = name.split()
    return (
        2 <= len(words) <= LONGEST_NAME
        and name not in read_cues().not_actors
        and not any(name.endswith(other) for other in read_cues().not_actors)
        and any(len(word) > 3 for word in words)
    )


def find_references(text: str, parties: Parties) -> Iterator[Found]:
    """Yield the words by which a document speaks of its owner: "we", "our", "our country", "the Government"."""
    if parties.owner:
        for match in re.finditer(r"\b(?:[Oo]ur country|[Oo]ur [Gg]overnment|[Ww]e|WE)\b", text):
            yield refer(match, parties.owner, "references/we-owner")
    country = parties.recipient or parties.owner
    if country:
        for match in re.finditer(
            r"\b[Tt]he (?:Government|State)\b(?! (?:of|and))|\b(?:Central|National) Government\b", text
        ):
            yield refer(match, country, "references/the-government")


def refer(match: re.Match[str], code: str, rule: str) -> Found:
    """Return the government that a word refers to."""
    name = f"Government of {country_name(code)}"
    return Found(match.start(), match.end(), f"government:{code}", name, "government", rule, REFERENCE, code)


@cache
def read_group_pattern() -> re.Pattern[str]:
    """Return a pattern of groups: modifiers, head noun, and what limits it."""
    cues = read_cues()
    heads = sorted({head for names in cues.groups.values() for head in names}, key=lambda h: (-len(h), h))
    adjectives = sorted(
        {a.lower() for c in read_countries() for a in c.adjectives}, key=lambda n: (-len(n), n)
    )
    words = sorted({*cues.modifiers, *adjectives}, key=lambda w: (-len(w), w))
    modifier = "|".join(re.escape(word) for word in words)
    head = "|".join(re.escape(name) for name in heads)
    return re.compile(
        rf"\b(?P<before>(?:(?:{modifier})(?:,? and |, |/| )){{0,4}})(?P<head>{head})(?P<more> and (?:{head}))?(?![\w-])"
    )


@cache
def read_group_types() -> dict[str, str]:
    """Return the actor type of each group's head noun."""
    return {head: kind for kind, heads in read_cues().groups.items() for head in heads}


LIGHT = frozenset(
    {"local", "other", "most", "entire", "whole", "all", "relevant", "individual", "national", "present"}
)


def find_groups(text: str) -> Iterator[Found]:
    """Yield groups of people and of firms: "smallholder farmers", "women and girls", "the poor"."""
    lower = normalise(text)
    for match in read_group_pattern().finditer(lower):
        before, head = match.group("before").strip(" ,/"), match.group("head")
        if head == "poor" and (
            before
            or not re.search(r"\bthe $", lower[: match.start()])
            or (
                re.match(r" (?:and|\w+ing|\w+s)\b", lower[match.end() :]) is None
                and re.match(r"\s+[a-z]", lower[match.end() :])
            )
        ):
            continue
        if head == "elderly" and re.match(r" (?:people|persons|women|men|care)", lower[match.end() :]):
            continue
        if head in read_cues().needs_modifier and not before and not match.group("more"):
            continue
        name = lower[match.start() : match.end()].strip()
        plain = " ".join(word for word in re.split(r"[ ,/-]+", name) if word not in LIGHT)
        key = f"group:{plain or name}"
        yield Found(match.start(), match.end(), key, name, read_group_types()[head], "actors/group", GROUP)


def find_shorts(
    text: str, shorts: Mapping[str, str], names: Mapping[str, Found], taken: Sequence[Found]
) -> Iterator[Found]:
    """Yield abbreviations that the document defined for an actor named before."""
    for short, name in shorts.items():
        known = names.get(normalise(name)) or names.get(normalise(re.sub(r"^(?:the|The) ", "", name)))
        if known is None or short not in text:
            continue
        for match in re.finditer(rf"(?<![\w(]){re.escape(short)}(?![\w-])", text):
            if not any(match.start() < other.end and match.end() > other.start for other in taken):
                yield Found(
                    match.start(),
                    match.end(),
                    known.key,
                    known.name,
                    known.actor_type,
                    "actors/abbreviation",
                    PATTERN,
                    known.country,
                )
