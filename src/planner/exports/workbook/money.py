"""Sheets of money: lines, pivots, sources and investment scenarios. All amounts are whole US dollars."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from planner.domain import records as r
from planner.domain.analysis.fiscal_years import fiscal_years
from planner.domain.analysis.investment import benefit_points, evaluate
from planner.exports.workbook.contents import LINES, PIVOT, SCENARIOS, SOURCES
from planner.exports.workbook.sheet import (
    FIRST_ROW,
    Chart,
    Column,
    Formula,
    Grid,
    Sheet,
    column_letter,
    reference,
)
from planner.exports.workbook.source import Source, choices
from planner.i18n import _

_GOAL, _SOURCE, _YEAR, _CATEGORY, _AMOUNT = "D", "E", "G", "H", "I"
"""The columns of the sheet of budget lines that the pivots read."""
_YEAR_COLORS = ("#A2500F", "#3A4FA0", "#0B6B62", "#7A3B78", "#5B6470")


def lines(source: Source) -> Sheet:
    """Every budget line with the goal its action serves."""
    columns = (
        Column(_("Code"), "code"),
        Column(_("Action"), "code"),
        Column(_("Action name"), "long", 36),
        Column(_("Goal"), "code"),
        Column(_("Source"), "code"),
        Column(_("Source name"), width=30),
        Column(_("Fiscal year"), width=12),
        Column(_("Category"), width=24, choices=choices(r.BudgetLine, "object_category")),
        Column(_("Amount, US dollars"), "money", 16),
        Column(_("Comes back"), width=11, choices=choices(r.BudgetLine, "recurrence")),
        Column(_("In kind"), "code"),
        Column(_("Option"), "code"),
        Column(_("Note"), width=26),
    )
    rows = [
        [
            each.code,
            source.code(each.action_id),
            source.title(each.action_id),
            source.goal_of(each),
            source.code(each.source_id),
            source.title(each.source_id),
            each.fiscal_year,
            source.words(each, "object_category"),
            each.amount_usd,
            source.words(each, "recurrence"),
            source.yes(each.in_kind),
            source.code(each.option_id),
            each.note,
        ]
        for each in source.plan.all(r.BudgetLine)
    ]
    return Sheet(LINES, _("Budget lines"), (Grid(_("Budget lines"), columns, rows),))


def pivot(source: Source) -> Sheet:
    """Sums by source, goal and category: formulas over the budget lines, with their values stored."""
    plan = source.plan
    years = [year.label for year in fiscal_years(plan)]
    sums: Counter[tuple[str, str, str]] = Counter()
    for line in plan.all(r.BudgetLine):
        amount = line.amount_usd or 0
        for letter, key in (
            (_SOURCE, source.code(line.source_id)),
            (_GOAL, source.goal_of(line)),
            (_CATEGORY, source.words(line, "object_category")),
        ):
            sums[letter, key, line.fiscal_year] += amount
    allocations: list[list[Any]] = []
    for each in plan.all(r.FundingSource):
        given = plan.where(r.FundingAllocation, source_id=each.id)
        for year in years:
            here = [row for row in given if row.fiscal_year == year]
            spent = sums[_SOURCE, each.code, year]
            if not here and not spent:
                continue
            amount = sum(row.amount_usd or 0 for row in here)
            allocations.append(
                [
                    each.code,
                    each.name,
                    year,
                    amount,
                    Formula(_sumifs(source, (_SOURCE, "$A{row}"), (_YEAR, "$C{row}")), spent),
                    Formula("=D{row}-E{row}", amount - spent),
                    ", ".join(dict.fromkeys(source.words(row, "certainty") for row in here)),
                ]
            )
    by_source = Grid(
        _("Allocation and budget lines by source and year"),
        (
            Column(_("Code"), "code"),
            Column(_("Name"), width=40),
            Column(_("Fiscal year"), width=14),
            Column(_("Allocation"), "money", 15),
            Column(_("Budget lines"), "money", 15),
            Column(_("Left"), "money", 15),
            Column(_("Certainty"), width=15),
        ),
        allocations,
    )
    goals = [(goal.code, goal.name) for goal in plan.all(r.Goal)]
    paying = [(each.code, each.name) for each in plan.all(r.FundingSource)]
    categories = [("", _(option.label)) for option in r.BudgetLine.describe("object_category").options]
    grids = (
        by_source,
        _by_year(source, _("By source and year"), _SOURCE, paying, years, sums, charted=True),
        _by_year(source, _("By goal and year"), _GOAL, goals, years, sums),
        _by_year(source, _("By category and year"), _CATEGORY, categories, years, sums),
    )
    return Sheet(PIVOT, _("Budget by source, goal, category and year"), grids, frozen=2)


def _by_year(
    source: Source,
    title: str,
    letter: str,
    keys: Sequence[tuple[str, str]],
    years: Sequence[str],
    sums: Mapping[tuple[str, str, str], int],
    *,
    charted: bool = False,
) -> Grid:
    """Return a row for each key (code and name) with a sum for each year, and where wanted their picture."""
    named = "$B{row}" if letter == _CATEGORY else "$A{row}"
    texts = [_sumifs(source, (letter, named), (_YEAR, _quoted(year))) for year in years]
    whole = f"=SUM(C{{row}}:{column_letter(1 + len(years))}{{row}})"
    rows: list[list[Any]] = []
    said = []
    for code, name in keys:
        values = [sums.get((letter, code or name, year), 0) for year in years]
        formulas = [Formula(text, value) for text, value in zip(texts, values, strict=True)]
        rows.append([code, name, *formulas, Formula(whole, sum(values)) if years else 0])
        said.append(f"{name}: ${sum(values):,}")
    columns = (
        Column(_("Code"), "code"),
        Column(_("Name"), width=40),
        *(Column(year, "money", 15) for year in years),
        Column(_("All years"), "money", 15),
    )
    chart = None
    if charted and years:
        chart = Chart(
            title=_("Budget of each source by year, US dollars"),
            about=_("Bars of the budget of each source, all years: {sources}.").format(
                sources="; ".join(said)
            ),
            category=1,
            series=tuple((2 + n, _YEAR_COLORS[n % len(_YEAR_COLORS)]) for n in range(len(years))),
        )
    return Grid(title, columns, rows, chart=chart)


def _quoted(text: str) -> str:
    """Return text as a formula holds it."""
    return '"' + text.replace('"', '""') + '"'


def _sumifs(source: Source, *conditions: tuple[str, str]) -> str:
    last = FIRST_ROW + max(len(source.plan.all(r.BudgetLine)), 1) - 1
    tab = reference(LINES)
    tests = ",".join(f"{tab}!${c}${FIRST_ROW}:${c}${last},{value}" for c, value in conditions)
    return f"=SUMIFS({tab}!${_AMOUNT}${FIRST_ROW}:${_AMOUNT}${last},{tests})"


def sources(source: Source) -> Sheet:
    """Funding sources with their rules, and what they succeed."""
    plan = source.plan
    rows = [
        [
            each.code,
            each.name,
            source.words(each, "type"),
            source.yes(each.capital_only),
            source.yes(each.one_time),
            each.ends_on,
            each.restrictions,
            source.yes(each.supplement_not_supplant),
            source.codes([action.id for action in plan.where(r.Action, successor_source_id=each.id)]),
        ]
        for each in plan.all(r.FundingSource)
    ]
    columns = (
        Column(_("Code"), "code"),
        Column(_("Source"), width=36),
        Column(_("Type"), width=30, choices=choices(r.FundingSource, "type")),
        Column(_("Capital only"), "code"),
        Column(_("One-time"), "code"),
        Column(_("Ends on"), "date"),
        Column(_("Rules"), "long"),
        Column(_("Adds, does not replace"), width=13),
        Column(_("Pays later for"), width=18),
    )
    return Sheet(SOURCES, _("Funding sources"), (Grid(_("Funding sources"), columns, rows),))


def scenarios(source: Source) -> Sheet:
    """Options with their benefit and the scenarios they are in; totals, and each rule's slack."""
    plan = source.plan
    years = [year.label for year in fiscal_years(plan)]
    drawn = plan.all(r.Scenario)
    criteria = plan.all(r.BenefitCriterion)
    results = [evaluate(plan, scenario) for scenario in drawn]
    rows = [
        [
            each.code,
            each.name,
            source.words(each, "kind"),
            source.title(each.region_id),
            *(each.cost_by_fy.get(year) for year in years),
            each.cost_usd,
            each.size_tenths / 10 if each.size_tenths else None,
            *(each.scores.get(criterion.key) for criterion in criteria),
            benefit_points(plan, each),
            *("✓" if each.id in scenario.chosen_option_ids else "" for scenario in drawn),
        ]
        for each in plan.all(r.InvestmentOption)
    ]
    columns = (
        Column(_("Code"), "code"),
        Column(_("Option"), "long", 36),
        Column(_("Kind"), width=22),
        Column(_("Region"), width=18),
        *(Column(_("Cost {year}").format(year=year), "money") for year in years),
        Column(_("Cost"), "money"),
        Column(_("Thousand students a year"), "decimal", 14),
        *(Column(criterion.name, "whole", 13) for criterion in criteria),
        Column(_("Benefit points"), "decimal"),
        *(Column(_("In {scenario}").format(scenario=scenario.code), "mark", 9) for scenario in drawn),
    )
    totals = [
        [
            scenario.code,
            scenario.name,
            source.words(scenario, "mode"),
            source.yes(scenario.selected),
            result.total_cost,
            result.benefit_points,
            ", ".join(result.violations),
        ]
        for scenario, result in zip(drawn, results, strict=True)
    ]
    total_columns = (
        Column(_("Code"), "code"),
        Column(_("Scenario"), width=36),
        Column(_("Made"), width=22),
        Column(_("Chosen"), width=18),
        Column(_("Cost in all"), "money"),
        Column(_("Benefit in all"), "decimal"),
        Column(_("Rules broken"), width=14),
    )
    rules = [
        [rule.key, rule.label, source.words(rule, "type"), scenario.code, result.slack.get(rule.key)]
        for scenario, result in zip(drawn, results, strict=True)
        for rule in plan.where(r.ScenarioConstraint, scenario_id=scenario.id)
    ]
    rule_columns = (
        Column(_("Rule"), "code"),
        Column(_("What it says"), "long", 36),
        Column(_("Kind of rule"), width=22),
        Column(_("Scenario"), width=18),
        Column(_("Slack"), "decimal"),
    )
    return Sheet(
        SCENARIOS,
        _("Investment scenarios"),
        (
            Grid(_("Options"), columns, rows),
            Grid(_("Scenarios"), total_columns, totals),
            Grid(_("Rules"), rule_columns, rules),
        ),
        frozen=2,
    )
