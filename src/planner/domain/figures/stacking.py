"""Give the vertices of ordered columns their height on the page, near to what they are linked with.

Within a column the order and the distances are kept and the sum of squared distances to the wished places is
least (pool adjacent violators: R. Barlow and others, Statistical inference under order restrictions, 1972).
"""

from collections.abc import Sequence
from itertools import pairwise

from planner.domain.figures.figure import Box
from planner.domain.figures.layers import Layers

_SWEEPS = 12
_IDLE = 0.001  # the pull of a card without links: it stays where it is but gives way to all others


def stacked(layers: Layers, heights: Sequence[float], gap: float, slot: float) -> list[float]:
    """Return the middle of each vertex, y downwards from 0, in points.

    Args:
        layers: The ordered columns; vertices past the end of `heights` are dummies.
        heights: The height of each card.
        gap: The distance between two cards in a column.
        slot: The distance between two dummies, or a dummy and a card.
    """
    count = len(heights)
    sizes = [*heights, *[0.0] * (sum(map(len, layers.columns)) - count)]
    offsets = [_offsets(column, sizes, gap, slot) for column in layers.columns]
    tallest = max((stack[-1] for stack in offsets if stack), default=0.0)
    middles = [0.0] * len(sizes)
    for column, stack in zip(layers.columns, offsets, strict=True):
        for vertex, at in zip(column, stack, strict=True):
            middles[vertex] = at + (tallest - stack[-1]) / 2
    pulls = _pulls(layers, len(sizes), count)
    for sweep in range(_SWEEPS):
        sides = (0, 1) if sweep >= _SWEEPS - 4 else (sweep % 2,)
        pairs = list(zip(layers.columns, offsets, strict=True))
        for column, stack in pairs if sweep % 2 == 0 else reversed(pairs):
            _settle(column, stack, middles, pulls, sides)
    top = min((middle - size / 2 for middle, size in zip(middles, sizes, strict=True)), default=0.0)
    return [middle - top for middle in middles]


def _offsets(column: Sequence[int], sizes: Sequence[float], gap: float, slot: float) -> list[float]:
    """Return how far the middles of a column lie below the first one when it is packed tightly."""
    found, at = [], 0.0
    for number, vertex in enumerate(column):
        if number:
            before = column[number - 1]
            at += (sizes[before] + sizes[vertex]) / 2 + (gap if sizes[before] and sizes[vertex] else slot)
        found.append(at)
    return found


Pull = tuple[int, float]


def _pulls(layers: Layers, size: int, count: int) -> tuple[list[list[Pull]], list[list[Pull]]]:
    """Return for each vertex its neighbors on the left and on the right, and how strongly they pull.

    Long edges should be straight, so that dummies pull each other most.
    """
    left: list[list[Pull]] = [[] for _ in range(size)]
    right: list[list[Pull]] = [[] for _ in range(size)]
    for chain in layers.chains:
        for a, b in pairwise(chain):
            weight = (1.0, 2.0, 8.0)[(a >= count) + (b >= count)]
            left[b].append((a, weight))
            right[a].append((b, weight))
    return left, right


def _settle(
    column: Sequence[int],
    offsets: Sequence[float],
    middles: list[float],
    pulls: tuple[list[list[Pull]], list[list[Pull]]],
    sides: Sequence[int],
) -> None:
    """Move the vertices of one column to the best places its order allows."""
    blocks: list[tuple[float, float, int]] = []  # wished place of the first vertex, weight, vertices
    for vertex, offset in zip(column, offsets, strict=True):
        total = weight = 0.0
        for side in sides:
            for other, pull in pulls[side][vertex]:
                total += middles[other] * pull
                weight += pull
        if not weight:
            total, weight = middles[vertex] * _IDLE, _IDLE
        block = (total / weight - offset, weight, 1)
        while blocks and blocks[-1][0] > block[0]:
            wish, heavy, held = blocks.pop()
            both = heavy + block[1]
            block = ((wish * heavy + block[0] * block[1]) / both, both, held + block[2])
        blocks.append(block)
    at = 0
    for wish, _, held in blocks:
        for number in range(at, at + held):
            middles[column[number]] = wish + offsets[number]
        at += held


def made_room(
    column: Sequence[int],
    middles: list[float],
    sizes: Sequence[float],
    taken: Sequence[Box],
    gap: float,
    slot: float,
) -> None:
    """Push the vertices of one column down past boxes that stand in it."""
    floor = float("-inf")
    before_is_card = False
    for vertex in column:
        size = sizes[vertex]
        card = size > 0
        apart = gap if card and before_is_card else slot
        top = max(middles[vertex] - size / 2, floor + apart)
        for box in sorted(taken, key=lambda box: box.y):
            if top < box.bottom + slot and box.y - slot < top + size:
                top = box.bottom + (gap if card else slot)
        middles[vertex] = top + size / 2
        floor, before_is_card = top + size, card
