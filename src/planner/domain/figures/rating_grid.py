"""A grid of two ratings from 1 to 5 with chips on it, and a tray beside it for what is not rated yet.

The grid grows with what stands on it: rows are as tall as their fullest cell, chips never overlap.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.domain.figures.figure import Box, Item, Path, Rect, Text, left_bar
from planner.domain.figures.places import mark
from planner.domain.figures.text import fit, width, wrap

_SIZE, _LINE = 12.0, 14.5
_NOTE_SIZE, _NOTE_LINE = 11.0, 14.0
_LABEL = 11.0  # size of the words on axes and zones
_LEFT, _TOP, _FOOT = 20.0, 20.0, 34.0
_ZONE_ROW = 17.0
_PAD, _GAP = 4.0, 4.0
_BAR = 4.0
_LEAST_ROW, _LEAST_TRAY = 46.0, 24.0
_TRAY, _TRAY_GAP = 150.0, 14.0
_MOST_LINES = 3

Cell = tuple[int, int]


@dataclass(frozen=True)
class Chip:
    """What stands on the grid: `words` on it, a `note` with a `shape` below them, `name` for screen readers.

    `column` and `row` are ratings, None where it is not rated. A `short` chip holds its words on one line
    and stands beside others in its cell.
    """

    key: str
    words: str
    name: str
    column: int | None
    row: int | None
    note: str = ""
    shape: str = ""
    tone: str = "prepare"
    short: bool = False


@dataclass(frozen=True)
class Zone:
    """Some cells with a tint and a word in their upper left corner."""

    columns: tuple[int, ...]
    rows: tuple[int, ...]
    words: str
    fill: str = "card"


@dataclass(frozen=True)
class GridLook:
    """What a grid is about. `columns` from left to right and `rows` from top to bottom are ratings."""

    columns: tuple[int, ...]
    rows: tuple[int, ...]
    across: str
    upwards: str
    zones: tuple[Zone, ...]
    tray: str


@dataclass(frozen=True)
class RatingGrid:
    """Where everything stands, and the items to paint."""

    items: tuple[Item, ...]
    chips: Mapping[str, Box]
    cells: Mapping[Cell, Box]
    tray: Box | None
    width: float
    height: float

    def cell_at(self, x: float, y: float) -> Cell | None:
        """Return the ratings (column, row) of the cell at a place."""
        for cell, box in self.cells.items():
            if box.x <= x < box.right and box.y <= y < box.bottom:
                return cell
        return None


def rating_grid(
    look: GridLook, chips: Sequence[Chip], room: float, *, tray: bool = False, below: bool = False
) -> RatingGrid:
    """Lay chips out on a grid `room` points wide; with `tray`, keep the place for what is not rated yet.

    The tray stands beside the grid, or `below` it.
    """
    waiting = [chip for chip in chips if chip.column is None or chip.row is None]
    with_tray = bool(waiting) or tray
    beside = _TRAY + _TRAY_GAP if with_tray and not below else 0.0
    step = (room - _LEFT - beside) / len(look.columns)
    boxes, cells = _placed(look, chips, step)
    bottom = cells[look.columns[0], look.rows[-1]].bottom
    height = bottom + _FOOT
    tray_box = None
    if with_tray and below:
        tray_box = Box(_LEFT, height + _GAP, room - _LEFT, 0.0)
    elif with_tray:
        waiting = [replace(chip, short=False) for chip in waiting]
        tray_box = Box(room - _TRAY, _TOP, _TRAY, bottom - _TOP)
    if tray_box is not None:
        in_tray, tall = _stack(waiting, tray_box.w - 2 * _PAD)
        tray_box = replace(tray_box, h=max(tray_box.h, _ZONE_ROW + max(tall, _LEAST_TRAY) + 2 * _PAD))
        for key, box in in_tray.items():
            boxes[key] = Box(box.x + tray_box.x + _PAD, box.y + tray_box.y + _ZONE_ROW + _PAD, box.w, box.h)
        height = max(height, tray_box.bottom + _PAD)
    items = [*_ground(look, cells, bottom, step), *_tray(look.tray, tray_box, waiting)]
    long = {chip.key: chip for chip in waiting if not chip.short}
    for chip in chips:
        items += chip_items(long.get(chip.key, chip), boxes[chip.key])
    return RatingGrid(tuple(items), boxes, cells, tray_box, room, height)


def _placed(look: GridLook, chips: Sequence[Chip], step: float) -> tuple[dict[str, Box], dict[Cell, Box]]:
    """Return the places of the rated chips and of the cells; `step` is how wide a cell is."""
    placed: dict[Cell, list[Chip]] = {}
    for chip in chips:
        if chip.column is not None and chip.row is not None:
            placed.setdefault((chip.column, chip.row), []).append(chip)
    stacks = {cell: _stack(held, step - 2 * _PAD) for cell, held in placed.items()}
    heads = {zone.rows[0] for zone in look.zones if zone.words}
    boxes: dict[str, Box] = {}
    cells: dict[Cell, Box] = {}
    y = _TOP
    for row in look.rows:
        head = _ZONE_ROW if row in heads else 0.0
        tall = max(
            (stacks[column, row][1] for column in look.columns if (column, row) in stacks), default=0.0
        )
        high = max(_LEAST_ROW, head + tall + 2 * _PAD)
        for number, column in enumerate(look.columns):
            x = _LEFT + number * step
            cells[column, row] = Box(x, y, step, high)
            for key, box in stacks.get((column, row), ({}, 0.0))[0].items():
                boxes[key] = Box(box.x + x + _PAD, box.y + y + head + _PAD, box.w, box.h)
        y += high
    return boxes, cells


def chip_height(chip: Chip, wide: float) -> float:
    """Return how tall a chip is at a width, in points."""
    return len(_lines(chip, wide)) * _LINE + (_NOTE_LINE if chip.note and not chip.short else 0.0) + 2 * _PAD


def chip_items(chip: Chip, box: Box) -> Iterator[Item]:
    """Draw a chip."""
    yield Rect(box.x, box.y, box.w, box.h, "card", "border", 5, 1.0)
    yield left_bar(box.x, box.y, _BAR, box.h, chip.tone)
    x, y = box.x + _BAR + 5, box.y + _PAD + 11
    if chip.short and chip.shape:
        yield mark(chip.shape, x + 4, box.y + box.h / 2, chip.tone, 3.4)
        x += 12
    for line in _lines(chip, box.w):
        yield Text(x, y, line, _SIZE, "medium", "ink", max_width=box.right - x - 2)
        y += _LINE
    if chip.note and not chip.short:
        if chip.shape:
            yield mark(chip.shape, x + 4, y - 4, chip.tone, 3.4)
            x += 12
        room = box.right - x - 3
        note = fit(chip.note, _NOTE_SIZE, room)
        yield Text(x, y - 0.5, note, _NOTE_SIZE, "regular", "ink_second", max_width=room)


def _lines(chip: Chip, wide: float) -> tuple[str, ...]:
    room = wide - _BAR - 9
    return wrap(chip.words, _SIZE, room, "medium", 1 if chip.short else _MOST_LINES) or ("",)


def _stack(chips: Sequence[Chip], room: float) -> tuple[dict[str, Box], float]:
    """Return the places of chips in a cell, from its corner, and how tall they are together."""
    boxes: dict[str, Box] = {}
    x = y = tall = 0.0
    for chip in chips:
        wide = min(room, width(chip.words, _SIZE, "medium") + _BAR + 13 + (12 if chip.shape else 0))
        wide = wide if chip.short else room
        high = chip_height(chip, wide)
        if x and x + wide > room:
            x, y = 0.0, y + tall + _GAP
            tall = 0.0
        boxes[chip.key] = Box(x, y, wide, high)
        x += wide + _GAP
        tall = max(tall, high)
    return boxes, y + tall


def _ground(look: GridLook, cells: Mapping[Cell, Box], bottom: float, step: float) -> Iterator[Item]:
    for zone in look.zones:
        first, last = cells[zone.columns[0], zone.rows[0]], cells[zone.columns[-1], zone.rows[-1]]
        yield Rect(first.x, first.y, last.right - first.x, last.bottom - first.y, zone.fill)
    for box in cells.values():
        yield Rect(box.x, box.y, box.w, box.h, stroke="line", width=0.8)
    for zone in look.zones:
        first, last = cells[zone.columns[0], zone.rows[0]], cells[zone.columns[-1], zone.rows[0]]
        room = last.right - first.x - 10
        words = fit(zone.words, _LABEL, room, "semibold")
        wide = width(words, _LABEL, "semibold")
        yield Rect(first.x + 3, first.y + 3, wide + 6, 14, zone.fill)  # no line runs through the words
        yield Text(first.x + 6, first.y + 14, words, _LABEL, "semibold", "ink", max_width=room)
    for row in look.rows:
        box = cells[look.columns[0], row]
        yield Text(_LEFT - 8, box.middle[1] + 4, str(row), _LABEL, "medium", "ink_second", "end")
    for number, column in enumerate(look.columns):
        x = _LEFT + (number + 0.5) * step
        yield Text(x, bottom + 14, str(column), _LABEL, "medium", "ink_second", "middle")
    right = _LEFT + len(look.columns) * step
    yield from _axis(look.upwards, look.across, right, bottom)


def _axis(upwards: str, across: str, right: float, bottom: float) -> Iterator[Item]:
    """Name both axes, each with an arrow that says where there is more."""
    yield Path(((_LEFT - 4, 16.0), (_LEFT - 4, 2.0)), "ink_second", 1.2, arrow=True)
    yield Text(_LEFT + 4, 13, upwards, _LABEL, "medium", "ink_second", max_width=right - _LEFT - 4)
    end = right - 20
    yield Text(end - 4, bottom + 29, across, _LABEL, "medium", "ink_second", "end", right - _LEFT - 24)
    yield Path(((end, bottom + 25), (right, bottom + 25)), "ink_second", 1.2, arrow=True)


def _tray(words: str, box: Box | None, waiting: Sequence[Chip]) -> Iterator[Item]:
    if box is None:
        return
    yield Rect(box.x, box.y, box.w, box.h, "panel", "border", 6, 1.0, (4.0, 3.0))
    said = f"{words} · {len(waiting)}" if waiting else words
    room = box.w - 12
    yield Text(
        box.x + 7, box.y + 15, fit(said, _LABEL, room, "semibold"), _LABEL, "semibold", "ink", max_width=room
    )
