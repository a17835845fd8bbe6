"""Reading: short views of a document, to compare with what was drawn."""

from hypothesis import settings

from extract.records import Block, Document

QUICK = settings(max_examples=60, deadline=None, derandomize=True)
"""The same examples every time, and no clock."""

SPRINGS = (
    "The council keeps a register of every spring in the valley and reads it out each autumn so that "
    "the herders can plan the moves of their flocks and the families know where the water is good."
)
PATHS = (
    "Rangers walk the paths between the camps in each season and write down what they have seen along "
    "the way for those who come after them in the next year."
)
FENCES = (
    "Where a fence has fallen the nearest family sends word to the warden and mends what it can before "
    "the animals come down from the hills to drink at the end of the day."
)


def cite(document: Document, block: Block) -> str:
    """Return the words of a block."""
    return document.text[block.span.start : block.span.end]


def list_texts(document: Document, *kinds: str) -> list[str]:
    """Return the words of all blocks, or of those of some kinds."""
    return [cite(document, block) for block in document.blocks if not kinds or block.kind in kinds]


def list_kinds(document: Document) -> list[str]:
    """Return the kinds of all blocks."""
    return [block.kind for block in document.blocks]


def find_block(document: Document, words: str) -> Block:
    """Return the block that begins with the words."""
    return next(block for block in document.blocks if cite(document, block).startswith(words))


def name_sections(document: Document, block: Block) -> list[str]:
    """Return the headings that a block stands under, outermost first."""
    blocks = {item.id: item for item in document.blocks}
    return [cite(document, blocks[name]) for name in block.section]


def list_dropped(document: Document) -> list[tuple[int, str, str]]:
    """Return page, reason and words of all that was dropped."""
    return [(page.number, item.reason, item.text) for page in document.pages for item in page.dropped]
