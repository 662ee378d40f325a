"""`Figure`: a drawing of rectangles, paths and texts, painted alike on screen, in the PDF and as SVG.

Lengths are points (1/72 inch on paper, one pixel at 100 % on screen), y grows downwards. Colors are roles of
the themes (`ink`, `theory_tint`); `theory/45` is 45 % of that color on the color of cards, so that no painter
needs transparency.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Point = tuple[float, float]
Weight = Literal["regular", "medium", "semibold", "bold"]
Anchor = Literal["start", "middle", "end"]

_ROUND = 0.5522847498  # of the radius: where a cubic curve's control points make a quarter of a circle
_HEAD_LENGTH = 7.0
_HEAD_HALF = 3.5


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle; `radius` rounds its corners, an empty `fill` or `stroke` leaves that out."""

    x: float
    y: float
    w: float
    h: float
    fill: str = ""
    stroke: str = ""
    radius: float = 0.0
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """A line through points. `curved`: after the first they come in threes, two controls and an end (cubic).

    `arrow` puts a filled head at the last point. A `closed` path may have a `fill`.
    """

    points: tuple[Point, ...]
    stroke: str = ""
    width: float = 1.0
    dash: tuple[float, ...] = ()
    arrow: bool = False
    curved: bool = False
    closed: bool = False
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; `y` is its baseline. A painter whose letters run wider than `max_width` (0: no limit)
    squeezes or cuts them.
    """

    x: float
    y: float
    text: str
    size: float = 13.0
    weight: Weight = "regular"
    color: str = "ink"
    anchor: Anchor = "start"
    max_width: float = 0.0


Item = Rect | Path | Text


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing of `width` × `height` points; `title` names it, `description` tells it in words."""

    width: float
    height: float
    items: tuple[Item, ...]
    title: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a drawing."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.h

    @property
    def middle(self) -> Point:
        """The point in the middle."""
        return self.x + self.w / 2, self.y + self.h / 2

    def overlaps(self, other: "Box", margin: float = 0.0) -> bool:
        """Whether both share some area, or come nearer than `margin`."""
        return (
            self.x < other.right + margin
            and other.x < self.right + margin
            and self.y < other.bottom + margin
            and other.y < self.bottom + margin
        )


def line(
    x1: float, y1: float, x2: float, y2: float, stroke: str, width: float = 1.0, dash: tuple[float, ...] = ()
) -> Path:
    """Return a straight line."""
    return Path(((x1, y1), (x2, y2)), stroke, width, dash)


def diamond(x: float, y: float, half: float, fill: str, stroke: str = "", width: float = 1.0) -> Path:
    """Return a diamond around a point."""
    return Path(
        ((x, y - half), (x + half, y), (x, y + half), (x - half, y)), stroke, width, closed=True, fill=fill
    )


def left_bar(x: float, y: float, w: float, h: float, fill: str) -> Path:
    """Return a bar with left corners rounded by its own width: the colored edge of a card."""
    k = w * (1 - _ROUND)
    r, b = x + w, y + h
    return Path(
        (
            (r, y),
            *((x + k, y), (x, y + k), (x, y + w)),
            *((x, y + w), (x, b - w), (x, b - w)),
            *((x, b - k), (x + k, b), (r, b)),
            *((r, b), (r, y), (r, y)),
        ),
        curved=True,
        closed=True,
        fill=fill,
    )


def color_parts(role: str) -> tuple[str, float]:
    """Split a color into the role and its share on the color of cards: `theory/45` is ("theory", 0.45)."""
    name, _, share = role.partition("/")
    return name, float(share) / 100 if share else 1.0


def arrow_head(path: Path) -> tuple[Point, Point, Point]:
    """Return the triangle at the end of a path, tip first; it grows with the width."""
    (tx, ty) = path.points[-1]
    fx, fy = next(
        ((x, y) for x, y in reversed(path.points[:-1]) if abs(x - tx) + abs(y - ty) > 1e-6), (tx - 1.0, ty)
    )
    away = math.hypot(tx - fx, ty - fy)
    ux, uy = (tx - fx) / away, (ty - fy) / away
    grow = 1 + (path.width - 1) * 0.35
    length, half = _HEAD_LENGTH * grow, _HEAD_HALF * grow
    bx, by = tx - ux * length, ty - uy * length
    return (tx, ty), (bx - uy * half, by + ux * half), (bx + uy * half, by - ux * half)


def shortened(path: Path) -> tuple[Point, ...]:
    """Return the points of a path, ending inside its arrow head so that the line does not blunt the tip."""
    if not path.arrow:
        return path.points
    tip, left, right = arrow_head(path)
    middle = ((left[0] + right[0]) / 2, (left[1] + right[1]) / 2)
    back = ((tip[0] + 2 * middle[0]) / 3, (tip[1] + 2 * middle[1]) / 3)
    return (*path.points[:-1], back)


def sampled(path: Path, steps: int = 12) -> tuple[Point, ...]:
    """Return points along a path, `steps` for each curve: for hit tests and for finding its middle."""
    if not path.curved:
        return path.points
    found = [path.points[0]]
    for at in range(1, len(path.points) - 2, 3):
        a, (b, c, d) = path.points[at - 1], path.points[at : at + 3]
        for step in range(1, steps + 1):
            t = step / steps
            u = 1 - t
            p, q, r, s = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
            found.append(
                (p * a[0] + q * b[0] + r * c[0] + s * d[0], p * a[1] + q * b[1] + r * c[1] + s * d[1])
            )
    return tuple(found)


def moved(items: Iterable[Item], dx: float, dy: float) -> tuple[Item, ...]:
    """Return the items shifted."""
    return tuple(_moved(item, dx, dy) for item in items)


def _moved(item: Item, dx: float, dy: float) -> Item:
    if isinstance(item, Path):
        return replace(item, points=tuple((x + dx, y + dy) for x, y in item.points))
    return replace(item, x=item.x + dx, y=item.y + dy)
