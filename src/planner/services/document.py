"""`Document`: the only door to a plan.

Pages read its picture, commands edit through it, and it says what changed.
"""

import contextlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.records import KINDS
from planner.errors import PlannerError
from planner.services.adoption import write_down
from planner.services.changes import Changes
from planner.services.code_book import CodeBook
from planner.services.edits import Edit, new_id
from planner.services.intake import complete
from planner.store.clock import Clock, stamp, utc_now

if TYPE_CHECKING:  # named only: SQLAlchemy is loaded when a file is opened, not with this module
    from planner.store.transaction import Outcome
    from planner.store.workshop_file import WorkshopFile

__all__ = ["Changes", "Document", "Edit"]

Listener = Callable[[Changes], None]


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
        self._listeners: list[Listener] = []
        self._untold: deque[Changes] = deque()
        self._telling = False

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        today: Callable[[], date] = date.today,
        clock: Clock = utc_now,
        ids: Callable[[], str] = new_id,
        backups: Path | None = None,
        ready: bool = True,
    ) -> Self:
        """Open a workshop for this process alone.

        Args:
            path: The file.
            today: The date that rules and new entries go by.
            clock: The time that edits get.
            ids: Makes ids of new records.
            backups: Where the copy goes that is made before an older file is brought up to date; beside it
                unless told.
            ready: Whether to make ready at once what only the first edit needs; else call `prepare` when
                there is time, or the first edit does it.

        Raises:
            FileRefused: It is not a workshop, is damaged, or comes from a newer version. It was not touched.
            AlreadyOpen: Somebody has it open; who and where is told.
        """
        from planner.store.workshop_file import WorkshopFile

        file = WorkshopFile.open(path, backups=backups, clock=clock)
        try:
            made = cls(file, today=today, clock=clock, ids=ids)
            if ready:
                file.prepare()
        except BaseException:
            file.close()
            raise
        return made

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

    def today(self) -> date:
        """Return the date that rules and new entries go by."""
        return self._today()

    def prepare(self) -> None:
        """Make ready what the first edit needs, some tenths of a second; once is enough."""
        self._file.prepare()

    def close(self) -> None:
        """Close the file; nothing is left to save. Closing twice is no harm."""
        self._file.close()

    @contextlib.contextmanager
    def edit(
        self, label: str, *, step: str = "", merge: tuple[object, ...] | None = None, origin: object = None
    ) -> Iterator[Edit]:
        """Do what is done inside as one edit: saved as a whole, or not at all when anything is raised.

        Args:
            label: What the edit is called, for undo and the history.
            step: The code of the step it was made in.
            merge: Edits in a row with the same key are undone together: one visit to a field.
            origin: Whoever edits; listeners get it in `Changes`.

        Raises:
            InvalidEdit: A rule would be broken; nothing was changed.
            PlannerError: It could not be saved; the plan is what the file holds.
        """
        self._refuse_nesting()
        self._editing = True
        codes = self._code_book()
        outcome: Outcome | None = None
        try:
            with self._file.transaction(label, step=step, merge=merge) as transaction:
                time = stamp(self._clock())
                edit = Edit(self.plan, transaction, codes, today=self._today(), time=time, ids=self._ids)
                yield edit
                write_down(edit, self.plan, self._today())
                edit.finish()
                outcome = transaction.touched() if transaction.begun else None
        except BaseException:
            codes.forget()
            self._editing = False
            self._read_again(label, origin)
            raise
        codes.keep()
        self._editing = False
        self._saved(outcome, label, origin)

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
        self._listeners.append(listener)

        def unsubscribe() -> None:
            with contextlib.suppress(ValueError):
                self._listeners.remove(listener)

        return unsubscribe

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
        self._tell(changes)
        return changes

    def _read_again(self, label: str, origin: object) -> None:
        """After a failed save, show what the file holds; as long as it cannot be read, what it held last."""
        if not self._file.recovered:
            return
        with contextlib.suppress(PlannerError):
            before, self.plan = self.plan, self._file.load()
            self._codes = None
            ids = _differing(before, self.plan)
            if ids:
                self._tell(Changes(ids, origin, label))

    def _tell(self, changes: Changes) -> None:
        """Tell listeners one edit after the other, also when one of them edits in answer."""
        self._untold.append(changes)
        if self._telling:
            return
        self._telling = True
        try:
            while self._untold:
                told = self._untold.popleft()
                for listener in tuple(self._listeners):
                    listener(told)
        finally:
            self._telling = False


def _differing(before: Plan, after: Plan) -> dict[str, frozenset[str]]:
    """Return the ids, by kind, of records that differ between two pictures."""
    found = {}
    for name, kind in KINDS.items():
        was, now = ({record.id: record for record in plan.all(kind)} for plan in (before, after))
        if ids := frozenset(each for each in was.keys() | now.keys() if was.get(each) != now.get(each)):
            found[name] = ids
    return found


def preload() -> None:
    """Load the libraries that writing needs (0.4 s); any thread may do it, before `prepare`."""
    import planner.store.transaction  # noqa: F401
