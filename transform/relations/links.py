"""Links: which issues goals, areas and measures address, and which frameworks they follow."""

import re
from collections.abc import Iterator, Sequence

from extract.records import Block, Document
from transform.records import Mention, RelationMention
from transform.relations.context import MentionIndex, tie
from transform.relations.placing import Placing

WITHIN, SENTENCE, WORDS, UNDER = 0.85, 0.75, 0.6, 0.55  # confidence, by what shows the link
ACTING = ("goal", "area", "measure")
SHARED = 0.6  # of the words of an issue or of an area, from which the one answers the other
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
    index, placing = MentionIndex(document, mentions), Placing(document, mentions)
    found = [item for action in index.of_kind(*ACTING) for item in find_in_words(action, index)]
    found += link_by_words(index)
    found += [item for row in document.blocks if row.cells for item in find_in_row(row, index, placing)]
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
    if action.kind != "area" and index.home(action).kind == "table_row":
        return
    inner = {item.key for item in index.within(action.evidence.focus, "framework")}
    for framework in index.within(action.evidence.span, "framework"):
        sure = WITHIN if framework.key in inner else SENTENCE
        yield tie(
            action,
            "aligned_with",
            framework,
            "links/framework-in-sentence",
            sure * action.confidence,
            evidence=framework.evidence,
        )


def find_in_row(row: Block, index: MentionIndex, placing: Placing) -> Iterator[RelationMention]:
    """Yield what the frameworks of a table row are followed by: the row's area, or else its measures.

    "Energy | Increase renewable capacity | State policy on energy"
    """
    frameworks = index.within(row.span, "framework")
    measures = index.within(row.span, "measure", "goal")
    for framework in frameworks:
        areas = [item.group for item in placing.list_above(framework) if item.rule == "row"]
        areas = [item for item in areas if item.kind == "area"] or index.within(row.span, "area")
        for action in areas[:1] or measures:
            yield tie(
                action,
                "aligned_with",
                framework,
                "links/framework-in-row",
                SENTENCE * action.confidence,
                evidence=framework.evidence,
            )


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
    """Yield areas and goals that answer an issue: they share most of its words, or of their own."""
    issues: dict[str, Mention] = {}
    for issue in index.of_kind("issue"):
        issues.setdefault(issue.key, issue)
    actions: dict[str, Mention] = {}
    for action in index.of_kind("goal", "area"):
        actions.setdefault(action.key, action)
    for issue in issues.values():
        own = list_stems(issue.name)
        for action in actions.values():
            other = list_stems(action.name)
            if own and len(own & other) >= SHARED * min(len(own), len(other)) and own & other:
                yield tie(
                    action,
                    "addresses",
                    issue,
                    "links/same-words",
                    WORDS,
                    basis="inferred",
                    evidence=issue.evidence,
                )


def list_stems(text: str) -> set[str]:
    """Return the content words of a label without their endings."""
    words = re.findall(r"[a-z]{4,}", text.lower())
    stems = {re.sub(r"(?:ations?|ments?|ings?|ies|ion|es|ed|ity|s|e|y)$", "", word) for word in words}
    return {stem for stem in stems if len(stem) >= 4 and stem not in COMMON}
