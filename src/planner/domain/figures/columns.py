"""In which lane and column each card of the outcome map stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from planner.domain.records import TocNode

KINDS = ("intervention", "early_outcome", "intermediate_outcome", "long_term_outcome", "impact")
_ROUNDS = 6


@dataclass(frozen=True)
class Lanes:
    """The lanes that are shown, by the kind that belongs in each.

    `firsts` are the numbers of their first columns, `count` is the number of columns; `column_of` the column
    of each node and `edges` the given links, each turned so that it runs to a later column.
    """

    kinds: tuple[str, ...]
    firsts: tuple[int, ...]
    count: int
    column_of: tuple[int, ...]
    edges: tuple[tuple[int, int], ...]


def lane_of(node: TocNode) -> int:
    """Return the lane of a node: by its kind, or the last one for what lies above the ceiling."""
    if node.above_ceiling:
        return len(KINDS) - 1
    return KINDS.index(node.kind) if node.kind in KINDS else 2


@lru_cache(maxsize=16)
def arranged(lanes: tuple[int, ...], links: tuple[tuple[int, int], ...]) -> Lanes:
    """Give every node a column. Links are pairs of places in `lanes`; those running backwards are turned.

    Within a lane columns follow the longest path of links (method 3.3, invariant 7: levels), as near as can
    be to what the node is linked with. The lane above the ceiling is left out where nothing stands in it.
    """
    edges = _turned(lanes, links)
    after: list[list[int]] = [[] for _ in lanes]
    before: list[list[int]] = [[] for _ in lanes]
    for a, b in edges:
        after[a].append(b)
        before[b].append(a)
    order = _in_order(len(lanes), after, before)
    depth = [0] * len(lanes)  # columns that must follow in the same lane
    for node in reversed(order):
        depth[node] = max((depth[b] + 1 for b in after[node] if lanes[b] == lanes[node]), default=0)
    shown = len(KINDS) if len(KINDS) - 1 in lanes else len(KINDS) - 1
    widths = [
        1 + max((depth[n] for n, lane in enumerate(lanes) if lane == at), default=0) for at in range(shown)
    ]
    firsts = [sum(widths[:at]) for at in range(shown)]
    column_of = [firsts[lane] + widths[lane] - 1 - depth[n] for n, lane in enumerate(lanes)]
    for _ in range(_ROUNDS):
        for node in order:
            _nearer(node, column_of, after[node], before[node], firsts[lanes[node]], widths[lanes[node]])
    return Lanes(KINDS[:shown], tuple(firsts), sum(widths), tuple(column_of), tuple(edges))


def _turned(lanes: Sequence[int], links: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Turn links that run to an earlier lane, and within a lane those that close a loop."""
    after: list[list[int]] = [[] for _ in lanes]
    for a, b in links:
        if lanes[a] == lanes[b]:
            after[a].append(b)
    state = [0] * len(lanes)  # 0 not met, 1 on the path walked, 2 left behind
    closing: set[tuple[int, int]] = set()
    for root in range(len(lanes)):
        if state[root]:
            continue
        state[root] = 1
        walk = [(root, iter(after[root]))]
        while walk:
            node, rest = walk[-1]
            following = next(rest, None)
            if following is None:
                state[node] = 2
                walk.pop()
            elif state[following] == 1:
                closing.add((node, following))
            elif state[following] == 0:
                state[following] = 1
                walk.append((following, iter(after[following])))
    return [(b, a) if lanes[a] > lanes[b] or (a, b) in closing else (a, b) for a, b in links]


def _in_order(count: int, after: Sequence[Sequence[int]], before: Sequence[Sequence[int]]) -> list[int]:
    """Return the nodes so that every edge runs forward."""
    waiting = [len(each) for each in before]
    order = [node for node in range(count) if not waiting[node]]
    for node in order:
        for following in after[node]:
            waiting[following] -= 1
            if not waiting[following]:
                order.append(following)
    return order


def _nearer(
    node: int, column_of: list[int], after: Sequence[int], before: Sequence[int], first: int, width: int
) -> None:
    """Move a node, where it is free to, to the side that more of its links go to."""
    if width == 1 or len(before) == len(after):
        return
    lowest = max([first, *(column_of[n] + 1 for n in before)])
    highest = min([first + width - 1, *(column_of[n] - 1 for n in after)])
    if lowest <= highest:
        column_of[node] = lowest if len(before) > len(after) else highest
