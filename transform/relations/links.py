"""Links: which issues goals, areas and measures address, and which frameworks they follow."""

import re
from collections.abc import Iterator, Sequence

from extract.records import Document, Span
from transform.mentions.sectors import read_matcher, read_weak
from transform.records import Mention, RelationMention
from transform.relations.context import MentionIndex, tie
from transform.sector_codes import find_category

WITHIN, SENTENCE, WORDS, SECTOR, UNDER = 0.85, 0.75, 0.6, 0.5, 0.55  # confidence, by what shows the link
ACTING = ("goal", "area", "measure")
GENERAL = frozenset({"410"})  # sectors too broad to show that an area answers an issue
COMMON = frozenset(
    [
        "increas", "improv", "develop", "support", "nation", "sector", "country", "level", "high", "impact", "effect", "climat",
        "chang", "problem", "challeng", "system", "servic", "capac", "reduc", "manag", "people", "popul", "resourc", "social",
        "econom", "economi", "growth", "risk", "area", "access", "govern", "polici", "plan", "program", "new", "more", "most",
        "environment", "sustain", "strengthen", "promot", "enhanc", "provid", "build", "effici", "world", "poor", "condit",
    ]
)  # fmt: skip


def find_links(document: Document, mentions: Sequence[Mention]) -> list[RelationMention]:
    """Return what addresses which issue, what is aligned with which framework, and what the document cites."""
    index = MentionIndex(document, mentions)
    found = [item for action in index.of_kind(*ACTING) for item in find_in_words(action, index)]
    found += link_by_words(index)
    found += [item for area in index.of_kind("area") for item in find_under(area, index)]
    for own in index.of_kind("document"):
        found += [
            tie(own, "cites", item, "links/cites", item.confidence, evidence=item.evidence)
            for item in index.of_kind("framework")
        ]
    return found


def find_in_words(action: Mention, index: MentionIndex) -> Iterator[RelationMention]:
    """Yield the issues and frameworks that stand in the words or the sentence of a goal, area or measure."""
    for issue in index.within(action.evidence.focus, "issue"):
        yield tie(action, "addresses", issue, "links/issue-in-words", WITHIN * action.confidence)
    inner = {item.key for item in index.within(action.evidence.focus, "framework")}
    for framework in index.within(find_reach(action, index), "framework"):
        sure = WITHIN if framework.key in inner else SENTENCE
        yield tie(
            action,
            "aligned_with",
            framework,
            "links/framework-in-sentence",
            sure * action.confidence,
            evidence=framework.evidence,
        )


def find_reach(action: Mention, index: MentionIndex) -> Span:
    """Return the text that speaks of a measure: its sentence, or its whole table row."""
    home = index.home(action)
    return home.span if home.kind == "table_row" else action.evidence.span


def find_under(area: Mention, index: MentionIndex) -> Iterator[RelationMention]:
    """Yield the frameworks named in the paragraphs right under an area's heading."""
    home = index.home(area)
    if home.kind != "heading":
        return
    for framework in index.of_kind("framework"):
        block = index.home(framework)
        if block.kind == "paragraph" and block.section and block.section[-1] == home.id:
            yield tie(
                area,
                "aligned_with",
                framework,
                "links/framework-under-area",
                UNDER,
                basis="inferred",
                evidence=framework.evidence,
            )


def link_by_words(index: MentionIndex) -> Iterator[RelationMention]:
    """Yield areas and goals that answer an issue: they share its own words, or its sector."""
    issues: dict[str, Mention] = {}
    for issue in index.of_kind("issue"):
        issues.setdefault(issue.key, issue)
    actions: dict[str, Mention] = {}
    for action in index.of_kind("goal", "area"):
        actions.setdefault(action.key, action)
    for issue in issues.values():
        stems, sectors = list_stems(issue.name), list_sectors(issue.name)
        for action in actions.values():
            if stems & list_stems(action.name):
                yield tie(
                    action,
                    "addresses",
                    issue,
                    "links/same-words",
                    WORDS,
                    basis="inferred",
                    evidence=issue.evidence,
                )
            elif sectors & list_sectors(action.name):
                yield tie(
                    action,
                    "addresses",
                    issue,
                    "links/same-sector",
                    SECTOR,
                    basis="inferred",
                    evidence=issue.evidence,
                )


def list_stems(text: str) -> set[str]:
    """Return the content words of a label without their endings."""
    words = re.findall(r"[a-z]{4,}", text.lower())
    stems = {re.sub(r"(?:ations?|ments?|ings?|ies|ion|es|ed|ity|s|e|y)$", "", word) for word in words}
    return {stem for stem in stems if len(stem) >= 4 and stem not in COMMON}


def list_sectors(text: str) -> set[str]:
    """Return the sector categories that a label names, without common words and broad sectors."""
    matches = read_matcher().find(text)
    return {find_category(match.value) for match in matches if match.term not in read_weak()} - GENERAL
