"""Slow work in the background: one `Task` owns the signals, one `_Job` runs on the thread pool.

A worker gets a `Plan`, never a `Document` or a widget.
"""

import sys
from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from planner.errors import PlannerError

Report: TypeAlias = Callable[[int, int, str], bool]
"""Called by the work with done, total and what is being done; False once the person has stopped it."""


class Task(QObject):
    """One piece of work, run once. Signals arrive on the thread that made the task."""

    progressed = Signal(int, int, str)
    """Done, total, what is being done."""
    succeeded = Signal(object)
    """What the work returned."""
    failed = Signal(object)
    """PlannerError; Cancelled when the person stopped it."""
    ended = Signal()
    """After succeeded or failed, or when the work broke."""
    _broken = Signal(object)

    def __init__(self, work: Callable[[Report], object], pool: QThreadPool | None = None) -> None:
        """Take the work; `start` runs it on `pool`, or on the application's."""
        super().__init__()
        self._stopped = False
        self._job = _Job(self, work)
        self._pool = pool
        self._broken.connect(_raise)

    def start(self) -> None:
        """Begin as soon as a thread is free."""
        _running.add(self)
        self.ended.connect(self._forget)
        (self._pool or QThreadPool.globalInstance()).start(self._job)

    def cancel(self) -> None:
        """Ask the work to stop; it ends with Cancelled at its next report."""
        self._stopped = True

    @property
    def stopped(self) -> bool:
        """Whether the work has been asked to stop."""
        return self._stopped

    def report(self, done: int, total: int, what: str) -> bool:
        """Pass progress on; whether to go on. Called by the work, on its thread."""
        self.progressed.emit(done, total, what)
        return not self._stopped

    def _forget(self) -> None:
        _running.discard(self)


# Qt keeps no reference to the owner of a signal: without this a task would die while its job runs.
_running: set[Task] = set()


class _Job(QRunnable):
    """Runs the work of a task on a thread of the pool."""

    def __init__(self, task: Task, work: Callable[[Report], object]) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._task = task
        self._work = work

    def run(self) -> None:
        task = self._task
        try:
            task.succeeded.emit(self._work(task.report))
        except PlannerError as error:
            task.failed.emit(error)
        except Exception as bug:
            task._broken.emit(bug)
        task.ended.emit()


def _raise(bug: Exception) -> None:
    """Hand a bug of a worker to the window's crash handling, on the window's thread."""
    sys.excepthook(type(bug), bug, bug.__traceback__)
