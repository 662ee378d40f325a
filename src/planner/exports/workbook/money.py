"""Sheets of money: lines, pivots, sources and investment scenarios. All amounts are whole US dollars."""

from typing import Any

from planner.domain import records as r
from planner.domain.analysis.fiscal_years import fiscal_years
from planner.domain.analysis.investment import benefit_points, evaluate
from planner.exports.workbook.sheet import Column, Formula, Grid, Sheet, Source, choices
from planner.i18n import _

LINES = "Budget lines"
_FIRST_LINE = 4  # the first row of budget lines below title, note and header


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
            goal_of(source, each),
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


def goal_of(source: Source, line: r.BudgetLine) -> str:
    """Return the code of the first goal an action's strategy serves, or nothing."""
    plan = source.plan
    action = plan.get(r.Action, line.action_id)
    strategy = plan.get(r.Strategy, action.strategy_id) if action else None
    objectives = plan.some(r.Objective, strategy.objective_ids) if strategy else ()
    return source.code(objectives[0].goal_id) if objectives else ""


def pivot(source: Source) -> Sheet:
    """Sums by source, goal and category: formulas over the budget lines, with their values stored."""
    plan = source.plan
    years = [year.label for year in fiscal_years(plan)]
    held = plan.all(r.BudgetLine)
    allocations: list[list[Any]] = []
    for each in plan.all(r.FundingSource):
        for year in years:
            given = [
                row for row in plan.where(r.FundingAllocation, source_id=each.id) if row.fiscal_year == year
            ]
            amount = sum(row.amount_usd or 0 for row in given)
            spent = sum(
                line.amount_usd or 0
                for line in held
                if line.source_id == each.id and line.fiscal_year == year
            )
            if not given and not spent:
                continue
            row_number = _FIRST_LINE + len(allocations)
            allocations.append(
                [
                    each.code,
                    each.name,
                    year,
                    amount,
                    Formula(_sumifs(len(held), ("E", f'"{each.code}"'), ("G", f'"{year}"')), spent),
                    Formula(f"=D{row_number}-E{row_number}", amount - spent),
                    ", ".join(source.words(row, "certainty") for row in given),
                ]
            )
    by_source = Grid(
        _("By source and year"),
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
    goals = [(goal.code, goal.name, "D", goal.code) for goal in plan.all(r.Goal)]
    categories = [
        ("", _(option.label), "H", _(option.label))
        for option in r.BudgetLine.describe("object_category").options
    ]
    return Sheet(
        "Budget pivot",
        _("Budget by source, goal, category and year"),
        (
            by_source,
            _by_year(source, _("By goal and year"), goals, years),
            _by_year(source, _("By category and year"), categories, years),
        ),
        frozen=2,
    )


def _by_year(source: Source, title: str, keys: list[tuple[str, str, str, str]], years: list[str]) -> Grid:
    held = source.plan.all(r.BudgetLine)
    rows = []
    for code, name, letter, wanted in keys:
        mine = [
            line
            for line in held
            if wanted == (goal_of(source, line) if letter == "D" else source.words(line, "object_category"))
        ]
        sums = [sum(line.amount_usd or 0 for line in mine if line.fiscal_year == year) for year in years]
        cells = [
            Formula(_sumifs(len(held), (letter, f'"{wanted}"'), ("G", f'"{year}"')), value)
            for year, value in zip(years, sums, strict=True)
        ]
        rows.append([code, name, *cells, sum(sums)])
    columns = (
        Column(_("Code"), "code"),
        Column(_("Name"), width=40),
        *(Column(year, "money", 15) for year in years),
        Column(_("All years"), "money", 15),
    )
    return Grid(title, columns, rows)


def _sumifs(count: int, *conditions: tuple[str, str]) -> str:
    last = _FIRST_LINE + max(count, 1) - 1
    tests = ",".join(f"'{LINES}'!${c}${_FIRST_LINE}:${c}${last},{value}" for c, value in conditions)
    return f"=SUMIFS('{LINES}'!$I${_FIRST_LINE}:$I${last},{tests})"


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
    return Sheet("Funding sources", _("Funding sources"), (Grid(_("Funding sources"), columns, rows),))


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
        Column(_("Kind"), width=16),
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
        Column(_("Made"), width=16),
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
        Column(_("Kind of rule"), width=16),
        Column(_("Scenario"), width=18),
        Column(_("Slack"), "decimal"),
    )
    return Sheet(
        "Scenarios",
        _("Investment scenarios"),
        (
            Grid(_("Options"), columns, rows),
            Grid(_("Scenarios"), total_columns, totals),
            Grid(_("Rules"), rule_columns, rules),
        ),
        frozen=2,
    )
