"""`Edit`: what can be done to a plan inside one transaction."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from planner.domain.fields import Field, Kind
from planner.domain.lasting import tampered
from planner.domain.plan import Plan
from planner.domain.record import Record, problems
from planner.domain.records import KINDS
from planner.domain.rules import settle, violations
from planner.domain.settling import follow_ups
from planner.errors import InvalidEdit
from planner.i18n import _
from planner.services.code_book import CodeBook

if TYPE_CHECKING:  # named only: SQLAlchemy is loaded when a file is opened, not with this module
    from planner.store.transaction import Transaction

R = TypeVar("R", bound=Record)

_FIXED = frozenset({"id", "code", "created_at", "updated_at"})
_BLANK: dict[Kind, Any] = {
    **dict.fromkeys((Kind.TEXT, Kind.NOTE, Kind.TIME, Kind.CHOICE), ""),
    **dict.fromkeys((Kind.CHOICES, Kind.LINKS, Kind.REFERENCES, Kind.TEXTS, Kind.POINTS), ()),
    Kind.FLAG: False,
}


def new_id() -> str:
    """Return a new record id."""
    return str(uuid4())


def normal(field: Field, value: Any) -> Any:
    """Return a value in the one form a field keeps it: blanks by kind, lists as tuples, points by date."""
    if field.kind in (Kind.NUMBERS, Kind.REASONS):
        return dict(value or {})
    if value is None or value == "":
        return _BLANK.get(field.kind)
    if isinstance(value, list | set | frozenset):
        value = tuple(value)
    if isinstance(value, datetime):
        return value.date()
    if field.kind is Kind.POINTS and all(isinstance(each, list | tuple) for each in value):
        return tuple(sorted(tuple(each) for each in value))
    return value


class Edit:
    """Adds, changes, deletes and moves records; saved as a whole when it ends, or not at all."""

    def __init__(
        self,
        plan: Plan,
        transaction: "Transaction",
        codes: CodeBook,
        *,
        today: date,
        time: str,
        ids: Callable[[], str],
    ) -> None:
        """Start from a picture; `time` is the UTC ISO time that touched records get."""
        self._base = plan
        self._plan = plan
        self._transaction = transaction
        self._codes = codes
        self._today = today
        self._time = time
        self._ids = ids
        self._fresh: dict[str, Record] = {}  # not in the picture yet
        self._unwritten: dict[str, Record] = {}  # not in the file yet
        self._written: dict[str, Record] = {}  # in the file by this edit
        self._touched: dict[str, set[str]] = {}
        self._last: dict[str, float] = {}

    @property
    def plan(self) -> Plan:
        """The plan as it is so far inside this edit."""
        if self._fresh:
            self._plan = self._plan.changed(self._fresh.values())
            self._fresh = {}
        return self._plan

    @property
    def touched(self) -> dict[str, frozenset[str]]:
        """The ids of what was added, changed or deleted so far, by kind."""
        return {kind: frozenset(ids) for kind, ids in self._touched.items()}

    def add(
        self, kind: type[R], /, *, after: Record | None = None, before: Record | None = None, **values: Any
    ) -> R:
        """Add a record, at the end unless told where, and return it.

        Raises:
            InvalidEdit: A value is not possible.
        """
        record = kind(
            id=values.pop("id", None) or self._ids(),
            code=values.pop("code", ""),
            created_at=self._time,
            updated_at=self._time,
            fictional=values.pop("fictional", False),
            position=self._between(kind, before, after) if before or after else self._end(kind),
            **{name: normal(kind.describe(name), value) for name, value in values.items()},
        )
        if record.code in self._codes:
            raise _invalid(
                [
                    _("The code {code} was given before. Leave it out to get a new one.").format(
                        code=record.code
                    )
                ]
            )
        if record.code:
            self._codes.take(record.code)
        else:
            record = record.replace(code=self._codes.give(record, self.plan))
        record = self._settled(None, record)
        _possible(record, record.fields())
        self._put(record)
        self._follow_up(record)
        return record

    def set(self, record: R, /, **values: Any) -> R:
        """Change some fields, and return the record as it is then; nothing happens when nothing differs.

        The record may be from an older picture: its other fields stay as they are now. One of a single kind
        that is not stored yet is added.

        Raises:
            InvalidEdit: A value is not possible, or the record is gone.
        """
        if not record.id and record.about.single:
            return self.add(type(record), **values)
        if wrong := _FIXED & values.keys():
            raise TypeError(f"cannot be set: {', '.join(sorted(wrong))}")
        now = self._current(record)
        wanted = {name: normal(now.describe(name), value) for name, value in values.items()}
        differing = {name: value for name, value in wanted.items() if getattr(now, name) != value}
        if not differing:
            return now
        after = self._settled(now, now.replace(**differing, updated_at=self._time))
        _possible(after, (field for field in after.fields() if field.name in differing))
        self._put(after)
        self._follow_up(after)
        return after

    def put(self, record: R) -> R:
        """Write a record as it is, and return it: one from a copy of this workshop, complete and settled.

        A new one keeps its place and times, and its code unless that was given before.
        """
        if self.plan.get(type(record), record.id) is not None:
            record = record.replace(updated_at=self._time)
        elif not record.code or record.code in self._codes:
            record = record.replace(code=self._codes.give(record, self.plan))
        else:
            self._codes.take(record.code)
        self._put(record)
        return record

    def delete(self, *records: Record) -> None:
        """Delete records, and with them what belongs to them alone; what points at them is cleared.

        One that is gone already is no harm.
        """
        there = [each for each in records if self.plan.get(type(each), each.id) is not None]
        if not there:
            return
        self._flush()
        self._transaction.mark()
        for record in there:
            self._transaction.delete(record)
        outcome = self._transaction.touched_since_mark()
        self._plan = outcome.applied(self._plan)
        for kind, ids in outcome.ids.items():
            self._touched.setdefault(kind, set()).update(ids)
            for each in ids:
                self._written.pop(each, None)
        for left in outcome.records:  # a link of theirs was cleared
            changed = left.replace(updated_at=self._time)
            self._transaction.change(left, changed)
            self._fresh[left.id] = self._written[left.id] = changed
        present = {left.id for left in outcome.records}
        for ids in outcome.ids.values():
            for gone in ids - present:
                self._strip(gone)

    def move(self, record: Record, *, before: Record | None = None, after: Record | None = None) -> None:
        """Put a record before or after another one of its kind; at the end when none is named."""
        now = self._current(record)
        kind = type(now)
        position = self._between(kind, before, after, moved=now) if before or after else self._end(kind)
        self._put(now.replace(position=position, updated_at=self._time))

    def _current(self, record: R) -> R:
        now = self.plan.get(type(record), record.id)
        if now is None:
            raise InvalidEdit(
                _("{name} is not in the plan any more.").format(name=record.title),
                safe=_("Nothing was changed."),
                do=_("Undo brings it back if you deleted it just now."),
            )
        return now

    def _settled(self, before: Record | None, after: R) -> R:
        return settle(before, after, self.plan, self._today)  # type: ignore[return-value]

    def _put(self, record: Record) -> None:
        self._fresh[record.id] = record
        self._unwritten[record.id] = record
        kind = record.about.kind
        self._touched.setdefault(kind, set()).add(record.id)
        if kind in self._last:
            self._last[kind] = max(self._last[kind], record.position)

    def _follow_up(self, record: Record) -> None:
        for other in follow_ups(record, self.plan):
            self._put(other.replace(updated_at=self._time))

    def _strip(self, gone: str) -> None:
        """Take a deleted record out of whatever refers to it; the file keeps no keys for these."""
        for kind, field in _references():
            for record in self.plan.where(kind, **{field.name: gone}):
                held = getattr(record, field.name)
                rest = tuple(each for each in held if each != gone) if isinstance(held, tuple) else None
                self._put(record.replace(**{field.name: rest}, updated_at=self._time))

    # Order

    def _end(self, kind: type[Record]) -> float:
        name = kind.about.kind
        if name not in self._last:
            self._last[name] = max((row.position for row in self.plan.all(kind)), default=0.0)
        self._last[name] = float(int(self._last[name]) + 1)
        return self._last[name]

    def _between(
        self, kind: type[Record], before: Record | None, after: Record | None, moved: Record | None = None
    ) -> float:
        rows = [row for row in self.plan.all(kind) if moved is None or row.id != moved.id]
        ids = [row.id for row in rows]
        anchor = before or after
        if anchor is None or anchor.id not in ids:
            return self._end(kind)
        place = ids.index(anchor.id) + (0 if before else 1)
        if place == len(rows):
            return self._end(kind)
        low = rows[place - 1].position if place else rows[0].position - 2.0
        middle = (low + rows[place].position) / 2
        if low < middle < rows[place].position:
            return middle
        # no room between two neighbors: number all rows of the kind afresh, leaving a place
        for number, row in enumerate(rows):
            wanted = float(number + 1 + (number >= place))
            if row.position != wanted:
                self._put(row.replace(position=wanted, updated_at=self._time))
        return float(place + 1)

    # The end of the edit

    def finish(self) -> None:
        """Hold the edit against the rules and write what is not written yet.

        Raises:
            InvalidEdit: With every rule that would be broken.
        """
        ids, plan = self.touched, self.plan
        there = [plan.get(KINDS[kind], each) for kind, some in ids.items() for each in some]
        touched = [record for record in there if record is not None]
        broken = [
            *violations(plan, touched, self._today, before=self._base),
            *tampered(self._base, plan, ids),
        ]
        if broken:
            raise _invalid([found.message for found in broken])
        self._flush()

    def _flush(self) -> None:
        new: list[Record] = []
        changed: list[tuple[Record, Record]] = []
        for record in self._unwritten.values():
            was = self._written.get(record.id) or self._base.get(type(record), record.id)
            if was is None:
                new.append(record)
            else:
                changed.append((was, record))
            self._written[record.id] = record
        # New records first: when the edit is taken back, what links to them is set back before they go, so
        # that they carry nothing along.
        if new:
            self._transaction.add(new)
        for was, record in changed:
            if was.__dict__ != {**record.__dict__, "updated_at": was.updated_at}:
                self._transaction.change(was, record)
            else:  # set back to what it was
                self._fresh[record.id] = self._written[record.id] = was
        self._unwritten = {}
        self._plan = self.plan


def _references() -> Iterator[tuple[type[Record], Field]]:
    for kind in KINDS.values():
        for field in kind.fields():
            if field.kind in (Kind.REFERENCE, Kind.REFERENCES):
                yield kind, field


def _possible(record: Record, fields: Iterable[Field]) -> None:
    broken = [
        _("{field} {problem}.").format(field=_(field.label), problem=said)
        for field in fields
        for said in problems(field, getattr(record, field.name))
    ]
    if broken:
        raise _invalid(broken)


def _invalid(messages: list[str]) -> InvalidEdit:
    return InvalidEdit(" ".join(dict.fromkeys(messages)), safe=_("Nothing was changed."))
