import pytest

from load.html import read_page_file
from load.style import MOST_SIZE, STYLES, size_of, split_colour
from transform.schema import read_schema

LEAST_CONTRAST = 3.0  # WCAG 2.2, 1.4.11, of graphics


def luminance(colour: str) -> float:
    parts = [part / 255 for part in split_colour(colour)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_kind_has_a_style():
    assert set(STYLES) == set(read_schema().kinds)


@pytest.mark.parametrize("kind", STYLES)
def test_colours_stand_out_from_white(kind: str):
    assert 1.05 / (luminance(STYLES[kind].colour) + 0.05) >= LEAST_CONTRAST


def test_every_kind_has_a_colour_and_an_icon_of_its_own():
    assert len({style.colour for style in STYLES.values()}) == len(STYLES)
    assert len({style.icon for style in STYLES.values()}) == len(STYLES)


@pytest.mark.parametrize("kind", STYLES)
def test_the_page_can_draw_the_icon(kind: str):
    assert f"  {STYLES[kind].icon}(ctx, x, y, r) {{" in read_page_file("icons.js")


def test_sizes_grow_with_ties_up_to_a_limit():
    assert size_of(0) < size_of(1) < size_of(20) < size_of(10_000) == MOST_SIZE
