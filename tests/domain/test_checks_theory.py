"""Checks of phase B: each fires on the smallest damage to the sample, and the smallest repair silences it."""

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


def links(d: D, code: str, end: str) -> D:
    return d.clear(r.TocLink, **{end: d.id(code)})


def link(d: D, source: str, to: str, **values: Any) -> D:
    return d.add(
        r.TocLink,
        "TL-99",
        from_id=d.id(source),
        to_id=d.id(to),
        rationale="Because it is so, we think.",
        **values,
    )


CASES = [
    case(
        "CHK-201",
        "",
        lambda d: d.set("TN-02", kind="intermediate_outcome"),
        lambda d: d.set("TN-03", kind="long_term_outcome"),
    ),
    case(
        "CHK-202",
        "",
        lambda d: d.set("TN-01", above_ceiling=False),
        lambda d: d.set("TN-02", above_ceiling=True),
    ),
    case(
        "CHK-202",
        "TL-99",
        lambda d: link(d, "TN-01", "TN-03"),
        lambda d: d.drop("TL-99"),
        field="to_id",
        says="TN-01",
    ),
    case("CHK-203", "TN-24", lambda d: links(d, "TN-24", "from_id"), lambda d: link(d, "TN-24", "TN-09")),
    case("CHK-204", "TN-07", lambda d: links(d, "TN-07", "to_id"), lambda d: link(d, "TN-16", "TN-07")),
    case("CHK-205", "TN-02", lambda d: link(d, "TN-02", "TN-07"), lambda d: d.drop("TL-99"), says="loop"),
    case(
        "CHK-206",
        "TL-05",
        lambda d: d.set("TL-05", rationale=" Nineteen letters.. "),
        lambda d: d.set("TL-05", rationale="x" * 20),
        field="rationale",
    ),
    case(
        "CHK-207",
        "TN-05",
        lambda d: d.set("TN-05", statement="“Provide oral care"),
        lambda d: d.set("TN-05", statement="Oral care is provided"),
        field="statement",
    ),
    case("CHK-208", "TN-16", lambda d: links(d, "TN-16", "to_id"), lambda d: d.set("TN-16", external=True)),
    case(
        "CHK-209",
        "TL-03",
        lambda d: d.set("TL-03", evidence_level="hypothesis"),
        lambda d: d.set("AS-12", link_ids=(d.id("TL-03"),)),
        field="evidence_level",
    ),
    case(
        "CHK-209",
        "TL-26",
        lambda d: d.clear(r.Assumption),
        lambda d: d.add(r.Assumption, "AS-99", node_ids=(d.id("TN-24"),)),
    ),
    case(
        "CHK-210",
        "AS-02",
        lambda d: d.set("AS-02", test_method=""),
        lambda d: d.set("AS-02", confidence=3),
        field="test_method",
    ),
    case(
        "CHK-210",
        "AS-02",
        lambda d: d.set("AS-02", test_by=None),
        lambda d: d.set("AS-02", test_by=date(2027, 1, 31)),
        field="test_by",
    ),
    case(
        "CHK-211",
        "TN-02",
        lambda d: d.set("IN-01", toc_node_ids=()),
        lambda d: d.set("TN-02", above_ceiling=True),
        severity="B",
    ),
    case(
        "CHK-211",
        "TN-22",
        lambda d: d.set("IN-21", toc_node_ids=()),
        lambda d: d.set("IN-20", toc_node_ids=(d.id("TN-22"),)),
        severity="W",
    ),
    case(
        "CHK-212",
        "IN-02",
        lambda d: d.set("IN-02", source=""),
        lambda d: d.set("IN-02", source="Clinic"),
        field="source",
        says="Source is missing",
    ),
    case(
        "CHK-212",
        "IN-02",
        lambda d: d.set("IN-02", target_value=54),
        lambda d: d.set("IN-02", direction="maintain"),
        field="target_value",
    ),
    case(
        "CHK-212",
        "IN-01",
        lambda d: d.set("IN-01", threshold_value=19.0),
        lambda d: d.set("IN-01", threshold_value=20.0),
        field="threshold_value",
    ),
    case(
        "CHK-213",
        "IN-05",
        lambda d: d.set("IN-05", baseline_due=None),
        lambda d: d.set("IN-05", baseline_value=0),
        field="baseline_due",
        says="January 1, 2027",
    ),
    case(
        "CHK-213",
        "IN-05",
        lambda d: d.set("IN-05", baseline_due=date(2027, 1, 2)),
        lambda d: d.set("IN-05", baseline_due=date(2027, 1, 1)),
    ),
]


@pytest.mark.parametrize(("check", "entity", "damage", "repair", "more"), CASES)
def test_damage_is_found_and_its_repair_silences_it(
    prove: Any, check: str, entity: str, damage: Any, repair: Any, more: dict[str, str]
) -> None:
    prove(check, entity, damage, repair, **more)


def test_every_check_of_the_phase_has_a_case() -> None:
    assert {case.values[0] for case in CASES} == {each for each in CHECKS if each.startswith("CHK-2")}
