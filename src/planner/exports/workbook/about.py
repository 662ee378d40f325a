"""The first two sheets: how to read the workbook, and the summary by goal."""

from collections import Counter
from typing import Any

from planner.domain import records as r
from planner.domain.analysis.trajectories import objective_status
from planner.exports.workbook.contents import ENTRIES, GOALS, LINES, READ_ME, SUMMARY
from planner.exports.workbook.sheet import (
    FIRST_ROW,
    Chart,
    Column,
    Formula,
    Grid,
    Link,
    Sheet,
    column_letter,
    reference,
    tab_name,
)
from planner.exports.workbook.source import Source
from planner.exports.workbook.words import STATUSES, status_words
from planner.i18n import _

_COLORS = {
    "on_track": "#1E7B3A",
    "at_risk": "#E0A100",
    "off_track": "#B42318",
    "too_early": "#9AA3AD",
    "no_data": "#DAD8D0",
}


def read_me(source: Source) -> Sheet:
    """What the workbook is, of which version and date, how to work in it, and the index of its sheets."""
    charter, district = source.plan.charter, source.plan.district
    lines = [
        (_("Plan"), charter.title_text),
        (_("District"), district.name),
        (_("Version"), charter.version),
        (_("Status"), source.words(charter, "status")),
        (_("Read as of"), source.as_of.isoformat()),
        (_("Horizon"), _horizon(charter)),
        (
            _("How to read it"),
            _(
                "Each sheet is one subject of the plan; its tables can be filtered and sorted. Codes such "
                "as OB-1.1 are the same everywhere. Money is whole US dollars, dates are year-month-day. "
                "A color never stands alone: the word or sign in the cell says the same. Underlined codes "
                "lead to the row where they stood when this file was made."
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
    rows = [[Link(tab_name(each.name), tab_name(each.name)), _(each.about)] for each in ENTRIES[1:]]
    columns = (Column(_("Sheet"), width=24), Column(_("What it holds"), "long", 90))
    return Sheet(
        READ_ME,
        charter.title_text or _("Plan"),
        (Grid(_("The sheets of this workbook"), columns, rows, filtered=0),),
        lines=tuple((label, text) for label, text in lines if text),
        frozen=0,
        landscape=False,
    )


def _horizon(charter: r.Charter) -> str:
    if not charter.horizon_start and not charter.horizon_end:
        return ""
    return f"{charter.horizon_start or '?'} – {charter.horizon_end or '?'}"


def summary(source: Source) -> Sheet:
    """Objectives by progress, budget and actions for each goal; formulas count the other sheets."""
    plan = source.plan
    last_objective = FIRST_ROW - 1 + max(1, len(source.goal_rows))
    last_line = FIRST_ROW - 1 + max(1, len(plan.all(r.BudgetLine)))
    lines = reference(LINES)
    actions = _actions_by_goal(source)
    budgets: Counter[str] = Counter()
    for line in plan.all(r.BudgetLine):
        budgets[source.goal_of(line)] += line.amount_usd or 0
    rows: list[list[Any]] = []
    for goal in plan.all(r.Goal):
        held = plan.where(r.Objective, goal_id=goal.id)
        counted = Counter(objective_status(plan, each, source.as_of) for each in held)
        mine = actions.get(goal.id, [])
        done = sum(1 for each in mine if each.status == "done")
        amounts = f"{lines}!$I${FIRST_ROW}:$I${last_line},{lines}!$D${FIRST_ROW}:$D${last_line}"
        rows.append(
            [
                source.link(goal.id),
                goal.name,
                _count(last_objective, "D", "?*", len(held)),
                *(_count(last_objective, "T", status_words(each), counted[each]) for each in STATUSES),
                Formula(f"=SUMIFS({amounts},$A{{row}})", budgets[goal.code]),
                len(mine),
                done / len(mine) if mine else None,
            ]
        )
    columns = (
        Column(_("Goal"), "code"),
        Column(_("Name"), "long", 40),
        Column(_("Objectives"), "whole", 12),
        *(Column(status_words(status).capitalize(), "whole") for status in STATUSES),
        Column(_("Budget, US dollars"), "money", 15),
        Column(_("Actions"), "whole"),
        Column(_("Done, percent"), "percent"),
    )
    last = FIRST_ROW - 1 + len(rows)

    def whole(place: int) -> Formula:
        letter = column_letter(place)
        return Formula(f"=SUM({letter}{FIRST_ROW}:{letter}{last})", sum(row[place].value for row in rows))

    total = ["", _("All goals"), *(whole(place) for place in range(2, 9)), "", ""]
    grid = Grid(_("Goals"), columns, rows, total=total if rows else (), chart=_status_chart(source))
    return Sheet(SUMMARY, _("Summary by goal"), (grid,), frozen=2)


def _count(last: int, column: str, wanted: str, value: int) -> Formula:
    """Return a formula that counts the objectives of the row's goal whose column says what is wanted."""
    tab = reference(GOALS)
    codes = f"{tab}!$A${FIRST_ROW}:$A${last}"
    words = f"{tab}!${column}${FIRST_ROW}:${column}${last}"
    return Formula(f'=COUNTIFS({codes},$A{{row}},{words},"{wanted}")', value)


def _status_chart(source: Source) -> Chart:
    """Return bars of objectives by progress, with the numbers of each goal in words."""
    plan, said = source.plan, []
    for goal in plan.all(r.Goal):
        held = plan.where(r.Objective, goal_id=goal.id)
        counted = Counter(objective_status(plan, each, source.as_of) for each in held)
        parts = [f"{counted[each]} {status_words(each)}" for each in STATUSES if counted[each]]
        said.append(f"{goal.code} {goal.name}: {', '.join(parts) or _('no objectives')}")
    return Chart(
        title=_("Objectives of each goal by progress"),
        about=_("Bars of the objectives of each goal by progress. {goals}.").format(goals="; ".join(said)),
        category=1,
        series=tuple((3 + place, _COLORS[status]) for place, status in enumerate(STATUSES)),
        number_format="0",
        labels=True,
    )


def _actions_by_goal(source: Source) -> dict[str, list[r.Action]]:
    plan = source.plan
    found: dict[str, list[r.Action]] = {}
    for action in plan.all(r.Action):
        strategy = plan.get(r.Strategy, action.strategy_id)
        objectives = plan.some(r.Objective, strategy.objective_ids) if strategy else ()
        for goal_id in dict.fromkeys(each.goal_id for each in objectives if each.goal_id):
            found.setdefault(goal_id, []).append(action)
    return found
