"""A radar: what is rated on several axes from one middle, as one shape. Components, conditions, qualities."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.domain.figures.figure import Anchor, Box, Figure, Item, Path, Point, Rect, Text, line, moved
from planner.domain.figures.text import width, wrap
from planner.i18n import _

_SIZE, _SMALL = 12.0, 10.0
_LINE = 14.0
_DOT = 3.5
_AWAY = 12.0  # from the outer ring to the words of an axis
_LEAST, _WIDEST = 80.0, 124.0  # words of an axis at the side
_BETWEEN = 4.0  # words of two axes
_LARGEST = 150.0  # radius
_ROOMY = 100.0  # radius from which rings have words


@dataclass(frozen=True)
class Axis:
    """One axis: its key, its name, its value (None: not rated) and that value in words (“56%”)."""

    key: str
    name: str
    value: float | None
    said: str


@dataclass(frozen=True)
class Ring:
    """A ring at a value, with the few words on it."""

    value: float
    words: str


@dataclass(frozen=True)
class Radar:
    """The drawing, and where on it each axis has its words and its point, by key."""

    figure: Figure
    labels: Mapping[str, Box]
    points: Mapping[str, Point]


@dataclass(frozen=True)
class _Label:
    lines: tuple[str, ...]
    said: str
    anchor: Anchor
    x: float
    box: Box


def radar(axes: Sequence[Axis], most: float, rings: Sequence[Ring], title: str, room: float) -> Radar:
    """Draw axes from 0 in the middle to `most` at the rim, for `room` points of width.

    The shape is closed and filled where all axes are rated; else lines join neighbors that are. The words of
    an axis stand at its end, so that nothing has to be looked up.
    """
    radius = max(40.0, min(_LARGEST, room / 2 - _AWAY - min(_WIDEST, max(_LEAST, room * 0.22))))
    labels = _apart([_label(each, _direction(at, len(axes)), radius, room) for at, each in enumerate(axes)])
    top = min([-radius, *(each.box.y for each in labels)])
    bottom = max([radius, *(each.box.bottom for each in labels)])
    x, y = room / 2, 4 - top
    shape: dict[str, Point] = {}
    for at, axis in enumerate(axes):
        if axis.value is not None:
            dx, dy = _direction(at, len(axes))
            far = radius * min(max(axis.value / most, 0.0), 1.0)
            shape[axis.key] = dx * far, dy * far
    closed = len(shape) == len(axes) > 2
    items: list[Item] = []
    if closed:
        items.append(Path(tuple(shape.values()), closed=True, fill="theory/18"))
    items += _ground(rings, most, len(axes), radius)
    items += _lines([each.key for each in axes], shape, closed=closed)
    for axis, each in zip(axes, labels, strict=True):
        items += _words(axis, each)
    placed = moved(items, x, y)
    return Radar(
        Figure(room, y + bottom + 4, placed, title, described(axes)),
        {
            axis.key: Box(each.box.x + x, each.box.y + y, each.box.w, each.box.h)
            for axis, each in zip(axes, labels, strict=True)
        },
        {key: (px + x, py + y) for key, (px, py) in shape.items()},
    )


def described(axes: Sequence[Axis]) -> str:
    """Tell a radar in words: the value of each axis, those that are lowest first named so."""
    rated = [(each.value, each) for each in axes if each.value is not None]
    if not rated:
        return _("Nothing is rated yet.")
    told = "; ".join(f"{each.name}: {each.said}" for each in axes)
    highest, lowest = max(value for value, _axis in rated), min(value for value, _axis in rated)
    if highest == lowest:
        return _("{all}.").format(all=told)
    strongest = ", ".join(each.name for value, each in rated if value == highest)
    weakest = ", ".join(each.name for value, each in rated if value == lowest)
    return _("{all}. Strongest: {strongest}. Weakest: {weakest}.").format(
        all=told, strongest=strongest, weakest=weakest
    )


def _direction(at: int, count: int) -> Point:
    angle = 2 * math.pi * at / max(count, 1)
    return math.sin(angle), -math.cos(angle)


def _label(axis: Axis, direction: Point, radius: float, room: float) -> _Label:
    dx, dy = direction
    anchor: Anchor = "middle" if abs(dx) < 0.1 else "start" if dx > 0 else "end"
    x, y = dx * (radius + _AWAY), dy * (radius + _AWAY)
    wide = room / 2 if anchor == "middle" else room / 2 - abs(x) - 2
    lines = wrap(axis.name, _SIZE, min(wide, _WIDEST * 1.4), "regular", 4)
    longest = max([width(each, _SIZE) for each in lines] + [width(axis.said, _SIZE, "bold")])
    high = (len(lines) + 1) * _LINE
    if anchor == "middle":
        top = y - high if dy < 0 else y
    else:
        top = y - high / 2
    left = {"middle": x - longest / 2, "start": x, "end": x - longest}[anchor]
    return _Label(lines, axis.said, anchor, x, Box(left - 2, top, longest + 4, high))


def _apart(labels: Sequence[_Label]) -> list[_Label]:
    """Move words that would lie on others away from the middle: up above it, down below it."""
    placed: dict[int, _Label] = {}
    order = sorted(range(len(labels)), key=lambda at: abs(labels[at].box.middle[1]))
    for at in order:
        each = labels[at]
        down = each.box.middle[1] >= 0
        for other in sorted((placed[x].box for x in placed), key=lambda box: box.y, reverse=not down):
            if each.box.overlaps(other, _BETWEEN):
                y = other.bottom + _BETWEEN if down else other.y - _BETWEEN - each.box.h
                each = replace(each, box=replace(each.box, y=y))
        placed[at] = each
    return [placed[at] for at in range(len(labels))]


def _ground(rings: Sequence[Ring], most: float, axes: int, radius: float) -> Iterator[Item]:
    """Yield spokes, rings and what the rings mean."""
    for at in range(axes):
        dx, dy = _direction(at, axes)
        yield line(0, 0, dx * radius, dy * radius, "line")
    for ring in rings:
        far = radius * ring.value / most
        corners = tuple((dx * far, dy * far) for dx, dy in (_direction(at, axes) for at in range(axes)))
        if len(corners) > 2:
            yield Path(corners, "line", 1, closed=True)
        if radius >= _ROOMY:  # in a small one the words of the axes must do
            yield Text(-4, -far - 3, ring.words, _SMALL, "regular", "ink_second", "end")


def _lines(keys: Sequence[str], shape: Mapping[str, Point], *, closed: bool) -> Iterator[Item]:
    """Yield the outline, or what there is of it, and a dot on each axis that is rated."""
    if closed:
        yield Path(tuple(shape.values()), "theory", 2, closed=True)
    else:
        for one, other in zip(keys, [*keys[1:], *keys[:1]], strict=True):
            if one in shape and other in shape and one != other:
                yield line(*shape[one], *shape[other], "theory", 2)
    for x, y in shape.values():
        yield Rect(x - _DOT, y - _DOT, 2 * _DOT, 2 * _DOT, "theory", "card", _DOT, 1)


def _words(axis: Axis, label: _Label) -> Iterator[Item]:
    y = label.box.y + _LINE - 3
    for words in label.lines:
        yield Text(label.x, y, words, _SIZE, "regular", "ink", label.anchor)
        y += _LINE
    color = "ink" if axis.value is not None else "ink_second"
    yield Text(
        label.x, y, label.said, _SIZE, "bold" if axis.value is not None else "regular", color, label.anchor
    )
