"""Checks of phase A: each fires on the smallest damage to the sample, and the smallest repair silences it."""

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


def ideas(d: D, counts: dict[str, int]) -> D:
    for group, number in counts.items():
        for n in range(number):
            d = d.add(r.Idea, f"X-{group}-{n}", session_id=d.id("WS-2"), group_id=d.id(group), text="Idea")
    return d


def same(d: D) -> D:
    return d


CASES = [
    case(
        "CHK-101",
        "PL-01",
        lambda d: d.set("PL-01", purpose=" "),
        lambda d: d.set("PL-01", purpose="To be well."),
        field="purpose",
        says="Purpose",
    ),
    case(
        "CHK-101",
        "PL-01",
        lambda d: d.set("PL-01", horizon_end=date(2027, 6, 29)),
        lambda d: d.set("PL-01", horizon_end=date(2027, 6, 30)),
        field="horizon_end",
    ),
    case(
        "CHK-101",
        "PL-01",
        lambda d: d.set("PL-01", horizon_end=date(2036, 7, 2)),
        lambda d: d.set("PL-01", horizon_end=date(2036, 6, 30)),
        field="horizon_end",
    ),
    case(
        "CHK-101",
        "PL-01",
        lambda d: d.set("PL-01", ground_rules=("a", "b", " ")),
        lambda d: d.set("PL-01", ground_rules=("a", "b", "c")),
        field="ground_rules",
    ),
    case(
        "CHK-102",
        "WS-1",
        lambda d: d.set("WS-1", planned_minutes=150),
        lambda d: d.set("WS-1", break_minutes=10),
        says="by 10 minutes",
    ),
    case(
        "CHK-103",
        "",
        lambda d: d.set("SG-04", categories=("teachers",)),
        lambda d: d.set("SG-03", categories=("unions",)),
        says="unions",
    ),
    case(
        "CHK-104",
        "SG-05",
        lambda d: d.clear(r.VoiceInput, group_id=d.id("SG-05")),
        lambda d: d.add(r.VoiceInput, "VI-99", group_id=d.id("SG-05")),
    ),
    case(
        "CHK-105",
        "SG-04",
        lambda d: d.set("SG-04", participation_level="inform"),
        lambda d: d.set("SG-04", participation_level="consult"),
        field="participation_level",
    ),
    case(
        "CHK-105",
        "SG-01",
        lambda d: d.set("SG-01", participation_level="consult"),
        lambda d: d.set("SG-01", affected=4),
    ),
    case(
        "CHK-106",
        "WS-2",
        lambda d: ideas(d, {"SG-01": 7, "SG-02": 4, "SG-03": 4}),
        lambda d: ideas(d, {"SG-04": 5, "SG-05": 5, "SG-06": 5, "SG-07": 4, "SG-08": 4}),
        says="47%",
    ),
    case(
        "CHK-107",
        "L5",
        lambda d: d.set("SP-04", starting_point_id="L1a"),
        lambda d: d.add(r.StartingPointAdoption, "SP-99", starting_point_id="L5a"),
        says="1.4",
    ),
    case(
        "CHK-108",
        "HE",
        lambda d: d.set("WR-01", rating=None).set("WR-02", rating=None),
        lambda d: d.set("WR-01", na=True),
        says="only 1 of 3",
    ),
    case(
        "CHK-109",
        "PA-02",
        lambda d: d.set("PA-02", agreement_type="none"),
        lambda d: d.set("PA-02", agreement_type="mou"),
        field="agreement_type",
    ),
    case(
        "CHK-109",
        "PA-05",
        same,
        lambda d: d.set("PA-05", agreement_end=date(2026, 11, 15)),
        field="agreement_end",
    ),
    case("CHK-109", "PA-03", same, lambda d: d.set("PA-03", status="ended"), field="data_agreement"),
    case(
        "CHK-110",
        "public_will",
        lambda d: d.set("BF-04", lead_id=None),
        lambda d: d.set("BF-04", lead_id=d.id("PA-01")),
    ),
]


@pytest.mark.parametrize(("check", "entity", "damage", "repair", "more"), CASES)
def test_damage_is_found_and_its_repair_silences_it(
    prove: Any, check: str, entity: str, damage: Any, repair: Any, more: dict[str, str]
) -> None:
    prove(check, entity, damage, repair, **more)


def test_every_check_of_the_phase_has_a_case() -> None:
    assert {case.values[0] for case in CASES} == {each for each in CHECKS if each.startswith("CHK-1")}
