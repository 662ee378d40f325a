"""The first two sheets: how to read the workbook, and the summary by goal."""

from collections import Counter

from planner.domain import records as r
from planner.domain.analysis.trajectories import objective_status
from planner.exports.workbook.money import LINES, goal_of
from planner.exports.workbook.sheet import Column, Formula, Grid, Sheet, Source
from planner.exports.workbook.words import status_words
from planner.i18n import _

STATUSES = ("on_track", "at_risk", "off_track", "too_early", "no_data")


def read_me(source: Source) -> Sheet:
    """What the workbook is, of which version and date, and how to work in it."""
    charter, district = source.plan.charter, source.plan.district
    lines = [
        (_("Plan"), charter.title_text),
        (_("District"), district.name),
        (_("Version"), charter.version),
        (_("Status"), source.words(charter, "status")),
        (_("Read as of"), source.as_of.isoformat()),
        (_("Horizon"), f"{charter.horizon_start or '–'} – {charter.horizon_end or '–'}"),
        (
            _("How to read it"),
            _(
                "Each sheet is one subject of the plan; its table can be filtered and sorted. Codes such "
                "as OB-1.1 "
                "are the same everywhere. Money is whole US dollars, dates are year-month-day."
            ),
        ),
        (
            _("How to change it"),
            _(
                "This file is a copy. Changes made here do not change the plan; tell the facilitator what "
                "to change."
            ),
        ),
    ]
    if charter.notice:
        lines.append((_("Notice"), charter.notice))
    return Sheet(
        "Read me", charter.title_text or _("Plan"), (), lines=tuple(lines), frozen=0, landscape=False
    )


def summary(source: Source) -> Sheet:
    """Objectives by progress, budget and actions for each goal; formulas count the other sheets."""
    plan = source.plan
    rows = []
    for goal in plan.all(r.Goal):
        objectives = plan.where(r.Objective, goal_id=goal.id)
        counted = Counter(objective_status(plan, each, source.as_of) for each in objectives)
        actions = [each for each in plan.all(r.Action) if goal.id in _goals_of(source, each)]
        done = sum(1 for each in actions if each.status == "done")
        budget = sum(
            line.amount_usd or 0 for line in plan.all(r.BudgetLine) if goal_of(source, line) == goal.code
        )
        cells = [
            _count("Goals & objectives", ("A", goal.code), ("T", status_words(status)), counted[status])
            for status in STATUSES
        ]
        rows.append(
            [
                goal.code,
                goal.name,
                _count("Goals & objectives", ("A", goal.code), ("D", "*"), len(objectives)),
                *cells,
                Formula(
                    f"=SUMIFS('{LINES}'!$I$4:$I$100000,'{LINES}'!$D$4:$D$100000,\"{goal.code}\")", budget
                ),
                len(actions),
                round(100 * done / len(actions), 1) if actions else None,
            ]
        )
    columns = (
        Column(_("Goal"), "code"),
        Column(_("Name"), "long", 40),
        Column(_("Objectives"), "whole"),
        *(Column(status_words(status).capitalize(), "whole") for status in STATUSES),
        Column(_("Budget"), "money", 15),
        Column(_("Actions"), "whole"),
        Column(_("Done, percent"), "percent"),
    )
    return Sheet("Summary", _("Summary by goal"), (Grid(_("Goals"), columns, rows),), frozen=2)


def _count(sheet: str, first: tuple[str, str], second: tuple[str, str], value: int) -> Formula:
    tests = ",".join(f"'{sheet}'!${c}$4:${c}$100000,\"{wanted}\"" for c, wanted in (first, second))
    return Formula(f"=COUNTIFS({tests})", value)


def _goals_of(source: Source, action: r.Action) -> set[str]:
    strategy = source.plan.get(r.Strategy, action.strategy_id)
    objectives = source.plan.some(r.Objective, strategy.objective_ids) if strategy else ()
    return {each.goal_id for each in objectives if each.goal_id}
