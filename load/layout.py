"""Layout: a logical framework in the middle, lanes of sectors, actors and the rest at its sides."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from load.cards import Card, measure_card
from load.panes import (
    AISLE,
    GAP,
    Frame,
    Pane,
    list_frames,
    list_spots,
    measure_heights,
    pack_rows,
    put_frame,
    put_head,
    stack_cards,
    stack_panes,
)
from load.style import STYLES
from load.tree import TREE_KINDS, Tree, build_tree
from transform.records import Facts

LEFT_LANES = ("issue", "actor")
RIGHT_LANES = ("sector", "sdg", "framework", "place")
SCREEN_WIDTH, SCREEN_HEIGHT = 1240.0, 820.0  # points: the drawing's share of a usual window
# Shares of the side of a square with the area of all cards. All pairs are tried, and the layout that can be
# shown largest on the screen wins.
ROW_SHARES = (0.4, 0.7, 1.0, 1.4, 2.0)
COLUMN_SHARES = (0.3, 0.5, 0.8, 1.2, 1.8)
HEAD_KINDS = ("goal", "area")  # with entities under them they head columns of their own
MOST_NESTED = 5  # levels of heads; deeper ones go into the column of the last


class Layout(msgspec.Struct, frozen=True):
    """Where the middle of each card stands, in points, y downwards, and the frames behind them."""

    places: Mapping[str, tuple[float, float]]
    frames: tuple[Frame, ...] = ()
    width: float = 0.0
    height: float = 0.0


class Scene(msgspec.Struct, frozen=True):
    """What every layout of one graph needs to know of it."""

    kinds: Mapping[str, str]
    cards: Mapping[str, Card]
    tree: Tree
    neighbours: Mapping[str, Sequence[str]]


class Room(msgspec.Struct, frozen=True):
    """How wide a row of columns and how high a column may be, in points."""

    width: float
    height: float


def build_scene(facts: Facts) -> Scene:
    """Return what is needed to lay out any part of the facts."""
    neighbours: dict[str, list[str]] = defaultdict(list)
    for relation in facts.relations:
        neighbours[relation.source].append(relation.target)
        neighbours[relation.target].append(relation.source)
    return Scene(
        kinds={entity.id: entity.kind for entity in facts.entities},
        cards={entity.id: measure_card(entity) for entity in facts.entities},
        tree=build_tree(facts),
        neighbours=neighbours,
    )


def lay_out(scene: Scene, shown: Iterable[str]) -> Layout:
    """Return the layout of the entities shown that can be seen largest on the screen."""
    names = sorted(shown, key=scene.tree.order.__getitem__)
    scene = narrow_scene(scene, names)
    columns = Columns(scene, [name for name in names if scene.kinds[name] in TREE_KINDS])
    heads = columns.part("", 0).heads
    blocks: dict[str, Pane] = {}
    if len(heads) > 1:
        for head in heads:
            rooms = list_rooms(scene, [name for name, _ in list_flow(head, columns.children)])
            blocks[head] = pick_largest(arrange(head, columns, room, {}) for room in rooms)
    lanes: dict[str, list[str]] = defaultdict(list)
    for name in names:
        lanes[scene.kinds[name]].append(name)
    rooms = list_rooms(scene, names)
    return center(pick_largest(compose(columns, lanes, room, blocks) for room in rooms), scene.cards)


def narrow_scene(scene: Scene, names: Iterable[str]) -> Scene:
    """Return the scene with the ties among these entities alone: a sector may be tied to thousands."""
    among = frozenset(names)
    neighbours = {
        name: [other for other in scene.neighbours.get(name, ()) if other in among] for name in among
    }
    return msgspec.structs.replace(scene, neighbours=neighbours)


def list_rooms(scene: Scene, names: Iterable[str]) -> list[Room]:
    """Return the rooms that are worth trying for these entities."""
    cards = [scene.cards[name] for name in names]
    side = math.sqrt(sum((card.width + AISLE) * (card.height + GAP) for card in cards))
    return [Room(side * row, side * column) for column in COLUMN_SHARES for row in ROW_SHARES]


def pick_largest(panes: Iterable[Pane]) -> Pane:
    """Return the first of the panes that can be shown largest on the screen."""
    return max(
        panes, key=lambda pane: min(SCREEN_WIDTH / max(pane.width, 1), SCREEN_HEIGHT / max(pane.height, 1))
    )


def compose(
    columns: "Columns", lanes: Mapping[str, Sequence[str]], room: Room, blocks: Mapping[str, Pane]
) -> Pane:
    """Return the tree in the middle and the lanes beside it."""
    middle = arrange("", columns, room, blocks)
    heights: dict[str, float] = {}
    measure_heights(middle, 0.0, heights)
    limit = max(middle.height, room.height)
    left, right = (
        stack_panes(
            [build_lane(kind, columns.scene, lanes.get(kind, ()), heights, limit) for kind in kinds], limit
        )
        for kinds in (LEFT_LANES, RIGHT_LANES)
    )
    return pack_rows([pane for pane in (*left, middle, *right) if pane.filled], float("inf"))


def arrange(name: str, columns: "Columns", room: Room, blocks: Mapping[str, Pane], level: int = 0) -> Pane:
    """Return an entity ("" for the root) above what is under it: groups first, loose measures last."""
    scene, parts = columns.scene, columns.part(name, level)
    panes = list(columns.stack(parts.groups, room.height))
    panes += [blocks.get(head) or arrange(head, columns, room, blocks, level + 1) for head in parts.heads]
    panes += columns.stack(parts.loose, room.height)
    below = pack_rows(panes, room.width)
    if not name:
        return below
    pane = put_head(name, scene.cards[name], below)
    several = len(columns.children[""]) > 1
    return put_frame(pane, "") if scene.kinds[name] == "document" and several else pane


class Parts(msgspec.Struct, frozen=True):
    """What is right under an entity: heads of columns of their own, groups without, and the rest."""

    heads: tuple[str, ...]
    groups: tuple[str, ...]
    loose: tuple[str, ...]


class Columns:
    """What is under the entities of a layout, parted and stacked once for all rooms that are tried."""

    def __init__(self, scene: Scene, names: Iterable[str]) -> None:
        """Find what is right under each entity.

        Args:
            scene: Of the layout.
            names: The entities that are shown in the tree.
        """
        self.scene = scene
        self.children: Mapping[str, Sequence[str]] = scene.tree.list_children(names)
        self._parts: dict[tuple[str, bool], Parts] = {}
        self._stacks: dict[tuple[tuple[str, ...], float], Sequence[Pane]] = {}

    def part(self, name: str, level: int) -> Parts:
        """Return the children of an entity; so many levels down none heads columns of its own any more."""
        key = (name, level < MOST_NESTED)
        if key not in self._parts:
            kinds, below = self.scene.kinds, self.children.get(name, ())
            heads = [child for child in below if key[1] and self.is_head(child, kinds.get(name))]
            apart = frozenset(heads)
            others = [child for child in below if child not in apart]
            groups = [child for child in others if kinds[child] in HEAD_KINDS]
            loose = [child for child in others if kinds[child] not in HEAD_KINDS]
            self._parts[key] = Parts(tuple(heads), tuple(groups), tuple(loose))
        return self._parts[key]

    def is_head(self, name: str, above: str | None) -> bool:
        """Tell whether what is under an entity gets columns of its own, by the kind of what it is under."""
        kind = self.scene.kinds[name]
        return bool(self.children.get(name)) and (
            kind == "document" or (kind in HEAD_KINDS and above != "area")
        )

    def stack(self, names: tuple[str, ...], height: float) -> Sequence[Pane]:
        """Return columns of so many points at most: entities, each followed by all that is under it."""
        if (names, height) not in self._stacks:
            flow = [item for name in names for item in list_flow(name, self.children)]
            self._stacks[names, height] = stack_cards(flow, self.scene.cards, height)
        return self._stacks[names, height]


def list_flow(name: str, children: Mapping[str, Sequence[str]]) -> list[tuple[str, int]]:
    """Return an entity and all below it in the order of the tree, each with its level."""
    flow: list[tuple[str, int]] = []
    waiting = [(name, 0)]
    while waiting:
        item, level = waiting.pop()
        flow.append((item, level))
        waiting += [(child, level + 1) for child in reversed(children.get(item, ()))]
    return flow


def build_lane(
    kind: str, scene: Scene, own: Sequence[str], heights: Mapping[str, float], limit: float
) -> Pane:
    """Return a lane of the entities of one kind, each card near the height of what it is tied to."""
    if not own:
        return Pane()
    known: dict[str, float] = {}
    for _ in range(2):  # twice, so that a sector category follows its purposes
        known = {name: find_height(scene.neighbours.get(name, ()), heights, known) for name in own}
    ordered = sorted(own, key=lambda name: (known[name], scene.tree.order[name]))
    columns = stack_cards([(name, 0) for name in ordered], scene.cards, limit)
    return put_frame(pack_rows(columns, float("inf")), STYLES[kind].plural)


def find_height(neighbours: Iterable[str], heights: Mapping[str, float], known: Mapping[str, float]) -> float:
    """Return the mean height of the neighbours in the tree or of one's own kind; infinite if none has one."""
    tied = [height for other in neighbours if (height := heights.get(other, known.get(other))) is not None]
    return sum(tied) / len(tied) if tied else float("inf")


def center(pane: Pane, cards: Mapping[str, Card]) -> Layout:
    """Return the layout that a pane gives, with its middle at (0, 0)."""
    dx, dy = -pane.width / 2, -pane.height / 2
    places = {
        spot.name: (
            round(spot.x + cards[spot.name].width / 2, 1),
            round(spot.y + cards[spot.name].height / 2, 1),
        )
        for spot in list_spots(pane, dx, dy)
    }
    frames = tuple(
        Frame(
            frame.title, round(frame.x, 1), round(frame.y, 1), round(frame.width, 1), round(frame.height, 1)
        )
        for frame in list_frames(pane, dx, dy)
    )
    return Layout(places, frames, round(pane.width, 1), round(pane.height, 1))


class Plan(msgspec.Struct, frozen=True):
    """What the graph and the page have in common: the scene, and the layout of all that is in it."""

    scene: Scene
    whole: Layout


def plan_layout(facts: Facts) -> Plan:
    """Return the scene of the facts with the layout of all entities."""
    scene = build_scene(facts)
    return Plan(scene, lay_out(scene, scene.kinds))
