"""Where we are: whole-child practice, written policy and the six lessons, as percents and means."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.domain import vocabulary as v
from planner.domain.plan import Plan
from planner.domain.records import LessonRating, PolicyRating, WsccRating

SPREAD_TO_TALK = 1.0
"""Spread between groups from which a lesson is flagged for talk. Source: method 3.5 (lesson spread)."""

LOW_LESSON = 1.5
"""Mean below which a lesson needs a starting point. Source: method 4, check 107."""


def scan_percent(plan: Plan, component: str) -> float | None:
    """Return 100 x sum of ratings / (3 x rated statements) of a component; None where nothing is rated.

    Statements that do not apply are not counted. Source: method 3.5 (scan percent).
    """
    ratings = [
        each.rating
        for each in plan.where(WsccRating, component=component)
        if each.rating is not None and not each.na
    ]
    return 100 * sum(ratings) / (3 * len(ratings)) if ratings else None


def rated_statements(plan: Plan, component: str) -> int:
    """Return how many of a component's three statements are rated or marked as not applying."""
    rows = plan.where(WsccRating, component=component)
    return len({each.statement_no for each in rows if each.na or each.rating is not None})


@dataclass(frozen=True)
class PolicyScores:
    """Written policy: percent of prompts that are mentioned at all, and percent that are strong (None:
    unrated).
    """

    comprehensiveness: float | None
    strength: float | None


def policy_scores(plan: Plan, component: str = "") -> PolicyScores:
    """Return the policy scores of the whole scan, or of one component, in percent.

    Comprehensiveness = share of rated prompts at 1 or 2; strength = share at 2. Source: method 3.5 (WellSAT
    logic, E3).
    """
    rows = plan.where(PolicyRating, component=component) if component else plan.all(PolicyRating)
    ratings = [each.rating for each in rows if each.rating is not None]
    if not ratings:
        return PolicyScores(None, None)
    return PolicyScores(
        100 * sum(each >= 1 for each in ratings) / len(ratings),
        100 * sum(each >= 2 for each in ratings) / len(ratings),
    )


@dataclass(frozen=True)
class LessonScore:
    """A lesson as the groups rate it, 0 to 3: mean by group id, mean of the groups, and spread between them.

    `mean` and `spread` are None where nobody has rated the lesson.
    """

    by_group: Mapping[str, float]
    mean: float | None
    spread: float | None

    @property
    def low(self) -> bool:
        """Whether the lesson needs a starting point. Source: method 4, check 107."""
        return self.mean is not None and self.mean < LOW_LESSON


def lesson_scores(plan: Plan) -> dict[str, LessonScore]:
    """Return the score of each of the six lessons.

    The mean is that of the groups' means, so that each group counts the same whatever its size; spread =
    highest group mean - lowest group mean. Source: method 2.A3 and 3.5 (lesson spread).
    """
    return {lesson.value: _lesson(plan.where(LessonRating, lesson=lesson.value)) for lesson in v.LESSONS}


def _lesson(rows: Iterable[LessonRating]) -> LessonScore:
    ratings: dict[str, list[int]] = {}
    for row in rows:
        if row.rating is not None:
            ratings.setdefault(row.group_id or "", []).append(row.rating)
    means = {group: sum(each) / len(each) for group, each in ratings.items()}
    if not means:
        return LessonScore({}, None, None)
    return LessonScore(means, sum(means.values()) / len(means), max(means.values()) - min(means.values()))
