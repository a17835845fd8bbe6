"""Organisations: well-known bodies by their names, and offices by the head noun of theirs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec
from spacy.tokens import Doc

from extract.countries import country_name
from transform.cues import read_statement_cues
from transform.language import read_text
from transform.mentions.actor_lexicon import Body, read_actor_cues, read_bodies
from transform.mentions.found import Found
from transform.mentions.governments import is_acting, is_state
from transform.names import (
    NameMatcher,
    build_organisation_key,
    normalise_name,
    read_adjective_matcher,
    read_country_matcher,
)

LISTED, BRACKETED, PATTERN = 0.95, 0.9, 0.85  # confidence: by a list, with its abbreviation, by its head noun
LONGEST_HEAD = 3  # words of a head noun: "Federal Public Service"
LONGEST_NAME = 14  # words of an office's name
SHORT_FORM = 3  # letters: a listed abbreviation up to this length may stand for other things too
_WORD = re.compile(
    r"(?:Sts?|Mt|Ft)\.(?= [A-Z])|[^\W\d_][\w\u2019'.&/-]*[\w]|[^\W\d_]|&|[,;:()\u2013\"\u201c\u201d|]"
)
_SMALL = frozenset({"of", "for", "and", "on", "the", "in", "to", "&", "de", "des", "du", "la", "et"})
_ACROSS = frozenset({"of", "for", "on"})


class Word(msgspec.Struct, frozen=True):
    """A word of a run of capitalised words: its characters and its text."""

    start: int
    end: int
    text: str


class Known(msgspec.Struct, frozen=True):
    """What a document says of its abbreviations: the long form of each, and the names that it spells out."""

    abbreviations: Mapping[str, str]
    text: str


def find_bodies(doc: Doc, known: Known) -> Iterator[Found]:
    """Yield the well-known bodies that a passage names: "the World Bank", "UNICEF"; not "IPCC guidelines"."""
    matcher, bodies = read_body_matcher()
    for match in matcher.find(read_text(doc)):
        body = bodies[match.value]
        short = " " not in match.form and len(match.form) <= SHORT_FORM
        if short and not stands_for(match.form, body, known):
            continue
        cited = body.name in read_actor_cues().cited_bodies and not is_acting(doc, match.start, match.end)
        if not cited and not names_document(read_text(doc), match.end):
            key = build_organisation_key(body.name)
            yield Found(
                match.start,
                match.end,
                key,
                body.name,
                body.actor_type,
                "actors/listed",
                LISTED,
                body.country,
                body.other_names[:3],
            )


@cache
def read_body_matcher() -> tuple[NameMatcher, dict[str, Body]]:
    """Return a matcher of the listed bodies, and the body by its name."""
    bodies = {body.name: body for body in read_bodies()}
    forms = {form: name for name, body in bodies.items() for form in (name, *body.other_names)}
    return NameMatcher(forms), bodies


def stands_for(short: str, body: Body, known: Known) -> bool:
    """Tell whether an abbreviation means the listed body in this document."""
    defined = known.abbreviations.get(short)
    if defined is not None:
        return normalise_name(defined) in {normalise_name(form) for form in (body.name, *body.other_names)}
    return short in read_actor_cues().plain_abbreviations or body.name in known.text


def names_document(text: str, end: int) -> bool:
    """Tell whether a body's name only says whose document follows: "IPCC 2006 guidelines", "FAO Yearbook"."""
    cues = read_actor_cues()
    after = re.match(
        r"(?:['\u2019]s)?(?: \d{4})? ([^\W\d_][\w-]*)(?: ([^\W\d_][\w-]*))?", text[end : end + 80]
    )
    if not after:
        return False
    words = [word for word in after.groups() if word]
    if words[0].lower() in cues.documents_of:
        return True
    return any(word in cues.not_followed_by for word in words) or (
        words[0][0].isupper() and bool(words[1:]) and words[1][0].isupper()
    )


def find_offices(text: str, country: str, known: Known, *, heading: bool = False) -> Iterator[Found]:
    """Yield ministries, agencies, councils and the like, by the head noun of their names.

    Args:
        text: Of the passage.
        country: Of the document; a national office is that country's unless its name says another.
        known: What the document says of its abbreviations.
        heading: In a heading many words are capitalised; only "Ministry of …" is sure there.
    """
    if is_shouted(text):
        return
    shown = {long_form: short for short, long_form in known.abbreviations.items()}
    for run in list_runs(text):
        for start, end, kind, leading in cut_names(run, text):
            if heading and not leading:
                continue
            for low, high, name in split_ministries(text, start, end):
                if is_office(name, bracketed=name in shown or has_bracket(text, end)):
                    sure = BRACKETED if name in shown else PATTERN
                    office = build_office(low, high, name, kind, country, sure)
                    yield msgspec.structs.replace(office, shared=name not in text[low:high])


def name_long_forms(country: str, known: Known) -> Iterator[tuple[str, Found]]:
    """Yield the abbreviations whose long form is an office's name, with the office."""
    for short, name in known.abbreviations.items():
        for office in find_offices(name, country, known):
            if (office.start, office.end) == (0, len(name)):
                yield short, office


def build_office(start: int, end: int, name: str, kind: str, country: str, confidence: float) -> Found:
    """Return an office as found; a national one is its own country's, else the document's.

    A name that opens with a region ("African Water Facility") is of no one country.
    """
    regional = name.split()[0] in read_actor_cues().regional_openers
    abroad = regional or (kind == "multilateral" and bool(read_actor_cues().wide_names & set(name.split())))
    if kind in ("multilateral", "public_agency"):
        kind = "multilateral" if abroad else "public_agency"
    home = "" if abroad else find_country(name) or country
    key = build_organisation_key(drop_country(name, home), home)
    return Found(start, end, key, name, kind, "actors/office", confidence, home)


def split_ministries(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield the offices of a name: "Ministries of Health and Education" are two."""
    name = re.sub(r"['\u2019]s?$", "", text[start:end])
    plural = re.match(r"(Ministries|Departments) of (?:the )?", name)
    if plural is None:
        yield start, start + len(name), name
        return
    singular = "Ministry of " if plural.group(1) == "Ministries" else "Department of "
    for part in re.finditer(r"[^,\s](?:(?!,| and ).)*", name[plural.end() :]):
        words = re.sub(r"^(?:and )?(?:the )?", "", part.group())
        high = start + plural.end() + part.end()
        yield high - len(words) if part.start() else start, high, singular + words


@cache
def read_institution_pattern() -> re.Pattern[str]:
    """Return the pattern of the institutions that a country has one of, where they stand alone."""
    names = "|".join(sorted(read_actor_cues().state_institutions, key=lambda name: (-len(name), name)))
    return re.compile(rf"\b(?P<name>{names})\b(?! (?:of|for|[A-Z]))(?!-)")


def find_institutions(text: str, country: str) -> Iterator[Found]:
    """Yield the country's own institutions that are named by their kind: "approved by Parliament"."""
    for match in read_institution_pattern().finditer(text) if country else ():
        kind = match.group("name")
        before = text[: match.start()].split()
        if (
            before
            and before[-1][0].isupper()
            and before[-1].lower() not in ("the", "by")
            and not before[-1].endswith(("'s", "\u2019s"))
        ):
            continue
        key = build_organisation_key(kind, country)
        name = f"{kind} of {country_name(country)}"
        yield Found(
            match.start(),
            match.end(),
            key,
            name,
            "government",
            "actors/institution",
            PATTERN,
            country,
            (kind,),
        )


def is_shouted(text: str) -> bool:
    """Tell whether a text is in capitals, so that they say nothing."""
    letters = list(filter(str.isalpha, text))
    return bool(letters) and sum(map(str.isupper, letters)) > 0.6 * len(letters)


def list_runs(text: str) -> Iterator[list[Word]]:
    """Yield runs of capitalised words, with the small words, commas and brackets between them."""
    run: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        word = Word(match.start(), match.end(), match.group())
        gap = text[last : word.start]
        last = word.end
        fits = word.text[0].isupper() or word.text in _SMALL or word.text == ","
        if not fits or (run and gap.strip()):
            yield from close_run(run)
            run = []
        if fits and (run or word.text[0].isupper()):
            run.append(word)
    yield from close_run(run)


def close_run(run: list[Word]) -> Iterator[list[Word]]:
    """Yield a run without the small words at its end, if two words are left."""
    while run and not run[-1].text[0].isupper():
        run = run[:-1]
    if run:
        yield run


@cache
def read_heads() -> tuple[dict[str, str], dict[str, str]]:
    """Return the types of actors by head noun: of "Ministry of …", and of "… Ministry"."""
    cues = read_actor_cues()
    before = {head: kind for kind, heads in cues.heads_before.items() for head in heads}
    after = {head: kind for kind, heads in cues.heads_after.items() for head in heads}
    return before, after


def drop_owner(word: str) -> str:
    """Return a word without the ending that makes an owner of it: "Ministry's"."""
    return re.sub(r"['\u2019]s?$", "", word) if "'" in word or "\u2019" in word else word


def find_head(run: Sequence[Word], index: int, heads: Mapping[str, str]) -> tuple[int, str]:
    """Return how many words from an index on are a head noun (0 for none), and its type."""
    words = [drop_owner(word.text) for word in run[index : index + LONGEST_HEAD]]
    for length in range(len(words), 0, -1):
        phrase = " ".join(words[:length])
        if phrase in heads:
            return length, heads[phrase]
    return 0, ""


def cut_names(run: Sequence[Word], text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Yield the offices in a run: characters, type, and whether the head noun comes first."""
    before, after = read_heads()
    index, begin = 0, find_begin(run, 0, text)
    while index < len(run):
        leading, kind = find_head(run, index, before)
        if leading and is_followed(run, index + leading):
            end = find_end(run, index + leading)
            start = extend_left(run, begin, index, leading=True)
            if kind == "local_government":
                end = end_city(run, index + leading, end)
            yield run[start].start, run[end - 1].end, kind, start == index
            index = begin = skip_joints(run, end)
            continue
        trailing, kind = find_head(run, index, after)
        if trailing and ends_here(run, index + trailing) and not names_other(run, text, index + trailing):
            start = extend_left(run, begin, index, leading=False)
            end = extend_right(run, index, index + trailing)
            if start < index:
                yield run[start].start, run[end - 1].end, kind, False
            index = begin = skip_joints(run, end)
            continue
        index += max(trailing, 1)


def find_begin(run: Sequence[Word], index: int, text: str) -> int:
    """Return the first word of a run that may be of a name: no small word or verb that opens a sentence."""
    if not opens_sentence(text, run[index].start):
        return index
    verbs = read_statement_cues().action_verbs
    while index < len(run) - 1 and (run[index].text.lower() in _OPENERS or run[index].text.lower() in verbs):
        index += 1
    return index


_OPENERS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "each",
        "its",
        "their",
        "our",
        "his",
        "her",
        "in",
        "by",
        "to",
        "for",
        "with",
        "as",
        "at",
        "on",
        "of",
        "from",
        "and",
        "under",
        "such",
        "all",
        "any",
        "if",
        "when",
        "while",
        "however",
        "currently",
        "furthermore",
        "moreover",
        "also",
        "through",
        "during",
        "after",
        "before",
        "since",
        "both",
        "other",
        "many",
        "most",
        "some",
        "several",
        "relevant",
        "existing",
        "support",
        "strengthen",
        "establish",
        "develop",
        "improve",
        "enhance",
        "promote",
        "create",
        "build",
        "provide",
        "ensure",
        "review",
        "expand",
        "introduce",
        "mr",
        "mrs",
        "ms",
        "dr",
    ]
)


def opens_sentence(text: str, start: int) -> bool:
    """Tell whether a word is the first of a sentence, or of the text."""
    return not text[:start].strip(" \"'(\u201c\u2018") or text[:start].rstrip()[-1:] in ".:;!?|\u2022"


def skip_joints(run: Sequence[Word], index: int) -> int:
    """Return the next word of a run that is no small word or comma."""
    while index < len(run) and not run[index].text[0].isupper():
        index += 1
    return index


def is_followed(run: Sequence[Word], index: int) -> bool:
    """Tell whether "of …", "for …" or "on …" with a capitalised name follows a head noun."""
    if index >= len(run) or run[index].text not in _ACROSS:
        return False
    return any(word.text[0].isupper() for word in run[index + 1 : index + 3])


def ends_here(run: Sequence[Word], index: int) -> bool:
    """Tell whether a name with its head noun last ends before an index: no capitalised word follows."""
    return index >= len(run) or not run[index].text[0].isupper()


def names_other(run: Sequence[Word], text: str, index: int) -> bool:
    """Tell whether what looks like an office only opens the name of a plan, law or report."""
    return index < len(run) and run[index].text in read_actor_cues().not_followed_by and bool(text)


def find_end(run: Sequence[Word], index: int) -> int:
    """Return the end of a name whose head noun is before an index and goes on with "of …".

    A comma or "and" goes on with the name ("Ministry of Land, Water and Environment") unless a further
    office or an abbreviation follows ("Ministry of Health, UNICEF and the National Drought Authority").
    """
    end = index
    while end < len(run):
        word = run[end]
        if word.text[0].isupper():
            end += 1
        elif word.text in (",", "and", "&", "in"):
            if word.text == "in" or not goes_on(run, end):
                break
            end += 1
        else:
            end += 1
    while not run[end - 1].text[0].isupper():
        end -= 1
    return end


def end_city(run: Sequence[Word], index: int, end: int) -> int:
    """Return where the name after "City of" ends: "City of New Bridge Public Works Commission" names two."""
    first = index + 1
    after = first + (2 if run[first].text in read_actor_cues().city_openers else 1)
    return (
        min(end, after)
        if end - first > 1 and not any(w.text in ("and", "&") for w in run[first:after])
        else end
    )


def extend_right(run: Sequence[Word], index: int, end: int) -> int:
    """Return the end of a name that its head noun ends; an embassy's goes on with where it is."""
    abroad = (
        run[index].text in ("Embassy", "High", "Delegation")
        and end + 1 < len(run)
        and run[end].text in ("in", "to")
    )
    return end + 2 if abroad else end


def goes_on(run: Sequence[Word], index: int) -> bool:
    """Tell whether the words after a comma or "and" still belong to the name before it."""
    rest = run[index + 1 :]
    if not rest or rest[0].text == "the":
        return False
    segment = []
    for word in rest:
        if word.text in (",", "and", "&"):
            break
        segment.append(word)
    if not segment:
        return goes_on(run, index + 1)
    before, after = read_heads()
    has_head = any(
        find_head(segment, place, heads)[0] for heads in (before, after) for place in range(len(segment))
    )
    if has_head or segment[0].text.isupper():
        return False
    return run[index].text != "," or any(word.text in ("and", "&") for word in rest)


def extend_left(run: Sequence[Word], begin: int, index: int, *, leading: bool) -> int:
    """Return the first word of a name whose head noun is at an index."""
    start = index
    while start > begin:
        word = run[start - 1]
        if leading and (word.text in ("Government", "Governments") or word.text.endswith(("'s", "\u2019s"))):
            break
        if word.text == "the" and start - 1 > begin and run[start - 2].text in ("and", "&"):
            break
        if word.text[0].isupper() or (
            not leading
            and word.text in ("and", "&", "of", "for", "on", "the")
            and start - 1 > begin
            and start < index
        ):
            start -= 1
        elif not leading and word.text in ("and", "&") and start - 1 > begin and start == index:
            return index
        else:
            break
    while start < index and (not run[start].text[0].isupper() or run[start].text == "The"):
        start += 1
    return start


def has_bracket(text: str, end: int) -> bool:
    """Tell whether an abbreviation in brackets follows a name."""
    return bool(re.match(r" \([A-Z][A-Za-z&/-]{1,11}\)", text[end : end + 16]))


def is_office(name: str, *, bracketed: bool) -> bool:
    """Tell whether a run of words with a head noun is an office's name and not that of something common."""
    cues = read_actor_cues()
    words = name.split()
    if not 2 <= len(words) <= LONGEST_NAME or name in cues.not_actors or is_state(name):
        return False
    before, _ = read_heads()
    ends_weakly = words[-1] in cues.weak_heads or (words[0] in cues.weak_heads and words[0] in before)
    if not ends_weakly or bracketed:
        return True
    owned = words[0] in cues.state_ranks or any(word.endswith(("'s", "\u2019s")) for word in words)
    return len(words) >= 3 or owned or bool(find_country(name))


def find_country(name: str) -> str:
    """Return the code of the country that an office's name names, or ""."""
    for matcher in (read_country_matcher(), read_adjective_matcher()):
        for match in matcher.find(name):
            return match.value
    return ""


def drop_country(name: str, country: str) -> str:
    """Return an office's name without "of Mongolia" or "Mongolia's", so that both forms are one office."""
    label = re.escape(country_name(country)) if country else ""
    short = (
        re.sub(rf" of (?:the )?(?:Republic of )?{label}$|^{label}(?:['\u2019]s)? ", "", name)
        if label
        else name
    )
    return short if len(short.split()) > 1 else name
