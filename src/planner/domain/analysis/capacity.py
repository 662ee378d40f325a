"""Hours people are asked for, month by month, against the hours they can give."""

import math
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from planner.domain.analysis.days import Month, days_by_month
from planner.domain.plan import Plan
from planner.domain.records import Action, Person, RaciEntry

_LONGEST_DAYS = 366 * 30  # longer is a mistyped year


@dataclass(frozen=True)
class Load:
    """A person's month: planned hours, the hours that person can give, and their ratio in percent.

    Without a known capacity `percent` is None; with a capacity of 0 it is infinite.
    """

    hours: float
    capacity: int | None

    @property
    def percent(self) -> float | None:
        """Hours as percent of capacity. Source: method 3.5 (monthly load)."""
        if self.capacity is None:
            return None
        if self.capacity == 0:
            return math.inf if self.hours > 0 else 0.0
        return 100 * self.hours / self.capacity

    @property
    def over(self) -> bool:
        """Whether more than 100% is planned. Source: method 4, check 405."""
        return self.percent is not None and self.percent > 100 + 1e-9


def monthly_hours(plan: Plan) -> dict[str, dict[Month, float]]:
    """Return the planned hours of each person by calendar month, months in order.

    The hours of a role are spread evenly over the calendar days of its action, first and last day included,
    and summed by month. Cancelled actions and actions without valid dates ask for nothing. Source: method 3.5
    (monthly load).
    """
    shares: dict[str, tuple[tuple[Month, float], ...]] = {}
    hours: dict[str, dict[Month, float]] = {}
    for entry in plan.all(RaciEntry):
        if not entry.person_id or not entry.hours or entry.action_id is None:
            continue
        if entry.action_id not in shares:
            shares[entry.action_id] = _shares(plan.get(Action, entry.action_id))
        months = hours.setdefault(entry.person_id, {})
        for month, share in shares[entry.action_id]:
            months[month] = months.get(month, 0.0) + entry.hours * share
    return {person: dict(sorted(months.items())) for person, months in hours.items()}


def _shares(action: Action | None) -> tuple[tuple[Month, float], ...]:
    if action is None or action.status == "cancelled" or action.start_date is None or action.end_date is None:
        return ()
    return _spread(action.start_date, action.end_date)


@lru_cache(maxsize=8192)  # after an edit, all actions but one are spread as before
def _spread(start: date, end: date) -> tuple[tuple[Month, float], ...]:
    """Return the share of the days of start..end that falls in each month; nothing for impossible dates."""
    days = (end - start).days + 1
    if not 0 < days <= _LONGEST_DAYS:
        return ()
    return tuple((month, part / days) for month, part in days_by_month(start, end))


def load(plan: Plan) -> dict[str, dict[Month, Load]]:
    """Return each person's planned months against that person's capacity, in hours. Source: method 3.5."""
    capacities = {person.id: person.capacity_hours_per_month for person in plan.all(Person)}
    return {
        person: {month: Load(hours, capacities[person]) for month, hours in months.items()}
        for person, months in monthly_hours(plan).items()
        if person in capacities
    }


@dataclass(frozen=True)
class Overload:
    """How a person is overloaded: the fullest month, its percent of capacity, and how many months are over
    100%.
    """

    month: Month
    percent: float
    months_over: int


def overloads(plan: Plan) -> dict[str, Overload]:
    """Return the overload of each person who has a month over 100% of capacity. Source: method 4, check
    405.
    """
    found = {}
    for person, months in load(plan).items():
        over = [(each.percent or 0.0, month) for month, each in months.items() if each.over]
        if over:
            percent = max(each for each, _month in over)
            first = min(month for each, month in over if each == percent)
            found[person] = Overload(first, percent, len(over))
    return found
