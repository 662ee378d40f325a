"""`FindingWatch`: keeps the findings of the open plan fresh without making anybody wait."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from planner.domain.plan import Plan
from planner.gui.tasks import Report, Task
from planner.services.document import Changes

if TYPE_CHECKING:  # named only: the checks are loaded when they first run
    from planner.domain.checks import Finding

_PAUSE = 300  # ms without an edit before the checks run


class FindingWatch(QObject):
    """Runs the checks in the background, a moment after the last edit, and only those it can have changed."""

    changed = Signal()
    """The checks have run again; `known` is fresh."""

    def __init__(self, plan: Callable[[], Plan], as_of: Callable[[], date], parent: QObject) -> None:
        """Take where to ask for the plan, and for the date it is read at."""
        super().__init__(parent)
        self._plan = plan
        self._as_of = as_of
        self._known: tuple[Finding, ...] = ()
        self._seen: tuple[Plan, date] | None = None
        self._touched: set[str] = set()
        self._running: Task | None = None
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._pause.timeout.connect(self._start)
        self._pause.start()

    @property
    def known(self) -> "tuple[Finding, ...]":
        """The findings as last computed, perhaps one edit behind."""
        return self._known

    def now(self) -> "tuple[Finding, ...]":
        """Return the findings of the plan as it is now, computed at once where that is still to be done."""
        plan, as_of = self._plan(), self._as_of()
        if not self._is_seen(plan, as_of):
            self._keep((plan, as_of, self._work(plan, as_of)()))
        return self._known

    def note(self, changes: Changes) -> None:
        """Take note of an edit; the checks run when there has been none for a moment."""
        self._touched.update(kind for kind, ids in changes.ids.items() if ids)
        self._pause.start()

    def stop(self) -> None:
        """Run no more checks."""
        self._pause.stop()

    def _is_seen(self, plan: Plan, as_of: date) -> bool:
        return self._seen is not None and self._seen[0] is plan and self._seen[1] == as_of

    def _start(self) -> None:
        plan, as_of = self._plan(), self._as_of()
        if self._is_seen(plan, as_of):
            self.changed.emit()
            return
        find = self._work(plan, as_of)

        def run(_report: Report) -> "tuple[Plan, date, tuple[Finding, ...]]":
            return plan, as_of, find()

        self._running = Task(run)
        self._running.succeeded.connect(self._keep)
        self._running.start()

    def _work(self, plan: Plan, as_of: date) -> "Callable[[], tuple[Finding, ...]]":
        """Return what computes the findings of a plan, from the last ones where they are of the same day."""
        previous, touched = self._known, frozenset(self._touched)
        whole = self._seen is None or self._seen[1] != as_of

        def find() -> "tuple[Finding, ...]":
            from planner.domain.checks import findings, refreshed

            return findings(plan, as_of) if whole else refreshed(previous, plan, as_of, touched)

        return find

    def _keep(self, found: "tuple[Plan, date, tuple[Finding, ...]]") -> None:
        plan, as_of, findings = found
        if plan is self._plan():  # otherwise an edit came in between, and the checks run again soon
            self._seen, self._known = (plan, as_of), findings
            self._touched.clear()
            self.changed.emit()
