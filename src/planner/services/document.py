"""`Document`: the only door to a plan.

Pages read its picture, commands edit through it, and it says what changed.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.errors import FileChanged, PlannerError, ReadOnly
from planner.services.adoption import write_down
from planner.services.changes import Changes, Listener, Listeners, differing
from planner.services.code_book import CodeBook
from planner.services.edits import Edit, new_id
from planner.services.intake import complete
from planner.store.clock import Clock, stamp, utc_now

if TYPE_CHECKING:  # named only: SQLAlchemy is loaded when a file is opened, not with this module
    from planner.store.backups import Snapshot
    from planner.store.log import Log
    from planner.store.merge import Table
    from planner.store.transaction import Outcome, Transaction
    from planner.store.workshop_file import Connection, WorkshopFile

__all__ = ["Changes", "Document", "Edit"]

T = TypeVar("T")


class Document:
    """An open workshop. Used by one thread; exports and checks get its `plan`, never the document.

    `plan` is the picture after the last edit. `saved_at` is when that edit reached the disk (UTC).
    """

    def __init__(
        self, file: "WorkshopFile", *, today: Callable[[], date], clock: Clock, ids: Callable[[], str]
    ) -> None:
        """Take over an open file; use `open` or `create`."""
        self._file = file
        self._today = today
        self._clock = clock
        self._ids = ids
        self.plan: Plan = file.load()
        self.saved_at: datetime | None = file.saved_at()
        self._codes: CodeBook | None = None
        self._editing = False
        self._listeners = Listeners()
        self._lost_image: bytes | None = None

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        today: Callable[[], date] = date.today,
        clock: Clock = utc_now,
        ids: Callable[[], str] = new_id,
        backups: Path | None = None,
    ) -> Self:
        """Open a workshop for this process alone.

        What only writing needs is made ready by the first edit; where there is time before, call `prepare`.

        Args:
            path: The file.
            today: The date that rules and new entries go by.
            clock: The time that edits get.
            ids: Makes ids of new records.
            backups: Where the copy goes that is made before an older file is brought up to date; beside it
                unless told.

        Raises:
            FileRefused: It is not a workshop, is damaged, or comes from a newer version. It was not touched.
            AlreadyOpen: Somebody has it open; who and where is told.
        """
        from planner.store.workshop_file import WorkshopFile

        file = WorkshopFile.open(path, backups=backups, clock=clock)
        try:
            return cls(file, today=today, clock=clock, ids=ids)
        except BaseException:
            file.close()
            raise

    @classmethod
    def create(
        cls,
        path: Path,
        records: Iterable[Record] = (),
        *,
        label: str,
        today: Callable[[], date] = date.today,
        clock: Clock = utc_now,
        ids: Callable[[], str] = new_id,
    ) -> Self:
        """Make a workshop that holds these records, and open it. Its creation cannot be undone.

        Ids, codes, positions and times that records lack are given to them, in their order; all get one same
        time.

        Raises:
            InvalidEdit: The records break a rule.
            FileRefused: There is a file of that name already.
            PlannerError: It cannot be written; there is no file then.
        """
        from planner.store.workshop_file import WorkshopFile

        whole = complete(records, time=stamp(clock()), ids=ids, today=today())
        file = WorkshopFile.create(path, whole, label=label, clock=clock)
        return cls(file, today=today, clock=clock, ids=ids)

    @property
    def path(self) -> Path:
        """The file."""
        return self._file.path

    @property
    def read_only(self) -> ReadOnly | None:
        """Why the file may be read but not changed; None where it may."""
        return self._file.read_only

    def today(self) -> date:
        """Return the date that rules and new entries go by."""
        return self._today()

    def prepare(self) -> None:
        """Make ready what the first edit needs, some tenths of a second; once is enough."""
        self._file.prepare()

    def state(self) -> tuple[str, int, str]:
        """Return which workshop it is, how many edits it has seen, and the id of the last one."""
        return self._file.state()

    def snapshot(self) -> "Snapshot":
        """Copy all of it into memory as it is now, journal and all; see `services.backups`.

        Raises:
            PlannerError: The file can no longer be read.
        """
        self._refuse_nesting()
        return self._file.snapshot()

    def image(self) -> bytes:
        """Return the bytes of the file as it is now, for a copy; see `services.sharing`.

        Raises:
            FileRefused: The file can no longer be read in full.
        """
        self._refuse_nesting()
        return self._file.image()

    def close(self) -> None:
        """Close the file; nothing is left to save. Closing twice is no harm."""
        self._file.close()

    @contextlib.contextmanager
    def edit(
        self,
        label: str,
        *,
        step: str = "",
        merge: tuple[object, ...] | None = None,
        origin: object = None,
        then: "Callable[[Transaction], None] | None" = None,
        note: str | None = None,
    ) -> Iterator[Edit]:
        """Do what is done inside as one edit: saved as a whole, or not at all when anything is raised.

        Args:
            label: What the edit is called, for undo and the history.
            step: The code of the step it was made in.
            merge: Edits in a row with the same key are undone together: one visit to a field.
            origin: Whoever edits; listeners get it in `Changes`.
            then: What is done to the file itself in the same transaction, after the rules were asked.
            note: What the edit says about other files (see `store.merge`); it is in the journal even where
                nothing is written.

        Raises:
            InvalidEdit: A rule would be broken; nothing was changed.
            PlannerError: It could not be saved; the plan is what the file holds.
        """
        self._refuse_nesting()
        codes, refused = self._codes_or_refusal()
        self._editing = True
        outcome: Outcome | None = None
        try:
            with self._file.transaction(label, step=step, merge=merge, note=note) as transaction:
                time = stamp(self._clock())
                edit = Edit(self.plan, transaction, codes, today=self._today(), time=time, ids=self._ids)
                yield edit
                if refused is not None:
                    raise refused
                write_down(edit, self.plan, self._today())
                edit.finish()
                if then is not None:
                    then(transaction)
                outcome = transaction.touched() if transaction.begun else None
        except BaseException:
            codes.forget()
            self._editing = False
            self._read_again(label, origin)
            raise
        codes.keep()
        self._editing = False
        self._saved(outcome, label, origin)

    def become(self, plan: Plan, label: str, *, merge: tuple[object, ...] | None = None) -> Changes | None:
        """Be what an earlier picture of this workshop was, as one edit; None when nothing differs.

        Everything is as it was, also ids, codes and times. No rule is asked: the picture kept them all.

        Raises:
            PlannerError: It could not be saved; the plan is what the file holds.
        """
        self._refuse_nesting()
        outcome: Outcome | None = None
        try:
            with self._file.transaction(label, merge=merge) as transaction:
                transaction.turn(self.plan, plan)
                outcome = transaction.touched() if transaction.begun else None
        except BaseException:
            self._read_again(label, None)
            raise
        return self._saved(outcome, label, None)

    def name_moment(self, name: str, *, step: str = "") -> int:
        """Enter a named moment in the journal, and return its number. It is no step of undo.

        Raises:
            PlannerError: It could not be saved; the plan is what the file holds.
        """
        self._refuse_nesting()
        try:
            number = self._file.name_moment(name, step)
        except BaseException:
            self._read_again(name, None)
            raise
        self.saved_at = self._clock()
        self._read_again(name, None)
        self._listeners.tell(Changes({}, None, name))
        return number

    def look(self, what: "Callable[[Connection], T]") -> T:
        """Return what something of the store reads from the open file itself."""
        return self._file.look(what)

    def compact(self) -> None:
        """Write the file anew without what was deleted from it; what can be undone is forgotten.

        Raises:
            PlannerError: It could not be; the plan is in it as it was.
        """
        self._refuse_nesting()
        try:
            self._file.compact()
        except BaseException:
            self._read_again("", None)
            raise
        self._listeners.tell(Changes({}, None, ""))

    def save_elsewhere(self, path: Path, *, go_on: bool = False) -> None:
        """Write what this window holds as a new file, also when the document's own is gone; `go_on` there.

        Raises:
            PlannerError: It cannot be written there; the document's file is the one it was.
        """
        from planner.services.rescue import save

        image = self._lost_image
        if image is None:
            with contextlib.suppress(PlannerError):  # the picture is still here
                image = self._file.image()
        save(self.plan, image, path, today=self._today())
        if go_on:
            self._file.move_to(path)
            self._lost_image = self._codes = None
            self._read_again("", None)
            self._listeners.tell(Changes({}, None, ""))

    @property
    def table(self) -> "Table | None":
        """The table that this copy of a workshop was made for; None where it is the workshop itself."""
        return self._file.table()

    def log(self) -> "Log":
        """Return what reads the journal, as long as the document is open."""
        return self._file.log()

    @property
    def undo_label(self) -> str:
        """What undo would take back; nothing at the start of the sitting."""
        return self._file.undo_label

    @property
    def redo_label(self) -> str:
        """What redo would do again, or nothing."""
        return self._file.redo_label

    def undo(self) -> Changes | None:
        """Take back the last step of this sitting; None when there is none.

        Raises:
            PlannerError: It could not be saved; the plan is what the file holds.
        """
        return self._replayed(self._file.undo)

    def redo(self) -> Changes | None:
        """Do again what undo took back; None when there is nothing.

        Raises:
            PlannerError: It could not be saved; the plan is what the file holds.
        """
        return self._replayed(self._file.redo)

    def _replayed(self, replay: "Callable[[], Outcome | None]") -> Changes | None:
        self._refuse_nesting()
        try:
            outcome = replay()
        except BaseException:
            self._read_again("", None)
            raise
        return self._saved(outcome, outcome.label, None) if outcome else None

    def _refuse_nesting(self) -> None:
        if self._editing:
            raise RuntimeError("an edit is under way already")

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after each edit, and return what ends that."""
        return self._listeners.add(listener)

    def _codes_or_refusal(self) -> tuple[CodeBook, PlannerError | None]:
        """Return the codes ever given; those of the picture, and why, where the file cannot be read now."""
        try:
            return self._code_book(), None
        except PlannerError as refused:
            return CodeBook({record.code for record in self.plan.records()}), refused

    def _code_book(self) -> CodeBook:
        if self._codes is None:
            self._codes = CodeBook(self._file.used_codes())
        return self._codes

    def _saved(self, outcome: "Outcome | None", label: str, origin: object) -> Changes | None:
        """Make the next picture after an edit that reached the file, and tell."""
        if outcome is None:
            return None
        if self._file.recovered:  # saved, but with an error: believe the file only
            self.plan = self._file.load()
        else:
            self.plan = outcome.applied(self.plan)
        self.saved_at = self._clock()
        changes = Changes(outcome.ids, origin, label)
        self._listeners.tell(changes)
        return changes

    def _read_again(self, label: str, origin: object) -> None:
        """After a failed save, show what the file holds; as long as it cannot be read, what it held last."""
        if (told := self._file.take_lost()) is not None:
            self._lost_image = told.image
            if isinstance(told, FileChanged):
                from planner.services.rescue import keep_beside

                keep_beside(self.path, self.plan, told, today=self._today())
        if not self._file.recovered:
            return
        with contextlib.suppress(PlannerError):
            before, self.plan = self.plan, self._file.load()
            self._codes = None
            ids = differing(before, self.plan)
            if ids:
                self._listeners.tell(Changes(ids, origin, label))


def preload() -> None:
    """Load the libraries that writing needs (0.4 s); any thread may do it, before `prepare`."""
    import planner.store.transaction  # noqa: F401
