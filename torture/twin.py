"""The twin: plays the same commands as a process that is killed or faulted, undisturbed, for comparison."""

import shutil
from pathlib import Path

from planner.services.document import Document
from planner.store.journal import Sitting
from torture.oracle import content
from torture.script import Script


class Twin:
    """What a file should hold after each command of one life, found by playing them on a copy."""

    def __init__(self, start: Path, folder: Path, seed: int, life: int, commands: int | None = None) -> None:
        """Take the file as it is before that life; `commands` is how many there are, where that is known."""
        self._start = folder / "twin-start.workshop"
        self._path = folder / "twin.workshop"
        self._shown = folder / "twin-shown.workshop"
        shutil.copy(start, self._start)
        self._seed, self._life, self._commands = seed, life, commands
        self._known: dict[int, str] = {}
        self._document: Document | None = None
        self._script = Script(seed, life)
        self._played = 0

    def state(self, number: int) -> str | None:
        """Return what the file holds after so many commands."""
        if self._commands is not None and number > self._commands:
            return None
        if number not in self._known:
            if self._document is None or self._played > number:
                self._begin()
            document = self._document
            if document is None:
                raise RuntimeError("the twin is not open")
            while self._played < number:
                self._script.play(document, self._played)
                self._played += 1
            shutil.copy(self._path, self._shown)  # the journal is empty: nothing is under way
            self._known[number] = content(self._shown)
        return self._known[number]

    def _begin(self) -> None:
        self.close()
        shutil.copy(self._start, self._path)
        self._script, self._played = Script(self._seed, self._life), 0
        self._document = Document.open(self._path, **self._script.words())

    def live_on(self, life: int) -> None:
        """Begin the next life where this one ended, as by opening the file again: nothing can be undone."""
        if self._document is None:
            self._begin()
        self._life, self._played, self._known = life, 0, {}
        self._script.live(life)
        if self._document is not None:
            self._document._file._sitting = Sitting(f"life {life}")
        shutil.copy(self._path, self._start)

    def close(self) -> None:
        """Let go of the copy."""
        if self._document is not None:
            self._document.close()
            self._document = None
