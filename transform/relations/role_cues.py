"""Cues of roles: the words that show whether an actor implements, supports, funds or gains."""

import re
from functools import cache

import msgspec

from transform.cues import LEXICON
from transform.records import Mention

CUE_LENGTH = 110  # characters before an actor in which a cue is looked for
NATIONAL = ("government", "public_agency", "local_government")  # types of actors that carry out a policy
_LIST = re.compile(
    r"(?:\s*\([^)]*\))?[\s,;/]*(?:and|or|as well as|&|the|other|also|of|from|with|by|\s)*", re.IGNORECASE
)


class RoleCues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lexicon of roles (see `lexicon/roles.yaml`)."""

    before: dict[str, tuple[str, ...]]
    doing: str
    aside: str
    alongside: str
    launching: str
    columns: dict[str, str]
    funding: str
    helping: str
    helped_before: str
    responsible: str
    finance: str
    help: str
    own_means: str
    money: str
    spending: str
    taking_part: str
    receiving: str
    making: str
    channel: str
    common_words: frozenset[str]


@cache
def read_role_cues() -> RoleCues:
    """Return the cues of roles."""
    return msgspec.yaml.decode((LEXICON / "roles.yaml").read_bytes(), type=RoleCues)


@cache
def read_cue(name: str) -> re.Pattern[str]:
    """Return the pattern of a cue of the lexicon that may stand anywhere in a sentence."""
    cue: str = getattr(read_role_cues(), name)
    return re.compile(rf"(?<![\w-])(?:{cue})", re.IGNORECASE)


@cache
def read_before_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return for each role the pattern of the words right before the actor."""
    return tuple(
        (role, re.compile(rf"\b(?:{'|'.join(cues)})\s+(?:[\w,/\u2019'-]+\s+){{0,3}}$", re.IGNORECASE))
        for role, cues in read_role_cues().before.items()
    )


def read_role_before(text: str, actor: Mention) -> str:
    """Return the role that the words right before an actor give it, or "".

    "In cooperation with UNDP" supports, "financed by the World Bank" funds, "led by the Ministry" implements;
    "through" a country's own office implements, through another body supports.
    """
    before = text[-CUE_LENGTH:]
    for role, pattern in read_before_patterns():
        if pattern.search(before):
            if role != "through":
                return role
            return "implements" if get_type(actor) in ("public_agency", "local_government") else "supports"
    return ""


def continues_list(between: str) -> bool:
    """Tell whether only commas, "and" and the like stand between two actors of one list."""
    return _LIST.fullmatch(between) is not None


def get_type(actor: Mention) -> str:
    """Return the type of an actor."""
    return dict(actor.attributes).get("actor_type", "")


def read_column_role(header: str) -> str:
    """Return what actors in a column under this header do, or "" if the header does not say.

    >>> read_column_role("Lead agency")
    'implements'
    """
    for role, cue in read_role_cues().columns.items():
        if re.search(rf"\b(?:{cue})", header, re.IGNORECASE):
            return role
    return ""
