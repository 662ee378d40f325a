"""Sheets of actions, schedule, roles, capacity, risks and readiness."""

from collections.abc import Sequence

from planner.domain import records as r
from planner.domain import vocabulary as v
from planner.domain.analysis.readiness import readiness
from planner.domain.analysis.schedule import late_days
from planner.exports.workbook.contents import ACTIONS, READINESS, RISKS
from planner.exports.workbook.sheet import Column, Grid, Sheet, Tones
from planner.exports.workbook.source import Source, choices
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
                None if each.percent_complete is None else each.percent_complete / 100,
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
        Column(_("Status"), width=13, choices=choices(r.Action, "status"), tones=_status_tones()),
        Column(_("Done %"), "percent", 8),
        Column(_("Output"), "long", 34),
        Column(_("Coalition functions"), width=16),
        Column(_("Whole-child components")),
        Column(_("Hours"), "whole"),
        Column(_("Budget"), "money"),
        Column(_("Waits for"), width=18),
        Column(_("Option"), "code"),
        Column(_("Days late"), "whole"),
    )
    return Sheet(ACTIONS, _("Actions"), (Grid(_("Actions"), columns, rows),), frozen=5)


def _status_tones() -> Tones:
    said = {option.value: _(option.label) for option in r.Action.describe("status").options}
    return (
        (said["done"], "good"),
        (said["delayed"], "look"),
        (said["blocked"], "stop"),
        (said["cancelled"], "quiet"),
    )


def _who(source: Source, roles: Sequence[r.RaciEntry], role: str) -> str:
    return ", ".join(source.title(part_of(entry)) for entry in roles if entry.role == role and part_of(entry))


def part_of(entry: r.RaciEntry) -> str:
    """Return the id of the person, group or partner a role belongs to."""
    return entry.person_id or entry.group_id or entry.partner_id or ""


def _lag(days: int | None) -> str:
    return f"{days:+d}" if days else ""


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
        Column(_("Band"), width=10, tones=_band_tones()),
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
    return Sheet(RISKS, _("Risks"), (Grid(_("Risks"), columns, rows),), frozen=2)


def _band(score: int | None) -> str:
    """Return the band of a risk score. Source: method 3.5 (red 15-25, amber 8-14, green 1-7)."""
    if score is None:
        return ""
    return _("high") if score >= 15 else _("medium") if score >= 8 else _("low")


def _band_tones() -> Tones:
    return ((_("high"), "stop"), (_("medium"), "look"), (_("low"), "good"))


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
    return Sheet(READINESS, _("Readiness by strategy"), (Grid(_("Readiness"), columns, rows),), frozen=2)
