"""The schedule of actions: slack, driving chain and lateness, all in calendar days."""

from collections.abc import Iterable
from datetime import date

from planner.domain.plan import Plan
from planner.domain.records import Action, ActionDependency

LATE_START_DAYS = 30
"""An action not started this many days after its start is late. Source: method 4, check 501."""


def slack(plan: Plan, dependency: ActionDependency) -> int | None:
    """Return the days between what a dependency allows and what is planned; negative is a conflict.

    FS: successor start - predecessor end - lag; SS: start - start - lag; FF: end - end - lag. None where an
    action or a date is missing. Source: method 3.5.
    """
    first = plan.get(Action, dependency.predecessor_id)
    then = plan.get(Action, dependency.successor_id)
    if first is None or then is None:
        return None
    allowed = first.start_date if dependency.type == "SS" else first.end_date
    planned = then.end_date if dependency.type == "FF" else then.start_date
    if allowed is None or planned is None:
        return None
    return (planned - allowed).days - (dependency.lag_days or 0)


def slacks(plan: Plan) -> dict[str, int]:
    """Return the slack in days of each dependency whose dates are known, by its id. Source: method 3.5."""
    found = ((dependency.id, slack(plan, dependency)) for dependency in plan.all(ActionDependency))
    return {each: days for each, days in found if days is not None}


def driving_chain(plan: Plan, action_id: str) -> tuple[Action, ...]:
    """Return the path of tightest dependencies that ends at an action, first action first.

    From the action, step back each time through the dependency with the smallest slack; at equal slack to the
    predecessor that ends last. It stops at an action without predecessors, or where a loop closes. Empty when
    there is no such action. Source: method 3.5.
    """
    action = plan.get(Action, action_id)
    chain: list[Action] = []
    while action is not None:
        chain.append(action)
        action = _tightest(plan, action, {each.id for each in chain})
    return tuple(reversed(chain))


def _tightest(plan: Plan, action: Action, seen: Iterable[str]) -> Action | None:
    choices = []
    for dependency in plan.where(ActionDependency, successor_id=action.id):
        first, days = plan.get(Action, dependency.predecessor_id), slack(plan, dependency)
        if first is not None and days is not None and first.id not in seen:
            choices.append((days, -(first.end_date or date.min).toordinal(), first.code, first))
    return min(choices, key=lambda choice: choice[:3])[3] if choices else None


def late_days(action: Action, as_of: date) -> int:
    """Return how many days an action is late, 0 when it is not.

    Late is an action that should have ended before `as_of` and is neither done nor cancelled (days since its
    end), or one that is not started 30 days or more after its start (days since its start). Source: method 4,
    check 501.
    """
    if action.status in ("done", "cancelled"):
        return 0
    if action.end_date is not None and action.end_date < as_of:
        return (as_of - action.end_date).days
    if action.start_date is not None and action.status in ("not_started", ""):
        waiting = (as_of - action.start_date).days
        return waiting if waiting >= LATE_START_DAYS else 0
    return 0
