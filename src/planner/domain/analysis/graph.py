"""The theory of change as a directed graph: levels, loops and paths.

Everything is iterative, so that a long chain cannot exhaust the stack, and deterministic.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from planner.domain.plan import Plan
from planner.domain.records import TocLink, TocNode

Edge = tuple[str, str]


def edges(plan: Plan) -> tuple[Edge, ...]:
    """Return (from, to) for each link of the theory whose two ends exist, in the order of the links."""
    nodes = {node.id for node in plan.all(TocNode)}
    return tuple(
        (link.from_id, link.to_id)
        for link in plan.all(TocLink)
        if link.from_id is not None
        and link.to_id is not None
        and link.from_id in nodes
        and link.to_id in nodes
    )


def whole_links(plan: Plan) -> Iterator[tuple[TocLink, TocNode, TocNode]]:
    """Yield each link of the theory whose two ends exist, with them."""
    for link in plan.all(TocLink):
        source, to = plan.get(TocNode, link.from_id), plan.get(TocNode, link.to_id)
        if source is not None and to is not None:
            yield link, source, to


def levels(plan: Plan) -> dict[str, int]:
    """Return, for each node, the length in links of its longest path to an impact node (which is at 0).

    A node that reaches no impact node stands one level above its longest path to a loose end, so that it is
    never beside an impact node. The nodes of a loop share a level. Source: method 3.3, invariant 7.
    """
    impacts = {node.id for node in plan.all(TocNode) if node.kind == "impact"}
    ways = _outgoing(edges(plan), (node.id for node in plan.all(TocNode)))
    reached: dict[str, int] = {}
    loose: dict[str, int] = {}
    for group in _components(ways):  # sinks first, so all a group leads to is known
        members = set(group)
        beyond = [target for each in group for target in ways[each] if target not in members]
        to_impact = [reached[target] + 1 for target in beyond if target in reached]
        if not members.isdisjoint(impacts):
            to_impact.append(0)
        if to_impact:
            reached.update(dict.fromkeys(group, max(to_impact)))
        else:
            loose.update(dict.fromkeys(group, max((loose[target] + 1 for target in beyond), default=1)))
    return {node.id: reached.get(node.id, loose.get(node.id, 0)) for node in plan.all(TocNode)}


def cycles(pairs: Iterable[Edge]) -> tuple[tuple[str, ...], ...]:
    """Return one shortest loop for each group of nodes that can reach themselves; none for a sound graph.

    A loop a, b, c means a to b, b to c and c to a. Each starts at the node that appears first in `pairs`.
    Source: method 4, checks 205 and 403 (Tarjan's strongly connected components).
    """
    ways = _outgoing(pairs)
    order = {node: number for number, node in enumerate(ways)}
    found = []
    for group in _components(ways):
        first = min(group, key=order.__getitem__)
        if len(group) > 1 or first in ways[first]:
            found.append(_loop(first, set(group), ways))
    return tuple(sorted(found, key=lambda loop: order[loop[0]]))


def paths(plan: Plan, node_id: str, limit: int = 200) -> tuple[tuple[str, ...], ...]:
    """Return the chains of node ids that lead from a node up to where the theory ends, at most `limit` of
    them.

    A chain never visits a node twice, so a loop ends it.
    """
    ways = _outgoing(edges(plan), (node_id,))
    found: list[tuple[str, ...]] = []
    open_ends: list[tuple[str, ...]] = [(node_id,)]
    while open_ends and len(found) < limit:
        chain = open_ends.pop()
        onward = [target for target in ways[chain[-1]] if target not in chain]
        if onward:
            open_ends.extend((*chain, target) for target in reversed(onward))
        else:
            found.append(chain)
    return tuple(found)


def above(plan: Plan, node_id: str) -> frozenset[str]:
    """Return the ids of all nodes a node helps to bring about, directly or not."""
    return _reached(node_id, _outgoing(edges(plan), (node_id,)))


def below(plan: Plan, node_id: str) -> frozenset[str]:
    """Return the ids of all nodes that help to bring a node about, directly or not."""
    return _reached(node_id, _outgoing(((to, source) for source, to in edges(plan)), (node_id,)))


def _outgoing(pairs: Iterable[Edge], nodes: Iterable[str] = ()) -> dict[str, list[str]]:
    ways: dict[str, list[str]] = {node: [] for node in nodes}
    for source, target in pairs:
        ways.setdefault(source, []).append(target)
        ways.setdefault(target, [])
    return ways


def _components(ways: Mapping[str, list[str]]) -> Iterator[tuple[str, ...]]:
    """Yield the strongly connected components, each after all that it leads to (Tarjan, without
    recursion).
    """
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []
    stacked: set[str] = set()
    for root in ways:
        if root in number:
            continue
        calls = [(root, iter(ways[root]))]
        number[root] = lowest[root] = len(number)
        stack.append(root)
        stacked.add(root)
        while calls:
            node, onward = calls[-1]
            target = next(onward, None)
            if target is None:
                calls.pop()
                if calls:
                    caller = calls[-1][0]
                    lowest[caller] = min(lowest[caller], lowest[node])
                if lowest[node] == number[node]:
                    group = [stack.pop()]
                    while group[-1] != node:
                        group.append(stack.pop())
                    stacked.difference_update(group)
                    yield tuple(reversed(group))
            elif target not in number:
                number[target] = lowest[target] = len(number)
                stack.append(target)
                stacked.add(target)
                calls.append((target, iter(ways[target])))
            elif target in stacked:
                lowest[node] = min(lowest[node], number[target])


def _loop(first: str, group: set[str], ways: Mapping[str, list[str]]) -> tuple[str, ...]:
    came_from: dict[str, str] = {}
    queue = deque([first])
    while queue:
        node = queue.popleft()
        for target in ways[node]:
            if target == first:
                chain = [node]
                while chain[-1] != first:
                    chain.append(came_from[chain[-1]])
                return tuple(reversed(chain))
            if target in group and target not in came_from:
                came_from[target] = node
                queue.append(target)
    return (first,)


def _reached(start: str, ways: Mapping[str, list[str]]) -> frozenset[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for target in ways[waiting.pop()]:
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return frozenset(seen - {start})
