"""What tests of plans in files share."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.services.room import Room

from planner.domain import records as r
from planner.domain.fields import Field
from planner.domain.plan import POINTERS, Plan
from planner.domain.record import KINDS, Record
from planner.domain.records import ScenarioConstraint, VoteResult

Contents = Callable[[Plan], dict[str, list[dict[str, Any]]]]


@pytest.fixture(scope="session")
def contents() -> Contents:
    """Return what tells what a plan says, so that two of them can be compared without ids and times."""
    return _contents


def _contents(plan: Plan) -> dict[str, list[dict[str, Any]]]:
    """Return what a plan says: links by place instead of id, no ids, no times, codes only where people see
    them.

    Rules and votes are counted within their scenario or round; among different ones they have no order.
    """
    names: dict[str, str] = {}
    for kind in KINDS.values():
        counts: dict[str, int] = {}
        for record in plan.all(kind):
            owner = _owner(record)
            place = names.get(owner, "") + kind.about.kind
            counts[place] = counts.get(place, -1) + 1
            names[record.id] = f"{place}[{counts[place]}]"

    def told(field: Field, value: Any) -> Any:
        if field.kind not in POINTERS:
            return value
        if isinstance(value, tuple):
            return tuple(names.get(each, each) for each in value)
        return names.get(value, value)

    told_by_kind = {
        name: [
            {
                "code": record.code if kind.about.coded else "",
                "fictional": record.fictional,
                **{field.name: told(field, getattr(record, field.name)) for field in kind.fields()},
            }
            for record in plan.all(kind)
        ]
        for name, kind in KINDS.items()
        if plan.all(kind)
    }
    for name in ("scenario_constraint", "vote_result"):
        if name in told_by_kind:
            told_by_kind[name].sort(key=repr)
    return told_by_kind


def _owner(record: Record) -> str:
    if isinstance(record, ScenarioConstraint):
        return record.scenario_id or ""
    return (record.vote_round_id or "") if isinstance(record, VoteResult) else ""


@pytest.fixture
def make_room(tmp_path):
    made = []

    def make(records=()):
        folder = tmp_path / f"room{len(made)}"
        folder.mkdir()
        made.append(Room(folder, records))
        return made[-1]

    yield make
    for room in made:
        room.close()


@pytest.fixture
def room(make_room):
    return make_room(
        [
            r.Risk(statement="Buses are late in winter"),
            r.Risk(statement="Nurses leave", probability=2, impact=2),
            r.Goal(name="Every student is seen"),
            r.Action(id="a1", name="Train the staff"),
            r.RaciEntry(id="role", action_id="a1", role="R", hours=10),
            r.Person(id="ana", name="Ana"),
        ]
    )
