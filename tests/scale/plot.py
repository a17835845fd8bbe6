"""Draw curves on logarithmic axes as an SVG."""

import math
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

WIDTH, HEIGHT, EDGE = 720, 440, 60  # units of the drawing
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")  # told apart by the colour-blind
Curve = Sequence[tuple[float, float]]


def draw_plot(curves: Mapping[str, Curve]) -> str:
    """Return a drawing of curves whose points are (x, y), both above zero."""
    points = [point for curve in curves.values() for point in curve]
    across = find_decades([x for x, _ in points])
    up = find_decades([y for _, y in points])
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    for decade in range(across[0], across[1] + 1):
        x = place(10.0**decade, across, EDGE, WIDTH - EDGE)
        parts.append(draw_line(x, EDGE, x, HEIGHT - EDGE))
        parts.append(draw_text(x, HEIGHT - EDGE + 18, f"{10.0**decade:g}", "middle"))
    for decade in range(up[0], up[1] + 1):
        y = place(10.0**decade, up, HEIGHT - EDGE, EDGE)
        parts.append(draw_line(EDGE, y, WIDTH - EDGE, y))
        parts.append(draw_text(EDGE - 6, y + 4, f"{10.0**decade:g}", "end"))
    for index, (name, curve) in enumerate(curves.items()):
        colour = COLOURS[index % len(COLOURS)]
        placed = [(place(x, across, EDGE, WIDTH - EDGE), place(y, up, HEIGHT - EDGE, EDGE)) for x, y in curve]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in placed]
        parts.append(draw_text(EDGE + 8, EDGE - 40 + 16 * index, name, "start", colour))
    return "\n".join([*parts, "</svg>\n"])


def find_decades(values: Sequence[float]) -> tuple[int, int]:
    """Return the powers of ten that enclose values."""
    low = math.floor(math.log10(min(values)))
    return low, max(math.ceil(math.log10(max(values))), low + 1)


def place(value: float, decades: tuple[int, int], first: float, last: float) -> float:
    """Return where a value stands on an axis between two ends."""
    share = (math.log10(value) - decades[0]) / (decades[1] - decades[0])
    return first + share * (last - first)


def draw_line(x0: float, y0: float, x1: float, y1: float) -> str:
    """Return a line of the grid."""
    return f'<line x1="{x0:.1f}" y1="{y0:.1f}" x2="{x1:.1f}" y2="{y1:.1f}" stroke="#ddd"/>'


def draw_text(x: float, y: float, text: str, anchor: str, colour: str = "#333") -> str:
    """Return a label."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="12" text-anchor="{anchor}" fill="{colour}">'
        f"{escape(text)}</text>"
    )
