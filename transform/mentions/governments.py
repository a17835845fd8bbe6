"""Governments: countries that act, whether by "Government of …", a department, or their bare name."""

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from extract.countries import country_name
from transform.cues import read_statement_cues
from transform.language import read_text
from transform.mentions.actor_lexicon import read_actor_cues
from transform.mentions.found import Found, drop_overlaps
from transform.names import NameMatch, NameMatcher, read_adjective_matcher, read_country_matcher
from transform.roles_of_document import Parties

NAMED, BARE, ACTING = 0.95, 0.85, 0.7  # confidence: by its government, a party's bare name, another country's


def find_governments(doc: Doc, parties: Parties, home: str = "") -> list[Found]:
    """Return the governments that a passage names.

    "The Government of Kenya", "Kenyan authorities" and "UK aid" always count. The bare name of a country
    counts for the parties to the document unless it only says where ("in Kenya"), and for others where
    they do something ("Norway supports …", "with support from Norway").

    Args:
        doc: The passage.
        parties: Whose document it is.
        home: The document's country.
    """
    own = {parties.owner, parties.donor, parties.recipient} - {""}
    text = read_text(doc)
    found = [*find_brands(text), *find_by_adjective(text)]
    for match in read_country_matcher().find(text):
        if is_other_name(text, match, home):
            continue
        start, end, form = widen_to_government(text, match)
        if form == "government-of":
            found.append(name_government(start, end, match.value, form, NAMED))
        elif match.value in own and not is_place(doc, match):
            found.append(name_government(start, end, match.value, "government-bare", BARE))
        elif match.value not in own and is_acting(doc, start, end):
            found.append(name_government(start, end, match.value, "government-acting", ACTING))
    return drop_overlaps(sorted(found, key=lambda item: (item.start, -item.end)))


def is_other_name(text: str, match: NameMatch, home: str) -> bool:
    """Tell whether a country's name is a part of another ("New Mexico") or of a state of the home."""
    cues = read_actor_cues()
    before = re.search(r"([A-Z]\w+) $", text[max(0, match.start - 20) : match.start])
    after = re.match(r" ([A-Z]\w+)", text[match.end : match.end + 20])
    state = after is not None and after[1] == "State" and match.value != home
    return (
        state
        or cues.shared_names.get(match.value, "-") == home
        or (before is not None and before[1] in cues.other_names_before)
        or (after is not None and after[1] in cues.other_names_after)
    )


def name_government(start: int, end: int, code: str, form: str, confidence: float) -> Found:
    """Return the government of a country as found at a place."""
    country = country_name(code)
    aliases = (country, *read_actor_cues().government_brands.get(code, ())[:3])
    name = f"Government of {country}"
    return Found(
        start, end, f"government:{code}", name, "government", f"actors/{form}", confidence, code, aliases
    )


@cache
def read_brand_matcher() -> NameMatcher:
    """Return a matcher of departments and programmes that are their government; each stands for its code."""
    brands = read_actor_cues().government_brands
    return NameMatcher({brand: code for code, forms in brands.items() for brand in forms})


def find_brands(text: str) -> Iterator[Found]:
    """Yield the departments and programmes through which a government gives aid: "UK aid", "DFID"."""
    for match in read_brand_matcher().find(text):
        yield name_government(match.start, match.end, match.value, "government-department", NAMED)


@cache
def read_government_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of what makes a name a government's: before it, and after it."""
    cues = read_actor_cues()
    ranks = "|".join(cues.government_ranks)
    forms = "|".join(re.escape(form) for form in sorted(cues.state_forms, key=len, reverse=True))
    nouns = "|".join(cues.government_nouns)
    state = rf"(?:(?:{forms}) of (?:the )?)?"
    before = rf"(?:(?:{ranks}) )*(?:[Gg]overnments?|GOVERNMENT) of (?:the )?{state}$"
    return re.compile(before), re.compile(rf"(?:['\u2019]s?)? (?:(?:{ranks}) )*(?:{nouns})\b(?! [A-Z])")


def widen_to_government(text: str, match: NameMatch) -> tuple[int, int, str]:
    """Return the place of a country's name with "Government of the" or "Government", and the form."""
    before, after = read_government_patterns()
    lead = before.search(text[max(0, match.start - 80) : match.start])
    if lead:
        return match.start - len(lead.group()), match.end, "government-of"
    tail = after.match(text, match.end)
    if tail:
        return match.start, tail.end(), "government-of"
    style = read_style_pattern().search(text[max(0, match.start - 80) : match.start])
    return match.start - len(style.group() if style else ""), match.end, "government-bare"


@cache
def read_style_pattern() -> re.Pattern[str]:
    """Return the pattern of what a state calls itself, before its name: "Federal Republic of"."""
    forms = "|".join(re.escape(form) for form in sorted(read_actor_cues().state_forms, key=len, reverse=True))
    ranks = "|".join(read_actor_cues().government_ranks)
    return re.compile(rf"\b(?:(?:{ranks}) )?(?:{forms}) of (?:the )?$")


def is_state(name: str) -> bool:
    """Tell whether a name is a country's with what it calls itself: "Union of Myanmar"."""
    return any(
        match.end == len(name)
        and (style := read_style_pattern().search(name[: match.start]))
        and not style.start()
        for match in read_country_matcher().find(name)
    )


def find_by_adjective(text: str) -> Iterator[Found]:
    """Yield "the Kenyan Government", "Kenyan authorities"."""
    _, after = read_government_patterns()
    for match in read_adjective_matcher().find(text):
        tail = after.match(text, match.end)
        if tail:
            yield name_government(match.start, tail.end(), match.value, "government-adjective", NAMED)


def find_token(doc: Doc, start: int, end: int) -> Token | None:
    """Return the topmost token of a range of characters."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None else None


def is_place(doc: Doc, match: NameMatch) -> bool:
    """Tell whether a country's name only says where: "in Kenya", "throughout the Republic of Kenya"."""
    words = re.findall(r"[\w'-]+", read_text(doc)[max(0, match.start - 40) : match.start].lower())
    while words and words[-1] in ("the", "republic", "state", "kingdom", "of") and len(words) > 1:
        if words[-1] == "of" and words[-2] not in ("republic", "state", "kingdom"):
            break
        words.pop()
    return bool(words) and words[-1] in read_actor_cues().place_words - {"to"}


def is_acting(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a country does something: is the subject of its verb, or is named as a giver of help."""
    token = find_token(doc, start, end)
    if token is None:
        return False
    cues = read_actor_cues()
    while token.dep_ in ("conj", "appos") and token.head.i != token.i:
        token = token.head
    if token.dep_ in ("nsubj", "nsubjpass"):
        will = token.dep_ == "nsubj" and wants(token.head)
        return will or token.head.lemma_.lower() in cues.acting_verbs
    if token.dep_ == "poss":
        return token.head.lemma_.lower() in cues.acting_nouns
    if token.dep_ == "pobj" and token.head.lower_ in ("by", "from", "with", "of", "as"):
        above = token.head.head
        return above.lemma_.lower() in (cues.acting_nouns | cues.acting_verbs)
    return False


def wants(verb: Token) -> bool:
    """Tell whether the subject of a verb is to do something: "will build", "wants to build"."""
    cues = read_statement_cues()
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    bound = bool(auxiliaries & (cues.committed | cues.recommended)) and verb.lemma_ != "be"
    return bound or verb.lemma_.lower() in cues.planned
