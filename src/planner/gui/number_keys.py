"""The keys of fields that hold a number by key: criteria, fiscal years, the field's own. No Qt in here."""

from planner.domain import records as r
from planner.domain.analysis.fiscal_years import fiscal_years
from planner.domain.fields import Field, Option
from planner.domain.plan import Plan
from planner.domain.record import Record


def number_keys(kind: type[Record], field: Field, plan: Plan) -> tuple[Option, ...]:
    """Return key and words for each number a field may hold, in order."""
    if field.options:
        return field.options
    if field.name == "cost_by_fy":
        return tuple(Option(label, label) for label in fiscal_year_labels(plan))
    weights: type[r.Criterion] | type[r.BenefitCriterion] = (
        r.BenefitCriterion if kind is r.InvestmentOption else r.Criterion
    )
    return tuple(Option(each.key, each.name or each.key) for each in plan.all(weights) if each.key)


def fiscal_year_labels(plan: Plan) -> tuple[str, ...]:
    """Return the names of the fiscal years the plan runs through, such as FY2026-27."""
    return tuple(year.label for year in fiscal_years(plan))
