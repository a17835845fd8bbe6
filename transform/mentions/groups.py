"""Groups: people, firms and bodies named by a noun for their kind ("smallholder farmers", "donors")."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec
from spacy.tokens import Doc, Token

from extract.countries import read_adjectives
from transform.cues import read_statement_cues
from transform.ids import build_slug
from transform.language import read_text
from transform.listed import ListedPattern
from transform.mentions.actor_lexicon import read_group_cues
from transform.mentions.found import Found
from transform.names import read_country_matcher

CONFIDENCE = 0.75  # that a noun of the list names a group that an analyst would list
_IRREGULAR = {
    "women": "woman",
    "men": "man",
    "children": "child",
    "people": "people",
    "schoolchildren": "schoolchild",
}
_COLLECTIVE = frozenset({"people", "population", "community", "youth", "police", "academia", "fisherfolk"})
_ANYONE = frozenset({"people", "person"})  # "all people" says no more than "people"
_COLLECTIVE_ALONE = ("community", "population")  # without a word more they may mean anything
_DESCRIBING = ("amod", "compound", "nmod", "conj", "npadvmod")
_JOINTS = frozenset({"and", "or", "/", ",", "-", "&"})


class GroupName(msgspec.Struct, frozen=True):
    """A group's noun in a passage: first and last token, the type of the actor, the words that say who."""

    first: int
    last: int
    actor_type: str
    words: tuple[str, ...]


def find_groups(doc: Doc) -> list[Found]:
    """Return the groups that a passage names, in its order."""
    heads = list(find_heads(doc))
    inner = {token for head in heads for token in range(head.first, head.last)}
    found = [build_group(doc, head) for head in heads if head.last not in inner]
    return [
        *(part for item in found if item is not None for part in split_countries(item)),
        *find_nominals(doc),
    ]


_OPPOSITES = re.compile(
    r"(?P<one>[\w-]+)(?P<joint> (?:and|or) )(?P<two>[\w-]+(?: [\w-]+)?) (?P<head>countries|states|nations)",
    re.IGNORECASE,
)


def split_countries(found: Found) -> list[Found]:
    """Return two groups for "developed and developing countries", which are opposites and not one group."""
    match = _OPPOSITES.fullmatch(found.name)
    if found.actor_type != "government" or match is None:
        return [found]
    head = match.group("head")
    middle, second = found.start + match.end("one"), found.start + match.start("two")
    places = ((found.start, middle, match.group("one")), (second, found.end, match.group("two")))
    return [
        msgspec.structs.replace(
            found,
            start=start,
            end=end,
            shared=end != found.end,
            name=f"{kind} {head}",
            key=build_group_key((*kind.lower().split(), find_singular(head.lower()))),
        )
        for start, end, kind in places
    ]


def find_heads(doc: Doc) -> Iterator[GroupName]:
    """Yield the nouns that name groups, with what stands before them."""
    phrases = list(find_phrases(doc))
    in_phrase = {index for first, last, _ in phrases for index in range(first, last + 1)}
    for first, last, kind in phrases:
        yield widen_group(doc, first, last, kind)
    for token in doc:
        if token.i not in in_phrase and token.pos_ in ("NOUN", "PROPN") and not is_hyphened(token):
            kind = classify_head(token)
            if kind:
                yield widen_group(doc, token.i, token.i, kind)


@cache
def read_phrase_pattern() -> tuple[ListedPattern, dict[str, str]]:
    """Return the pattern of all heads of two words and more, and the type of each."""
    kinds = {phrase: kind for kind, phrases in read_group_cues().phrases.items() for phrase in phrases}
    names = "|".join(re.escape(phrase) for phrase in sorted(kinds, key=lambda name: (-len(name), name)))
    return ListedPattern(re.compile(rf"\b(?:{names})(?![\w-])"), kinds), kinds


def find_phrases(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """Yield first token, last token and type of each head of two words and more."""
    pattern, kinds = read_phrase_pattern()
    text = read_text(doc)
    lower = text.lower().replace("\u2019", "'")
    if len(lower) != len(text):
        return
    for match in pattern.find(lower):
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is not None and not is_modifier(doc[span.end - 1]) and not is_hyphened(doc[span.end - 1]):
            yield span.start, span.end - 1, kinds[match.group()]


@cache
def read_head_types() -> dict[str, str]:
    """Return the type of the actor for each head noun."""
    return {head: kind for kind, heads in read_group_cues().heads.items() for head in heads}


def classify_head(token: Token) -> str:
    """Return the type of the group that a noun names, or "": only plurals and collectives name groups."""
    word = token.lower_
    lemma = find_singular(word)
    owns = lemma == word and is_modifier(token, owning=False)
    if is_modifier(token) or (lemma == word and word not in _COLLECTIVE and not owns):
        return ""
    if lemma in read_group_cues().country_heads:
        return "government" if names_countries(token) else ""
    return read_head_types().get(lemma, "")


def find_singular(word: str) -> str:
    """Return the singular of a noun in lower case.

    >>> [find_singular(word) for word in ("communities", "businesses", "women", "farmers")]
    ['community', 'business', 'woman', 'farmer']
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us")):
        return word[:-1]
    return word


def is_modifier(token: Token, *, owning: bool = True) -> bool:
    """Tell whether a noun only describes the next one: "community development", "household survey".

    "Private sector investment" and "farmer incomes" are the group's own: those name the group.

    Args:
        token: The noun.
        owning: Whether what belongs to a group leaves its name standing.
    """
    describes = token.dep_ in ("compound", "nmod", "amod") and token.head.i > token.i
    if not describes or token.tag_ in ("NNS", "NNPS"):
        return False
    own = token.nbor(1).lower_ in read_group_cues().belongings
    return not own if owning else own


def is_hyphened(token: Token) -> bool:
    """Tell whether a hyphen follows: "community-based"."""
    return not token.whitespace_ and token.i + 1 < len(token.doc) and token.nbor(1).lower_ in ("-", "\u2013")


def is_described(head: Token, actor_type: str) -> bool:
    """Tell whether people are the subject of a statement on how things are: "women make up half of …"."""
    if actor_type != "population_group" or head.dep_ not in ("nsubj", "nsubjpass"):
        return False
    verb = head.head
    bound = any(child.dep_ in ("aux", "auxpass") and child.tag_ in ("MD", "TO") for child in verb.children)
    return (
        verb.tag_ in ("VBD", "VBP", "VBZ") and not bound and verb.lemma_ not in read_group_cues().dealt_with
    )


@cache
def read_amount_pattern() -> re.Pattern[str]:
    """Return the pattern of an amount and "of", up to the words right before a noun."""
    amounts = "|".join(re.escape(word) for word in sorted(read_group_cues().amounts))
    between = r"(?:all|the|its|their|every|a|\w+['\u2019]s|\d+|two|three|four|five|six|ten)"
    return re.compile(rf"(?:\b(?:{amounts})|%) (?:in|of|out of) (?:{between}\s)*(?:\w+ ){{0,2}}$")


def is_counted(head: Token) -> bool:
    """Tell whether a group is only counted: "half of the children", "one in four people", "one of the …"."""
    before = head.doc[max(0, head.i - 6) : head.i].text.lower()
    return bool(read_amount_pattern().search(before + " "))


def names_countries(token: Token) -> bool:
    """Tell whether "countries" or "states" has a word with it that says which."""
    kinds = read_group_cues().country_kinds
    before = doc_words(token.doc, max(0, token.i - 3), token.i)
    return bool(kinds & {*before, "-".join(before[-3:]).replace("---", "-")}) or bool(find_region(token))


def doc_words(doc: Doc, first: int, end: int) -> list[str]:
    """Return the tokens in lower case, hyphenated words joined."""
    text = doc[first:end].text.lower() if end > first else ""
    return re.findall(r"[a-z][a-z'-]*", text)


def find_region(token: Token) -> str:
    """Return the adjective of the region that "countries in …" names, or ""."""
    rest = read_text(token.doc)[token.idx + len(token) :]
    match = re.match(r" (?:in|of|across) (?:the )?((?:[a-z]+-)?[A-Z]\w+(?: [A-Z]\w+)?)", rest)
    if not match:
        return ""
    regions = read_group_cues().regions
    return regions.get(match.group(1), regions.get(match.group(1).split()[0], ""))


def widen_group(doc: Doc, first: int, last: int, kind: str) -> GroupName:
    """Return a group with the adjectives and nouns before its head, without numbers and light words."""
    kept = {*range(first, last + 1)}
    index = first - 1
    while index >= 0 and belongs(doc[index], kept):
        kept.add(index)
        index -= 1
    start = min(kept)
    while start < first and is_light(doc[start]):
        start += 1
    words = tuple(read_words(doc, start, last))
    return GroupName(start, last, kind, words)


def belongs(token: Token, kept: set[int]) -> bool:
    """Tell whether a token right before a head, or before what belongs to it, is part of the group's name."""
    if token.lower_ in ("-", "/") and not token.whitespace_:
        return True
    if token.lower_ in _JOINTS:
        return is_joint(token)
    if opens_action(token) or token.head.i > max(kept):
        return False
    if token.pos_ == "ADV":
        return token.dep_ == "advmod" and token.head.i in kept
    return describes(token)


def describes(token: Token) -> bool:
    """Tell whether a word before a head says which group it is: "displaced", "English-speaking", "rural"."""
    hyphened = token.i > 0 and token.nbor(-1).lower_ == "-"
    if token.tag_ == "VBG" and not hyphened:
        return token.lower_ in read_group_cues().participles
    if token.pos_ == "VERB":
        return hyphened or (token.tag_ == "VBN" and token.dep_ in ("amod", "conj"))
    return token.pos_ in ("ADJ", "NOUN", "PROPN") and (hyphened or token.dep_ in _DESCRIBING)


def opens_action(token: Token) -> bool:
    """Tell whether a word is the verb that opens a measure, however it is parsed: "Support farmers"."""
    return bool(token.is_sent_start) and token.lower_ in read_statement_cues().action_verbs


def is_joint(token: Token) -> bool:
    """Tell whether "and" joins two adjectives of one head: "small and medium enterprises"."""
    if token.i == 0 or token.lower_ == ",":
        return False
    before, after = token.nbor(-1), token.nbor(1)
    named = (
        token.i > 1
        and token.nbor(-2).lower_ == "the"
        and before.lower_ in read_group_cues().nominal_adjectives
    )
    if named or classify_noun(before) or before.pos_ not in ("ADJ", "VERB", "PROPN"):
        return False
    return after.head == before or (after.dep_ in _DESCRIBING and before.dep_ in _DESCRIBING)


def classify_noun(token: Token) -> bool:
    """Tell whether a token is a noun that names a group by itself."""
    word = find_singular(token.lower_)
    return token.pos_ in ("NOUN", "PROPN") and word in read_head_types()


def is_light(token: Token) -> bool:
    """Tell whether a word before a head does not say who is meant."""
    lower = token.lower_
    if not token.whitespace_ and token.nbor(1).lower_ == "-":
        return False
    return (
        lower in (*read_group_cues().light_words, "-", "/")
        or token.pos_ in ("CCONJ", "PUNCT", "NUM", "DET", "PRON", "PART")
        or token.like_num
    )


def read_words(doc: Doc, start: int, last: int) -> Iterator[str]:
    """Yield the words that say who is meant, in lower case, the head in the singular."""
    text = doc[start : last + 1].text.lower().replace("\u2019", "'")
    words = [word for word in re.findall(r"[a-z\u00c0-\u017e0-9][\w'-]*", text) if word not in ("and", "or")]
    light = read_group_cues().light_words
    for index, word in enumerate(words):
        if index == len(words) - 1:
            yield find_singular(word)
        elif word not in light:
            yield word.removesuffix("'s").rstrip("'")


def build_group(doc: Doc, group: GroupName) -> Found | None:
    """Return the group as found, or nothing if its name says too little or is no group's."""
    cues = read_group_cues()
    head = doc[group.last]
    before = group.words[:-1]
    start, end = doc[group.first].idx, head.idx + len(head)
    tail = find_tail(read_text(doc), end)
    if is_counted(doc[group.first]) or is_described(head, group.actor_type):
        return None
    everyone = group.first > 0 and doc[group.first - 1].lower_ == "all" and group.words[-1] not in _ANYONE
    bare = not before and not tail and not everyone
    alone = bare and (group.words[-1] in cues.bare_heads or head.lower_ in _COLLECTIVE_ALONE)
    counted = " ".join(group.words) in cues.not_groups
    if set(before) & cues.not_before or alone or counted:
        return None
    region = find_region(head) if group.words[-1] in cues.country_heads else ""
    words = tuple(dict.fromkeys((*region.split(), *group.words))) if region else group.words
    key = build_group_key(words, tail)
    name = write_name(doc, group) + write_tail(tail)
    if region and region.split()[-1] not in group.words:
        name = f"{region.title()} {head.lower_}"
    return Found(start, end + len(tail), key, name, group.actor_type, "actors/group", CONFIDENCE)


def find_tail(text: str, end: int) -> str:
    """Return the words after a group that are part of who it is, with the space before them, or ""."""
    whose = re.match(r" of (?:the )?(?:[A-Z]\w+ ?){1,4}(?<! )", text[end : end + 60])
    if (
        whose
        and text[:end].lower().endswith(("population", "people", "citizens"))
        and find_home(whose.group())
    ):
        return whose.group()
    rest = text[end : end + 40].lower()
    return next(
        (
            text[end : end + len(tail) + 1]
            for tail in read_group_cues().tails
            if re.match(rf" {re.escape(tail)}\b", rest)
        ),
        "",
    )


def write_tail(tail: str) -> str:
    """Return the words after a group as on a card: in lower case, but for a country and abbreviations."""
    return tail if find_home(tail) or "hiv" in tail.lower() else tail.lower()


def find_home(text: str) -> bool:
    """Tell whether a country is named."""
    return any(True for _ in read_country_matcher().find(text))


def build_group_key(words: Sequence[str], tail: str = "") -> str:
    """Return the key of a group: the words that say who, in any order; the same people have one key."""
    same = read_group_cues().same
    head = same.get(words[-1], words[-1])
    plain = " ".join((*words[:-1], head)) + tail.lower()
    plain = same.get(plain, plain)
    return f"group:{build_slug(' '.join(sorted(plain.split())))}"


def write_name(doc: Doc, group: GroupName) -> str:
    """Return the group's name as on a card: in lower case, but for names of peoples and regions."""
    parts = []
    for token in doc[group.first : group.last + 1]:
        proper = token.lower_ in read_proper_words() or sum(char.isupper() for char in token.text) > 1
        parts.append((token.text if proper else token.lower_) + token.whitespace_)
    return "".join(parts).strip()


@cache
def read_proper_words() -> frozenset[str]:
    """Return the words, in lower case, that keep their capital: adjectives of countries and of regions."""
    regions = (word for name in read_group_cues().regions.values() for word in name.split())
    return frozenset({*read_adjectives(), *regions})


@cache
def read_nominal_pattern() -> re.Pattern[str]:
    """Return the pattern of adjectives that name people: "the poor", "the most vulnerable"."""
    names = "|".join(sorted(read_group_cues().nominal_adjectives, key=lambda word: (-len(word), word)))
    return re.compile(
        rf"\b(?:the|its|their|[\w]+'s) (?:(?:most|very|more|extreme|urban|rural) )?(?P<who>{names})(?![\w-])",
        re.IGNORECASE,
    )


def find_nominals(doc: Doc) -> Iterator[Found]:
    """Yield the people that an adjective names: "the poor"; not "the poor quality"."""
    for match in read_nominal_pattern().finditer(read_text(doc).replace("\u2019", "'")):
        span = doc.char_span(match.start("who"), match.end("who"), alignment_mode="expand")
        if span is None or describes_noun(span[-1]):
            continue
        who = match.group("who").lower()
        key = build_group_key((*who.split(), "people")) if " " in who else build_group_key((who, "people"))
        name = match.group().split(" ", 1)[1].lower()
        yield Found(
            match.start(),
            match.end(),
            key,
            f"the {name}",
            "population_group",
            "actors/group-adjective",
            CONFIDENCE,
        )


def describes_noun(token: Token) -> bool:
    """Tell whether an adjective describes a noun after it."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is None or after.is_punct:
        return False
    if token.dep_ in ("amod", "compound", "nmod") and token.head.i > token.i:
        return True
    return (
        after is not None
        and after.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")
        and after.idx == token.idx + len(token) + 1
    )
