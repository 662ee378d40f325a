"""Look a workshop over: pages, keys, schema, and whether the journal tells the same story as the rows.

SQLite's own check finds torn pages, not a changed letter. Playing the journal from its first edit does: every
image must fit the one before it, and the last ones must be the rows.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from planner.domain.records import KINDS
from planner.errors import PlannerError
from planner.i18n import _
from planner.store import lock
from planner.store.codec import columns, list_tables
from planner.store.connection import connect, disconnect, examine, examine_schema
from planner.store.journal import Change, changes
from planner.store.migrations import Ladder, ladder

_MOST = 20  # problems told; a file that has more is not read by anybody

Row = dict[str, Any]
Rows = dict[tuple[str, ...], Row]


@dataclass(frozen=True)
class Verdict:
    """What was found: edits and records in the file (as far as it could be read), and every problem."""

    edits: int
    records: int
    problems: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(path: Path) -> Verdict:
    """Look a workshop over that nobody has open. Nothing in it is changed.

    Raises:
        FileRefused: It is not a workshop, or comes from a newer version.
        AlreadyOpen: Somebody has it open; who and where is told.
    """
    known = ladder()
    with contextlib.closing(_open(path, known)) as raw:
        try:
            verdict = _look_over(raw, path, known)
        except (sqlite3.Error, ValueError, TypeError, KeyError, RecursionError) as error:  # damaged JSON, too
            said = _("It cannot be read in full ({reason}).").format(reason=error)
            return Verdict(0, 0, (said,))
        disconnect(raw)
        return verdict


def _open(path: Path, known: Ladder) -> sqlite3.Connection:
    lock.refuse_open(path)
    examine(path, known.version)
    with lock.named(path):
        return connect(path)


def _look_over(raw: sqlite3.Connection, path: Path, known: Ladder) -> Verdict:
    found: list[str] = []
    try:
        (version,) = raw.execute("PRAGMA user_version").fetchone()
        examine_schema(raw, path, known.steps[version].known if version in known.steps else known.known)
    except PlannerError as error:
        return Verdict(0, 0, (error.what,))
    for (said,) in raw.execute(f"PRAGMA integrity_check({_MOST})"):
        if said != "ok":
            found.append(_("Its pages are damaged: {said}.").format(said=said))
    for table, *_rest in raw.execute("PRAGMA foreign_key_check").fetchmany(_MOST):
        found.append(_("A link of a row in “{table}” leads nowhere.").format(table=table))
    ((edits,),) = raw.execute('SELECT count(*) FROM "edit"').fetchall()
    if version != known.version or found:  # an older file has other columns; opening brings it up to date
        return Verdict(edits, 0, tuple(found))
    rows = _rows(raw)
    found.extend(islice(_journal(raw, rows), _MOST))
    records = sum(1 for table, *_key in rows if table in KINDS)
    return Verdict(edits, records, tuple(found))


def _rows(raw: sqlite3.Connection) -> Rows:
    """Return every row there is, by table and key."""
    rows: Rows = {}
    for name, kind in KINDS.items():
        names = columns(kind)
        listed = ", ".join(f'"{each}"' for each in names)
        for row in raw.execute(f'SELECT {listed} FROM "{name}"'):
            rows[name, row[0]] = dict(zip(names, row, strict=True))
    for name in list_tables():
        for owner, target, place in raw.execute(f'SELECT "owner_id", "target_id", "position" FROM "{name}"'):
            rows[name, owner, target] = {"owner_id": owner, "target_id": target, "position": place}
    return rows


def _journal(raw: sqlite3.Connection, rows: Rows) -> Iterator[str]:
    """Yield where the journal does not fit itself or the rows."""
    for table in ("edit", "change"):
        ((count, last),) = raw.execute(f'SELECT count(*), coalesce(max("sequence"), 0) FROM "{table}"')
        if count != last:
            yield _("The journal has gaps: {missing} entries of “{table}” are missing.").format(
                missing=last - count, table=table
            )
    played: Rows = {}
    entries = raw.execute('SELECT "kind", "record", "before", "after" FROM "change" ORDER BY "sequence"')
    for number, change in enumerate(changes(entries), 1):
        if not play(played, change):
            yield _("Entry {number} of the journal does not fit the one before it (“{table}”).").format(
                number=number, table=change.table
            )
    for key in played.keys() | rows.keys():
        if played.get(key) != rows.get(key):
            yield _("A row in “{table}” is not what the journal says ({record}).").format(
                table=key[0], record=rows.get(key, played.get(key, {})).get("code", key[1])
            )
    used = {code for (code,) in raw.execute('SELECT "code" FROM "used_code"')}
    codes = [row["code"] for (table, *_key), row in rows.items() if table in KINDS]
    if len(set(codes)) < len(codes):
        yield _("A code is given to two records.")
    if not used.issuperset(codes):
        yield _("The list of codes ever given is not complete.")


def play(played: Rows, change: Change) -> bool:
    """Make a change in `played`, and return whether it fitted what was there."""
    image = change.after or change.before or {}
    linked = change.table in list_tables()
    key = (change.table, change.record_id, image["target_id"]) if linked else (change.table, change.record_id)
    was = played.get(key)
    if change.before is None:
        played[key] = dict(change.after or {})
        return was is None
    if change.after is None:
        played.pop(key, None)
        return was == change.before
    played[key] = {**(was or {}), **change.after}
    return was is not None and all(was.get(name) == value for name, value in change.before.items())
