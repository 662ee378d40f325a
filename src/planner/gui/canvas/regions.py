"""`Region`: a part of a drawing that can be chosen, dragged and named; and where the arrow keys lead."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.domain.figures.figure import Box

WAYS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
"""The arrow keys as steps to the right and down."""

_ASIDE = 2.5  # how much worse a neighbor is for each point it lies beside the way


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a drawing: `key` tells it apart, `box` is its place in points of the drawing.

    `name` is what screen readers say and the tooltip shows. A `movable` one can be dragged and moved with
    Alt and the arrow keys, Delete asks for a `removable` one to go. `radius` rounds the ring around it.
    """

    key: str
    box: Box
    name: str
    movable: bool = False
    removable: bool = False
    radius: float = 6.0


def region_at(regions: Sequence[Region], x: float, y: float) -> Region | None:
    """Return the region at a place of the drawing: the one drawn last, where several lie there."""
    for region in reversed(regions):
        box = region.box
        if box.x <= x <= box.right and box.y <= y <= box.bottom:
            return region
    return None


def neighbor(regions: Iterable[Region], current: Region, way: str) -> Region:
    """Return the region that lies next in a way (`left`, `right`, `up`, `down`); `current` where none does.

    Nearest counts along the way between the facing edges, and beside it where the two do not overlap.
    """
    right, down = WAYS[way]
    found = [
        (cost, number, region)
        for number, region in enumerate(regions)
        if region.key != current.key and (cost := _cost(current.box, region.box, right, down)) is not None
    ]
    return min(found, key=lambda each: each[:2])[2] if found else current


def _cost(here: Box, there: Box, right: int, down: int) -> float | None:
    """Return how far it is in a way, in points; None where it lies elsewhere."""
    (x, y), (to_x, to_y) = here.middle, there.middle
    ahead = (to_x - x) * right + (to_y - y) * down
    if ahead <= 0.5:
        return None
    if right:
        gap = there.x - here.right if right > 0 else here.x - there.right
        beside = max(there.y - here.bottom, here.y - there.bottom, 0.0)
        slant = abs(to_y - y)
    else:
        gap = there.y - here.bottom if down > 0 else here.y - there.bottom
        beside = max(there.x - here.right, here.x - there.right, 0.0)
        slant = abs(to_x - x)
    if beside > 0 and ahead < slant / 2:
        return None
    return max(gap, 0.0) + _ASIDE * beside + 0.05 * slant + 0.02 * ahead
