"""Inspection: a page's picture with all that was understood of it drawn on it as boxes, and a legend."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from PIL import Image, ImageDraw, ImageFont

from extract.records import BBox, Block, Document, Line, Page

DPI = 120
POINTS = 72  # to the inch
PALE = 0.45  # of the page's ink that is taken away, so that boxes stand out
LEGEND_WIDTH = 330  # pixels
TEXT_SIZE, TAG_SIZE, ROW = (
    15,
    12,
    22,
)  # pixels: type of the legend, of the tags, height of a row of the legend
TINT = 28  # of 255: how much of a block's colour lies over it
DASH = 6  # pixels
INK, GREY, WHITE = (20, 20, 20), (120, 120, 120), (255, 255, 255)
PATH = (90, 90, 90)  # colour of the line that follows the reading order
Colour = tuple[int, int, int]
# Told apart by people with colour-blindness too (Okabe and Ito, 2008).
COLOURS: dict[str, Colour] = {
    "title": (204, 121, 167),
    "heading": (213, 94, 0),
    "paragraph": (0, 114, 178),
    "list_item": (0, 158, 115),
    "table_row": (181, 137, 0),
    "footnote": (86, 180, 233),
    "caption": (110, 70, 160),
}


class Shape(msgspec.Struct, frozen=True):
    """A block as it stands on one page: its place in reading order, and its boxes in points.

    `frame` goes around all of it, `parts` are the cells of a table row.
    """

    order: int
    kind: str
    label: str
    frame: BBox
    parts: tuple[BBox, ...] = ()


def list_shapes(document: Document, number: int) -> list[Shape]:
    """Return the blocks of a page in reading order."""
    shapes: list[Shape] = []
    for block in document.blocks:
        lines = [line for line in block.lines if line.page == number and line.words]
        if lines:
            order = len(shapes) + 1
            label = f"{order} {name_block(block)}"
            frame = enclose(line.bbox for line in lines)
            shapes.append(Shape(order, block.kind, label, frame, tuple(list_cells(block, lines))))
    return shapes


def name_block(block: Block) -> str:
    """Return a block's kind in words, with its level and number."""
    level = f" {block.level}" if block.level else ""
    number = f" ({block.number})" if block.number else ""
    return f"{block.kind.replace('_', ' ')}{level}{number}"


def list_cells(block: Block, lines: Sequence[Line]) -> Iterator[BBox]:
    """Yield the boxes of a table row's cells."""
    for cell in block.cells:
        inside = [line.bbox for line in lines if cell.span.start <= line.span.start < cell.span.end]
        if inside:
            yield enclose(inside)


def enclose(boxes: Iterable[BBox]) -> BBox:
    """Return the box around boxes."""
    known = list(boxes)
    return BBox(
        min(box.x0 for box in known),
        min(box.top for box in known),
        max(box.x1 for box in known),
        max(box.bottom for box in known),
    )


def draw_inspection(picture: Image.Image, document: Document, page: Page) -> Image.Image:
    """Return the picture of a page with its blocks and what was dropped drawn on it, and a legend beside it.

    Args:
        picture: Of the whole page, in any size.
        document: That the page belongs to.
        page: The page.
    """
    shapes = list_shapes(document, page.number)
    pale = Image.blend(picture.convert("RGB"), Image.new("RGB", picture.size, WHITE), PALE)
    drawn = draw_boxes(pale, shapes, page)
    sheet = Image.new("RGB", (drawn.width + LEGEND_WIDTH, max(drawn.height, 600)), WHITE)
    sheet.paste(drawn, (0, 0))
    draw_legend(ImageDraw.Draw(sheet), drawn.width + 16, list_legend(document, page, shapes))
    return sheet


def draw_boxes(picture: Image.Image, shapes: Sequence[Shape], page: Page) -> Image.Image:
    """Return the picture with boxes around blocks and what was dropped, joined in reading order."""
    scale = picture.width / max(page.width, 1.0)
    layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    for item in page.dropped:
        draw_dashed(draw, to_pixels(item.bbox, scale))
    for shape in shapes:
        colour = COLOURS[shape.kind]
        draw.rectangle(
            to_pixels(shape.frame, scale, 2), fill=(*colour, TINT), outline=(*colour, 255), width=2
        )
        for part in shape.parts:
            draw.rectangle(to_pixels(part, scale, 1), outline=(*colour, 160))
    starts = [to_pixels(shape.frame, scale)[:2] for shape in shapes]
    if len(starts) > 1:
        draw.line(starts, fill=(*PATH, 150), width=2)
    for item in page.dropped:
        x0, _, _, bottom = to_pixels(item.bbox, scale)
        draw_tag(draw, (x0, bottom), item.reason.replace("_", " "), GREY)
    for shape, (x, y) in zip(shapes, starts, strict=True):
        room = measure_tag(shape.label) / scale
        beside = BBox(shape.frame.x0 - room, shape.frame.top, shape.frame.x0, shape.frame.top + 1)
        hidden = any(meet(beside, other.frame) for other in shapes if other is not shape)
        draw_tag(draw, (x, y), str(shape.order) if hidden else shape.label, COLOURS[shape.kind])
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")


def meet(one: BBox, other: BBox) -> bool:
    """Tell whether two boxes overlap."""
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    return across > 0 and min(one.bottom, other.bottom) > max(one.top, other.top)


def measure_tag(text: str) -> int:
    """Return the width of a label in pixels."""
    return int(ImageFont.load_default(TAG_SIZE).getlength(text)) + 6


def to_pixels(box: BBox, scale: float, margin: int = 0) -> tuple[int, int, int, int]:
    """Return a box in pixels, a margin wider on each side."""
    return (
        round(box.x0 * scale) - margin,
        round(box.top * scale) - margin,
        max(round(box.x1 * scale), round(box.x0 * scale) + 1) + margin,
        max(round(box.bottom * scale), round(box.top * scale) + 1) + margin,
    )


def draw_dashed(draw: ImageDraw.ImageDraw, box: tuple[int, int, int, int]) -> None:
    """Draw a box of grey dashes with a line through it."""
    x0, top, x1, bottom = box
    for x in range(x0, x1, 2 * DASH):
        for y in (top, bottom):
            draw.line([(x, y), (min(x + DASH, x1), y)], fill=(*GREY, 255), width=2)
    for y in range(top, bottom, 2 * DASH):
        for x in (x0, x1):
            draw.line([(x, y), (x, min(y + DASH, bottom))], fill=(*GREY, 255), width=2)
    draw.line([(x0, (top + bottom) // 2), (x1, (top + bottom) // 2)], fill=(*GREY, 130), width=1)


def draw_tag(draw: ImageDraw.ImageDraw, place: tuple[int, int], text: str, colour: Colour) -> None:
    """Draw a small label that ends at a place, or begins at the edge of the picture."""
    font, width = ImageFont.load_default(TAG_SIZE), measure_tag(text)
    x, y = max(place[0] - width - 3, 0), max(place[1] - 2, 0)
    draw.rectangle((x, y, x + width, y + TAG_SIZE + 4), fill=(*colour, 235))
    draw.text((x + 3, y + 1), text, fill=(*WHITE, 255), font=font)


def list_legend(document: Document, page: Page, shapes: Sequence[Shape]) -> list[tuple[str, Colour | None]]:
    """Return the rows of the legend, each with its colour if it explains one."""
    kinds = Counter(shape.kind for shape in shapes)
    dropped = Counter(item.reason for item in page.dropped)
    rows: list[tuple[str, Colour | None]] = [
        (shorten(document.source), None),
        (f"page {page.number} of {len(document.pages)}, {page.width:g} x {page.height:g} points", None),
    ]
    rows += [(flag.replace("_", " "), None) for flag in page.flags]
    rows += [(f"{page.sureness:.0%} sure of its words", None)] if page.sureness < 1 else []
    rows += [("", None), ("blocks, numbered in reading order", None)]
    rows += [(f"{kind.replace('_', ' ')}: {kinds[kind]}", colour) for kind, colour in COLOURS.items()]
    rows += [("line: from block to block", PATH), ("", None), ("dropped from the text (lines)", None)]
    rows += [(f"{reason.replace('_', ' ')}: {count}", GREY) for reason, count in sorted(dropped.items())]
    return rows if dropped else [*rows, ("nothing", None)]


def shorten(text: str) -> str:
    """Return a text that fits the width of the legend."""
    most = 2 * LEGEND_WIDTH // TEXT_SIZE - 4
    return text if len(text) <= most else f"{text[: most - 1]}…"


def draw_legend(draw: ImageDraw.ImageDraw, x: int, rows: Sequence[tuple[str, Colour | None]]) -> None:
    """Draw the rows of a legend one below the other."""
    font = ImageFont.load_default(TEXT_SIZE)
    for index, (text, colour) in enumerate(rows):
        top = 16 + index * ROW
        if colour:
            draw.rectangle((x, top, x + 14, top + 14), outline=colour, fill=blend(colour), width=2)
        draw.text((x + (22 if colour else 0), top - 2), text, fill=INK, font=font)


def blend(colour: Colour) -> Colour:
    """Return a colour made pale."""
    red, green, blue = (round(255 - (255 - part) * 0.35) for part in colour)
    return red, green, blue
