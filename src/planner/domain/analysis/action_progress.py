"""How far the actions have come: what is done, due, late and blocked, and what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.analysis.budget import goal_of
from planner.domain.analysis.schedule import late_days
from planner.domain.plan import Plan
from planner.domain.records import Action

AHEAD_DAYS = 90
"""How far a progress review looks ahead, in days. Source: method 5.5."""


@dataclass(frozen=True)
class ActionProgress:
    """The actions that were not cancelled, by where they stand on a day; one may be in several lists.

    `due` should have ended by that day, done or not. `late` is told by check 501. `coming` starts or ends in
    the next 90 days and is not done; what comes first is first.
    """

    counted: tuple[Action, ...]
    done: tuple[Action, ...]
    due: tuple[Action, ...]
    late: tuple[Action, ...]
    blocked: tuple[Action, ...]
    coming: tuple[Action, ...]


def action_progress(plan: Plan, as_of: date) -> ActionProgress:
    """Return where all actions stand on a day. Source: method 5.5; method 4, check 501."""
    return progress_of(plan.all(Action), as_of)


def progress_of(actions: Iterable[Action], as_of: date) -> ActionProgress:
    """Return where some actions stand on a day."""
    counted = tuple(each for each in actions if each.status != "cancelled")
    unfinished = [each for each in counted if each.status != "done"]
    coming = [each for each in unfinished if next_day(each, as_of) is not None]
    return ActionProgress(
        counted,
        done=tuple(each for each in counted if each.status == "done"),
        due=tuple(each for each in counted if each.end_date is not None and each.end_date <= as_of),
        late=tuple(
            sorted(
                (each for each in unfinished if late_days(each, as_of)),
                key=lambda each: -late_days(each, as_of),
            )
        ),
        blocked=tuple(each for each in unfinished if each.status == "blocked"),
        coming=tuple(sorted(coming, key=lambda each: next_day(each, as_of) or date.max)),
    )


def next_day(action: Action, as_of: date) -> date | None:
    """Return the first day in the next 90 on which an action starts or ends, or None."""
    until = as_of + timedelta(days=AHEAD_DAYS)
    days = [day for day in (action.start_date, action.end_date) if day is not None and as_of < day <= until]
    return min(days, default=None)


def by_goal(plan: Plan) -> dict[str, tuple[Action, ...]]:
    """Return the actions by the id of the goal they count under ("" for none)."""
    found: dict[str, list[Action]] = {}
    for action in plan.all(Action):
        found.setdefault(goal_of(plan, action), []).append(action)
    return {goal: tuple(actions) for goal, actions in found.items()}
