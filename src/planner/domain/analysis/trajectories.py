"""What an indicator should be by now, what it is, and whether the objective is on track."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from planner.domain.plan import Plan
from planner.domain.records import Goal, Indicator, Measurement, MonitoringPlan, Objective

WRONG_WAY = 0.05
"""Share of the total change by which an early value may move the wrong way. Source: method 3.5."""

_WORST_FIRST = ("off_track", "at_risk", "on_track")


SMALLEST_GROUP = 10
"""Values of smaller groups are never shown, unless an indicator says otherwise. Source: method 3.1."""


def too_small(indicator: Indicator, measurement: Measurement) -> bool:
    """Whether a value is of so few people that it must not be shown: marked so, or counted."""
    few = measurement.n is not None and measurement.n < (indicator.min_cell or SMALLEST_GROUP)
    return measurement.suppressed or few


@dataclass(frozen=True)
class Progress:
    """Where an indicator stands.

    `status` is on_track, at_risk, off_track, too_early or no_data; `value` (in the indicator's unit) was
    measured at `measured_on`, `expected` is what it should have been then, `ratio` the actual change /
    expected change.
    """

    status: str
    value: float | None = None
    measured_on: date | None = None
    expected: float | None = None
    ratio: float | None = None


def expected(indicator: Indicator, day: date) -> float | None:
    """Return the value expected on a day, in the indicator's unit; None without baseline or target.

    Straight lines through baseline, milestones and target; before the first point the first value, after the
    last the last. Source: method 3.5 (indicator status).
    """
    points = way_points(indicator)
    if not points:
        return None
    if day <= points[0][0]:
        return points[0][1]
    for (start, low), (end, high) in pairwise(points):
        if day <= end:
            return low + (high - low) * ((day - start).days / (end - start).days)
    return points[-1][1]


def way_points(indicator: Indicator) -> list[tuple[date, float]]:
    """Return baseline, milestones and target in order, values in the indicator's unit; empty without baseline
    or target.
    """
    baseline, first = indicator.baseline_value, indicator.baseline_date
    target, last = indicator.target_value, indicator.target_date
    if baseline is None or first is None or target is None or last is None or last <= first:
        return []
    between = {day: value for day, value in indicator.milestones if first < day < last and value is not None}
    return [(first, baseline), *sorted(between.items()), (last, target)]


def latest(plan: Plan, indicator: Indicator, as_of: date) -> Measurement | None:
    """Return the last measurement of all students on or before a day whose value may be shown, or None."""
    return max(_measured(plan, indicator, as_of), key=lambda each: each.as_of or date.min, default=None)


def measured_values(plan: Plan, indicator: Indicator, as_of: date) -> list[tuple[date, float]]:
    """Return what was measured of all students up to a day, in order, in the indicator's unit."""
    rows = _measured(plan, indicator, as_of)
    return sorted(
        (each.as_of, each.value) for each in rows if each.as_of is not None and each.value is not None
    )


def _measured(plan: Plan, indicator: Indicator, as_of: date) -> list[Measurement]:
    return [
        each
        for each in plan.where(Measurement, indicator_id=indicator.id)
        if each.value is not None
        and not too_small(indicator, each)
        and each.as_of is not None
        and each.as_of <= as_of
        and each.student_group.strip().lower() in ("", "all", "all students")
    ]


def indicator_progress(plan: Plan, indicator: Indicator, as_of: date) -> Progress:
    """Return where an indicator stands on a day, judged at the date of its last measurement.

    If the expected change is less than 10% of the total change: too_early, or at_risk when the value moved
    the wrong way by more than 5% of the total change. Else ratio = actual change / expected change: on_track
    from 0.9, at_risk from 0.6, below off_track (the three limits are set in the monitoring plan). An
    indicator to be maintained is on_track while it is no farther from the target than the threshold, at_risk
    up to twice as far. Source: method 3.5 (indicator status); for maintain, by design.
    """
    measured = latest(plan, indicator, as_of)
    if measured is None or measured.value is None or measured.as_of is None:
        return Progress("no_data")
    value, day = measured.value, measured.as_of
    if indicator.direction == "maintain":
        return _maintained(indicator, value, day)
    aim, baseline, target = expected(indicator, day), indicator.baseline_value, indicator.target_value
    if aim is None or baseline is None or target is None or target == baseline:
        return Progress("no_data", value, day, aim)
    limits = plan.one(MonitoringPlan)
    whole, due, moved = target - baseline, aim - baseline, value - baseline
    if abs(due) < _limit(limits.too_early_fraction, 0.1) * abs(whole):
        wrong = moved / whole < -WRONG_WAY
        return Progress("at_risk" if wrong else "too_early", value, day, aim)
    ratio = moved / due
    if ratio >= _limit(limits.on_track_ratio, 0.9) - 1e-9:
        return Progress("on_track", value, day, aim, ratio)
    at_risk = ratio >= _limit(limits.at_risk_ratio, 0.6) - 1e-9
    return Progress("at_risk" if at_risk else "off_track", value, day, aim, ratio)


def _limit(value: float | None, usual: float) -> float:
    return usual if value is None else value


def _maintained(indicator: Indicator, value: float, day: date) -> Progress:
    target = indicator.target_value if indicator.target_value is not None else indicator.baseline_value
    if target is None:
        return Progress("no_data", value, day)
    room = abs(indicator.threshold_value - target) if indicator.threshold_value is not None else 0.0
    room = room or 0.05 * abs(target)
    off = abs(value - target)
    status = "on_track" if off <= room + 1e-9 else "at_risk" if off <= 2 * room else "off_track"
    return Progress(status, value, day, target)


def indicator_status(plan: Plan, indicator: Indicator, as_of: date) -> str:
    """Return on_track, at_risk, off_track, too_early or no_data. Source: method 3.5 (indicator status)."""
    return indicator_progress(plan, indicator, as_of).status


def objective_status(plan: Plan, objective: Objective, as_of: date) -> str:
    """Return the worst status of an objective's indicators, ignoring too_early and no_data.

    Where all are ignored: too_early if any is, else no_data. Source: method 3.5 (objective status).
    """
    found = {indicator_status(plan, each, as_of) for each in plan.some(Indicator, objective.indicator_ids)}
    worst = next((status for status in _WORST_FIRST if status in found), None)
    return worst or ("too_early" if "too_early" in found else "no_data")


def goal_status(plan: Plan, goal: Goal, as_of: date) -> str:
    """Return the worst status of a goal's objectives, as `objective_status` does of their indicators."""
    found = {objective_status(plan, each, as_of) for each in plan.where(Objective, goal_id=goal.id)}
    return next((status for status in (*_WORST_FIRST, "too_early") if status in found), "no_data")


def headline(plan: Plan, goal: Goal) -> Indicator | None:
    """Return the first indicator of a goal's objectives, which stands for it where there is little room."""
    ids = (each for objective in plan.where(Objective, goal_id=goal.id) for each in objective.indicator_ids)
    return next(iter(plan.some(Indicator, ids)), None)
