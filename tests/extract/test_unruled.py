"""Tables without rules, and what stands in columns and is none."""

import pytest

from tests.extract.conftest import Read
from tests.extract.drawing import LEFT, Drawing, wrap
from tests.extract.reading import FENCES, PATHS, SPRINGS, list_kinds, list_texts
from tests.extract.test_tables import list_cells, start_plan

NUMBERS = [
    ["Village", "Wells", "Share", "Sum"],
    ["North Ford", "12", "30%", "1,200"],
    ["Mill End", "7", "15%", "700"],
    ["Old Quay", "9", "20%", "900"],
]
ACTIONS = [
    ["Action", "Lead", "Deadline"],
    ["Mend the gates of the upper camps", "Council of fences", "End of 2031"],
    ["Dig new wells in each village that has fewer than two", "Keeper of wells with the families", "2032"],
    ["Plant trees along the paths", "Rangers of the hills", "Each spring"],
]
NUMBER_EDGES = (72, 220, 290, 360, 430)
ACTION_EDGES = (72, 250, 400, 523)


def pair(rows: list[list[str]]) -> list[list[tuple[str, str]]]:
    """Return header and words of the cells below the first row."""
    return [list(zip(rows[0], row, strict=True)) for row in rows[1:]]


def put_columns(
    drawing: Drawing, columns: list[list[str]], edges: tuple[float, ...], size: float = 10
) -> None:
    """Put lines of columns on common baselines."""
    for x, column in zip(edges, columns, strict=False):
        for index, text in enumerate(column):
            drawing.put(text, x, drawing.top + 14 * index, size)
    drawing.top += 14 * max(map(len, columns)) + 10


@pytest.mark.parametrize(
    ("rows", "edges"), [(NUMBERS, NUMBER_EDGES), (ACTIONS, ACTION_EDGES)], ids=["numbers", "actions"]
)
@pytest.mark.parametrize("after", [2.0, 6.0])
def test_words_in_columns_under_a_header_are_a_table(read: Read, rows, edges, after: float):
    drawing = start_plan()
    drawing.cells(rows, edges, after=after)
    drawing.top += 12
    drawing.fill(PATHS)
    document = read(drawing)
    assert list_cells(document)[1:] == pair(rows)
    assert list_texts(document, "paragraph") == [SPRINGS, PATHS]


def test_numbers_under_a_caption_need_no_bold_header(read: Read):
    drawing = start_plan()
    drawing.fill("Table 4: Wells and their cost", after=4)
    for row in NUMBERS:
        for x, text in zip(NUMBER_EDGES, row, strict=False):
            drawing.put(text, x, drawing.top, 10)
        drawing.top += 14
    drawing.top += 10
    drawing.fill(PATHS)
    assert list_cells(read(drawing))[1:] == pair(NUMBERS)


def test_two_columns_are_a_table_if_numbers_stand_under_a_header(read: Read):
    drawing = start_plan()
    rows = [["Village", "Wells"], ["North Ford", "12"], ["Mill End", "7"], ["Old Quay", "9"]]
    drawing.cells(rows, (72, 300, 400))
    drawing.top += 12
    drawing.fill(PATHS)
    assert list_cells(read(drawing))[1:] == pair(rows)


def test_a_line_over_the_columns_names_the_rows_below_it(read: Read):
    drawing = start_plan()
    drawing.cells(NUMBERS[:3], NUMBER_EDGES)
    drawing.put("In the south of the valley, beyond the river", LEFT, drawing.top, 10)
    drawing.top += 16
    drawing.cells([*NUMBERS[3:], ["Hay Farm", "3", "5%", "80"]], NUMBER_EDGES, header=False)
    drawing.top += 12
    drawing.fill(PATHS)
    rows = list_cells(read(drawing))
    assert [row[0][1] for row in rows[-2:]] == ["Old Quay", "Hay Farm"]
    assert [header for header, _ in rows[-1]] == NUMBERS[0]


def test_an_unruled_table_goes_on_upon_the_next_page(read: Read):
    drawing = start_plan()
    drawing.cells(NUMBERS, NUMBER_EDGES)
    drawing.add_page()
    drawing.top = 72
    drawing.cells([NUMBERS[0], ["Hay Farm", "3", "5%", "80"], ["Low Barn", "4", "6%", "90"]], NUMBER_EDGES)
    drawing.top += 12
    drawing.fill(PATHS)
    assert list_cells(read(drawing))[-1] == list(zip(NUMBERS[0], ["Low Barn", "4", "6%", "90"], strict=True))


def test_rules_between_rows_part_them_though_none_parts_the_columns(read: Read):
    drawing = start_plan()
    for index, row in enumerate(ACTIONS):
        for x in (72, 200, 350):
            drawing.rule(x, drawing.top - 1, x + 120, drawing.top - 1)
        drawing.cells([row], ACTION_EDGES, after=3, header=not index)
    drawing.top += 12
    drawing.fill(PATHS)
    assert list_cells(read(drawing))[1:] == pair(ACTIONS)


@pytest.mark.parametrize("parity", [0, 1])
def test_coloured_rows_part_the_rows_of_a_table(read: Read, parity: int):
    drawing = start_plan()
    rows = [
        *ACTIONS,
        ["Count the bridges", "Warden", "2033"],
        ["Mend the weir of the mill", "Miller", "2034"],
    ]
    for index, row in enumerate(rows):
        lines = max(len(wrap(text, 100, 10)) for text in row[1:]) if index == 2 else 1
        if index % 2 == parity:
            for _ in range(2):
                drawing.shade(72, drawing.top - 2, 523, drawing.top + 12 * lines + 2)
        drawing.cells([row], ACTION_EDGES, after=4, header=not index)
    drawing.top += 12
    drawing.fill(PATHS)
    assert list_cells(read(drawing))[1:] == pair(rows)


PROSE = f"{PATHS} {FENCES} {SPRINGS}"


def draw_prose(drawing: Drawing, columns: int) -> None:
    """Draw columns of prose under bold headings."""
    top, width = drawing.top, 451 / columns
    for index in range(columns):
        drawing.top = top
        x = LEFT + index * width
        drawing.fill("Wells and paths", x, x + width - 14, bold=True, after=0)
        drawing.fill(PROSE, x, x + width - 14)


def draw_contents(drawing: Drawing) -> None:
    """Draw a table of contents in three columns: number, title, page."""
    for index, name in enumerate(("Springs", "Wells", "Fences", "Paths", "Gates", "Trees")):
        for x, text in ((72, f"{index + 1}.1"), (110, f"{name} of the valley"), (500, str(3 * index + 4))):
            drawing.put(text, x, drawing.top, 10)
        drawing.top += 16


def draw_names(drawing: Drawing) -> None:
    """Draw the names of people in three columns."""
    names = ["Ada Brook", "Ben Marsh", "Cleo Field", "Dan Ford", "Eva Hill"]
    put_columns(drawing, [names, names[::-1], names], (72, 220, 380))


def draw_legend(drawing: Drawing) -> None:
    """Draw the legend of a chart."""
    put_columns(
        drawing,
        [["Wells", "Springs of the hills"], ["Gates", "Fences"], ["Paths", "Trees"]],
        (90, 230, 350),
        7,
    )


def draw_list(drawing: Drawing) -> None:
    """Draw a numbered list whose numbers stand far from its items."""
    for index, text in enumerate(("Mend the gate", "Count the wells", "Plant oak trees", "Dig a pond")):
        drawing.put(f"{index + 1}.", LEFT, drawing.top)
        drawing.put(text, LEFT + 36, drawing.top)
        drawing.top += 16


def draw_acronyms(drawing: Drawing) -> None:
    """Draw a list of acronyms."""
    for name, text in (
        ("WUA", "Water users of the valley"),
        ("CF", "Council of fences"),
        ("RH", "Rangers"),
        ("KW", "Keeper of wells"),
    ):
        drawing.put(name, LEFT, drawing.top)
        drawing.put(text, LEFT + 90, drawing.top)
        drawing.top += 16


@pytest.mark.parametrize(
    "draw",
    [
        lambda drawing: draw_prose(drawing, 2),
        lambda drawing: draw_prose(drawing, 3),
        draw_contents,
        draw_names,
        draw_legend,
        draw_list,
        draw_acronyms,
    ],
    ids=["two columns", "three columns", "contents", "names", "legend", "list", "acronyms"],
)
def test_what_stands_in_columns_and_is_no_table(read: Read, draw):
    drawing = start_plan()
    draw(drawing)
    drawing.top += 12
    drawing.fill(FENCES)
    assert "table_row" not in list_kinds(read(drawing))
