"""`WorkshopFile`: an open workshop, one SQLite file that only this process has."""

import contextlib
import platform
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.errors import PlannerError
from planner.i18n import _
from planner.store import lock, trouble
from planner.store.clock import Clock, stamp, utc_now
from planner.store.connection import connect, disconnect, examine, reserve, transaction
from planner.store.journal import Entry, Sitting, write_by_itself
from planner.store.loading import load
from planner.store.migrations import Ladder, climb, ladder
from planner.store.schema import APPLICATION_ID, VERSION, statements

if TYPE_CHECKING:  # named only: SQLAlchemy is loaded when something is written
    from planner.store.transaction import Outcome, Transaction


class WorkshopFile:
    """An open workshop. Used by the thread that opened it, and by no other.

    `recovered` is set when the file had to be opened again after an error: what it holds must be read again.
    """

    def __init__(self, path: Path, raw: sqlite3.Connection, clock: Clock) -> None:
        """Take over an open connection; use `create` or `open`."""
        self.path = path
        self._clock = clock
        self._sitting = Sitting(uuid4().hex)
        self._device = platform.node()
        self.recovered = False
        self._closed = self._prepared = False
        self._raw: sqlite3.Connection | None = raw
        lock.claim(path)

    @classmethod
    def create(
        cls, path: Path, records: Iterable[Record] = (), *, label: str, clock: Clock = utc_now
    ) -> Self:
        """Make a new file that holds these records, and open it. Their creation cannot be undone.

        Raises:
            FileRefused: There is a file of that name, or none can be made here.
            PlannerError: It could not be written; there is no file then.
        """
        reserve(path)
        raw = None
        try:
            raw = connect(path)
            made = cls(path, raw, clock)
            with transaction(raw):
                for statement in statements():
                    raw.execute(statement)
                raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
                raw.execute(f"PRAGMA user_version={VERSION}")
                edit = made._new(label, "", None, None)
                edit.begin()
                edit.add(records)
        except BaseException as error:
            if raw is not None:
                raw.close()
            lock.release(path)
            path.unlink(missing_ok=True)
            path.with_name(path.name + "-journal").unlink(missing_ok=True)
            if isinstance(error, sqlite3.Error):
                raise trouble.not_made(path, error) from error
            raise
        return made

    @classmethod
    def open(
        cls, path: Path, *, ladder: Ladder | None = None, backups: Path | None = None, clock: Clock = utc_now
    ) -> Self:
        """Open a workshop for this process alone; an older one is copied to `backups` and brought up to date.

        Nothing that only writing needs is made ready yet: see `prepare`.

        Raises:
            FileRefused: It is not a workshop, is damaged, or comes from a newer version. It was not touched.
            AlreadyOpen: Somebody has it open; who and where is told.
        """
        return cls(path, open_connection(path, ladder or _ladder(), backups), clock)

    def prepare(self) -> None:
        """Make ready what the first edit needs: the journal's triggers and the writer of statements.

        It takes some tenths of a second, once; the first edit does it, where nobody did it before.
        """
        if not self._prepared:
            import planner.store.transaction  # noqa: F401  loads SQLAlchemy

            write_by_itself(self._connected())
            self._prepared = True

    def close(self) -> None:
        """Close, and leave one plain file behind. Closing twice is no harm."""
        self._closed = True
        self._let_go()

    def _let_go(self) -> None:
        if self._raw is not None:
            disconnect(self._raw)
            self._raw = None
            self._prepared = False
            lock.release(self.path)

    def _connected(self) -> sqlite3.Connection:
        """Return the connection, opening the file again after an error closed it."""
        if self._closed:
            raise RuntimeError(f"{self.path.name} is closed")
        if self._raw is None:
            self._raw = open_connection(self.path, _ladder(), None)
            lock.claim(self.path)
        return self._raw

    # Reading

    def _fetch(self, statement: str, values: tuple[Any, ...] = ()) -> list[Any]:
        return self._connected().execute(statement, values).fetchall()

    def load(self) -> Plan:
        """Return everything the file holds.

        Raises:
            FileRefused: Some of it cannot be read.
        """
        try:
            plan = load(self._fetch)
        except (sqlite3.Error, ValueError, TypeError) as error:
            raise trouble.damaged(self.path, _("Parts of it cannot be read.")) from error
        self.recovered = False
        return plan

    def used_codes(self) -> set[str]:
        """Return every code ever given, those of deleted records too."""
        return {code for (code,) in self._fetch('SELECT "code" FROM "used_code"')}

    def saved_at(self) -> datetime | None:
        """Return when the last edit was saved, in UTC, or None when there was none."""
        rows = self._fetch('SELECT "time" FROM "edit" ORDER BY "sequence" DESC LIMIT 1')
        return datetime.fromisoformat(rows[0][0]) if rows else None

    # Writing

    def _new(
        self, label: str, step: str, visit: tuple[object, ...] | None, undoes: int | None
    ) -> "Transaction":
        header = {
            "id": self._sitting.next_edit(),
            "time": stamp(self._clock()),
            "label": label,
            "step": step,
            "visit": " ".join(getattr(part, "__name__", str(part)) for part in visit or ()),
            "sitting": self._sitting.id,
            "device": self._device,
            "undoes": undoes,
        }
        from planner.store.transaction import Transaction

        self.prepare()
        return Transaction(self._connected(), header)

    @contextlib.contextmanager
    def transaction(
        self, label: str, *, step: str = "", merge: tuple[object, ...] | None = None
    ) -> "Iterator[Transaction]":
        """Do all writes of one edit, or none of them when anything is raised.

        Raises:
            PlannerError: The file could not be written; it holds what it held before. See `recovered`.
        """
        edit = self._new(label, step, merge, None)
        with self._saving(edit):
            yield edit
            entry = Entry(label, step, merge, edit.sequence, [edit.reach]) if edit.begun else None
        if entry is not None:
            self._sitting.add(entry)

    @contextlib.contextmanager
    def _saving(self, edit: "Transaction") -> Iterator[None]:
        try:
            yield
            edit.commit()
        except sqlite3.Error as error:
            self._after_error(edit, error)
        except BaseException:
            edit.roll_back()
            raise

    def _after_error(self, edit: "Transaction", error: sqlite3.Error) -> None:
        """Find out whether the edit reached the file: an error may be reported by a commit that was made.

        The connection is not trusted any more, so the file is opened again. Nothing is tried a second time.
        """
        edit.roll_back()
        told = trouble.failed(self.path, error)
        self._let_go()
        self.recovered = True
        try:
            saved = self._fetch('SELECT 1 FROM "edit" WHERE "id" = ?', (edit.header["id"],))
        except (sqlite3.Error, PlannerError) as again:
            raise told from again
        if not saved:
            raise told from error

    # Undo and redo

    @property
    def undo_label(self) -> str:
        """What undo would take back, or nothing at the start of the sitting."""
        return self._sitting.undo[-1].label if self._sitting.undo else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again, or nothing."""
        return self._sitting.redo[-1].label if self._sitting.redo else ""

    def undo(self) -> "Outcome | None":
        """Take back the last step of this sitting, as a new edit; None when there is none left."""
        return self._replay(self._sitting.undo, self._sitting.redo)

    def redo(self) -> "Outcome | None":
        """Do again what undo took back, as a new edit; None when there is nothing."""
        return self._replay(self._sitting.redo, self._sitting.undo)

    def _replay(self, source: list[Entry], target: list[Entry]) -> "Outcome | None":
        if not source:
            return None
        entry = source[-1]
        edit = self._new(entry.label, entry.step, None, entry.last_edit)
        with self._saving(edit):
            for reach in reversed(entry.ranges):
                edit.take_back(reach)
            outcome, reach = edit.touched(), edit.reach
        source.pop()
        target.append(Entry(entry.label, entry.step, None, edit.sequence, [reach]))
        return outcome


def _ladder() -> Ladder:
    return ladder()


def open_connection(path: Path, known: Ladder, backups: Path | None) -> sqlite3.Connection:
    """Examine, lock and connect; leave no note yet.

    A file this process has open itself is not even looked at: closing a second handle would drop its lock.
    """
    lock.refuse_elsewhere(path)
    owner = lock.owner(path)
    if owner is None or not owner.this_run or not path.is_file():
        examine(path, known.version)
    with lock.named(path):
        raw = connect(path)
    try:
        climb(raw, path, known, backups)
    except BaseException:
        raw.close()
        raise
    return raw
