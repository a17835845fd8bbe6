"""SDGs: the UN Sustainable Development Goals and targets that a document names or speaks of."""

import csv
import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from extract.records import Document, Span
from transform.cues import LEXICON
from transform.errors import LexiconError
from transform.evidence import build_evidence
from transform.ids import build_mention_id
from transform.language import Passage
from transform.mentions.sectors import TermFinder
from transform.records import Mention
from transform.sentences import find_sentence

# How sure a mention is: "SDG 6"; "Goal 6" where the SDGs are spoken of; words on its subject.
NUMBERED, IN_CONTEXT, SUBJECT = 0.95, 0.85, 0.55
LABEL_LENGTH = 160  # characters of a target's text in its name
_CODE = r"(?:1[0-7]|[1-9])(?:\.(?:\d{1,2}|[a-d]))?(?![\d%])(?:\.\d\b)?"
_JOINT = r"\s*(?:,\s*and|,|;|&|and|or|to|-|\u2013)\s*(?:SDGs?\s*)?"
_CODES = rf"{_CODE}(?:{_JOINT}{_CODE})*"
_CONTEXT = re.compile(
    r"\bSDGs?\b|\bSustainable Development Goals?\b|\b2030 Agenda\b|\bAgenda 2030\b", re.IGNORECASE
)
_CONTEXT_WORDS = ("sdg", "sustainable development goal", "2030 agenda", "agenda 2030")  # one is in each
_OTHER = re.compile(r"\bMDGs?\b|\bMillennium\b", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?:SDGs?|Sustainable Development Goals?(?:\s*\(SDGs?\))?)"
    rf"(?:\s*(?:goals?|targets?|indicators?|nos?\.?|number))?[\s:#\u2013-]*({_CODES})",
    re.IGNORECASE,
)
_GOAL = re.compile(rf"\b(?:goals?|targets?)\s+({_CODES})", re.IGNORECASE)
_CELL = re.compile(rf"\s*({_CODES})\s*[.:]?\s*")
_RANGE = re.compile(r"\s*(?:to|-|\u2013)\s*")


class SdgLexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Titles of the goals and words on their subjects (see `lexicon/sdgs.yaml`)."""

    names: dict[str, str]
    terms: dict[str, tuple[str, ...]]
    ignored: tuple[str, ...]


@cache
def read_goals() -> dict[str, tuple[str, str]]:
    """Return text and level ("goal" or "target") of every goal and target by its code."""
    with (LEXICON / "sdgs.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: (row["name"], row["level"]) for row in csv.DictReader(file)}


@cache
def read_sdg_lexicon() -> SdgLexicon:
    """Return the lexicon.

    Raises:
        LexiconError: If it holds a code that no goal or target has.
    """
    lexicon = msgspec.yaml.decode((LEXICON / "sdgs.yaml").read_bytes(), type=SdgLexicon)
    unknown = sorted({*lexicon.names, *lexicon.terms} - set(read_goals()))
    if unknown:
        raise LexiconError(f"sdgs.yaml: {', '.join(unknown)} are no codes of goals or targets")
    return lexicon


@cache
def read_title_finder() -> TermFinder:
    """Return the finder of the goals' titles."""
    return TermFinder({title: code for code, title in read_sdg_lexicon().names.items()})


@cache
def read_subject_finder() -> TermFinder:
    """Return the finder of words on the goals' subjects."""
    lexicon = read_sdg_lexicon()
    values = {term: code for code, terms in lexicon.terms.items() for term in terms}
    return TermFinder(values, ignored=lexicon.ignored)


def find_sdgs(document: Document, passages: Sequence[Passage]) -> list[Mention]:
    """Return a mention for every place that names a goal or target, or speaks of what one aims at.

    The Millennium Development Goals are a framework of their own and no SDGs.
    """
    mentions = []
    for passage in passages:
        if passage.block.kind != "footnote":
            stated = list(find_stated(document, passage))
            mentions += [build_sdg(document, passage, code, focus, sure) for code, focus, sure in stated]
            taken = [focus for _, focus, _ in stated]
            mentions += find_subjects(document, passage, taken)
    return mentions


def find_stated(document: Document, passage: Passage) -> Iterator[tuple[str, Span, float]]:
    """Yield code, place and confidence of each goal or target that the words name."""
    text = document.text[passage.span.start : passage.span.end]
    start = passage.span.start
    taken: list[Span] = []
    for match in _NUMBERED.finditer(text):
        taken.append(Span(start + match.start(), start + match.end()))
        codes = read_codes(match[1])
        several = re.match("SDGs|Sustainable Development Goals", match[0], re.IGNORECASE) or "SDG" in match[1]
        yield from ((code, taken[-1], NUMBERED) for code in (codes if several else codes[:1]))
    column = passage.cell is not None and bool(_CONTEXT.search(passage.cell.header))
    cell = _CELL.fullmatch(text) if column else None
    if cell:
        span = Span(start + cell.start(1), start + cell.end(1))
        yield from ((code, span, NUMBERED) for code in read_codes(cell[1]))
    if not (column or may_speak_of_sdgs(document, passage)):
        return
    for place, codes in [
        *((match.span(), read_codes(match[1])) for match in _GOAL.finditer(text)),
        *(((match.start, match.end), [match.value]) for match in read_title_finder().find(text)),
    ]:
        focus = Span(start + place[0], start + place[1])
        free = not any(focus.start < other.end and focus.end > other.start for other in taken)
        if free and (column or speaks_of_sdgs(document, find_sentence(passage, focus))):
            yield from ((code, focus, IN_CONTEXT) for code in codes)


def may_speak_of_sdgs(document: Document, passage: Passage) -> bool:
    """Tell whether a sentence of a passage can be about the goals: whether its block has words for them."""
    block = document.text[passage.block.span.start : passage.block.span.end].casefold()
    return any(words in block for words in _CONTEXT_WORDS)


def speaks_of_sdgs(document: Document, sentence: Span) -> bool:
    """Tell whether a sentence is about the Sustainable and not the Millennium Development Goals."""
    text = document.text[sentence.start : sentence.end]
    return bool(_CONTEXT.search(text)) and not _OTHER.search(text)


def read_codes(text: str) -> list[str]:
    """Return the codes in a list of numbers; a range of goals is written out.

    >>> read_codes("1, 2 and 6.1"), read_codes("1-3"), read_codes("6.1.1"), read_codes("99")
    (['1', '2', '6.1'], ['1', '2', '3'], ['6.1'], [])
    """
    codes: list[str] = []
    end = 0
    for match in re.finditer(_CODE, text):
        code = ".".join(match[0].lower().split(".")[:2])
        if codes and _RANGE.fullmatch(text[end : match.start()]) and codes[-1].isdigit() and code.isdigit():
            codes += [str(number) for number in range(int(codes[-1]) + 1, int(code))]
        codes.append(code)
        end = match.end()
    return [code for code in dict.fromkeys(codes) if code in read_goals()]


def find_subjects(document: Document, passage: Passage, taken: Sequence[Span]) -> Iterator[Mention]:
    """Yield the goals and targets whose subject the words are, outside places that name one."""
    text = document.text[passage.span.start : passage.span.end]
    for match in read_subject_finder().find(text):
        focus = Span(passage.span.start + match.start, passage.span.start + match.end)
        if not any(focus.start < other.end and focus.end > other.start for other in taken):
            yield build_sdg(document, passage, match.value, focus, SUBJECT)


def build_sdg(document: Document, passage: Passage, code: str, focus: Span, confidence: float) -> Mention:
    """Return the mention of a goal or target at a place."""
    key = f"UNSDG:{code}"
    text, level = read_goals()[code]
    return Mention(
        id=build_mention_id("sdg", key, focus.start, focus.end),
        kind="sdg",
        name=name_sdg(code),
        key=key,
        rule="sdgs/inferred" if confidence == SUBJECT else "sdgs/stated",
        confidence=confidence,
        evidence=build_evidence(document, passage.block, find_sentence(passage, focus), focus),
        attributes=(("code", code), ("level", level), ("scheme", "UNSDG")),
        aliases=(text,),
    )


def name_sdg(code: str) -> str:
    """Return a name with number and title.

    >>> name_sdg("6")
    'SDG 6: Clean Water and Sanitation'
    """
    text, level = read_goals()[code]
    if level == "goal":
        return f"SDG {code}: {read_sdg_lexicon().names[code]}"
    short = text if len(text) <= LABEL_LENGTH else f"{text[:LABEL_LENGTH].rsplit(' ', 1)[0]} …"
    return f"SDG {code}: {short}"
