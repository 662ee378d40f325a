"""Sheets of who works when: schedule by month, roles, capacity."""

import math
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from planner.domain import records as r
from planner.domain.analysis.capacity import Load, monthly_hours
from planner.domain.analysis.days import Month
from planner.exports.workbook.contents import CAPACITY, GANTT, RACI
from planner.exports.workbook.implementation import part_of
from planner.exports.workbook.sheet import Chart, Column, Grid, Sheet, Tones
from planner.exports.workbook.source import Source
from planner.i18n import _


def gantt(source: Source) -> Sheet:
    """Actions and milestones by month, in the order they begin: a bar is shown by shade and sign alike."""
    plan = source.plan
    dated = [each for each in plan.all(r.Action) if each.start_date and each.end_date]
    stones = [each for each in plan.all(r.Milestone) if each.date]
    ends = [day for each in dated for day in (each.start_date, each.end_date) if day]
    ends += [each.date for each in stones if each.date]
    months = months_between(min(ends), max(ends)) if ends else []
    drawn: list[tuple[date | None, list[Any]]] = []
    for each in dated:
        sign = _SIGNS.get(each.status, "○")
        head = [source.link(each.id), each.name, source.words(each, "status"), each.start_date, each.end_date]
        drawn.append((each.start_date, [*head, *_months(each.start_date, each.end_date, months, sign)]))
    for stone in stones:
        head = [stone.code, stone.name, source.words(stone, "status"), stone.date, stone.date]
        drawn.append((stone.date, [*head, *_months(stone.date, stone.date, months, "◆")]))
    drawn.sort(key=lambda row: row[0] or date.max)
    columns = (
        Column(_("Code"), "code"),
        Column(_("Action or milestone"), "long", 44),
        Column(_("Status"), width=13),
        Column(_("From"), "date"),
        Column(_("To"), "date"),
        *(Column(f"{year}-{month:02d}", "mark", 5.5, tones=_BARS) for year, month in months),
    )
    note = _("✓ done, ● in progress, ! delayed or blocked, ○ planned, – cancelled, ◆ milestone")
    grid = Grid(_("Schedule"), columns, [row for _day, row in drawn], filtered=5)
    return Sheet(GANTT, _("Schedule by month"), (grid,), note=note, frozen=2)


_SIGNS = {"done": "✓", "in_progress": "●", "delayed": "!", "blocked": "!", "cancelled": "–"}
_BARS: Tones = (
    ("✓", "done"),
    ("●", "running"),
    ("○", "planned"),
    ("!", "stop"),
    ("–", "quiet"),
    ("◆", "milestone"),
)


def _months(start: date | None, end: date | None, months: Sequence[tuple[int, int]], sign: str) -> list[str]:
    """Return the sign for each month that the days from start to end touch."""
    if not start or not end:
        return [""] * len(months)
    first, last = (start.year, start.month), (end.year, end.month)
    return [sign if first <= month <= last else "" for month in months]


def months_between(first: date, last: date) -> list[tuple[int, int]]:
    """Return (year, month) for each month from the first day's to the last day's."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [
        ((first.year * 12 + first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1) for n in range(count)
    ]


def raci(source: Source) -> Sheet:
    """Actions by people, groups and partners; a cell holds the letters of the roles."""
    plan = source.plan
    entries = plan.all(r.RaciEntry)
    taking = {part_of(entry) for entry in entries}
    everybody = (*plan.all(r.Person), *plan.all(r.StakeholderGroup), *plan.all(r.Partner))
    parts = [each for each in everybody if each.id in taking]
    places = {part.id: place for place, part in enumerate(parts, 2)}
    rows: list[list[str]] = []
    for action in plan.all(r.Action):
        row = [action.code, action.name, *[""] * len(parts)]
        for entry in plan.where(r.RaciEntry, action_id=action.id):
            if place := places.get(part_of(entry)):
                row[place] += entry.role
        rows.append(row)
    columns = (
        Column(_("Code"), "code"),
        Column(_("Action"), "long", 40),
        *(Column(f"{part.code} {part.title}", "mark", 14) for part in parts),
    )
    note = _("A accountable, R responsible, C consulted, I informed")
    return Sheet(
        RACI, _("Who does what"), (Grid(_("Roles"), columns, rows, filtered=2),), note=note, frozen=2
    )


def capacity(source: Source) -> Sheet:
    """Shares of the hours each person can give and the hours themselves, by month; all people together."""
    plan = source.plan
    hours = monthly_hours(plan)
    months = sorted({month for by_month in hours.values() for month in by_month})
    shares: list[list[Any]] = []
    amounts: list[list[Any]] = []
    asked: dict[Month, float] = dict.fromkeys(months, 0.0)
    over: Counter[Month] = Counter()
    fullest: dict[Month, tuple[float, str]] = {}
    for person in plan.all(r.Person):
        by_month = hours.get(person.id, {})
        given = person.capacity_hours_per_month
        loads = {month: Load(by_month[month], given) for month in months if by_month.get(month)}
        for month, load in loads.items():
            asked[month] += load.hours
            over[month] += load.over
            if (load.percent or 0.0) > fullest.get(month, (0.0, ""))[0]:
                fullest[month] = (load.percent or 0.0, person.code)
        head = [person.code, person.name, given, round(sum(by_month.values()), 1)]
        much = sum(load.over for load in loads.values())
        shares.append([*head, much, *(_share(loads.get(month)) for month in months)])
        amounts.append([*head, much, *(_tenths(by_month.get(month)) for month in months)])
    columns = (
        Column(_("Code"), "code"),
        Column(_("Person"), width=32),
        Column(_("Hours a month"), "whole"),
        Column(_("Hours in all"), "decimal"),
        Column(_("Months over"), "whole"),
    )
    by_share = tuple(Column(f"{year}-{month:02d}", "percent", 8) for year, month in months)
    by_hours = tuple(Column(f"{year}-{month:02d}", "decimal", 8) for year, month in months)
    given = sum(person.capacity_hours_per_month or 0 for person in plan.all(r.Person))
    together = [
        [f"{m[0]}-{m[1]:02d}", _fullest(fullest.get(m)), given, _tenths(asked[m]), over[m]] for m in months
    ]
    peak = max(months, key=lambda month: asked[month], default=None)
    chart = Chart(
        title=_("Hours asked of all people, against the hours they can give"),
        about=_(
            "Columns by month: hours asked beside the {given} hours that all people can give. Most is asked "
            "in {month}: {hours} hours."
        ).format(
            given=f"{given:,}",
            month=f"{peak[0]}-{peak[1]:02d}" if peak else "–",
            hours=f"{asked[peak]:,.0f}" if peak else "0",
        ),
        category=0,
        series=((3, "#A2500F"), (2, "#C9CDD1")),
        kind="column",
        stacked=False,
    )
    scale = (5, 4 + len(months)) if months else None
    return Sheet(
        CAPACITY,
        _("Capacity: planned hours as a share of the time people can give"),
        (
            Grid(_("Share by month"), (*columns, *by_share), shares, scale=scale, filtered=5),
            Grid(_("Hours by month"), (*columns, *by_hours), amounts, filtered=0),
            Grid(
                _("All people together"),
                (
                    Column(_("Month"), "code"),
                    Column(_("Fullest"), width=32),
                    Column(_("Hours given"), "whole"),
                    Column(_("Hours asked"), "decimal"),
                    Column(_("People over"), "whole"),
                ),
                together,
                filtered=0,
                chart=chart,
            ),
        ),
        note=_(
            "A share above 100% is more than the person can give; it is in bold, and counted as a month over."
        ),
        frozen=2,
    )


def _share(load: Load | None) -> float | str | None:
    """Return the share as a fraction; in words where somebody has no time at all."""
    if load is None or load.percent is None:
        return None
    return round(load.percent / 100, 3) if load.capacity else _("no time")


def _fullest(found: tuple[float, str] | None) -> str:
    """Return the code of the person whose month is fullest, with the share."""
    if found is None:
        return ""
    percent, code = found
    return f"{code}, {_('no time') if math.isinf(percent) else f'{percent:.0f}%'}"


def _tenths(hours: float | None) -> float | None:
    return round(hours, 1) if hours else None
