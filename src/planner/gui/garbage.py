"""Collect garbage on the window's thread only.

Python's collector runs on whichever thread happens to make an object. Where that is a worker, it may destroy
widgets that wait in a circle of references, and Qt dies of a widget destroyed on another thread.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_PAUSE = 1_000  # ms between two looks
_YOUNG = 20_000  # objects made since the last look that are worth collecting
_OLD = 20  # young collections between two whole ones


class GarbageCollector(QObject):
    """Turns the automatic collector off, and collects from the event loop instead."""

    def __init__(self, parent: QObject) -> None:
        """Begin at once; `parent` lives as long as the event loop, the application."""
        super().__init__(parent)
        self._rounds = 0
        gc.disable()
        timer = QTimer(self, interval=_PAUSE)
        timer.timeout.connect(self.collect)
        timer.start()

    def collect(self) -> None:
        """Collect what is young where much was made, everything every now and then."""
        if gc.get_count()[0] < _YOUNG:
            return
        self._rounds += 1
        gc.collect(2 if self._rounds % _OLD == 0 else 0)
