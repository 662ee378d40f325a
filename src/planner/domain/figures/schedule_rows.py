"""The rows of the schedule: groups with their actions, and under each action its milestones."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.domain.analysis.schedule import late_days
from planner.domain.plan import Plan
from planner.domain.records import (
    Action,
    Goal,
    Milestone,
    Objective,
    Partner,
    Person,
    RaciEntry,
    StakeholderGroup,
    Strategy,
)
from planner.i18n import N_, _

Grouping = Literal["goal", "strategy", "owner", "none"]
GROUPINGS: tuple[tuple[Grouping, str], ...] = (
    ("goal", N_("Group by goal")),
    ("strategy", N_("Group by strategy")),
    ("owner", N_("Group by owner")),
    ("none", N_("No groups")),
)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the schedule. A group spans what it holds; a milestone has its date as start and end.

    `percent` is how much is done; `late` how many days an action is late; `driving` whether it is on the
    chain that is shown. A row without a record (`id` empty) holds what belongs to no group.
    """

    kind: Literal["group", "action", "milestone"]
    id: str
    name: str
    owner: str = ""
    start: date | None = None
    end: date | None = None
    percent: int = 0
    status: str = ""
    late: int = 0
    driving: bool = False


def owner(plan: Plan, action: Action) -> str:
    """Return who is accountable for an action, or else the first who is responsible, or an empty text."""
    entries = plan.where(RaciEntry, action_id=action.id)
    for role in ("A", "R"):
        for entry in entries:
            if entry.role != role:
                continue
            held = (
                plan.get(Person, entry.person_id)
                or plan.get(StakeholderGroup, entry.group_id)
                or plan.get(Partner, entry.partner_id)
            )
            if held is not None:
                return held.title
    return ""


def schedule_rows(
    plan: Plan, as_of: date, grouping: Grouping = "goal", driving: Collection[str] = ()
) -> tuple[Row, ...]:
    """Return the rows in the order of the plan, so that no row jumps when a date changes.

    Args:
        plan: The plan.
        as_of: The day that tells what is late.
        grouping: What the actions are grouped by.
        driving: The ids of actions on the chain that is shown.
    """
    groups: dict[str, list[Action]] = {}
    for action in plan.all(Action):
        groups.setdefault(_group(plan, action, grouping), []).append(action)
    rows: list[Row] = []
    for key, name in _names(plan, grouping, groups):
        held = [row for action in groups.get(key, ()) for row in _action_rows(plan, action, as_of, driving)]
        if not key:
            held += [_milestone(each) for each in plan.all(Milestone) if not plan.get(Action, each.action_id)]
        if not held:
            continue
        if name:
            rows.append(_summary(key, name, held))
        rows += held
    return tuple(rows)


def _group(plan: Plan, action: Action, grouping: Grouping) -> str:
    if grouping == "none":
        return ""
    if grouping == "owner":
        return owner(plan, action)
    strategy = plan.get(Strategy, action.strategy_id)
    if strategy is None or grouping == "strategy":
        return strategy.id if strategy else ""
    for objective in plan.some(Objective, strategy.objective_ids):
        if objective.goal_id and plan.get(Goal, objective.goal_id):
            return objective.goal_id
    return ""


def _names(plan: Plan, grouping: Grouping, groups: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the groups in order, each with its name; what belongs to none comes last."""
    if grouping == "goal":
        for number, goal in enumerate(plan.all(Goal), 1):
            yield goal.id, _("Goal {number} · {name}").format(number=number, name=goal.name or goal.code)
    elif grouping == "strategy":
        for strategy in plan.all(Strategy):
            yield strategy.id, strategy.name or strategy.code
    elif grouping == "owner":
        for name in sorted(filter(None, groups), key=str.casefold):
            yield name, name
    yield (
        "",
        {"goal": _("No goal yet"), "strategy": _("No strategy yet"), "owner": _("No owner yet")}.get(
            grouping, ""
        ),
    )


def _action_rows(plan: Plan, action: Action, as_of: date, driving: Collection[str]) -> list[Row]:
    start, end = action.start_date, action.end_date
    row = Row(
        kind="action",
        id=action.id,
        name=action.name or _("An action without a name"),
        owner=owner(plan, action),
        start=start,
        end=end,
        percent=min(100, max(0, action.percent_complete or 0)),
        status=action.status,
        late=late_days(action, as_of),
        driving=action.id in driving,
    )
    found = sorted(
        plan.where(Milestone, action_id=action.id), key=lambda each: (each.date or date.max, each.code)
    )
    return [row, *map(_milestone, found)]


def _milestone(each: Milestone) -> Row:
    return Row(
        kind="milestone",
        id=each.id,
        name=each.name or _("A milestone without a name"),
        start=each.date,
        end=each.date,
        status=each.status,
    )


def _summary(key: str, name: str, held: Iterable[Row]) -> Row:
    """Return the row above a group: from its first to its last day, done by days of work."""
    starts, ends, days, done = [], [], 0, 0.0
    for row in held:
        starts += [day for day in (row.start, row.end) if day]
        ends += [day for day in (row.start, row.end) if day]
        if row.kind == "action" and row.start and row.end and row.end >= row.start:
            length = (row.end - row.start).days + 1
            days += length
            done += length * row.percent / 100
    return Row(
        kind="group",
        id=key,
        name=name,
        start=min(starts, default=None),
        end=max(ends, default=None),
        percent=round(100 * done / days) if days else 0,
    )
