"""Covered text: which of pdfium's text objects nobody sees, and which say again what another one says."""

import ctypes
from collections.abc import Collection, Iterable, Mapping, Sequence

from extract.drawn import MOST_GROUNDS, Drawn, find_bounds, find_colour, find_ground, is_clipped_away
from extract.frames import Frame, frame_box
from extract.glyphs import Glyph
from extract.pdfium_calls import get_font, get_object_matrix, get_text_mode
from extract.unseen import SMALLEST, Ground, Ink, Strips, View, box_glyphs, find_doubtful, find_unseen

HIDDEN = 3  # render mode of text that leaves no ink
FILLED = frozenset({0, 4})  # render modes of text that its fill colour alone shows


def find_twins(left_out: Sequence[int], shown: Iterable[int]) -> dict[int, int]:
    """Return for each text object that pdfium leaves out the one shown that it repeats, 0 if none is found.

    pdfium leaves out what is printed over the same words in the same font, at most a letter beside it.
    """
    if not left_out:
        return {}
    places: dict[tuple[int, int], list[tuple[float, int]]] = {}
    for owner in shown:
        x, y = find_place(owner)
        places.setdefault((get_font(owner), round(y)), []).append((x, owner))
    twins = {}
    for owner in left_out:
        x, y = find_place(owner)
        font = get_font(owner)
        near = [item for row in (-1, 0, 1) for item in places.get((font, round(y) + row), ())]
        twins[owner] = min(near, key=lambda item: abs(item[0] - x))[1] if near else 0
    return twins


def find_place(owner: int) -> tuple[float, float]:
    """Return where a text object begins, in the space of the page or form that it stands in."""
    numbers = (ctypes.c_float * 6)()
    get_object_matrix(owner, ctypes.addressof(numbers))
    return numbers[4], numbers[5]


def list_unseen(
    drawn: Drawn, runs: Mapping[int, Sequence[Glyph]], twins: Iterable[int], frame: Frame, view: View
) -> set[int]:
    """Return the text objects that nobody sees; of two that are the same, the other may be seen.

    Args:
        drawn: What is drawn on the page.
        runs: The glyphs of each text object that has any.
        twins: Text objects that are there twice.
        frame: Where they stand on the page as shown.
        view: The page as shown.
    """
    modes = {owner: get_text_mode(owner) for owner in drawn.texts if owner in runs}
    colours = {owner: find_colour(owner) for owner, mode in modes.items() if mode in FILLED}
    plain = len(drawn.grounds) <= MOST_GROUNDS
    behind = {item.order: find_ground(item) for item in drawn.grounds} if plain else {}
    doubtful = find_doubtful(colours.values(), behind.values())
    small = {owner for owner in modes if runs[owner][0].size < SMALLEST}
    judged = [owner for owner in modes if owner in small or colours.get(owner) in doubtful]
    if HIDDEN in modes.values():
        judged = list(modes)
    unseen = find_clipped(runs, set(twins), view)
    if not judged:
        return unseen
    inks = [
        Ink(
            box_glyphs(runs[owner]),
            runs[owner][0].size,
            colours.get(owner),
            modes[owner] == HIDDEN,
            drawn.texts[owner],
        )
        for owner in judged
    ]
    grounds = [
        Ground(frame_box(find_bounds(item.handle), frame), behind.get(item.order), item.pictured, item.order)
        for item in drawn.grounds
    ]
    hidden = find_unseen(inks, grounds, view)
    return unseen | {owner for owner, hides in zip(judged, hidden, strict=True) if hides}


def find_clipped(runs: Mapping[int, Sequence[Glyph]], twins: Collection[int], view: View) -> set[int]:
    """Return the text objects that a clip leaves nothing of, but for cut off ends of words."""
    clipped = [owner for owner in runs if owner not in twins and is_clipped_away(owner)]
    if not clipped:
        return set()
    seen = Strips([box_glyphs(glyphs) for owner, glyphs in runs.items() if owner not in clipped])
    boxes = {owner: box_glyphs(runs[owner]) for owner in clipped}
    return {
        owner
        for owner, box in boxes.items()
        if view.is_flat(box) and not seen.continues(box, runs[owner][0].size)
    }
