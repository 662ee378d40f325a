"""`Workspace`: one open workshop as the window sees it: the document, and what pages ask of the window."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer, Signal

from planner.domain.plan import Plan
from planner.domain.records import Session
from planner.domain.steps import step_of
from planner.errors import PlannerError
from planner.gui.backup_watch import BackupWatch
from planner.gui.finding_watch import FindingWatch
from planner.gui.tasks import Report, Task
from planner.gui.theme import Theme
from planner.paths import Paths
from planner.services.document import Changes, Document, Edit, preload

if TYPE_CHECKING:  # named only: the checks are loaded when they first run
    from planner.domain.checks import Finding

_FIRST_PAINTS = 1_000  # ms that a workshop just opened has for itself


@dataclass(frozen=True)
class Notice:
    """Something to tell without asking: a sentence, and perhaps a button with what it does.

    A `lasting` one stays until it is closed.
    """

    text: str
    action: str = ""
    then: Callable[[], object] | None = None
    lasting: bool = False


class Workspace(QObject):
    """The open document, the look, the places, and the signals between pages and the window.

    Pages read `document.plan`, write with `edit`, and ask the window for another step with `show_step`,
    `go_to` or `reveal`; they never call the window or another page.
    """

    changed = Signal(object)
    """Changes: an edit, undo or redo was written."""
    findings_changed = Signal()
    """The checks have run again; `known_findings` is fresh."""
    notice = Signal(str)
    """A sentence to show for some seconds."""
    told = Signal(object)
    """Notice: a sentence with a button."""
    failed = Signal(object)
    """PlannerError: an edit was refused or could not be written; nothing was changed."""
    unsaved_changed = Signal(bool)
    """Whether something that is typed is not in the file yet."""
    step_wanted = Signal(str)
    """The code of a step to show."""
    export_wanted = Signal(str)
    """The code of a document to export, or "map" for the picture."""
    reveal_wanted = Signal(str, str, str)
    """Step code, record id and field to bring into view."""

    def __init__(self, document: Document, theme: Theme, paths: Paths, parent: QObject | None = None) -> None:
        """Listen to the document until `close`."""
        super().__init__(parent)
        self.document = document
        self.theme = theme
        self.paths = paths
        self.step = ""
        self._closed = False
        self._unsaved: WeakSet[QObject] = WeakSet()
        self._unsubscribe = document.subscribe(self._pass_on)
        self._watch = FindingWatch(lambda: self.plan, lambda: self.as_of, self)
        self._watch.changed.connect(self.findings_changed)
        self.backups = BackupWatch(self, self)
        self.backups.failed.connect(self.failed)
        self._loading = Task(_load_writer)
        self._loading.succeeded.connect(self._prepare)
        QTimer.singleShot(_FIRST_PAINTS, self, self._loading.start)

    @property
    def plan(self) -> Plan:
        """The picture of the plan as it is now."""
        return self.document.plan

    @property
    def as_of(self) -> date:
        """The date the plan is read at."""
        return self.document.plan.as_of(self.document.today())

    @property
    def session(self) -> Session | None:
        """The meeting the group is in: today's, else the last one before, else the first one planned."""
        sessions = [each for each in self.plan.all(Session) if each.date and each.status != "cancelled"]
        past = [each for each in sessions if each.date and each.date <= self.document.today()]
        if past:
            return max(past, key=lambda each: (each.date or date.min, -each.position))
        return min(sessions, key=lambda each: (each.date or date.max, each.position), default=None)

    @contextmanager
    def edit(
        self, label: str, *, merge: tuple[object, ...] | None = None, origin: object = None, step: str = ""
    ) -> Iterator[Edit]:
        """Edit the plan like `Document.edit`, in the current step; a refusal is shown as a bar and ends here.

        Whether the edit went through is seen by looking at the plan afterwards.
        """
        try:
            with self.document.edit(label, step=step or self.step, merge=merge, origin=origin) as edit:
                yield edit
        except PlannerError as error:
            self.failed.emit(error)

    def findings(self) -> "tuple[Finding, ...]":
        """Return the findings of the plan as it is now; computed at once where that is still to be done."""
        return self._watch.now()

    @property
    def known_findings(self) -> "tuple[Finding, ...]":
        """The findings as last computed, perhaps one edit behind; never makes anybody wait."""
        return self._watch.known

    def note_unsaved(self, field: QObject, unsaved: bool) -> None:
        """Keep account of the fields that hold text which is not written yet, or was refused."""
        before = bool(self._unsaved)
        if unsaved:
            self._unsaved.add(field)
        else:
            self._unsaved.discard(field)
        if bool(self._unsaved) != before:
            self.unsaved_changed.emit(not before)

    def show_step(self, code: str) -> None:
        """Ask the window for a step."""
        self.step_wanted.emit(code)

    def reveal(self, finding: "Finding") -> None:
        """Ask the window for the field a finding is about."""
        self.reveal_wanted.emit(finding.step, finding.entity_id, finding.field)

    def go_to(self, record_id: str, field: str = "", step: str = "") -> None:
        """Ask the window for a record, on the step where it is worked on unless another is named."""
        record = self.plan.find(record_id)
        if record is not None:
            self.reveal_wanted.emit(step or step_of(type(record), record), record_id, field)

    def tell(
        self,
        text: str,
        *,
        action: str = "",
        then: Callable[[], object] | None = None,
        lasting: bool = False,
    ) -> None:
        """Tell what happened, with an optional button such as Undo."""
        self.told.emit(Notice(text, action, then, lasting))

    def close(self, tell: Callable[[PlannerError], object] | None = None) -> None:
        """Stop listening and close the document; `tell` is called where the last backup fails after that."""
        if not self._closed:
            self.backups.close(tell)
        self._closed = True
        self._watch.stop()
        self._unsubscribe()
        self.document.close()

    def _prepare(self) -> None:
        """Make ready what the first edit needs, while nobody waits for it."""
        if not self._closed:
            with suppress(PlannerError):  # the first edit tries again, and tells
                self.document.prepare()

    def _pass_on(self, changes: Changes) -> None:
        self._watch.note(changes)
        self.backups.note(changes)
        self.changed.emit(changes)


def _load_writer(_report: Report) -> None:
    """Load on a worker's time what writing needs; opening a workshop does not."""
    preload()
