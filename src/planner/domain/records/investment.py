"""Investment scenarios (D1)."""

from collections.abc import Mapping
from typing import Any, ClassVar

from planner.domain import fields as f
from planner.domain import vocabulary as v
from planner.domain.record import About, Record, described


@described
class BenefitCriterion(Record):
    """What investment options are judged by; weights sum to 100."""

    about: ClassVar[About] = About(
        kind="benefit_criterion",
        collection="benefit_criteria",
        noun="benefit criterion",
        nouns="benefit criteria",
        prefix="BC",
        coded=False,
        title="name",
    )

    key: str = f.text("Short name", required=True, max_length=30)
    name: str = f.text("Criterion", required=True)
    weight: int | None = f.whole("Weight", 0, 100, unit="points", required=True)


@described
class InvestmentOption(Record):
    """A fundable item. `cost_by_fy` is whole US dollars by fiscal year, `size_tenths` tenths of a thousand
    students served a year, `scores` 0 to 10 by criterion key.
    """

    about: ClassVar[About] = About(
        kind="investment_option",
        collection="investment_options",
        noun="option",
        nouns="options",
        prefix="IO",
        title="name",
    )

    name: str = f.text("Option", key="title", required=True, section="What")
    kind: str = f.choice("Kind", v.OPTION_KINDS, required=True, section="What")
    region_id: str | None = f.link("Region", "region", section="What")
    description: str = f.note("Description", section="What")
    cost_by_fy: dict[str, int] = f.numbers(
        "Cost by fiscal year", 0, 10_000_000_000, unit="USD", section="Cost and benefit"
    )
    size_tenths: int | None = f.whole(
        "Size",
        1,
        10_000,
        unit="tenths of a thousand students a year",
        required=True,
        section="Cost and benefit",
    )
    scores: dict[str, int] = f.numbers(
        "Scores", 0, 10, hint="0 to 10 for each criterion", section="Cost and benefit"
    )
    annual_running_cost_usd: int | None = f.money(
        "Running cost a year", blank="omit", section="Cost and benefit", more=True
    )
    wscc: tuple[str, ...] = f.choices(
        "Whole-child components", v.WSCC, blank="omit", section="Cost and benefit", more=True
    )

    @property
    def cost_usd(self) -> int:
        """Cost over all years, US dollars. Source: method 3.3, invariant 25."""
        return sum(amount or 0 for amount in self.cost_by_fy.values())


@described
class Scenario(Record):
    """A set of options chosen under constraints."""

    about: ClassVar[About] = About(
        kind="scenario",
        collection="scenarios",
        noun="scenario",
        nouns="scenarios",
        prefix="SN",
        digits=1,
        title="name",
    )

    name: str = f.text("Scenario", required=True)
    mode: str = f.choice("Made", v.SCENARIO_MODES, default="manual")
    selected: bool = f.flag("Chosen by the group")
    chosen_option_ids: tuple[str, ...] = f.links("Options in it", "investment_option")
    result: Mapping[str, Any] | None = f.data("Result")
    note: str = f.note("Why")
    solved_at: str = f.text("Solved at", max_length=40, blank="omit", hidden=True)


@described
class ScenarioConstraint(Record):
    """A rule a scenario must obey. Which parameters count depends on `type` (method 3.4)."""

    about: ClassVar[About] = About(
        kind="scenario_constraint",
        collection="constraints",
        noun="rule",
        nouns="rules",
        prefix="SC",
        coded=False,
        title="label",
    )

    scenario_id: str | None = f.link("Scenario", "scenario", required=True, cascade=True)
    key: str = f.text("Short name", max_length=12)
    label: str = f.text("Rule", required=True)
    type: str = f.choice("Kind of rule", v.CONSTRAINT_TYPES, required=True)
    amount_usd: int | None = f.money("Amount")
    fiscal_year: str = f.text("Fiscal year", max_length=12, blank="omit")
    option_ids: tuple[str, ...] = f.links("These options", "investment_option", more=True)
    value: int | None = f.whole("How many", 0, 1000, more=True)
    value_pct: int | None = f.whole("Share", 0, 100, unit="percent", more=True)
    option_id: str | None = f.link("Option", "investment_option", more=True)
    requires_id: str | None = f.link("Needs", "investment_option", more=True)
    other_id: str | None = f.link("Not with", "investment_option", more=True)
    component: str = f.choice("Component", v.WSCC, blank="omit", more=True)
