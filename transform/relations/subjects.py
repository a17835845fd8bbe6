"""Subjects: ties by what an area is about, as its own words say, where no sentence holds both ends."""

from collections.abc import Iterator, Sequence

from extract.countries import country_name
from extract.records import Document
from transform.mentions.framework_names import read_policy_columns
from transform.records import Mention, RelationMention
from transform.relations.context import MentionIndex, tie
from transform.relations.role_cues import read_role_cues
from transform.wording import list_stems

NAMED, LISTED = 0.5, 0.6  # confidence, by what shows the tie
MOST_TOP = 12  # areas above all others; where there are more, none speaks for a large part of the policy
COVERED = 0.5  # share of an area's words that an issue's name must hold


def find_subject_links(
    document: Document, index: MentionIndex, structure: Sequence[RelationMention]
) -> list[RelationMention]:
    """Return the ties of areas to issues and frameworks on their subject, and of goals to listed policies.

    Args:
        document: The document.
        index: What stands where in it.
        structure: What is part of what.
    """
    below = {item.source for item in structure if item.relation == "part_of"}
    areas = index.of_kind("area")
    top = [area for area in areas if area.id not in below]
    found: list[RelationMention] = []
    for area in top if len(top) <= MOST_TOP else []:
        found += align_area(area, index)
    issues = [(issue, list_stems(issue.name)) for issue in index.of_kind("issue")]
    for area in areas:
        found += address_issues(area, issues, document.country)
    found += align_goals(document, index)
    return found


def list_subject_stems(area: Mention, country: str = "") -> frozenset[str]:
    """Return the words that say what an area is about, without endings; the country's name says nothing."""
    common = " ".join(sorted(read_role_cues().common_words))
    return list_stems(area.name) - list_stems(f"{common} {country_name(country) if country else ''}")


def align_area(area: Mention, index: MentionIndex) -> Iterator[RelationMention]:
    """Yield the frameworks whose name tells that they are on the subject of a main area.

    "Adaptation" follows the "National Adaptation Plan", wherever that is named.
    """
    stems = list_subject_stems(area, index.document.country)
    for framework in index.of_kind("framework"):
        if stems & list_stems(framework.name):
            yield tie_inferred(area, "aligned_with", framework, "links/framework-of-subject", NAMED)


def address_issues(
    area: Mention, issues: Sequence[tuple[Mention, frozenset[str]]], country: str
) -> Iterator[RelationMention]:
    """Yield the issues whose name holds what an area is about: "Road safety", "poor safety of roads"."""
    stems = list_subject_stems(area, country)
    for issue, words in issues if stems else []:
        shared = len(stems & words)
        if shared == len(stems) or shared >= max(2, COVERED * len(stems)):
            yield tie_inferred(area, "addresses", issue, "links/issue-of-subject", NAMED)


def align_goals(document: Document, index: MentionIndex) -> Iterator[RelationMention]:
    """Yield that the overall goal follows the policies that the document lists as its background."""
    overall = [goal for goal in index.of_kind("goal") if ("level", "overall") in goal.attributes]
    headings = find_policy_lists(document)
    for framework in index.of_kind("framework") if overall else []:
        home = index.home(framework)
        listed = home.kind in ("list_item", "table_row") and headings & set(home.section[-2:])
        if listed and not index.within(home.span, "area", "goal", "measure"):
            yield tie_inferred(overall[0], "aligned_with", framework, "links/listed-policy", LISTED)


def tie_inferred(
    source: Mention, relation: str, target: Mention, rule: str, confidence: float
) -> RelationMention:
    """Return a tie that no sentence states, shown by the words of its target."""
    return tie(source, relation, target, rule, confidence, basis="inferred", evidence=target.evidence)


def find_policy_lists(document: Document) -> set[str]:
    """Return the ids of the headings under which policies are listed."""
    return {
        block.id
        for block in document.blocks
        if block.kind == "heading"
        and read_policy_columns().search(document.text[block.span.start : block.span.end])
    }
