"""Actors: governments, offices, organisations, firms and groups of people that a document names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import msgspec

from extract.records import Document, Problem
from transform.abbreviations import find_abbreviations
from transform.evidence import find_page
from transform.language import Passage
from transform.mentions.found import Found, build_mention, drop_overlaps
from transform.mentions.governments import find_brands, find_governments
from transform.mentions.groups import find_groups
from transform.mentions.organisations import (
    Known,
    find_bodies,
    find_institutions,
    find_offices,
    name_long_forms,
)
from transform.names import NameMatcher, normalise_name
from transform.records import Mention
from transform.references import find_pronouns, find_references, find_short_names, name_short
from transform.roles_of_document import Parties, find_parties

SHORT = 0.85  # confidence in an abbreviation that the document defines
_SKIPPED = ("footnote", "caption")
_OFFICES = ("actors/office", "actors/listed", "actors/institution")


class Actors(msgspec.Struct, frozen=True):
    """The actors that a document names, and the references that stay unclear."""

    mentions: tuple[Mention, ...]
    unresolved: tuple[Problem, ...]


def find_actors(document: Document, passages: Sequence[Passage]) -> list[Mention]:
    """Return a mention for every place where the document names an actor, or speaks as one."""
    return list(read_actors(document, passages).mentions)


def find_unresolved(document: Document, passages: Sequence[Passage]) -> list[Problem]:
    """Return the references whose meaning is unclear: "the Ministry" where no ministry is named."""
    return list(read_actors(document, passages).unresolved)


def read_actors(document: Document, passages: Sequence[Passage]) -> Actors:
    """Return the actors of a document and the references that stay unclear, in the order of its text."""
    parties = find_parties(document)
    known = Known(find_abbreviations(document), document.text)
    read = [passage for passage in passages if passage.block.kind not in _SKIPPED]
    found = [find_named(passage, document.country, parties, known) for passage in read]
    found = name_again(read, found, known, document.country)
    found, unresolved = name_short_forms(document, read, found)
    found = [
        [*items, *drop_overlaps(find_pronouns(passage.doc, items), items)]
        for passage, items in zip(read, found, strict=True)
    ]
    found = join_pairs(read, found)
    mentions = [
        build_mention(document, passage, "actor", item)
        for passage, items in zip(read, found, strict=True)
        for item in sorted(items, key=lambda item: (item.start, item.end, item.key))
    ]
    return Actors(tuple(add_shorts(mentions, known.abbreviations)), tuple(unresolved))


def find_named(passage: Passage, country: str, parties: Parties, known: Known) -> list[Found]:
    """Return what a passage names or refers to; of two names at one place the longer one."""
    heading = passage.block.kind in ("heading", "title")
    bodies = list(find_bodies(passage.doc, known))
    brands = list(find_brands(passage.text))
    offices = find_offices(passage.text, country, known, heading=heading)
    named = [
        *bodies,
        *find_governments(passage.doc, parties, country),
        *(item for item in offices if not swallows(item, [*bodies, *brands])),
        *find_institutions(passage.text, country),
    ]
    kept = drop_overlaps(sorted(named, key=lambda item: item.start - item.end))
    references = [
        item
        for item in find_references(passage.doc, parties, country)
        if not any(item.overlaps(other.start, other.end) for other in kept)
    ]
    return [*kept, *references, *drop_overlaps(find_groups(passage.doc), [*kept, *references])]


def swallows(office: Found, bodies: Sequence[Found]) -> bool:
    """Tell whether what looks like one office lists well-known bodies: "the EU and World Bank"."""
    inside = [body for body in bodies if office.overlaps(body.start, body.end)]
    return any(body.name not in office.name for body in inside) or len(inside) > 1


def name_again(
    read: Sequence[Passage], found: Sequence[list[Found]], known: Known, country: str
) -> list[list[Found]]:
    """Return the findings with every further place where an actor stands by its name or abbreviation.

    An office is found by its full name too; a government or a group only by what stands for it in brackets
    ("Government of Kenya (GoK)") or in the list of acronyms, whose entries are no mentions by themselves.
    """
    offices = {item.key: item for items in found for item in items if item.rule in _OFFICES}
    values = {office.name: key for key, office in offices.items()}
    named, by_short = find_by_short(read, found, known)
    for short, office in name_long_forms(country, known):
        by_short.setdefault(short, office.key)
        named.setdefault(office.key, office)
    matcher = NameMatcher(values | by_short)
    result = []
    for passage, items in zip(read, found, strict=True):
        again = [
            msgspec.structs.replace(
                (offices | named)[match.value],
                start=match.start,
                end=match.end,
                rule="actors/named-elsewhere",
                confidence=SHORT,
                shared=False,
            )
            for match in matcher.find(passage.text)
        ]
        kept = [item for item in items if not any(is_within(item, other) for other in again)]
        result.append([*kept, *drop_overlaps(again, kept)])
    return result


def find_by_short(
    read: Sequence[Passage], found: Sequence[list[Found]], known: Known
) -> tuple[dict[str, Found], dict[str, str]]:
    """Return the actors that an abbreviation stands for, by key, and the key of each abbreviation."""
    shorts: dict[str, str] = {}
    for short, name in known.abbreviations.items():
        shorts.setdefault(normalise_name(name), short)
    named: dict[str, Found] = {}
    keys: dict[str, str] = {}
    for passage, items in zip(read, found, strict=True):
        for item in items:
            surface = item.name if item.rule in _OFFICES else passage.text[item.start : item.end]
            abbreviation = shorts.get(normalise_name(surface))
            if abbreviation and abbreviation not in keys:
                named[item.key], keys[abbreviation] = item, item.key
    return named, keys


def is_within(inner: Found, outer: Found) -> bool:
    """Tell whether a finding is a part of a longer one."""
    longer = outer.end - outer.start > inner.end - inner.start
    return longer and outer.start <= inner.start and inner.end <= outer.end


def name_short_forms(
    document: Document, read: Sequence[Passage], found: Sequence[list[Found]]
) -> tuple[list[list[Found]], list[Problem]]:
    """Return the findings with "the Ministry" resolved, and a problem for each that is unclear."""
    everywhere = [item for items in found for item in items if item.rule in _OFFICES]
    offices: list[Found] = []
    result: list[list[Found]] = []
    problems: list[Problem] = []
    for passage, items in zip(read, found, strict=True):
        offices += sorted((item for item in items if item.rule in _OFFICES), key=lambda item: item.start)
        more = []
        for match, office in find_short_names(passage.text, offices or everywhere):
            if any(item.overlaps(match.start(), match.end()) for item in items):
                continue
            if office is None:
                problems.append(report_unclear(document, passage, match))
            else:
                more.append(name_short(match, office))
        result.append([*items, *more])
    return result, problems


def report_unclear(document: Document, passage: Passage, match: re.Match[str]) -> Problem:
    """Return the problem that it is unclear who is meant by some words."""
    page = find_page(passage.block, passage.span.start + match.start())
    return Problem(
        "unclear_reference",
        f"it is unclear who is meant by \u201c{match.group()}\u201d",
        "name who is meant in corrections.toml",
        page if document.pages else 0,
        "info",
    )


def join_pairs(read: Sequence[Passage], found: Sequence[list[Found]]) -> list[list[Found]]:
    """Return the findings with two groups joined to one where the document never names one alone.

    "Herders and farmers" are one group in a document that always speaks of both; where it speaks of
    farmers elsewhere too, they are two.
    """
    pairs = [find_pairs(passage.text, items) for passage, items in zip(read, found, strict=True)]
    counts: dict[str, int] = {}
    for item in (item for items in found for item in items):
        counts[item.key] = counts.get(item.key, 0) + 1
    together: dict[tuple[str, str], int] = {}
    for left, right in (pair for some in pairs for pair in some):
        keys = (min(left.key, right.key), max(left.key, right.key))
        together[keys] = together.get(keys, 0) + 1
    joined = {
        keys
        for keys, times in together.items()
        if counts[keys[0]] == counts[keys[1]] == times and keys[0] != keys[1]
    }
    return [join_found(items, some, joined) for items, some in zip(found, pairs, strict=True)]


def find_pairs(text: str, items: Sequence[Found]) -> list[tuple[Found, Found]]:
    """Return neighbours of one type with nothing but "and", "or" or a slash between them."""
    groups = sorted((item for item in items if item.rule == "actors/group"), key=lambda item: item.start)
    return [
        (left, right)
        for left, right in pairwise(groups)
        if left.actor_type == right.actor_type
        and not (left.shared or right.shared)
        and re.fullmatch(r" (?:and|or|&) |/", text[left.end : right.start])
    ]


def join_found(
    items: Sequence[Found], pairs: Iterable[tuple[Found, Found]], joined: set[tuple[str, str]]
) -> list[Found]:
    """Return the findings with the pairs that are to be joined as one each."""
    result = list(items)
    for left, right in pairs:
        low, high = sorted((left.key, right.key))
        if (low, high) not in joined or left not in result or right not in result:
            continue
        result = [item for item in result if item not in (left, right)]
        result.append(
            msgspec.structs.replace(
                left,
                end=right.end,
                key=f"{low}-and-{high.removeprefix('group:')}",
                name=f"{left.name} and {right.name}",
                rule="actors/group-pair",
                aliases=(left.name, right.name),
            )
        )
    return result


def add_shorts(mentions: Sequence[Mention], abbreviations: Mapping[str, str]) -> list[Mention]:
    """Return the mentions with the abbreviations that the document defines for their names."""
    shorts: dict[str, list[str]] = {}
    for short, name in abbreviations.items():
        shorts.setdefault(normalise_name(name), []).append(short)
    result = []
    for mention in mentions:
        extra = shorts.get(normalise_name(mention.name), [])
        aliases = tuple(sorted({*mention.aliases, *extra} - {mention.name}))
        result.append(msgspec.structs.replace(mention, aliases=aliases))
    return result
