"""Frameworks: plans, laws, treaties, agreements and strategies that a document refers to."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import msgspec

from extract.countries import country_name, find_countries, read_adjectives, read_countries
from extract.records import Block, Document, Span
from transform.cues import LEXICON
from transform.evidence import build_evidence
from transform.ids import build_mention_id
from transform.language import Passage
from transform.listed import ListedPattern
from transform.mentions.framework_names import FrameworkName, find_framework_names, read_policy_columns
from transform.mentions.framework_sifting import names_none, names_office_of
from transform.records import Mention
from transform.review import find_review
from transform.sentences import find_sentence

LISTED, SHORT, REFERENCE = 0.95, 0.9, 0.8  # confidence: listed, a defined short form, "the Convention"
LIST_HEADING = 0.5  # share of a heading that says that policies are listed
_WORD = re.compile(r"[^\W_]+")
_DECISION = re.compile(r"\b(?:[Dd]ecisions? )?(?P<number>\d{1,2}/(?:CP|CMP|CMA)\.? ?\d{1,2})\b")
_REFERENCE = re.compile(
    r"\b[Tt]he (?P<noun>Convention|Protocol|Constitution|Agreement|Treaty)\b(?! (?:of|on|for)\b)"
)


class Framework(msgspec.Struct, frozen=True):
    """A framework: full name, short forms, other names, year, and whether no country's own."""

    name: str
    abbreviations: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    year: str = ""
    international: bool = False


class Found(msgspec.Struct, frozen=True):
    """A framework named at a place of the document, by which rule, how sure, and whether by a short form."""

    passage: Passage
    focus: Span
    framework: Framework
    rule: str
    confidence: float
    short: bool = False

    def overlaps(self, focus: Span) -> bool:
        """Tell whether the finding shares characters with a range."""
        return self.focus.start < focus.end and self.focus.end > focus.start


@cache
def read_frameworks() -> tuple[Framework, ...]:
    """Return the internationally known frameworks of `lexicon/frameworks.csv`."""
    with (LEXICON / "frameworks.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Framework(row["name"], split(row["abbreviations"]), split(row["other_names"]), row["year"], True)
            for row in csv.DictReader(file)
        )


def split(text: str) -> tuple[str, ...]:
    """Return the parts of a list joined by " | "."""
    return tuple(part for part in text.split(" | ") if part)


@cache
def read_listed_names() -> tuple[ListedPattern, Mapping[str, Framework]]:
    """Return a pattern of all listed names and what each stands for; short forms match in capitals only."""
    full = {
        name.lower(): framework
        for framework in read_frameworks()
        for name in (framework.name, *framework.other_names)
    }
    short = {name: framework for framework in read_frameworks() for name in framework.abbreviations}
    parts = [write_name(name, exact=name in short) for name in sort_longest({*full, *short})]
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])")
    return ListedPattern(pattern, {*full, *short}), full | short


def sort_longest(names: Iterable[str]) -> list[str]:
    """Return names with the longest first, so that a pattern tries it first."""
    return sorted(names, key=lambda name: (-len(name), name))


def write_name(name: str, *, exact: bool) -> str:
    """Return the pattern of a listed name, blind to case unless it is a short form."""
    pattern = re.escape(name).replace(r"\ ", r"\s+").replace("'", "[’']")
    return pattern if exact else rf"(?i:{pattern})"


def find_frameworks(document: Document, passages: Sequence[Passage]) -> list[Mention]:
    """Return a mention for every place where the document names a framework other than itself."""
    read = [passage for passage in passages if passage.block.kind not in ("title", "footnote")]
    blocks, review = {block.id: block for block in document.blocks}, find_review(document)
    named = [
        found
        for passage in read
        for found in find_named(document, blocks, passage, reviewed=passage.block.id in review)
        if not names_itself(document, found)
    ]
    known = [*named, *find_short_forms(document, read, named)]
    known += find_references(document, read, known)
    groups = group_names(known)
    return [
        build_framework(document, found, group)
        for group in groups
        if any(found.passage.block.kind != "heading" for found in group)
        for found in group
    ]


def find_named(
    document: Document, blocks: Mapping[str, Block], passage: Passage, *, reviewed: bool = False
) -> Iterator[Found]:
    """Yield the frameworks that a passage names in full or by an internationally known name.

    Args:
        document: The document.
        blocks: All of its blocks, by their ids.
        passage: One of its passages.
        reviewed: Whether it tells what there is already: there programmes are services that run.
    """
    text = document.text[passage.span.start : passage.span.end]
    listed = [
        found
        for found in find_listed(passage, text)
        if not names_office_of(text, found.focus.start - passage.span.start)
    ]
    in_list = lists_policies(document, blocks, passage)
    longer = []
    for name in find_framework_names(text, listed=in_list):
        found = from_name(passage, name)
        inside = [other for other in listed if other.overlaps(found.focus)]
        none = names_none(text, name, listed=in_list, reviewed=reviewed)
        if none or not all(gives_way(other, found) for other in inside):
            continue
        longer.append(found)
    yield from (one for one in listed if not any(one.overlaps(other.focus) for other in longer))
    yield from longer


def gives_way(listed: Found, found: Found) -> bool:
    """Tell whether a listed short form is but a word of a longer name: "National [REDD+] Strategy"."""
    within = found.focus.start < listed.focus.start and listed.focus.end < found.focus.end
    return within and listed.framework.name != found.framework.name and listed.short


def find_listed(passage: Passage, text: str) -> Iterator[Found]:
    """Yield the internationally known names in a passage, and decisions by their number."""
    listed, names = read_listed_names()
    for match in listed.find(text):
        plain = re.sub(r"\s+", " ", match.group().replace("’", "'"))
        framework = names.get(plain) or names[plain.lower()]
        short = " " not in plain
        yield Found(passage, locate(passage, match), framework, "frameworks/listed", LISTED, short)
    for match in _DECISION.finditer(text):
        number = match.group("number").replace(" ", "").replace("CP2", "CP.2").replace("CP1", "CP.1")
        decision = Framework(f"Decision {number}", (number,), international=True)
        yield Found(passage, locate(passage, match), decision, "frameworks/decision", LISTED)


def locate(passage: Passage, match: re.Match[str]) -> Span:
    """Return where a match in a passage's text stands in the document."""
    return Span(passage.span.start + match.start(), passage.span.start + match.end())


def from_name(passage: Passage, name: FrameworkName) -> Found:
    """Return the finding for a name in a passage."""
    focus = Span(passage.span.start + name.start, passage.span.start + name.end)
    return Found(
        passage, focus, Framework(name.name, name.aliases, (), name.year), name.rule, name.confidence
    )


def lists_policies(document: Document, blocks: Mapping[str, Block], passage: Passage) -> bool:
    """Tell whether a cell or list item stands in a list of policies, as its column or heading says."""
    pattern = read_policy_columns()
    if passage.cell is not None and passage.cell.header:
        return bool(pattern.search(passage.cell.header))
    if passage.cell is None and passage.block.kind != "list_item":
        return False
    above = (blocks[name] for name in passage.block.section[-2:] if name in blocks)
    return any(is_list_heading(document.text[block.span.start : block.span.end]) for block in above)


def is_list_heading(heading: str) -> bool:
    """Tell whether a heading says no more than that policies are listed: no "Part 2: Policy on water"."""
    found = read_policy_columns().search(heading)
    return found is not None and len(found.group()) >= LIST_HEADING * len(heading.strip(" .:0123456789"))


def names_itself(document: Document, found: Found) -> bool:
    """Tell whether a name is the document's own: its words are those of the title."""
    title, name = set(read_key_words(document.title)), set(read_key_words(found.framework.name))
    if found.framework.international or len(name) < 2:
        return False
    return name - {"national"} <= title or (len(title) > 2 and title <= name)


def find_short_forms(
    document: Document, passages: Sequence[Passage], named: Sequence[Found]
) -> Iterator[Found]:
    """Yield the places where a short form that the document defined stands for the full name."""
    forms: dict[str, Framework] = {}
    for found in named:
        for short in found.framework.abbreviations if not found.framework.international else ():
            forms.setdefault(short, found.framework)
    if not forms:
        return
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sort_longest(forms)))})(?![\w-])")
    taken = group_by_passage(named)
    for passage in passages:
        for match in pattern.finditer(document.text, passage.span.start, passage.span.end):
            focus = Span(match.start(), match.end())
            if not any(other.overlaps(focus) for other in taken[passage.span]):
                yield Found(passage, focus, forms[match.group()], "frameworks/short-form", SHORT)


def group_by_passage(found: Iterable[Found]) -> Mapping[Span, list[Found]]:
    """Return the findings of each passage."""
    groups: dict[Span, list[Found]] = defaultdict(list)
    for item in found:
        groups[item.passage.span].append(item)
    return groups


def find_references(
    document: Document, passages: Sequence[Passage], known: Sequence[Found]
) -> Iterator[Found]:
    """Yield the places where "the Convention" or "the Constitution" stands for the only one named."""
    taken = group_by_passage(known)
    for passage in passages:
        for match in _REFERENCE.finditer(document.text, passage.span.start, passage.span.end):
            focus = Span(match.start("noun"), match.end("noun"))
            meant = find_meant(document, match.group("noun"), known)
            if meant is not None and not any(other.overlaps(focus) for other in taken[passage.span]):
                yield Found(passage, focus, meant, "frameworks/reference", REFERENCE)


def find_meant(document: Document, noun: str, known: Sequence[Found]) -> Framework | None:
    """Return the framework that "the Convention" means: the one of that sort that is named most often."""
    counts = Counter(found.framework for found in known if re.search(rf"\b{noun}\b", found.framework.name))
    best = [framework for framework in counts if counts[framework] == max(counts.values())]
    if best:
        return best[0] if len(best) == 1 else None
    if noun == "Constitution" and document.country:
        return Framework(f"Constitution of {country_name(document.country)}", (), ("Constitution",))
    return None


def read_key_words(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell it from others: no small word, country or plural."""
    words = _WORD.findall(name.lower().replace("’", "'").replace("'s", ""))
    return tuple(singular(word) for word in words if word not in read_place_words())


@cache
def read_place_words() -> frozenset[str]:
    """Return small words, and country names and adjectives of one word, in lower case."""
    countries = {country.name.lower() for country in read_countries() if " " not in country.name}
    return frozenset({"the", "of", "a", "an", "and", "for", "on", "to", "s", *countries, *read_adjectives()})


def singular(word: str) -> str:
    """Return a word without a plural ending, and programme as program."""
    if word.startswith("program"):
        return "program"
    if word.endswith("ies") and len(word) > len("ties"):
        return word[:-3] + "y"
    plural = word.endswith("s") and not word.endswith(("ss", "is", "us")) and len(word) > len("gas")
    return word[:-1] if plural else word


def group_names(known: Sequence[Found]) -> list[list[Found]]:
    """Return the mentions of each framework together, in the order of their first mention."""
    groups: dict[tuple[str, ...], list[Found]] = {}
    for found in sorted(known, key=lambda item: item.focus):
        groups.setdefault(read_key_words(found.framework.name), []).append(found)
    return list(groups.values())


def build_framework(document: Document, found: Found, group: Sequence[Found]) -> Mention:
    """Return the mention for a place where a framework is named; the whole group says what is known of it."""
    best = min(group, key=lambda item: (-item.confidence, item.focus)).framework
    country = "" if best.international else find_country(document, best.name)
    key = " ".join([*read_key_words(best.name), country.lower()]).strip()
    years = Counter(item.framework.year for item in group if item.framework.year)
    year = min(years, key=lambda value: (-years[value], value), default="")
    sentence = find_sentence(found.passage, found.focus)
    return Mention(
        id=build_mention_id("framework", key, found.focus.start, found.focus.end),
        kind="framework",
        name=best.name,
        key=key,
        rule=found.rule,
        confidence=found.confidence,
        evidence=build_evidence(document, found.passage.block, sentence, found.focus),
        attributes=tuple((name, value) for name, value in (("country", country), ("year", year)) if value),
        aliases=list_aliases(best, group),
    )


def list_aliases(best: Framework, group: Sequence[Found]) -> tuple[str, ...]:
    """Return the other names and short forms of a framework that the document or the lexicon gives."""
    names = {
        name
        for item in group
        for name in (item.framework.name, *item.framework.abbreviations, *item.framework.other_names)
    }
    return tuple(sorted(names - {best.name, ""}))


def find_country(document: Document, name: str) -> str:
    """Return the country of a national framework: the one in its name, else the document's."""
    named = find_countries(name)
    return named[0] if named else document.country
