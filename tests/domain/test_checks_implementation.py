"""Checks of phase D: each fires on the smallest damage to the sample, and the smallest repair silences it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from planner.domain import records as r
from planner.domain.checks import CHECKS

D = Any  # the Draft of conftest


def case(check: str, entity: str, *edits: Callable[[D], D], **more: str) -> Any:
    """A check, the entity it must name, what damages the sample and what repairs it again."""
    return pytest.param(check, entity, *edits, more, id=f"{check} {entity}")


def depend(d: D, first: str, then: str, kind: str = "FS", lag: int = 0) -> D:
    ids = {"predecessor_id": d.id(first), "successor_id": d.id(then)}
    return d.add(r.ActionDependency, "DE-99", type=kind, lag_days=lag, **ids)


def line(d: D, source: str, year: str = "FY2026-27", amount: int = 10, **values: Any) -> D:
    ids = {"action_id": d.id("AC-001"), "source_id": d.id(source)}
    usual = {"object_category": "services_contracts", "fiscal_year": year, "amount_usd": amount}
    return d.add(r.BudgetLine, "BL-999", **{**usual, **ids, **values})


def accountable(d: D, code: str) -> D:
    return d.add(r.RaciEntry, "RA-999", action_id=d.id(code), role="A", person_id=d.id("P-01"))


def objectives(d: D, goal: str, number: int) -> D:
    for n in range(number):
        d = d.add(r.Objective, f"OB-9.{n + 1}", goal_id=d.id(goal), statement="Something measurable by 2029")
    return d


def option(d: D, code: str, amount: int) -> D:
    rows = d.plan.where(r.BudgetLine, option_id=d.id(code))
    return d.set(rows[0].code, amount_usd=rows[0].amount_usd + amount)


def same(d: D) -> D:
    return d


CASES = [
    case(
        "CHK-401",
        "AC-010",
        lambda d: accountable(d, "AC-010"),
        lambda d: d.drop("RA-999"),
        says="2 accountable",
    ),
    case(
        "CHK-401",
        "AC-010",
        lambda d: d.clear(r.RaciEntry, action_id=d.id("AC-010")),
        lambda d: accountable(d, "AC-010"),
        says="0 acc",
    ),
    case(
        "CHK-402",
        "AC-014",
        lambda d: d.set("AC-014", end_date=None),
        lambda d: d.set("AC-014", end_date=date(2027, 12, 17)),
        field="end_date",
    ),
    case(
        "CHK-402",
        "AC-014",
        lambda d: d.set("AC-014", end_date=date(2027, 8, 15)),
        lambda d: d.set("AC-014", end_date=date(2027, 8, 16)),
        field="end_date",
    ),
    case(
        "CHK-402",
        "AC-014",
        lambda d: d.set("AC-014", start_date=date(2026, 6, 30)),
        lambda d: d.set("AC-014", status="cancelled"),
        field="start_date",
    ),
    case(
        "CHK-403",
        "AC-003",
        lambda d: depend(d, "AC-004", "AC-003"),
        lambda d: d.drop("DE-99"),
        says="AC-003, AC-004",
    ),
    case(
        "CHK-404",
        "AC-032",
        same,
        lambda d: d.set("AC-032", start_date=date(2027, 1, 29)),
        field="start_date",
        says="25 days",
    ),
    case(
        "CHK-404",
        "AC-010",
        lambda d: depend(d, "AC-012", "AC-010", "FF"),
        lambda d: d.set("DE-99", lag_days=-91),
        field="end_date",
    ),
    case(
        "CHK-405",
        "P-03",
        same,
        lambda d: d.set("P-03", capacity_hours_per_month=121),
        says="109% in March 2027 (4 months over)",
    ),
    case(
        "CHK-406",
        "FS-07",
        lambda d: line(d, "FS-07", "FY2026-27", 200_000),
        lambda d: d.drop("BL-999"),
        says="over by $",
    ),
    case(
        "CHK-407",
        "BL-999",
        lambda d: line(d.set("FS-04", capital_only=True), "FS-04"),
        lambda d: d.set("BL-999", object_category="capital_outlay"),
        field="object_category",
    ),
    case(
        "CHK-407",
        "BL-999",
        lambda d: line(d, "FS-06", "FY2029-30"),
        lambda d: d.set("FS-06", ends_on=date(2029, 7, 1)),
        field="fiscal_year",
    ),
    case(
        "CHK-407",
        "BL-999",
        lambda d: line(d.set("FS-04", type="esser"), "FS-04"),
        lambda d: d.set("BL-999", source_id=d.id("FS-05")),
        field="source_id",
    ),
    case(
        "CHK-407",
        "BL-999",
        lambda d: line(d, "FS-08"),
        lambda d: d.set("BL-999", in_kind=True),
        field="in_kind",
    ),
    case(
        "CHK-408",
        "AC-030",
        same,
        lambda d: d.set("AC-030", successor_source_id=d.id("FS-02")),
        field="successor_source_id",
        says="$650,000",
    ),
    case(
        "CHK-409",
        "FY2028-29",
        lambda d: d.set("FA-03", certainty="hoped"),
        lambda d: d.set("FA-03", certainty="likely"),
        says="% uncertain",
    ),
    case(
        "CHK-410",
        "AC-013",
        lambda d: d.set("AC-013", cost_expected=True),
        lambda d: line(d, "FS-05", action_id=d.id("AC-013")),
        field="cost_expected",
    ),
    case(
        "CHK-411",
        "ST-99",
        lambda d: d.add(r.Strategy, "ST-99"),
        lambda d: d.set("AC-001", strategy_id=d.id("ST-99")),
    ),
    case(
        "CHK-411",
        "OB-9.1",
        lambda d: objectives(d, "GO-1", 1),
        lambda d: d.set("ST-01", objective_ids=(d.id("OB-9.1"),)),
    ),
    case(
        "CHK-412",
        "RK-01",
        lambda d: d.set("RK-01", trigger=""),
        lambda d: d.set("RK-01", impact=3),
        field="trigger",
        says="First sign",
    ),
    case("CHK-413", "ST-11", same, lambda d: d.every(r.Action, start_date=date(2027, 5, 15)), says="2.4"),
    case(
        "CHK-414",
        "SN-1",
        lambda d: d.set("SN-1", chosen_option_ids=d.plan.by_code("SN-3").chosen_option_ids),
        lambda d: d.set("SN-1", selected=False),
        field="chosen_option_ids",
        says="SC-10, SC-11",
    ),
    case(
        "CHK-414",
        "IO-16",
        lambda d: option(d, "IO-16", 30_001),
        lambda d: option(d, "IO-16", -1),
        field="cost_by_fy",
        says="$1,530,001",
    ),
    case(
        "CHK-415",
        "measure",
        lambda d: d.every(r.Action, icem=("inform", "enhance", "coordinate")),
        lambda d: d.set("AC-001", icem=("measure",)),
    ),
    case(
        "CHK-416",
        "",
        lambda d: d.set("RV-02", date=date(2027, 3, 16)),
        lambda d: d.set("RV-02", date=date(2027, 3, 15)),
    ),
]


@pytest.mark.parametrize(("check", "entity", "damage", "repair", "more"), CASES)
def test_damage_is_found_and_its_repair_silences_it(
    prove: Any, check: str, entity: str, damage: Any, repair: Any, more: dict[str, str]
) -> None:
    prove(check, entity, damage, repair, **more)


def test_every_check_of_the_phase_has_a_case() -> None:
    assert {case.values[0] for case in CASES} == {each for each in CHECKS if each.startswith("CHK-4")}
