"""Plan health: one figure for how much of what was looked at is in order, with the counts behind it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.domain.checks.finding import CHECKS, Finding

WEIGHTS: Mapping[str, int] = {"B": 5, "W": 2, "A": 1}
"""What a finding of each severity weighs. Source: method 3.5 (plan health)."""


@dataclass(frozen=True)
class Health:
    """Plan health in percent, and the open findings it rests on. Never show the percent without the
    counts.
    """

    percent: float
    blockers: int
    warnings: int
    advice: int
    waived: int


def health(found: Iterable[Finding], examined: Mapping[str, int]) -> Health:
    """Return 100 x (1 - weight of open, unwaived findings / weight of all checks run x what they looked at).

    Args:
        found: The findings of the checks that were run.
        examined: How many things each check looked at, by check id (`checks.examined(plan)`).

    Source: method 3.5 (plan health): weights 5 for B, 2 for W, 1 for A.
    """
    counts = dict.fromkeys(WEIGHTS, 0)
    waived = 0
    for each in found:
        if each.waived:
            waived += 1
        else:
            counts[each.severity] += 1
    weighed = sum(WEIGHTS[severity] * number for severity, number in counts.items())
    possible = sum(WEIGHTS[CHECKS[check].severity] * number for check, number in examined.items())
    percent = 100 * (1 - weighed / possible) if possible else 100.0
    return Health(max(0.0, percent), counts["B"], counts["W"], counts["A"], waived)
