"""Levels of goals: which goal of a document is the overall one that the others serve."""

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from transform.cues import LEXICON

CALLED, BROAD, PURSUED, LISTED = 0.5, 0.25, 0.15, -0.5  # weights beside the finder's confidence (0 to 1)


class LevelCues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Regular expressions of `lexicon/goal_levels.yaml`."""

    called: str
    broad: str


@cache
def read_level_cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of sentences that call a goal the overall one, and of words of broad goals."""
    cues = msgspec.yaml.decode((LEXICON / "goal_levels.yaml").read_bytes(), type=LevelCues)
    return re.compile(cues.called, re.IGNORECASE), re.compile(cues.broad, re.IGNORECASE)


class Goal(msgspec.Struct, frozen=True):
    """A goal as far as its level depends on it: its words, its sentence, how it was found, how sure."""

    words: str
    sentence: str
    rule: str
    confidence: float


def choose_overall(goals: Sequence[Goal]) -> int | None:
    """Return which goal is the overall one, the first of equals, or `None` if there is no goal.

    "Our vision is a prosperous nation" is one: the sentence calls it so, and its words are broad. One of a
    list of equals is none.
    """
    if not goals:
        return None
    return max(range(len(goals)), key=lambda index: (rate(goals[index]), -index))


def rate(goal: Goal) -> float:
    """Return how much speaks for a goal being the overall one."""
    called, broad = read_level_cues()
    before = goal.sentence[: max(goal.sentence.find(goal.words), 0)]
    return (
        goal.confidence
        + (CALLED if called.search(before) else 0.0)
        + (BROAD if broad.search(goal.words) else 0.0)
        + (PURSUED if goal.rule in ("statements/intends", "statements/aim-is") else 0.0)
        + (LISTED if goal.rule.startswith("outline/listed") else 0.0)
    )
