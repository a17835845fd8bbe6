"""Cue phrases: the role that a heading, a lead-in or a column header announces."""

import re
from functools import cache, lru_cache
from pathlib import Path

import msgspec

LEXICON = Path(__file__).with_name("lexicon")
BEGINNING = 3  # letters by which the words of a text and cues are compared first
REMEMBERED = 8192  # headings whose roles are remembered; the same ones are asked for again and again
_WORD = re.compile(r"\w+")


class SectionCues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Roles with the cues that announce them; the first role with a match wins."""

    roles: dict[str, tuple[str, ...]]


class StatementCues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that show what a sentence does (see `lexicon/statements.yaml`)."""

    committed: frozenset[str]
    recommended: frozenset[str]
    possible: frozenset[str]
    planned: frozenset[str]
    pledged: frozenset[str]
    bound: frozenset[str]
    needing: frozenset[str]
    wishing: frozenset[str]
    aim_nouns: frozenset[str]
    policy_subjects: frozenset[str]
    paper_subjects: frozenset[str]
    action_verbs: frozenset[str]
    programme_nouns: frozenset[str]
    part_nouns: frozenset[str]
    verb_classes: dict[str, frozenset[str]]
    topics: dict[str, tuple[str, ...]]


@cache
def read_statement_cues() -> StatementCues:
    """Return the cue words of sentences."""
    return msgspec.yaml.decode((LEXICON / "statements.yaml").read_bytes(), type=StatementCues)


@cache
def read_topic_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return each topic with a pattern of its words."""
    return tuple((topic, build_cue_pattern(words)) for topic, words in read_statement_cues().topics.items())


@cache
def read_section_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return each role with one pattern of all its cues, in the order in which roles are tried."""
    cues = msgspec.yaml.decode((LEXICON / "sections.yaml").read_bytes(), type=SectionCues)
    return tuple((role, build_cue_pattern(phrases)) for role, phrases in cues.roles.items())


@cache
def read_section_starts() -> tuple[frozenset[str], ...]:
    """Return how the cues of each role begin, in the same order: a text without any needs no search."""
    cues = msgspec.yaml.decode((LEXICON / "sections.yaml").read_bytes(), type=SectionCues)
    return tuple(
        frozenset(_WORD.findall(phrase)[0][:BEGINNING] for phrase in phrases)
        for phrases in cues.roles.values()
    )


def build_cue_pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that finds any of the phrases as whole words; a final "*" allows any ending."""
    parts = (
        re.escape(phrase[:-1]) + r"\w*" if phrase.endswith("*") else re.escape(phrase) for phrase in phrases
    )
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)


def compile_entries(cues: msgspec.Struct) -> dict[str, re.Pattern[str]]:
    """Return one pattern for each entry of a lexicon of regular expressions, in their order, case ignored."""
    return {
        name: re.compile("|".join(f"(?:{part})" for part in parts), re.IGNORECASE)
        for name, parts in msgspec.structs.asdict(cues).items()
    }


@lru_cache(REMEMBERED)
def find_roles_of(text: str) -> tuple[str, ...]:
    """Return every role that a heading, lead-in or column header announces, the strongest first.

    >>> find_roles_of("Priority areas of assistance (mid-term goals)")
    ('areas', 'goals')
    """
    begun = {word[:BEGINNING] for word in _WORD.findall(text.lower())}
    return tuple(
        role
        for (role, pattern), starts in zip(read_section_patterns(), read_section_starts(), strict=True)
        if not begun.isdisjoint(starts) and pattern.search(text)
    )
