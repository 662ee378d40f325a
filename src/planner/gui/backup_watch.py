"""Backups of the open workshop, made by themselves. The window waits only for the copy in memory."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.errors import Damaged, PlannerError
from planner.gui.tasks import Task
from planner.paths import Paths
from planner.services.document import Changes, Document

if TYPE_CHECKING:  # named only: the shelf is loaded when the first backup is due
    from planner.services.backups import Shelf

Tell = Callable[[PlannerError], object]
"""Tells somebody what went wrong."""
EVERY = 15 * 60 * 1_000
"""Milliseconds of edits after which a backup is made."""
MUCH = 8
"""Records from which deleting them, with what hangs on them, is worth a backup before."""
_AFTER_OPENING = 3_000  # ms: a workshop just opened has them for itself


class Opened(Protocol):
    """What is watched: an open workshop; `Workspace` is one."""

    @property
    def document(self) -> Document:
        """The document."""

    @property
    def paths(self) -> Paths:
        """Where backups go."""


class BackupWatch(QObject):
    """Makes a backup after opening if something changed since the last one, every 15 minutes of edits, and on
    closing.
    """

    made = Signal(object)
    """Backup: one was made, or the newest one was found to hold the same."""
    failed = Signal(object)
    """PlannerError: none could be made. Told once until one is made again; a damaged file every time."""

    def __init__(self, opened: Opened, parent: QObject) -> None:
        """Begin to watch; `note` tells of edits, `close` ends it."""
        super().__init__(parent)
        self._opened = opened
        self._changed = False
        self._told = False
        self._due = QTimer(self, singleShot=True, interval=EVERY)
        self._due.timeout.connect(lambda: self.now("edits"))
        self._first = QTimer(self, singleShot=True, interval=_AFTER_OPENING)
        self._first.timeout.connect(self.after_opening)
        self._first.start()

    def shelf(self) -> "Shelf":
        """Return the shelf of backups."""
        from planner.services.backups import Shelf

        return Shelf(self._opened.paths)

    def note(self, _changes: Changes) -> None:
        """Take note of an edit."""
        self._changed = True
        if not self._due.isActive():
            self._due.start()

    def after_opening(self) -> None:
        """Make a backup if the newest one does not hold what was opened."""
        self._first.stop()
        try:
            if self.shelf().changed(self._opened.document):
                self.now("open")
        except PlannerError as error:
            self._fail(error)

    def before_deleting(self, records: Sequence[Record]) -> None:
        """Make a backup where much is about to be deleted."""
        if len(reach(self._opened.document.plan, records)) >= MUCH:
            self.now("delete")

    def now(self, reason: str, tell: Tell | None = None) -> None:
        """Copy the workshop as it is now, and have the copy kept in the background.

        `reason` is one of `backup_entry.REASONS`; `tell` is called, besides, with what went wrong.
        """
        shelf = self.shelf()
        try:
            taken = shelf.take(self._opened.document, reason)
        except PlannerError as error:
            self._fail(error)
            return
        self._changed = False
        self._due.stop()
        task = Task(lambda _report: shelf.keep(taken))
        task.succeeded.connect(self._succeed)
        task.failed.connect(self._fail)
        if tell is not None:
            task.failed.connect(tell)
        task.start()

    def close(self, tell: Tell | None = None) -> None:
        """Make the last backup, if there was any edit since the one before; the file may be closed then.

        Nobody listens any more where that fails, so `tell` is called, unless trouble was told before.
        """
        self._first.stop()
        self._due.stop()
        if self._changed:
            self.now("close", None if self._told else tell)

    def _succeed(self, backup: object) -> None:
        self._told = False
        self.made.emit(backup)

    def _fail(self, error: PlannerError) -> None:
        self._changed = True
        if not self._told or isinstance(error, Damaged):
            self._told = True
            self.failed.emit(error)


def reach(plan: Plan, records: Sequence[Record]) -> set[str]:
    """Return the ids of records and of all that is deleted with them."""
    found: set[str] = set()
    waiting = list(records)
    while waiting:
        record = waiting.pop()
        if record.id in found:
            continue
        found.add(record.id)
        for other, name in plan.pointing_at(record.id):
            if type(other).describe(name).cascade:
                waiting.append(other)
    return found
