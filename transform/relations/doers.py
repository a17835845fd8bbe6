"""Doers: the subjects of what is to be done: "[The Council] shall, with the Board, [pave the roads]"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.records import Span
from transform.records import Mention, RelationMention
from transform.relations.context import MentionIndex, tie
from transform.relations.gains import is_helped
from transform.relations.role_cues import read_cue, read_role_cues
from transform.roles_of_document import Parties

SUBJECT = 0.7  # confidence
ACTING = ("measure", "target", "goal")  # kinds whose words may stand between a subject and its next action
ASIDE = "roles/subject-aside"  # rule of a subject with others named between it and its action
MOST_BEFORE = 12  # actors before an action that may be its subject
OPENING_WORDS = 4  # of a measure, that say what a donor does by it
_MODAL = r"will|shall|should|must|is|are"
_FINITE = rf"(?:\w+ly )?(?:{_MODAL}|may|can|could|would|has|have|plans?|intends?|aims?|seeks?)\b"
_AGAIN = rf"(?:{_MODAL}|plans to|aims to|intends to)(?: also)?(?: be)?"
_JOINED = re.compile(
    r"(?:\s*\([^)]*\))?\s*(?:,|,? (?:and|or|&|as well as|along with|together with))\s+(?:the |its |all )?",
    re.IGNORECASE,
)
_CARRIED = re.compile(rf"\s+{_FINITE}[^;:.]{{1,150}}\s(?:and {_AGAIN}|by)\s*")
_PAUSE = re.compile(
    r"(?:\s*\([^)]*\))?\s*,\s*"
)  # "With the Board, [roads will be mended]": the passive has a subject
_SHARING = re.compile(r"\bcontribution|\bfunds?\b|\bshare of")


def find_doers(
    action: Mention, index: MentionIndex, parties: Parties, placed: set[str]
) -> Iterator[RelationMention]:
    """Yield the ties to the subjects of an action's sentence: "[The Council] shall [approve the plan]".

    A donor is the subject of all that its strategy says: it is tied only to what stands under no area, and
    what it pays for or helps with it does not itself carry out.

    Args:
        action: A measure or area.
        index: What stands where.
        parties: Whose document it is.
        placed: Ids of what stands under an area or goal.
    """
    text, sentence, focus = index.document.text, action.evidence.span, action.evidence.focus
    subjects, rule = find_subjects(action, index) if action.kind != "area" else ([], "")
    for actor in subjects:
        donor = actor.key == f"government:{parties.donor}"
        if (donor and action.id in placed) or is_helped(actor, sentence, index):
            continue
        confidence = SUBJECT * action.confidence
        if read_cue("receiving").match(text[focus.start : focus.end]):
            yield tie(action, "benefits", actor, "roles/receives", confidence)
        else:
            role = read_doing(index, action) if donor else "implements"
            yield tie(actor, role, action, rule, confidence, evidence=action.evidence)


def find_subjects(action: Mention, index: MentionIndex) -> tuple[list[Mention], str]:
    """Return who does an action by its sentence, its subject and whoever is joined to that, and the rule.

    The words of what it does before may stand between: "The Board will [mend roads] and [dig wells]".
    """
    text, sentence, focus = index.document.text, action.evidence.span, action.evidence.focus
    others = [item.evidence.focus for item in index.within(sentence, *ACTING) if item.id != action.id]
    actors = [actor for actor in index.within(sentence, "actor") if actor.evidence.focus.end <= focus.start]
    free = [actor for actor in actors[-MOST_BEFORE:] if not any(holds(other, actor) for other in others)]
    gaps = [cut(text, Span(actor.evidence.focus.end, focus.start), others) for actor in free]
    own = action.rule == "statements/passive"
    rules = ["" if own and _PAUSE.fullmatch(gap) else name_rule(gap) for gap in gaps]
    chosen = [at for at, rule in enumerate(rules) if rule == ASIDE] or [
        at for at, rule in enumerate(rules) if rule
    ]
    if not chosen:
        return [], ""
    first = last = chosen[-1]
    while first and _JOINED.fullmatch(
        text[free[first - 1].evidence.focus.end : free[first].evidence.focus.start]
    ):
        first -= 1
    return free[first : last + 1], rules[last]


def name_rule(gap: str) -> str:
    """Return the rule by which the words between tie a subject to its action, or "" if they do not.

    " will also " ties directly, ", together with the Board, will " beside an aside, and " is counting cars
    and will " carries on what the subject does before.
    """
    if leads(gap):
        return "roles/subject"
    if leads(drop_aside(gap)):
        return ASIDE
    return "roles/subject-carried" if _CARRIED.fullmatch(gap) else ""


def holds(focus: Span, actor: Mention) -> bool:
    """Tell whether an actor stands within some words."""
    return focus.start <= actor.evidence.focus.start and actor.evidence.focus.end <= focus.end


def cut(text: str, span: Span, others: Sequence[Span]) -> str:
    """Return the text of a span without the words of other actions that begin in it."""
    kept, start = "", span.start
    for other in others:
        if start <= other.start < span.end:
            kept += text[start : other.start]
            start = min(other.end, span.end)
    return kept + text[start : span.end]


@cache
def read_doing_pattern() -> re.Pattern[str]:
    """Return the pattern of all that may stand between a subject and its action."""
    words = read_role_cues().doing.replace("| ", "|")
    return re.compile(rf"(?:\s*\([^)]*\))?[\s,]*(?:(?:{words})(?!\w)[\s,]*)*")


def leads(gap: str) -> bool:
    """Tell whether a subject's words lead on to its action: " will also "."""
    return read_doing_pattern().fullmatch(gap) is not None


@cache
def read_aside_pattern() -> re.Pattern[str]:
    """Return the pattern of what is said of others in between: ", with the Board," or "with X to"."""
    cues = read_role_cues()
    commas = rf",\s*{cues.aside}\b[^;.]{{1,200}}?,(?=\s*(?:also )?{_FINITE})"
    before_to = rf"\b(?:{cues.alongside}|{cues.launching})\s[^;.,]{{1,150}}?(?=\s(?:in order )?to\s*$)"
    return re.compile(rf"{commas}|{before_to}", re.IGNORECASE)


def drop_aside(gap: str) -> str:
    """Return the words between a subject and its action without what they say of others."""
    return read_aside_pattern().sub("", gap, count=1)


def read_doing(index: MentionIndex, action: Mention) -> str:
    """Return what a donor does by a measure: it funds, supports or itself implements it."""
    text = index.document.text
    words = text[action.evidence.focus.start : action.evidence.focus.end]
    sentence = text[action.evidence.span.start : action.evidence.span.end]
    opening = " ".join(words.split()[:OPENING_WORDS])
    helping = read_cue("helping").search(opening) is not None
    if read_cue("funding").match(opening) or (
        helping and (read_cue("money").search(sentence) or _SHARING.search(sentence))
    ):
        return "funds"
    return "supports" if helping else "implements"
