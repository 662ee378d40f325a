"""Schedule, capacity, money and scenarios: the sample's figures and cases made by hand."""

import json
import math
from datetime import date
from typing import Any

import pytest

from planner import assets
from planner.domain import records as r
from planner.domain.analysis import budget, capacity, investment, schedule
from planner.domain.plan import Plan

FILE = json.loads(assets.text("samples/sample_plan.json"))


def action(code: str, start: date | None, end: date | None, **values: Any) -> r.Action:
    return r.Action(id=code, code=code, start_date=start, end_date=end, **values)


def depends(first: str, then: str, kind: str, lag: int | None = 0) -> r.ActionDependency:
    return r.ActionDependency(
        id=f"{first}{then}{kind}", predecessor_id=first, successor_id=then, type=kind, lag_days=lag
    )


@pytest.mark.parametrize(
    ("kind", "lag", "days"), [("FS", 0, 1), ("FS", 3, -2), ("SS", 5, 27), ("FF", None, 29)]
)
def test_slack_is_what_is_left_of_the_days_a_dependency_allows(kind: str, lag: int | None, days: int) -> None:
    first = action("A", date(2028, 1, 31), date(2028, 3, 2))
    then = action("B", date(2028, 3, 3), date(2028, 3, 31))
    plan = Plan([first, then, depends("A", "B", kind, lag)])
    assert schedule.slacks(plan) == {f"AB{kind}": days}


def test_slack_needs_both_actions_and_their_dates() -> None:
    plan = Plan(
        [
            action("A", None, None),
            action("B", date.min, date.max),
            depends("A", "B", "FS"),
            depends("B", "C", "FS"),
        ]
    )
    assert schedule.slacks(plan) == {}


def test_the_sample_has_one_conflict_and_drives_the_opening(sample: Plan) -> None:
    conflicts = {sample.code(each): days for each, days in schedule.slacks(sample).items() if days < 0}
    assert conflicts == {"DE-25": -25}
    opening = sample.by_code("AC-010")
    assert opening is not None
    chain = schedule.driving_chain(sample, opening.id)
    assert [each.code for each in chain] == ["AC-001", "AC-003", "AC-004", "AC-010"]


def test_a_driving_chain_ends_where_a_loop_closes() -> None:
    days = [date(2027, 1, day) for day in (1, 2, 3, 4)]
    plan = Plan(
        [
            action("A", days[0], days[1]),
            action("B", days[2], days[3]),
            depends("A", "B", "FS"),
            depends("B", "A", "FS"),
        ]
    )
    assert [each.code for each in schedule.driving_chain(plan, "B")] == ["A", "B"]
    assert schedule.driving_chain(plan, "nobody") == ()


@pytest.mark.parametrize(
    ("start", "end", "status", "late"),
    [
        (date(2026, 10, 1), date(2026, 11, 14), "in_progress", 1),
        (date(2026, 10, 1), date(2026, 11, 15), "in_progress", 0),
        (date(2026, 10, 1), date(2026, 11, 14), "done", 0),
        (date(2026, 10, 1), date(2026, 11, 14), "cancelled", 0),
        (date(2026, 10, 16), date(2027, 11, 14), "not_started", 30),
        (date(2026, 10, 17), date(2027, 11, 14), "not_started", 0),
        (date(2026, 10, 1), date(2027, 11, 14), "delayed", 0),
        (None, None, "not_started", 0),
    ],
)
def test_late_is_past_its_end_or_a_month_past_its_start(
    start: Any, end: Any, status: str, late: int, as_of: date
) -> None:
    assert schedule.late_days(action("A", start, end, status=status), as_of) == late


def busy(hours: int | None, capacity_hours: int | None, start: date, end: date, **values: Any) -> Plan:
    person = r.Person(id="P", name="A person", capacity_hours_per_month=capacity_hours)
    role = r.RaciEntry(id="R", action_id="A", role="R", person_id="P", hours=hours)
    return Plan([person, role, action("A", start, end, **values)])


def test_hours_are_spread_evenly_over_days_also_in_a_leap_february() -> None:
    plan = busy(90, 40, date(2028, 1, 31), date(2028, 3, 30))
    assert capacity.monthly_hours(plan) == {"P": {(2028, 1): 1.5, (2028, 2): 43.5, (2028, 3): 45.0}}
    assert capacity.load(plan)["P"][2028, 2].percent == pytest.approx(108.75)
    assert capacity.overloads(plan) == {"P": capacity.Overload((2028, 3), pytest.approx(112.5), 2)}


def test_hours_add_up_to_what_was_asked(sample: Plan) -> None:
    asked = sum(each.hours or 0 for each in sample.all(r.RaciEntry) if each.person_id)
    given = sum(hours for months in capacity.monthly_hours(sample).values() for hours in months.values())
    assert given == pytest.approx(asked)


def test_the_sample_overloads_one_person_for_four_months(sample: Plan) -> None:
    over = {sample.code(person): each for person, each in capacity.overloads(sample).items()}
    assert over == {"P-03": capacity.Overload((2027, 3), pytest.approx(109.45, abs=0.01), 4)}


def test_without_capacity_nothing_is_too_much_and_with_none_everything_is() -> None:
    days = (date(2027, 1, 1), date(2027, 1, 31))
    assert capacity.load(busy(10, None, *days))["P"][2027, 1].percent is None
    assert capacity.overloads(busy(10, 0, *days))["P"].percent == math.inf
    assert capacity.overloads(busy(10, 10, *days)) == {}
    for values in ({"status": "cancelled"}, {}):
        end = days[1] if values else date(2026, 12, 31)
        assert capacity.monthly_hours(busy(10, 10, days[0], end, **values)) == {"P": {}}
    assert capacity.monthly_hours(busy(None, 10, *days)) == {}
    assert capacity.monthly_hours(busy(10, 10, date(2027, 1, 1), date(9027, 1, 31))) == {"P": {}}


def test_the_budget_of_the_sample(sample: Plan) -> None:
    board = sample.by_code("FS-01")
    assert board is not None
    assert budget.total(sample) == 55_375_000
    assert budget.total(sample, board.id) == 49_100_000
    assert budget.years(sample) == ("FY2026-27", "FY2027-28", "FY2028-29")
    balances = budget.by_source_year(sample)
    assert balances[board.id]["FY2026-27"] == budget.Balance(14_000_000, 13_360_000, "confirmed")
    assert balances[board.id]["FY2026-27"].gap == 640_000
    assert budget.gaps(sample) == ()
    assert [(sample.code(each.action_id), each.amount_usd) for each in budget.cliffs(sample)] == [
        ("AC-030", 650_000)
    ]


@pytest.mark.parametrize("view", [budget.by_goal_year, budget.by_category_year, budget.by_region_year])
def test_every_view_of_the_budget_adds_up_to_the_whole(view: Any, sample: Plan) -> None:
    assert sum(amount for row in view(sample).values() for amount in row.values()) == 55_375_000


def test_money_by_region_follows_the_options(sample: Plan) -> None:
    by_code = {
        sample.code(region): sum(row.values()) for region, row in budget.by_region_year(sample).items()
    }
    assert by_code["RG-S"] == 13_450_000
    assert by_code[""] == 5_525_000


def test_gaps_and_views_with_blanks() -> None:
    source = r.FundingSource(id="S", code="FS-01")
    line = r.BudgetLine(id="L", source_id="S", fiscal_year="FY2026-27", amount_usd=500)
    loose = r.BudgetLine(id="M", amount_usd=None)
    hoped = r.FundingAllocation(
        id="A", source_id="S", fiscal_year="FY2026-27", amount_usd=200, certainty="hoped"
    )
    plan = Plan([source, line, loose, hoped])
    assert budget.gaps(plan) == (("S", "FY2026-27", 300),)
    assert budget.by_goal_year(plan) == {"": {"": 0, "FY2026-27": 500}}
    assert budget.uncertain_percent(plan) == {"FY2026-27": 100.0}
    assert budget.uncertain_percent(Plan([line.replace(amount_usd=0), hoped, source])) == {}
    assert budget.cliffs(plan) == budget.cliffs(Plan()) == ()


@pytest.mark.parametrize(
    ("ends_on", "one_time", "cliff"),
    [
        (None, False, False),
        (None, True, True),
        (date(2029, 6, 30), False, True),
        (date(2030, 6, 29), False, True),
        (date(2030, 6, 30), False, False),
    ],
)
def test_a_source_lasts_when_it_pays_the_year_after_the_plan(
    ends_on: Any, one_time: bool, cliff: bool
) -> None:
    charter = r.Charter(id="c", horizon_start=date(2026, 7, 1), horizon_end=date(2029, 6, 30))
    source = r.FundingSource(id="S", one_time=one_time, ends_on=ends_on)
    line = r.BudgetLine(
        id="L", action_id="A", source_id="S", fiscal_year="FY2028-29", amount_usd=5, recurrence="ongoing"
    )
    plan = Plan([charter, source, line, action("A", None, None)])
    assert bool(budget.cliffs(plan)) == cliff
    assert budget.cliffs(plan.changed([action("A", None, None, successor_source_id="T")])) == ()


@pytest.mark.parametrize("raw", FILE["scenarios"], ids=lambda raw: raw["id"])
def test_scenarios_are_worth_what_their_file_says(raw: dict[str, Any], sample: Plan) -> None:
    scenario = sample.by_code(raw["id"])
    assert isinstance(scenario, r.Scenario)
    found, told = investment.evaluate(sample, scenario), raw["result"]
    assert found.total_cost == told["total_cost_usd"]
    assert found.cost_by_fy == told["cost_by_fy"]
    assert found.benefit_points == told["benefit_points"]
    assert list(found.violations) == told["violations"]
    assert found.slack == told["slack"]


def test_the_three_scenarios_of_the_method(sample: Plan) -> None:
    figures = {each.code: investment.evaluate(sample, each) for each in sample.all(r.Scenario)}
    assert (figures["SN-1"].total_cost, figures["SN-1"].benefit_points) == (49_100_000, 198.885)
    assert (figures["SN-2"].total_cost, figures["SN-2"].benefit_points) == (48_200_000, 196.145)
    assert figures["SN-3"].violations == ("SC-10", "SC-11")


OPTIONS = tuple(
    r.InvestmentOption(
        id=each, cost_by_fy={"FY2026-27": cost}, size_tenths=10, annual_running_cost_usd=cost, wscc=("HS",)
    )
    for each, cost in (("a", 100), ("b", 200), ("c", 0))
)


@pytest.mark.parametrize(
    ("rule", "left"),
    [
        ({"type": "budget_total", "amount_usd": 250}, -50),
        ({"type": "budget_fy", "amount_usd": 300, "fiscal_year": "FY2026-27"}, 0),
        ({"type": "budget_fy", "amount_usd": 300, "fiscal_year": "FY2027-28"}, 300),
        ({"type": "running_cost_cap", "amount_usd": 299}, -1),
        ({"type": "min_count", "option_ids": ("a", "x"), "value": 2}, -1),
        ({"type": "max_count", "option_ids": ("a", "b"), "value": 3}, 1),
        ({"type": "min_spend_share", "option_ids": ("a",), "value_pct": 33}, 0.33),
        ({"type": "min_spend_share", "option_ids": ("a",), "value_pct": 34}, -0.67),
        ({"type": "max_spend_share", "option_ids": ("b",), "value_pct": 66}, -0.67),
        ({"type": "requires", "option_id": "a", "requires_id": "x"}, -1),
        ({"type": "requires", "option_id": "x", "requires_id": "y"}, 0),
        ({"type": "excludes", "option_id": "a", "other_id": "b"}, -1),
        ({"type": "excludes", "option_id": "a", "other_id": "x"}, 0),
        ({"type": "must_include", "option_id": "x"}, -1),
        ({"type": "must_exclude", "option_id": "a"}, -1),
        ({"type": "wscc_cover", "component": "HS", "value": 4}, -1),
        ({"type": "budget_total"}, 0),
        ({"type": "min_count", "option_ids": ("a",)}, 0),
        ({"type": ""}, 0),
    ],
)
def test_each_kind_of_rule_tells_what_is_left(rule: dict[str, Any], left: float) -> None:
    assert investment.slack_of(r.ScenarioConstraint(**rule), OPTIONS) == left


def test_shares_of_nothing_and_shares_that_round_to_nothing() -> None:
    rule = r.ScenarioConstraint(type="min_spend_share", option_ids=("a",), value_pct=50)
    assert investment.slack_of(rule, ()) == investment.slack_of(rule, OPTIONS[2:]) == 0
    pair = [OPTIONS[0].replace(cost_by_fy={"y": 999_999}), OPTIONS[1].replace(cost_by_fy={"y": 1_000_001})]
    assert investment.slack_of(rule, pair) == -0.01


def test_benefit_is_size_times_weighted_quality() -> None:
    need, fit = (
        r.BenefitCriterion(id=key, key=key, weight=weight) for key, weight in (("need", 60), ("fit", 40))
    )
    option = OPTIONS[0].replace(size_tenths=25, scores={"need": 10, "fit": 5})
    plan = Plan([need, fit, option])
    assert investment.benefit_points(plan, option) == 2.5 * 8
    assert investment.benefit_points(Plan([need.replace(weight=None)]), option) == 0
    assert investment.benefit_points(plan, option.replace(scores={"need": None}, size_tenths=None)) == 0
