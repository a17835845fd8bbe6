"""Settings: what surrounds a statement, as far as it tells what the statement is."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from extract.records import Block, Document
from transform.cues import find_roles_of, read_statement_cues
from transform.parts import is_deed
from transform.sections import Place, find_left_cells, find_places, find_section_roles, list_children
from transform.statement import Statement

SECTION_WORDS = 10  # words of the headings above that a classifier may know
HEADING_WORDS = 8  # of the innermost one, pair by pair
FORMS = ("gerund", "infinitive", "imperative")  # rules of items that open with what is to be done
_WORD = re.compile(r"[a-z0-9]+")
_DECIMAL = re.compile(r"\d+(?:\.\d+)*")
_LEADING = re.compile(r"(\d+(?:\.\d+)*)[.)]?\s*(?=[A-Z])")


class Group(msgspec.Struct):
    """What is printed alike: the items of a list, the cells of a column, the headings of one rank.

    Attributes:
        size: How many there are.
        acting: How many open with something to be done.
        words: How many words they have together.
    """

    size: int = 0
    acting: int = 0
    words: int = 0


class Setting(msgspec.Struct, frozen=True):
    """What surrounds a statement.

    Attributes:
        place: Of its block.
        children: Blocks right under it, if it is a heading.
        position: Share of the document's text before it, 0 to 1.
        pages: Number of pages of the document.
        section_roles: What the headings above announce, the innermost first.
        section_words: Words of the two innermost headings above.
        heading_words: Words of the innermost heading, in its order.
        group: What is printed like its block or cell.
        beneath: Statements of action that stand under its block or cell, whatever stands between.
        near: Those of them that stand under nothing between.
        left: The words of the cells to its left, in lower case.
        fellows: Statements that its sentence makes.
        rank: The how manieth of them it is, from 1.
    """

    place: Place
    children: Sequence[Block]
    position: float
    pages: int
    section_roles: tuple[tuple[str, ...], ...]
    section_words: tuple[str, ...]
    heading_words: tuple[str, ...]
    group: Group
    beneath: int
    near: int
    left: str
    fellows: int
    rank: int


def build_settings(document: Document, statements: Sequence[Statement]) -> Callable[[Statement], Setting]:
    """Return a function that tells what surrounds a statement of the document."""
    places, children = find_places(document), list_children(document)
    groups = count_groups(statements, places)
    heads = find_heads(document, places)
    beneath, near = count_beneath(statements, heads)
    counts, ranks = count_in_sentences(statements)
    columns = find_left_cells(document)
    cells = {
        f"{block.id}/{cell.column}": document.text[cell.span.start : cell.span.end].lower()
        for block in document.blocks
        for cell in block.cells
    }
    length = max(len(document.text), 1)

    def describe(statement: Statement) -> Setting:
        block = statement.passage.block
        place = places[block.id]
        above = [document.text[heading.span.start : heading.span.end].lower() for heading in place.headings]
        words = [word for text in reversed(above[-2:]) for word in _WORD.findall(text)]
        cell = statement.passage.cell
        left = [
            cells[name] for at, name in columns.get(block.id, ()) if cell is not None and at < cell.column
        ]
        return Setting(
            place=place,
            children=children.get(block.id, ()),
            position=block.span.start / length,
            pages=len(document.pages),
            section_roles=find_section_roles(document, place.headings),
            section_words=tuple(sorted(set(words[:SECTION_WORDS]))),
            heading_words=tuple(_WORD.findall(above[-1])[:HEADING_WORDS]) if above else (),
            group=groups[name_group(statement, place)],
            beneath=beneath[name_home(statement)],
            near=near[name_home(statement)],
            left=" ".join(left),
            fellows=counts[name_sentence(statement)],
            rank=ranks[name_phrase(statement)],
        )

    return describe


def count_in_sentences(
    statements: Sequence[Statement],
) -> tuple[Counter[tuple[int, int]], dict[tuple[int, int, int], int]]:
    """Return how many statements each sentence makes, and the how manieth of its sentence each is."""
    counts: Counter[tuple[int, int]] = Counter()
    ranks: dict[tuple[int, int, int], int] = {}
    for statement in statements:
        counts[name_sentence(statement)] += 1
        ranks[name_phrase(statement)] = counts[name_sentence(statement)]
    return counts, ranks


def name_sentence(statement: Statement) -> tuple[int, int]:
    """Return where a statement's sentence stands: character of its passage, token in it."""
    return statement.passage.span.start, statement.sentence.start


def name_phrase(statement: Statement) -> tuple[int, int, int]:
    """Return where a statement stands: character of its passage, first token and end in it."""
    return statement.passage.span.start, statement.phrase.start, statement.phrase.end


def name_group(statement: Statement, place: Place) -> str:
    """Return a name for what is printed like the statement's block or cell."""
    block, cell = statement.passage.block, statement.passage.cell
    above = block.section[-1] if block.section else ""
    if cell is not None:
        return f"table/{block.table}/{cell.column}"
    if block.kind == "list_item":
        opener = place.introduced_by.id if place.introduced_by is not None else ""
        return f"list/{above}/{opener}/{place.parent.id if place.parent is not None else ''}"
    return f"{block.kind}/{above}/{block.level}"


def count_groups(statements: Sequence[Statement], places: Mapping[str, Place]) -> dict[str, Group]:
    """Return what is printed alike, by name, counted by the first statement of each block or cell."""
    groups: dict[str, Group] = defaultdict(Group)
    seen: set[tuple[str, int]] = set()
    for statement in statements:
        block = statement.passage.block
        group = groups[name_group(statement, places[block.id])]
        if (block.id, statement.passage.span.start) in seen:
            continue
        seen.add((block.id, statement.passage.span.start))
        group.size += 1
        group.acting += is_acting(statement)
        group.words += len(statement.sentence)
    return groups


def is_acting(statement: Statement) -> bool:
    """Tell whether a statement opens with something to be done: "Build …", "Building of …", "to build …"."""
    first = statement.phrase[0]
    if (
        statement.rule.removeprefix("statements/") in FORMS
        or first.lower_ in read_statement_cues().action_verbs
    ):
        return True
    return is_deed(first) or statement.commitment == "committed"


def name_home(statement: Statement) -> str:
    """Return a name for the block or cell that a statement stands in."""
    cell, block = statement.passage.cell, statement.passage.block
    return block.id if cell is None else f"{block.id}/{cell.column}"


def find_heads(document: Document, places: Mapping[str, Place]) -> dict[str, tuple[str, ...]]:
    """Return what each block or cell stands under, the nearest first: cells, items, lead-ins, headings.

    A number says it too: "2.1" stands under the block before it that is numbered "2".
    """
    columns = find_left_cells(document)
    numbered: dict[str, str] = {}
    heads: dict[str, tuple[str, ...]] = {}
    for block in document.blocks:
        place = places[block.id]
        number = read_number(document, block)
        upper = numbered.get(number.rpartition(".")[0])
        above = [*list_items_above(place, places), *([upper] if upper else [])]
        above += [heading.id for heading in reversed(place.headings)]
        if number:
            numbered[number] = block.id
        if not block.cells:
            heads[block.id] = tuple(dict.fromkeys(above))
        for cell in block.cells:
            left = [name for at, name in reversed(columns.get(block.id, ())) if at < cell.column]
            heads[f"{block.id}/{cell.column}"] = tuple(dict.fromkeys((*left, *above)))
    return heads


def list_items_above(place: Place, places: Mapping[str, Place]) -> Iterator[str]:
    """Yield the list items that an item is nested under, the nearest first, and the block before the list."""
    while place.parent is not None:
        yield place.parent.id
        place = places[place.parent.id]
    if place.introduced_by is not None:
        yield place.introduced_by.id


def read_number(document: Document, block: Block) -> str:
    """Return the decimal number of a block, as its own or as the first thing in its text, or ""."""
    if _DECIMAL.fullmatch(block.number):
        return block.number
    found = _LEADING.match(document.text, block.span.start, block.span.end)
    return found.group(1) if found is not None else ""


def count_beneath(
    statements: Sequence[Statement], heads: Mapping[str, Sequence[str]]
) -> tuple[Counter[str], Counter[str]]:
    """Return how many blocks and cells of action stand under each block or cell, and how many right under."""
    acting = {name_home(statement) for statement in statements if is_acting(statement)}
    beneath: Counter[str] = Counter()
    near: Counter[str] = Counter()
    for name in sorted(acting):
        beneath.update(heads.get(name, ()))
        near.update(heads.get(name, ())[:1])
    return beneath, near


def list_outer_roles(setting: Setting) -> tuple[str, ...]:
    """Return what the outermost headings announce, whatever stands between."""
    return tuple(sorted({role for roles in setting.section_roles for role in roles}))


def find_left_roles(setting: Setting) -> tuple[str, ...]:
    """Return what the cells to the left announce."""
    return find_roles_of(setting.left) if setting.left else ()
