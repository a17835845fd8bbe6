"""Judging: which statements of a document are its goals, areas and measures, by a model and their place."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from extract.records import Block, Document, Span
from transform.columns import NONE, find_column_kinds
from transform.cues import find_roles_of
from transform.features import list_features, name_subject
from transform.mentions.target_values import find_quantities
from transform.models.linear import LinearModel
from transform.review import find_review
from transform.sections import find_column, find_places
from transform.setting import build_settings, find_heads, name_home
from transform.spans import Taken
from transform.statement import Statement

THRESHOLDS = {"area": 0.25, "goal": 0.33, "measure": 0.2}  # best F1 on documents held out in training
TARGET_THRESHOLD = 0.4  # the same for what is likelier a target than any of these, and names a quantity
TELLING_THRESHOLD = 0.6  # the same for what is told of others in the present: "Many people live in poverty"
BEST_GOAL = 0.12  # the same for the likeliest goal of a document: hardly a policy has none
HEADING_THRESHOLD = 0.2  # the same for what heads two measures
MANY_THRESHOLD = 0.1  # the same for what heads many
LISTED_THRESHOLD = (
    0.1  # the same for an area that is one of several in a list of titles or of parts of the plan
)
FEWEST_HEADED, MANY_HEADED = 2, 3  # measures
FEWEST_LISTED = 2  # one is no list
NAMED_WEIGHT, UNNAMED_WEIGHT = 8.0, 0.15  # of the kind that a column's header names, and of the other kinds
REVIEW_THRESHOLD = 0.9  # in the chapters of a long policy that tell how things are and what there is already
WHOLE = (
    "nominal",
    "gerund",
    "imperative",
    "infinitive",
    "participle",
    "title",
    "enumerated",
    "programme",
)
NO_HEADS = ("apparatus", "method", "context", "review")
_PART_NAME = re.compile(
    r"(?:annex|appendix|chapter|section|part)\s+(?:\d+|[IVX]+|[A-H])\s*[:.\u2013\u2014-]\s*", re.IGNORECASE
)
_BARE = re.compile(
    r"(?:(?:policy|strategic|specific|key|priority|main|overall|general|planned|proposed)\s+)*"
    r"(?:statement|objective|action|activity|recommendation|strategy|goal|outcome|output|measure|area|pillar|priority"
    r"|component|section|chapter|part|annex|table|figure|box|page|no|description|contribution|intervention|step"
    r"|activitie|strategie|prioritie|co-benefit)"
    r"s?(?:\s*[#:.-]?\s*(?:\d[\d.]*|[ivxlc]+|[a-h]))?|[\d\W]*",
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


Judged = tuple[Statement, Finding]


def judge_statements(
    document: Document, statements: Sequence[Statement], model: LinearModel, *, taken: Sequence[Span]
) -> list[Finding]:
    """Return the statements that are goals, areas, measures or targets, without those whose words are taken.

    A model gives each its chances. What heads several measures, or is one of a list of titles, counts as an
    area at a smaller chance: that it groups them speaks for it.
    """
    settings = build_settings(document, statements)
    review, columns = find_review(document), find_column_kinds(document)
    spoken_for = Taken(taken)
    sure: list[Judged] = []
    unsure: list[Judged] = []
    for statement in statements:
        phrase = statement.passage.locate(statement.phrase)
        if spoken_for.overlaps(phrase):
            continue
        if not says_something(document.text[phrase.start : phrase.end]):
            continue
        predicted = model.predict(list_features(statement, settings(statement)))
        chances = weigh_column(predicted, find_column_kind(statement, columns))
        kinds = sorted(THRESHOLDS) if is_whole(statement) else sorted(set(THRESHOLDS) - {"area"})
        counted = ["target"] if find_quantities(statement.phrase.text) else []
        kind = max([*kinds, *counted], key=lambda name: chances[name])
        reviewed = statement.passage.block.id in review
        least = TELLING_THRESHOLD if is_telling(statement) else THRESHOLDS.get(kind, TARGET_THRESHOLD)
        if chances[kind] >= (REVIEW_THRESHOLD if reviewed else least):
            sure.append((statement, build_finding(document, statement, kind, chances[kind])))
        elif not reviewed and kind in THRESHOLDS and not is_telling(statement):
            unsure += [(statement, build_finding(document, statement, name, chances[name])) for name in kinds]
    return list(place_findings(document, statements, sure, unsure))


def find_column_kind(statement: Statement, columns: Mapping[tuple[int, int], str]) -> str:
    """Return the kind that the header above a statement's cell names, or ""; of a header itself none."""
    cell = statement.passage.cell
    if cell is None or not cell.header:
        return ""
    return columns.get((statement.passage.block.table, cell.column), "")


def weigh_column(chances: Mapping[str, float], named: str) -> Mapping[str, float]:
    """Return the chances of a cell's statement, given the kind that the header of its column names.

    A header such as "Key actions" speaks for its kind and against the others; that nothing is said stays
    as likely as it was.
    """
    if not named:
        return chances
    factors = dict.fromkeys(chances, UNNAMED_WEIGHT) | {NONE: 1.0, named: NAMED_WEIGHT}
    weighed = {kind: chance * factors[kind] for kind, chance in chances.items()}
    total = sum(weighed.values())
    return {kind: chance / total for kind, chance in weighed.items()}


def place_findings(
    document: Document, statements: Sequence[Statement], sure: Sequence[Judged], unsure: Sequence[Judged]
) -> Iterator[Finding]:
    """Yield what is sure, the areas that it stands under, and the likeliest goal if none is sure."""
    findings = [item for _, item in sure]
    headed = count_headed(document, findings, statements)
    yield from (raise_head(finding, headed) for finding in findings)
    yield from find_best_goal(findings, [item for _, item in unsure])
    areas = [(statement, item) for statement, item in unsure if item.kind == "area"]
    yield from find_listed(areas)
    yield from find_group_heads(areas, headed)


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


def skip_part_name(text: str, span: Span) -> Span:
    """Return the words of a heading after the name of its part: "Adaptation" of "Annex B: Adaptation".

    Where nothing follows it ("Part 2 \u2014"), the heading is its name.
    """
    name = _PART_NAME.match(text, span.start, span.end)
    rest = trim_span(text, Span(name.end() if name else span.start, span.end))
    return rest if rest.end > rest.start else span


def trim_span(text: str, span: Span) -> Span:
    """Return a span without white space and stops at its ends."""
    start, end = span.start, span.end
    while end > start + 1 and text[end - 1] in " .;,:":
        end -= 1
    while start < end - 1 and text[start] in " .;,:":
        start += 1
    return Span(start, end)


def find_best_goal(findings: Sequence[Finding], unsure: Sequence[Finding]) -> list[Finding]:
    """Return the likeliest of the unsure goals, if none is sure."""
    if any(item.kind == "goal" for item in findings):
        return []
    goals = [item for item in unsure if item.kind == "goal" and item.confidence >= BEST_GOAL]
    return sorted(goals, key=lambda item: (-item.confidence, item.phrase))[:1]


def find_listed(unsure: Sequence[tuple[Statement, Finding]]) -> Iterator[Finding]:
    """Yield the unsure areas that are titles of the items of one list, or parts that one sentence counts up.

    "• Mend the harbour - by dredging the basin", "three priorities: clean water, safe roads, better schools"
    """
    lists: dict[str, list[Finding]] = defaultdict(list)
    for statement, item in unsure:
        block = item.block
        if statement.rule == "statements/title" and block.kind == "list_item" and len(statement.phrase) > 1:
            lists[f"{block.section}{block.level}"].append(item)
        elif statement.rule == "statements/enumerated":
            lists[f"{block.id}/{item.sentence.start}"].append(item)
    for items in lists.values():
        if len(items) >= FEWEST_LISTED:
            yield from (item for item in items if item.confidence >= LISTED_THRESHOLD)


def is_telling(statement: Statement) -> bool:
    """Tell whether a statement says in the present what others than the policy and those named in it do."""
    return statement.rule == "statements/present" and name_subject(statement) in ("other", "pointing")


def is_whole(statement: Statement) -> bool:
    """Tell whether a statement is a heading, item, cell or name, and no clause of a sentence."""
    return statement.rule.removeprefix("statements/") in WHOLE


def raise_head(finding: Finding, headed: Mapping[str, int]) -> Finding:
    """Return a measure that heads several others as the area that it is to them; others as they are."""
    if finding.kind != "measure" or finding.rule.removeprefix("statements/") not in WHOLE:
        return finding
    name = f"{finding.block.id}/{find_column(finding.block, finding.phrase.start)}"
    amount = headed.get(name if finding.block.cells else finding.block.id, 0)
    return msgspec.structs.replace(finding, kind="area") if amount >= FEWEST_HEADED else finding


def find_group_heads(
    unsure: Sequence[tuple[Statement, Finding]], headed: Mapping[str, int]
) -> Iterator[Finding]:
    """Yield the unsure areas that head measures: headings, list items, titles of lists and left cells."""
    for statement, item in unsure:
        amount = headed.get(name_home(statement), 0)
        roles = find_roles_of(statement.phrase.text)[:1]
        if not is_whole(statement) or (roles and roles[0] in NO_HEADS):
            continue
        least = MANY_THRESHOLD if amount >= MANY_HEADED else HEADING_THRESHOLD
        if amount >= FEWEST_HEADED and item.confidence >= least:
            yield item


def count_headed(
    document: Document, findings: Sequence[Finding], statements: Sequence[Statement]
) -> Mapping[str, int]:
    """Return how many measures stand right under each block or cell that says something, by its name."""
    heads = find_heads(document, find_places(document))
    names = {statement.passage.locate(statement.phrase): name_home(statement) for statement in statements}
    bare = {
        block.id
        for block in document.blocks
        if not says_something(document.text[block.span.start : block.span.end])
    }
    counts: Counter[str] = Counter()
    for home in {names[item.phrase] for item in findings if item.kind == "measure" and item.phrase in names}:
        counts.update([head for head in heads.get(home, ()) if head not in bare][:1])
    return counts
