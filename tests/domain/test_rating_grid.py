"""The grid of two ratings: chips stand in their cells, never on one another, also with very long words."""

from itertools import combinations

import pytest

from planner.domain.figures.figure import Box, Rect, Text
from planner.domain.figures.rating_grid import Chip, GridLook, Zone, rating_grid
from planner.domain.figures.text import width

LOOK = GridLook(
    columns=(1, 2, 3, 4, 5),
    rows=(5, 4, 3, 2, 1),
    across="More of this",
    upwards="More of that",
    zones=(Zone((1, 2, 3), (5, 4), "One"), Zone((4, 5), (3, 2, 1), "Two")),
    tray="Waiting",
)
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrik"


def chip(number: int, column: int | None, row: int | None, words: str = "Some group", **more: object) -> Chip:
    return Chip(f"c{number}", words, words, column, row, note="not heard yet", shape="ring", **more)


def inside(outer: Box, inner: Box) -> bool:
    return (
        outer.x <= inner.x
        and inner.right <= outer.right
        and outer.y <= inner.y
        and inner.bottom <= outer.bottom + 0.01
    )


@pytest.mark.parametrize("room", [430.0, 720.0, 1080.0])
@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize("below", [False, True])
def test_chips_stand_in_their_cells_and_apart(room: float, short: bool, below: bool):
    chips = [
        chip(
            number,
            1 + number % 5 if number % 7 else None,
            1 + number % 3,
            LONG if number % 2 else "Parents",
            short=short,
        )
        for number in range(40)
    ]
    grid = rating_grid(LOOK, chips, room, tray=True, below=below)
    assert grid.tray is not None
    for each in chips:
        home = grid.tray if each.column is None else grid.cells[each.column, each.row]
        assert inside(home, grid.chips[each.key])
    for one, other in combinations(grid.chips.values(), 2):
        assert not one.overlaps(other)
    assert all(box.right <= room for box in grid.chips.values())


def test_words_stay_on_their_chip():
    grid = rating_grid(LOOK, [chip(1, 3, 3, LONG * 3)], 600.0)
    box = grid.chips["c1"]
    words = [each for each in grid.items if isinstance(each, Text) and inside(box, Box(each.x, each.y, 0, 0))]
    assert words
    assert all(each.x + width(each.text, each.size, each.weight) <= box.right for each in words)


def test_a_place_is_a_cell_or_none():
    grid = rating_grid(LOOK, [], 600.0)
    x, y = grid.cells[2, 5].middle
    assert grid.cell_at(x, y) == (2, 5)
    assert grid.cell_at(2.0, 2.0) is None
    assert grid.tray is None


def test_columns_stand_in_the_order_asked_for():
    grid = rating_grid(GridLook((5, 4, 3, 2, 1), (5, 1), "a", "b", (), "c"), [], 600.0)
    assert grid.cells[5, 5].x < grid.cells[1, 5].x
    assert grid.cells[5, 5].y < grid.cells[5, 1].y


def test_a_tint_lies_under_its_cells():
    grid = rating_grid(
        GridLook((1, 2), (2, 1), "a", "b", (Zone((2,), (1,), "Look", "look_background"),), "c"), [], 300.0
    )
    tint = next(each for each in grid.items if isinstance(each, Rect) and each.fill == "look_background")
    assert (tint.x, tint.y) == (grid.cells[2, 1].x, grid.cells[2, 1].y)
