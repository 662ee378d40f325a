"""Room on the disk that is kept for the moment it is full: deleting and undo need some, as every edit does.

A file of zeros beside the open workshop takes it up. Once an edit did not fit, the file goes, and there is
room for some dozens of small edits.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path

SIZE = 1_000_000
"""Bytes that are kept."""

_PLENTY = 20 * SIZE  # bytes that must be free before any are kept


class Reserve:
    """The room that is kept beside one workshop."""

    def __init__(self, workshop: Path) -> None:
        """Keep nothing yet."""
        self._file = workshop.with_name(f".{workshop.name}.reserve")
        self._held = False

    def hold(self) -> None:
        """Keep the room, unless the disk is nearly full or the folder takes no file."""
        if self._held:
            return
        with suppress(OSError):
            if shutil.disk_usage(self._file.parent).free < _PLENTY:
                return
            handle = os.open(self._file, os.O_CREAT | os.O_RDWR, 0o600)
            try:
                if hasattr(os, "posix_fallocate"):
                    os.posix_fallocate(handle, 0, SIZE)
                else:
                    os.write(handle, bytes(SIZE))
            finally:
                os.close(handle)
            self._held = True

    def let_go(self) -> bool:
        """Give the room back; whether there was any."""
        held, self._held = self._held, False
        try:
            self._file.unlink()
        except OSError:
            return False
        return held
