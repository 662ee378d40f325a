"""Order the vertices of a layered graph so that few of its edges cross.

Vertices are numbers, each in a column; every edge runs from a column to a later one. An edge that passes
columns gets a dummy vertex in each, so that it has a slot of its own to run through. Columns are then sorted
by the mean place of their neighbors, to and fro, and neighbors in a column change places while that removes
crossings.

Source: K. Sugiyama, S. Tagawa, M. Toda, Methods for visual understanding of hierarchical system structures
(1981); the exchange step after E. Gansner and others, A technique for drawing directed graphs (1993).
"""

from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

Edge = tuple[int, int]

_SWEEPS = 24
_PATIENCE, _LITTLE_PATIENCE = 8, 3  # sweeps without a gain before it is given up; fewer on a large map
_LARGE = 1_200  # vertices
_EXCHANGE_ROUNDS = 2  # after each sweep
_LAST_ROUNDS = 30  # once the sweeps are over
_COMPARISONS = 60_000  # per start: a map of 500 cards stays below a second, one of 60 is not limited


@dataclass(frozen=True)
class Layers:
    """`columns` hold vertices from top to bottom; `chains` the vertices of each edge from left to right."""

    columns: tuple[tuple[int, ...], ...]
    chains: tuple[tuple[int, ...], ...]
    crossings: int


@lru_cache(maxsize=16)
def layered(column_of: tuple[int, ...], edges: tuple[Edge, ...]) -> Layers:
    """Return columns in a good order and the chain of each edge. The same input gives the same answer.

    Vertices are 0, 1, … in `column_of`; dummies get the numbers after them. The last answers are remembered,
    so that an edit which moves no card to another column costs nothing here.
    """
    graph = _Graph(column_of, edges)
    best = min((graph.improved(start) for start in graph.starts()), key=lambda found: found[0])
    return Layers(tuple(map(tuple, best[1])), tuple(graph.chains), best[0])


class _Graph:
    """A proper layered graph: every edge spans two neighboring columns."""

    def __init__(self, column_of: Sequence[int], edges: Sequence[Edge]) -> None:
        self.columns: list[list[int]] = [[] for _ in range(max(column_of, default=-1) + 1)]
        for vertex, column in enumerate(column_of):
            self.columns[column].append(vertex)
        self.left: list[list[int]] = [[] for _ in column_of]
        self.right: list[list[int]] = [[] for _ in column_of]
        self.chains: list[tuple[int, ...]] = []
        for source, target in edges:
            chain = [source]
            for column in range(column_of[source] + 1, column_of[target]):
                chain.append(len(self.left))
                self.columns[column].append(len(self.left))
                self.left.append([])
                self.right.append([])
            chain.append(target)
            for a, b in pairwise(chain):
                self.right[a].append(b)
                self.left[b].append(a)
            self.chains.append(tuple(chain))
        self.place = [0] * len(self.left)
        self.compared = 0

    def starts(self) -> list[list[list[int]]]:
        """Return two orders to start from: as given, and as a walk back from the last column meets them.

        Mixed orders would find fewer crossings still, but a card more would then turn the whole map over.
        """
        met: list[list[int]] = [[] for _ in self.columns]
        seen: set[int] = set()
        column_of = {vertex: number for number, column in enumerate(self.columns) for vertex in column}
        for column in reversed(self.columns):
            for root in column:
                stack = [root]
                while stack:
                    vertex = stack.pop()
                    if vertex not in seen:
                        seen.add(vertex)
                        met[column_of[vertex]].append(vertex)
                        stack += reversed(self.left[vertex])
        return [[list(column) for column in self.columns], met]

    def improved(self, columns: list[list[int]]) -> tuple[int, list[list[int]]]:
        """Return the fewest crossings found from a start, and the order that has them."""
        for column in columns:
            self._put(column)
        best = (self._crossings(columns), [list(column) for column in columns])
        waited = self.compared = 0
        patience = _PATIENCE if len(self.left) < _LARGE else _LITTLE_PATIENCE
        for sweep in range(_SWEEPS):
            if not best[0] or waited >= patience:
                break
            rightwards = sweep % 2 == 0
            for column in columns if rightwards else reversed(columns):
                self._sort(column, self.left if rightwards else self.right)
            self._exchange(columns, _EXCHANGE_ROUNDS, even=sweep % 4 < 2)
            best, waited = self._better(best, columns, waited + 1)
        last = [list(column) for column in best[1]]
        for column in last:
            self._put(column)
        self._exchange(last, _LAST_ROUNDS)
        return self._better(best, last, 0)[0]

    def _better(
        self, best: tuple[int, list[list[int]]], columns: list[list[int]], waited: int
    ) -> tuple[tuple[int, list[list[int]]], int]:
        """Return the better of the best order and this one, and how many sweeps brought nothing."""
        count = self._crossings(columns)
        if count < best[0]:
            return (count, [list(column) for column in columns]), 0
        return best, waited

    def _put(self, column: list[int]) -> None:
        for number, vertex in enumerate(column):
            self.place[vertex] = number

    def _sort(self, column: list[int], neighbors: list[list[int]]) -> None:
        """Sort by the mean place of neighbors; who has none keeps the place."""
        place = self.place
        mean = {}
        for vertex in column:
            linked = neighbors[vertex]
            if len(linked) == 1:  # as every dummy
                mean[vertex] = float(place[linked[0]])
            elif linked:
                mean[vertex] = sum([place[other] for other in linked]) / len(linked)
        sorted_ones = iter(sorted(mean, key=mean.__getitem__))
        column[:] = [next(sorted_ones) if vertex in mean else vertex for vertex in column]
        self._put(column)

    def _exchange(self, columns: list[list[int]], rounds: int, *, even: bool = False) -> None:
        """Let neighbors change places while that removes crossings; at first also, with `even`, where it
        changes nothing, which leads out of dead ends.
        """
        place, left, right = self.place, self.left, self.right
        for number in range(rounds):
            better = False
            for column in columns:
                self.compared += len(column)
                if self.compared > _COMPARISONS:
                    return
                for at in range(len(column) - 1):
                    upper, lower = column[at], column[at + 1]
                    gain = _gain(left[upper], left[lower], place) + _gain(right[upper], right[lower], place)
                    if gain > 0 or (even and not gain and not number):
                        column[at], column[at + 1] = lower, upper
                        place[upper], place[lower] = at + 1, at
                        better = better or gain > 0
            if not better:
                return

    def _crossings(self, columns: list[list[int]]) -> int:
        place, right, total = self.place, self.right, 0
        for column in columns:
            met: list[int] = []
            for vertex in column:
                linked = right[vertex]
                if len(linked) == 1:  # as every dummy
                    end = place[linked[0]]
                    total += len(met) - bisect_right(met, end)
                    insort(met, end)
                elif linked:
                    ends = sorted([place[other] for other in linked])
                    for end in ends:
                        total += len(met) - bisect_right(met, end)
                    for end in ends:
                        insort(met, end)
        return total


def _gain(upper: Sequence[int], lower: Sequence[int], place: Sequence[int]) -> int:
    """Return how many crossings go when two vertices that are linked with these change places."""
    gain = 0
    for one in upper:
        here = place[one]
        for other in lower:
            there = place[other]
            if here > there:
                gain += 1
            elif here < there:
                gain -= 1
    return gain
