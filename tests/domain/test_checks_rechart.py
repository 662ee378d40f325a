"""Checks of phase E: each fires on the smallest damage to the sample, and the smallest repair silences it."""

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


def measured(d: D, indicator: str, day: date, value: float) -> D:
    return d.add(r.Measurement, "ME-99", indicator_id=d.id(indicator), as_of=day, value=value)


def same(d: D) -> D:
    return d


CASES = [
    case(
        "CHK-501",
        "AC-016",
        lambda d: d.set("AC-016", end_date=date(2026, 11, 14)),
        lambda d: d.set("AC-016", status="done"),
        field="end_date",
        says="1 days",
    ),
    case(
        "CHK-501",
        "AC-036",
        same,
        lambda d: d.set("AC-036", start_date=date(2026, 10, 17)),
        field="status",
        says="45 days",
    ),
    case(
        "CHK-502",
        "IN-02",
        lambda d: d.drop("ME-01"),
        lambda d: measured(d, "IN-02", date(2026, 10, 1), 50),
        says="June 30, 2026",
    ),
    case(
        "CHK-503",
        "OB-4.1",
        lambda d: d.clear(r.PdsaCycle).clear(r.ChangeLogEntry).clear(r.Decision),
        lambda d: d.add(r.Decision, "DC-9", status="open", entity_ids=(d.id("OB-4.1"),)),
    ),
    case(
        "CHK-503",
        "OB-4.1",
        lambda d: d.clear(r.PdsaCycle).clear(r.ChangeLogEntry).clear(r.Decision),
        lambda d: measured(d, "IN-17", date(2026, 10, 31), 4),
    ),
    case(
        "CHK-504",
        "CH-01",
        lambda d: d.set("CH-01", reason="Too short"),
        lambda d: d.set("CH-01", reason="Their boards meet in January."),
        field="reason",
    ),
    case(
        "CHK-504",
        "CH-01",
        lambda d: d.set("CH-01", decided_by=None),
        lambda d: d.set("CH-01", date=date(2026, 6, 15)),
        field="decided_by",
    ),
    case(
        "CHK-505",
        "AS-10",
        lambda d: d.set("AS-10", status="false"),
        lambda d: d.set("CH-02", entity_ids=(d.id("AS-10"),)),
        field="status",
    ),
    case("CHK-506", "PK-02", same, lambda d: d.set("PK-02", due=date(2026, 9, 16)), says="April 22, 2026"),
    case(
        "CHK-506",
        "PK-03",
        lambda d: d.set("PK-03", due=None, raised_on=date(2026, 8, 17)),
        lambda d: d.set("PK-03", raised_on=date(2026, 8, 18)),
    ),
    case(
        "CHK-506",
        "DC-05",
        lambda d: d.set("DC-05", follow_up_due=date(2026, 9, 15)),
        lambda d: d.set("DC-05", status="closed"),
    ),
]


@pytest.mark.parametrize(("check", "entity", "damage", "repair", "more"), CASES)
def test_damage_is_found_and_its_repair_silences_it(
    prove: Any, check: str, entity: str, damage: Any, repair: Any, more: dict[str, str]
) -> None:
    prove(check, entity, damage, repair, **more)


def test_every_check_of_the_phase_has_a_case() -> None:
    assert {case.values[0] for case in CASES} == {each for each in CHECKS if each.startswith("CHK-5")}
