"""`Source`: one file that is brought back, and what it did since it and the open workshop parted."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from planner.domain.fields import Kind
from planner.domain.plan import POINTERS, Plan
from planner.domain.record import COMMON, Record, default_of
from planner.domain.records import KINDS
from planner.services.joining.conflicts import Side

Rows: TypeAlias = dict[str, Record]
Written: TypeAlias = Callable[[Record, tuple[str, ...]], Side]
"""Who wrote some fields of a record (none named: any), as a side without values."""


def rows_of(plan: Plan) -> Rows:
    """Return all records by id."""
    return {record.id: record for record in plan.records()}


@dataclass
class Source:
    """A file: the plan in it `now`, and the `base`, the plan when it and the open workshop parted."""

    party: int
    base: Rows
    now: Rows
    written: Written
    written_here: Written
    here: Rows = field(default_factory=dict)

    @cached_property
    def gone(self) -> set[str]:
        """What the file deleted."""
        return self.base.keys() - self.now.keys()

    @cached_property
    def gone_here(self) -> set[str]:
        """What the open workshop deleted since."""
        return self.base.keys() - self.here.keys()

    @cached_property
    def touched(self) -> dict[str, None]:
        """The ids of what the file added, changed or deleted, in the order of the file."""
        found = dict.fromkeys(
            each for each, row in self.now.items() if (was := self.base.get(each)) is not row and was != row
        )
        found.update(dict.fromkeys(sorted(self.gone)))
        return found

    @cached_property
    def changed(self) -> set[str]:
        """The ids of records of both times whose content the file changed; cleared links do not count."""
        return {
            each
            for each in self.touched
            if each in self.now and each in self.base and _differs(self.base[each], self.now[each], self.gone)
        }

    @cached_property
    def changed_here(self) -> set[str]:
        """The ids of records whose content the open workshop changed since."""
        return {
            each
            for each, row in self.here.items()
            if (was := self.base.get(each)) is not None
            and was is not row
            and was != row
            and _differs(was, row, self.gone_here)
        }

    @cached_property
    def pointed(self) -> dict[str, set[str]]:
        """For each record, the ids of those that the file newly made point at it."""
        return _new_pointers(self.base, self.now, self.touched)

    @cached_property
    def pointed_here(self) -> dict[str, set[str]]:
        """For each record, the ids of those that newly point at it in the open workshop."""
        new = [each for each, row in self.here.items() if self.base.get(each) is not row]
        return _new_pointers(self.base, self.here, dict.fromkeys(new))

    def was(self, record: Record) -> Record:
        """Return a record as it was when the files parted; an empty one where it is new."""
        return self.base.get(record.id) or empty(type(record))


_EMPTY: dict[type[Record], Record] = {}


def empty(kind: type[Record]) -> Record:
    """Return a record of a kind in which nothing has been entered."""
    if kind not in _EMPTY:
        _EMPTY[kind] = kind(**{each.name: default_of(kind, each.name) for each in kind.fields()})
    return _EMPTY[kind]


def _differs(was: Record, now: Record, gone: set[str]) -> bool:
    for name, value in now.__dict__.items():
        old = was.__dict__[name]
        if name in COMMON or value == old:
            continue
        field_kind = now.describe(name).kind
        if field_kind in (Kind.LINK, Kind.REFERENCE) and value is None and old in gone:
            continue
        if field_kind in (Kind.LINKS, Kind.REFERENCES) and value == tuple(x for x in old if x not in gone):
            continue
        return True
    return False


_POINTING: Mapping[type[Record], tuple[str, ...]] = {
    kind: tuple(each.name for each in kind.fields() if each.kind in POINTERS) for kind in KINDS.values()
}
_OWNING: Mapping[type[Record], tuple[str, ...]] = {
    kind: tuple(each.name for each in kind.fields() if each.kind is Kind.LINK and each.cascade)
    for kind in KINDS.values()
}


def targets(record: Record) -> Iterator[tuple[str, Any, str]]:
    """Yield each id that a record points at, with the field and what the field holds."""
    for name in _POINTING[type(record)]:
        held = getattr(record, name)
        for each in held if isinstance(held, tuple) else (held,):
            if each:
                yield name, held, each


def owners(record: Record) -> tuple[str, ...]:
    """Return the ids of the records that this one goes with when they are deleted."""
    return tuple(each for name in _OWNING[type(record)] if (each := getattr(record, name)))


def roots(record_id: str, base: Rows, gone: set[str]) -> set[str]:
    """Return the records whose deletion took a deleted one along; itself where it was deleted for its own."""
    above = {each for each in owners(base[record_id]) if each in gone} if record_id in base else set()
    if not above:
        return {record_id}
    return set().union(*(roots(each, base, gone) for each in above))


def _new_pointers(before: Rows, after: Rows, some: Mapping[str, None]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for each in some:
        row, was = after.get(each), before.get(each)
        if row is None or row == was:
            continue
        old = {target for _name, _held, target in targets(was)} if was is not None else set()
        for _name, _held, target in targets(row):
            if target not in old:
                found.setdefault(target, set()).add(each)
    return found


def known_here(sources: list[Source], here: Rows) -> set[str]:
    """Return the ids of all records that any side has or had."""
    known = set(here)
    for source in sources:
        known |= source.base.keys() | source.now.keys()
    return known
