"""Investment scenarios: what a set of options costs and brings, and which rules it keeps or breaks."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from planner.domain.plan import Plan
from planner.domain.records import BenefitCriterion, InvestmentOption, Region, Scenario, ScenarioConstraint


@dataclass(frozen=True)
class Evaluation:
    """A set of options held against the rules of its scenario.

    Money is whole US dollars. `slack` is, by rule key, what is left before the rule breaks, in the rule's own
    unit (dollars, options, percentage points); a broken rule has a negative one and its key is in
    `violations`.
    """

    total_cost: int
    cost_by_fy: Mapping[str, int]
    benefit_points: float
    violations: tuple[str, ...]
    slack: Mapping[str, float]


def option_cost(option: InvestmentOption) -> int:
    """Return an option's cost over all years, US dollars. Source: method 3.3, invariant 25."""
    return sum(amount or 0 for amount in option.cost_by_fy.values())


def benefit_units(plan: Plan, option: InvestmentOption) -> int:
    """Return weight x score x size in tenths, summed over criteria: 1,000 units are a benefit point.

    Whole numbers, so that there are no floating-point ties. Source: method 3.4.
    """
    quality = sum(
        (each.weight or 0) * (option.scores.get(each.key) or 0) for each in plan.all(BenefitCriterion)
    )
    return quality * (option.size_tenths or 0)


def benefit_points(plan: Plan, option: InvestmentOption) -> float:
    """Return size x (sum of weight x score) / 100, size in thousands of students a year. Source: method
    3.4.
    """
    return benefit_units(plan, option) / 1000


def high_need_percent(plan: Plan, scenario: Scenario) -> float | None:
    """Return the percent of a scenario's dollars that go to regions of high need; None where it has none."""
    chosen = plan.some(InvestmentOption, scenario.chosen_option_ids)
    whole = sum(map(option_cost, chosen))
    needy = {region.id for region in plan.all(Region) if region.high_need}
    part = sum(option_cost(each) for each in chosen if each.region_id in needy)
    return 100 * part / whole if whole else None


def evaluate(plan: Plan, scenario: Scenario) -> Evaluation:
    """Hold a scenario's chosen options against its rules, whoever chose them. Source: method 3.4."""
    chosen = plan.some(InvestmentOption, scenario.chosen_option_ids)
    by_year: dict[str, int] = {}
    for option in chosen:
        for year, amount in option.cost_by_fy.items():
            by_year[year] = by_year.get(year, 0) + (amount or 0)
    slack = {
        rule_key(rule): slack_of(rule, chosen)
        for rule in plan.where(ScenarioConstraint, scenario_id=scenario.id)
    }
    return Evaluation(
        total_cost=sum(map(option_cost, chosen)),
        cost_by_fy=dict(sorted(by_year.items())),
        benefit_points=sum(benefit_units(plan, option) for option in chosen) / 1000,
        violations=tuple(key for key, left in slack.items() if left < 0),
        slack=slack,
    )


def rule_key(rule: ScenarioConstraint) -> str:
    """Return the short name of a rule (SC-10), or its code where it has none."""
    return rule.key or rule.code or rule.id


def slack_of(rule: ScenarioConstraint, chosen: Iterable[InvestmentOption]) -> float:
    """Return what is left before a rule breaks; negative when it is broken, 0 for a rule without its
    parameters.

    Budgets: amount - cost, dollars. Counts: chosen - least, or most - chosen, options. Shares: percentage
    points of the scenario's own spending above the least or below the most (rounded to 0.01, but never so
    that a broken rule looks kept). One needs another, not both, always in and always out: 0 when kept, -1
    when broken. Source: method 3.4, constraint types.
    """
    measure = _SLACKS.get(rule.type)
    return measure(rule, tuple(chosen)) if measure else 0


_Options = tuple[InvestmentOption, ...]


def _budget_total(rule: ScenarioConstraint, chosen: _Options) -> float:
    return 0 if rule.amount_usd is None else rule.amount_usd - sum(map(option_cost, chosen))


def _budget_fy(rule: ScenarioConstraint, chosen: _Options) -> float:
    if rule.amount_usd is None or not rule.fiscal_year:
        return 0
    return rule.amount_usd - sum(option.cost_by_fy.get(rule.fiscal_year) or 0 for option in chosen)


def _running_cost(rule: ScenarioConstraint, chosen: _Options) -> float:
    if rule.amount_usd is None:
        return 0
    return rule.amount_usd - sum(option.annual_running_cost_usd or 0 for option in chosen)


def _min_count(rule: ScenarioConstraint, chosen: _Options) -> float:
    return 0 if rule.value is None else _among(rule, chosen) - rule.value


def _max_count(rule: ScenarioConstraint, chosen: _Options) -> float:
    return 0 if rule.value is None else rule.value - _among(rule, chosen)


def _among(rule: ScenarioConstraint, chosen: _Options) -> int:
    return sum(option.id in rule.option_ids for option in chosen)


def _min_share(rule: ScenarioConstraint, chosen: _Options) -> float:
    return _points(rule, chosen)


def _max_share(rule: ScenarioConstraint, chosen: _Options) -> float:
    return -_points(rule, chosen)


def _points(rule: ScenarioConstraint, chosen: _Options) -> float:
    """Return the share of spending on the rule's options minus its limit, in percentage points."""
    whole = sum(map(option_cost, chosen))
    if rule.value_pct is None or not whole:
        return 0
    part = sum(option_cost(option) for option in chosen if option.id in rule.option_ids)
    exact = 100 * part - rule.value_pct * whole  # whole numbers decide, the rounded figure only tells
    points = round(exact / whole, 2)
    return points or (0.01 if exact > 0 else -0.01 if exact < 0 else 0)


def _requires(rule: ScenarioConstraint, chosen: _Options) -> float:
    ids = {option.id for option in chosen}
    return -1 if rule.option_id in ids and rule.requires_id is not None and rule.requires_id not in ids else 0


def _excludes(rule: ScenarioConstraint, chosen: _Options) -> float:
    ids = {option.id for option in chosen}
    return -1 if rule.option_id in ids and rule.other_id in ids else 0


def _must_include(rule: ScenarioConstraint, chosen: _Options) -> float:
    ids = {option.id for option in chosen}
    return -1 if rule.option_id is not None and rule.option_id not in ids else 0


def _must_exclude(rule: ScenarioConstraint, chosen: _Options) -> float:
    return -1 if any(option.id == rule.option_id for option in chosen) else 0


def _wscc_cover(rule: ScenarioConstraint, chosen: _Options) -> float:
    if rule.value is None or not rule.component:
        return 0
    return sum(rule.component in option.wscc for option in chosen) - rule.value


_SLACKS: Mapping[str, Callable[[ScenarioConstraint, _Options], float]] = {
    "budget_total": _budget_total,
    "budget_fy": _budget_fy,
    "min_count": _min_count,
    "max_count": _max_count,
    "min_spend_share": _min_share,
    "max_spend_share": _max_share,
    "requires": _requires,
    "excludes": _excludes,
    "must_include": _must_include,
    "must_exclude": _must_exclude,
    "running_cost_cap": _running_cost,
    "wscc_cover": _wscc_cover,
}
