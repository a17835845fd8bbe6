"""Compare: what extract says of a page against its truth, as counts that can be summed over pages."""

from collections import Counter
from collections.abc import Iterable, Sequence

from extract.records import Block, Document
from tests.extract_truth.prints import PageText, Print, reduce, share_following, take_print
from tests.extract_truth.truth import TrueBlock, TruePage

KINDS = {"p": "paragraph", "row": "table_row", "fn": "footnote", "cap": "caption", "li": "list_item"}
Found = tuple[int, int, int] | None
Counts = Counter[str]


def compare_page(truth: TruePage, document: Document) -> Counts:
    """Return counts of right and asked for: order, whole blocks, kinds, headings, levels, cells, drops."""
    text = PageText(document, truth.page)
    places = find_blocks(truth, text)
    counts: Counts = Counter()
    counts += count_order(truth, places)
    counts += count_blocks(truth, places, document)
    counts += count_headings(truth, places, document)
    counts += count_cells(truth, document)
    counts += count_drops(truth, document)
    return counts


def find_blocks(truth: TruePage, text: PageText) -> list[list[Found]]:
    """Return where each line of each block stands in what was read; footnotes by themselves."""
    places: list[list[Found]] = [[] for _ in truth.blocks]
    for notes in (False, True):
        chosen = [
            index
            for index, block in enumerate(truth.blocks)
            if block.kinds != ("drop",) and ("fn" in block.kinds) == notes
        ]
        found = iter(text.find([line for index in chosen for line in truth.blocks[index].lines]))
        for index in chosen:
            places[index] = [next(found) for _ in truth.blocks[index].lines]
    return places


def count_order(truth: TruePage, places: Sequence[Sequence[Found]]) -> Counts:
    """Return how many neighbouring lines follow each other, of those whose order is given."""
    judged = [
        place[0] if place else None
        for block, found in zip(truth.blocks, places, strict=True)
        if not block.aside and not {"drop", "fn", "any"} & set(block.kinds)
        for place in found
    ]
    right, asked = share_following(judged)
    return Counter(order_right=right, order=asked)


def count_blocks(truth: TruePage, places: Sequence[Sequence[Found]], document: Document) -> Counts:
    """Return how many blocks of the truth are whole, and how many of these bear a right kind."""
    counts: Counts = Counter()
    for index, block in enumerate(truth.blocks):
        if {"drop", "any"} & set(block.kinds) or not block.lines:
            continue
        counts["blocks"] += 1
        owner = find_owner(index, places)
        if owner is None:
            continue
        counts["blocks_whole"] += 1
        counts["kinds_right"] += fits_kind(document.blocks[owner], block.kinds)
    return counts


def find_owner(index: int, places: Sequence[Sequence[Found]]) -> int | None:
    """Return the one block that holds all lines of a block of the truth and no line of another."""
    own = {number for place in places[index] if place for number in place[1:]}
    if len(own) != 1 or None in places[index]:
        return None
    others = {
        number
        for other, found in enumerate(places)
        if other != index
        for place in found
        if place
        for number in place[1:]
    }
    return None if own & others else own.pop()


def fits_kind(block: Block, kinds: Iterable[str]) -> bool:
    """Tell whether a block was taken for what it may be taken for."""
    for kind in kinds:
        if kind[0] == "h" and block.kind in ("heading", "title"):
            return True
        if block.kind == KINDS.get(kind.rstrip("0123456789")):
            return True
    return False


def count_headings(truth: TruePage, places: Sequence[Sequence[Found]], document: Document) -> Counts:
    """Return headings asked for, found, right, and with the right level.

    A heading is right if it holds the lines of the true one and of no other block.
    """
    owners = {
        owner: block
        for index, block in enumerate(truth.blocks)
        if block.levels and block.lines and (owner := find_owner(index, places)) is not None
    }
    neutral = {
        place[1]
        for block, found in zip(truth.blocks, places, strict=True)
        if "any" in block.kinds or (block.levels and not block.is_heading)
        for place in found
        if place
    }
    counts: Counts = Counter(headings=sum(block.is_heading for block in truth.blocks))
    for index, block in enumerate(document.blocks):
        if block.kind != "heading" or block.lines[0].page != truth.page:
            continue
        true = owners.get(index)
        if true is not None and true.is_heading:
            counts += Counter(
                headings_found=1, headings_right=1, levels_right=int(block.level in true.levels)
            )
        elif index not in neutral and has_letters(document, block):
            counts["headings_found"] += 1
    return counts


def has_letters(document: Document, block: Block) -> bool:
    """Tell whether there are letters in a block."""
    return bool(reduce(document.text[block.span.start : block.span.end], "a"))


def count_cells(truth: TruePage, document: Document) -> Counts:
    """Return how many cells stand in the right row with the right words under the right header."""
    counts: Counts = Counter()
    read = [read_row(document, block, truth.page) for block in document.blocks if block.cells]
    start = 0
    for block in truth.blocks:
        if not block.cells or block.kinds != ("row",):
            continue
        counts["cells"] += len(block.cells)
        best = max(
            range(start, len(read)), key=lambda row: (count_right(block, read[row]), -row), default=None
        )
        if best is not None and count_right(block, read[best]):
            counts["cells_right"] += count_right(block, read[best])
            start = best + 1
    return counts


def read_row(document: Document, block: Block, page: int) -> list[tuple[str, str]]:
    """Return header and words of the cells of a row that stand on the page."""
    if not any(line.page == page for line in block.lines):
        return []
    return [(cell.header, document.text[cell.span.start : cell.span.end]) for cell in block.cells]


def count_right(block: TrueBlock, row: Sequence[tuple[str, str]]) -> int:
    """Return how many cells of a row of the truth stand in a row that was read."""
    free = list(row)
    right = 0
    for cell in block.cells:
        for item in free:
            if matches(cell.text, item[1]) and matches(cell.header, item[0]):
                free.remove(item)
                right += 1
                break
    return right


def matches(wanted: Print, text: str) -> bool:
    """Tell whether a text has a fingerprint; an empty one fits an empty text."""
    return take_print(text) == wanted if wanted.length else not reduce(text, "n")


def count_drops(truth: TruePage, document: Document) -> Counts:
    """Return how many pieces of furniture were dropped by name."""
    page = next(page for page in document.pages if page.number == truth.page)
    dropped = "".join(reduce(item.text, "n") for item in page.dropped)
    letters = {"n": dropped, "a": "".join(char for char in dropped if char.isalpha())}
    counts: Counts = Counter()
    for block in truth.blocks:
        if block.kinds == ("drop",):
            counts["drops"] += 1
            counts["drops_right"] += all(stands_in(line, letters[line.form]) for line in block.lines)
    return counts


def stands_in(wanted: Print, letters: str) -> bool:
    """Tell whether a piece of the letters has the fingerprint."""
    size = wanted.length
    return any(
        take_print(letters[start : start + size]).digest == wanted.digest
        for start in range(len(letters) - size + 1)
    )
