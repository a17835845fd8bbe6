"""Evidence: from a range of characters to the sentence, the page and the boxes that show it."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection

from extract.records import BBox, Block, Document, Line, Span
from transform.records import Evidence, Region


def find_regions(block: Block, span: Span) -> tuple[Region, ...]:
    """Return one box for each printed line of the block that the span touches, to the word."""
    regions = []
    for line in block.lines:
        if line.words and (line.words[-1].end <= span.start or line.words[0].start >= span.end):
            continue
        words = [word for word in line.words if word.start < span.end and word.end > span.start]
        if words:
            x0, x1 = min(word.x0 for word in words), max(word.x1 for word in words)
            regions.append(Region(line.page, BBox(x0, line.bbox.top, x1, line.bbox.bottom)))
        elif not line.words and line.span.start < span.end and line.span.end > span.start:
            regions.append(Region(line.page, line.bbox))
    return tuple(regions)


def find_page(block: Block, offset: int) -> int:
    """Return the page of the block's line that holds the character; 1 for a block without lines."""
    lines: tuple[Line, ...] = block.lines
    if not lines:
        return 1
    index = bisect_right([line.span.start for line in lines], offset) - 1
    return lines[max(index, 0)].page


def build_evidence(document: Document, block: Block, span: Span, focus: Span | None = None) -> Evidence:
    """Return evidence for `focus` (the whole span if none is given) within a block.

    Raises:
        ValueError: If the span leaves the block or the focus the span.
    """
    focus = focus or span
    inside = block.span.start <= span.start <= focus.start < focus.end <= span.end <= block.span.end
    if not inside:
        raise ValueError(f"evidence {span} / {focus} does not lie in block {block.id} {block.span}")
    page, regions = find_page(block, focus.start), find_regions(block, focus)
    return Evidence(
        document_id=document.id,
        page=page,
        span=span,
        quote=document.text[span.start : span.end],
        focus=focus,
        regions=regions,
        ocr=is_ocr(document, {page, *(region.page for region in regions)}),
    )


def is_ocr(document: Document, numbers: Collection[int]) -> bool:
    """Tell whether any of these pages was read by OCR."""
    pages = document.pages
    places = ((bisect_left(pages, number, key=lambda page: page.number), number) for number in numbers)
    return any(
        at < len(pages) and pages[at].number == number and "ocr" in pages[at].flags for at, number in places
    )
