"""Sheets of goals, indicators, measurements, strategies and the cross-walk."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from planner.domain import records as r
from planner.domain.analysis.coverage import commitments
from planner.domain.analysis.fiscal_years import FiscalYear, fiscal_years
from planner.domain.analysis.smartie import smartie
from planner.domain.analysis.trajectories import expected, indicator_status, objective_status, too_small
from planner.exports.workbook.contents import GOALS, INDICATORS, MEASUREMENTS, ROADMAP, STRATEGIES
from planner.exports.workbook.sheet import Column, Grid, Sheet
from planner.exports.workbook.source import Source, choices
from planner.exports.workbook.words import status_tones, status_words
from planner.i18n import _

LETTERS = ("S", "M", "A", "R", "T", "I", "E")


def goals(source: Source) -> Sheet:
    """One row an objective, with its goal before it; goals without objectives have a row of their own."""
    plan = source.plan
    rows: list[list[Any]] = []
    for goal, objective in source.goal_rows:
        head = [goal.code, goal.name, source.title(goal.priority_id)]
        if objective is None:
            rows.append([*head, *[""] * 17])
            continue
        passed = smartie(plan, objective)
        rows.append(
            [
                *head,
                objective.code,
                objective.statement,
                objective.population,
                objective.due_date,
                source.title(objective.lead_id),
                objective.equity_focus,
                *("✓" if passed[letter] else "✗" for letter in LETTERS),
                source.words(objective, "tenets"),
                source.words(objective, "wscc"),
                source.words(objective, "status"),
                status_words(objective_status(plan, objective, source.as_of)),
            ]
        )
    columns = (
        Column(_("Goal code"), "code"),
        Column(_("Goal"), width=28),
        Column(_("Priority"), width=26),
        Column(_("Objective code"), "code", 11),
        Column(_("Objective"), "long"),
        Column(_("For whom"), width=26),
        Column(_("Due"), "date"),
        Column(_("Lead")),
        Column(_("Equity focus"), width=28),
        *(Column(letter, "mark", 6.5, tones=(("✗", "stop"),)) for letter in LETTERS),
        Column(_("Tenets"), width=18),
        Column(_("Whole-child components"), width=26),
        Column(_("Status"), width=10, choices=choices(r.Objective, "status")),
        Column(_("Progress"), width=12, tones=status_tones()),
    )
    note = _(
        "✓ passed, ✗ not yet: S specific, M measurable, A achievable, R relevant, T time-bound, I inclusive, "
        "E equitable"
    )
    grid = Grid(_("Goals and objectives"), columns, rows)
    return Sheet(GOALS, _("Goals and objectives"), (grid,), note=note, frozen=5)


def indicators(source: Source) -> Sheet:
    """Indicator sheets as rows, with the value expected at the plan's date and the last one measured."""
    plan = source.plan
    years = fiscal_years(plan)
    rows = []
    for each in plan.all(r.Indicator):
        last = last_value(source, each)
        rows.append(
            [
                each.code,
                each.name,
                source.codes(each.toc_node_ids),
                source.codes([objective.id for objective in plan.where(r.Objective, indicator_ids=each.id)]),
                each.population,
                source.words(each, "unit"),
                source.words(each, "direction"),
                each.baseline_value,
                each.baseline_date or each.baseline_due,
                each.threshold_value,
                each.target_value,
                each.target_date,
                *(_milestone(each, year.start, year.end) for year in years),
                each.source,
                source.words(each, "frequency"),
                source.title(each.owner_id),
                ", ".join(each.disaggregate_by),
                last.value if last else None,
                last.as_of if last else None,
                expected(each, source.as_of),
                status_words(indicator_status(plan, each, source.as_of)),
            ]
        )
    columns = (
        Column(_("Code"), "code"),
        Column(_("Measure"), "long", 34),
        Column(_("Outcomes"), width=12),
        Column(_("Objectives"), width=12),
        Column(_("Of whom")),
        Column(_("Unit"), width=10, choices=choices(r.Indicator, "unit")),
        Column(_("Direction"), width=11, choices=choices(r.Indicator, "direction")),
        Column(_("Baseline"), "decimal"),
        Column(_("Baseline date"), "date"),
        Column(_("Good enough at"), "decimal"),
        Column(_("Target"), "decimal"),
        Column(_("Target date"), "date"),
        *(Column(_("Milestone {year}").format(year=year.label), "decimal") for year in years),
        Column(_("Source"), width=26),
        Column(_("How often"), width=12, choices=choices(r.Indicator, "frequency")),
        Column(_("Owner")),
        Column(_("Also look by"), width=22),
        Column(_("Last value"), "decimal"),
        Column(_("As of"), "date"),
        Column(_("Expected now"), "decimal"),
        Column(_("Progress"), width=12, tones=status_tones()),
    )
    return Sheet(INDICATORS, _("Indicators"), (Grid(_("Indicators"), columns, rows),), frozen=2)


def last_value(source: Source, indicator: r.Indicator) -> r.Measurement | None:
    """Return the latest measurement of all students up to the plan's date that may be shown."""
    known = [
        each
        for each in source.plan.where(r.Measurement, indicator_id=indicator.id)
        if each.value is not None
        and not too_small(indicator, each)
        and each.student_group == "all"
        and each.as_of is not None
        and each.as_of <= source.as_of
    ]
    return max(known, key=lambda each: each.as_of or date.min, default=None)


def _milestone(indicator: r.Indicator, start: date, end: date) -> float | None:
    inside = [value for day, value in indicator.milestones if start <= day <= end]
    return inside[-1] if inside else None


def _too_few(source: Source, measurement: r.Measurement) -> bool:
    indicator = source.plan.get(r.Indicator, measurement.indicator_id)
    return measurement.suppressed if indicator is None else too_small(indicator, measurement)


def measurements(source: Source) -> Sheet:
    """Dated values; those of too few people are named so, and value and number are left out."""
    rows = [
        [
            source.link(each.indicator_id),
            source.title(each.indicator_id),
            each.as_of,
            each.student_group,
            None if few else each.value,
            None if few else each.n,
            source.yes(few),
            each.source_note,
            source.title(each.entered_by),
        ]
        for each in source.plan.all(r.Measurement)
        for few in [_too_few(source, each)]
    ]
    columns = (
        Column(_("Indicator"), "code"),
        Column(_("Measure"), "long"),
        Column(_("As of"), "date"),
        Column(_("Student group"), width=18),
        Column(_("Value"), "decimal"),
        Column(_("People counted"), "whole"),
        Column(_("Too small to show"), width=12),
        Column(_("Note"), width=30),
        Column(_("Entered by")),
    )
    return Sheet(MEASUREMENTS, _("Measurements"), (Grid(_("Measurements"), columns, rows),))


def strategies(source: Source) -> Sheet:
    """Strategies with what they serve and rest on."""
    rows = [
        [
            each.code,
            each.name,
            source.codes(each.objective_ids),
            source.codes(each.toc_intervention_ids),
            source.words(each, "evidence_tier"),
            each.evidence_citation,
            source.words(each, "implementation_stage"),
            source.title(each.lead_id),
            source.titles(each.partner_ids),
            source.words(each, "icem"),
            source.words(each, "wscc"),
            ", ".join(each.roadmap_commitments),
        ]
        for each in source.plan.all(r.Strategy)
    ]
    columns = (
        Column(_("Code"), "code"),
        Column(_("Strategy"), "long", 34),
        Column(_("Objectives"), width=14),
        Column(_("Interventions"), width=14),
        Column(_("Evidence tier"), width=18, choices=choices(r.Strategy, "evidence_tier")),
        Column(_("Source"), width=30),
        Column(_("Stage"), width=16, choices=choices(r.Strategy, "implementation_stage")),
        Column(_("Lead")),
        Column(_("Partners"), width=28),
        Column(_("Coalition functions"), width=18),
        Column(_("Whole-child components"), width=26),
        Column(_("Commitments"), width=13),
    )
    return Sheet(STRATEGIES, _("Strategies"), (Grid(_("Strategies"), columns, rows),), frozen=2)


def roadmap(source: Source) -> Sheet:
    """The Roadmap cross-walk with its automatic test, and the LCAP cross-walk by goal."""
    plan = source.plan
    tests = commitments(plan)
    rows = []
    for option in r.RoadmapLink.describe("commitment").options:
        named = plan.where(r.RoadmapLink, commitment=option.value)
        test = tests[option.value]
        rows.append(
            [
                _(option.label),
                ", ".join(source.codes(each.entity_ids) for each in named),
                source.yes(test.met),
                test.why or "; ".join(each.note for each in named),
            ]
        )
    columns = (
        Column(_("Commitment"), width=46),
        Column(_("Met by"), width=34),
        Column(_("Met"), width=14, tones=((_("yes"), "good"), (_("no"), "look"))),
        Column(_("Why"), "long", 60),
    )
    years = fiscal_years(plan)
    lcap = [
        _lcap(source, goal, objective, years) for goal, objective in source.goal_rows if objective is not None
    ]
    lcap_columns = (
        Column(_("LCAP goal"), width=46),
        Column(_("Type"), width=34),
        Column(_("State priorities"), width=14),
        Column(_("Metric"), "long", 60),
        Column(_("Baseline"), "decimal"),
        *(Column(_("Outcome {year}").format(year=year.label), "decimal") for year in years),
        Column(_("Target"), "decimal"),
        Column(_("By"), "date"),
        Column(_("Actions"), width=30),
        Column(_("Total funds"), "money"),
        Column(_("Contributing"), width=14),
    )
    return Sheet(
        ROADMAP,
        _("Roadmap commitments and LCAP cross-walk"),
        (Grid(_("Roadmap commitments"), columns, rows), Grid(_("LCAP cross-walk"), lcap_columns, lcap)),
    )


def _lcap(source: Source, goal: r.Goal, objective: r.Objective, years: Sequence[FiscalYear]) -> list[Any]:
    plan = source.plan
    measures = plan.some(r.Indicator, objective.indicator_ids)
    actions = [
        action
        for strategy in plan.where(r.Strategy, objective_ids=objective.id)
        for action in plan.where(r.Action, strategy_id=strategy.id)
    ]
    lines = [line for action in actions for line in plan.where(r.BudgetLine, action_id=action.id)]
    weighted = any(
        (paid := plan.get(r.FundingSource, line.source_id)) and paid.type == "lcff_supp_conc"
        for line in lines
    )
    priorities = (plan.charter.lcap or {}).get("state_priorities", [])
    first = measures[0] if measures else None
    return [
        f"{goal.code} {goal.name}",
        source.words(goal, "lcap_goal_type"),
        ", ".join(str(each) for each in priorities),
        "; ".join(measure.name for measure in measures),
        first.baseline_value if first else None,
        *(_milestone(first, year.start, year.end) if first else None for year in years),
        first.target_value if first else None,
        objective.due_date,
        ", ".join(action.code for action in actions),
        sum(line.amount_usd or 0 for line in lines),
        source.yes(weighted),
    ]
