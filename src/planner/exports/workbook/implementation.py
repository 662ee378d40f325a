"""Sheets of actions, schedule, roles, capacity, risks and readiness."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from planner.domain import records as r
from planner.domain import vocabulary as v
from planner.domain.analysis.capacity import monthly_hours
from planner.domain.analysis.readiness import readiness
from planner.domain.analysis.schedule import late_days
from planner.exports.workbook.sheet import Column, Grid, Sheet, Source, choices
from planner.i18n import _


def actions(source: Source) -> Sheet:
    """All actions with the goal they serve, roles, dates, hours and money."""
    plan = source.plan
    rows = []
    for each in plan.all(r.Action):
        strategy = plan.get(r.Strategy, each.strategy_id)
        objectives = plan.some(r.Objective, strategy.objective_ids) if strategy else ()
        roles = plan.where(r.RaciEntry, action_id=each.id)
        waits = plan.where(r.ActionDependency, successor_id=each.id)
        late = late_days(each, source.as_of)
        rows.append(
            [
                each.code,
                ", ".join(dict.fromkeys(source.code(objective.goal_id) for objective in objectives)),
                ", ".join(objective.code for objective in objectives),
                strategy.code if strategy else "",
                each.name,
                *(_who(source, roles, role) for role in ("A", "R", "C", "I")),
                each.start_date,
                each.end_date,
                (each.end_date - each.start_date).days + 1 if each.start_date and each.end_date else None,
                source.words(each, "stage"),
                source.words(each, "status"),
                each.percent_complete,
                each.output,
                source.words(each, "icem"),
                source.words(each, "wscc"),
                sum(entry.hours or 0 for entry in roles),
                sum(line.amount_usd or 0 for line in plan.where(r.BudgetLine, action_id=each.id)),
                ", ".join(
                    f"{source.code(wait.predecessor_id)} {wait.type}{_lag(wait.lag_days)}" for wait in waits
                ),
                source.code(each.investment_option_id),
                late or None,
            ]
        )
    columns = (
        Column(_("Code"), "code"),
        Column(_("Goal"), "code"),
        Column(_("Objective"), "code"),
        Column(_("Strategy"), "code"),
        Column(_("Action"), "long", 40),
        Column(_("Accountable")),
        Column(_("Responsible"), width=26),
        Column(_("Consulted"), width=26),
        Column(_("Informed"), width=26),
        Column(_("Starts"), "date"),
        Column(_("Ends"), "date"),
        Column(_("Days"), "whole", 8),
        Column(_("Stage"), width=16, choices=choices(r.Action, "stage")),
        Column(_("Status"), width=13, choices=choices(r.Action, "status")),
        Column(_("Done %"), "whole", 8),
        Column(_("Output"), "long", 34),
        Column(_("Coalition functions"), width=16),
        Column(_("Whole-child components")),
        Column(_("Hours"), "whole"),
        Column(_("Budget"), "money"),
        Column(_("Waits for"), width=18),
        Column(_("Option"), "code"),
        Column(_("Days late"), "whole"),
    )
    return Sheet("Actions", _("Actions"), (Grid(_("Actions"), columns, rows),), frozen=5)


def _who(source: Source, roles: Sequence[r.RaciEntry], role: str) -> str:
    return ", ".join(source.title(part_of(entry)) for entry in roles if entry.role == role and part_of(entry))


def part_of(entry: r.RaciEntry) -> str:
    """Return the id of the person, group or partner a role belongs to."""
    return entry.person_id or entry.group_id or entry.partner_id or ""


def _lag(days: int | None) -> str:
    return f"{days:+d}" if days else ""


def gantt(source: Source) -> Sheet:
    """Actions and milestones by month: a bar is shown by shade and sign, so it reads without color too."""
    plan = source.plan
    dated = [each for each in plan.all(r.Action) if each.start_date and each.end_date]
    stones = [each for each in plan.all(r.Milestone) if each.date]
    ends = [day for each in dated for day in (each.start_date, each.end_date) if day]
    ends += [each.date for each in stones if each.date]
    months = months_between(min(ends), max(ends)) if ends else []
    rows: list[list[Any]] = []
    for each in dated:
        look = {"done": "done", "in_progress": "running"}.get(each.status, "planned")
        inside = [_in_month(each.start_date, each.end_date, month) for month in months]
        rows.append(
            [
                each.code,
                each.name,
                each.start_date,
                each.end_date,
                *(look if within else "" for within in inside),
            ]
        )
    for stone in stones:
        inside = [_in_month(stone.date, stone.date, month) for month in months]
        rows.append(
            [
                stone.code,
                stone.name,
                stone.date,
                stone.date,
                *("milestone" if within else "" for within in inside),
            ]
        )
    columns = (
        Column(_("Code"), "code"),
        Column(_("Action or milestone"), "long", 40),
        Column(_("From"), "date"),
        Column(_("To"), "date"),
        *(Column(f"{year}-{month:02d}", "mark", 7.5) for year, month in months),
    )
    note = _("✓ done, ● in progress, ○ planned, ◆ milestone")
    return Sheet("Gantt", _("Schedule by month"), (Grid(_("Schedule"), columns, rows),), note=note, frozen=4)


def months_between(first: date, last: date) -> list[tuple[int, int]]:
    """Return (year, month) for each month from the first day's to the last day's."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [
        ((first.year * 12 + first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1) for n in range(count)
    ]


def _in_month(start: date | None, end: date | None, month: tuple[int, int]) -> bool:
    return bool(start and end and (start.year, start.month) <= month <= (end.year, end.month))


def raci(source: Source) -> Sheet:
    """Actions by people, groups and partners; a cell holds the letters of the roles."""
    plan = source.plan
    entries = plan.all(r.RaciEntry)
    taking = {part_of(entry) for entry in entries}
    everybody = (*plan.all(r.Person), *plan.all(r.StakeholderGroup), *plan.all(r.Partner))
    parts = [each for each in everybody if each.id in taking]
    letters: dict[tuple[str | None, str], str] = {}
    for entry in entries:
        key = (entry.action_id, part_of(entry))
        letters[key] = letters.get(key, "") + entry.role
    rows = [
        [each.code, each.name, *(letters.get((each.id, part.id), "") for part in parts)]
        for each in plan.all(r.Action)
    ]
    columns = (
        Column(_("Code"), "code"),
        Column(_("Action"), "long", 40),
        *(Column(f"{part.code} {part.title}", "mark", 12) for part in parts),
    )
    note = _("A accountable, R responsible, C consulted, I informed")
    return Sheet("RACI", _("Who does what"), (Grid(_("Roles"), columns, rows),), note=note, frozen=2)


def capacity(source: Source) -> Sheet:
    """Hours by person and month as percent of the capacity given, with months over."""
    plan = source.plan
    hours = monthly_hours(plan)
    months = sorted({month for by_month in hours.values() for month in by_month})
    rows = []
    for person in plan.all(r.Person):
        by_month = hours.get(person.id, {})
        given = person.capacity_hours_per_month
        shares = [_share(by_month.get(month, 0.0), given) for month in months]
        rows.append(
            [
                person.code,
                person.name,
                given,
                round(sum(by_month.values()), 1),
                sum(1 for share in shares if share is not None and share > 100),
                *shares,
            ]
        )
    columns = (
        Column(_("Code"), "code"),
        Column(_("Person"), width=32),
        Column(_("Hours a month"), "whole"),
        Column(_("Hours in all"), "decimal"),
        Column(_("Months over"), "whole"),
        *(Column(f"{year}-{month:02d}", "percent", 9) for year, month in months),
    )
    scale = (5, 4 + len(months), "load") if months else None
    return Sheet(
        "Capacity",
        _("Capacity: planned hours as percent of time given"),
        (Grid(_("Capacity"), columns, rows, scale=scale),),
        frozen=2,
    )


def _share(hours: float, given: int | None) -> float | None:
    return round(100 * hours / given, 1) if given and hours else None


def risks(source: Source) -> Sheet:
    """The risk register."""
    rows = [
        [
            each.code,
            each.statement,
            source.words(each, "category"),
            source.code(each.objective_id),
            each.probability,
            each.impact,
            each.score,
            _band(each.score),
            source.words(each, "response"),
            each.mitigation,
            each.trigger,
            source.title(each.owner_id),
            each.residual_probability,
            each.residual_impact,
            each.residual_score,
            each.review_date,
            source.words(each, "status"),
        ]
        for each in source.plan.all(r.Risk)
    ]
    columns = (
        Column(_("Code"), "code"),
        Column(_("Risk"), "long"),
        Column(_("Kind"), width=12, choices=choices(r.Risk, "category")),
        Column(_("Objective"), "code"),
        Column(_("Probability"), "whole", 12),
        Column(_("Impact"), "whole"),
        Column(_("Score"), "whole"),
        Column(_("Band"), width=10),
        Column(_("Response"), width=11, choices=choices(r.Risk, "response")),
        Column(_("What we do about it"), "long"),
        Column(_("First sign"), width=30),
        Column(_("Owner")),
        Column(_("Probability after"), "whole", 12),
        Column(_("Impact after"), "whole"),
        Column(_("Score after"), "whole"),
        Column(_("Look again"), "date"),
        Column(_("Status"), width=10, choices=choices(r.Risk, "status")),
    )
    return Sheet("Risks", _("Risks"), (Grid(_("Risks"), columns, rows),), frozen=2)


def _band(score: int | None) -> str:
    """Return the band of a risk score. Source: method 3.5 (red 15-25, amber 8-14, green 1-7)."""
    if score is None:
        return ""
    return _("high") if score >= 15 else _("medium") if score >= 8 else _("low")


def readiness_sheet(source: Source) -> Sheet:
    """Ratings of 17 factors by strategy with the three means and the index."""
    rows = []
    for each in source.plan.all(r.ReadinessRating):
        profile = readiness(each)
        rows.append(
            [
                source.code(each.strategy_id),
                source.title(each.strategy_id),
                each.date,
                each.respondents,
                *(each.ratings.get(option.value) for option in v.READINESS_ITEMS),
                profile.M,
                profile.G,
                profile.I,
                profile.index,
            ]
        )
    columns = (
        Column(_("Strategy"), "code"),
        Column(_("Name"), "long", 34),
        Column(_("Date"), "date"),
        Column(_("People"), "whole"),
        *(Column(_(option.label), "whole", 13) for option in v.READINESS_ITEMS),
        Column(_("Motivation"), "decimal"),
        Column(_("General capacity"), "decimal"),
        Column(_("Strategy capacity"), "decimal"),
        Column(_("Index 0-1"), "decimal"),
    )
    return Sheet("Readiness", _("Readiness by strategy"), (Grid(_("Readiness"), columns, rows),), frozen=2)
