"""Priorities: weighted scores, ranks, and how firm the ranks are."""

from collections.abc import Mapping

from planner.domain.plan import Plan
from planner.domain.records import Criterion, Priority


def weights(plan: Plan) -> dict[str, int]:
    """Return the weight in points of each criterion, by key."""
    return {each.key: each.weight or 0 for each in plan.all(Criterion) if each.key}


def weighted_score(plan: Plan, priority: Priority) -> float:
    """Return the sum of weight x score over criteria / 100, 0 to 10. Source: method 2.C3, 3.1 (Priority)."""
    return _score(priority, weights(plan))


def _score(priority: Priority, weighing: Mapping[str, int]) -> float:
    return sum(weight * (priority.scores.get(key) or 0) for key, weight in weighing.items()) / 100


def ranks(plan: Plan) -> dict[str, int]:
    """Return the rank of each priority by weighted score, 1 first; equal scores share a rank."""
    return _ranks(plan, weights(plan))


def _ranks(plan: Plan, weighing: Mapping[str, int]) -> dict[str, int]:
    scores = {each.id: round(_score(each, weighing), 9) for each in plan.all(Priority)}
    return {each: 1 + sum(other > score for other in scores.values()) for each, score in scores.items()}


def unsettled(plan: Plan, points: int = 10) -> frozenset[str]:
    """Return the ids of priorities whose rank changes when one weight is moved by `points` up or down.

    The other weights stay as they are; none falls below 0. Source: method 2.C3 (sensitivity).
    """
    weighing = weights(plan)
    usual = _ranks(plan, weighing)
    found: set[str] = set()
    for key in weighing:
        for change in (points, -points):
            moved = _ranks(plan, {**weighing, key: max(0, weighing[key] + change)})
            found.update(each for each, rank in moved.items() if rank != usual[each])
    return frozenset(found)
