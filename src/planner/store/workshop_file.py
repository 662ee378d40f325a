"""`WorkshopFile`: an open workshop, one SQLite file that only this process has."""

import contextlib
import platform
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar
from uuid import uuid4

from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.errors import FileLost, PlannerError
from planner.i18n import _
from planner.store import image, lock, migrations, trouble
from planner.store.backups import Snapshot, state
from planner.store.clock import Clock, stamp, utc_now
from planner.store.connection import allowed_to_attach, connect, disconnect, reserve, transaction
from planner.store.journal import Entry, Sitting, make_ready
from planner.store.loading import load
from planner.store.log import SNAPSHOT, Log
from planner.store.merge import READ_NOTES, Table, newest_table
from planner.store.migrations import Ladder
from planner.store.opening import open_connection
from planner.store.schema import APPLICATION_ID, VERSION, statements
from planner.store.watch import Watch

if TYPE_CHECKING:  # named only: SQLAlchemy is loaded when something is written
    from planner.store.transaction import Outcome, Transaction

Connection = sqlite3.Connection
T = TypeVar("T")


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
        self._watch = Watch(path)
        self._lost: FileLost | None = None
        self.read_only = trouble.read_only(path)
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
            made._watch.note()
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
        return cls(path, open_connection(path, ladder or migrations.ladder(), backups), clock)

    def prepare(self) -> None:
        """Make ready what the first edit needs: the writer of statements.

        It takes some tenths of a second, once in a process; the first edit does it, where nobody did before.
        """
        if not self._prepared:
            import planner.store.transaction  # noqa: F401  loads SQLAlchemy

            make_ready(self._connected())
            self._prepared = True

    def close(self) -> None:
        """Close, and leave one plain file behind. Closing twice is no harm."""
        self._closed = True
        self._let_go()

    def _let_go(self, *, sound: bool = True) -> None:
        if self._raw is not None:
            disconnect(self._raw, sound=sound)
            self._raw = None
            self._prepared = False
            lock.release(self.path)

    def _connected(self) -> sqlite3.Connection:
        """Return the connection, opening the file again after an error closed it."""
        if self._closed:
            raise RuntimeError(f"{self.path.name} is closed")
        if self._raw is None:
            self._raw = open_connection(self.path, migrations.ladder(), None)
            self._watch.note()
            lock.claim(self.path)
        return self._raw

    def _still_ours(self) -> None:
        """Refuse to write to a file that is gone, or that another program changed; see `watch`.

        The connection is let go, and `recovered` says that the file must be read again. Undo begins anew: the
        journal may be another one.
        """
        if self._raw is None:
            return
        watch = self._watch
        if watch.lost:
            told = trouble.lost(self.path)
        elif watch.changed:
            told = trouble.changed(self.path)
            self._sitting = Sitting(uuid4().hex)
        else:
            return
        if self._raw.in_transaction:
            with contextlib.suppress(sqlite3.Error):
                self._raw.execute("ROLLBACK")
        told.image = image.of_open(self._raw)
        self._let_go(sound=False)
        self.recovered = True
        self._lost = told
        raise told

    def image(self) -> bytes:
        """Return the bytes of the file, between two edits.

        Raises:
            FileRefused: It can no longer be read in full.
        """
        taken = image.of_open(self._connected())
        if taken is None:
            raise trouble.damaged(self.path, _("It can no longer be read in full."))
        return taken

    def move_to(self, path: Path) -> None:
        """Go on in a copy of this file; what can be undone is forgotten.

        Raises:
            PlannerError: It cannot be opened; this file stays the one it was.
        """
        raw = open_connection(path, migrations.ladder(), None)
        self._let_go(sound=not (self._watch.lost or self._watch.changed))
        self.path, self._raw, self._watch = path, raw, Watch(path)
        self._sitting = Sitting(uuid4().hex)
        self.read_only = trouble.read_only(path)
        self.recovered = True
        lock.claim(path)

    def take_lost(self) -> FileLost | None:
        """Return, once, what was raised when the file was found gone or changed by another program."""
        told, self._lost = self._lost, None
        return told

    def look(self, what: Callable[[Connection], T]) -> T:
        """Return what `what` reads from the open file; it must not write."""
        return what(self._connected())

    def compact(self) -> None:
        """Write the file anew, page by page, so that nothing of what was deleted is left; forget undo.

        Raises:
            PlannerError: There is no room for that; the file holds what it held.
        """
        self._sitting = Sitting(uuid4().hex)
        self._still_ours()
        try:
            with allowed_to_attach(self._connected()) as raw:  # VACUUM attaches what it writes to
                raw.execute("VACUUM")
        except sqlite3.Error as error:
            raise trouble.failed(self.path, error) from error
        self._watch.note()

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
        except (sqlite3.Error, ValueError, TypeError, RecursionError) as error:
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

    def table(self) -> Table | None:
        """Return the table that this copy was made for, or None."""
        return newest_table(note for (note,) in self._fetch(READ_NOTES))

    def log(self) -> Log:
        """Return what reads the journal, as long as the file is open."""
        return Log(self.path, self._fetch, self._version)

    def _version(self) -> object:
        raw = self._connected()
        return id(raw), raw.total_changes

    def state(self) -> tuple[str, int, str]:
        """Return which workshop it is, how many edits it has seen, and the id of the last one."""
        return state(self._connected())

    def snapshot(self) -> Snapshot:
        """Copy all of it into memory, between two edits.

        Raises:
            FileRefused: It can no longer be read.
        """
        return Snapshot.of_open(self.path, self._connected())

    # Writing

    def _new(
        self,
        label: str,
        step: str,
        visit: tuple[object, ...] | None,
        undoes: int | None,
        note: str | None = None,
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
            "note": note,
        }
        from planner.store.transaction import Transaction

        self._still_ours()
        self.prepare()
        return Transaction(self._connected(), header)

    @contextlib.contextmanager
    def transaction(
        self, label: str, *, step: str = "", merge: tuple[object, ...] | None = None, note: str | None = None
    ) -> "Iterator[Transaction]":
        """Do all writes of one edit, or none of them when anything is raised.

        An edit with a `note` (JSON, see `store.merge`) is entered in the journal even if it writes nothing.

        Raises:
            PlannerError: The file could not be written; it holds what it held before. See `recovered`.
        """
        from planner.store.transaction import Refused

        try:
            edit = self._new(label, step, merge, None, note)
        except PlannerError as told:  # an edit cannot be stopped on its way in: its first write tells
            edit = Refused(told, {})
        with self._saving(edit):
            if note is not None:
                edit.begin()
            yield edit
            entry = Entry(label, step, merge, edit.sequence, [edit.reach]) if edit.begun else None
        if entry is not None:
            self._sitting.add(entry)

    def name_moment(self, name: str, step: str) -> int:
        """Enter a named moment in the journal, and return its number. It is no step of undo.

        Raises:
            PlannerError: The file could not be written; it holds what it held before. See `recovered`.
        """
        edit = self._new(name, step, (SNAPSHOT,), None)
        with self._saving(edit):
            edit.begin()
        return edit.sequence

    @contextlib.contextmanager
    def _saving(self, edit: "Transaction") -> Iterator[None]:
        try:
            yield
            if edit.begun:
                self._still_ours()
                edit.commit()
                self._watch.note()
        except FileLost:
            raise  # the connection is gone, and the edit with it
        except sqlite3.Error as error:
            self._after_error(edit, error)
        except BaseException:
            if not edit.roll_back():  # what it wrote is taken back when the file is opened again
                self._let_go(sound=False)
                self.recovered = True
            raise

    def _after_error(self, edit: "Transaction", error: sqlite3.Error) -> None:
        """Find out whether the edit reached the file: an error may be reported by a commit that was made.

        The connection is not trusted any more, so the file is opened again. Nothing is tried a second time.
        """
        edit.roll_back()
        told = trouble.failed(self.path, error)
        self._let_go(sound=False)
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
            if not edit.begun:  # only a note is taken back
                edit.begin()
            outcome, reach = edit.touched(), edit.reach
        source.pop()
        target.append(Entry(entry.label, entry.step, None, edit.sequence, [reach]))
        return outcome
