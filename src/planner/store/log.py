"""`Log`: the journal of an open workshop as it is read: its edits, page by page, and the plan as it was."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.records import KINDS
from planner.i18n import _
from planner.store import trouble
from planner.store.codec import columns, list_fields, list_table, to_records
from planner.store.journal import READ_CHANGES, Change, changes

Fetch = Callable[[str, tuple[Any, ...]], list[Any]]

SNAPSHOT = "snapshot"
"""What stands as `visit` of an entry that names a moment; it is an edit that changed nothing."""

SPECIAL = (SNAPSHOT, "go_back")
"""The first words of visits that say what an edit is; every other one only tells edits apart."""

# An edit that the next one continues is left out: the two are one visit to a field, and one undo.
_MARKS = """
SELECT e.sequence, e.step,
    CASE WHEN e.visit = 'snapshot' THEN 'snapshot' WHEN e.visit LIKE 'go_back %' THEN 'go_back' ELSE '' END,
    e.undoes
FROM edit AS e LEFT JOIN edit AS n
    ON n.sequence = e.sequence + 1 AND e.visit NOT IN ('', 'snapshot')
    AND n.visit = e.visit AND n.sitting = e.sitting
WHERE e.sequence >= ? AND n.sequence IS NULL ORDER BY e.sequence
"""
_ENTRIES = (
    'SELECT "sequence", "time", "label", "device" FROM "edit"'
    ' WHERE "sequence" IN (SELECT value FROM json_each(?))'
)
_STEP_STATES = """
SELECT c.kind, c.record, c."before", c."after", c.edit, e.undoes, e.visit
FROM change AS c JOIN edit AS e ON e.sequence = c.edit
WHERE c.kind = 'step_state' AND c.edit > ? ORDER BY c.sequence
"""

Mark = tuple[int, str, str, int | None]
"""An edit in brief: its number, its step, which of `SPECIAL` it is (or ""), and the edit it takes back.

Plain tuples as SQLite makes them: thousands are read at once, and naming their parts doubles the time.
"""


class Line(NamedTuple):
    """What an edit is in words: when it was saved (UTC), what it was called, and on which computer."""

    sequence: int
    time: datetime
    label: str
    device: str


@dataclass
class _Held:
    """One record as it was: its row (None: there was none), and its lists of links with their places."""

    row: dict[str, Any] | None
    lists: dict[str, dict[str, int]] = field(default_factory=dict)


class Log:
    """Reads the journal. `state` returns something else whenever anything in the file has changed."""

    def __init__(self, path: Path, fetch: Fetch, state: Callable[[], object]) -> None:
        """Take what reads an open file."""
        self._path = path
        self._read = fetch
        self._state = state
        self._seen: object = None
        self._at = 0
        self._held: dict[tuple[str, str], _Held] = {}

    def _fetch(self, statement: str, values: tuple[Any, ...] = ()) -> list[Any]:
        try:
            return self._read(statement, values)
        except sqlite3.Error as error:
            raise trouble.damaged(self._path, _("Parts of its history cannot be read.")) from error

    @property
    def last(self) -> int:
        """The newest edit, by its number in the journal; 0 when there is none."""
        ((last,),) = self._fetch('SELECT max("sequence") FROM "edit"')
        return int(last or 0)

    def marks(self, first: int = 0) -> list[Mark]:
        """Return the edits from one on, oldest first; edits of one visit are one, the last of them.

        Raises:
            FileRefused: The journal cannot be read.
        """
        return self._fetch(_MARKS, (first,))

    def lines(self, sequences: Iterable[int]) -> dict[int, Line]:
        """Return some edits in words, by number; those that are not there are left out.

        Raises:
            FileRefused: The journal cannot be read.
        """
        found = self._fetch(_ENTRIES, (json.dumps(list(sequences)),))
        return {
            number: Line(number, datetime.fromisoformat(time), label, device)
            for number, time, label, device in found
        }

    def step_states(self, after: int = 0) -> list[tuple[int, bool, Change]]:
        """Return what edits after one did to the states of steps, oldest first.

        Each comes with its edit, and whether that was a plain one: no undo, no redo, no going back.

        Raises:
            FileRefused: The journal cannot be read.
        """
        rows = self._fetch(_STEP_STATES, (after,))
        plain = (row[5] is None and row[6].partition(" ")[0] not in SPECIAL for row in rows)
        found = changes(row[:4] for row in rows)
        return [(row[4], edited, change) for row, edited, change in zip(rows, plain, found, strict=True)]

    def plan_at(self, sequence: int, now: Plan) -> Plan:
        """Return the plan as it was after an edit, from the plan as the file holds it now.

        It takes the time of the changes in between; from one edit to one nearby, of those between the two.

        Raises:
            FileRefused: The journal cannot be read.
        """
        newest = self._last_change(self.last)
        state = self._state()
        target = self._last_change(sequence)
        if state != self._seen or abs(target - self._at) > newest - target:
            self._at = newest
            self._held.clear()
        self._seen = None  # until it has gone well
        try:
            self._move(target)
            records, gone = self._restored()
        except (ValueError, TypeError, KeyError) as error:
            raise trouble.damaged(self._path, _("Parts of its history cannot be read.")) from error
        self._seen = state
        return now.changed(records, gone)

    def _last_change(self, sequence: int) -> int:
        """Return the last change that was made up to an edit, by halving: edits and changes rise together."""
        ((newest,),) = self._fetch('SELECT max("sequence") FROM "change"')
        low, high = 0, int(newest or 0)
        while low < high:
            middle = (low + high + 1) // 2
            found = self._fetch(
                'SELECT "edit" FROM "change" WHERE "sequence" >= ? ORDER BY "sequence" LIMIT 1', (middle,)
            )
            if found and found[0][0] <= sequence:
                low = middle
            else:
                high = middle - 1
        return low

    def _move(self, to: int) -> None:
        if to < self._at:
            found = list(changes(self._fetch(READ_CHANGES, (to, self._at))))
            self._hold(found)
            for change in reversed(found):
                self._put(change, change.before)
        elif to > self._at:  # all of these were held on the way back
            for change in changes(self._fetch(READ_CHANGES, (self._at, to))):
                self._put(change, change.after)
        self._at = to

    def _put(self, change: Change, image: dict[str, Any] | None) -> None:
        name, _mark, field_name = change.table.partition("__")
        held = self._held[name, change.record_id]
        if field_name:
            target = (change.after or change.before or {})["target_id"]
            if image is None:
                held.lists[field_name].pop(target, None)
            else:
                held.lists[field_name][target] = image["position"]
        else:
            held.row = None if image is None else {**(held.row or {}), **image}

    def _hold(self, found: Sequence[Change]) -> None:
        """Read the records that changes touched and that are not held yet.

        Nothing has touched them since where we are, so they are as the file has them now.
        """
        wanted: dict[str, set[str]] = {}
        for change in found:
            name = change.table.partition("__")[0]
            if (name, change.record_id) not in self._held:
                wanted.setdefault(name, set()).add(change.record_id)
        for name, ids in wanted.items():
            kind, some = KINDS[name], (json.dumps(list(ids)),)
            names = columns(kind)
            listed = ", ".join(f'"{each}"' for each in names)
            which = "IN (SELECT value FROM json_each(?))"
            for each in ids:
                self._held[name, each] = _Held(None, {part.name: {} for part in list_fields(kind)})
            for row in self._fetch(f'SELECT {listed} FROM "{name}" WHERE "id" {which}', some):
                self._held[name, row[0]].row = dict(zip(names, row, strict=True))
            for part in list_fields(kind):
                links = f'SELECT "owner_id", "target_id", "position" FROM "{list_table(kind, part)}"'
                for owner, target, place in self._fetch(f'{links} WHERE "owner_id" {which}', some):
                    self._held[name, owner].lists[part.name][target] = place

    def _restored(self) -> tuple[list[Record], list[tuple[type[Record], str]]]:
        """Return the held records as they were, and those that were not there."""
        gone: list[tuple[type[Record], str]] = []
        there: dict[str, list[_Held]] = {}
        for (name, record_id), held in self._held.items():
            if held.row is None:
                gone.append((KINDS[name], record_id))
            else:
                there.setdefault(name, []).append(held)
        records: list[Record] = []
        for name, some in there.items():
            kind = KINDS[name]
            rows = [[held.row[each] for each in columns(kind)] for held in some if held.row is not None]
            lists = {
                part.name: {
                    held.row["id"]: tuple(
                        sorted(held.lists[part.name], key=held.lists[part.name].__getitem__)
                    )
                    for held in some
                    if held.row is not None
                }
                for part in list_fields(kind)
            }
            records.extend(to_records(kind, rows, lists))
        return records, gone


def _in_order(places: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted(places, key=places.__getitem__))
