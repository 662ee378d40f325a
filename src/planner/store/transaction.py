"""`Transaction`: the writes of one edit, and `Outcome`: what they touched.

Statements are written by SQLAlchemy Core once (`tables`) and run on the connection itself: running each
through a SQLAlchemy connection takes 45 microseconds more, for the ten of an edit as long as its commit.
"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from planner.domain.plan import Plan
from planner.domain.record import COMMON, Record
from planner.domain.records import KINDS
from planner.errors import PlannerError
from planner.store import tables
from planner.store.codec import list_fields, list_table, list_tables, stored_fields, to_column, to_row
from planner.store.journal import READ_CHANGES, READ_TOUCHED, Change, changes, keep, keepers, reached
from planner.store.loading import load_some

Write = Callable[[str, str, Mapping[str, Any]], None]
"""Runs one writing statement on a table with its named values."""


@dataclass(frozen=True)
class Outcome:
    """What an edit did: the ids it touched, by kind, and the records that are there now."""

    label: str
    ids: Mapping[str, frozenset[str]]
    records: tuple[Record, ...]

    def applied(self, plan: Plan) -> Plan:
        """Return the picture after the edit, from the one before it."""
        there = {record.id for record in self.records}
        gone = [(KINDS[kind], each) for kind, ids in self.ids.items() for each in ids if each not in there]
        return plan.changed(self.records, gone)


class Transaction:
    """Writes of one edit. It begins with the first of them: an edit that changes nothing leaves no trace."""

    def __init__(self, raw: sqlite3.Connection, header: Mapping[str, Any]) -> None:
        """Take an open connection and what the journal says about the edit (see `schema`)."""
        self._raw = raw
        self.header = header
        self.sequence = 0
        self._start: int | None = None
        self._kept: set[str] = set()
        self._mark: int | None = None

    @property
    def begun(self) -> bool:
        """Whether anything was written."""
        return self._start is not None

    def begin(self) -> None:
        """Begin, unless the caller has, and enter the edit in the journal."""
        if not self._raw.in_transaction:
            self._raw.execute("BEGIN IMMEDIATE")
        self._start = self._last_change()
        self._kept = keepers(self._raw)
        entered = self._raw.execute(tables.inserting("edit"), {"sequence": None, **self.header})
        self.sequence = entered.lastrowid or 0

    def run(self, table: str, statement: str, values: Mapping[str, Any]) -> None:
        """Run a statement that writes to a table, beginning the edit with the first one."""
        self._keep(table, statement)
        self._raw.execute(statement, values)

    def run_all(self, table: str, statement: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run a statement that writes to a table for each of several rows."""
        self._keep(table, statement)
        self._raw.executemany(statement, rows)

    def _keep(self, table: str, statement: str) -> None:
        """See to it that the journal is kept of all that a statement may write to, cascades too."""
        if self._start is None:
            self.begin()
        for each in (reached(table) if statement.startswith("DELETE") else {table}) - self._kept:
            keep(self._raw, each)
            self._kept.add(each)

    def read(self, statement: str) -> list[Any]:
        """Return rows as they are inside this edit."""
        return self._fetch(statement)

    def overwrite(self, kind: type[Record], record_id: str, now: Mapping[str, Any]) -> None:
        """Write columns of a row as they are given, without asking any rule."""
        table = kind.about.kind
        self.run(table, tables.updating(table, tuple(now)), {**now, "record_id": record_id})

    def rewrite_journal(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Change entries of the journal itself: only to erase somebody from it, see `erasing`."""
        self._raw.executemany(statement, rows)

    def commit(self) -> None:
        """Make what was written last."""
        if self.begun:
            self._raw.execute("COMMIT")

    def roll_back(self) -> bool:
        """Take back what was written, and return whether that went well."""
        if self.begun and self._raw.in_transaction:
            try:
                self._raw.execute("ROLLBACK")
            except sqlite3.Error:
                return False
        return True

    def _fetch(self, statement: str, values: tuple[Any, ...] = ()) -> list[Any]:
        return self._raw.execute(statement, values).fetchall()

    def _last_change(self) -> int:
        ((last,),) = self._fetch('SELECT max("sequence") FROM "change"')
        return int(last or 0)

    def add(self, records: Iterable[Record]) -> None:
        """Add new records."""
        by_kind: dict[type[Record], list[Record]] = {}
        for record in records:
            by_kind.setdefault(type(record), []).append(record)
        for kind, rows in by_kind.items():
            table = kind.about.kind
            self.run_all(table, tables.inserting(table), map(to_row, rows))
            for field in list_fields(kind):
                links = [link for record in rows for link in _links(record.id, getattr(record, field.name))]
                if links:
                    listed = list_table(kind, field)
                    self.run_all(listed, tables.placing(listed), links)

    def change(self, before: Record, after: Record) -> None:
        """Write what differs between two states of a record."""
        old, new, kind = before.__dict__, after.__dict__, type(after)
        values: dict[str, Any] = {name: new[name] for name in COMMON if old[name] != new[name]}
        for field in stored_fields(kind):
            if old[field.name] != new[field.name]:
                values[field.name] = to_column(field, new[field.name])
        if values:
            values["record_id"] = after.id
            self.run(kind.about.kind, tables.updating(kind.about.kind, tuple(values)[:-1]), values)
        for field in list_fields(kind):
            was, now = old[field.name], new[field.name]
            if was == now:
                continue
            table = list_table(kind, field)
            gone = [each for each in was if each not in now]
            pairs = [{"owner_id": after.id, "target_id": each} for each in gone]
            self.run_all(table, tables.removing(table), pairs)
            self.run_all(table, tables.placing(table), _links(after.id, now))

    def delete(self, record: Record) -> None:
        """Delete a record, and with it what belongs to it alone; links to it are cleared."""
        table = record.about.kind
        self.run(table, tables.deleting(table), {"record_id": record.id})

    def turn(self, before: Plan, after: Plan) -> None:
        """Write what differs between two pictures, records as they are.

        New ones come first and gone ones last: taking the edit back then carries nothing along.
        """
        there = {record.id: record for record in before.records()}
        wanted = {record.id: record for record in after.records()}
        if new := [record for each, record in wanted.items() if each not in there]:
            self.add(new)
        for each, record in wanted.items():
            if each in there and there[each] != record:
                self.change(there[each], record)
        for each, record in there.items():
            if each not in wanted:
                self.delete(record)

    def take_back(self, reach: tuple[int, int]) -> None:
        """Write again what was there before a part of the journal."""
        for change in reversed(list(changes(self._fetch(READ_CHANGES, reach)))):
            _take_back(change, self.run)

    def mark(self) -> None:
        """Remember how far the edit has come, for `touched_since_mark`."""
        self._mark = self._last_change()

    def touched(self) -> Outcome:
        """Return what was touched, as the journal has it."""
        return self._touched(self._start)

    def touched_since_mark(self) -> Outcome:
        """Return what was touched since `mark`."""
        return self._touched(self._mark)

    def _touched(self, start: int | None) -> Outcome:
        ids: dict[str, set[str]] = {}
        if start is not None and self.begun:
            for table, record_id in self._fetch(READ_TOUCHED, (start,)):
                ids.setdefault(table.partition("__")[0], set()).add(record_id)
        touched = {kind: frozenset(some) for kind, some in ids.items()}
        return Outcome(self.header["label"], touched, tuple(load_some(self._fetch, touched)))

    @property
    def reach(self) -> tuple[int, int]:
        """The part of the journal that this edit has filled: after, up to."""
        return self._start or 0, self._last_change()


class Refused(Transaction):
    """An edit of a file that cannot be written to: it says so with its first write, when the edit ends."""

    def __init__(self, told: PlannerError, header: Mapping[str, Any]) -> None:
        """Take what is to be said."""
        super().__init__(sqlite3.connect(":memory:"), header)
        self._raw.close()
        self._told = told

    def begin(self) -> None:
        """Say it."""
        raise self._told

    def _fetch(self, _statement: str, _values: tuple[Any, ...] = ()) -> list[Any]:
        raise self._told


def _take_back(change: Change, write: Write) -> None:
    """Make a row what it was before a change. Taking back newest first retraces every state in between."""
    table = change.table
    linked = table in list_tables()
    if change.after is None and change.before is not None:
        write(table, tables.inserting(table), change.before)
    elif linked and change.before is None and change.after is not None:
        ends = {name: change.after[name] for name in ("owner_id", "target_id")}
        write(table, tables.removing(table), ends)
    elif linked and change.before is not None:
        write(table, tables.placing(table), change.before)
    elif change.before is None:
        write(table, tables.deleting(table), {"record_id": change.record_id})
    else:
        values = {**change.before, "record_id": change.record_id}
        write(table, tables.updating(table, tuple(change.before)), values)


def _links(owner: str, targets: Iterable[str]) -> list[dict[str, Any]]:
    return [{"owner_id": owner, "target_id": each, "position": n} for n, each in enumerate(targets)]
