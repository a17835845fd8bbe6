"""Goals, areas and measures: which phrases of a document say what the policy sets out to do."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from extract.records import Block, Document, Span
from transform.evidence import build_evidence
from transform.features import Setting, list_features
from transform.goal_levels import Goal, choose_overall
from transform.ids import build_mention_id
from transform.language import Passage
from transform.models.linear import read_model
from transform.outline import Role, find_outline_roles
from transform.records import Mention
from transform.sections import (
    Place,
    find_column,
    find_left_cells,
    find_places,
    find_section_roles,
    list_children,
)
from transform.statements import LABEL_LENGTH, Statement, join_statements
from transform.wording import SAME, group_same, list_stems, measure_overlap

MODEL = "statements"
THRESHOLDS = {"area": 0.34, "goal": 0.22, "measure": 0.25}  # best F1 on documents held out in training
HEADING_THRESHOLD = 0.12  # the same for what heads several measures
FEWEST_HEADED = 2  # measures
SECTION_WORDS = 10  # words of the headings above that a classifier may know
_WORD = re.compile(r"[a-z0-9]+")
_PART_NAME = re.compile(
    r"(?:annex|appendix|chapter|section|part)\s+(?:\d+|[IVX]+|[A-H])\s*[:.\u2013\u2014-]\s*", re.IGNORECASE
)

_BARE = re.compile(
    r"(?:(?:policy|strategic|specific|key|priority|main|overall|general)\s+)*"
    r"(?:statement|objective|action|activity|recommendation|strategy|goal|outcome|output|measure|area|pillar|priority"
    r"|component|section|chapter|part|annex|table|figure|box|page|no)s?(?:\s*[#:.-]?\s*(?:\d[\d.]*|[ivxlc]+|[a-h]))?"
    r"|[\d\W]*",
    re.IGNORECASE,
)


class Finding(msgspec.Struct, frozen=True):
    """What a phrase of the document is found to be; spans count characters of `Document.text`."""

    block: Block
    kind: str
    sentence: Span
    phrase: Span
    rule: str
    confidence: float
    level: str = ""
    commitment: str = ""
    negated: bool = False


def find_policy(document: Document, passages: Sequence[Passage]) -> list[Mention]:
    """Return the goals, areas and measures of a document, in the order of its text."""
    roles = find_outline_roles(document)
    statements = join_statements(passages)
    outlined = [
        outline_finding(document, block, roles[block.id]) for block in document.blocks if block.id in roles
    ]
    judged = judge_statements(document, statements, taken=[finding.phrase for finding in outlined])
    findings = drop_nested([*outlined, *judged])
    findings += find_named_again(document, findings)
    findings = set_levels(document.text, sorted(findings, key=lambda finding: finding.phrase))
    keys = build_keys(document, findings)
    return [build_mention(document, finding, key) for finding, key in zip(findings, keys, strict=True)]


def find_named_again(document: Document, findings: Sequence[Finding]) -> list[Finding]:
    """Return the headings that name an area which was found elsewhere: what stands under them is its own."""
    taken = {finding.block.id for finding in findings}
    areas = [
        (list_stems(document.text[item.phrase.start : item.phrase.end]), item.confidence)
        for item in findings
        if item.kind == "area"
    ]
    found = []
    for block in document.blocks:
        if block.kind != "heading" or block.id in taken:
            continue
        phrase = skip_part_name(document.text, block.span)
        stems = list_stems(document.text[phrase.start : phrase.end])
        sure = max((sure for known, sure in areas if measure_overlap(known, stems) >= SAME), default=0.0)
        if sure:
            found.append(Finding(block, "area", block.span, phrase, "outline/named-again", sure))
    return found


def skip_part_name(text: str, span: Span) -> Span:
    """Return the words of a heading after the name of its part: "Adaptation" of "Annex B: Adaptation".

    Where nothing follows it ("Part 2 —"), the heading is its name.
    """
    name = _PART_NAME.match(text, span.start, span.end)
    rest = trim_span(text, Span(name.end() if name else span.start, span.end))
    return rest if rest.end > rest.start else span


def build_keys(document: Document, findings: Sequence[Finding]) -> list[str]:
    """Return a key for each finding, the same for those of a kind that say the same: document and words."""
    keys = [""] * len(findings)
    order = sorted(
        range(len(findings)), key=lambda index: (-findings[index].confidence, findings[index].phrase)
    )
    for kind in sorted({finding.kind for finding in findings}):
        own = [index for index in order if findings[index].kind == kind]
        names = [document.text[findings[index].phrase.start : findings[index].phrase.end] for index in own]
        for index, leader in zip(own, group_same(names), strict=True):
            keys[index] = (
                f"{document.id.removeprefix('doc:')}:{' '.join(_WORD.findall(names[leader].lower()))}"
            )
    return keys


def outline_finding(document: Document, block: Block, role: Role) -> Finding:
    """Return the finding for a block that the document itself names as a goal or an area."""
    start = block.span.start + role.label_start
    phrase = trim_span(document.text, Span(start, min(block.span.end, start + LABEL_LENGTH)))
    return Finding(block, role.kind, block.span, phrase, role.rule, role.confidence, role.level)


def trim_span(text: str, span: Span) -> Span:
    """Return a span without white space and stops at its ends."""
    start, end = span.start, span.end
    while end > start + 1 and text[end - 1] in " .;,:":
        end -= 1
    while start < end - 1 and text[start] in " .;,:":
        start += 1
    return Span(start, end)


def judge_statements(
    document: Document, statements: Sequence[Statement], *, taken: Sequence[Span]
) -> list[Finding]:
    """Return the statements that the model finds to be goals, areas or measures, without those taken.

    What heads several measures counts as an area at a smaller chance: that it groups them speaks for it.
    """
    model = read_model(MODEL)
    settings = build_settings(document)
    findings: list[Finding] = []
    unsure: list[Finding] = []
    for statement in statements:
        phrase = statement.passage.locate(statement.phrase)
        if any(phrase.start < other.end and phrase.end > other.start for other in taken):
            continue
        if not says_something(document.text[phrase.start : phrase.end]):
            continue
        chances = model.predict(list_features(statement, settings(statement)))
        kind = max(sorted(THRESHOLDS), key=lambda name: chances[name])
        if chances[kind] >= THRESHOLDS[kind]:
            findings.append(build_finding(document, statement, kind, chances[kind]))
        elif chances["area"] >= HEADING_THRESHOLD:
            unsure.append(build_finding(document, statement, "area", chances["area"]))
    return findings + find_heads(document, unsure, findings)


def says_something(words: str) -> bool:
    """Tell whether a phrase is more than a number or the name of a part: "Policy Statement 1" is not."""
    return _BARE.fullmatch(words.strip(" .:;#")) is None


def build_finding(document: Document, statement: Statement, kind: str, chance: float) -> Finding:
    """Return what a statement is found to be."""
    phrase = statement.passage.locate(statement.phrase)
    if statement.passage.block.kind == "heading":
        phrase = skip_part_name(document.text, phrase)
    return Finding(
        block=statement.passage.block,
        kind=kind,
        sentence=statement.passage.locate(statement.sentence),
        phrase=phrase,
        rule=statement.rule,
        confidence=round(chance, 4),
        commitment=statement.commitment,
        negated=statement.negated,
    )


def find_heads(document: Document, unsure: Sequence[Finding], findings: Sequence[Finding]) -> list[Finding]:
    """Return those of the unsure areas that head several measures: headings, list items and left cells."""
    heads = {
        name_cell(item.block, item.phrase.start): item
        for item in unsure
        if item.block.kind in ("heading", "list_item", "table_row")
    }
    columns = find_left_cells(document)
    places = find_places(document)
    counts: Counter[str] = Counter()
    for finding in findings:
        if finding.kind == "measure":
            counts.update(list_heads(finding, places, columns))
    return [heads[name] for name in heads if counts[name] >= FEWEST_HEADED]


def name_cell(block: Block, start: int) -> str:
    """Return a name for the block, or for the cell of a table row, in which a place of the text lies."""
    return f"{block.id}/{find_column(block, start)}" if block.cells else block.id


def list_heads(
    finding: Finding, places: Mapping[str, Place], columns: Mapping[str, Sequence[tuple[int, str]]]
) -> Iterator[str]:
    """Yield the names of what a finding stands under: cells to its left, list items, the nearest heading."""
    block = finding.block
    column = find_column(block, finding.phrase.start)
    yield from (name for at, name in columns.get(block.id, ()) if at < column)
    place = places[block.id]
    if place.parent is not None:
        yield place.parent.id
    if place.headings:
        yield place.headings[-1].id


def build_settings(document: Document) -> Callable[[Statement], Setting]:
    """Return a function that tells what surrounds a statement of the document."""
    places, children = find_places(document), list_children(document)
    length = max(len(document.text), 1)

    def describe(statement: Statement) -> Setting:
        block = statement.passage.block
        place = places[block.id]
        above = [document.text[heading.span.start : heading.span.end].lower() for heading in place.headings]
        words = [word for text in reversed(above[-2:]) for word in _WORD.findall(text)]
        return Setting(
            place=place,
            children=children.get(block.id, ()),
            position=block.span.start / length,
            pages=len(document.pages),
            section_roles=find_section_roles(document, place.headings),
            section_words=tuple(sorted(set(words[:SECTION_WORDS]))),
        )

    return describe


def drop_nested(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings without those whose words overlap with a surer one's."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda item: (-item.confidence, item.phrase)):
        phrase = finding.phrase
        if not any(phrase.start < other.phrase.end and phrase.end > other.phrase.start for other in kept):
            kept.append(finding)
    return kept


def set_levels(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings with a level for each goal: one overall goal, the others specific."""
    goals = [finding for finding in findings if finding.kind == "goal"]
    chosen = [goal for goal in goals if goal.level == "overall"]
    if not chosen:
        best = choose_overall([describe_goal(text, goal) for goal in goals])
        chosen = [] if best is None else [goals[best]]
    return [
        msgspec.structs.replace(finding, level="overall" if finding in chosen else "specific")
        if finding.kind == "goal"
        else finding
        for finding in findings
    ]


def describe_goal(text: str, finding: Finding) -> Goal:
    """Return a goal as far as its level depends on it."""
    sentence, phrase = finding.sentence, finding.phrase
    return Goal(
        words=text[phrase.start : phrase.end],
        sentence=text[sentence.start : sentence.end],
        rule=finding.rule,
        confidence=finding.confidence,
    )


def build_mention(document: Document, finding: Finding, key: str) -> Mention:
    """Return the mention for a finding."""
    name = document.text[finding.phrase.start : finding.phrase.end]
    attributes = {
        "level": finding.level,
        "number": finding.block.number if any(mark.isalnum() for mark in finding.block.number) else "",
        "commitment": finding.commitment if finding.kind in ("measure", "target") else "",
        "negated": "true" if finding.negated and finding.kind == "measure" else "",
    }
    return Mention(
        id=build_mention_id(finding.kind, key, finding.phrase.start, finding.phrase.end),
        kind=finding.kind,
        name=name,
        key=key,
        rule=finding.rule,
        confidence=finding.confidence,
        evidence=build_evidence(document, finding.block, finding.sentence, finding.phrase),
        attributes=tuple(sorted((name, value) for name, value in attributes.items() if value)),
    )
