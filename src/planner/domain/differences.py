"""What differs between two pictures of a plan, record by record."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from planner.domain.fields import Field
from planner.domain.plan import Plan
from planner.domain.record import COMMON, Record
from planner.domain.records import KINDS, PlanVersion, StepState, VoteRound

_UNSEEN = frozenset(COMMON)


@dataclass(frozen=True)
class FieldDifference:
    """One field of a record, before and after."""

    field: Field
    before: Any
    after: Any


@dataclass(frozen=True)
class Difference:
    """What differs about one record: `before` is None for a new one, `after` for one that is gone.

    `fields` are the shown fields that differ where it is in both. Where both records are None, the order of
    the kind differs.
    """

    kind: type[Record]
    before: Record | None = None
    after: Record | None = None
    fields: tuple[FieldDifference, ...] = ()

    @property
    def what(self) -> str:
        """One of "added", "deleted", "changed" and "order"."""
        if self.before is None:
            return "order" if self.after is None else "added"
        return "deleted" if self.after is None else "changed"


def differences(before: Plan, after: Plan) -> tuple[Difference, ...]:
    """Return what differs, kind by kind in the order of the method: changed, added, deleted, order.

    When a record was written is no difference, nor is how a kind is numbered, as long as the order is kept.
    """
    return tuple(found for kind in KINDS.values() for found in _of_kind(kind, before, after))


def _of_kind(kind: type[Record], before: Plan, after: Plan) -> Iterator[Difference]:
    rows, now = before.all(kind), after.all(kind)
    if rows is now or (len(rows) == len(now) and all(map(_same, rows, now))):
        return
    was = {record.id: record for record in rows}
    there = {record.id for record in now}
    for record in now:
        old = was.get(record.id)
        if old is not None and old is not record and (found := _changed(old, record)) is not None:
            yield found
    for record in now:
        if record.id not in was:
            yield Difference(kind, None, record)
    for record in rows:
        if record.id not in there:
            yield Difference(kind, record, None)
    if [each.id for each in rows if each.id in there] != [each.id for each in now if each.id in was]:
        yield Difference(kind)


def _same(one: Record, other: Record) -> bool:
    return one is other


def _changed(was: Record, now: Record) -> Difference | None:
    old, new = was.__dict__, now.__dict__
    names = [name for name in new if name not in _UNSEEN and old[name] != new[name]]
    if not names:
        return None
    fields = (now.describe(name) for name in names)
    return Difference(
        type(now),
        was,
        now,
        tuple(FieldDifference(each, old[each.name], new[each.name]) for each in fields if not each.hidden),
    )


def made_official(now: Plan, then: Plan) -> tuple[Record, ...]:
    """Return what is official now and would not be in an earlier picture.

    These are votes that are closed and versions that are frozen, which edits keep as they are (method 3.3,
    28 and 29), steps that are signed off, and the charter where the plan is adopted.
    """
    lost: list[Record] = [
        each
        for each in now.all(StepState)
        if each.signed_off and not ((was := then.get(StepState, each.id)) and was.signed_off)
    ]
    for vote in now.all(VoteRound):
        earlier = then.get(VoteRound, vote.id)
        if vote.status == "closed" and (earlier is None or earlier.status != "closed"):
            lost.append(vote)
    for version in now.all(PlanVersion):
        kept = then.get(PlanVersion, version.id)
        if version.snapshot and (kept is None or kept.snapshot != version.snapshot):
            lost.append(version)
    if now.charter.status == "adopted" and then.charter.status != "adopted":
        lost.append(now.charter)
    return tuple(lost)
