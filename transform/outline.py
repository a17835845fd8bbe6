"""The outline: headings and list items that the policy itself names as its goals and areas."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec

from extract.records import Block, Document
from transform.cues import LEXICON, compile_entries, read_statement_cues
from transform.mentions.target_values import find_quantities
from transform.sections import Place, find_places, list_children

LONGEST_ITEM = 45  # words: a listed area or goal is a phrase or a sentence, not a paragraph
LONGEST_MARK = 4  # characters: "viii"; longer "numbers" are words, as in "Pillar 2"
FEWEST_SIBLINGS = 2  # one item is no list
NAMED, LISTED = (
    0.95,
    0.9,
)  # confidence: named by the policy itself; listed under a heading that names the list


class OutlineCues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Regular expressions of `lexicon/outline.yaml`, by what they show."""

    area: tuple[str, ...]
    goal: tuple[str, ...]
    overall_goal: tuple[str, ...]
    area_list: tuple[str, ...]
    action_list: tuple[str, ...]
    goal_list: tuple[str, ...]
    not_area: tuple[str, ...]
    not_goal: tuple[str, ...]


class Role(msgspec.Struct, frozen=True):
    """What a block is in the policy's plan: kind, level of a goal, rule, confidence, start of the label."""

    kind: str
    rule: str
    confidence: float
    level: str = ""
    label_start: int = 0


@cache
def read_outline_patterns() -> Mapping[str, re.Pattern[str]]:
    """Return one pattern for each entry of the outline cues."""
    return compile_entries(msgspec.yaml.decode((LEXICON / "outline.yaml").read_bytes(), type=OutlineCues))


def find_outline_roles(document: Document) -> dict[str, Role]:
    """Return the blocks that the document names as goals or areas, by block id."""
    places = find_places(document)
    roles: dict[str, Role] = {}
    for block in document.blocks:
        role = read_named_role(document, block)
        if role is not None:
            roles[block.id] = role
    for group, kind in list_announced(document, places):
        for block in group:
            rule = f"outline/listed-{kind}"
            roles.setdefault(block.id, Role(kind, rule, LISTED, "specific" if kind == "goal" else ""))
    return roles


def read_named_role(document: Document, block: Block) -> Role | None:
    """Return the role that a heading or list item gives itself.

    "Pillar 2: Human capital" is an area, "Overall goal: poverty reduction" the overall goal.
    """
    if block.kind not in ("heading", "list_item"):
        return None
    patterns = read_outline_patterns()
    text = document.text[block.span.start : block.span.end]
    opening = (
        f"{block.number} {text}" if block.number[:1].isalpha() and len(block.number) > LONGEST_MARK else text
    )
    shift = len(text) - len(opening)
    overall = patterns["overall_goal"].match(opening)
    if overall and len(opening) > overall.end() + 1:
        return Role("goal", "outline/overall-goal", NAMED, "overall", skip_gap(text, overall.end() + shift))
    for kind in ("area", "goal"):
        found = patterns[kind].match(opening)
        if found:
            rest = skip_gap(text, found.end() + shift)
            level = "specific" if kind == "goal" else ""
            return Role(kind, f"outline/named-{kind}", NAMED, level, rest if rest < len(text) else 0)
    return None


def skip_gap(text: str, start: int) -> int:
    """Return where the words go on after a colon, dash or bracket."""
    gap = re.compile(r"[\s:.)\]–—-]*").match(text, max(start, 0))
    return gap.end() if gap else start


def list_announced(document: Document, places: Mapping[str, Place]) -> Iterator[tuple[list[Block], str]]:
    """Yield the groups of blocks that a heading or lead-in announces as areas or goals."""
    for heading, children in list_children(document).items():
        block = next(item for item in document.blocks if item.id == heading)
        kind = name_list(document.text[block.span.start : block.span.end])
        if kind:
            yield from check_group(document, choose_group(children), kind)
    lists: dict[str, list[Block]] = {}
    for block in document.blocks:
        place = places[block.id]
        if block.kind == "list_item" and place.parent is None and place.lead_in.rstrip().endswith(":"):
            lists.setdefault(f"{block.section}{place.lead_in}", []).append(block)
    for group in lists.values():
        kind = name_list(places[group[0].id].lead_in)
        if kind:
            yield from check_group(document, group, kind)


def name_list(text: str) -> str:
    """Return what a heading or lead-in announces: "area", "goal" or ""."""
    patterns = read_outline_patterns()
    if patterns["area_list"].search(text):
        return "" if patterns["action_list"].search(text) else "area"
    return "goal" if patterns["goal_list"].search(text) else ""


def choose_group(children: Sequence[Block]) -> list[Block]:
    """Return the blocks under a heading that make its list: sub-headings, or else top list items."""
    headings = [child for child in children if child.kind == "heading"]
    return headings or [child for child in children if child.kind == "list_item" and child.level <= 1]


def check_group(document: Document, group: Sequence[Block], kind: str) -> Iterator[tuple[list[Block], str]]:
    """Yield the group without what cannot be a goal or area, if enough of it is left."""
    patterns = read_outline_patterns()
    unfit = [patterns["not_area"], *([patterns["not_goal"]] if kind == "goal" else [])]
    kept = []
    for block in group:
        text = document.text[block.span.start : block.span.end]
        counted = kind == "goal" and find_quantities(text)  # then it is a target
        if len(text.split()) <= LONGEST_ITEM and not counted and not any(one.match(text) for one in unfit):
            kept.append(block)
    if len(kept) >= FEWEST_SIBLINGS and not (kind == "area" and are_deeds(document, kept)):
        yield kept, kind


def are_deeds(document: Document, items: Sequence[Block]) -> bool:
    """Tell whether most of the items of a list say what to do: "priority areas: • Mend the wells • …".

    Headings that do so may well be areas, since something stands under them.
    """
    verbs = read_statement_cues().action_verbs
    words = [document.text[item.span.start : item.span.end].split(maxsplit=1) for item in items]
    deeds = sum(
        item.kind == "list_item" and bool(opening) and opening[0].lower() in verbs
        for item, opening in zip(items, words, strict=True)
    )
    return 2 * deeds > len(items)
