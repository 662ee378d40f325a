"""A plan that tests change by code, so that a case reads as what somebody did to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from planner import assets
from planner.domain.checks import Finding, findings
from planner.domain.plan import Plan
from planner.domain.record import Record

AS_OF = date(2026, 11, 15)


@dataclass(frozen=True)
class Draft:
    """A plan and the next one; every method returns a new draft."""

    plan: Plan

    def id(self, code: str) -> str:
        record = self.plan.by_code(code)
        assert record is not None, code
        return record.id

    def set(self, code: str, **values: Any) -> Draft:
        record = self.plan.by_code(code)
        assert record is not None, code
        return Draft(self.plan.changed([record.replace(**values)]))

    def every(self, kind: type[Record], **values: Any) -> Draft:
        return Draft(self.plan.changed([record.replace(**values) for record in self.plan.all(kind)]))

    def add(self, kind: type[Record], code: str, **values: Any) -> Draft:
        return Draft(self.plan.changed([kind(id=f"id of {code}", code=code, position=9999.0, **values)]))

    def drop(self, *codes: str) -> Draft:
        records = [self.plan.by_code(code) for code in codes]
        assert all(records), codes
        return Draft(self.plan.changed(drop=[(type(record), record.id) for record in records if record]))

    def clear(self, kind: type[Record], **equal: Any) -> Draft:
        rows = self.plan.where(kind, **equal) if equal else self.plan.all(kind)
        return Draft(self.plan.changed(drop=[(kind, row.id) for row in rows]))


@pytest.fixture
def draft(sample: Plan) -> Draft:
    return Draft(sample)


@pytest.fixture(scope="session")
def as_of() -> date:
    """The day the sample is read at."""
    return AS_OF


@pytest.fixture
def prove(draft: Draft, as_of: date) -> Callable[..., None]:
    """Prove that a check names an entity after `damage` to the sample and is silent about it after `repair`.

    `field` is where it must lead to, `says` a part of its message, `severity` an unusual one.
    """
    catalogue = {row["id"]: row for row in assets.method("library")["checks"]}

    def hits(plan: Plan, check: str, entity: str, says: str) -> list[Finding]:
        found = findings(plan, as_of, checks={check})
        return [each for each in found if each.entity == entity and says in each.message]

    def run(
        check: str,
        entity: str,
        damage: Callable[[Draft], Draft],
        repair: Callable[[Draft], Draft],
        field: str = "",
        says: str = "",
        severity: str = "",
    ) -> None:
        damaged = damage(draft)
        if damaged is not draft:
            assert not hits(draft.plan, check, entity, says)
        (found,) = hits(damaged.plan, check, entity, says)
        texts = catalogue[check]
        assert found.severity == (severity or texts["severity"])
        assert (found.step, found.fix) == (texts["step"], texts["fix"])
        assert "{" not in found.message
        assert found.field == field or not field
        record = damaged.plan.find(found.entity_id)
        assert record is None or not found.field or type(record).describe(found.field)
        assert not hits(repair(damaged).plan, check, entity, says)

    return run
