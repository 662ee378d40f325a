"""`Transaction`: the writes of one edit, and `Outcome`: what they touched.

Statements are written by SQLAlchemy Core once (`tables`) and run on the connection itself: running each
through a SQLAlchemy connection takes 45 microseconds more, for the ten of an edit as long as its commit.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from planner.domain.plan import Plan
from planner.domain.record import COMMON, Record
from planner.domain.records import KINDS
from planner.store import tables
from planner.store.codec import list_fields, list_table, list_tables, stored_fields, to_column, to_row
from planner.store.journal import READ_CHANGES, READ_TOUCHED, Change, changes
from planner.store.loading import load_some

Write = Callable[[str, Mapping[str, Any]], None]
"""Runs one writing statement with its named values."""


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
        entered = self._raw.execute(tables.inserting("edit"), {"sequence": None, **self.header})
        self.sequence = entered.lastrowid or 0

    def run(self, statement: str, values: Mapping[str, Any]) -> None:
        """Run a writing statement, beginning the edit with the first one."""
        if self._start is None:
            self.begin()
        self._raw.execute(statement, values)

    def run_all(self, statement: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run a writing statement for each of several rows."""
        if self._start is None:
            self.begin()
        self._raw.executemany(statement, rows)

    def commit(self) -> None:
        """Make what was written last."""
        if self.begun:
            self._raw.execute("COMMIT")

    def roll_back(self) -> None:
        """Take back what was written."""
        if self.begun:
            with contextlib.suppress(sqlite3.Error):
                self._raw.execute("ROLLBACK")

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
            self.run_all(tables.inserting(kind.about.kind), map(to_row, rows))
            for field in list_fields(kind):
                links = [link for record in rows for link in _links(record.id, getattr(record, field.name))]
                if links:
                    self.run_all(tables.placing(list_table(kind, field)), links)

    def change(self, before: Record, after: Record) -> None:
        """Write what differs between two states of a record."""
        old, new, kind = before.__dict__, after.__dict__, type(after)
        values: dict[str, Any] = {name: new[name] for name in COMMON if old[name] != new[name]}
        for field in stored_fields(kind):
            if old[field.name] != new[field.name]:
                values[field.name] = to_column(field, new[field.name])
        if values:
            values["record_id"] = after.id
            self.run(tables.updating(after.about.kind, tuple(values)[:-1]), values)
        for field in list_fields(kind):
            was, now = old[field.name], new[field.name]
            if was == now:
                continue
            table = list_table(kind, field)
            gone = [each for each in was if each not in now]
            self.run_all(tables.removing(table), [{"owner_id": after.id, "target_id": each} for each in gone])
            self.run_all(tables.placing(table), _links(after.id, now))

    def delete(self, record: Record) -> None:
        """Delete a record, and with it what belongs to it alone; links to it are cleared."""
        self.run(tables.deleting(record.about.kind), {"record_id": record.id})

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


def _take_back(change: Change, write: Write) -> None:
    """Make a row what it was before a change. Taking back newest first retraces every state in between."""
    linked = change.table in list_tables()
    if change.after is None and change.before is not None:
        write(tables.inserting(change.table), change.before)
    elif linked and change.before is None and change.after is not None:
        write(tables.removing(change.table), {name: change.after[name] for name in ("owner_id", "target_id")})
    elif linked and change.before is not None:
        write(tables.placing(change.table), change.before)
    elif change.before is None:
        write(tables.deleting(change.table), {"record_id": change.record_id})
    else:
        names = tuple(change.before)
        write(tables.updating(change.table, names), {**change.before, "record_id": change.record_id})


def _links(owner: str, targets: Iterable[str]) -> list[dict[str, Any]]:
    return [{"owner_id": owner, "target_id": each, "position": n} for n, each in enumerate(targets)]
