"""Checks of phase C: each fires on the smallest damage to the sample, and the smallest repair silences it."""

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


def objectives(d: D, goal: str, number: int) -> D:
    for n in range(number):
        d = d.add(r.Objective, f"OB-9.{n + 1}", goal_id=d.id(goal), statement="Something measurable by 2029")
    return d


def tagless(d: D, component: str) -> D:
    for kind in (r.Objective, r.Strategy, r.Action):
        for row in d.plan.where(kind, wscc=component):
            d = d.set(row.code, wscc=tuple(each for each in row.wscc if each != component))
    return d


def same(d: D) -> D:
    return d


CASES = [
    case(
        "CHK-301",
        "",
        lambda d: d.set("SM-02", status="draft"),
        lambda d: d.set("SM-02", status="final"),
        says="Mission",
    ),
    case(
        "CHK-302",
        "PR-06",
        lambda d: d.set("PR-06", selected=True),
        lambda d: d.set("PR-06", toc_node_ids=(d.id("TN-05"),)),
    ),
    case(
        "CHK-303",
        "GO-9",
        lambda d: d.add(r.Goal, "GO-9", name="A new goal"),
        lambda d: objectives(d, "GO-9", 1),
    ),
    case(
        "CHK-304",
        "GO-1",
        lambda d: objectives(d, "GO-1", 3),
        lambda d: d.set("OB-9.1", status="retired"),
        says="GO-1 has 6",
    ),
    case(
        "CHK-304",
        "",
        lambda d: d.add(r.Goal, "GO-6").add(r.Goal, "GO-8").add(r.Goal, "GO-7"),
        lambda d: d.drop("GO-7", "GO-8"),
        says="8 goals",
    ),
    case("CHK-304", "", lambda d: objectives(d, "GO-1", 9), lambda d: d.drop("OB-9.1"), says="21 objectives"),
    case(
        "CHK-305",
        "OB-1.2",
        lambda d: d.set("OB-1.2", indicator_ids=()),
        lambda d: d.set("OB-1.2", indicator_ids=(d.id("IN-02"),)),
    ),
    case(
        "CHK-306",
        "OB-4.2",
        lambda d: d.set("OB-4.2", achievable_rating=2),
        lambda d: d.set("OB-4.2", achievable_rating=3),
        field="achievable_rating",
        says="Achievable",
    ),
    case(
        "CHK-306",
        "OB-4.2",
        lambda d: d.set("OB-4.2", due_date=date(2029, 7, 1)),
        lambda d: d.set("OB-4.2", due_date=date(2029, 6, 30)),
        field="due_date",
    ),
    case(
        "CHK-307",
        "OB-3.2",
        lambda d: d.set("ST-08", objective_ids=()),
        lambda d: d.set("ST-07", objective_ids=(d.id("OB-3.2"),)),
        says="no strategy",
    ),
    case(
        "CHK-307",
        "OB-3.2",
        lambda d: d.set("OB-3.2", toc_node_ids=()),
        lambda d: d.set("OB-3.2", toc_node_ids=(d.id("TN-08"),)),
        field="toc_node_ids",
    ),
    case(
        "CHK-308",
        "ST-03",
        lambda d: d.set("ST-03", toc_intervention_ids=()),
        lambda d: d.set("ST-03", evidence_citation="A study"),
        field="evidence_citation",
    ),
    case(
        "CHK-308",
        "ST-03",
        lambda d: d.set("ST-03", evidence_tier=""),
        lambda d: d.set("ST-03", evidence_tier="rationale"),
        field="evidence_tier",
    ),
    case(
        "CHK-309",
        "HE",
        lambda d: tagless(d, "HE"),
        lambda d: d.set("PL-01", wscc_left_out={"HE": "Not now, next year."}),
    ),
    case("CHK-309", "NU", same, lambda d: d.set("AC-001", wscc=("NU",)), says="56%"),
    case(
        "CHK-310",
        "challenged",
        lambda d: d.set("OB-3.1", tenets=("safe",)),
        lambda d: d.set("OB-1.1", tenets=("challenged",)),
    ),
    case(
        "CHK-311",
        "R6",
        lambda d: d.set("NA-01", text=""),
        lambda d: d.set("NA-01", text="Students learn when they are well."),
        says="narrative",
    ),
    case(
        "CHK-311",
        "R2",
        lambda d: d.clear(r.VoiceInput, group_id=d.id("SG-02")),
        lambda d: d.add(r.VoiceInput, "VI-9", group_id=d.id("SG-02")),
    ),
    case(
        "CHK-312",
        "DC-04",
        lambda d: d.set("DC-04", vote_counts=("11", "8", "3", "1", "0", "0", "0", "1")),
        lambda d: d.set("PL-01", decision_rule="gradients_67"),
        says="91.7%",
    ),
]


@pytest.mark.parametrize(("check", "entity", "damage", "repair", "more"), CASES)
def test_damage_is_found_and_its_repair_silences_it(
    prove: Any, check: str, entity: str, damage: Any, repair: Any, more: dict[str, str]
) -> None:
    prove(check, entity, damage, repair, **more)


def test_every_check_of_the_phase_has_a_case() -> None:
    assert {case.values[0] for case in CASES} == {each for each in CHECKS if each.startswith("CHK-3")}
