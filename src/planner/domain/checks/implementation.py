"""Checks of phase D: scenarios, actions, money, readiness, risks and reviews. Source: method 4, 4xx."""

import math
from collections.abc import Iterator
from datetime import date

from planner.domain import vocabulary as v
from planner.domain.analysis import budget, capacity, coverage, graph, investment, readiness, schedule
from planner.domain.analysis.days import shifted
from planner.domain.analysis.fiscal_years import fiscal_year, start_month
from planner.domain.checks.finding import Gap, check
from planner.domain.plan import Plan
from planner.domain.record import is_blank
from planner.domain.records import (
    Action,
    ActionDependency,
    BenefitCriterion,
    BudgetLine,
    Charter,
    District,
    FundingAllocation,
    FundingSource,
    InvestmentOption,
    Objective,
    Person,
    RaciEntry,
    ReadinessRating,
    Review,
    Risk,
    Scenario,
    ScenarioConstraint,
    Strategy,
)
from planner.domain.wording import listed, month_text, number_text, shortened
from planner.i18n import _

_HIGH_RISK = 15
_RESPONSE_FIELDS = ("mitigation", "trigger", "owner_id")
_MOST_HOPED_PERCENT = 25
_DAYS_TO_START = 180
_DAYS_TO_REVIEW = 120
_COST_TOLERANCE_PERCENT = 2


@check("CHK-401", Action, RaciEntry, each=Action)
def not_one_accountable(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """The number of people accountable for an action is not one (a person, by method 3.3, invariant 16)."""
    for action in coverage.live_actions(plan):
        number = sum(
            each.role == "A" and bool(each.person_id) for each in plan.where(RaciEntry, action_id=action.id)
        )
        if number != 1:
            yield Gap(entity=action, words={"code": action.code, "n": number})


@check("CHK-402", Action, Charter, each=Action)
def dates_not_valid(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """An action has no start or end, ends before it starts, or lies outside the horizon."""
    first, last = plan.charter.horizon_start, plan.charter.horizon_end
    for action in coverage.live_actions(plan):
        start, end = action.start_date, action.end_date
        found = []
        if start is None:
            found.append(("start_date", _("no start date")))
        if end is None:
            found.append(("end_date", _("no end date")))
        if start is not None and end is not None and end < start:
            found.append(("end_date", _("ends before it starts")))
        if start is not None and (
            (first is not None and start < first) or (last is not None and start > last)
        ):
            found.append(("start_date", _("starts outside the plan horizon")))
        if end is not None and ((first is not None and end < first) or (last is not None and end > last)):
            found.append(("end_date", _("ends outside the plan horizon")))
        if found:
            words = {"code": action.code, "what": listed(said for _name, said in found)}
            yield Gap(entity=action, field=found[0][0], words=words)


@check("CHK-403", Action, ActionDependency)
def circular_dependency(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """Actions wait for each other in a loop; one finding for each."""
    pairs = (
        (first.id, then.id)
        for each in plan.all(ActionDependency)
        if (first := plan.get(Action, each.predecessor_id)) is not None
        and (then := plan.get(Action, each.successor_id)) is not None
    )
    for loop in graph.cycles(pairs):
        actions = plan.some(Action, loop)
        yield Gap(entity=actions[0], words={"items": listed(action.code for action in actions)})


@check("CHK-404", Action, ActionDependency, each=ActionDependency)
def dependency_conflict(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """An action starts (or ends) before a dependency allows: its slack is negative (method 3.5)."""
    for dependency in plan.all(ActionDependency):
        slack = schedule.slack(plan, dependency)
        if slack is None or slack >= 0:
            continue
        first, then = plan.get(Action, dependency.predecessor_id), plan.get(Action, dependency.successor_id)
        if first is None or then is None or "cancelled" in (first.status, then.status):
            continue
        field = "end_date" if dependency.type == "FF" else "start_date"
        words = {"code": then.code, "pred": first.code, "days": -slack}
        yield Gap(entity=then, field=field, words=words)


@check("CHK-405", Person, Action, RaciEntry, each=Person)
def owner_overloaded(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """A month asks a person for more than 100% of the hours that person can give; told for the fullest
    month.
    """
    for person_id, over in capacity.overloads(plan).items():
        person = plan.get(Person, person_id)
        if person is not None:
            words = {
                "name": shortened(person.title),
                "pct": "∞" if math.isinf(over.percent) else number_text(over.percent),
                "month": month_text(*over.month),
                "n": over.months_over,
            }
            yield Gap(entity=person, field="capacity_hours_per_month", words=words)


@check("CHK-406", BudgetLine, FundingAllocation, FundingSource, each=FundingAllocation)
def budget_exceeds_funding(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """The lines of a source and fiscal year ask for more than the source offers."""
    for source_id, year, over in budget.gaps(plan):
        source = plan.get(FundingSource, source_id)
        if source is not None:
            words = {"code": source.code, "fy": year or _("without a year"), "n": number_text(over)}
            yield Gap(entity=source, words=words)


@check("CHK-407", BudgetLine, FundingSource, District, each=BudgetLine)
def ineligible_use(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """A source may not pay a line: capital only, ended, closed for good (ESSER), or in kind for a cash
    cost.
    """
    first_month = start_month(plan)
    for line in plan.all(BudgetLine):
        source = plan.get(FundingSource, line.source_id)
        found = list(_why_ineligible(line, source, first_month)) if source is not None else []
        if found:
            words = {"code": line.code, "what": listed(said for _name, said in found)}
            yield Gap(entity=line, field=found[0][0], words=words)


def _why_ineligible(line: BudgetLine, source: FundingSource, first_month: int) -> Iterator[tuple[str, str]]:
    year = fiscal_year(line.fiscal_year, first_month)
    if source.capital_only and line.object_category not in ("capital_outlay", ""):
        yield "object_category", _("{source} pays for capital only").format(source=source.code)
    if source.ends_on is not None and year is not None and year.start > source.ends_on:
        yield "fiscal_year", _("{source} has ended by then").format(source=source.code)
    if source.type == "esser":
        yield "source_id", _("ESSER money has ended")
    if source.type == "partner_in_kind" and not line.in_kind:
        yield "in_kind", _("{source} is in kind and cannot pay a cash cost").format(source=source.code)


@check("CHK-408", BudgetLine, FundingSource, Action, Charter, District, each=Action)
def funding_cliff(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """A cost goes on after the last year, its source does not, and no successor is named (method 3.5)."""
    for cliff in budget.cliffs(plan):
        action = plan.get(Action, cliff.action_id)
        if action is not None:
            words = {"code": action.code, "n": number_text(cliff.amount_usd)}
            yield Gap(entity=action, field="successor_source_id", words=words)


@check(
    *("CHK-409", BudgetLine, FundingAllocation, FundingSource),
    each=lambda plan: len(budget.uncertain_percent(plan)),
)
def uncertain_funding(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """More than 25% of a fiscal year's lines rest on allocations that are only hoped for."""
    for year, percent in budget.uncertain_percent(plan).items():
        if percent > _MOST_HOPED_PERCENT:
            yield Gap(entity=year, field="certainty", words={"fy": year, "pct": number_text(percent)})


@check("CHK-410", Action, BudgetLine, each=Action)
def cost_without_line(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """An action is expected to cost money and has no budget line."""
    for action in coverage.live_actions(plan):
        if action.cost_expected and not plan.where(BudgetLine, action_id=action.id):
            yield Gap(entity=action, field="cost_expected", words={"code": action.code})


@check(
    *("CHK-411", Objective, Strategy, Action),
    each=lambda plan: len(plan.all(Strategy)) + len(coverage.live_objectives(plan)),
)
def without_action(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """A strategy has no action, or an objective reaches none through its strategies."""
    acting = {action.strategy_id for action in coverage.live_actions(plan)}
    for strategy in plan.all(Strategy):
        if strategy.id not in acting:
            yield Gap(entity=strategy, words={"code": strategy.code})
    for objective in coverage.live_objectives(plan):
        if not any(each.id in acting for each in plan.where(Strategy, objective_ids=objective.id)):
            yield Gap(entity=objective, words={"code": objective.code})


@check("CHK-412", Risk, each=Risk)
def high_risk_without_response(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """A risk that is not closed scores 15 or more and lacks mitigation, trigger or owner."""
    for risk in plan.all(Risk):
        if risk.status == "closed" or (risk.score or 0) < _HIGH_RISK:
            continue
        missing = [name for name in _RESPONSE_FIELDS if is_blank(getattr(risk, name))]
        if missing:
            items = listed(_(Risk.describe(name).label) for name in missing)
            yield Gap(
                entity=risk, field=missing[0], words={"code": risk.code, "n": risk.score, "items": items}
            )


@check("CHK-413", ReadinessRating, Strategy, Action, each=ReadinessRating)
def low_readiness(plan: Plan, as_of: date) -> Iterator[Gap]:
    """A readiness factor is below 2.5 for a strategy that has started or starts within 180 days; lowest is
    told.
    """
    for strategy in plan.all(Strategy):
        rating = readiness.latest(plan, strategy.id)
        found = readiness.readiness(rating) if rating is not None else None
        if found is None or not found.low or found.lowest is None:
            continue
        actions = plan.where(Action, strategy_id=strategy.id)
        starts = [
            each.start_date for each in actions if each.start_date is not None and each.status != "cancelled"
        ]
        if starts and min(starts) <= shifted(as_of, _DAYS_TO_START):
            factor, mean = found.lowest
            words = {"code": strategy.code, "factor": _(readiness.FACTORS[factor]), "mean": f"{mean:.1f}"}
            yield Gap(entity=strategy, words=words)


@check(
    *("CHK-414", Scenario, ScenarioConstraint, InvestmentOption, BenefitCriterion, BudgetLine),
    each=lambda plan: len(plan.where(Scenario, selected=True)),
)
def scenario_broken(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """The selected scenario breaks a rule, or the lines of a chosen option differ from its cost by more
    than 2%.

    Lines are compared once any line names an option: before that the budget is not written yet.
    """
    budgeted = any(line.option_id for line in plan.all(BudgetLine))
    for scenario in plan.where(Scenario, selected=True):
        broken = investment.evaluate(plan, scenario).violations
        if broken:
            what = _("{code} breaks its rules: {items}.").format(code=scenario.code, items=listed(broken))
            yield Gap(entity=scenario, field="chosen_option_ids", words={"what": what})
        for option in plan.some(InvestmentOption, scenario.chosen_option_ids) if budgeted else ():
            cost = investment.option_cost(option)
            lines = sum(line.amount_usd or 0 for line in plan.where(BudgetLine, option_id=option.id))
            if 100 * abs(lines - cost) > _COST_TOLERANCE_PERCENT * cost:
                what = _("{code} costs ${cost}, but its budget lines add up to ${lines}.")
                said = what.format(code=option.code, cost=number_text(cost), lines=number_text(lines))
                yield Gap(entity=option, field="cost_by_fy", words={"what": said})


@check("CHK-415", Action, each=len(v.ICEM))
def function_without_action(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """No action informs, coordinates, enhances or measures."""
    served = coverage.icem(plan)
    for function in v.ICEM:
        if not served[function.value]:
            yield Gap(entity=function.value, field="icem", words={"name": _(function.label)})


@check("CHK-416", Review)
def no_review_scheduled(plan: Plan, as_of: date) -> Iterator[Gap]:
    """No review is dated within 120 days after the as-of date."""
    until = shifted(as_of, _DAYS_TO_REVIEW)
    dated = (each.date for each in plan.all(Review) if each.date is not None and each.status != "cancelled")
    if not any(as_of <= day <= until for day in dated):
        yield Gap(field="date")
