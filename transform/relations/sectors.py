"""Sectors of goals, areas and measures: the sectors that their own words name, or what stands under them."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from extract.records import Document, Span
from transform.ids import build_mention_id, build_relation_mention_id
from transform.records import Mention, RelationMention
from transform.sector_codes import find_category, read_sector_codes

OWN, ROW, UNDER = 0.9, 0.85, 0.6  # confidence: in its own words, in its table row, in what stands under it
LEAST_SHARE = 0.12  # of the sector words under an area that a sector must have
MOST_SECTORS = 9  # of one area by what stands under it; more say nothing
WEAKEST = 0.7  # confidence above which a term is a sector's own and no common word
TIED = ("goal", "area", "measure")


def tie_sectors(
    document: Document, mentions: Sequence[Mention], ties: Sequence[RelationMention]
) -> tuple[list[Mention], list[RelationMention]]:
    """Return the sector mentions that something is tied to, and the ties.

    Args:
        document: The document.
        mentions: All that were found in it, sectors among them.
        ties: Of the structure: what is part of what.
    """
    sectors = sorted(
        (item for item in mentions if item.kind == "sector"), key=lambda item: item.evidence.focus
    )
    own = {item.id: find_own(document, item, sectors) for item in mentions if item.kind in TIED}
    parents = {tie.source: tie.target for tie in ties if tie.relation == "part_of"}
    found = [tie for item in mentions if item.kind == "area" for tie in tie_area(item, own, parents)]
    held = defaultdict(set)
    for tie, category in found:
        held[tie.source].add(category)
    for item in mentions:
        if item.kind in ("goal", "measure"):
            above = held[parents.get(item.id, "")]
            rule = "own-words"
            found += [
                (build_tie(item, sector, confidence, rule), find_category(code_of(sector)))
                for sector, confidence in own[item.id]
                if find_category(code_of(sector)) not in above
            ]
    relations = [tie for tie, _ in found]
    used = {tie.target for tie in relations}
    kept = [item for item in sectors if item.id in used]
    categories, within = add_categories(kept)
    return [*kept, *categories], [*relations, *within]


def find_own(document: Document, mention: Mention, sectors: Sequence[Mention]) -> list[tuple[Mention, float]]:
    """Return the sectors that a phrase names, else those of its table row; each category once.

    Common words count only where no term of a sector's own is there.
    """
    starts = [item.evidence.focus.start for item in sectors]

    def within(span: Span) -> list[Mention]:
        inside = sectors[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        return [item for item in inside if item.evidence.focus.end <= span.end]

    inside = [(item, OWN) for item in within(mention.evidence.focus)]
    cell = find_first_cell(document, mention)
    if cell is not None:
        inside += [(item, ROW) for item in within(cell)]
    strong = [pair for pair in inside if pair[0].confidence > WEAKEST]
    first: dict[str, tuple[Mention, float]] = {}
    for item, confidence in strong or inside:
        first.setdefault(find_category(code_of(item)), (item, confidence * (1.0 if strong else 0.8)))
    return [first[category] for category in sorted(first)]


def find_first_cell(document: Document, mention: Mention) -> Span | None:
    """Return the first cell of the table row that a phrase stands in, unless the phrase is in it."""
    starts = [block.span.start for block in document.blocks]
    block = document.blocks[bisect_right(starts, mention.evidence.focus.start) - 1]
    if not block.cells or block.cells[0].span.end >= mention.evidence.focus.start:
        return None
    return block.cells[0].span


def tie_area(
    area: Mention, own: Mapping[str, Sequence[tuple[Mention, float]]], parents: Mapping[str, str]
) -> list[tuple[RelationMention, str]]:
    """Return the sectors of an area, each with its category: its label's, else those of what is part of it."""
    found = [
        (build_tie(area, sector, confidence, "own-words"), find_category(code_of(sector)))
        for sector, confidence in own[area.id]
    ]
    children = [name for name, parent in parents.items() if parent == area.id and name in own]
    counts = Counter(find_category(code_of(sector)) for name in children for sector, _ in own[name])
    total = sum(counts.values())
    specific = any(sector.confidence > WEAKEST for sector, _ in own[area.id])
    for category, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_SECTORS]:
        if category in {known for _, known in found} or specific or number < LEAST_SHARE * total:
            continue
        sector = next(
            one for name in children for one, _ in own[name] if find_category(code_of(one)) == category
        )
        found.append((build_tie(area, sector, UNDER, "parts"), category))
    return found


def build_tie(source: Mention, sector: Mention, confidence: float, rule: str) -> RelationMention:
    """Return the tie of a goal, area or measure to a sector; shown by the sector's words."""
    return RelationMention(
        id=build_relation_mention_id(source.id, "in_sector", sector.id),
        relation="in_sector",
        source=source.id,
        target=sector.id,
        rule=f"in-sector/{rule}",
        basis="stated" if rule == "own-words" else "inferred",
        confidence=round(confidence * source.confidence, 4),
        evidence=sector.evidence,
    )


def code_of(sector: Mention) -> str:
    """Return the code of a sector mention."""
    return dict(sector.attributes)["code"]


def add_categories(purposes: Sequence[Mention]) -> tuple[list[Mention], list[RelationMention]]:
    """Return the categories that purposes belong to, at the same places, and the ties to them."""
    mentions, ties = [], []
    for purpose in purposes:
        known = read_sector_codes()[code_of(purpose)]
        if known.level != "purpose":
            continue
        category = read_sector_codes()[find_category(known.code)]
        key = f"DAC-CRS:{category.code}"
        focus = purpose.evidence.focus
        mention = msgspec.structs.replace(
            purpose,
            id=build_mention_id("sector", key, focus.start, focus.end),
            name=category.name,
            key=key,
            rule="sectors/category-of-purpose",
            attributes=(("code", category.code), ("level", "category"), ("scheme", "DAC-CRS")),
        )
        mentions.append(mention)
        ties.append(
            RelationMention(
                id=build_relation_mention_id(purpose.id, "part_of", mention.id),
                relation="part_of",
                source=purpose.id,
                target=mention.id,
                rule="code-list/category",
                basis="inferred",
                confidence=1.0,
                evidence=purpose.evidence,
            )
        )
    return mentions, ties
