"""Where the bars of the schedule stand along time, and what waits for what.

Places in the chart: x is 0 on the first day, y is 0 at the top of the first row; both in points.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.analysis.days import months_later, shifted
from planner.domain.analysis.fiscal_years import start_month
from planner.domain.analysis.schedule import slack
from planner.domain.figures.figure import Box
from planner.domain.figures.schedule_rows import Grouping, Row, schedule_rows
from planner.domain.plan import Plan
from planner.domain.records import ActionDependency

ROW = 32.0
"""The height of a row on screen, in points."""
_BAR = 0.56  # of the height of a row
_STUB = 14  # days shown of an action of which only one date is known
_FARTHEST = 366 * 12  # days; a mistyped year must not stretch the chart
_BEYOND = 200.0  # points that a bar may reach out of the chart


@dataclass(frozen=True)
class Joint:
    """What waits for what: a dependency between two rows; `slack` in days, negative where dates conflict."""

    id: str
    first: int
    then: int
    type: str
    slack: int | None
    driving: bool


@dataclass(frozen=True)
class GanttLayout:
    """Rows along time: `day` is the width of one day in points, `width` that of all days."""

    rows: tuple[Row, ...]
    joints: tuple[Joint, ...]
    first: date
    last: date
    day: float
    row_height: float
    today: date
    year_start: int

    @property
    def width(self) -> float:
        """The width of the chart."""
        return ((self.last - self.first).days + 1) * self.day

    @property
    def height(self) -> float:
        """The height of all rows."""
        return len(self.rows) * self.row_height

    def x(self, day: date) -> float:
        """Return where a day begins."""
        return (day - self.first).days * self.day

    def date_at(self, x: float) -> date:
        """Return the day at a place."""
        return shifted(self.first, int(x // self.day))

    def bar(self, number: int) -> Box | None:
        """Return the place of a row's bar or milestone; None where it has no date."""
        row = self.rows[number]
        start, end = row.start, row.end
        if start is None and end is None:
            return None
        if start is None:
            start = shifted(end or self.first, -_STUB)
        elif end is None:
            end = shifted(start, _STUB)
        end = max(end or start, start)
        height = self.row_height * _BAR
        top = number * self.row_height + (self.row_height - height) / 2
        left = min(max(self.x(start), -_BEYOND), self.width + _BEYOND)
        if row.kind == "milestone":
            return Box(left + (self.day - height) / 2, top, height, height)
        right = min(self.x(end) + self.day, self.width + 2 * _BEYOND)
        return Box(left, top, max(right - left, 3.0), height)

    @property
    def small(self) -> float:
        """The size of words in the chart, in points."""
        return 11.0 if self.row_height >= 26 else 8.0


def gantt_layout(
    plan: Plan,
    as_of: date,
    *,
    day: float = 1.5,
    grouping: Grouping = "goal",
    driving: Collection[str] = (),
    first: date | None = None,
    last: date | None = None,
    rows: Sequence[Row] | None = None,
    row_height: float = ROW,
) -> GanttLayout:
    """Lay out the schedule.

    Args:
        plan: The plan.
        as_of: The day drawn as today.
        day: The width of a day in points.
        grouping: What actions are grouped by.
        driving: The ids of actions on the chain to bring out.
        first: The first day shown; else the first month in which anything happens.
        last: The last day shown; else the last day of the last such month.
        rows: The rows to show; else all.
        row_height: The height of a row in points.
    """
    shown = tuple(rows) if rows is not None else schedule_rows(plan, as_of, grouping, driving)
    start, end = _span(plan, as_of, shown)
    at = {row.id: number for number, row in enumerate(shown) if row.kind == "action"}
    joints = tuple(
        Joint(
            each.id,
            at[each.predecessor_id],
            at[each.successor_id],
            each.type,
            slack(plan, each),
            each.predecessor_id in driving and each.successor_id in driving,
        )
        for each in plan.all(ActionDependency)
        if each.predecessor_id in at and each.successor_id in at and each.predecessor_id != each.successor_id
    )
    return GanttLayout(shown, joints, first or start, last or end, day, row_height, as_of, start_month(plan))


def _span(plan: Plan, as_of: date, rows: Sequence[Row]) -> tuple[date, date]:
    """Return the first day of the first month and the last day of the last month to show."""
    horizon = [day for day in (plan.charter.horizon_start, plan.charter.horizon_end) if day]
    near = horizon[0] if horizon else as_of
    known = [day for row in rows for day in (row.start, row.end) if day]
    days = [day for day in (*known, *horizon) if abs((day - near).days) <= _FARTHEST]
    if not days:
        first = date(as_of.year if as_of.month >= start_month(plan) else as_of.year - 1, start_month(plan), 1)
        return first, shifted(months_later(first, 12), -1)
    first, last = min(days), max(days)
    return first.replace(day=1), shifted(months_later(last.replace(day=1), 1), -1)
