"""Names of plans, laws, treaties and strategies, as one text prints them.

A name is a run of capitalised words, small words between them allowed, that ends in a head noun
("National Adaptation Plan") or opens with one ("Constitution of …", "Law on …").
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from transform.cues import LEXICON, build_cue_pattern, read_statement_cues

LONGEST_NAME = 16  # words: longer runs of capitals are headings in capitals
CAPITALISED, TITLED, WEAK, LOWER = 0.85, 0.75, 0.6, 0.55  # confidence, by how the name is printed
JOINERS = ("of", "for", "on", "to", "in", "against", "towards", "with", "between")
LINKS = ("and", "&", "the", *JOINERS)
SHORTEST_RIGHT = 3  # words of a second name after "and"; "Strategy and Action Plan" is one name
_WORD = re.compile(r"[^\W_](?:[\w’'+/&]|[-‐–](?=\w)|\.(?=\d))*|&")
_BRACKET = re.compile(r"\s*[(\[–-]\s*(?P<inner>[^()\[\]]{2,60})[)\]]?")
_SHORT = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z0-9+-]*s?|[A-Z]-[A-Z]+")
_YEARS = re.compile(r"(?:19|20)\d\d")
_VERBS = r"(?:is|are|was|were|has|have|had|will|would|shall|should|may|can|could|must|sets?|says?)\b"
_PERIOD = r"(?:19|20)\d\d(?:\s*[-–/]\s*(?:19|20)?\d\d)?"
_TAIL = re.compile(
    rf"(?:,? (?:for |of )?{_PERIOD}|,? \({_PERIOD}\)"
    r"|,? (?:No\.? ?|Act |LI\.? ?|CAP\.? ?)?\d{1,4}\b(?! ?%)|,? Proclamation No\.? ?\d+| (?:I{1,3}|IV|V)\b)*"
)


class FrameworkCues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lexicon of framework names (see `lexicon/frameworks.yaml`)."""

    heads: tuple[str, ...]
    weak_heads: tuple[str, ...]
    dated: frozenset[str]
    generic: tuple[str, ...]
    openers: tuple[str, ...]
    organisations: tuple[str, ...]
    first_words: tuple[str, ...]
    policy_columns: tuple[str, ...]
    lower_case: tuple[str, ...]
    making: tuple[str, ...]
    reports: tuple[str, ...]
    whose: frozenset[str]
    services: frozenset[str]


class FrameworkName(msgspec.Struct, frozen=True):
    """A name in a text: its characters, the name without bracket and date, other forms, year, how sure."""

    start: int
    end: int
    name: str
    rule: str
    confidence: float
    aliases: tuple[str, ...] = ()
    year: str = ""


class NameWord(msgspec.Struct, frozen=True):
    """A word of a text: its characters, and whether only a space parts it from the word before."""

    start: int
    end: int
    text: str
    joined: bool

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def capital(self) -> bool:
        """Whether it opens with a capital letter or a figure."""
        return self.text[0].isupper() or self.text[0].isdigit()


@cache
def read_framework_cues() -> FrameworkCues:
    """Return the lexicon."""
    return msgspec.yaml.decode((LEXICON / "frameworks.yaml").read_bytes(), type=FrameworkCues)


@cache
def read_heads(*, weak: bool) -> frozenset[str]:
    """Return the last words of head nouns, singular and plural, in lower case."""
    cues = read_framework_cues()
    nouns = {noun.split()[-1] for noun in (cues.weak_heads if weak else cues.heads)}
    plurals = {noun[:-1] + "ies" if noun.endswith("y") else noun + "s" for noun in nouns}
    return frozenset(nouns | plurals) - ({"action", "actions", "intent", "understanding"})


def is_head(word: NameWord, *, weak: bool = False) -> bool:
    """Tell whether the word is a noun that names a framework."""
    last = word.lower.split("-")[-1]
    return last in read_heads(weak=False) or (weak and last in read_heads(weak=True))


def find_framework_names(text: str, *, listed: bool = False) -> list[FrameworkName]:
    """Return the framework names in a text, in its order, none overlapping another.

    "… in line with the National Drought Policy (NDP) and Vision 2040" gives both.

    Args:
        text: A sentence, paragraph or cell.
        listed: Whether the text is a list of policies, where names need no further sign.
    """
    found = [*find_capitalised(text, listed=listed), *find_sentence_case(text, listed=listed)]
    found += [
        FrameworkName(match.start(), match.end(), match.group(), "frameworks/lower-case", LOWER)
        for match in read_lower_case().finditer(text)
    ]
    kept: list[FrameworkName] = []
    for name in sorted(found, key=lambda item: (-item.confidence, item.start - item.end, item.start)):
        if not any(name.start < other.end and name.end > other.start for other in kept):
            kept.append(name)
    return sorted(kept, key=lambda item: item.start)


@cache
def read_lower_case() -> re.Pattern[str]:
    """Return one pattern for all names in lower case."""
    return re.compile("|".join(rf"(?:\b{part}\b)" for part in read_framework_cues().lower_case))


def find_capitalised(text: str, *, listed: bool) -> Iterator[FrameworkName]:
    """Yield the names in capitals: "Forest and Wildlife Policy", "Constitution of …"."""
    for run in split_runs(text):
        for part in split_names(trim_opening(run)):
            name = check_name(trim_opening(drop_end(part)), listed=listed)
            if name:
                confidence = CAPITALISED if shows_head(name) else WEAK
                yield complete_name(text, name[0].start, name[-1].end, "frameworks/capitalised", confidence)


def shows_head(name: Sequence[NameWord]) -> bool:
    """Tell whether a name ends or opens with its head, or goes on after it: "National [Policy] on Water"."""
    if is_head(name[-1]) or is_head(name[0]):
        return True
    return any(
        is_head(word) and name[index + 1].lower in JOINERS for index, word in enumerate(name[:-1]) if index
    )


def split_runs(text: str) -> Iterator[list[NameWord]]:
    """Yield the runs of words that may be a name: capitals and figures, with small words between them."""
    run: list[NameWord] = []
    for word in list_words(text):
        name_word = word.capital or word.lower in LINKS or (is_head(word, weak=True) and len(run) > 1)
        if not word.joined or not name_word:
            yield from close_run(run)
            run = []
        if name_word and (run or word.capital):
            run.append(word)
    yield from close_run(run)


def list_words(text: str) -> list[NameWord]:
    """Return the words of a text; a comma parts words unless a list of capitals goes on to an "and"."""
    words: list[NameWord] = []
    last = 0
    for match in _WORD.finditer(text):
        gap = text[last : match.start()]
        joined = bool(words) and (gap.isspace() or (gap == ", " and joins_list(text, match.start(), words)))
        word = match.group().rstrip("’'")
        words.append(NameWord(match.start(), match.start() + len(word), word, joined))
        last = match.end()
    return words


def joins_list(text: str, start: int, words: Sequence[NameWord]) -> bool:
    """Tell whether a comma stands inside a name: "Agriculture, Forestry and Fisheries Policy"."""
    if is_head(words[-1], weak=True) or not words[-1].capital or words[-1].text.isdigit():
        return False
    return bool(re.match(r"(?:[A-Z][\w-]+, )*[A-Z][\w-]+(?: [A-Z][\w-]+)*,? (?:and|&) [A-Z]", text[start:]))


def close_run(run: list[NameWord]) -> Iterator[list[NameWord]]:
    """Yield a run without small words and a date at its end, if a head noun is in it."""
    run = drop_end(run)
    if run and len(run) <= LONGEST_NAME * 2 and any(is_head(word, weak=True) for word in run):
        yield run


def drop_end(run: list[NameWord]) -> list[NameWord]:
    """Return a run without the small words and the date at its end: "Water Policy of 2014"."""
    while run and (run[-1].lower in LINKS or ends_dated(run)):
        run = run[:-1]
    return run


def ends_dated(run: Sequence[NameWord]) -> bool:
    """Tell whether a run ends in a year after a small word: "Water Policy of 2014"."""
    return len(run) > 1 and bool(_YEARS.fullmatch(run[-1].text)) and run[-2].lower in LINKS


def trim_opening(run: list[NameWord]) -> list[NameWord]:
    """Return a run without what stands before the name: "Party to the", "Under the", "Implementation of"."""
    openers = read_framework_cues().openers
    start = 0
    for index, word in enumerate(run[:-1]):
        heads_before = any(is_head(item) for item in run[:index])
        if word.lower == "the" and not heads_before:
            start = index + 1
    while start < len(run) - 1 and run[start].lower in openers and not names_itself(run, start):
        start += 1
    while start < len(run) - 1 and run[start].lower in LINKS:
        start += 1
    return run[start:]


def names_itself(run: Sequence[NameWord], start: int) -> bool:
    """Tell whether a run opens with a word that belongs to the name: "Draft" no, "Development Act" yes."""
    rest = run[start + 1 :]
    return (
        run[start].capital and len(rest) == 1 and is_head(rest[0]) and run[start].lower not in ("the", "this")
    )


def split_names(run: list[NameWord]) -> Iterator[list[NameWord]]:
    """Yield the names in a run: at "and the", and at "and" between two full names."""
    for index, word in enumerate(run):
        if word.lower not in ("and", "&") or index == 0:
            continue
        right = run[index + 1 :]
        if opens_name(right) and any(is_head(item) for item in run[:index]):
            yield run[:index]
            yield from split_names(right)
            return
        if not is_head(drop_number(run[:index])[-1], weak=True):
            continue
        heads = [place for place, item in enumerate(right) if is_head(item, weak=True)]
        after_the = bool(right) and right[0].lower == "the"
        national = bool(right) and right[0].lower == "national"
        parted = after_the or national or ends_dated(run[:index])
        if heads and (parted or heads[0] + 1 >= SHORTEST_RIGHT):
            yield run[:index]
            yield from split_names(right)
            return
    yield run


def opens_name(run: Sequence[NameWord]) -> bool:
    """Tell whether a run opens with the head of a name of its own: "the Convention on Rivers"."""
    rest = run[1:] if run and run[0].lower == "the" else run
    return len(rest) > 1 and is_head(rest[0]) and rest[0].capital and rest[1].lower in JOINERS


def drop_number(run: Sequence[NameWord]) -> Sequence[NameWord]:
    """Return a run without the number or year at its end: "Mining Code 2015", "Water Policy of 2014"."""
    if ends_dated(run) and len(run) > len(("of", "2014")):
        return run[:-2]
    return run[:-1] if len(run) > 1 and run[-1].text.isdigit() else run


def check_name(run: Sequence[NameWord], *, listed: bool) -> list[NameWord]:
    """Return the words of a run that make a name, or none."""
    weak = listed or is_specific(run)
    heads = [place for place, word in enumerate(run) if is_head(word, weak=weak)]
    if not heads:
        return []
    name = list(run[: heads[-1] + 1])
    after = run[heads[-1] + 1 :]
    if len(name) == 1 and name[0].lower in read_framework_cues().dated and is_dated(after):
        return [*name, after[0]]
    if after and after[0].lower in JOINERS:
        name = list(run)
    elif after and not after[0].text[0].isdigit():
        return [] if len(heads) == 1 else check_name(run[: heads[-1]], listed=listed)
    return name if is_name(name, listed=listed) else []


def is_dated(after: Sequence[NameWord]) -> bool:
    """Tell whether nothing but a year follows a head, so that it names one framework: "Vision 2040"."""
    return len(after) == 1 and bool(_YEARS.fullmatch(after[0].text))


def is_name(name: Sequence[NameWord], *, listed: bool) -> bool:
    """Tell whether the words name one framework and no office, section or thing in general."""
    cues = read_framework_cues()
    modifiers = [word for word in name if word.lower not in LINKS and not is_head(word)]
    lower_heads = [word for word in name if is_head(word, weak=True) and not word.capital]
    specific = [word for word in modifiers if word.lower not in cues.generic and len(word.text) > 1]
    if len(name) > LONGEST_NAME or not modifiers or names_office(name):
        return False
    if lower_heads and len([word for word in name if word.capital]) < (1 if listed else 2):
        return False
    if not specific:
        return len(modifiers) > 1 or listed or name[0].lower == "national"
    return True


def is_specific(run: Sequence[NameWord]) -> bool:
    """Tell whether a run says enough to name a programme: "National …", or two words of its own."""
    cues = read_framework_cues()
    own = [word for word in run if word.capital and word.lower not in cues.generic and word.text.isalpha()]
    national = any(word.lower in cues.first_words for word in run)
    return national or len([word for word in own if not is_head(word, weak=True)]) > 1


def names_office(name: Sequence[NameWord]) -> bool:
    """Tell whether an office word followed by "of", "for" or the end is in the name."""
    offices = read_framework_cues().organisations
    return any(
        word.lower.rstrip("s") in offices and (index + 1 == len(name) or name[index + 1].lower in LINKS)
        for index, word in enumerate(name)
    )


def find_sentence_case(text: str, *, listed: bool) -> Iterator[FrameworkName]:
    """Yield names with one capital: "National bioenergy strategy", "Law on energy"."""
    for match in read_sentence_case(listed=listed).finditer(text):
        words = match.group().split()
        if len(words) == 1 or opens_statement(words[0].lower()):
            continue
        yield complete_name(text, match.start(), match.end(), "frameworks/sentence-case", TITLED)


def opens_statement(word: str) -> bool:
    """Tell whether a word opens a sentence and no name: "To implement …", "Integrating …", "This …"."""
    return (
        word in ("to", "this", "these", "those", "the", "such")
        or word in read_statement_cues().action_verbs
        or (word.endswith("ing") and len(word) > len("bring"))
    )


@cache
def read_sentence_case(*, listed: bool) -> re.Pattern[str]:
    """Return the pattern of names in sentence case; in a list of policies any first word will do."""
    cues = read_framework_cues()
    heads = "|".join(
        sorted(read_heads(weak=False) | read_heads(weak=True), key=lambda head: (-len(head), head))
    )
    firsts = "|".join(word.capitalize() for word in cues.first_words)
    first = r"[A-Z][\w’'-]*" if listed else rf"(?:{firsts})"
    middle = r"(?: (?!of\b|the\b|to\b|is\b|are\b|will\b|has\b)[\w+-]+){0,6}?"
    phrase = rf"(?: (?!of\b|{_VERBS})[a-z][\w-]*){{1,4}}(?=\s?[,.;(]|\s?$| {_VERBS}| and (?:the )?[A-Z])"
    whole = rf"{first}{middle} (?i:{heads})(?: and (?i:action plan))?\b(?: (?:on|for|of){phrase})?"
    return re.compile(rf"\b{whole}|\b(?:Law|Act|Decree|Bill) on{phrase}")


def complete_name(text: str, start: int, end: int, rule: str, confidence: float) -> FrameworkName:
    """Return a name with what follows it: number and date, and a bracket with its short form."""
    tail = _TAIL.match(text, end)
    tail_end = tail.end() if tail else end
    stop, years, shorts = tail_end, _YEARS.findall(text[end:tail_end]), []
    bracket = _BRACKET.match(text, tail_end)
    if bracket:
        shorts = [
            short
            for short in _SHORT.findall(bracket.group("inner"))
            if abbreviates(short, text[start:tail_end])
        ]
        years += _YEARS.findall(bracket.group("inner"))
        stop = bracket.end() if shorts else stop
    name = text[start : tail_end if keeps_tail(text[end:tail_end]) else end]
    years = years if not keeps_tail(text[end:tail_end]) else years[1:]
    return FrameworkName(
        start, stop, name, rule, confidence, tuple(dict.fromkeys(shorts)), years[0] if years else ""
    )


def keeps_tail(tail: str) -> bool:
    """Tell whether a number belongs to the name: "Vision 2030", "Act 832", "Plan II"."""
    return bool(tail) and not tail.startswith((",", " (", " for", " of")) and not re.search(r"[-–/]", tail)


def abbreviates(short: str, name: str) -> bool:
    """Tell whether the letters of a short form open words of the name, in order, the first with the first."""
    letters = [char.lower() for char in short.rstrip("s") if char.isalpha()]
    initials = [part[0].lower() for part in re.findall(r"[^\W_]+", name)]
    place = 0
    for initial in initials:
        if place < len(letters) and initial == letters[place]:
            place += 1
    return len(letters) > 1 and place >= len(letters) - 1 and letters[0] in initials


@cache
def read_policy_columns() -> re.Pattern[str]:
    """Return the pattern of headers and headings under which policies are listed."""
    return build_cue_pattern(read_framework_cues().policy_columns)
