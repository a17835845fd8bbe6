"""Framework sifting: names that look like a framework's and are none that a document refers to."""

import re
from functools import cache

from extract.countries import find_countries
from transform.mentions.framework_names import FrameworkName, list_words, read_framework_cues, read_heads
from transform.terms import write_pattern

BEFORE = 60  # characters before a name that may say that it is yet to be made
SORTS = ("policies", "plans", "strategies", "programmes", "programs", "frameworks", "agendas")
_OFFICE = re.compile(
    r"\b(?:Group|Committee|Secretariat|Board|Division|Panel|Focal Point) (?:on|of|for|to) (?:the )?$"
)


def names_none(text: str, name: FrameworkName, *, listed: bool, reviewed: bool = False) -> bool:
    """Tell whether a name in a text is no framework that the text refers to.

    Args:
        text: A sentence, paragraph or cell.
        name: The name found in it.
        listed: Whether the text is a list of policies.
        reviewed: Whether it tells what there is already, services and campaigns among it.
    """
    if name.rule == "frameworks/lower-case":
        return is_plural(name.name) and name.name.lower().startswith("national")
    if is_yet_to_be_made(text, name) or is_report(name.name) or names_office_of(text, name.start):
        return True
    runs = is_service(name.name) or (reviewed and is_running_programme(name.name))
    return not listed and not name.aliases and (runs or is_sort_of_plan(name.name))


def names_office_of(text: str, start: int) -> bool:
    """Tell whether a name only says what an office is for: "Working Group on the [Lima Platform]"."""
    return bool(_OFFICE.search(text[max(0, start - BEFORE) : start]))


def is_yet_to_be_made(text: str, name: FrameworkName) -> bool:
    """Tell whether the text says that it shall be made: "develop a [Maritime Strategy]", but not "has"."""
    return bool(read_making().search(text[max(0, name.start - BEFORE) : name.start]))


@cache
def read_making() -> re.Pattern[str]:
    """Return the pattern of words right before the name of a framework that is yet to be made."""
    verbs = "|".join(read_framework_cues().making)
    return re.compile(rf"\b(?:{verbs})(?:e|ing)? (?:and \w+ )?an? (?:[a-z-]+ ){{0,2}}$", re.IGNORECASE)


def is_report(name: str) -> bool:
    """Tell whether a name is of a report, statistics or method, which say nothing of what is wanted."""
    return bool(read_reports().search(name))


@cache
def read_reports() -> re.Pattern[str]:
    """Return the pattern of words in the names of reports and methods."""
    return re.compile("|".join(write_pattern(word) for word in read_framework_cues().reports), re.IGNORECASE)


def is_service(name: str) -> bool:
    """Tell whether a name is of a campaign or review of an office: "Road Safety Campaign"."""
    services, known = read_framework_cues().services, read_heads(weak=True) | read_heads(weak=False)
    heads = [word.lower for word in list_words(name) if word.lower in known]
    return bool(heads) and all(head.removesuffix("s") in services for head in heads) and not is_national(name)


def is_running_programme(name: str) -> bool:
    """Tell whether a name is of a programme that an office runs: "School Meals Programme"."""
    words = list_words(name)
    own = read_heads(weak=False) | {"initiative", "partnership"}
    return not any(word.lower.split("-")[-1] in own for word in words) and not is_national(name)


def is_sort_of_plan(name: str) -> bool:
    """Tell whether a name in the plural is of a sort of plan and of no one plan: "Trade Policies"."""
    return is_plural(name) and not is_national(name)


def is_plural(name: str) -> bool:
    """Tell whether the last head noun of a name stands in the plural."""
    words = [word.lower for word in list_words(name) if word.lower in read_heads(weak=False) | set(SORTS)]
    return bool(words) and words[-1] in SORTS


def is_national(name: str) -> bool:
    """Tell whether a name says whose it is: a country's, a region's, the nation's."""
    cues = read_framework_cues()
    own = any(word.lower in cues.whose for word in list_words(name))
    return own or bool(find_countries(name))
