"""The journal: every edit, and every row it touched, before and after.

TEMP triggers, drawn from the same descriptions as the tables, write it inside the edit's own transaction, so
that no edit can forget it and cascades are caught too. Those of a table are made before the first statement
that may write to it, which `Transaction` sees to. A new or deleted row is kept whole, a changed row by what
differs. Undo and redo replay these images as a new edit.
"""

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from planner.domain.records import KINDS
from planner.store.codec import columns, list_tables, stored_fields
from planner.store.schema import column_type, statements

_LINK_COLUMNS = ("owner_id", "target_id", "position")
_EDIT = '(SELECT max("sequence") FROM "edit")'


def make_ready(raw: sqlite3.Connection) -> None:
    """Give a connection what the triggers call."""
    raw.create_function("exact", 1, _exact, deterministic=True)


def keepers(raw: sqlite3.Connection) -> set[str]:
    """Return the tables whose triggers are there: a transaction that fails takes those it made along."""
    rows = raw.execute("SELECT tbl_name FROM sqlite_temp_schema WHERE type = 'trigger'")
    return {table for (table,) in rows}


def keep(raw: sqlite3.Connection, table: str) -> None:
    """Make the triggers of a table; those of all tables take longer than opening a file."""
    if table in list_tables():
        made = _triggers(table, "owner_id", _LINK_COLUMNS, set())
    else:
        kind = KINDS[table]
        numbers = {each.name for each in stored_fields(kind) if column_type(each) == "REAL"} | {"position"}
        made = _triggers(table, "id", columns(kind), numbers)
    for statement in made:
        raw.execute(statement)


@cache
def reached(table: str) -> frozenset[str]:
    """Return the tables that a deletion from one may write to: what belongs to its rows, what names them."""
    found, waiting = {table}, [table]
    while waiting:
        for each in _followers()[waiting.pop()] - found:
            found.add(each)
            waiting.append(each)
    return frozenset(found)


@cache
def _followers() -> dict[str, set[str]]:
    """Return the tables with a link to each table, as SQLite reads them from the schema."""
    with contextlib.closing(sqlite3.connect(":memory:")) as raw:
        for statement in statements():
            raw.execute(statement)
        tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        found: dict[str, set[str]] = {name: set() for name in tables}
        for name in tables:
            for link in raw.execute(f'PRAGMA foreign_key_list("{name}")'):
                found[link[2]].add(name)
    return found


def _exact(value: float | None) -> str | None:
    """Write a number so that it is read back as the same; SQLite's own JSON keeps 15 digits."""
    return None if value is None else repr(float(value))


def _triggers(table: str, key: str, names: tuple[str, ...], numbers: set[str]) -> Iterator[str]:
    """Yield the triggers of one table. Rows of a table of links are short and kept whole when they change."""
    coded = 'INSERT OR IGNORE INTO "used_code" VALUES (NEW."code");' if key == "id" else ""
    old, new = _image("OLD", names, numbers), _image("NEW", names, numbers)
    yield _trigger(table, "INSERT", f'NEW."{key}", NULL, {new}', coded)
    yield _trigger(table, "DELETE", f'OLD."{key}", {old}, NULL')
    if key == "id":
        old, new = _difference("OLD", names, numbers), _difference("NEW", names, numbers)
    yield _trigger(table, "UPDATE", f'NEW."{key}", {old}, {new}')


def _trigger(table: str, event: str, values: str, more: str = "") -> str:
    return (
        f'CREATE TEMP TRIGGER "{table}__{event.lower()}" AFTER {event} ON main."{table}" BEGIN'
        f' INSERT INTO "change" ("edit", "kind", "record", "before", "after")'
        f" VALUES ({_EDIT}, '{table}', {values}); {more} END"
    )


def _image(row: str, names: Iterable[str], numbers: set[str]) -> str:
    parts = (
        f"'{name}', " + (f'json(exact({row}."{name}"))' if name in numbers else f'{row}."{name}"')
        for name in names
    )
    return f"json_object({', '.join(parts)})"


def _difference(row: str, names: Iterable[str], numbers: set[str]) -> str:
    parts = (
        f'CASE WHEN OLD."{name}" IS NOT NEW."{name}" THEN \',"{name}":\' || '
        + (f"coalesce(exact({row}.\"{name}\"), 'null')" if name in numbers else f'json_quote({row}."{name}")')
        + " ELSE '' END"
        for name in names
    )
    return f"'{{' || substr({' || '.join(parts)}, 2) || '}}'"


@dataclass(frozen=True)
class Change:
    """What one edit did to one row: `before` is None for a new row, `after` for a deleted one."""

    table: str
    record_id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


READ_CHANGES = (
    'SELECT "kind", "record", "before", "after" FROM "change" WHERE "sequence" > ? AND "sequence" <= ?'
    ' ORDER BY "sequence"'
)

READ_TOUCHED = 'SELECT DISTINCT "kind", "record" FROM "change" WHERE "sequence" > ?'


def changes(rows: Iterable[Any]) -> Iterator[Change]:
    """Read rows that `READ_CHANGES` found."""
    for table, record_id, before, after in rows:
        yield Change(
            table,
            record_id,
            None if before is None else json.loads(before),
            None if after is None else json.loads(after),
        )


@dataclass
class Entry:
    """One step of undo: edits that belong together, as ranges of the journal (after, up to), oldest first."""

    label: str
    step: str
    visit: tuple[object, ...] | None
    last_edit: int
    ranges: list[tuple[int, int]]


@dataclass
class Sitting:
    """What can be undone and redone since the file was opened; it is forgotten when the file is closed."""

    id: str
    edits: int = 0
    undo: list[Entry] = field(default_factory=list)
    redo: list[Entry] = field(default_factory=list)

    def next_edit(self) -> str:
        """Return the id of a new edit, which no other sitting gives; a third of the time of a UUID."""
        self.edits += 1
        return f"{self.id}-{self.edits}"

    def add(self, entry: Entry) -> None:
        """Take note of an edit; one that continues the same visit joins the step before it."""
        last = self.undo[-1] if self.undo else None
        if last and entry.visit is not None and last.visit == entry.visit and not self.redo:
            last.ranges.extend(entry.ranges)
            last.last_edit = entry.last_edit
        else:
            self.undo.append(entry)
        self.redo.clear()
