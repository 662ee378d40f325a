"""Funding and budget (D3). All amounts are whole US dollars."""

from typing import ClassVar

from planner.domain import fields as f
from planner.domain import vocabulary as v
from planner.domain.record import About, Record, described


@described
class FundingSource(Record):
    """Money with rules, amounts by year and certainty."""

    about: ClassVar[About] = About(
        kind="funding_source",
        collection="funding_sources",
        noun="funding source",
        nouns="funding sources",
        prefix="FS",
        title="name",
    )

    name: str = f.text("Source", required=True)
    type: str = f.choice("Type", v.FUNDING_TYPES, required=True)
    capital_only: bool = f.flag("For capital only")
    one_time: bool = f.flag("One-time money")
    ends_on: f.Day | None = f.day("Ends on")
    restrictions: str = f.note("Rules", max_length=400)
    supplement_not_supplant: bool = f.flag("Adds to, does not replace", more=True)


@described
class FundingAllocation(Record):
    """What a source offers in one fiscal year, and how certain it is."""

    about: ClassVar[About] = About(
        kind="funding_allocation",
        collection="funding_allocations",
        noun="allocation",
        nouns="allocations",
        prefix="FA",
        coded=False,
    )

    source_id: str | None = f.link("Source", "funding_source", required=True, cascade=True)
    fiscal_year: str = f.text("Fiscal year", required=True, max_length=12, hint="For example FY2026-27")
    amount_usd: int | None = f.money("Amount", required=True)
    certainty: str = f.choice("Certainty", v.CERTAINTIES, default="likely")


@described
class BudgetLine(Record):
    """An amount for one action, source, fiscal year and object category."""

    about: ClassVar[About] = About(
        kind="budget_line",
        collection="budget_lines",
        noun="budget line",
        nouns="budget lines",
        prefix="BL",
        digits=3,
    )

    action_id: str | None = f.link("Action", "action", required=True, cascade=True)
    source_id: str | None = f.link("Source", "funding_source", required=True)
    fiscal_year: str = f.text("Fiscal year", required=True, max_length=12, hint="For example FY2026-27")
    object_category: str = f.choice("Category", v.OBJECT_CATEGORIES, required=True)
    amount_usd: int | None = f.money("Amount", required=True)
    recurrence: str = f.choice("Comes back", v.RECURRENCE, default="one_time")
    in_kind: bool = f.flag("In kind")
    option_id: str | None = f.link("Investment option", "investment_option", more=True)
    note: str = f.note("Note", max_length=300, more=True)
