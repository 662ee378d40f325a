"""Money by source, year, goal, category and region, in whole US dollars."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from planner.domain.analysis.days import months_later
from planner.domain.analysis.fiscal_years import fiscal_years
from planner.domain.plan import Plan
from planner.domain.records import (
    Action,
    BudgetLine,
    FundingAllocation,
    FundingSource,
    InvestmentOption,
    Objective,
    Strategy,
)

ByYear = dict[str, int]
"""US dollars by fiscal-year label."""


@dataclass(frozen=True)
class Balance:
    """One source in one fiscal year, in US dollars: what it offers, what lines ask of it, and how certain it
    is.

    `certainty` is that of the allocation (confirmed, likely, hoped), or empty where there is none.
    """

    allocated: int = 0
    planned: int = 0
    certainty: str = ""

    @property
    def gap(self) -> int:
        """Allocation minus lines; negative when more is planned than there is. Source: method 3.5 (budget
        gap).
        """
        return self.allocated - self.planned


def years(plan: Plan) -> tuple[str, ...]:
    """Return the labels of the plan's fiscal years and of all others that hold money, in order."""
    used = {line.fiscal_year for line in plan.all(BudgetLine)}
    used.update(each.fiscal_year for each in plan.all(FundingAllocation))
    used.update(year.label for year in fiscal_years(plan))
    return tuple(sorted(used - {""}))


def total(plan: Plan, source_id: str | None = None) -> int:
    """Return the sum of all budget lines, or of those of one source, in US dollars."""
    lines = plan.all(BudgetLine) if source_id is None else plan.where(BudgetLine, source_id=source_id)
    return sum(line.amount_usd or 0 for line in lines)


def by_source_year(plan: Plan) -> dict[str, dict[str, Balance]]:
    """Return the balance of each source (by id) in each fiscal year in which it offers or is asked for money.

    Sources come in their order, then "" for lines without a source.
    """
    offered: dict[tuple[str, str], tuple[int, str]] = {}
    for each in plan.all(FundingAllocation):
        key = (each.source_id or "", each.fiscal_year)
        amount, certainty = offered.get(key, (0, each.certainty))
        offered[key] = (amount + (each.amount_usd or 0), _less_certain(certainty, each.certainty))
    asked: dict[tuple[str, str], int] = {}
    for line in plan.all(BudgetLine):
        key = (line.source_id or "", line.fiscal_year)
        asked[key] = asked.get(key, 0) + (line.amount_usd or 0)
    found: dict[str, dict[str, Balance]] = {source.id: {} for source in plan.all(FundingSource)}
    for source, year in sorted({*offered, *asked}, key=lambda key: key[1]):
        amount, certainty = offered.get((source, year), (0, ""))
        found.setdefault(source, {})[year] = Balance(amount, asked.get((source, year), 0), certainty)
    return {source: balances for source, balances in found.items() if balances}


def by_year(plan: Plan) -> dict[str, Balance]:
    """Return what all sources offer together, and what is planned, in each of the plan's fiscal years."""
    found: dict[str, Balance] = {}
    balances = by_source_year(plan).values()
    for year in years(plan):
        held = [row[year] for row in balances if year in row]
        found[year] = Balance(sum(each.allocated for each in held), sum(each.planned for each in held))
    return found


def running_by_year(plan: Plan) -> ByYear:
    """Return the dollars of each fiscal year that come back every year after it (ongoing budget lines)."""
    found = dict.fromkeys(years(plan), 0)
    for line in plan.where(BudgetLine, recurrence="ongoing"):
        if line.fiscal_year in found:
            found[line.fiscal_year] += line.amount_usd or 0
    return found


def gaps(plan: Plan) -> tuple[tuple[str, str, int], ...]:
    """Return (source id, fiscal year, dollars over) wherever lines ask for more than the source offers.

    Lines without a source are left out. Source: method 3.3, invariant 20; method 4, check 406.
    """
    return tuple(
        (source, year, -balance.gap)
        for source, balances in by_source_year(plan).items()
        for year, balance in balances.items()
        if source and balance.gap < 0
    )


def goal_of(plan: Plan, action: Action | None) -> str:
    """Return the id of the goal an action counts under: that of the first objective of its strategy, or
    "".
    """
    strategy = plan.get(Strategy, action.strategy_id) if action else None
    objectives = plan.some(Objective, strategy.objective_ids) if strategy else ()
    return next((each.goal_id for each in objectives if each.goal_id), "")


def region_of(plan: Plan, line: BudgetLine) -> str:
    """Return the id of the region a line is spent in: that of its option, or of its action's option, or
    "".
    """
    option = plan.get(InvestmentOption, line.option_id)
    if option is None:
        action = plan.get(Action, line.action_id)
        option = plan.get(InvestmentOption, action.investment_option_id) if action else None
    return (option.region_id or "") if option else ""


def by_goal_year(plan: Plan) -> dict[str, ByYear]:
    """Return dollars by goal (id, "" for none) and fiscal year.

    A strategy that serves several goals counts under that of its first objective, so that nothing counts
    twice.
    """
    goals = {action.id: goal_of(plan, action) for action in plan.all(Action)}
    return _sums(plan.all(BudgetLine), lambda line: goals.get(line.action_id or "", ""))


def by_category_year(plan: Plan) -> dict[str, ByYear]:
    """Return dollars by object category ("" for none) and fiscal year."""
    return _sums(plan.all(BudgetLine), lambda line: line.object_category)


def by_region_year(plan: Plan) -> dict[str, ByYear]:
    """Return dollars by region (id, "" where a line belongs to none) and fiscal year."""
    return _sums(plan.all(BudgetLine), lambda line: region_of(plan, line))


def _sums(lines: Iterable[BudgetLine], key: Callable[[BudgetLine], str]) -> dict[str, ByYear]:
    found: dict[str, ByYear] = {}
    for line in lines:
        row = found.setdefault(key(line), {})
        row[line.fiscal_year] = row.get(line.fiscal_year, 0) + (line.amount_usd or 0)
    return {each: dict(sorted(row.items())) for each, row in found.items()}


@dataclass(frozen=True)
class Cliff:
    """An action whose cost goes on after its money ends: dollars a year, and the lines that hold them."""

    action_id: str
    amount_usd: int
    lines: tuple[BudgetLine, ...]


def cliffs(plan: Plan) -> tuple[Cliff, ...]:
    """Return the actions with ongoing lines in the last fiscal year that no lasting source pays.

    A source does not last when it is one-time, or ends before the year after the last one is over. An action
    that names a successor source has none. Source: method 3.5 (cliff); method 4, check 408.
    """
    plan_years = fiscal_years(plan)
    if not plan_years:
        return ()
    last = plan_years[-1]
    lasting_until = months_later(last.end, 12)
    ending = {
        source.id
        for source in plan.all(FundingSource)
        if source.one_time or (source.ends_on is not None and source.ends_on < lasting_until)
    }
    found: dict[str, list[BudgetLine]] = {}
    for line in plan.where(BudgetLine, fiscal_year=last.label):
        if line.recurrence != "ongoing" or line.source_id not in ending or not line.amount_usd:
            continue
        action = plan.get(Action, line.action_id)
        if action is not None and not action.successor_source_id and action.status != "cancelled":
            found.setdefault(action.id, []).append(line)
    return tuple(
        Cliff(each, sum(x.amount_usd or 0 for x in lines), tuple(lines)) for each, lines in found.items()
    )


def uncertain_percent(plan: Plan) -> dict[str, float]:
    """Return, for each fiscal year with lines, the percent of their dollars on allocations marked hoped.

    Source: method 4, check 409.
    """
    planned: ByYear = {}
    hoped: ByYear = {}
    for source, balances in by_source_year(plan).items():
        for year, balance in balances.items():
            if not source or not year:
                continue
            planned[year] = planned.get(year, 0) + balance.planned
            if balance.certainty == "hoped":
                hoped[year] = hoped.get(year, 0) + balance.planned
    return {year: 100 * hoped.get(year, 0) / amount for year, amount in sorted(planned.items()) if amount}


_CERTAIN = ("confirmed", "likely", "hoped")


def _less_certain(one: str, other: str) -> str:
    return max(one, other, key=lambda each: _CERTAIN.index(each) if each in _CERTAIN else -1)
