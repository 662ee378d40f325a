"""The courses of links between cards: curves in the gaps between columns, straight through free slots."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from planner.domain.figures.figure import Box, Path, Point, sampled

MARGIN = 5.0
_LEAD = 18.0  # how far a link runs out of a card before it may bend away


def curve(a: Point, b: Point) -> tuple[Point, Point, Point]:
    """Return the controls and the end of a curve from `a` to `b` that leaves and arrives level."""
    middle = (a[0] + b[0]) / 2
    return (middle, a[1]), (middle, b[1]), b


def straight(a: Point, b: Point) -> tuple[Point, Point, Point]:
    """Return the controls and the end of a straight piece."""
    return a, b, b


def through(start: Point, slots: Iterable[tuple[Point, Point]], end: Point) -> tuple[Point, ...]:
    """Return the course from `start` through slots, each entered and left at a point, to `end`."""
    course: list[Point] = [start]
    for entry, leave in slots:
        course += curve(course[-1], entry)
        course += straight(entry, leave)
    return (*course, *curve(course[-1], end))


def ports(box: Box, count: int) -> list[float]:
    """Return `count` heights on the side of a card, evenly around its middle."""
    step = min(12.0, (box.h - 20.0) / max(1, count - 1)) if count > 1 else 0.0
    first = box.middle[1] - step * (count - 1) / 2
    return [first + step * number for number in range(count)]


def blocked(course: Sequence[Point], boxes: Iterable[Box], margin: float = MARGIN - 1) -> Box | None:
    """Return the first box that a course runs through or comes nearer to than `margin`, or None."""
    xs, ys = [x for x, _ in course], [y for _, y in course]
    left, right, top, bottom = min(xs) - margin, max(xs) + margin, min(ys) - margin, max(ys) + margin
    near = [b for b in boxes if b.x < right and left < b.right and b.y < bottom and top < b.bottom]
    if not near:
        return None
    for x, y in _dense(course):
        for box in near:
            if box.x - margin < x < box.right + margin and box.y - margin < y < box.bottom + margin:
                return box
    return None


def _dense(course: Sequence[Point], step: float = 6.0) -> Iterable[Point]:
    points = sampled(Path(tuple(course), curved=True))
    for (ax, ay), (bx, by) in pairwise(points):
        count = max(1, int((abs(bx - ax) + abs(by - ay)) / step))
        for number in range(count):
            yield ax + (bx - ax) * number / count, ay + (by - ay) * number / count
    yield points[-1]


def between(source: Box, target: Box, out: float, into: float, others: Sequence[Box]) -> tuple[Point, ...]:
    """Return a course between two cards that stand anywhere, around other cards where there is a way.

    `out` and `into` are heights at which it leaves and arrives when it runs sideways. A target wholly to the
    left is reached backwards, one that stands above or below from its near edge.
    """
    if target.x >= source.right + 2 * MARGIN:
        ends = (source.right, out), (target.x, into), 1.0
    elif target.right <= source.x - 2 * MARGIN:
        ends = (source.x, out), (target.right, into), -1.0
    else:
        return _upright(source, target, others)
    start, end, way = ends
    direct = (start, *curve(start, end))
    if blocked(direct, others) is None:
        return direct
    lead = min(_LEAD, abs(end[0] - start[0]) / 3) * way
    first, last = start[0] + lead, end[0] - lead
    best: tuple[Point, ...] | None = None
    for level in _levels(start, end, others):
        course = through(start, [((first, level), (last, level))], end)
        if blocked(course, others) is None:
            best = course
            break
    return best or direct


def _levels(start: Point, end: Point, others: Sequence[Box]) -> list[float]:
    """Return the heights at which a way past the cards in between may run, nearest first."""
    left, right = sorted((start[0], end[0]))
    wish = (start[1] + end[1]) / 2
    edges = [
        edge
        for box in others
        if box.x < right and left < box.right
        for edge in (box.y - 2 * MARGIN, box.bottom + 2 * MARGIN)
    ]
    return sorted([start[1], end[1], *edges], key=lambda level: (abs(level - wish), level))


def _upright(source: Box, target: Box, others: Sequence[Box]) -> tuple[Point, ...]:
    """Return a course between cards one above the other; around the side where something stands between."""
    down = target.y >= source.y
    a = (source.middle[0], source.bottom if down else source.y)
    b = (target.middle[0], target.y if down else target.bottom)
    middle = (a[1] + b[1]) / 2
    direct = (a, (a[0], middle), (b[0], middle), b)
    if blocked(direct, others) is None:
        return direct
    for side in (1.0, -1.0):
        edge = max(source.right, target.right) if side > 0 else min(source.x, target.x)
        out = edge + side * 3 * _LEAD
        start = (source.right if side > 0 else source.x, source.middle[1])
        end = (target.right if side > 0 else target.x, target.middle[1])
        course = (start, (out, start[1]), (out, end[1]), end)
        if blocked(course, others) is None:
            return course
    return direct
