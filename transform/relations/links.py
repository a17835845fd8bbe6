"""Links: which issues goals, areas and measures address, and which frameworks they follow."""

from collections.abc import Collection, Iterator, Sequence

from extract.records import Block, Document
from transform.records import Mention, RelationMention
from transform.relations.context import MentionIndex, tie
from transform.relations.placing import Placing
from transform.relations.subjects import find_subject_links

WITHIN, SENTENCE, UNDER = 0.85, 0.75, 0.55  # confidence, by what shows the link
ACTING = ("goal", "area", "measure")


def find_links(
    document: Document, mentions: Sequence[Mention], structure: Sequence[RelationMention]
) -> list[RelationMention]:
    """Return what addresses which issue, what is aligned with which framework, and what is cited."""
    index, placing = MentionIndex(document, mentions), Placing(document, mentions)
    found = [item for action in index.of_kind(*ACTING) for item in find_in_words(action, index)]
    found += [item for row in document.blocks if row.cells for item in find_in_row(row, index, placing)]
    found += [item for area in index.of_kind("area") for item in find_under(area, index)]
    found += find_issues_under(index, {(item.source, item.target) for item in found})
    known = {(item.source, item.target) for item in found}
    subjects = find_subject_links(document, index, structure)
    found += [item for item in subjects if (item.source, item.target) not in known]
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


def find_issues_under(index: MentionIndex, known: Collection[tuple[str, str]]) -> Iterator[RelationMention]:
    """Yield the problems that the text under an area's heading names, which is why the area is there.

    "Water. The groundwater table falls steeply." A problem in the words of a measure is that measure's.

    Args:
        index: What stands where.
        known: Ends of ties found before.
    """
    heads = {index.home(area).id: area for area in reversed(index.of_kind("area"))}
    for issue in index.of_kind("issue"):
        block, focus = index.home(issue), issue.evidence.focus
        nearest = next((heads[name] for name in reversed(block.section) if name in heads), None)
        if block.kind not in ("paragraph", "list_item") or nearest is None:
            continue
        acted = any(
            item.evidence.focus.start <= focus.start < item.evidence.focus.end
            for item in index.within(issue.evidence.span, "measure")
        )
        if not acted and index.home(nearest).kind == "heading" and (nearest.id, issue.id) not in known:
            yield tie(
                nearest,
                "addresses",
                issue,
                "links/issue-under-area",
                UNDER,
                basis="inferred",
                evidence=issue.evidence,
            )
