"""Notice that a workshop was changed, replaced or taken away while we have it open.

SQLite's lock keeps other programs that use SQLite out. It does not keep out those that copy a file over
another one (synchronizing programs do), and a drive can be pulled. Looking costs some microseconds, so it is
done before every edit. The file is never opened for it: closing a second handle would drop SQLite's lock.
"""

import os
from pathlib import Path

_COUNTERS = (slice(24, 28), slice(92, 96))  # SQLite's own: changes so far, and the change its size is from


class Watch:
    """What the file was when it was last known to be ours."""

    def __init__(self, path: Path) -> None:
        """Take the file as it is now for ours."""
        self._path = path
        self._place: tuple[int, int] | None = None
        self._state: tuple[object, ...] | None = None
        self.note()

    def note(self) -> None:
        """Take the file as it is now for ours: we have just written it."""
        try:
            about = self._path.stat()
            self._place, self._state = _place(about), _state(self._path, about)
        except OSError:
            self._place = self._state = None

    @property
    def lost(self) -> bool:
        """Whether there is no such file any more."""
        try:
            self._path.stat()
        except FileNotFoundError:
            return True
        except OSError:
            return not self._path.parent.is_dir()
        return False

    @property
    def replaced(self) -> bool:
        """Whether another file has taken the place of ours. True while we are writing, too."""
        try:
            return self._place is not None and _place(self._path.stat()) != self._place
        except OSError:
            return False  # it is lost, or cannot be looked at: writing will tell

    @property
    def changed(self) -> bool:
        """Whether somebody else wrote to the file since `note`, or replaced it."""
        try:
            about = self._path.stat()
            return self._state is not None and _state(self._path, about) != self._state
        except OSError:
            return False


def _place(about: os.stat_result) -> tuple[int, int]:
    return about.st_dev, about.st_ino


def _state(path: Path, about: os.stat_result) -> tuple[object, ...]:
    """Return what differs when anybody writes.

    Windows tells the time of the last write late, and its locks go with a handle, not with a process: there
    the counters in the header are read instead.
    """
    if os.name != "nt":
        return (*_place(about), about.st_size, about.st_mtime_ns)
    with path.open("rb") as file:
        header = file.read(100)
    return (*_place(about), about.st_size, *(header[part] for part in _COUNTERS))
