"""What follows by itself from an edit, so that nobody has to enter it twice. Source: method 3.3."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.records import Action, DataPoint, Indicator, Measurement, Scenario, TocNode


def settle(before: Record | None, after: Record, plan: Plan, today: date) -> Record:
    """Return a record with what follows from the change of its own fields.

    Args:
        before: The record before the change, None when it is new.
        after: The record as the person left it.
        plan: The plan it belongs to.
        today: The date that things which happen now get.
    """
    rule = _RULES.get(after.about.kind)
    if rule is None:
        return after
    follows = {
        name: value
        for name, value in rule(before, after, plan, today).items()
        if getattr(after, name) != value
    }
    return after.replace(**follows) if follows else after


def follow_ups(after: Record, plan: Plan) -> Iterator[Record]:
    """Yield other records that change with this one, as they are then.

    24. Choosing a scenario takes the mark off the one that was chosen.
    """
    if isinstance(after, Scenario) and after.selected:
        for other in plan.where(Scenario, selected=True):
            if other.id != after.id:
                yield other.replace(selected=False)


def _new(before: Record | None, after: Record, name: str) -> bool:
    """Whether a field was changed by this edit; a new record's fields were."""
    return before is None or getattr(before, name) != getattr(after, name)


def _toc_node(before: Record | None, after: Record, plan: Plan, today: date) -> dict[str, Any]:  # noqa: ARG001
    """6. The kind of a node decides on which side of the ceiling it stands."""
    if not isinstance(after, TocNode) or not _new(before, after, "kind"):
        return {}
    if after.kind == "impact":
        return {"above_ceiling": True}
    return {"above_ceiling": False} if after.kind in ("intervention", "early_outcome") else {}


def _action(before: Record | None, after: Record, plan: Plan, today: date) -> dict[str, Any]:  # noqa: ARG001
    """18. Status, percentage and the days it really started and ended go together: the newest word counts."""
    if not isinstance(after, Action):
        return {}
    if _new(before, after, "status"):
        if after.status == "done":
            return {"percent_complete": 100, "actual_end": after.actual_end or today}
        if after.status == "not_started" and before is not None:
            return {"percent_complete": 0, "actual_start": None, "actual_end": None}
    started = bool(after.percent_complete) or after.actual_start is not None
    if after.status == "not_started" and started:
        return {"status": "in_progress"}
    if before is not None and after.status == "done" and after.percent_complete != 100:
        return {"status": "in_progress", "actual_end": None}
    return {}


def _indicator(before: Record | None, after: Record, plan: Plan, today: date) -> dict[str, Any]:  # noqa: ARG001
    """8. A baseline that has arrived is not due any more."""
    if not isinstance(after, Indicator) or before is None or after.baseline_value is None:
        return {}
    arrived = _new(before, after, "baseline_value") and not _new(before, after, "baseline_due")
    return {"baseline_due": None} if arrived else {}


def _measurement(before: Record | None, after: Record, plan: Plan, today: date) -> dict[str, Any]:  # noqa: ARG001
    """10. A value of too few people is marked so; that it is cleared is for the person to do."""
    if not isinstance(after, Measurement) or after.n is None:
        return {}
    measured = plan.get(Indicator, after.indicator_id)
    least = measured.min_cell if measured else None
    return {"suppressed": True} if least is not None and after.n < least else {}


def _data_point(before: Record | None, after: Record, plan: Plan, today: date) -> dict[str, Any]:  # noqa: ARG001
    """A number about too few people is not kept; one that is entered again is no longer too small."""
    if not isinstance(after, DataPoint) or not after.suppressed or after.value is None:
        return {}
    return {"value": None} if _new(before, after, "suppressed") else {"suppressed": False}


_RULES: Mapping[str, Callable[[Record | None, Record, Plan, date], dict[str, Any]]] = {
    "toc_node": _toc_node,
    "action": _action,
    "indicator": _indicator,
    "measurement": _measurement,
    "data_point": _data_point,
}
